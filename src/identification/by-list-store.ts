import { sql } from 'kysely'
import type { RegionRange } from '../domain/regions.ts'
import type { FigureSource, KindSource } from '../waters/by-list-store.ts'

/** The newest verdict of each water of a range. */
function newest({ from, to }: RegionRange) {
  return sql`(select distinct on (water_id) county_code, water_id, standard_id
    from verdicts where region_code >= ${from} collate "C" and region_code < ${to} collate "C" order by water_id, id desc)`
}

/** Waters that a verdict of the platform stands behind; the others came from an official list. */
export function verdictFigures(range: RegionRange): FigureSource<'judged'> {
  return {
    from: sql`left join ${newest(range)} v on v.county_code = w.county_code and v.water_id = w.id`,
    figures: { judged: { of: sql`1`, part: sql`(v.water_id is not null)::int` } },
  }
}

/** The edition of the standard that gave a water's newest verdict. */
export function verdictEditions(range: RegionRange): KindSource {
  return {
    from: sql`join ${newest(range)} v on v.county_code = w.county_code and v.water_id = w.id`,
    kind: sql`v.standard_id`,
  }
}
