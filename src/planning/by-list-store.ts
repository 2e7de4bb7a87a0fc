import { sql } from 'kysely'
import type { RegionRange } from '../domain/regions.ts'
import type { FigureSource, KindSource } from '../waters/by-list-store.ts'

/** The newest classification of each water of a range. */
function newest({ from, to }: RegionRange) {
  return sql`(select distinct on (water_id) county_code, water_id, rule_class, override_class, record->'rule'->>'policyInForceFrom' as edition
    from water_classifications where region_code >= ${from} collate "C" and region_code < ${to} collate "C"
    order by water_id, id desc)`
}

/** Waters whose causes and class are on record, and those of them that are complex. */
export function classFigures(range: RegionRange): FigureSource<'classified' | 'complex'> {
  return {
    from: sql`left join ${newest(range)} c on c.county_code = w.county_code and c.water_id = w.id`,
    figures: {
      classified: { of: sql`1`, part: sql`(c.water_id is not null)::int` },
      complex: {
        of: sql`(coalesce(c.override_class, c.rule_class) in ('complex', 'simple'))::int`,
        part: sql`(coalesce(c.override_class, c.rule_class) = 'complex')::int`,
      },
    },
  }
}

/** First day of the edition of the policy `classification` that gave a water's class. */
export function classEditions(range: RegionRange): KindSource {
  return {
    from: sql`join ${newest(range)} c on c.county_code = w.county_code and c.water_id = w.id`,
    kind: sql`c.edition`,
  }
}
