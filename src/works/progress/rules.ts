import { dayAfter, daysBetween } from '../../domain/dates.ts'
import type { Stage, Transition } from '../../domain/lifecycle-table.ts'
import type { Bilingual } from '../../domain/words.ts'

/** How works stand against their schedule, the worst first. Persisted: filters and links name them. */
export const progressLevels = {
  late: { zh: '滞后', en: 'late' },
  silent: { zh: '未按期上报', en: 'silent' },
  slipping: { zh: '偏慢', en: 'slipping' },
  'on-time': { zh: '正常', en: 'on time' },
} as const satisfies Record<string, Bilingual>

export type ProgressLevel = keyof typeof progressLevels

export const progressLevelIds = Object.keys(progressLevels) as readonly ProgressLevel[] // keys of a const object are exactly its union

/** Where a measure stands. `done`: the reported quantity reaches that of the schedule. Persisted. */
export const measureStates = {
  open: { zh: '未完成', en: 'not done' },
  done: { zh: '已完成', en: 'done' },
  dropped: { zh: '不再实施', en: 'dropped' },
} as const satisfies Record<string, Bilingual>

export type MeasureState = keyof typeof measureStates

/**
 * Where the schedule of a water stands; it follows the water's stage. Persisted.
 *
 * ```
 * scheduled ── start-works ─▶ running ── complete ─▶ completed ── fail- or revoke-acceptance ─▶ running
 *     └──── return-plan, withdraw, merge, split ─────▶ stopped ── restore ─▶ as it was
 * ```
 */
export const scheduleStates = {
  scheduled: { zh: '待开工', en: 'not begun' },
  running: { zh: '施工中', en: 'under way' },
  completed: { zh: '已完工', en: 'completed' },
  stopped: { zh: '已停止', en: 'stopped' },
} as const satisfies Record<string, Bilingual>

export type ScheduleState = keyof typeof scheduleStates

export const scheduleStateIds = Object.keys(scheduleStates) as readonly ScheduleState[] // as above

const stateOfStage = {
  suspected: 'stopped',
  cleared: 'stopped',
  identified: 'stopped',
  listed: 'stopped',
  planned: 'scheduled',
  'in-works': 'running',
  completed: 'completed',
  accepted: 'completed',
  delisted: 'completed',
  upkeep: 'completed',
  // The works of that cycle are over; the next cycle gets a schedule of its own.
  relapsed: 'completed',
  merged: 'stopped',
  split: 'stopped',
} as const satisfies Record<Stage, ScheduleState>

/** The transitions of a water that its schedule may have to follow. */
const followed: ReadonlySet<string> = new Set<Transition>([
  'start-works',
  'complete',
  'fail-acceptance',
  'revoke-acceptance',
  'return-plan',
  'withdraw',
  'merge',
  'split',
  'restore',
])

export function concernsSchedule(transition: unknown): boolean {
  return typeof transition === 'string' && followed.has(transition)
}

/**
 * Where a schedule stands once its water has moved. A stopped one comes back only where the water was brought back as it was: a plan
 * that is approved anew gets a new schedule.
 *
 * @param stage where the water stands now, which may be further on than the transition took it
 * @example scheduleAfter('running', 'listed', 'return-plan') // 'stopped'
 */
export function scheduleAfter(before: ScheduleState, stage: Stage, transition: Transition | 'none'): ScheduleState {
  if (transition === 'return-plan' || transition === 'withdraw') return 'stopped'
  if (before === 'stopped' && transition !== 'restore') return 'stopped'
  return stateOfStage[stage]
}

/** What is planned for a measure; the days are its first and its last. */
export type Scheduled = {
  /** YYYY-MM-DD */
  readonly startsOn: string
  readonly endsOn: string
  /** In the unit of the measure. */
  readonly quantity: number
}

/** A report as far as the rules ask. */
export type Told = { readonly id: string; readonly onDay: string; readonly doneQuantity: number }

export type ProgressLimits = {
  readonly slippingFromDays: number
  readonly lateFromDays: number
  readonly silentFromDays: number
  readonly backdateDays: number
  readonly overrunTimes: number
  readonly longestScheduleDays: number
}

/** Plain numbers of the policy `works-progress`, whose every number carries its source. */
export function limitsOf(policy: {
  readonly [Name in keyof ProgressLimits]: { readonly value: number }
}): ProgressLimits {
  return {
    slippingFromDays: policy.slippingFromDays.value,
    lateFromDays: policy.lateFromDays.value,
    silentFromDays: policy.silentFromDays.value,
    backdateDays: policy.backdateDays.value,
    overrunTimes: policy.overrunTimes.value,
    longestScheduleDays: policy.longestScheduleDays.value,
  }
}

/** Days from the first to the last, both counted. */
export function scheduledDays({ startsOn, endsOn }: Pick<Scheduled, 'startsOn' | 'endsOn'>): number {
  return daysBetween(startsOn, endsOn) + 1
}

/**
 * The share that should be done by the end of a day, evenly over the schedule.
 *
 * @param today YYYY-MM-DD
 * @returns 0 to 1
 * @example expectedShare({ startsOn: '2026-12-01', endsOn: '2026-12-10' }, '2026-12-05') // 0.5
 */
export function expectedShare(scheduled: Pick<Scheduled, 'startsOn' | 'endsOn'>, today: string): number {
  const days = daysBetween(scheduled.startsOn, today) + 1
  return Math.min(1, Math.max(0, days / scheduledDays(scheduled)))
}

/** The share done, at most 1. A schedule of nothing is done. */
export function shareDone({ quantity }: Pick<Scheduled, 'quantity'>, doneQuantity: number): number {
  return quantity > 0 ? Math.min(1, doneQuantity / quantity) : 1
}

/**
 * The last day for which what is done is enough: the day before the start where nothing is. A board keeps this day and not the days
 * behind, because those grow by themselves with every day and by no limit of the policy.
 *
 * @example caughtUpOn({ startsOn: '2026-12-01', endsOn: '2026-12-10', quantity: 100 }, 50) // '2026-12-05'
 */
export function caughtUpOn(scheduled: Scheduled, doneQuantity: number): string {
  // Rounded first: 0.29 of 100 days are 28.999999999999996 in binary, and those are 29.
  const days = Math.floor(Number((shareDone(scheduled, doneQuantity) * scheduledDays(scheduled)).toFixed(6)))
  return dayAfter(scheduled.startsOn, days - 1)
}

/** The day since which nothing was heard of a measure: its last report, or the day before its start where there is none since. */
export function quietSince({ startsOn }: Pick<Scheduled, 'startsOn'>, lastReportOn: string | undefined): string {
  const before = dayAfter(startsOn, -1)
  return lastReportOn !== undefined && lastReportOn > before ? lastReportOn : before
}

/** What boards keep of works: days only, none where every measure is done or dropped. */
export type Standing = { readonly caughtUpOn: string; readonly endsOn: string; readonly quietSince: string }

/**
 * The level of works at a day, with the reasons. The same arithmetic stands in SQL for the boards (`levelCondition`).
 *
 * @param today YYYY-MM-DD, China time
 * @example judgeStanding({ caughtUpOn: '2026-12-01', endsOn: '2026-12-31', quietSince: '2026-12-07' }, { limits, today: '2026-12-08' }).level // 'slipping'
 */
export function judgeStanding(
  standing: Standing,
  { limits, today }: { readonly limits: ProgressLimits; readonly today: string },
): {
  readonly level: ProgressLevel
  readonly daysBehind: number
  readonly silentDays: number
  readonly reasons: readonly Bilingual[]
} {
  const daysBehind = Math.max(0, daysBetween(standing.caughtUpOn, today))
  const silentDays = Math.max(0, daysBetween(standing.quietSince, today))
  const overdue = Math.max(0, daysBetween(standing.endsOn, today))
  const late = overdue > 0 || daysBehind >= limits.lateFromDays
  const silent = silentDays >= limits.silentFromDays
  const slipping = daysBehind >= limits.slippingFromDays
  const level = late ? 'late' : silent ? 'silent' : slipping ? 'slipping' : 'on-time'
  const reasons = [
    ...(overdue > 0
      ? [
          {
            zh: `计划 ${standing.endsOn} 完成，已超期 ${overdue} 天`,
            en: `due ${standing.endsOn}, ${overdue} days past`,
          },
        ]
      : []),
    ...(slipping || late
      ? [{ zh: `比计划落后 ${daysBehind} 天`, en: `${daysBehind} days of work behind the schedule` }]
      : []),
    ...(silent ? [{ zh: `已 ${silentDays} 天未上报进度`, en: `nothing reported for ${silentDays} days` }] : []),
  ]
  return { level, daysBehind, silentDays, reasons }
}

/**
 * When a measure will be done if it goes on as it has, counted from its start or, where it began earlier, from its first report.
 *
 * @returns YYYY-MM-DD; the scheduled end before anything is due, `undefined` where nothing was done or the end lies out of sight
 */
export function forecastEnd(
  scheduled: Scheduled,
  reports: readonly Told[],
  { limits, today }: { readonly limits: ProgressLimits; readonly today: string },
): string | undefined {
  const last = latestOf(reports)
  const share = shareDone(scheduled, last?.doneQuantity ?? 0)
  if (last === undefined || share === 0) return today < scheduled.startsOn ? scheduled.endsOn : undefined
  if (share >= 1) return last.onDay
  const begun = reports.reduce((first, { onDay }) => (onDay < first ? onDay : first), scheduled.startsOn)
  const daysTaken = daysBetween(begun, last.onDay) + 1
  const daysLeft = Math.ceil(Number((((1 - share) * daysTaken) / share).toFixed(6)))
  if (daysLeft > limits.longestScheduleDays) return undefined
  const end = dayAfter(last.onDay, daysLeft)
  // What has not come by today cannot be finished yesterday.
  return end < today ? today : end
}

/** Of reports on the same day the one made later (ids grow with time) counts. */
export function latestOf<T extends Told>(reports: readonly T[]): T | undefined {
  return reports.toSorted(byDay).at(-1)
}

function byDay(a: Told, b: Told): number {
  return a.onDay < b.onDay ? -1 : a.onDay > b.onDay ? 1 : a.id < b.id ? -1 : 1
}

/** The first day of every part of works, in whole; a share weighs by cost, or evenly where nothing costs anything. */
export function shareOfAll(measures: readonly { readonly costYuan: number; readonly share: number }[]): number {
  if (measures.length === 0) return 1
  const cost = measures.reduce((sum, { costYuan }) => sum + costYuan, 0)
  if (cost <= 0) return measures.reduce((sum, { share }) => sum + share, 0) / measures.length
  return measures.reduce((sum, { costYuan, share }) => sum + costYuan * share, 0) / cost
}

/** The worst day of each kind over the measures still open; `undefined` where none is. */
export function standingOfAll(measures: readonly Standing[]): Standing | undefined {
  const [first, ...rest] = measures
  if (first === undefined) return undefined
  const earlier = (a: string, b: string) => (a < b ? a : b)
  return rest.reduce(
    (worst, one) => ({
      caughtUpOn: earlier(worst.caughtUpOn, one.caughtUpOn),
      endsOn: earlier(worst.endsOn, one.endsOn),
      quietSince: earlier(worst.quietSince, one.quietSince),
    }),
    first,
  )
}

/** Why a schedule cannot be so; empty where it can. */
export function faultsOfSchedule(
  { startsOn, endsOn, quantity }: Scheduled,
  limits: Pick<ProgressLimits, 'longestScheduleDays'>,
): readonly Bilingual[] {
  const most = limits.longestScheduleDays
  return [
    ...(startsOn > endsOn
      ? [
          {
            zh: `开始日期 ${startsOn} 晚于结束日期 ${endsOn}`,
            en: `it starts on ${startsOn}, after its end on ${endsOn}`,
          },
        ]
      : []),
    ...(startsOn <= endsOn && scheduledDays({ startsOn, endsOn }) > most
      ? [{ zh: `工期超过 ${most} 天，请核对年份`, en: `it takes more than ${most} days: check the year` }]
      : []),
    ...(quantity > 0 ? [] : [{ zh: '工程量应大于 0', en: 'its quantity is not above 0' }]),
  ]
}

type Report = { readonly onDay: string; readonly doneQuantity: number }

/**
 * Why a report cannot be right, or `undefined`. What is done so far never becomes less from one day to a later one, unless the wrong
 * report is corrected.
 *
 * @param others the reports of the measure that count, without the one that is corrected
 * @param today YYYY-MM-DD, China time
 */
export function faultOfReport(
  { onDay, doneQuantity }: Report,
  others: readonly Told[],
  {
    scheduled,
    limits,
    today,
  }: { readonly scheduled: Scheduled; readonly limits: ProgressLimits; readonly today: string },
): Bilingual | undefined {
  if (onDay > today) {
    return {
      zh: `进度日期 ${onDay} 晚于今天（${today}）。请填写今天或以前的日期。`,
      en: `The day ${onDay} is after today (${today}). Give today or an earlier day.`,
    }
  }
  if (onDay < dayAfter(today, -limits.backdateDays)) {
    return {
      zh: `进度日期 ${onDay} 早于 ${limits.backdateDays} 天前。请核对年份。`,
      en: `The day ${onDay} lies more than ${limits.backdateDays} days back. Check the year.`,
    }
  }
  if (doneQuantity > scheduled.quantity * limits.overrunTimes) {
    return {
      zh: `累计完成 ${doneQuantity}，超过计划工程量 ${scheduled.quantity} 的 ${limits.overrunTimes} 倍。请核对单位；确有增加时，请先调整计划。`,
      en: `${doneQuantity} done is more than ${limits.overrunTimes} times the ${scheduled.quantity} of the schedule. Check the unit; where the works grew, adjust the schedule first.`,
    }
  }
  return faultOfOrder({ onDay, doneQuantity }, others)
}

function faultOfOrder({ onDay, doneQuantity }: Report, others: readonly Told[]): Bilingual | undefined {
  const before = latestOf(others.filter(other => other.onDay <= onDay))
  if (before !== undefined && doneQuantity < before.doneQuantity) {
    return {
      zh: `累计完成 ${doneQuantity}，少于 ${before.onDay} 已上报的 ${before.doneQuantity}。这里填写开工以来的累计量；原报有误时，请用“更正”重新上报。`,
      en: `${doneQuantity} done so far is less than the ${before.doneQuantity} reported for ${before.onDay}. Give everything done since the start; where that report was wrong, correct it.`,
    }
  }
  const after = others.filter(other => other.onDay > onDay).toSorted(byDay)[0]
  if (after !== undefined && doneQuantity > after.doneQuantity) {
    return {
      zh: `累计完成 ${doneQuantity}，多于之后 ${after.onDay} 上报的 ${after.doneQuantity}。请核对日期和数量，或更正后一次上报。`,
      en: `${doneQuantity} done by then is more than the ${after.doneQuantity} reported for the later ${after.onDay}. Check day and quantity, or correct the later report.`,
    }
  }
  return undefined
}

/** Items named one by one in a refusal; the rest are counted. */
const namedItems = 3

/**
 * What contradicts nothing of the works themselves, yet stands open: completing needs a reason then, and acceptance asks for it later.
 *
 * @param unscheduledMeasures measures of the approved plan where no schedule says whether they were done
 * @example leftOpen({ unscheduledMeasures: 0, items: [], owedParts: 1 }) // [{ zh: '部门协同事项 1 件未会签', ... }]
 */
export function leftOpen(standing: {
  readonly unscheduledMeasures: number
  readonly items: readonly { readonly question: Bilingual; readonly dueOn: string }[]
  readonly owedParts: number
}): readonly Bilingual[] {
  const { unscheduledMeasures, items, owedParts } = standing
  const open: Bilingual[] = []
  if (unscheduledMeasures > 0) {
    open.push({
      zh: `已批复的方案有 ${unscheduledMeasures} 项措施，没有编制进度计划，看不出是否完成`,
      en: `the approved plan has measures (${unscheduledMeasures}) and no schedule, so nothing says whether they are done`,
    })
  }
  if (items.length > 0) open.push(itemsOpen(items))
  if (owedParts > 0) {
    open.push({
      zh: `部门协同事项 ${owedParts} 件未会签`,
      en: `parts of departments not countersigned: ${owedParts}`,
    })
  }
  return open
}

function itemsOpen(items: readonly { readonly question: Bilingual; readonly dueOn: string }[]): Bilingual {
  const named = items.slice(0, namedItems)
  const more = items.length - named.length
  const zh = named.map(({ question, dueOn }) => `“${question.zh}”（期限 ${dueOn}）`).join('、')
  const en = named.map(({ question, dueOn }) => `"${question.en}" (due ${dueOn})`).join(', ')
  return {
    zh: `核查发现的问题 ${items.length} 个未销：${zh}${more > 0 ? `，另有 ${more} 个` : ''}`,
    en: `problems found by visits and not closed (${items.length}): ${en}${more > 0 ? ` and ${more} more` : ''}`,
  }
}
