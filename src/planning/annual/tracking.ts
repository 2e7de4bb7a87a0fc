import type { Stage } from '../../domain/lifecycle-table.ts'
import type { Bilingual } from '../../domain/words.ts'
import { yearSpan } from './drawing.ts'
import {
  isBehind,
  milestoneIds,
  trackMilestone,
  type Milestone,
  type MilestoneDays,
  type MilestoneState,
} from './milestones.ts'
import type { AnnualTarget, AnnualWater, TargetKind } from './words.ts'

/** What is known of a water besides the plan: days of what happened, and where it stands today; nothing where it lies elsewhere by now. */
export type Happened = { readonly days: MilestoneDays; readonly stage?: Stage | undefined }

export type TrackedWater = AnnualWater & {
  readonly happened: MilestoneDays
  readonly states: Partial<Record<Milestone, MilestoneState>>
}

export type AsOf = {
  /** YYYY-MM-DD */
  readonly asOf: string
  /** Today, where the stage a water stands in may speak for it; an earlier day otherwise. */
  readonly isToday: boolean
  readonly dueWithinDays: number
}

/** Each milestone of a water against what happened. */
export function trackWater(water: AnnualWater, { days, stage }: Happened, how: AsOf): TrackedWater {
  const states = milestoneIds.flatMap(id => {
    const plannedOn = water.milestones[id]
    if (plannedOn === undefined) return []
    const behind = how.isToday && stage !== undefined && isBehind(id, stage)
    const state = trackMilestone({
      plannedOn,
      happenedOn: days[id],
      behind,
      asOf: how.asOf,
      dueWithinDays: how.dueWithinDays,
    })
    return [[id, state] as const]
  })
  return { ...water, happened: days, states: Object.fromEntries(states) }
}

export const isMet = (state: MilestoneState | undefined) => state === 'met' || state === 'met-late'

/** How a target stands as of a day. */
export const targetStates = {
  met: { zh: '已达到', en: 'met' },
  due: { zh: '按期推进', en: 'on schedule' },
  late: { zh: '落后', en: 'late' },
} as const satisfies Record<string, Bilingual>

export type TargetState = keyof typeof targetStates

export const targetStateIds = Object.keys(targetStates) as readonly TargetState[] // keys of a const object are exactly its union

/** The milestone that a target counts. */
export const milestoneOfTarget = {
  plan: 'planned',
  finish: 'completed',
  accept: 'accepted',
} as const satisfies Record<TargetKind, Milestone>

export type TrackedTarget = AnnualTarget & {
  readonly doneWaters: number
  readonly doneAreaM2: number
  /** Waters whose milestone of this kind falls before or on the day. */
  readonly expectedWaters: number
  readonly state: TargetState
}

/**
 * A target against what happened: met where number and area are reached; late where the year is over, or fewer are done than the milestones
 * of the plan ask for by then.
 */
export function trackTarget(
  target: AnnualTarget,
  { waters, year, asOf }: { readonly waters: readonly TrackedWater[]; readonly year: number; readonly asOf: string },
): TrackedTarget {
  const counted = waters.filter(water => countsFor(water, target, year))
  const done = counted.filter(water => isDone(water, target.kind))
  const expectedWaters = counted.filter(water => isExpected(water, target.kind, asOf)).length
  const doneAreaM2 = areaOf(done)
  const isReached = done.length >= target.waters && doneAreaM2 >= target.areaM2
  const isBehindPlan = asOf > yearSpan(year).to || done.length < expectedWaters
  const state = isReached ? 'met' : isBehindPlan ? 'late' : 'due'
  return { ...target, doneWaters: done.length, doneAreaM2, expectedWaters, state }
}

/** Whether what a target counts has happened at a water. */
export function isDone({ states }: Pick<TrackedWater, 'states'>, kind: TargetKind): boolean {
  return isMet(states[milestoneOfTarget[kind]])
}

/** Whether the plan has what a target counts happen at a water before or on a day. */
export function isExpected({ milestones }: Pick<AnnualWater, 'milestones'>, kind: TargetKind, asOf: string): boolean {
  return (milestones[milestoneOfTarget[kind]] ?? asOf) <= asOf
}

/** Whether a water is one of those a target counts: of its list, with the milestone in the year. */
export function countsFor(
  { list, milestones }: Pick<AnnualWater, 'list' | 'milestones'>,
  { kind, list: wanted }: Pick<AnnualTarget, 'kind' | 'list'>,
  year: number,
): boolean {
  const day = milestones[milestoneOfTarget[kind]]
  const { from, to } = yearSpan(year)
  return list === wanted && day !== undefined && day >= from && day <= to
}

export function areaOf(waters: readonly Pick<AnnualWater, 'areaM2'>[]): number {
  return Math.round(waters.reduce((sum, { areaM2 }) => sum + (areaM2 ?? 0), 0) * 100) / 100
}
