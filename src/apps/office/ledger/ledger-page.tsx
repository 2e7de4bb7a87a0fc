import { Input, Select } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import { factLabels, type FactKind } from '../../../domain/facts.ts'
import { listFacts, type FactEntry } from '../../../platform/facts/contract.ts'
import { call } from '../../shared/client.ts'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { MoreRows } from '../../shared/components/more-rows.tsx'
import { DateText } from '../../shared/components/numbers.tsx'
import { PageHeader } from '../../shared/components/page-header.tsx'
import { personColumn } from '../../shared/components/person-name.tsx'
import { RegionPicker } from '../../shared/components/region-picker.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { usePages } from '../../shared/hooks/use-pages.ts'
import { useSearchState } from '../../shared/hooks/use-search-state.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { CheckChains } from './check-chains.tsx'
import { briefOf } from './fact-brief.ts'
import { FactDrawer } from './fact-drawer.tsx'
import { ledgerWords as words } from './ledger-words.ts'
import './ledger.css'

const factKinds = Object.keys(factLabels) as readonly FactKind[] // keys of a const object are exactly its union

const LedgerSearch = z.object({
  kind: z.enum(factKinds).optional(),
  subject: z.string().max(200).optional(),
  region: z
    .string()
    .regex(/^\d{12}$/)
    .optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
})
type LedgerSearch = z.output<typeof LedgerSearch>

/** Days begin and end in China, whatever zone the reader's machine is set to. */
function dayStart(day: string): string {
  return `${day}T00:00:00+08:00`
}

function dayEnd(day: string): string {
  return new Date(Date.parse(dayStart(day)) + 86_400_000).toISOString()
}

function queryOf({ kind, subject, region, from, to }: LedgerSearch) {
  return {
    ...(kind === undefined ? {} : { kind }),
    ...(subject === undefined || subject.trim() === '' ? {} : { subject: subject.trim() }),
    ...(region === undefined ? {} : { region }),
    ...(from === undefined ? {} : { from: dayStart(from) }),
    ...(to === undefined ? {} : { to: dayEnd(to) }),
  }
}

/** The ledger of facts: filtered, opened entry by entry, and checked as a whole. */
export default function LedgerPage() {
  const say = useSay()
  const [search, setSearch] = useSearchState(LedgerSearch)
  const [open, setOpen] = useState<FactEntry>()
  const query = queryOf(search)
  const pages = usePages([...answerKey(listFacts), query], (cursor, signal) =>
    call(listFacts, { query: { ...query, ...(cursor === undefined ? {} : { cursor: String(cursor) }) }, signal }),
  )
  return (
    <div className="stack">
      <PageHeader title={say(words.title)} subtitle={say(words.lead)} />
      <CheckChains />
      <section className="panel">
        <LedgerFilters search={search} onSearch={setSearch} />
        <DataTable
          name={say(words.title)}
          columns={useColumns()}
          rows={pages.rows}
          rowKey={row => row.id}
          error={pages.error}
          onRetry={pages.retry}
          onOpen={setOpen}
          chosen={open?.id}
          empty={{ title: say(words.empty) }}
          pageSize={100}
        />
        <MoreRows pages={pages} />
      </section>
      <FactDrawer fact={open} onClose={() => setOpen(undefined)} />
    </div>
  )
}

function LedgerFilters(props: {
  readonly search: LedgerSearch
  readonly onSearch: (change: Partial<LedgerSearch>) => void
}) {
  const say = useSay()
  const account = useAccount()
  const { search, onSearch } = props
  const day = (key: 'from' | 'to') => (
    <Input
      type="date"
      className="ledger-day"
      aria-label={say(words[key])}
      prefix={say(words[key])}
      value={search[key] ?? ''}
      onChange={({ target }) => onSearch({ [key]: target.value === '' ? undefined : target.value })}
    />
  )
  return (
    <div className="filter-bar">
      <Select<FactKind>
        className="narrow"
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={say(words.anyKind)}
        aria-label={say(words.kind)}
        {...(search.kind === undefined ? {} : { value: search.kind })}
        options={factKinds.map(value => ({ value, label: say(factLabels[value]) }))}
        onChange={kind => onSearch({ kind })}
      />
      <span className="narrow">
        <RegionPicker
          within={account.regionCode}
          value={search.region}
          onChange={region => onSearch({ region })}
          placeholder={say(words.anyRegion)}
          label={say(words.region)}
        />
      </span>
      {day('from')}
      {day('to')}
      <Input.Search
        className="wide"
        allowClear
        defaultValue={search.subject}
        placeholder={say(words.subjectSearch)}
        aria-label={say(words.subjectSearch)}
        onSearch={text => onSearch({ subject: text.trim() === '' ? undefined : text.trim() })}
      />
    </div>
  )
}

function useColumns(): readonly Column<FactEntry>[] {
  const say = useSay()
  return [
    {
      key: 'kind',
      title: say(words.kind),
      value: row => say(row.label),
      always: true,
      width: 140,
    },
    {
      key: 'at',
      title: say(words.at),
      value: row => row.at,
      render: row => <DateText at={row.at} time />,
      width: 150,
    },
    personColumn({ key: 'actor', title: say(words.actor), person: row => row.actor }, say),
    { key: 'chain', title: say(words.chain), value: row => row.chain, width: 90 },
    { key: 'sequence', title: say(words.sequence), value: row => row.sequence, align: 'right', width: 100 },
    { key: 'subject', title: say(words.subject), value: row => row.subjectId, width: 290 },
    {
      key: 'details',
      title: say(words.details),
      value: row => briefOf(row.body, say),
      render: row => <span className="fact-brief">{briefOf(row.body, say)}</span>,
      width: 230,
    },
    { key: 'hash', title: say(words.ownHash), value: row => row.hash, width: 200, hiddenAtFirst: true },
  ]
}
