import { dayAfter, daysBetween } from '../domain/dates.ts'
import { many } from '../domain/many.ts'
import type { Bilingual } from '../domain/words.ts'
import { policyAt, policyEditions, type PolicyEdition } from '../policy/policy.ts'
import type { HandbookItem, measureUnitIds, severityIds, visitPhaseIds, visitRoleIds } from '../policy/schemas.ts'

export type VisitPhase = (typeof visitPhaseIds)[number]
export type VisitRole = (typeof visitRoleIds)[number]
export type Severity = (typeof severityIds)[number]
export type MeasureUnit = (typeof measureUnitIds)[number]

export const visitPhases = {
  before: { zh: '治理前', en: 'before treatment' },
  during: { zh: '治理中', en: 'during treatment' },
  after: { zh: '治理后', en: 'after treatment' },
} as const satisfies Record<VisitPhase, Bilingual>

export const visitRoles = {
  municipal: { zh: '市级', en: 'municipal' },
  county: { zh: '区县级', en: 'county' },
  town: { zh: '镇级', en: 'town' },
  village: { zh: '村级', en: 'village' },
  expert: { zh: '专家', en: 'expert' },
  'third-party': { zh: '第三方', en: 'third party' },
} as const satisfies Record<VisitRole, Bilingual>

export const severities = {
  minor: { zh: '一般', en: 'minor' },
  serious: { zh: '较重', en: 'serious' },
  grave: { zh: '严重', en: 'grave' },
} as const satisfies Record<Severity, Bilingual>

export const measureUnits = {
  m: { zh: 'm', en: 'm' },
  cm: { zh: 'cm', en: 'cm' },
  m3: { zh: 'm³', en: 'm³' },
  percent: { zh: '%', en: '%' },
  count: { zh: '个', en: 'items' },
} as const satisfies Record<MeasureUnit, Bilingual>

export const yesNoIds = ['yes', 'no', 'not-applicable'] as const
export type YesNo = (typeof yesNoIds)[number]
export const yesNoWords = {
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
  'not-applicable': { zh: '不适用', en: 'does not apply' },
} as const satisfies Record<YesNo, Bilingual>

/**
 * What a visitor answered to one item. Photos are ids of attachments of the water. Persisted.
 *
 * @example { itemId: 'after-satisfaction', kind: 'measure', value: 86, unit: 'percent', photos: [] }
 */
export type Answer = {
  readonly itemId: string
  readonly note?: string | undefined
  readonly photos: readonly string[]
} & (
  | { readonly kind: 'yes-no'; readonly value: YesNo }
  | { readonly kind: 'measure'; readonly value: number; readonly unit: MeasureUnit }
  | { readonly kind: 'photo' }
  | { readonly kind: 'text'; readonly text: string }
)

export type AnswerFault = { readonly itemId: string } & Bilingual
export type VisitFinding = { readonly itemId: string; readonly severity: Severity; readonly words: Bilingual }

/** The items that a role answers in a phase, in the order of the handbook. */
export function checklistOf(
  { value }: Pick<PolicyEdition<'handbook'>, 'value'>,
  { phase, role }: { readonly phase: VisitPhase; readonly role: VisitRole },
): readonly HandbookItem[] {
  return value.phases[phase].filter(({ roles }) => roles.includes(role))
}

/** The edition that began on a day; `undefined` where this release has none. */
export function handbookOf(inForceFrom: string): PolicyEdition<'handbook'> | undefined {
  return policyEditions('handbook').find(edition => edition.inForceFrom === inForceFrom)
}

/** An item by its edition. @example findItem('2020-01-01', 'after-no-odour')?.question.en // 'There is no odour at the water or on its shore' */
export function findItem(inForceFrom: string, itemId: string): HandbookItem | undefined {
  const phases = handbookOf(inForceFrom)?.value.phases
  return phases === undefined
    ? undefined
    : Object.values(phases)
        .flat()
        .find(({ id }) => id === itemId)
}

/**
 * Why answers cannot be taken: each item of the checklist is answered once, in its kind and unit, and nothing else is. Empty where all fit.
 */
export function refuseAnswers(checklist: readonly HandbookItem[], answers: readonly Answer[]): readonly AnswerFault[] {
  const known = new Set(checklist.map(({ id }) => id))
  const foreign = answers.filter(({ itemId }) => !known.has(itemId))
  return [
    ...foreign.map(({ itemId }) =>
      fault(itemId, `条目 ${itemId} 不在本次核查清单中`, `item ${itemId} is not on the checklist of this visit`),
    ),
    ...checklist.flatMap(item => refuseItem(item, answers.filter(({ itemId }) => itemId === item.id))), // prettier-ignore
  ]
}

function refuseItem(item: HandbookItem, given: readonly Answer[]): readonly AnswerFault[] {
  const { zh, en } = item.question
  const [answer] = given
  // A remark is asked for and may be left out.
  if (answer === undefined) {
    return item.answer.kind === 'text' ? [] : [fault(item.id, `“${zh}”没有填写`, `"${en}" is not answered`)]
  }
  if (given.length > 1) return [fault(item.id, `“${zh}”填写了两次`, `"${en}" is answered twice`)]
  const why = refuseAnswer(item, answer)
  return why === undefined ? [] : [fault(item.id, `“${zh}”${why.zh}`, `"${en}" ${why.en}`)]
}

function refuseAnswer({ answer: asked }: HandbookItem, answer: Answer): Bilingual | undefined {
  if (asked.kind === 'yes-no' && answer.kind === 'yes-no') return refuseYesNo(asked, answer)
  if (asked.kind === 'measure' && answer.kind === 'measure') return refuseMeasure(asked, answer)
  if (asked.kind === 'photo' && answer.kind === 'photo') {
    if (new Set(answer.photos).size >= asked.least) return undefined
    return { zh: `至少要 ${asked.least} 张照片`, en: `needs at least ${many(asked.least, 'photo', 'photos')}` }
  }
  if (asked.kind === 'text' && answer.kind === 'text') return undefined
  return { zh: `应按“${answerKinds[asked.kind].zh}”填写`, en: `is to be answered by ${answerKinds[asked.kind].en}` }
}

type Asked<Kind extends HandbookItem['answer']['kind']> = Extract<HandbookItem['answer'], { kind: Kind }>
type Given<Kind extends Answer['kind']> = Extract<Answer, { kind: Kind }>

export const answerKinds = {
  'yes-no': { zh: '是 / 否', en: 'yes or no' },
  measure: { zh: '测量值', en: 'a measured value' },
  photo: { zh: '照片', en: 'photos' },
  text: { zh: '文字', en: 'words' },
} as const satisfies Record<Answer['kind'], Bilingual>

function refuseYesNo(asked: Asked<'yes-no'>, { value, note, photos }: Given<'yes-no'>): Bilingual | undefined {
  if (value === 'yes') return undefined
  if (value === 'not-applicable' && !asked.mayNotApply) {
    return { zh: '不能选“不适用”', en: 'cannot be answered with "does not apply"' }
  }
  if ((note ?? '').trim() === '') {
    return { zh: `选了“${yesNoWords[value].zh}”，请写明情况`, en: `is answered "${yesNoWords[value].en}": say why` }
  }
  if (value === 'no' && asked.photo && photos.length === 0) {
    return { zh: '选了“否”，请附现场照片', en: 'is answered "no": a photo is needed' }
  }
  return undefined
}

function refuseMeasure(asked: Asked<'measure'>, { value, unit }: Given<'measure'>): Bilingual | undefined {
  const [wanted, given] = [measureUnits[asked.unit], measureUnits[unit]]
  if (unit !== asked.unit) {
    return { zh: `单位应为 ${wanted.zh}，填的是 ${given.zh}`, en: `is measured in ${wanted.en}, not in ${given.en}` }
  }
  if (!Number.isFinite(value) || value < asked.low || value > asked.high) {
    return {
      zh: `的数值 ${value} 不在 ${asked.low} 至 ${asked.high} ${wanted.zh} 之间，请核对单位和小数点`,
      en: `cannot be ${value}: between ${asked.low} and ${asked.high} ${wanted.en}; check unit and decimal point`,
    }
  }
  return undefined
}

/** What answers that fit have found: a "no", and a measure outside its limits, where the item has a severity. */
export function findingsOf(checklist: readonly HandbookItem[], answers: readonly Answer[]): readonly VisitFinding[] {
  return checklist.flatMap(item => {
    const answer = answers.find(({ itemId }) => itemId === item.id)
    const found = answer === undefined ? undefined : findingOf(item, answer)
    return found === undefined ? [] : [found]
  })
}

/** @example findingOf(item, { itemId: item.id, kind: 'yes-no', value: 'no', note: '有臭味', photos: [] })?.severity // 'grave' */
export function findingOf({ id, answer: asked, question }: HandbookItem, answer: Answer): VisitFinding | undefined {
  if (asked.kind === 'yes-no' && answer.kind === 'yes-no') {
    if (asked.severity === undefined || answer.value !== 'no') return undefined
    const { zh, en } = question
    return { itemId: id, severity: asked.severity, words: { zh: `“${zh}”：否`, en: `"${en}": no` } }
  }
  if (asked.kind !== 'measure' || answer.kind !== 'measure' || asked.severity === undefined) return undefined
  const { least = -Infinity, most = Infinity } = asked
  if (answer.value >= least && answer.value <= most) return undefined
  const [unit, tooLow] = [measureUnits[asked.unit], answer.value < least]
  return {
    itemId: id,
    severity: asked.severity,
    words: {
      zh: `“${question.zh}”：${answer.value} ${unit.zh}，${tooLow ? `低于 ${least}` : `高于 ${most}`} ${unit.zh}`,
      en: `"${question.en}": ${answer.value} ${unit.en}, ${tooLow ? `below ${least}` : `above ${most}`} ${unit.en}`,
    },
  }
}

function fault(itemId: string, zh: string, en: string): AnswerFault {
  return { itemId, zh, en }
}

export const visitStateIds = ['planned', 'done', 'cancelled'] as const
export type VisitState = (typeof visitStateIds)[number]
export const visitStates = {
  planned: { zh: '待核查', en: 'planned' },
  done: { zh: '已核查', en: 'done' },
  cancelled: { zh: '已取消', en: 'cancelled' },
} as const satisfies Record<VisitState, Bilingual>

/**
 * Where a rectification item stands. Persisted.
 *
 * ```
 * open ──answer──▶ answered ──close──▶ closed
 *                   │    ▲               │
 *                return  answer       reopen
 *                   ▼    │               │
 *                  returned ◀────────────┘
 * ```
 * `reassign` changes owner or deadline of any that is not closed, and no state.
 */
export const rectificationStateIds = ['open', 'answered', 'returned', 'closed'] as const
export type RectificationState = (typeof rectificationStateIds)[number]
export const rectificationStates = {
  open: { zh: '待整改', en: 'to be rectified' },
  answered: { zh: '待复核', en: 'to be checked' },
  returned: { zh: '已退回', en: 'returned' },
  closed: { zh: '已销号', en: 'closed' },
} as const satisfies Record<RectificationState, Bilingual>

export const rectificationStepIds = ['answer', 'return', 'close', 'reopen', 'reassign'] as const
export type RectificationStep = (typeof rectificationStepIds)[number]
export const rectificationSteps = {
  answer: { zh: '报送整改', en: 'answered' },
  return: { zh: '退回', en: 'returned' },
  close: { zh: '复核销号', en: 'closed' },
  reopen: { zh: '重新打开', en: 'opened again' },
  reassign: { zh: '调整责任或期限', en: 'reassigned' },
} as const satisfies Record<RectificationStep, Bilingual>

const stepTable = {
  open: { answer: 'answered', reassign: 'open' },
  answered: { return: 'returned', close: 'closed', reassign: 'answered' },
  returned: { answer: 'answered', reassign: 'returned' },
  closed: { reopen: 'returned' },
} as const satisfies Record<RectificationState, Partial<Record<RectificationStep, RectificationState>>>

/** Where a step leads; `undefined` where it cannot be taken. @example stateAfter('open', 'answer') // 'answered' */
export function stateAfter(state: RectificationState, step: RectificationStep): RectificationState | undefined {
  const steps: Partial<Record<RectificationStep, RectificationState>> = stepTable[state]
  return steps[step]
}

export function stepsFrom(state: RectificationState): readonly RectificationStep[] {
  return rectificationStepIds.filter(step => stateAfter(state, step) !== undefined)
}

/**
 * The last day by which an item of a severity is put right, its first day not counted.
 *
 * @param on YYYY-MM-DD, China time
 * @example rectifyBy(policyAt('handbook', '2026-11-23'), 'grave', '2026-11-23') // '2026-11-30'
 */
export function rectifyBy({ value }: PolicyEdition<'handbook'>, severity: Severity, on: string): string {
  return dayAfter(on, value.severities[severity].rectifyDays)
}

export const urgencyIds = ['late', 'due-soon', 'in-time', 'settled'] as const
export type Urgency = (typeof urgencyIds)[number]

export type Countdown = {
  readonly urgency: Urgency
  /** Days from `today` to the last day; below 0 the days it is late. */
  readonly daysLeft: number
}

/**
 * How much time is left. The last day itself is in time; what waits to be checked runs on until it is closed.
 *
 * @param dueOn YYYY-MM-DD
 * @param today YYYY-MM-DD, China time
 */
export function countdown(dueOn: string, today: string, settled: boolean): Countdown {
  const daysLeft = daysBetween(today, dueOn)
  if (settled) return { urgency: 'settled', daysLeft }
  if (daysLeft < 0) return { urgency: 'late', daysLeft }
  const { dueSoonDays } = policyAt('handbook', today).value
  return { urgency: daysLeft <= dueSoonDays ? 'due-soon' : 'in-time', daysLeft }
}
