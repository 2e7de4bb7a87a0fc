import { sql } from 'kysely'
import type { Stage } from '../domain/lifecycle.ts'
import type { Tx } from '../platform/db/database.ts'

export type ImportedWater = { readonly id: string; readonly version: number; readonly stage: Stage }

/**
 * Waters that an import put on record or corrected, by id from behind `after` on; with `stage`, those that stand there.
 *
 * @param page.limit how many at most: bulk work goes through them in steps
 */
export async function watersOfImport(
  tx: Tx,
  importId: string,
  page: { readonly stage?: Stage | undefined; readonly after?: string | undefined; readonly limit: number },
): Promise<readonly ImportedWater[]> {
  const { rows } = await sql<ImportedWater>`
    select w.id, w.version, w.stage from water_imports i
    join waters w on w.county_code = i.county_code and w.id = i.water_id
    where i.import_id = ${importId} and ${page.stage === undefined ? sql`true` : sql`w.stage = ${page.stage}`}
      and ${page.after === undefined ? sql`true` : sql`w.id > ${page.after}::uuid`}
    order by w.id limit ${page.limit}`.execute(tx.sql)
  return rows
}
