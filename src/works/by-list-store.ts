import { sql } from 'kysely'
import type { Stage } from '../domain/lifecycle.ts'
import type { RegionRange } from '../domain/regions.ts'
import type { FigureSource, KindSource } from '../waters/by-list-store.ts'
import type { VisitPhase } from './rules.ts'

/** Stages in which a phase has begun: from then on somebody should have visited in it. */
const begun = {
  before: ['listed', 'planned', 'in-works', 'completed', 'accepted', 'delisted', 'upkeep', 'relapsed'],
  during: ['in-works', 'completed', 'accepted', 'delisted', 'upkeep'],
  after: ['completed', 'accepted', 'delisted', 'upkeep'],
} as const satisfies Record<VisitPhase, readonly Stage[]>

type VisitIds =
  | 'visits-per-water'
  | 'visited-before'
  | 'visited-during'
  | 'visited-after'
  | 'findings-per-visit'
  | 'spot-checked'
  | 'problems-closed'
  | 'problems-late'

/**
 * Visits made, by water and, in the water's present cycle, by phase; spot checks, and the problems found (问题清单): how many are put
 * right, and how many are open past their day.
 *
 * @param today YYYY-MM-DD
 */
export function visitFigures({ from, to }: RegionRange, today: string): FigureSource<VisitIds> {
  const visited = (phase: VisitPhase) => ({
    of: sql`(w.stage = any(${[...begun[phase]]}::text[]))::int`,
    part: sql`(v.${sql.ref(phase)} = w.cycle)::int`,
  })
  const within = sql`region_code >= ${from} collate "C" and region_code < ${to} collate "C"`
  return {
    from: sql`left join (
      select county_code, water_id, count(*) as done, max(cycle) filter (where phase = 'before') as before,
             max(cycle) filter (where phase = 'during') as during, max(cycle) filter (where phase = 'after') as after,
             count(*) filter (where sample_id is not null) as spot
      from verification_visits where state = 'done' and ${within} group by 1, 2) v
      on v.county_code = w.county_code and v.water_id = w.id
      left join (
      select county_code, water_id, count(*) as found, count(*) filter (where state = 'closed') as closed,
             count(*) filter (where state <> 'closed' and due_on < ${today}::date) as late
      from rectifications where ${within} group by 1, 2) r
      on r.county_code = w.county_code and r.water_id = w.id`,
    figures: {
      'visits-per-water': { of: sql`1`, part: sql`coalesce(v.done, 0)` },
      'visited-before': visited('before'),
      'visited-during': visited('during'),
      'visited-after': visited('after'),
      'findings-per-visit': { of: sql`v.done`, part: sql`coalesce(r.found, 0)` },
      'spot-checked': { of: sql`1`, part: sql`(v.spot > 0)::int` },
      'problems-closed': { of: sql`r.found`, part: sql`r.closed` },
      'problems-late': { of: sql`r.found`, part: sql`r.late` },
    },
  }
}

/** First day of the edition of the handbook by which a water was visited. */
export const handbookEditions: KindSource = {
  from: sql`join verification_visits v on v.county_code = w.county_code and v.water_id = w.id and v.state = 'done'`,
  kind: sql`v.handbook`,
}
