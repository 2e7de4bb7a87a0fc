import { sql } from 'kysely'
import type { RegionRange } from '../../domain/regions.ts'
import { noticesByCounty } from '../../notices/counties-store.ts'
import type { FigureSource } from '../../waters/by-list-store.ts'

/** Waters that stand in an annual work plan issued for the year, of whichever division that the caller sees. */
export function annualFigures(year: number): FigureSource<'annual-plan'> {
  return {
    from: sql`left join (
      select distinct (row->>'waterId')::uuid as water_id
      from annual_plans p join annual_plan_versions v on v.plan_id = p.id and v.version = p.version
        cross join lateral jsonb_array_elements(v.content->'waters') row
      where p.year = ${year} and p.state = 'issued') issued on issued.water_id = w.id`,
    figures: { 'annual-plan': { of: sql`1`, part: sql`(issued.water_id is not null)::int` } },
  }
}

/** Guides and notices of the year, by the county in which a water lies: a notice is sent to a county, not to a list. */
export function noticeFigures(year: number, range: RegionRange): FigureSource<'notices-sent' | 'notices-confirmed'> {
  const counties = sql`select distinct left(region_code, 6) as county from waters
    where region_code >= ${range.from} collate "C" and region_code < ${range.to} collate "C"`
  return {
    from: sql`left join ${noticesByCounty(counties, year)} notified on notified.county = left(w.region_code, 6)`,
    figures: {
      'notices-sent': { of: sql`1`, part: sql`(notified.sent is not null)::int` },
      'notices-confirmed': { of: sql`notified.sent`, part: sql`notified.confirmed` },
    },
  }
}
