import { daysBetween } from '../../domain/dates.ts'
import type { Stage } from '../../domain/lifecycle-table.ts'
import type { Bilingual } from '../../domain/words.ts'

/** What is to happen with a water, in its order. Persisted: annual work plans date them. */
export const milestones = {
  planned: { zh: '方案批复', en: 'plan approved' },
  started: { zh: '开工', en: 'works started' },
  completed: { zh: '完工', en: 'works completed' },
  accepted: { zh: '验收', en: 'accepted' },
  delisted: { zh: '销号', en: 'delisted' },
} as const satisfies Record<string, Bilingual>

export type Milestone = keyof typeof milestones

export const milestoneIds = Object.keys(milestones) as readonly Milestone[] // keys of a const object are exactly its union

/** YYYY-MM-DD each; a milestone without a day is absent. */
export type MilestoneDays = Partial<Record<Milestone, string>>

/** How many milestones a water in a stage has behind it; 0 also where it left the way. */
const behindInStage = {
  suspected: 0,
  cleared: 0,
  identified: 0,
  listed: 0,
  planned: 1,
  'in-works': 2,
  completed: 3,
  accepted: 4,
  delisted: 5,
  upkeep: 5,
  relapsed: 0,
  merged: 0,
  split: 0,
} as const satisfies Record<Stage, number>

/** A stage that a water moved to, on a day in China; `toldOn` where the step itself names the day, as a completion does. */
export type Move = { readonly to: Stage; readonly on: string; readonly toldOn?: string | undefined }

/**
 * The day of each milestone that stands as of a day: a step back takes later milestones with it, so that what was approved, returned and
 * approved again counts from the second time. One that was jumped over has the day of the jump.
 *
 * @param moves of one water, in their order
 * @param asOf YYYY-MM-DD, that day included
 * @example replayMoves([{ to: 'planned', on: '2026-03-01' }], '2026-12-31') // { planned: '2026-03-01' }
 */
export function replayMoves(moves: readonly Move[], asOf: string): MilestoneDays {
  let days: MilestoneDays = {}
  for (const { to, on, toldOn } of moves) {
    if (on > asOf) break
    const behind = behindInStage[to]
    const last = milestoneIds[behind - 1]
    days = Object.fromEntries(
      milestoneIds.slice(0, behind).map(id => [id, days[id] ?? (id === last ? (toldOn ?? on) : on)]),
    )
  }
  return days
}

/** Whether a water in a stage has a milestone behind it, whatever the day was. */
export function isBehind(milestone: Milestone, stage: Stage): boolean {
  return milestoneIds.indexOf(milestone) < behindInStage[stage]
}

/** How a dated milestone stands as of a day. Persisted: nothing; answers name them. */
export const milestoneStates = {
  met: { zh: '已完成', en: 'met' },
  'met-late': { zh: '逾期完成', en: 'met late' },
  late: { zh: '逾期', en: 'late' },
  due: { zh: '临近', en: 'due' },
  ahead: { zh: '未到期', en: 'ahead' },
} as const satisfies Record<string, Bilingual>

export type MilestoneState = keyof typeof milestoneStates

export const milestoneStateIds = Object.keys(milestoneStates) as readonly MilestoneState[] // as above

/**
 * A milestone against what happened. On its very day it is due, on the day after late.
 *
 * @param behind the water's stage says that it happened, though on no known day
 */
export function trackMilestone({
  plannedOn,
  happenedOn,
  behind = false,
  asOf,
  dueWithinDays,
}: {
  readonly plannedOn: string
  readonly happenedOn: string | undefined
  readonly behind?: boolean
  readonly asOf: string
  readonly dueWithinDays: number
}): MilestoneState {
  if (happenedOn !== undefined) return happenedOn <= plannedOn ? 'met' : 'met-late'
  if (behind) return 'met'
  if (asOf > plannedOn) return 'late'
  return daysBetween(asOf, plannedOn) <= dueWithinDays ? 'due' : 'ahead'
}

/** The first pair of dated milestones that stand in the wrong order; `undefined` where all fit. */
export function wrongOrder(days: MilestoneDays): readonly [Milestone, Milestone] | undefined {
  const dated = milestoneIds.filter(id => days[id] !== undefined)
  const at = dated.findIndex((id, index) => index > 0 && (days[id] ?? '') < (days[dated[index - 1]!] ?? ''))
  return at < 1 ? undefined : [dated[at - 1]!, dated[at]!]
}
