import { sql } from 'kysely'
import type { Tx } from '../platform/db/database.ts'
import type { WaterRow } from './water-row.ts'

/** YYYY-MM-DD: the day of completion of the water's present cycle, by its newest completion in the ledger. */
export async function completionOf(tx: Tx, { id, cycle }: Pick<WaterRow, 'id' | 'cycle'>): Promise<string | undefined> {
  const { rows } = await sql<{ on: string | null }>`
    select body->'values'->>'completedOn' as on from facts
    where subject_id = ${id} and kind = 'water.moved' and body->>'transition' = 'complete' and (body->>'cycle')::int = ${cycle}
    order by at desc, sequence desc limit 1`.execute(tx.sql)
  return rows[0]?.on ?? undefined
}
