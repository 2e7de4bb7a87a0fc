import { sql } from 'kysely'
import type { RegionRange } from '../domain/regions.ts'
import type { FigureSource } from '../waters/by-list-store.ts'

/** Satisfied residents among the valid forms of each water's newest questionnaire that asked for it. */
export function satisfactionFigures({ from, to }: RegionRange): FigureSource<'satisfaction'> {
  return {
    from: sql`left join (
      select distinct on (water_id) county_code, water_id, valid, satisfied from questionnaires
      where satisfied is not null and valid > 0 and region_code >= ${from} collate "C" and region_code < ${to} collate "C"
      order by water_id, held_on desc, id desc) q on q.county_code = w.county_code and q.water_id = w.id`,
    figures: { satisfaction: { of: sql`q.valid`, part: sql`q.satisfied` } },
  }
}
