import { Button } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import { RegionCodeText } from '../../../domain/shapes.ts'
import { factGroupIds, factLabels, type FactKind } from '../../../domain/facts.ts'
import type { Bilingual } from '../../../domain/words.ts'
import { listFacts, withoutSignIns, type FactEntry } from '../../../platform/facts/contract.ts'
import { call } from '../../shared/client.ts'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { MoreRows } from '../../shared/components/more-rows.tsx'
import { formatNumber } from '../../shared/components/number-formats.ts'
import { DateText } from '../../shared/components/numbers.tsx'
import { PageHeader } from '../../shared/components/page-header.tsx'
import { personColumn } from '../../shared/components/person-name.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { usePages } from '../../shared/hooks/use-pages.ts'
import { useSearchState } from '../../shared/hooks/use-search-state.ts'
import { useLocale, useSay } from '../../shared/i18n/language.tsx'
import { CheckChains } from './check-chains.tsx'
import { ExportLedger } from './export-ledger.tsx'
import { FactDrawer } from './fact-drawer.tsx'
import { LedgerFilters } from './ledger-filters.tsx'
import { ledgerWords as words } from './ledger-words.ts'
import './ledger.css'

const factKinds = Object.keys(factLabels) as readonly FactKind[] // keys of a const object are exactly its union

/** What the group filter offers, beside every group by itself; in the address the default is left out. */
const groupChoices = [withoutSignIns, 'everything', ...factGroupIds] as const
type GroupChoice = (typeof groupChoices)[number]

const LedgerSearch = z.object({
  group: z.enum(groupChoices).optional(),
  kind: z.enum(factKinds).optional(),
  person: z.uuid().optional(),
  water: z.uuid().optional(),
  subject: z.string().max(200).optional(),
  region: RegionCodeText.optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
})
export type LedgerSearch = z.output<typeof LedgerSearch>

/** Days begin and end in China, whatever zone the reader's machine is set to. */
function dayStart(day: string): string {
  return `${day}T00:00:00+08:00`
}

function dayEnd(day: string): string {
  return new Date(Date.parse(dayStart(day)) + 86_400_000).toISOString()
}

/** A kind asked for by name is shown whatever its group. */
function queryOf({ group = withoutSignIns, kind, person, water, subject, region, from, to }: LedgerSearch) {
  const about = water ?? subject?.trim()
  return {
    ...(kind === undefined ? (group === 'everything' ? {} : { group }) : { kind }),
    ...(about === undefined || about === '' ? {} : { subject: about }),
    ...(person === undefined ? {} : { actor: person }),
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
  const narrow = (change: Partial<LedgerSearch>) => {
    setOpen(undefined)
    setSearch(change)
  }
  return (
    <div className="stack">
      <PageHeader title={say(words.title)} subtitle={say(words.lead)} />
      <CheckChains />
      <ExportLedger />
      <section className="panel">
        <LedgerFilters search={search} onSearch={setSearch} person={pages.rows?.[0]?.actor} />
        <SignInsHidden hidden={pages.first?.signInsHidden} onShow={group => setSearch({ group, kind: undefined })} />
        <DataTable
          name={say(words.title)}
          columns={useColumns()}
          rows={pages.rows}
          isBeginning={pages.hasMore}
          rowKey={row => row.id}
          error={pages.error}
          onRetry={pages.retry}
          onOpen={setOpen}
          chosen={open?.id}
          empty={{ title: say(words.empty), hint: say(words.emptyHint) }}
          pageSize={100}
        />
        <MoreRows pages={pages} />
      </section>
      <FactDrawer fact={open} onClose={() => setOpen(undefined)} onNarrow={narrow} />
    </div>
  )
}

/** Says that sign-ins are left out and how many, and shows them on demand. */
function SignInsHidden(props: {
  readonly hidden: { readonly count: number; readonly orMore: boolean } | null | undefined
  readonly onShow: (group: GroupChoice) => void
}) {
  const say = useSay()
  const locale = useLocale()
  const { hidden } = props
  if (hidden === null || hidden === undefined || hidden.count === 0) return null
  const count = `${formatNumber(hidden.count, locale)}${hidden.orMore ? '+' : ''}`
  return (
    <p className="ledger-hidden">
      <span>{say(words.signInsHidden(count))}</span>
      <Button type="link" size="small" onClick={() => props.onShow('everything')}>
        {say(words.showThem)}
      </Button>
      <Button type="link" size="small" onClick={() => props.onShow('sign-in')}>
        {say(words.onlyThem)}
      </Button>
    </p>
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
      key: 'details',
      title: say(words.details),
      value: row => wordsOf(row, say),
      render: row => <span className="fact-brief">{wordsOf(row, say)}</span>,
      width: 330,
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
    { key: 'subject', title: say(words.subject), value: row => row.subjectId, width: 290, hiddenAtFirst: true },
    { key: 'hash', title: say(words.ownHash), value: row => row.hash, width: 200, hiddenAtFirst: true },
  ]
}

/** What an entry says beyond the label of its kind, with the reason that was given. */
function wordsOf({ label, words: said, body }: FactEntry, say: (text: Bilingual) => string): string {
  const reason = typeof body['reason'] === 'string' ? body['reason'] : ''
  return [said.zh === label.zh ? '' : say(said), reason].filter(part => part !== '').join('；')
}
