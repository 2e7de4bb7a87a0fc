import { dayAfter, daysBetween } from '../domain/dates.ts'
import type { Stage } from '../domain/lifecycle-table.ts'
import type { Bilingual } from '../domain/words.ts'
import type { PolicyValue } from '../policy/schemas.ts'
import type { Countdown, VisitPhase } from '../works/rules.ts'

type Policy = PolicyValue<'expert-help'>

/** What an expert is assigned to: every water of a county, or one. Persisted: facts name it. */
export const assignmentScopeIds = ['county', 'water'] as const
export type AssignmentScope = (typeof assignmentScopeIds)[number]
export const assignmentScopes = {
  county: { zh: '整个区县', en: 'a whole county' },
  water: { zh: '单个水体', en: 'one water' },
} as const satisfies Record<AssignmentScope, Bilingual>

/** What an expert does in each phase. */
export const helpPhases = {
  before: { zh: '治理前技术帮扶', en: 'technical help before treatment' },
  during: { zh: '治理中监督指导', en: 'supervision during treatment' },
  after: { zh: '治理后效果评估', en: 'evaluation of effect after treatment' },
} as const satisfies Record<VisitPhase, Bilingual>

export const helpPhaseIds = ['before', 'during', 'after'] as const satisfies readonly VisitPhase[]

/**
 * The phase in which a water of a stage is helped; `undefined` where no help is due: not on a list yet, or delisted.
 *
 * @example phaseOfStage('in-works', policyAt('expert-help', '2026-11-29').value) // 'during'
 */
export function phaseOfStage(stage: Stage, { phases }: Policy): VisitPhase | undefined {
  return helpPhaseIds.find(phase => phases[phase].stages.includes(stage))
}

/** Every stage in which a water is helped. */
export function helpedStages({ phases }: Policy): readonly Stage[] {
  return helpPhaseIds.flatMap(phase => phases[phase].stages)
}

/**
 * `visited`: as often as the policy asks. `due`: now, and nobody has planned it. `planned`: now, and a visit is ahead. `missed`: the
 * water has left the phase without. `ahead`: the phase has not begun.
 */
export const phaseCoverIds = ['visited', 'planned', 'due', 'missed', 'ahead'] as const
export type PhaseCover = (typeof phaseCoverIds)[number]
export const phaseCovers = {
  visited: { zh: '已到访', en: 'visited' },
  planned: { zh: '已安排', en: 'planned' },
  due: { zh: '待安排', en: 'to be planned' },
  missed: { zh: '未到访', en: 'missed' },
  ahead: { zh: '未开始', en: 'not begun' },
} as const satisfies Record<PhaseCover, Bilingual>

/** Visits of experts to a water in a phase. */
export type PhaseVisits = { readonly done: number; readonly planned: number }

/**
 * Which phases of a water an expert has visited.
 *
 * @param asked.visits by phase; a phase without any may be absent
 * @returns nothing where the stage of the water asks for no help
 * @example
 * coverPhases({ stage: 'in-works', visits: { before: { done: 1, planned: 0 } }, policy })
 * // { before: 'visited', during: 'due', after: 'ahead' }
 */
export function coverPhases(asked: {
  readonly stage: Stage
  readonly visits: Partial<Record<VisitPhase, PhaseVisits>>
  readonly policy: Policy
}): Readonly<Record<VisitPhase, PhaseCover>> | undefined {
  const now = phaseOfStage(asked.stage, asked.policy)
  if (now === undefined) return undefined
  const cover = (phase: VisitPhase) =>
    coverPhase({
      order: Math.sign(helpPhaseIds.indexOf(phase) - helpPhaseIds.indexOf(now)),
      visits: asked.visits[phase] ?? { done: 0, planned: 0 },
      needed: asked.policy.phases[phase].visits,
    })
  return { before: cover('before'), during: cover('during'), after: cover('after') }
}

/** @param asked.order below 0 for a phase that is past, above 0 for one to come */
function coverPhase(asked: {
  readonly order: number
  readonly visits: PhaseVisits
  readonly needed: number
}): PhaseCover {
  const { done, planned } = asked.visits
  if (done >= asked.needed) return 'visited'
  if (asked.order < 0) return 'missed'
  if (done + planned >= asked.needed) return 'planned'
  return asked.order > 0 ? 'ahead' : 'due'
}

/** How many waters an expert helps, against the most that the policy allows. */
export type Load = { readonly waters: number; readonly most: number; readonly over: boolean }

/** The limit itself is not over it. @example loadOf(16, policy) // { waters: 16, most: 15, over: true } */
export function loadOf(waters: number, { mostWatersPerExpert: { waters: most } }: Policy): Load {
  return { waters, most, over: waters > most }
}

/** The first day on which somebody can have been assigned; an earlier one is a slip of the pen. */
export const earliestAssignment = '2015-01-01'

/** An assignment further ahead or longer is a slip of the pen too. */
const longestDays = 3660

/**
 * Whether an assignment may run from a day to another.
 *
 * @param asked.untilOn the first day on which the expert does not help any more
 * @returns what is against it, or `undefined`
 */
export function refuseTerm(asked: {
  readonly fromOn: string
  readonly untilOn?: string | undefined
  readonly today: string
}): Bilingual | undefined {
  const { fromOn, untilOn, today } = asked
  if (fromOn < earliestAssignment || fromOn > dayAfter(today, longestDays)) {
    return {
      zh: `开始日期 ${fromOn} 不合理。请填写 ${earliestAssignment} 以后、十年以内的日期。`,
      en: `The first day ${fromOn} cannot be right. Give a day after ${earliestAssignment} and within ten years.`,
    }
  }
  if (untilOn === undefined) return undefined
  if (untilOn <= fromOn) {
    return {
      zh: `结束日期 ${untilOn} 应晚于开始日期 ${fromOn}。结束日期是不再帮扶的第一天，请更正。`,
      en: `The end ${untilOn} is not after the first day ${fromOn}. It is the first day without help: correct it.`,
    }
  }
  if (untilOn <= dayAfter(fromOn, longestDays)) return undefined
  return {
    zh: `从 ${fromOn} 到 ${untilOn} 超过十年。请核对年份。`,
    en: `From ${fromOn} to ${untilOn} is more than ten years. Check the year.`,
  }
}

/**
 * Whether an assignment may end on a day: not before it began, not ahead of today, not after its own end.
 *
 * @returns what is against it, or `undefined`
 */
export function refuseEnd(asked: {
  readonly fromOn: string
  readonly untilOn?: string | undefined
  readonly endOn: string
  readonly today: string
}): Bilingual | undefined {
  const { fromOn, untilOn, endOn, today } = asked
  // Called off before it began: it ends where it begins.
  const earliest = fromOn
  const latest = fromOn > today ? fromOn : today
  if (endOn >= earliest && endOn <= latest && (untilOn === undefined || endOn <= untilOn)) return undefined
  const last = untilOn !== undefined && untilOn < latest ? untilOn : latest
  return {
    zh: `结束日期 ${endOn} 应在 ${earliest} 至 ${last} 之间，没有保存。请更正。`,
    en: `The end ${endOn} has to lie between ${earliest} and ${last}; nothing was saved. Correct it.`,
  }
}

/**
 * Where a piece of advice stands. Persisted.
 *
 * ```
 * open ──answer──▶ answered ──close──▶ closed
 *  │  ▲               │                  │
 *  │  └───ask-again───┴────ask-again─────┘
 *  └──withdraw──▶ withdrawn
 * ```
 * The county answers; the expert closes, asks again, or withdraws what nobody has answered.
 */
export const adviceStateIds = ['open', 'answered', 'closed', 'withdrawn'] as const
export type AdviceState = (typeof adviceStateIds)[number]
export const adviceStates = {
  open: { zh: '待答复', en: 'to be answered' },
  answered: { zh: '待专家确认', en: 'to be looked at by the expert' },
  closed: { zh: '已办结', en: 'closed' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
} as const satisfies Record<AdviceState, Bilingual>

export const adviceStepIds = ['answer', 'close', 'ask-again', 'withdraw'] as const
export type AdviceStep = (typeof adviceStepIds)[number]
export const adviceSteps = {
  answer: { zh: '答复建议', en: 'advice answered' },
  close: { zh: '确认办结', en: 'advice closed' },
  'ask-again': { zh: '再次提出', en: 'asked again' },
  withdraw: { zh: '撤回建议', en: 'advice withdrawn' },
} as const satisfies Record<AdviceStep, Bilingual>

/** What only the expert does. */
export const expertStepIds = ['close', 'ask-again', 'withdraw'] as const satisfies readonly AdviceStep[]

const stepTable = {
  open: { answer: 'answered', withdraw: 'withdrawn' },
  answered: { close: 'closed', 'ask-again': 'open' },
  closed: { 'ask-again': 'open' },
  withdrawn: {},
} as const satisfies Record<AdviceState, Partial<Record<AdviceStep, AdviceState>>>

/** Where a step leads; `undefined` where it cannot be taken. @example adviceAfter('open', 'answer') // 'answered' */
export function adviceAfter(state: AdviceState, step: AdviceStep): AdviceState | undefined {
  const steps: Partial<Record<AdviceStep, AdviceState>> = stepTable[state]
  return steps[step]
}

export function adviceStepsFrom(state: AdviceState): readonly AdviceStep[] {
  return adviceStepIds.filter(step => adviceAfter(state, step) !== undefined)
}

/** What a county makes of advice. Persisted. */
export const adoptionIds = ['adopted', 'partly', 'not-adopted'] as const
export type Adoption = (typeof adoptionIds)[number]
export const adoptions = {
  adopted: { zh: '采纳', en: 'adopted' },
  partly: { zh: '部分采纳', en: 'partly adopted' },
  'not-adopted': { zh: '不采纳', en: 'not adopted' },
} as const satisfies Record<Adoption, Bilingual>

/** Whoever adopts advice says what was done about it; whoever does not says only why. */
export function needsDeed(adoption: Adoption): boolean {
  return adoption !== 'not-adopted'
}

/** The last day by which new advice is answered, its first day not counted. @param on YYYY-MM-DD, China time */
export function answerBy({ deadlines }: Policy, on: string): string {
  return dayAfter(on, deadlines.answerDays)
}

/**
 * The last day of whoever is to act after a step: the expert after an answer, the county after a question; else the day stays.
 *
 * @example dueAfterStep(policy, { step: 'answer', on: '2026-11-29', dueOn: '2026-12-01' }) // '2026-12-09'
 */
export function dueAfterStep(
  { deadlines }: Policy,
  { step, on, dueOn }: { readonly step: AdviceStep; readonly on: string; readonly dueOn: string },
): string {
  if (step === 'answer') return dayAfter(on, deadlines.reviewDays)
  return step === 'ask-again' ? dayAfter(on, deadlines.againDays) : dueOn
}

/** Whether nobody has to act any more. */
export function isSettled(state: AdviceState): boolean {
  return state === 'closed' || state === 'withdrawn'
}

/**
 * How much time is left for whoever is to act next. The last day itself is in time.
 *
 * @param asked.dueOn YYYY-MM-DD
 * @param asked.today YYYY-MM-DD, China time
 */
export function adviceCountdown(
  asked: { readonly state: AdviceState; readonly dueOn: string; readonly today: string },
  { deadlines }: Policy,
): Countdown {
  const daysLeft = daysBetween(asked.today, asked.dueOn)
  if (isSettled(asked.state)) return { urgency: 'settled', daysLeft }
  if (daysLeft < 0) return { urgency: 'late', daysLeft }
  return { urgency: daysLeft <= deadlines.dueSoonDays ? 'due-soon' : 'in-time', daysLeft }
}
