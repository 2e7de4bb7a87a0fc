import { sql } from 'kysely'
import type { Sample } from '../domain/parameters.ts'
import type { Tx } from '../platform/db/database.ts'

/** One reading as a basis of a judgement. */
export type WaterSample = {
  readonly id: string
  readonly waterId: string
  /** Name of the sampling point within the water. */
  readonly point: string
  /** ISO 8601 in UTC */
  readonly takenAt: string
  readonly sample: Sample
}

/** The samples of some waters, newest first; with `since` those taken at or after it. */
export async function samplesOf(tx: Tx, waterIds: readonly string[], since?: Date): Promise<readonly WaterSample[]> {
  if (waterIds.length === 0) return []
  const { rows } = await sql<Omit<WaterSample, 'takenAt'> & { takenAt: Date }>`
    select id, water_id as "waterId", point, taken_at as "takenAt", sample from readings
    where water_id = any(${waterIds}::uuid[]) and ${since === undefined ? sql`true` : sql`taken_at >= ${since}`}
    order by taken_at desc, id desc`.execute(tx.sql)
  return rows.map(row => ({ ...row, takenAt: row.takenAt.toISOString() }))
}
