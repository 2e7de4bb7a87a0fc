import { Button } from 'antd'
import { supervisionLists } from '../../../domain/waters.ts'
import type { ComparedDivision } from '../../../reports/four-sames/contract.ts'
import { figureIds, figureOf, sameness, valueOf, type GapLimits } from '../../../reports/four-sames/rules.ts'
import { DataTable, ExportMenu, type Column } from '../../shared/components/data-table.tsx'
import { Mark } from '../../shared/components/marks.tsx'
import type { TableFile } from '../../shared/export/table-file.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { fourSamesWords as words } from './four-sames-words.ts'

const gapsOf = ({ figures }: ComparedDivision) => figures.filter(({ mark }) => mark === 'look')

/** One row a division, the gaps worth a look first; exported with every figure of both lists. */
export function DivisionTable(props: {
  readonly divisions: readonly ComparedDivision[]
  readonly limits: GapLimits
  readonly onRegion: (regionCode: string) => void
}) {
  const say = useSay()
  const columns: readonly Column<ComparedDivision>[] = [
    {
      key: 'name',
      title: say(words.division),
      value: row => row.name,
      render: row => (
        <Button type="link" size="small" className="sames-division" onClick={() => props.onRegion(row.regionCode)}>
          {row.name}
        </Button>
      ),
      always: true,
      width: 140,
    },
    {
      key: 'gaps',
      title: say(words.gaps),
      value: row => gapsOf(row).length,
      align: 'right',
      sortable: true,
      width: 110,
    },
    { key: 'national', title: say(words.national), value: row => row.waters.national, align: 'right', sortable: true, width: 110 }, // prettier-ignore
    { key: 'municipal', title: say(words.municipal), value: row => row.waters.municipal, align: 'right', sortable: true, width: 110 }, // prettier-ignore
    { key: 'county', title: say(words.county), value: row => row.waters.county, align: 'right', sortable: true, width: 130 }, // prettier-ignore
    {
      key: 'names',
      title: say(words.gapNames),
      value: row => gapsOf(row).map(({ id }) => say(figureOf(id).label)).join(say({ zh: '、', en: '; ' })), // prettier-ignore
      render: row => <Gaps row={row} limits={props.limits} />,
      width: 520,
    },
  ]
  return (
    <section className="panel">
      <DataTable
        name={`${say(words.title)} ${say(words.divisions)}`}
        columns={columns}
        rows={props.divisions}
        rowKey={row => row.regionCode}
        empty={{ title: say(words.noWaters), hint: say(words.noWatersHint) }}
        exportMenu={<ExportMenu disabled={props.divisions.length === 0} table={useWholeTable(props.divisions)} />}
        pageSize={100}
      />
    </section>
  )
}

function Gaps({ row, limits }: { readonly row: ComparedDivision; readonly limits: GapLimits }) {
  const say = useSay()
  const gaps = gapsOf(row)
  if (gaps.length === 0) {
    const isCompared = row.figures.some(({ mark }) => mark === 'alike')
    return <span className="quiet">{say(isCompared ? words.noGaps : words.tooFew)}</span>
  }
  return (
    <span className="sames-gaps">
      {gaps.map(({ id, national, municipal }) => (
        <span key={id} title={say(sameness(figureOf(id).kind, { national, municipal }, limits).words)}>
          <Mark tone="amber">{say(figureOf(id).label)}</Mark>
        </span>
      ))}
    </span>
  )
}

/** Every figure of both lists, a pair of columns each: what a county is asked about stands in one workbook. */
function useWholeTable(divisions: readonly ComparedDivision[]): () => TableFile {
  const say = useSay()
  const lists = ['national', 'municipal'] as const
  return () => ({
    name: `${say(words.title)} ${say(words.divisions)}`,
    headers: [
      say(words.division),
      ...lists.map(list => `${say(words[list])} (${say(words.waters)})`),
      say(words.gaps),
      say(words.gapNames),
      ...figureIds.flatMap(id => lists.map(list => `${say(figureOf(id).label)} - ${say(supervisionLists[list])}${unitOf(id, say)}`)), // prettier-ignore
    ],
    rows: divisions.map(row => [
      row.name,
      row.waters.national,
      row.waters.municipal,
      gapsOf(row).length,
      gapsOf(row).map(({ id }) => say(figureOf(id).label)).join(say({ zh: '、', en: '; ' })), // prettier-ignore
      ...figureIds.flatMap(id => {
        const figure = row.figures.find(each => each.id === id)
        return lists.map(list => (figure === undefined ? undefined : rounded(valueOf(figureOf(id).kind, figure[list]))))
      }),
    ]),
  })
}

function unitOf(id: (typeof figureIds)[number], say: ReturnType<typeof useSay>): string {
  const { kind, unit } = figureOf(id)
  if (kind === 'share' || kind === 'ratio') return ' (%)'
  return unit === undefined ? '' : ` (${say(unit)})`
}

const rounded = (value: number | undefined) => (value === undefined ? undefined : Math.round(value * 100) / 100)
