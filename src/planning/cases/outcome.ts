import { many } from '../../domain/many.ts'
import type { Transition } from '../../domain/lifecycle-table.ts'
import type { Bilingual } from '../../domain/words.ts'
import type { OutcomeMark } from './words.ts'

/** What became of a water years after it was cleaned up; days are YYYY-MM-DD, China time. */
export type Outcome = {
  /** Of its last acceptance. */
  readonly solvedOn?: string | undefined
  /** After that acceptance. */
  readonly relapsedOn?: string | undefined
  /** Until when anybody looked; absent where the platform itself watches it. */
  readonly knownOn?: string | undefined
  /** Relapses before that acceptance. */
  readonly earlierRelapses: number
}

export type Move = { readonly transition: Transition; readonly on: string }

/** The transitions that change what became of a water. */
export const outcomeTransitions = [
  'accept',
  'revoke-acceptance',
  'relapse',
  'dismiss-relapse',
] as const satisfies readonly Transition[]

/**
 * What became of a water, from its moves in their order. A relapse that was dismissed was none; an acceptance that was revoked neither.
 * `undefined` where it was never accepted.
 *
 * @example outcomeOf([{ transition: 'accept', on: '2022-05-01' }, { transition: 'relapse', on: '2023-07-10' }])
 * // { solvedOn: '2022-05-01', relapsedOn: '2023-07-10', earlierRelapses: 0 }
 */
export function outcomeOf(moves: readonly Move[]): Outcome | undefined {
  let outcome: Outcome = { earlierRelapses: 0 }
  for (const move of moves) outcome = after(outcome, move)
  return outcome.solvedOn === undefined ? undefined : outcome
}

function after(outcome: Outcome, { transition, on }: Move): Outcome {
  const { solvedOn, relapsedOn, earlierRelapses } = outcome
  if (transition === 'accept') {
    return { solvedOn: on, earlierRelapses: earlierRelapses + (relapsedOn === undefined ? 0 : 1) }
  }
  if (transition === 'revoke-acceptance') return { earlierRelapses }
  if (transition === 'relapse' && solvedOn !== undefined) return { ...outcome, relapsedOn: on }
  if (transition === 'dismiss-relapse') return { solvedOn, earlierRelapses }
  return outcome
}

/** How it ended, in one word. */
export function outcomeMark({ solvedOn, relapsedOn, earlierRelapses }: Outcome): OutcomeMark {
  if (relapsedOn !== undefined) return 'relapsed'
  if (solvedOn === undefined) return 'unknown'
  return earlierRelapses > 0 ? 'clean-again' : 'clean'
}

/** Whole months from one day to a later one; 0 where it is not later. @example monthsBetween('2022-01-31', '2022-03-01') // 1 */
export function monthsBetween(from: string, to: string): number {
  const [fromYear = 0, fromMonth = 0, fromDay = 0] = from.split('-').map(Number)
  const [toYear = 0, toMonth = 0, toDay = 0] = to.split('-').map(Number)
  const months = (toYear - fromYear) * 12 + toMonth - fromMonth - (toDay < fromDay ? 1 : 0)
  return Math.max(0, months)
}

/** Months that a water has stayed clean, or stayed so until it relapsed; `undefined` where the day it was solved is not known. */
export function cleanMonths({ solvedOn, relapsedOn, knownOn }: Outcome, today: string): number | undefined {
  return solvedOn === undefined ? undefined : monthsBetween(solvedOn, relapsedOn ?? knownOn ?? today)
}

/** @example spanWords(38) // { zh: '3年2个月', en: '3 years 2 months' } */
export function spanWords(months: number): Bilingual {
  const [years, rest] = [Math.floor(months / 12), months % 12]
  const zh = [years > 0 ? `${years} 年` : '', rest > 0 || years === 0 ? `${rest} 个月` : ''].filter(Boolean).join(' ')
  const en = [
    years > 0 ? many(years, 'year', 'years') : '',
    rest > 0 || years === 0 ? many(rest, 'month', 'months') : '',
  ]
  return { zh, en: en.filter(Boolean).join(' ') }
}

/** What became of it, in a sentence without full stop. */
export function outcomeWords(outcome: Outcome, today: string): Bilingual {
  const { solvedOn, relapsedOn, knownOn, earlierRelapses } = outcome
  const months = cleanMonths(outcome, today)
  if (months === undefined || solvedOn === undefined)
    return { zh: '治好的日期未载明', en: 'when it was solved is not stated' }
  const span = spanWords(months)
  if (relapsedOn !== undefined) {
    return { zh: `治好 ${span.zh}后返黑返臭`, en: `relapsed ${span.en} after it was solved` }
  }
  const until = knownOn === undefined ? { zh: '', en: '' } : { zh: `（截至 ${knownOn}）`, en: ` (as of ${knownOn})` }
  const before =
    earlierRelapses === 0
      ? { zh: '', en: '' }
      : {
          zh: `，此前返黑返臭 ${earlierRelapses} 次`,
          en: `, after ${many(earlierRelapses, 'earlier relapse', 'earlier relapses')}`,
        }
  return {
    zh: `治好后已保持 ${span.zh}${until.zh}${before.zh}`,
    en: `clean for ${span.en}${until.en}${before.en}`,
  }
}
