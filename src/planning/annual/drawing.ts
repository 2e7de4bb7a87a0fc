import { dayAfter } from '../../domain/dates.ts'
import type { RegionCode } from '../../domain/regions.ts'
import type { SupervisionList } from '../../domain/waters.ts'
import type { PolicyValue } from '../../policy/policy.ts'
import type { FundSource, PlanTarget } from '../plans/rules.ts'
import type { MilestoneDays } from './milestones.ts'
import type { AnnualWater } from './words.ts'

export type AnnualRules = PolicyValue<'annual-plans'>

/** A one-water-one-plan as an annual work plan reads it. */
export type PlanInBrief = {
  readonly waterId: string
  readonly planId: string
  readonly planVersion: number
  readonly planState: 'approved' | 'submitted'
  readonly code: string
  readonly name: string
  readonly regionCode: RegionCode
  readonly list?: SupervisionList | undefined
  readonly areaM2?: number | undefined
  /** YYYY-MM-DD: approved on, or to be decided by. */
  readonly decidedOn: string
  readonly target?: { readonly goal: PlanTarget; readonly by: string } | undefined
  readonly measures: readonly {
    readonly measureId: string
    readonly quantity: number
    readonly costYuan: number
    readonly from?: string | undefined
    readonly to?: string | undefined
  }[]
  readonly funding: readonly { readonly source: FundSource; readonly yuan: number }[]
  /** What has happened already. */
  readonly happened: MilestoneDays
}

/**
 * The milestones of a water by its plan: works begin with the first measure and end with the last, or by the day of the target where
 * the end of one is not given; days that nobody gave follow by policy. What happened already stands with its own day. None comes before the one ahead of it.
 */
export function milestonesOf(plan: PlanInBrief, rules: AnnualRules): MilestoneDays {
  const { happened, measures } = plan
  const planned = happened.planned ?? plan.decidedOn
  const firstFrom = least(measures.map(({ from }) => from))
  const started = happened.started ?? later(planned, firstFrom ?? dayAfter(planned, rules.startAfterDays))
  const ends = endOfWorks(plan, dayAfter(started, rules.completeAfterDays))
  const completed = happened.completed ?? later(started, ends)
  const accepted = happened.accepted ?? later(completed, dayAfter(completed, rules.acceptAfterDays))
  const delisted = happened.delisted ?? later(accepted, dayAfter(accepted, rules.delistAfterDays))
  return { planned, started, completed, accepted, delisted }
}

/**
 * When works end: with the last measure where each has an end. One without may last until the day of the target, or of policy where the plan
 * has none: then the later of the two.
 */
function endOfWorks({ measures, target }: PlanInBrief, byPolicy: string): string {
  const ends = measures.map(({ to }) => to)
  const last = most(ends)
  const open = target?.by ?? byPolicy
  if (last === undefined) return open
  return ends.includes(undefined) ? later(last, open) : last
}

const there = (days: readonly (string | undefined)[]) => days.filter(day => day !== undefined).toSorted()
const least = (days: readonly (string | undefined)[]) => there(days)[0]
const most = (days: readonly (string | undefined)[]) => there(days).at(-1)
const later = (a: string, b: string) => (a > b ? a : b)

/** First and last day of a year. */
export function yearSpan(year: number): { readonly from: string; readonly to: string } {
  return { from: `${year}-01-01`, to: `${year}-12-31` }
}

/**
 * Whether a water is work of the year: its plan is approved by the year's end, and it was not delisted before the year began. What an earlier
 * year left undone is carried over.
 */
export function belongsToYear(
  { milestones, happened }: { readonly milestones: MilestoneDays; readonly happened: MilestoneDays },
  year: number,
): boolean {
  const { from, to } = yearSpan(year)
  if (happened.delisted !== undefined && happened.delisted < from) return false
  return milestones.planned !== undefined && milestones.planned <= to
}

/** A line of the annual plan drawn from the plan of a water. */
export function drawWater(plan: PlanInBrief, rules: AnnualRules): AnnualWater {
  const { waterId, planId, planVersion, planState, code, name, regionCode, list, areaM2, target } = plan
  const cost = plan.measures.reduce((sum, { costYuan }) => sum + costYuan, 0)
  return {
    waterId,
    planId,
    planVersion,
    planState,
    code,
    name,
    regionCode,
    ...(list === undefined ? {} : { list }),
    ...(areaM2 === undefined ? {} : { areaM2 }),
    ...(target === undefined ? {} : { goal: target.goal }),
    costYuan: Math.round(cost * 100) / 100,
    measures: plan.measures.map(({ measureId, quantity, costYuan }) => ({ measureId, quantity, costYuan })),
    funding: plan.funding.map(({ source, yuan }) => ({ source, yuan })),
    milestones: milestonesOf(plan, rules),
    adjusted: false,
  }
}

/** What a county left out, kept by a city that sums it. */
export type LeftOut = {
  readonly waterId: string
  readonly code: string
  readonly name: string
  readonly regionCode: RegionCode
  readonly reason: string
}

export type Drawn = { readonly waters: readonly AnnualWater[]; readonly leftOut: readonly LeftOut[] }

/** Why a water stands no longer in a plan that is drawn again, where nobody decided so. */
export const planGone = '一水一策方案已退回、作废或不再属于本年度'

/**
 * Draws the waters of a year, over what stood in the plan before: days that somebody set stay, and so does what was left out; a water whose plan
 * was returned or set aside is left out with that reason.
 */
export function drawYear(fresh: readonly AnnualWater[], before: Drawn = { waters: [], leftOut: [] }): Drawn {
  const kept = new Map(before.waters.map(water => [water.waterId, water]))
  const out = new Map(before.leftOut.map(one => [one.waterId, one]))
  const now = new Set(fresh.map(({ waterId }) => waterId))
  // What only fell out because its plan was gone comes back with its plan.
  const staysOut = ({ waterId, reason }: LeftOut) => reason !== planGone || !now.has(waterId)
  const waters = fresh
    .filter(({ waterId }) => !(out.has(waterId) && staysOut(out.get(waterId)!)))
    .map(water => withDays(water, kept.get(water.waterId)))
  const gone = before.waters
    .filter(({ waterId }) => !now.has(waterId))
    .map(({ waterId, code, name, regionCode }) => ({ waterId, code, name, regionCode, reason: planGone }))
  return { waters: waters.toSorted(byPlace), leftOut: [...before.leftOut.filter(staysOut), ...gone] }
}

function withDays(water: AnnualWater, before: AnnualWater | undefined): AnnualWater {
  if (before?.adjusted !== true) return water
  return {
    ...water,
    milestones: before.milestones,
    adjusted: true,
    ...(before.note === undefined ? {} : { note: before.note }),
  }
}

function byPlace(a: AnnualWater, b: AnnualWater): number {
  if (a.regionCode !== b.regionCode) return a.regionCode < b.regionCode ? -1 : 1
  return a.code < b.code ? -1 : 1
}
