import { sql } from 'kysely'
import type { RegionCode } from '../domain/regions.ts'
import type { Tx } from '../platform/db/database.ts'

export type UnplacedWater = {
  readonly id: string
  readonly name: string
  readonly regionCode: RegionCode
  readonly since: Date
}

/** Of more, the count says only that there are more. */
const countedAtMost = 1000

/** Waters that are not on the map because their position is unknown; ended ones left out. The oldest come first. */
export async function findUnplacedWaters(
  tx: Tx,
  limit: number,
): Promise<{ readonly count: number; readonly capped: boolean; readonly examples: readonly UnplacedWater[] }> {
  const found = await sql<{ id: string; name: string; region_code: RegionCode; created_at: Date; total: number }>`
    with unplaced as materialized (
      select id, name, region_code, created_at from waters
      where cell is null and stage not in ('cleared', 'merged', 'split') order by created_at, id limit ${countedAtMost + 1}
    )
    select unplaced.*, (select count(*)::int from unplaced) as total from unplaced order by created_at, id limit ${limit}`.execute(
    tx.sql,
  )
  const total = found.rows[0]?.total ?? 0
  return {
    count: Math.min(total, countedAtMost),
    capped: total > countedAtMost,
    examples: found.rows.map(row => ({
      id: row.id,
      name: row.name,
      regionCode: row.region_code,
      since: row.created_at,
    })),
  }
}
