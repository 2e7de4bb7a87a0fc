import { sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import { chinaDate } from '../../domain/dates.ts'
import type { RegionRange } from '../../domain/regions.ts'
import type { FigureSource } from '../../waters/by-list-store.ts'
import { isBoard, levelExpression } from './works-store.ts'

/** How works go on: what is done of what they cost, which fall behind, and which measures are past their last day. */
export function progressFigures(
  tx: Tx,
  { from, to }: RegionRange,
): FigureSource<'done-by-cost' | 'works-behind' | 'measures-slipped'> {
  const within = sql`region_code >= ${from} collate "C" and region_code < ${to} collate "C"`
  return {
    from: sql`left join (
      select county_code, water_id, cycle, cost_yuan, earned_yuan, ${isBoard} as open, ${levelExpression(tx)} as level
      from works_schedules where state <> 'stopped' and ${within}) s
      on s.county_code = w.county_code and s.water_id = w.id and s.cycle = w.cycle
      left join (
        select m.county_code, m.water_id, k.cycle, count(*) as planned,
               count(*) filter (where m.ends_on < ${chinaDate(tx.at)}::date and m.done_quantity < m.quantity) as slipped
        from works_measures m join works_schedules k on k.county_code = m.county_code and k.id = m.schedule_id and k.state <> 'stopped'
        where not m.dropped and m.region_code >= ${from} collate "C" and m.region_code < ${to} collate "C" group by 1, 2, 3) m
      on m.county_code = w.county_code and m.water_id = w.id and m.cycle = w.cycle`,
    figures: {
      'done-by-cost': { of: sql`s.cost_yuan`, part: sql`s.earned_yuan` },
      'works-behind': { of: sql`s.open::int`, part: sql`(s.level <> 'on-time')::int` },
      'measures-slipped': { of: sql`m.planned`, part: sql`m.slipped` },
    },
  }
}
