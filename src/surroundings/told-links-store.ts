import './link-row.ts'
import type { Tx } from '../platform/db/database.ts'
import { toldOf, type SurroundingRow } from './surrounding-row.ts'

/**
 * Lets links tell a record as it is now. Those that the caller does not see, at waters of another county, are told by a job, which is
 * woken by the same fact.
 */
export async function tellLinks(tx: Tx, row: SurroundingRow): Promise<void> {
  await tx.sql
    .updateTable('surrounding_links')
    .set({ told: JSON.stringify(toldOf(row)), told_version: row.version, told_removed: row.removed_at !== null })
    .where('surrounding_id', '=', row.id)
    .where('state', '<>', 'ended')
    .where('told_version', '<', row.version)
    .execute()
}
