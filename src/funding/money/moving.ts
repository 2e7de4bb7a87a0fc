import type { RegionCode } from '../../domain/regions.ts'
import type { Tx } from '../../platform/db/database.ts'
import { moveBalancesToRegion } from './balances-store.ts'
import { moveEntriesToRegion } from './entry-rows-store.ts'
import { moveRewardsToRegion } from './reward-rows-store.ts'

/** All money of a water goes with it to another division. */
export async function moveMoneyToRegion(tx: Tx, waterId: string, region: RegionCode): Promise<void> {
  await moveEntriesToRegion(tx, waterId, region)
  await moveBalancesToRegion(tx, waterId, region)
  await moveRewardsToRegion(tx, waterId, region)
}
