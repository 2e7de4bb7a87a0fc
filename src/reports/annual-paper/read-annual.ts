import { chinaDate, chinaMinute } from '../../domain/dates.ts'
import { newestFactOfAnnual } from '../../planning/annual/annual-plans-store.ts'
import { showAnnualPlan } from '../../planning/annual/showing.ts'
import { policyAt } from '../../policy/policy.ts'
import type { Tx } from '../../platform/db/database.ts'

/** Everything that the paper of an annual work plan tells, from one snapshot. @throws Problem `annual-plan.not-found` */
export async function readAnnualPaper(tx: Tx, id: string, asOf?: string) {
  const today = chinaDate(tx.at)
  return {
    plan: await showAnnualPlan(tx, id, { asOf }),
    catalogue: policyAt('measures', today).value.measures,
    printedOn: today,
    printedAt: chinaMinute(tx.at),
    madeAt: tx.at,
    newestFact: await newestFactOfAnnual(tx, id),
  }
}
export type AnnualPaper = Awaited<ReturnType<typeof readAnnualPaper>>
