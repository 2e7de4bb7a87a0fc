import { DownloadOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button, Input, Segmented, Select } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import { RegionCodeText } from '../../../domain/shapes.ts'
import { contains, regionRange } from '../../../domain/regions.ts'
import {
  countSurroundings,
  exportSurroundings,
  listSurroundings,
  removeSurrounding,
  type Surrounding,
} from '../../../surroundings/contract.ts'
import {
  facilityKinds,
  facilityStateIds,
  facilityStates,
  linkKinds,
  sewageHandlingIds,
  sewageHandlings,
  surroundingSortIds,
  surroundingSorts,
} from '../../../surroundings/rules.ts'
import { addressOf, call } from '../../shared/client.ts'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { Mark } from '../../shared/components/marks.tsx'
import { MoreRows } from '../../shared/components/more-rows.tsx'
import { DateText, Num } from '../../shared/components/numbers.tsx'
import { PageHeader } from '../../shared/components/page-header.tsx'
import { ReasonDialog } from '../../shared/components/reason-dialog.tsx'
import { RegionPicker } from '../../shared/components/region-picker.tsx'
import { Tally } from '../../shared/components/tally.tsx'
import { answerKey, useAnswer } from '../../shared/hooks/use-answer.ts'
import { usePages } from '../../shared/hooks/use-pages.ts'
import { useSearchState } from '../../shared/hooks/use-search-state.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { EditDialog, RecordDialog } from './record-dialog.tsx'
import { StateMark } from './said-text.tsx'
import { surroundingsWords as words } from './surroundings-words.ts'
import { useSurroundingsSaved } from './use-surroundings-changed.ts'
import './surroundings.css'

const Search = z.object({
  region: RegionCodeText.optional(),
  sort: z.enum(surroundingSortIds).optional(),
  state: z.enum([...facilityStateIds, 'unknown']).optional(),
  handling: z.enum([...sewageHandlingIds, 'unknown']).optional(),
  search: z.string().max(80).optional(),
})
type Search = z.output<typeof Search>

type Doing = { readonly what: 'record' } | { readonly what: 'edit' | 'remove'; readonly row: Surrounding }

/** Every sewage works and settlement on record, by division, with the waters they are linked with. */
export default function SurroundingsPage() {
  const say = useSay()
  const account = useAccount()
  const [search, setSearch] = useSearchState(Search)
  const [doing, setDoing] = useState<Doing>()
  const close = () => setDoing(undefined)
  const pages = usePages([...answerKey(listSurroundings), search], (cursor, signal) =>
    call(listSurroundings, {
      query: { ...search, ...(cursor === undefined ? {} : { cursor: String(cursor) }) },
      signal,
    }),
  )
  return (
    <div className="stack">
      <PageHeader title={say(words.title)} subtitle={say(words.lead)} actions={<Actions onDo={setDoing} />} />
      <Counts region={search.region} />
      <section className="panel">
        <Filters search={search} onSearch={setSearch} />
        <DataTable<Surrounding>
          name={say(words.title)}
          columns={useColumns()}
          rows={pages.rows}
          isBeginning={pages.hasMore}
          rowKey={row => row.id}
          error={pages.error}
          onRetry={pages.retry}
          empty={{ title: say(words.empty), hint: say(words.emptyHint) }}
          pageSize={100}
          {...(account.may('water.export')
            ? {
                exportMenu: (
                  <Button
                    size="small"
                    icon={<DownloadOutlined />}
                    href={addressOf(exportSurroundings, { query: search })}
                  >
                    {say(words.exportAction)}
                  </Button>
                ),
              }
            : {})}
          {...(account.may('water.write') ? { renderActions: row => <RowActions row={row} onDo={setDoing} /> } : {})}
        />
        <MoreRows pages={pages} />
      </section>
      {doing?.what === 'record' ? <RecordDialog regionCode={search.region} onClose={close} /> : null}
      {doing?.what === 'edit' ? <EditDialog id={doing.row.id} onClose={close} /> : null}
      {doing?.what === 'remove' ? <RemoveDialog surrounding={doing.row} onClose={close} /> : null}
    </div>
  )
}

type Acting = { readonly onDo: (doing: Doing) => void }

function Actions({ onDo }: Acting) {
  const say = useSay()
  const account = useAccount()
  if (!account.may('water.write')) return null
  return (
    <>
      <Link to="/surroundings/import">
        <Button>{say(words.importAction)}</Button>
      </Link>
      <Button type="primary" onClick={() => onDo({ what: 'record' })}>
        {say(words.add)}
      </Button>
    </>
  )
}

function RowActions({ row, onDo }: Acting & { readonly row: Surrounding }) {
  const say = useSay()
  const account = useAccount()
  if (!contains(regionRange(account.regionCode), row.regionCode)) return null
  return (
    <>
      <Button
        type="link"
        size="small"
        aria-label={say(words.editNamed(row.name))}
        onClick={() => onDo({ what: 'edit', row })}
      >
        {say(words.edit)}
      </Button>
      <Button
        type="link"
        size="small"
        aria-label={say(words.removeTitle(row.name))}
        onClick={() => onDo({ what: 'remove', row })}
      >
        {say(words.remove)}
      </Button>
    </>
  )
}

function RemoveDialog({ surrounding, onClose }: { readonly surrounding: Surrounding; readonly onClose: () => void }) {
  const say = useSay()
  const saved = useSurroundingsSaved()
  return (
    <ReasonDialog
      open
      danger
      title={say(words.removeTitle(surrounding.name))}
      explain={say(words.removeExplain)}
      onClose={onClose}
      onSubmit={async ({ reason }) => {
        await call(removeSurrounding, { params: { id: surrounding.id }, body: { reason } })
        await saved()
      }}
    />
  )
}

function Counts({ region }: { readonly region: string | undefined }) {
  const say = useSay()
  const { data } = useAnswer(countSurroundings, { query: region === undefined ? {} : { region } })
  if (data === undefined) return null
  const without = (count: number) => (count === 0 ? undefined : say(words.withoutIt(count)))
  const warn = (count: number) => (count === 0 ? undefined : ('warn' as const))
  return (
    <Tally
      label={say(words.counts)}
      figures={[
        { label: say(words.facilities), value: <Num value={data.facilities} /> },
        { label: say(words.running), value: <Num value={data.running} /> },
        { label: say(words.standing), value: <Num value={data.standing} />, tone: warn(data.standing) },
        {
          label: say(words.capacitySum),
          value: <Num value={data.capacityM3PerDay} unit="m³/d" digits={1} />,
          note: without(data.capacityUnknown),
        },
        { label: say(words.settlements), value: <Num value={data.settlements} /> },
        { label: say(words.peopleSum), value: <Num value={data.people} />, note: without(data.peopleUnknown) },
        {
          label: say(words.untreatedSettlements),
          value: <Num value={data.untreatedSettlements} />,
          tone: warn(data.untreatedSettlements),
        },
      ]}
    />
  )
}

function Filters(props: { readonly search: Search; readonly onSearch: (change: Partial<Search>) => void }) {
  const say = useSay()
  const account = useAccount()
  const { search, onSearch } = props
  const sorts = [undefined, ...surroundingSortIds]
  return (
    <div className="filter-bar">
      <span className="wide">
        <RegionPicker
          within={account.regionCode}
          value={search.region}
          onChange={region => onSearch({ region })}
          placeholder={say(words.region)}
          label={say(words.region)}
        />
      </span>
      <Segmented
        aria-label={say(words.sort)}
        value={search.sort ?? 'all'}
        options={sorts.map(sort => ({
          value: sort ?? 'all',
          label: say(sort === undefined ? words.allSorts : surroundingSorts[sort]),
        }))}
        onChange={value =>
          onSearch({ sort: surroundingSortIds.find(sort => sort === value), state: undefined, handling: undefined })
        }
      />
      {search.sort === 'facility' ? <StateFilter {...props} /> : null}
      {search.sort === 'settlement' ? <HandlingFilter {...props} /> : null}
      <span className="narrow">
        <Input.Search
          allowClear
          defaultValue={search.search ?? ''}
          placeholder={say(words.search)}
          aria-label={say(words.search)}
          onSearch={text => onSearch({ search: text.trim() === '' ? undefined : text.trim() })}
        />
      </span>
    </div>
  )
}

type Filtering = { readonly search: Search; readonly onSearch: (change: Partial<Search>) => void }

function StateFilter({ search, onSearch }: Filtering) {
  const say = useSay()
  return (
    <Select<Search['state'] | null>
      style={{ width: 170 }}
      aria-label={say(words.state)}
      value={search.state ?? null}
      options={[
        { value: null, label: say(words.anyState) },
        ...facilityStateIds.map(value => ({ value, label: say(facilityStates[value]) })),
        { value: 'unknown' as const, label: say(words.notStated) },
      ]}
      onChange={state => onSearch({ state: state ?? undefined })}
    />
  )
}

function HandlingFilter({ search, onSearch }: Filtering) {
  const say = useSay()
  return (
    <Select<Search['handling'] | null>
      style={{ width: 190 }}
      aria-label={say(words.handling)}
      value={search.handling ?? null}
      options={[
        { value: null, label: say(words.anyHandling) },
        ...sewageHandlingIds.map(value => ({ value, label: say(sewageHandlings[value]) })),
        { value: 'unknown' as const, label: say(words.notStated) },
      ]}
      onChange={handling => onSearch({ handling: handling ?? undefined })}
    />
  )
}

function useColumns(): readonly Column<Surrounding>[] {
  const say = useSay()
  const stateOf = ({ sort, state, handling }: Surrounding) => {
    if (sort === 'facility') return say(state === undefined ? words.notStated : facilityStates[state])
    return say(handling === undefined ? words.notStated : sewageHandlings[handling])
  }
  return [
    { key: 'name', title: say(words.name), value: row => row.name, always: true, width: 170 },
    {
      key: 'sort',
      title: say(words.sort),
      value: row => say(row.kind === undefined ? surroundingSorts[row.sort] : facilityKinds[row.kind]),
      width: 120,
    },
    {
      key: 'place',
      title: say(words.place),
      value: ({ regionNames: { county, town, village } }) => [county, town, village].filter(Boolean).join(' · '),
      width: 150,
    },
    {
      key: 'state',
      title: say(words.stateOrHandling),
      value: stateOf,
      render: row =>
        row.sort === 'settlement' && row.handling !== undefined ? (
          <Mark tone={row.handling === 'none' ? 'amber' : undefined}>{stateOf(row)}</Mark>
        ) : (
          <StateMark said={row} />
        ),
      width: 150,
    },
    { key: 'capacity', title: say(words.capacity), value: row => row.capacityM3PerDay, align: 'right', width: 110 },
    { key: 'treated', title: say(words.treated), value: row => row.treatedM3PerDay, hiddenAtFirst: true },
    { key: 'households', title: say(words.households), value: row => row.households, align: 'right', width: 70 },
    { key: 'people', title: say(words.people), value: row => row.people, align: 'right', width: 70 },
    {
      key: 'waters',
      title: say(words.waters),
      value: row => row.links.map(({ water }) => water.name).join('、'),
      render: row => <Waters row={row} />,
      width: 160,
    },
    { key: 'operator', title: say(words.operator), value: row => row.operator, hiddenAtFirst: true },
    { key: 'standard', title: say(words.standard), value: row => row.dischargeStandard, hiddenAtFirst: true },
    { key: 'document', title: say(words.document), value: row => row.document, hiddenAtFirst: true },
    {
      key: 'updated',
      title: say(words.changed),
      value: row => row.updatedAt,
      render: row => <DateText at={row.updatedAt} />,
      hiddenAtFirst: true,
    },
  ]
}

function Waters({ row: { links } }: { readonly row: Surrounding }) {
  const say = useSay()
  if (links.length === 0) return <span className="quiet">{say(words.noWaters)}</span>
  return (
    <span className="surrounding-waters">
      {links.map(({ id, kind, water }) => (
        <Link key={id} to={`/waters/${water.id}`} hash="surroundings" title={say(linkKinds[kind])}>
          {water.name}
        </Link>
      ))}
    </span>
  )
}
