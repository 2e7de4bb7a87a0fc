import { Link } from '@tanstack/react-router'
import { Progress } from 'antd'
import { chinaDate } from '../../../domain/dates.ts'
import type { FactKind } from '../../../domain/facts.ts'
import type { MoneyEntry } from '../../../funding/money/contract.ts'
import { getAttachment } from '../../../waters/contract.ts'
import { addressOf } from '../../shared/client.ts'
import { formatNumber } from '../../shared/components/number-formats.ts'
import { Mark } from '../../shared/components/marks.tsx'
import { Missing } from '../../shared/components/numbers.tsx'
import { useLocale, useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { moneyWords as words } from './money-words.ts'

/** Percent of what was allotted that is spent; absent where nothing is allotted. */
export function shareSpent(sums: { readonly allottedYuan: number; readonly spentYuan: number }): number | undefined {
  return sums.allottedYuan === 0 ? undefined : Math.round((sums.spentYuan / sums.allottedYuan) * 1000) / 10
}

/** The same as a bar and a number; above 100 it is marked. */
export function ShareSpent({ sums }: { readonly sums: { readonly allottedYuan: number; readonly spentYuan: number } }) {
  const say = useSay()
  const percent = shareSpent(sums)
  if (percent === undefined) return <Missing />
  return (
    <span className="share-spent">
      <Progress
        percent={Math.min(100, percent)}
        showInfo={false}
        size="small"
        aria-label={say(words.share)}
        {...(percent > 100 ? { status: 'exception' as const } : {})}
      />
      <span className={percent > 100 ? 'number nowrap bad' : 'number nowrap'}>{percent}%</span>
    </span>
  )
}

export function useYuanText(): (yuan: number) => string {
  const locale = useLocale()
  return yuan => formatNumber(yuan, locale, 0)
}

const factOfKind = {
  planned: 'money.entered',
  allotted: 'money.entered',
  spent: 'money.entered',
  exception: 'money.exception-granted',
} as const satisfies Record<MoneyEntry['kind'], FactKind>

/** Number and file of an entry's document, and the way to its fact for whoever reads the ledger. */
export function EntryDocument({ entry }: { readonly entry: MoneyEntry }) {
  const say = useSay()
  const account = useAccount()
  const day = chinaDate(new Date(entry.at))
  const kind = entry.reverses === undefined ? factOfKind[entry.kind] : 'money.reversed'
  return (
    <span className="entry-document">
      <span className="long-name">{entry.documentNumber}</span>
      {entry.attachmentId === undefined ? (
        <span className="quiet nowrap">{say(words.noFile)}</span>
      ) : (
        <FileLink waterId={entry.water.id} attachmentId={entry.attachmentId} />
      )}
      {account.may('facts.read') ? (
        <Link to="/ledger" search={{ water: entry.water.id, kind, from: day, to: day }} className="nowrap">
          {say(words.fact)}
        </Link>
      ) : null}
    </span>
  )
}

export function FileLink({ waterId, attachmentId }: { readonly waterId: string; readonly attachmentId: string }) {
  const say = useSay()
  return (
    <a
      href={addressOf(getAttachment, { params: { id: waterId, attachmentId }, query: { as: 'inline' } })}
      target="_blank"
      rel="noreferrer"
      className="nowrap"
    >
      {say(words.openFile)}
    </a>
  )
}

/** That an entry was undone, or undoes another. */
export function ReversalMark({ entry }: { readonly entry: MoneyEntry }) {
  const say = useSay()
  if (entry.reversedBy !== undefined) return <Mark tone="amber">{say(words.reversed)}</Mark>
  return entry.reverses === undefined ? null : <Mark tone="amber">{say(words.reversal)}</Mark>
}
