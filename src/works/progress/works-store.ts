import { sql } from 'kysely'
import { chinaDate } from '../../domain/dates.ts'
import { regionRange, type RegionCode } from '../../domain/regions.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { ReportTable } from './reports-store.ts'
import type { ProgressLevel } from './rules.ts'
import { limitsToday, type ChangeTable, type ScheduleTable } from './schedules-store.ts'

/** Every version of a water's schedules, oldest first. */
export async function changesOfWater(tx: Tx, waterId: string): Promise<readonly ChangeTable[]> {
  return tx.sql
    .selectFrom('works_changes')
    .selectAll()
    .where('water_id', '=', waterId)
    .orderBy('measure_id')
    .orderBy('version')
    .execute()
}

/** Every report of a water's works, by measure and day. */
export async function reportsOfWater(tx: Tx, waterId: string): Promise<readonly ReportTable[]> {
  return tx.sql
    .selectFrom('works_reports')
    .selectAll()
    .where('water_id', '=', waterId)
    .orderBy('measure_id')
    .orderBy('on_day')
    .orderBy('id')
    .execute()
}

/** The days from which on works are at a level: those of the policy, counted back from today. */
function levelDays(tx: Tx) {
  const { slippingFromDays, lateFromDays, silentFromDays } = limitsToday(tx)
  const today = sql`${chinaDate(tx.at)}::date`
  return {
    today,
    slipping: sql`${today} - ${slippingFromDays}::int`,
    late: sql`${today} - ${lateFromDays}::int`,
    silent: sql`${today} - ${silentFromDays}::int`,
  }
}

/** The level of `judgeStanding`, in SQL; a test compares the two. Without an open measure every comparison is unknown, hence on time. */
export function levelExpression(tx: Tx) {
  const { today, slipping, late, silent } = levelDays(tx)
  return sql`case when ends_on < ${today} or caught_up_on <= ${late} then 'late'
                  when quiet_since <= ${silent} then 'silent'
                  when caught_up_on <= ${slipping} then 'slipping' else 'on-time' end`
}

export type LevelTally = {
  /** Twelve digits, cut to the digits asked for. */
  readonly division: RegionCode
  readonly level: ProgressLevel
  readonly count: number
  readonly costYuan: number
  readonly earnedYuan: number
}

export const isBoard = sql`state in ('scheduled', 'running')`

function within(tx: Tx, region: RegionCode | undefined) {
  const { from, to } = region === undefined ? tx.actor.range : regionRange(region)
  return sql`region_code >= ${from} collate "C" and region_code < ${to} collate "C"`
}

/**
 * Open schedules by division and level: one walk over the index `works_schedules_board`, which holds every number asked for. The days in it
 * change only where somebody reports or adjusts; what changes from day to day and with the policy is compared here.
 *
 * @param digits 6 counts by county, 9 by town, 12 by village
 */
export async function tallyLevels(
  tx: Tx,
  { region, digits }: { readonly region: RegionCode | undefined; readonly digits: 6 | 9 | 12 },
): Promise<readonly LevelTally[]> {
  const { rows } = await sql<LevelTally>`
    select rpad(place, 12, '0') as division, level, count(*)::int as count,
           sum(cost_yuan)::float8 as "costYuan", sum(earned_yuan)::float8 as "earnedYuan"
    from (select left(region_code, ${digits}) as place, ${levelExpression(tx)} as level, cost_yuan, earned_yuan
          from works_schedules where ${isBoard} and ${within(tx, region)}) each
    group by 1, 2 order by 1`.execute(tx.sql)
  return rows
}

export type SlippageKey = { readonly day: string; readonly id: string }

export type BoardTable = Pick<
  ScheduleTable,
  | 'id'
  | 'water_id'
  | 'region_code'
  | 'state'
  | 'caught_up_on'
  | 'ends_on'
  | 'quiet_since'
  | 'last_day'
  | 'share'
  | 'cost_yuan'
  | 'open_measures'
> & {
  /** Of what it is sorted by: `infinity` where every measure is done. */
  readonly slippage: string
  readonly first_day: string
  readonly code: string
  readonly name: string
  readonly longitude: number | null
  readonly latitude: number | null
}

type Listing = {
  readonly region: RegionCode | undefined
  readonly level: ProgressLevel | undefined
  readonly after: SlippageKey | undefined
  readonly limit: number
}

export type UnscheduledTable = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly region_code: RegionCode
  readonly stage: 'planned' | 'in-works'
  /** As text, so that no microsecond is lost. */
  readonly since: string
}

type UnscheduledListing = {
  readonly region: RegionCode | undefined
  readonly after: Pick<UnscheduledTable, 'since' | 'id'> | undefined
  readonly limit: number
}

/** Waters planned or in works without an open schedule, the one that waits longest first. */
export async function unscheduledWaters(
  tx: Tx,
  { region, after, limit }: UnscheduledListing,
): Promise<readonly UnscheduledTable[]> {
  const later =
    after === undefined ? sql`true` : sql`(stage_since, id) > (${after.since}::timestamptz, ${after.id}::uuid)`
  const { rows } = await sql<UnscheduledTable>`
    select id, code, name, region_code, stage, stage_since::text as since from waters
    where stage in ('planned', 'in-works') and ${within(tx, region)} and ${later}
      and not exists (select from works_schedules s where s.water_id = waters.id and s.county_code = waters.county_code
                      and s.state in ('scheduled', 'running'))
    order by stage_since, id limit ${limit}`.execute(tx.sql)
  return rows
}

/** Open schedules with their waters, the one furthest behind first. */
export async function schedulesBySlippage(
  tx: Tx,
  { region, level, after, limit }: Listing,
): Promise<readonly BoardTable[]> {
  const slippage = sql`coalesce(caught_up_on, 'infinity'::date)`
  const conditions = [
    isBoard,
    within(tx, region),
    level === undefined ? sql`true` : sql`${levelExpression(tx)} = ${level}`,
    after === undefined ? sql`true` : sql`(${slippage}, id) > (${after.day}::date, ${after.id}::uuid)`,
  ]
  const { rows } = await sql<BoardTable>`
    with page as (select county_code, id, ${slippage} as slippage from works_schedules
                  where ${sql.join(conditions, sql` and `)} order by ${slippage}, id limit ${limit})
    select s.id, s.water_id, s.region_code, s.state, s.caught_up_on, s.ends_on, s.quiet_since, s.last_day, s.share, s.cost_yuan,
           s.open_measures, page.slippage::text as slippage, waters.code, waters.name, waters.longitude, waters.latitude,
           (select min(m.starts_on) from works_measures m where m.county_code = s.county_code and m.schedule_id = s.id) as first_day
    from page join works_schedules s using (county_code, id)
      join waters on waters.county_code = s.county_code and waters.id = s.water_id
    order by page.slippage, s.id`.execute(tx.sql)
  return rows
}

/** How many open schedules a division has. */
export function sumOf(tallies: readonly LevelTally[]): number {
  return tallies.reduce((sum, { count }) => sum + count, 0)
}
