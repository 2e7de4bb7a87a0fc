import { Link } from '@tanstack/react-router'
import { Input, Select } from 'antd'
import { z } from 'zod'
import { RegionCodeText } from '../../../domain/shapes.ts'
import { supervisionLists } from '../../../domain/waters.ts'
import {
  listMoneyBalances,
  listMoneyEntries,
  listRewards,
  type MoneyBalance,
  type MoneyEntry,
  type MoneyReward,
} from '../../../funding/money/contract.ts'
import { moneyKinds, moneyNatures, moneySources, rewardStates } from '../../../funding/money/rules.ts'
import { moneyKindIds, moneyNatureIds, moneySourceIds } from '../../../policy/money-schemas.ts'
import { call } from '../../shared/client.ts'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { Mark, StageMark } from '../../shared/components/marks.tsx'
import { MoreRows } from '../../shared/components/more-rows.tsx'
import { DateText, Num } from '../../shared/components/numbers.tsx'
import { PageHeader } from '../../shared/components/page-header.tsx'
import { PageTabs } from '../../shared/components/page-tabs.tsx'
import { personColumn } from '../../shared/components/person-name.tsx'
import { RegionPicker } from '../../shared/components/region-picker.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { usePages } from '../../shared/hooks/use-pages.ts'
import { useSearchState } from '../../shared/hooks/use-search-state.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { measureName } from '../planning/catalogue.ts'
import { EntryDocument, ReversalMark } from './money-parts.tsx'
import { moneyWords as words } from './money-words.ts'
import './money.css'

const tabIds = ['exceptions', 'late', 'rewards', 'to-take-back'] as const

const Filters = z.object({
  tab: z.enum(tabIds).optional(),
  region: RegionCodeText.optional(),
  source: z.enum(moneySourceIds).optional(),
  nature: z.enum(moneyNatureIds).optional(),
  kind: z.enum(moneyKindIds).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  reward: z.enum(['closed']).optional(),
})
type Filters = z.output<typeof Filters>

/** What the numbers of the board consist of. */
export default function MoneyEntriesPage() {
  const say = useSay()
  const [filters, setFilters] = useSearchState(Filters)
  return (
    <div className="stack">
      <PageHeader title={say(words.entries)} crumbs={[{ label: say(words.title), to: '/money' }]} />
      <FilterBar filters={filters} onFilter={setFilters} />
      <PageTabs
        label={say(words.entries)}
        activeKey={filters.tab ?? 'entries'}
        onChange={key => setFilters({ tab: tabIds.find(id => id === key) })}
        items={[
          { key: 'entries', label: say(words.entries), children: <Entries filters={filters} /> },
          { key: 'exceptions', label: say(words.exceptions), children: <Excepted filters={filters} /> },
          { key: 'late', label: say(words.late), children: <Late filters={filters} /> },
          { key: 'rewards', label: say(words.rewards), children: <Rewards filters={filters} state={filters.reward ?? 'open'} /> }, // prettier-ignore
          { key: 'to-take-back', label: say(words.rewardsToTakeBack), children: <Rewards filters={filters} state="to-take-back" /> }, // prettier-ignore
        ]}
      />
    </div>
  )
}

function FilterBar(props: { readonly filters: Filters; readonly onFilter: (change: Partial<Filters>) => void }) {
  const say = useSay()
  const account = useAccount()
  const { filters, onFilter } = props
  const ofEntries = filters.tab === undefined
  const ofSources = ofEntries || filters.tab === 'exceptions' || filters.tab === 'late'
  return (
    <div className="filter-bar">
      <span className="narrow">
        <RegionPicker
          within={account.regionCode}
          value={filters.region}
          onChange={region => onFilter({ region })}
          placeholder={say(words.wholeDivision)}
          label={say(words.division)}
        />
      </span>
      {ofSources ? (
        <Select
          className="narrow"
          allowClear
          aria-label={say(words.source)}
          placeholder={say(words.anySource)}
          value={filters.source ?? null}
          onChange={source => onFilter({ source: source ?? undefined })}
          options={moneySourceIds.map(value => ({ value, label: say(moneySources[value]) }))}
        />
      ) : null}
      {ofEntries ? (
        <>
          <Select
            className="narrow"
            allowClear
            aria-label={say(words.nature)}
            placeholder={say(words.nature)}
            value={filters.nature ?? null}
            onChange={nature => onFilter({ nature: nature ?? undefined })}
            options={moneyNatureIds.map(value => ({ value, label: say(moneyNatures[value]) }))}
          />
          <Select
            className="narrow"
            allowClear
            aria-label={say(words.kind)}
            placeholder={say(words.anyKind)}
            value={filters.kind ?? null}
            onChange={kind => onFilter({ kind: kind ?? undefined })}
            options={moneyKindIds.map(value => ({ value, label: say(moneyKinds[value]) }))}
          />
          <span className="money-days">
            <DayFilter {...props} day="from" />
            <DayFilter {...props} day="to" />
          </span>
        </>
      ) : null}
    </div>
  )
}

function DayFilter(props: {
  readonly day: 'from' | 'to'
  readonly filters: Filters
  readonly onFilter: (change: Partial<Filters>) => void
}) {
  const say = useSay()
  return (
    <Input
      type="date"
      prefix={<span className="quiet">{say(words[props.day])}</span>}
      aria-label={say(words[props.day])}
      value={props.filters[props.day] ?? ''}
      onChange={({ target }) => props.onFilter({ [props.day]: target.value === '' ? undefined : target.value })}
    />
  )
}

function given(filter: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

function Entries({ filters }: { readonly filters: Filters }) {
  const say = useSay()
  const query = given({ region: filters.region, source: filters.source, nature: filters.nature, kind: filters.kind, from: filters.from, to: filters.to }) // prettier-ignore
  const pages = usePages([...answerKey(listMoneyEntries), query], (cursor, signal) =>
    call(listMoneyEntries, {
      query: { ...query, ...(cursor === undefined ? {} : { cursor: String(cursor) }) },
      signal,
    }),
  )
  return (
    <section className="panel">
      <DataTable
        name={say(words.entries)}
        columns={useEntryColumns()}
        rows={pages.rows}
        isBeginning={pages.hasMore}
        rowKey={row => row.id}
        error={pages.error}
        onRetry={pages.retry}
        empty={{ title: say(words.entriesEmpty), hint: say(words.entriesEmptyHint) }}
        pageSize={500}
      />
      <MoreRows pages={pages} />
    </section>
  )
}

const placeOf = ({ regionNames: { county, town, village } }: Pick<MoneyEntry, 'regionNames'>) =>
  [county, town, village].filter(Boolean).join(' ')

function waterColumn<Row extends Pick<MoneyEntry, 'water'>>(title: string): Column<Row> {
  return {
    key: 'water',
    title,
    value: row => row.water.name,
    render: row => <Link to={`/waters/${row.water.id}/money`}>{row.water.name}</Link>,
    always: true,
    width: 170,
  }
}

/** Columns of entries, with the water where several are shown. */
export function useEntryColumns({ withWater = true } = {}): readonly Column<MoneyEntry>[] {
  const say = useSay()
  return [
    { key: 'on', title: say(words.on), value: row => row.on, render: row => <DateText at={row.on} />, width: 100 },
    ...(withWater ? [waterColumn<MoneyEntry>(say(words.water))] : []),
    ...(withWater ? [{ key: 'place', title: say(words.place), value: placeOf, width: 200 }] : []),
    {
      key: 'kind',
      title: say(words.kind),
      value: row => say(moneyKinds[row.kind]),
      render: row => (
        <span className="money-marks">
          {row.kind === 'exception' ? <Mark tone="red">{say(moneyKinds.exception)}</Mark> : say(moneyKinds[row.kind])}
          <ReversalMark entry={row} />
        </span>
      ),
      always: !withWater,
      width: 100,
    },
    { key: 'source', title: say(words.source), value: row => say(moneySources[row.source]), width: 130 },
    {
      key: 'yuan',
      title: say(words.amount),
      value: row => row.yuan,
      render: row => (
        <span className={row.reversedBy === undefined ? undefined : 'undone'}>
          <Num value={row.yuan} digits={0} />
        </span>
      ),
      align: 'right',
      width: 110,
    },
    {
      key: 'measure',
      title: say(words.measure),
      value: row => (row.measureId === undefined ? undefined : say(measureName(row.measureId))),
      width: 110,
    },
    {
      key: 'document',
      title: say(words.document),
      value: row => row.documentNumber,
      render: row => <EntryDocument entry={row} />,
      width: 190,
    },
    { key: 'reason', title: say(words.reason), value: row => row.reason ?? row.note, width: 140 },
    personColumn({ key: 'by', title: say(words.by), person: row => row.by, width: 150 }, say),
    {
      key: 'at',
      title: say(words.at),
      value: row => row.at,
      render: row => <DateText at={row.at} time />,
      hiddenAtFirst: true,
    },
  ]
}

function useBalances(state: 'excepted' | 'late', filters: Filters) {
  const query = { state, ...given({ region: filters.region, source: filters.source }) }
  return usePages([...answerKey(listMoneyBalances), query], (cursor, signal) =>
    call(listMoneyBalances, {
      query: { ...query, ...(cursor === undefined ? {} : { cursor: String(cursor) }) },
      signal,
    }),
  )
}

function useBalanceColumns(): readonly Column<MoneyBalance>[] {
  const say = useSay()
  const yuan = (key: string, title: string, value: (row: MoneyBalance) => number): Column<MoneyBalance> => ({
    key,
    title,
    value,
    render: row => <Num value={value(row)} digits={0} />,
    align: 'right',
  })
  return [
    waterColumn<MoneyBalance>(say(words.water)),
    { key: 'place', title: say(words.place), value: placeOf, width: 200 },
    { key: 'source', title: say(words.source), value: row => say(moneySources[row.source]), width: 170 },
    yuan('allotted', say(words.allottedYuan), row => row.allottedYuan),
    yuan('spent', say(words.spentYuan), row => row.spentYuan),
  ]
}

function Excepted({ filters }: { readonly filters: Filters }) {
  const say = useSay()
  const pages = useBalances('excepted', filters)
  const columns: readonly Column<MoneyBalance>[] = [
    ...useBalanceColumns(),
    {
      key: 'exception',
      title: say(words.exceptionYuan),
      value: row => row.exceptionYuan,
      render: row => <Num value={row.exceptionYuan} digits={0} />,
      align: 'right',
    },
    {
      key: 'excess',
      title: say(words.excess),
      value: row => row.excessYuan,
      render: row => (
        <span className={row.excessYuan > 0 ? 'bad' : undefined}>
          <Num value={row.excessYuan} digits={0} />
        </span>
      ),
      align: 'right',
    },
    { key: 'reason', title: say(words.reason), value: row => row.exception?.reason, width: 200 },
    { key: 'document', title: say(words.document), value: row => row.exception?.documentNumber, width: 180 },
    personColumn({ key: 'by', title: say(words.by), person: row => row.exception?.by }, say),
  ]
  return (
    <section className="panel">
      <DataTable
        name={say(words.exceptions)}
        columns={columns}
        rows={pages.rows}
        rowKey={row => `${row.water.id} ${row.source}`}
        error={pages.error}
        onRetry={pages.retry}
        empty={{ title: say(words.exceptionsEmpty) }}
        pageSize={500}
      />
      <MoreRows pages={pages} />
    </section>
  )
}

function Late({ filters }: { readonly filters: Filters }) {
  const say = useSay()
  const pages = useBalances('late', filters)
  const columns: readonly Column<MoneyBalance>[] = [
    ...useBalanceColumns(),
    {
      key: 'unspent',
      title: say(words.unspentYuan),
      value: row => Math.max(0, row.allottedYuan - row.spentYuan),
      render: row => <Num value={Math.max(0, row.allottedYuan - row.spentYuan)} digits={0} />,
      align: 'right',
    },
    {
      key: 'oldest',
      title: say(words.oldest),
      value: row => row.oldestUnspentOn,
      render: row => <DateText at={row.oldestUnspentOn} />,
    },
  ]
  return (
    <section className="panel">
      <DataTable
        name={say(words.late)}
        columns={columns}
        rows={pages.rows}
        rowKey={row => `${row.water.id} ${row.source}`}
        error={pages.error}
        onRetry={pages.retry}
        empty={{ title: say(words.lateEmpty) }}
        pageSize={500}
      />
      <MoreRows pages={pages} />
    </section>
  )
}

function Rewards(props: { readonly filters: Filters; readonly state: 'open' | 'closed' | 'to-take-back' }) {
  const say = useSay()
  const query = { state: props.state, ...given({ region: props.filters.region }) }
  const pages = usePages([...answerKey(listRewards), query], (cursor, signal) =>
    call(listRewards, { query: { ...query, ...(cursor === undefined ? {} : { cursor: String(cursor) }) }, signal }),
  )
  const yuan = (key: string, title: string, value: (row: MoneyReward) => number): Column<MoneyReward> => ({
    key,
    title,
    value,
    render: row => <Num value={value(row)} digits={0} />,
    align: 'right',
  })
  const columns: readonly Column<MoneyReward>[] = [
    waterColumn<MoneyReward>(say(words.water)),
    { key: 'place', title: say(words.place), value: placeOf, width: 200 },
    { key: 'list', title: say(words.list), value: row => say(supervisionLists[row.list]), width: 120 },
    { key: 'stage', title: say(words.state), value: row => row.water.stage, render: row => <StageMark stage={row.water.stage} cycle={row.water.cycle} /> }, // prettier-ignore
    {
      key: 'state',
      title: say(words.rewards),
      value: row => say(rewardStates[row.state]),
      render: row => (
        <span className="money-marks">
          {say(rewardStates[row.state])}
          {row.toTakeBack ? <Mark tone="red">{say(words.toTakeBackMark)}</Mark> : null}
        </span>
      ),
    },
    yuan('yuan', say(words.rewardYuan), row => row.yuan),
    yuan('released', say(words.releasedYuan), row => row.releasedYuan),
    yuan('held', say(words.heldYuan), row => row.heldYuan),
  ]
  return (
    <section className="panel">
      <DataTable
        name={say(words.rewards)}
        columns={columns}
        rows={pages.rows}
        rowKey={row => row.id}
        error={pages.error}
        onRetry={pages.retry}
        empty={{ title: say(words.rewardsEmpty) }}
        pageSize={500}
      />
      <MoreRows pages={pages} />
    </section>
  )
}
