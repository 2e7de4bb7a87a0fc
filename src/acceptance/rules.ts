import { dayAfter, daysBetween } from '../domain/dates.ts'
import type { RegionLevel } from '../domain/regions.ts'
import type { SupervisionList } from '../domain/waters.ts'
import type { Bilingual } from '../domain/words.ts'
import type { acceptanceStepIds, deciderIds } from '../policy/acceptance-schema.ts'
import type { PolicyValue } from '../policy/policy.ts'

export * from './checklist.ts'
export * from './evidence.ts'
export { falseFixes, mayBeDeclared, verifiedInterception } from './false-fixes.ts'

type AcceptancePolicy = PolicyValue<'acceptance'>
export type AcceptanceStep = (typeof acceptanceStepIds)[number]
export type Decider = (typeof deciderIds)[number]

/** What the steps are called where no edition of the policy is at hand. */
export const acceptanceSteps = {
  'self-check': { zh: '镇街自验', en: "township's own check" },
  acceptance: { zh: '区县验收', en: "county's acceptance" },
  delisting: { zh: '核查销号', en: 'verification and delisting' },
} as const satisfies Record<AcceptanceStep, Bilingual>

export const deciders = {
  town: { zh: '镇街', en: 'township' },
  county: { zh: '区县', en: 'county' },
  city: { zh: '市级', en: 'city' },
} as const satisfies Record<Decider, Bilingual>

/** Where a file stands. Persisted. Drawn in README.md. */
export const fileStates = {
  submitted: { zh: '审核中', en: 'under review' },
  accepted: { zh: '验收通过，待公示', en: 'accepted, notice to come' },
  'on-notice': { zh: '公示与核查', en: 'on public notice' },
  delisted: { zh: '已销号', en: 'delisted' },
  refused: { zh: '不予通过', en: 'refused' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  revoked: { zh: '结论已撤销', en: 'revoked' },
  lapsed: { zh: '已失效', en: 'lapsed' },
} as const satisfies Record<string, Bilingual>
export type FileState = keyof typeof fileStates
export const fileStateIds = Object.keys(fileStates) as readonly FileState[] // keys of a const object are exactly its union

/** Files on which somebody has to act. */
export const runningStates = ['submitted', 'accepted', 'on-notice'] as const satisfies readonly FileState[]
/** Files that stand in the way of another one of the same water and cycle. */
export const standingStates = [...runningStates, 'delisted'] as const satisfies readonly FileState[]

export function isRunning(state: FileState): boolean {
  return (runningStates as readonly FileState[]).includes(state) // widened to ask for membership
}

/** What is decided about a file. Persisted. `lapse` is the platform's own: the water went another way. */
export const fileDecisions = {
  accept: { zh: '通过', en: 'accepted' },
  refuse: { zh: '不予通过', en: 'refused' },
  withdraw: { zh: '撤回', en: 'withdrawn' },
  revoke: { zh: '撤销结论', en: 'revoked' },
  lapse: { zh: '失效', en: 'lapsed' },
} as const satisfies Record<string, Bilingual>
export type FileDecision = keyof typeof fileDecisions
export const fileDecisionIds = Object.keys(fileDecisions) as readonly FileDecision[] // as above

/** Where a file stands, as far as the rules ask. */
export type Standing = {
  readonly state: FileState
  /** The step that waits for its decision; absent where none does. */
  readonly step?: AcceptanceStep | undefined
}

/** The decisions that a standing allows, whoever asks. */
export function decisionsFrom({ state, step }: Standing): readonly FileDecision[] {
  if (state === 'submitted') return ['accept', 'refuse', 'withdraw']
  if (state === 'accepted') return ['revoke']
  if (state === 'on-notice') return step === undefined ? ['revoke'] : ['accept', 'refuse', 'revoke']
  return state === 'delisted' ? ['revoke'] : []
}

/**
 * Where a decision leads.
 *
 * @example standingAfter({ state: 'submitted', step: 'acceptance' }, 'accept', policy) // { state: 'accepted' }
 */
export function standingAfter(before: Standing, decision: FileDecision, policy: AcceptancePolicy): Standing {
  if (decision === 'accept') return acceptedAfter(before, policy)
  return { state: endOf[decision] }
}

const endOf = {
  refuse: 'refused',
  withdraw: 'withdrawn',
  revoke: 'revoked',
  lapse: 'lapsed',
} as const satisfies Record<Exclude<FileDecision, 'accept'>, FileState>

function acceptedAfter({ step }: Standing, policy: AcceptancePolicy): Standing {
  if (step === 'acceptance') return { state: 'accepted' }
  if (step === 'delisting') return { state: 'delisted' }
  return { state: 'submitted', step: nextStep(policy, step) }
}

/** The step after another; the first of all where none is named. */
export function nextStep({ steps }: AcceptancePolicy, after?: AcceptanceStep): AcceptanceStep {
  const index = steps.findIndex(({ id }) => id === after) // -1 where none is named: then the first
  const next = steps[index + 1]
  if (next === undefined) throw new RangeError(`nothing follows ${after ?? 'nothing'}`)
  return next.id
}

/** A step of the policy. @throws RangeError where the edition has no such step */
export function stepOf({ steps }: AcceptancePolicy, id: AcceptanceStep): AcceptancePolicy['steps'][number] {
  const found = steps.find(step => step.id === id)
  if (found === undefined) throw new RangeError(`this edition has no step ${id}`)
  return found
}

/** Who decides a step for waters of a list; a water without list is decided as one of the county's. */
export function deciderOf(policy: AcceptancePolicy, step: AcceptanceStep, list: SupervisionList | undefined): Decider {
  return stepOf(policy, step).decidedBy[list ?? 'county']
}

const ranks = { village: 0, town: 1, county: 2, city: 3, province: 3 } as const satisfies Record<RegionLevel, number>

/** Whether somebody at a level may decide what `decider` decides; a municipality is a province by its code. */
export function mayDecide(decider: Decider, level: RegionLevel, { higherMayStandIn }: AcceptancePolicy): boolean {
  return ranks[level] === ranks[decider] || (higherMayStandIn && ranks[level] > ranks[decider])
}

/** How somebody had a hand in a file before. */
export type Hand = 'sent-in' | 'decided-before'

/**
 * Why the policy leaves a step to somebody else than `who`: they sent the file in, or accepted another step of it.
 *
 * @param accepted the steps accepted so far, each with who did
 */
export function handIn(
  { decidedByAnother, oneStepEach = false }: Pick<AcceptancePolicy, 'decidedByAnother' | 'oneStepEach'>,
  {
    submittedBy,
    step,
    accepted,
  }: {
    readonly submittedBy: string
    readonly step: AcceptanceStep | undefined
    readonly accepted: readonly { readonly step: AcceptanceStep | undefined; readonly by: string }[]
  },
  who: string,
): Hand | undefined {
  if (decidedByAnother && submittedBy === who) return 'sent-in'
  if (oneStepEach && accepted.some(earlier => earlier.by === who && earlier.step !== step)) return 'decided-before'
  return undefined
}

/**
 * The last day on which somebody acts on a file that reached a standing; `undefined` where nobody has to.
 *
 * @param on YYYY-MM-DD: the day it got there; of a notice its last day
 */
export function dueOf({ state, step }: Standing, on: string, policy: AcceptancePolicy): string | undefined {
  if (state === 'accepted') return dayAfter(on, policy.notice.beginsWithinDays)
  if (step === undefined || !isRunning(state)) return undefined
  return dayAfter(on, stepOf(policy, step).days)
}

export type Urgency = 'late' | 'due-soon' | 'in-time' | 'settled'

/** How much time is left; the last day itself is in time. @param today YYYY-MM-DD, China time */
export function urgencyOf(dueOn: string | undefined, today: string, { dueSoonDays }: AcceptancePolicy): Urgency {
  if (dueOn === undefined) return 'settled'
  if (dueOn < today) return 'late'
  return dueOn <= dayAfter(today, dueSoonDays) ? 'due-soon' : 'in-time'
}

/** Days from `today` to a day; below 0 where it is past. @example daysUntil('2026-12-01', '2026-11-29') // 2 */
export function daysUntil(day: string, today: string): number {
  return daysBetween(today, day)
}

export type Notice = { readonly startsOn: string; readonly endsOn: string }

/** How many days a notice lasts, first and last counted. */
export function noticeDays({ startsOn, endsOn }: Notice): number {
  return daysUntil(endsOn, startsOn) + 1
}

/**
 * Why a notice cannot be so; `undefined` where it can.
 *
 * @param acceptedOn YYYY-MM-DD: the day of the acceptance it tells of
 */
export function refuseNotice(
  notice: Notice,
  { acceptedOn, policy }: { readonly acceptedOn: string; readonly policy: AcceptancePolicy },
): Bilingual | undefined {
  const { startsOn, endsOn } = notice
  const { leastDays } = policy.notice
  if (startsOn < acceptedOn) {
    return {
      zh: `公示开始日期 ${startsOn} 早于验收通过的 ${acceptedOn}。请填写验收通过当天或以后的日期。`,
      en: `The notice would begin on ${startsOn}, before the acceptance of ${acceptedOn}. Give that day or a later one.`,
    }
  }
  const days = noticeDays(notice)
  if (days >= leastDays) return undefined
  return {
    zh: `公示 ${startsOn} 至 ${endsOn} 共 ${Math.max(days, 0)} 天，少于规定的 ${leastDays} 天。请至少公示到 ${dayAfter(startsOn, leastDays - 1)}。`,
    en: `From ${startsOn} to ${endsOn} are ${Math.max(days, 0)} days; a notice lasts at least ${leastDays}. Let it end on ${dayAfter(startsOn, leastDays - 1)} or later.`,
  }
}

export type ObjectionInBrief = { readonly answered: boolean; readonly upheld: boolean }

/** What keeps the notice from being closed: persisted as codes of problems. */
export type NoticeHindrance = 'running' | 'objection-open' | 'objection-upheld'

/** Why a water cannot be delisted yet as far as its notice goes; the last day itself still belongs to the notice. */
export function noticeHindrance(
  { endsOn }: Pick<Notice, 'endsOn'>,
  objections: readonly ObjectionInBrief[],
  today: string,
): NoticeHindrance | undefined {
  if (objections.some(({ answered }) => !answered)) return 'objection-open'
  if (objections.some(({ upheld }) => upheld)) return 'objection-upheld'
  return today <= endsOn ? 'running' : undefined
}
