import { sql } from 'kysely'
import type { Stage } from '../domain/lifecycle.ts'
import type { RegionCode } from '../domain/regions.ts'
import type { Tx } from '../platform/db/database.ts'

/** As much of a water as tells whether somebody means it. */
export type NamedWater = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly countyCode: string
  readonly regionCode: RegionCode
  readonly stage: Stage
  /** Numbers that authorities gave it. */
  readonly numbers: readonly string[]
}

/**
 * The waters of the jurisdiction with one of these names, or with one of these as code or as an authority's number.
 *
 * @example const found = await watersNamed(tx, { codes: ['JQ500231-0007'], names: ['水井大田水塘'] })
 */
export async function watersNamed(
  tx: Tx,
  { codes, names }: { readonly codes: readonly string[]; readonly names: readonly string[] },
): Promise<readonly NamedWater[]> {
  const { rows } = await sql<NamedWater>`
    select w.id, w.code, w.name, w.county_code as "countyCode", w.region_code as "regionCode", w.stage,
           coalesce((select array_agg(n.number order by n.number) from water_numbers n where n.water_id = w.id), '{}') as numbers
    from waters w
    where w.code = any(${codes}::text[]) or w.name = any(${names}::text[])
       or w.id in (select water_id from water_numbers where number = any(${codes}::text[]))
    order by w.code`.execute(tx.sql)
  return rows
}
