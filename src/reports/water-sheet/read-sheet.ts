import { chinaDate, chinaMinute } from '../../domain/dates.ts'
import { verdictsOfWater } from '../../identification/store.ts'
import { listReadings } from '../../monitoring/store.ts'
import { policyAt } from '../../policy/policy.ts'
import type { Tx } from '../../platform/db/database.ts'
import { requireWater, waterDetail, waterHistory } from '../../waters/store.ts'

/** What one paper can hold; the sheet says where there is more. */
const mostFacts = 200
const mostReadings = 60

/**
 * Everything that a sheet of one water tells, from one snapshot.
 *
 * @throws Problem `water.not-found`
 */
export async function readSheet(tx: Tx, id: string) {
  const row = await requireWater(tx, id)
  const water = await waterDetail(tx, row)
  const printedOn = chinaDate(tx.at)
  const { causes } = policyAt('causes', printedOn).value
  const history = await waterHistory(tx, id, { limit: mostFacts })
  return {
    water,
    printedOn,
    printedAt: chinaMinute(tx.at),
    madeAt: tx.at,
    causes: water.causes.map(cause => causes.find(entry => entry.id === cause)?.name ?? { zh: cause, en: cause }),
    history,
    readings: await listReadings(tx, { waterId: id }, { limit: mostReadings }),
    verdicts: await verdictsOfWater(tx, id),
    // Not the chain's head: that moves with waters which the reader may not know of.
    newestFact: history.items[0],
  }
}
export type SheetReading = Awaited<ReturnType<typeof readSheet>>
