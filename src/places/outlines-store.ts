import { sql } from 'kysely'
import type { RegionCode, RegionRange } from '../domain/regions.ts'
import type { Tx } from '../platform/db/database.ts'
import { outlineSet, type Outline, type OutlineSet } from './outlines.ts'
import { placeStamps } from './stamps-store.ts'

type PlaceOutlineTable = {
  code: RegionCode
  geometry: unknown
  authoritative: boolean
  source: string
  written_at: Date
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    place_outlines: PlaceOutlineTable
  }
}

export async function writeOutlines(tx: Tx, outlines: readonly Outline[]): Promise<void> {
  await sql`insert into place_outlines (code, geometry, authoritative, source, written_at)
            select *, clock_timestamp() from unnest(${outlines.map(({ code }) => code)}::text[], ${outlines.map(({ geometry }) => JSON.stringify(geometry))}::jsonb[],
              ${outlines.map(({ authoritative }) => authoritative)}::boolean[], ${outlines.map(({ source }) => source)}::text[])
            on conflict (code) do update set geometry = excluded.geometry, authoritative = excluded.authoritative, source = excluded.source, written_at = excluded.written_at
            where excluded.authoritative or not place_outlines.authoritative`.execute(tx.sql)
}

/** Outlines inside a range of codes; all of them where none is given. */
export async function findOutlines(tx: Tx, range?: RegionRange): Promise<readonly Outline[]> {
  let query = tx.sql.selectFrom('place_outlines').selectAll().orderBy('code')
  if (range !== undefined) query = query.where('code', '>=', range.from).where('code', '<', range.to)
  return (await query.execute()).map(outlineOf)
}

function outlineOf({ code, geometry, authoritative, source }: PlaceOutlineTable): Outline {
  return { code, geometry: geometry as Outline['geometry'], authoritative, source } // checked by the callers of `writeOutlines`
}

let held: { readonly stamp: string; readonly outlines: OutlineSet } | undefined

/** The outlines of all counties, kept in memory and indexed until an import writes outlines. */
export async function countyOutlines(tx: Tx): Promise<OutlineSet> {
  const { outlines: stamp } = await placeStamps(tx)
  if (held?.stamp === stamp) return held.outlines
  const rows = await tx.sql
    .selectFrom('place_outlines')
    .selectAll()
    .where('code', 'like', '______000000')
    .where('code', 'not like', '____00000000')
    .execute()
  const outlines = outlineSet(rows.map(outlineOf))
  held = { stamp, outlines }
  return outlines
}
