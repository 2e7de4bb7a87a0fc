import { chinaDate, chinaMinute } from '../../domain/dates.ts'
import { dutyLevelIds } from '../../domain/duties.ts'
import { plain } from '../../domain/told.ts'
import { dutiesOfWater } from '../../duties/store.ts'
import { verdictsOfWater } from '../../identification/store.ts'
import { listReadings } from '../../monitoring/store.ts'
import { classificationsOf } from '../../planning/classifications-store.ts'
import { answerOf } from '../../planning/planned.ts'
import { newestFactOfPlan, requirePlan } from '../../planning/plans/plans-store.ts'
import { showPlan } from '../../planning/plans/showing.ts'
import { policyAt } from '../../policy/policy.ts'
import type { Tx } from '../../platform/db/database.ts'
import { requireWater, waterDetail } from '../../waters/store.ts'

/** What one paper can hold beside the plan itself. */
const mostReadings = 10

/**
 * Everything that the paper of a plan tells, from one snapshot.
 *
 * @throws Problem `plan.not-found`
 */
export async function readPlanPaper(tx: Tx, id: string) {
  const row = await requirePlan(tx, id)
  const plan = await showPlan(tx, id)
  const water = await waterDetail(tx, await requireWater(tx, row.water_id))
  const printedOn = chinaDate(tx.at)
  const causes = new Map(policyAt('causes', printedOn).value.causes.map(cause => [cause.id, cause.name]))
  const [classified] = await classificationsOf(tx, water.id)
  const [verdict] = await verdictsOfWater(tx, water.id)
  return {
    plan,
    water,
    printedOn,
    printedAt: chinaMinute(tx.at),
    madeAt: tx.at,
    causeName: (causeId: string) => causes.get(causeId) ?? plain(causeId),
    catalogue: policyAt('measures', printedOn).value.measures,
    classification: classified && (await answerOf(tx, classified)),
    verdict,
    readings: (await listReadings(tx, { waterId: water.id }, { limit: mostReadings })).items,
    posts: postsOf(await dutiesOfWater(tx, water.id)),
    newestFact: await newestFactOfPlan(tx, row),
  }
}
export type PlanPaper = Awaited<ReturnType<typeof readPlanPaper>>

/** Who answers today, by level: name, organisation and office telephone, which are public. A mobile telephone is not. */
function postsOf(rows: Awaited<ReturnType<typeof dutiesOfWater>>) {
  const present = rows.filter(row => row.until_on === null)
  return dutyLevelIds.flatMap(level => {
    const post = present.find(row => row.level === level)
    if (post === undefined) return []
    return [{ level, name: post.name, organisation: post.organisation, officePhone: post.office_phone ?? undefined }]
  })
}
