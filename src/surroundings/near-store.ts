import type { Tx } from '../platform/db/database.ts'
import { cellsAround, inRanges } from '../waters/finding-store.ts'
import type { WaterRow } from '../waters/store.ts'
import { circleAround, distanceFromWater } from './distances.ts'
import { toldOf, type SurroundingRow } from './surrounding-row.ts'

export type Near = { readonly row: SurroundingRow; readonly distanceM: number }

/** Works and settlements of the caller's jurisdiction within a distance of a water. */
export async function surroundingsNear(tx: Tx, water: WaterRow, withinM: number): Promise<readonly Near[]> {
  const circle = circleAround(water)
  if (circle === undefined) return []
  const rows = await tx.sql
    .selectFrom('surroundings')
    .selectAll()
    .where('removed_at', 'is', null)
    .where(inRanges('cell', cellsAround(circle.centre, circle.radiusM + withinM)))
    .execute()
  return rows.flatMap(row => {
    const metres = distanceFromWater(water, toldOf(row))
    return metres !== undefined && metres <= withinM ? [{ row, distanceM: metres }] : []
  })
}
