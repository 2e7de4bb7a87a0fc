import { Link, useNavigate } from '@tanstack/react-router'
import { Segmented, Select } from 'antd'
import { z } from 'zod'
import { RegionCodeText } from '../../../domain/shapes.ts'
import { stages } from '../../../domain/lifecycle-table.ts'
import { supervisionListIds, supervisionLists } from '../../../domain/waters.ts'
import { havingIds, listFourSamesWaters, type BehindWater } from '../../../reports/four-sames/contract.ts'
import {
  figureIds,
  figureOf,
  kindFigureIds,
  kindFigures,
  measuredParts,
  type FigureId,
} from '../../../reports/four-sames/rules.ts'
import { call } from '../../shared/client.ts'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { EmptyState } from '../../shared/components/empty-state.tsx'
import { ListMark, StageMark } from '../../shared/components/marks.tsx'
import { MoreRows } from '../../shared/components/more-rows.tsx'
import { Area } from '../../shared/components/numbers.tsx'
import { PageHeader } from '../../shared/components/page-header.tsx'
import { RegionPicker } from '../../shared/components/region-picker.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { usePages } from '../../shared/hooks/use-pages.ts'
import { useSearchState } from '../../shared/hooks/use-search-state.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { fourSamesWords as words } from './four-sames-words.ts'
import './four-sames.css'

const Search = z.object({
  figure: z.enum([...figureIds, ...kindFigureIds]).optional(),
  // An edition may read as a number in the address.
  kind: z.coerce.string().optional(),
  list: z.enum(supervisionListIds).optional(),
  having: z.enum(havingIds).optional(),
  regionCode: RegionCodeText.optional(),
  year: z.coerce.number().int().min(2000).max(2999).optional(),
})
type Search = z.output<typeof Search>

/** The waters that one number of the comparison counts. */
export default function WatersBehindPage() {
  const say = useSay()
  const [search, setSearch] = useSearchState(Search)
  const { figure } = search
  const crumbs = [{ label: say(words.title), to: '/four-sames' }]
  if (figure === undefined) {
    return (
      <div className="stack">
        <PageHeader title={say(words.behind)} crumbs={crumbs} />
        <EmptyState
          title={say(words.unknownFigure)}
          hint={<Link to="/four-sames">{say(words.unknownFigureHint)}</Link>}
        />
      </div>
    )
  }
  const entry = isFigure(figure) ? figureOf(figure) : kindFigures[figure]
  return (
    <div className="stack">
      <PageHeader
        title={say(entry.label)}
        crumbs={crumbs}
        marks={<ListMark list={search.list ?? 'national'} />}
        subtitle={say(entry.means)}
      />
      <Behind search={{ ...search, figure }} onSearch={setSearch} />
    </div>
  )
}

const isFigure = (id: string): id is FigureId => figureIds.some(known => known === id)

type Asked = Search & { readonly figure: NonNullable<Search['figure']> }

function Behind({
  search,
  onSearch,
}: {
  readonly search: Asked
  readonly onSearch: (change: Partial<Search>) => void
}) {
  const say = useSay()
  const navigate = useNavigate()
  const { figure, kind, list = 'national', having = 'all', regionCode, year } = search
  const query = {
    figure,
    list,
    having,
    ...(kind === undefined ? {} : { kind }),
    ...(regionCode === undefined ? {} : { regionCode }),
    ...(year === undefined ? {} : { year }),
  }
  const pages = usePages([...answerKey(listFourSamesWaters), query], (cursor, signal) =>
    call(listFourSamesWaters, {
      query: { ...query, ...(cursor === undefined ? {} : { cursor: String(cursor) }) },
      signal,
    }),
  )
  return (
    <section className="panel">
      <DataTable
        name={say(words.behind)}
        tools={<Tools search={search} onSearch={onSearch} />}
        columns={useColumns(figure)}
        rows={pages.rows}
        isBeginning={pages.hasMore}
        rowKey={row => row.id}
        error={pages.error}
        onRetry={pages.retry}
        onOpen={row => void navigate({ to: `/waters/${row.id}` })}
        empty={{ title: say(words.none), hint: say(words.noneHint) }}
        pageSize={100}
      />
      <MoreRows pages={pages} />
    </section>
  )
}

function Tools({ search, onSearch }: { readonly search: Asked; readonly onSearch: (change: Partial<Search>) => void }) {
  const say = useSay()
  const account = useAccount()
  return (
    <>
      <Select
        size="small"
        style={{ width: 170 }}
        aria-label={say(words.list)}
        value={search.list ?? 'national'}
        options={supervisionListIds.map(value => ({ value, label: say(supervisionLists[value]) }))}
        onChange={list => onSearch({ list })}
      />
      {isFigure(search.figure) && figureOf(search.figure).kind !== 'median' ? (
        <Segmented
          size="small"
          aria-label={say(words.having)}
          value={search.having ?? 'all'}
          options={havingIds.map(value => ({ value, label: say(words[value]) }))}
          onChange={having => onSearch({ having: having === 'all' ? undefined : having })}
        />
      ) : null}
      <RegionPicker
        within={account.regionCode}
        style={{ width: 220 }}
        placeholder={say(words.region)}
        label={say(words.region)}
        {...(search.regionCode === undefined ? {} : { value: search.regionCode })}
        onChange={code => onSearch({ regionCode: code ?? undefined })}
      />
    </>
  )
}

function useColumns(figure: Asked['figure']): readonly Column<BehindWater>[] {
  const say = useSay()
  const counted: readonly Column<BehindWater>[] = isFigure(figure)
    ? [
        {
          key: 'counted',
          title: say(words.counted),
          value: ({ part }) => part,
          render: row => <Counted figure={figure} row={row} />,
          align: 'right',
          width: 160,
        },
      ]
    : []
  return [
    { key: 'water', title: say(words.water), value: row => row.name, always: true, width: 190 },
    ...counted,
    {
      key: 'stage',
      title: say(words.stage),
      value: row => say(stages[row.stage].label),
      render: row => <StageMark stage={row.stage} cycle={row.cycle} />,
      width: 150,
    },
    {
      key: 'place',
      title: say(words.place),
      value: ({ regionNames: { county, town, village } }) => [county, town, village].filter(Boolean).join(' '),
      width: 240,
    },
    {
      key: 'area',
      title: say(words.area),
      value: row => row.areaM2,
      render: row => <Area m2={row.areaM2} exact />,
      align: 'right',
      width: 120,
    },
  ]
}

/** Of a share whether the water has it; of anything else what it adds. */
function Counted({ figure, row: { part, of } }: { readonly figure: FigureId; readonly row: BehindWater }) {
  const say = useSay()
  const entry = figureOf(figure)
  if (entry.kind === 'share') return <>{say(part > 0 ? words.yes : words.no)}</>
  const { value, detail } = measuredParts(entry, { waters: 1, part, of })
  return (
    <>
      {say(value)} {entry.kind === 'ratio' ? <span className="quiet">{say(detail)}</span> : null}
    </>
  )
}
