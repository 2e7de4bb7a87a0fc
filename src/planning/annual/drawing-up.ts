import { chinaDate } from '../../domain/dates.ts'
import { Problem } from '../../domain/problems.ts'
import { levelOf, regionRange, type RegionCode } from '../../domain/regions.ts'
import type { Tx } from '../../platform/db/database.ts'
import { policyAt } from '../../policy/policy.ts'
import { drawablePlans, issuedWithin, movesOf, type DrawablePlan } from './annual-plans-store.ts'
import { belongsToYear, drawWater, milestonesOf, type AnnualRules, type LeftOut, type PlanInBrief } from './drawing.ts'
import { replayMoves, type Move } from './milestones.ts'
import { annualPlanTooWide } from './problems.ts'
import type { AnnualWater } from './rules.ts'

/** What one annual work plan holds; a year of the largest city has a tenth of it. */
export const mostWaters = 5000

export type Fresh = { readonly waters: readonly AnnualWater[]; readonly leftOut: readonly LeftOut[] }

/**
 * The waters of a division in a year as they stand today: from the plans of waters, and at a city from what its counties issued, where they
 * did: those count as the counties dated them, with what they left out.
 *
 * @throws Problem `annual-plan.too-wide`
 */
export async function freshWaters(tx: Tx, region: RegionCode, year: number): Promise<Fresh> {
  const own = await fromPlans(tx, region, year)
  if (levelOf(region) === 'county') return { waters: own, leftOut: [] }
  const issued = (await issuedWithin(tx, regionRange(region), year)).filter(
    row => levelOf(row.region_code) === 'county',
  )
  const taken = new Set(issued.map(row => row.region_code.slice(0, 6)))
  const ofCounties = issued.flatMap(({ id, content }) => content.waters.map(water => ({ ...water, countyPlanId: id })))
  const others = own.filter(({ regionCode }) => !taken.has(regionCode.slice(0, 6)))
  const waters = [...ofCounties, ...others]
  if (waters.length > mostWaters) throw new Problem(annualPlanTooWide, { most: mostWaters })
  return { waters, leftOut: issued.flatMap(({ content }) => content.leftOut) }
}

async function fromPlans(tx: Tx, region: RegionCode, year: number): Promise<readonly AnnualWater[]> {
  const rows = await drawablePlans(tx, regionRange(region), mostWaters + 1)
  if (rows.length > mostWaters) throw new Problem(annualPlanTooWide, { most: mostWaters })
  const today = chinaDate(tx.at)
  const moves = await movesOf(
    tx,
    rows.map(({ waterId }) => waterId),
  )
  const rules = policyAt('annual-plans', today).value
  return rows.flatMap(row => linesOf(inBrief(row, moves.get(row.waterId) ?? [], today), rules, year))
}

function linesOf(plan: PlanInBrief, rules: AnnualRules, year: number): readonly AnnualWater[] {
  const milestones = milestonesOf(plan, rules)
  return belongsToYear({ milestones, happened: plan.happened }, year) ? [drawWater(plan, rules)] : []
}

function inBrief(row: DrawablePlan, moves: readonly Move[], today: string): PlanInBrief {
  const { planId, waterId, version, state, content, code, name, regionCode } = row
  return {
    waterId,
    planId,
    planVersion: version,
    planState: state,
    code,
    name,
    regionCode,
    list: row.list ?? undefined,
    areaM2: row.areaM2 ?? undefined,
    decidedOn: state === 'submitted' ? (row.dueOn ?? today) : chinaDate(row.enteredAt),
    target: content.target,
    measures: content.measures,
    funding: content.funding,
    happened: replayMoves(moves, today),
  }
}
