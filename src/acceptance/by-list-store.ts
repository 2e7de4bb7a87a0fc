import { sql } from 'kysely'
import type { RegionRange } from '../domain/regions.ts'
import type { FigureSource, KindSource } from '../waters/by-list-store.ts'

/**
 * Waters whose first file of the present cycle was decided, and those of them whose file was not refused. What was withdrawn or lapsed
 * undecided says nothing.
 */
export function acceptanceFigures({ from, to }: RegionRange): FigureSource<'first-pass'> {
  return {
    from: sql`left join (
      select distinct on (f.water_id, f.cycle) f.county_code, f.water_id, f.cycle, d.decision
      from acceptance_files f join acceptance_decisions d on d.county_code = f.county_code and d.file_id = f.id
      where f.region_code >= ${from} collate "C" and f.region_code < ${to} collate "C"
        and (d.decision = 'refuse' or (d.decision = 'accept' and d.step in ('acceptance', 'delisting')))
      order by f.water_id, f.cycle, f.id, (d.decision = 'refuse') desc) first
      on first.county_code = w.county_code and first.water_id = w.id and first.cycle = w.cycle`,
    figures: {
      'first-pass': { of: sql`(first.decision is not null)::int`, part: sql`(first.decision = 'accept')::int` },
    },
  }
}

const files = sql`join acceptance_files f on f.county_code = w.county_code and f.water_id = w.id`

/** First day of the edition of the policy `acceptance` under which a water's files were sent in. */
export const acceptanceEditions: KindSource = { from: files, kind: sql`f.policy` }

/** The edition of the standard by which the samples of a file were judged. */
export const acceptanceStandards: KindSource = { from: files, kind: sql`f.standard_id` }

/** The lines of the checklist for which files were refused. */
export const refusedItems: KindSource = {
  from: sql`${files} join acceptance_decisions d on d.county_code = f.county_code and d.file_id = f.id and d.decision = 'refuse'
    cross join lateral unnest(d.items) refused (item)`,
  kind: sql`refused.item`,
}
