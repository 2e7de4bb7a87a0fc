import { sql } from 'kysely'
import type { RegionCode, RegionRange } from '../domain/regions.ts'
import type { Tx } from '../platform/db/database.ts'
import type { Outline } from './outlines.ts'

type PlaceOutlineTable = { code: RegionCode; geometry: unknown; authoritative: boolean; source: string }

declare module '../platform/db/tables.ts' {
  interface Tables {
    place_outlines: PlaceOutlineTable
  }
}

export async function writeOutlines(tx: Tx, outlines: readonly Outline[]): Promise<void> {
  await sql`insert into place_outlines (code, geometry, authoritative, source)
            select * from unnest(${outlines.map(({ code }) => code)}::text[], ${outlines.map(({ geometry }) => JSON.stringify(geometry))}::jsonb[],
              ${outlines.map(({ authoritative }) => authoritative)}::boolean[], ${outlines.map(({ source }) => source)}::text[])
            on conflict (code) do update set geometry = excluded.geometry, authoritative = excluded.authoritative, source = excluded.source
            where excluded.authoritative or not place_outlines.authoritative`.execute(tx.sql)
}

/** Outlines inside a range of codes; all of them where none is given. */
export async function findOutlines(tx: Tx, range?: RegionRange): Promise<readonly Outline[]> {
  let query = tx.sql.selectFrom('place_outlines').selectAll().orderBy('code')
  if (range !== undefined) query = query.where('code', '>=', range.from).where('code', '<', range.to)
  const rows = await query.execute()
  return rows.map(row => ({ ...row, geometry: row.geometry as Outline['geometry'] })) // checked by writeOutlines' callers
}
