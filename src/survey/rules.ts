import { levelOf, type RegionCode } from '../domain/regions.ts'
import type { Bilingual } from '../domain/words.ts'
import type { PolicyValue } from '../policy/policy.ts'
import type { colourIds, NewSenses, villageStateIds } from './contract.ts'

export type VillageState = (typeof villageStateIds)[number]

/** How far a village's survey has come, in words. */
export const villageStates = {
  open: { zh: '未开始', en: 'open' },
  'in-progress': { zh: '排查中', en: 'in progress' },
  'done-none-found': { zh: '已排查，未发现', en: 'done, none found' },
  'done-with-candidates': { zh: '已排查，有疑似', en: 'done, with candidates' },
} as const satisfies Record<VillageState, Bilingual>

/** Colour of the water as the senses see it, in words. */
export const waterColours = {
  clear: { zh: '无异常', en: 'clear' },
  'slightly-abnormal': { zh: '轻微异常', en: 'slightly abnormal' },
  grey: { zh: '灰色', en: 'grey' },
  black: { zh: '黑色', en: 'black' },
  'other-abnormal': { zh: '其他明显异常', en: 'otherwise abnormal' },
  'not-graded': { zh: '只有文字描述', en: 'described in words only' },
} as const satisfies Record<(typeof colourIds)[number], Bilingual>

/** Six grades of odour by intensity; the grade is the place in the list. */
export const odourGrades: readonly Bilingual[] = [
  { zh: '0 无', en: '0 none' },
  { zh: '1 很弱', en: '1 very faint' },
  { zh: '2 弱', en: '2 faint' },
  { zh: '3 明显', en: '3 distinct' },
  { zh: '4 强', en: '4 strong' },
  { zh: '5 很强', en: '5 very strong' },
]

/** What the observer decided by the senses. */
export const sensesFindings = {
  'black-odorous': { zh: '黑臭', en: 'black or odorous' },
  'not-black-odorous': { zh: '非黑臭', en: 'not black or odorous' },
  undecided: { zh: '难以判断', en: 'cannot tell' },
} as const satisfies Record<NewSenses['finding'], Bilingual>

/** What a village reports. */
export type Report = {
  readonly state: VillageState
  /** Candidates found. */
  readonly found: number
  /** YYYY-MM-DD; obligatory once done. */
  readonly surveyedOn?: string | undefined
  /** Obligatory to change a report that was done. */
  readonly reason?: string | undefined
}

export type SurveyRefusal = { readonly kind: 'refused'; readonly code: string; readonly words: Bilingual }

export function isDone(state: VillageState): boolean {
  return state === 'done-none-found' || state === 'done-with-candidates'
}

/**
 * Why a village's report cannot be taken; `undefined` where it can. A village may go any way between the states, but what was
 * reported done is changed only with a reason.
 *
 * @param before state on record
 * @param today YYYY-MM-DD, China time
 */
export function refuseReport(report: Report, before: VillageState, today: string): SurveyRefusal | undefined {
  const { state, found, surveyedOn } = report
  if (!Number.isSafeInteger(found) || found < 0) {
    return refuse(
      'report.found',
      `疑似水体数“${found}”应为 0 或正整数。`,
      `The number of candidates "${found}" must be 0 or a whole number above it.`,
    )
  }
  if (state === 'done-with-candidates' && found === 0) {
    return refuse(
      'report.found-missing',
      '已选“有疑似”，请填写疑似水体数（至少 1）；没有发现请选“未发现”。',
      'Candidates were found: say how many (at least 1), or report that none was found.',
    )
  }
  if ((state === 'done-none-found' || state === 'open') && found > 0) {
    return refuse(
      'report.found-contradicts',
      `状态为“${villageStates[state].zh}”，却填了 ${found} 个疑似水体；请改状态或清空数量。`,
      `The state is "${villageStates[state].en}" but ${found} candidates are given. Change one of them.`,
    )
  }
  if (isDone(state) && surveyedOn === undefined) {
    return refuse('report.date-missing', '请填写排查日期。', 'Give the date of the survey.')
  }
  if (surveyedOn !== undefined && surveyedOn > today) {
    return refuse(
      'report.date-in-future',
      `排查日期 ${surveyedOn} 晚于今天（${today}）；请核对。`,
      `The survey date ${surveyedOn} is after today (${today}). Check it.`,
    )
  }
  if (isDone(before) && (report.reason ?? '').trim() === '') {
    return refuse(
      'report.reason-missing',
      '该村已上报完成，修改请写明理由。',
      'The village was reported done. Say why it is changed.',
    )
  }
  return undefined
}

/** A village that owes a survey, in one task. */
export type OwedSurvey = {
  readonly villageCode: RegionCode
  readonly state: VillageState
  /** YYYY-MM-DD */
  readonly dueOn: string
  /** When the task was set: ISO 8601 in UTC. */
  readonly setAt: string
}

export type Coverage = {
  readonly villages: number
  readonly open: number
  readonly inProgress: number
  readonly noneFound: number
  readonly withCandidates: number
  /** Not done and past the due date; the due date itself is still in time. */
  readonly overdue: number
  /** Done of owed, 0-100, one decimal, never rounded up to 100; absent where no village owes a survey. */
  readonly donePercent?: number
}

export type CoverageLevel = 'county' | 'town' | 'village'

const digits = { county: 6, town: 9, village: 12 } as const satisfies Record<CoverageLevel, number>

/** Each village once, by its latest task (of two set at the same moment, the one due later). */
export function latestSurveys(surveys: Iterable<OwedSurvey>): readonly OwedSurvey[] {
  const latest = new Map<RegionCode, OwedSurvey>()
  for (const survey of surveys) {
    const known = latest.get(survey.villageCode)
    if (known === undefined || isLater(survey, known)) latest.set(survey.villageCode, survey)
  }
  return [...latest.values()]
}

function isLater(a: OwedSurvey, b: OwedSurvey): boolean {
  return a.setAt === b.setAt ? a.dueOn > b.dueOn : a.setAt > b.setAt
}

/** Coverage of all the surveys given; see `latestSurveys` where several tasks name one village. */
export function coverageOf(surveys: readonly OwedSurvey[], today: string): Coverage {
  const count = (state: VillageState) => surveys.filter(survey => survey.state === state).length
  const noneFound = count('done-none-found')
  const withCandidates = count('done-with-candidates')
  const villages = surveys.length
  return {
    villages,
    open: count('open'),
    inProgress: count('in-progress'),
    noneFound,
    withCandidates,
    overdue: surveys.filter(({ state, dueOn }) => !isDone(state) && dueOn < today).length,
    ...(villages === 0 ? {} : { donePercent: percentOf(noneFound + withCandidates, villages) }),
  }
}

/** Coverage by county, town or village, under their twelve-digit codes in order. */
export function coverageBy(
  level: CoverageLevel,
  surveys: readonly OwedSurvey[],
  today: string,
): ReadonlyMap<RegionCode, Coverage> {
  const groups = Map.groupBy(surveys, ({ villageCode }) => villageCode.slice(0, digits[level]).padEnd(12, '0'))
  const rows = [...groups].map(([code, group]): [RegionCode, Coverage] => [code, coverageOf(group, today)])
  return new Map(rows.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** Rounded down to one decimal: 9,176 of 9,177 villages are not yet 100 %. */
function percentOf(part: number, whole: number): number {
  return Math.floor((part * 1000) / whole) / 10
}

export type Scope = {
  readonly inScope: boolean
  readonly why: 'area' | 'complaint' | 'small' | 'area-unknown' | 'by-hand'
  readonly words: Bilingual
}

/**
 * Whether a candidate is in scope: 200 m2 and more, or any size with strong complaints (limit from the policy `lists`). A
 * decision by hand goes first. Where the area is unknown the candidate stays in scope: not measured is no reason to drop it.
 */
export function scopeOf(
  candidate: {
    readonly areaM2?: number | undefined
    readonly complaint: boolean
    readonly byHand?: { readonly inScope: boolean; readonly reason: string } | undefined
  },
  limits: Pick<PolicyValue<'lists'>, 'scopeFromM2'>,
): Scope {
  const { areaM2, byHand, complaint } = candidate
  const from = limits.scopeFromM2
  if (byHand !== undefined) return { inScope: byHand.inScope, why: 'by-hand', words: scopeByHand(byHand) }
  if (areaM2 !== undefined && areaM2 >= from) {
    return scope(
      true,
      'area',
      `面积 ${areaM2} 平方米，不小于 ${from} 平方米，在排查范围内。`,
      `Area ${areaM2} m2 is at least ${from} m2: in scope.`,
    )
  }
  if (complaint)
    return scope(
      true,
      'complaint',
      '群众反映强烈，不论面积均在排查范围内。',
      'Residents complain strongly: in scope at any size.',
    )
  if (areaM2 === undefined) {
    return scope(
      true,
      'area-unknown',
      `面积未测量，暂按在范围内处理；请补测面积（界限 ${from} 平方米）。`,
      `The area is not known: kept in scope for now. Measure it (the limit is ${from} m2).`,
    )
  }
  return scope(
    false,
    'small',
    `面积 ${areaM2} 平方米，小于 ${from} 平方米且无群众强烈反映，不在排查范围内。`,
    `Area ${areaM2} m2 is below ${from} m2 and residents do not complain strongly: out of scope.`,
  )
}

function scopeByHand({ inScope, reason }: { readonly inScope: boolean; readonly reason: string }): Bilingual {
  return {
    zh: `人工判定${inScope ? '在' : '不在'}排查范围内：${reason}`,
    en: `Decided by hand to be ${inScope ? 'in' : 'out of'} scope: ${reason}`,
  }
}

function scope(inScope: boolean, why: Scope['why'], zh: string, en: string): Scope {
  return { inScope, why, words: { zh, en } }
}

/** Whether a code names a village: only villages owe surveys. */
export function isVillage(code: RegionCode): boolean {
  return levelOf(code) === 'village'
}

function refuse(code: string, zh: string, en: string): SurveyRefusal {
  return { kind: 'refused', code, words: { zh, en } }
}
