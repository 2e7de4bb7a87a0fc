import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { chinaDate } from '../domain/dates.ts'
import type { Stage } from '../domain/lifecycle-table.ts'
import { regionRange, type RegionCode } from '../domain/regions.ts'
import { regionNamesOf } from '../places/region-names.ts'
import { placeDirectory } from '../places/store.ts'
import type { Tx } from '../platform/db/database.ts'
import { cutPage, readCursor, writeCursor, type RowPage } from '../platform/http/cursor.ts'
import type { QueryOf } from '../platform/http/endpoint.ts'
import { policyAt } from '../policy/policy.ts'
import type { PolicyValue } from '../policy/schemas.ts'
import type { FigureSource } from '../waters/by-list-store.ts'
import { expertVisitsOf } from '../works/visits-store.ts'
import type { VisitPhase } from '../works/rules.ts'
import { countAdviceOfWaters } from './advice-store.ts'
import { amongStages, assignedWaters, assignmentsHeldFor, covers, holdsOn } from './assignments-store.ts'
import type { listWatersByHelp as listWatersByHelpEndpoint, WaterHelp } from './contract.ts'
import { expertId, expertLabels } from './expert-labels.ts'
import { coverPhases, helpedStages, helpPhaseIds, phaseOfStage } from './rules.ts'

type Policy = PolicyValue<'expert-help'>

/** The phase in which the water `w` stands, by its stage. */
function phaseNow({ phases }: Policy): RawBuilder<VisitPhase | null> {
  const cases = helpPhaseIds.map(phase => sql`when ${amongStages(phases[phase].stages)} then ${sql.lit(phase)}`)
  return sql`case ${sql.join(cases, sql` `)} end`
}

/** Whether the present phase of the water `w` has fewer visits of experts, in its present cycle, than the policy asks for. */
function uncovered(policy: Policy): RawBuilder<SqlBool> {
  return sql<SqlBool>`(select count(*) from verification_visits v
    where v.county_code = w.county_code and v.water_id = w.id and v.role = 'expert' and v.state = 'done'
      and v.cycle = w.cycle and v.phase = ${phaseNow(policy)}) < ${visitsWanted(policy)}`
}

/** How many visits the present phase of the water `w` asks for. */
function visitsWanted(policy: Policy): RawBuilder<number> {
  const cases = helpPhaseIds.map(phase => sql`when ${sql.lit(phase)} then ${sql.lit(policy.phases[phase].visits)}::int`)
  return sql<number>`case ${phaseNow(policy)} ${sql.join(cases, sql` `)} end`
}

/** Whether anybody is assigned to the water `w`, or to its county, on a day. */
function hasExpert(day: string, expert?: string): RawBuilder<SqlBool> {
  const one =
    expert === undefined ? sql`true` : sql`coalesce(a.expert_account, a.expert_organisation) = ${expert}::uuid`
  return sql<SqlBool>`(exists (select from expert_assignments a
      where a.county_code = w.county_code and a.water_id = w.id and ${holdsOn(day)} and ${one})
    or exists (select from expert_assignments a
      where a.water_id is null and a.region_code = left(w.region_code, 6) || '000000' and ${holdsOn(day)} and ${one}))`
}

function within(tx: Tx, region: RegionCode | undefined): RawBuilder<SqlBool> {
  const { from, to } = region === undefined ? tx.actor.range : regionRange(region)
  return sql<SqlBool>`w.region_code >= ${from} collate "C" and w.region_code < ${to} collate "C"`
}

type CountedLoad = { readonly expert: string; readonly waters: number; readonly uncovered: number }

/** Waters in need of help that each expert is assigned to, and how many of them lack a visit in their present phase. */
export async function countLoads(tx: Tx, region?: RegionCode): Promise<ReadonlyMap<string, CountedLoad>> {
  const today = chinaDate(tx.at)
  const policy = policyAt('expert-help', today).value
  const { rows } = await sql<CountedLoad>`
    with w as (${assignedWaters(holdsOn(today))})
    select expert, count(*)::int as waters, (count(*) filter (where ${uncovered(policy)}))::int as uncovered
    from w where ${amongStages(helpedStages(policy))} and ${within(tx, region)} group by expert`.execute(tx.sql)
  return new Map(rows.map(row => [row.expert, row]))
}

export type CountyCount = {
  readonly county: string
  readonly phase: VisitPhase
  readonly waters: number
  readonly withoutExpert: number
  readonly uncovered: number
}

/** Waters in need of help by county (six digits) and present phase. */
export async function countCounties(tx: Tx, region?: RegionCode): Promise<readonly CountyCount[]> {
  const today = chinaDate(tx.at)
  const policy = policyAt('expert-help', today).value
  const { rows } = await sql<CountyCount>`
    select left(w.region_code, 6) as county, ${phaseNow(policy)} as phase, count(*)::int as waters,
      (count(*) filter (where not ${hasExpert(today)}))::int as "withoutExpert",
      (count(*) filter (where ${uncovered(policy)}))::int as uncovered
    from waters w where ${within(tx, region)} and ${amongStages(helpedStages(policy))}
    group by 1, 2 order by 1, 2`.execute(tx.sql)
  return rows
}

/**
 * Waters in need of help by an expert, and those of them that have one and were visited as often as the policy asks: as `hasExpert` and
 * `uncovered` have it, joined once instead of asked water by water.
 */
export function helpFigures(tx: Tx): FigureSource<'expert-assigned' | 'expert-visited'> {
  const today = chinaDate(tx.at)
  const policy = policyAt('expert-help', today).value
  const needsHelp = sql`(${amongStages(helpedStages(policy))})::int`
  return {
    from: sql`
      left join (select distinct a.county_code, a.water_id from expert_assignments a where a.water_id is not null and ${holdsOn(today)}) own
        on own.county_code = w.county_code and own.water_id = w.id
      left join (select distinct a.region_code from expert_assignments a where a.water_id is null and ${holdsOn(today)}) whole
        on whole.region_code = left(w.region_code, 6) || '000000'
      left join (select v.county_code, v.water_id, v.cycle, v.phase, count(*) as visits from verification_visits v
          where v.role = 'expert' and v.state = 'done' group by 1, 2, 3, 4) made
        on made.county_code = w.county_code and made.water_id = w.id and made.cycle = w.cycle and made.phase = ${phaseNow(policy)}`,
    figures: {
      'expert-assigned': { of: needsHelp, part: sql`(own.water_id is not null or whole.region_code is not null)::int` },
      'expert-visited': { of: needsHelp, part: sql`(coalesce(made.visits, 0) >= ${visitsWanted(policy)})::int` },
    },
  }
}

export type HelpedRow = {
  readonly id: string
  readonly county_code: string
  readonly region_code: RegionCode
  readonly code: string
  readonly name: string
  readonly stage: Stage
}

/** Waters that stand in a phase with help, by division. */
export async function listWatersByHelp(
  tx: Tx,
  query: QueryOf<typeof listWatersByHelpEndpoint>,
): Promise<RowPage<WaterHelp>> {
  const { region, expert, gap, phase, cursor, limit } = query
  const today = chinaDate(tx.at)
  const policy = policyAt('expert-help', today).value
  const stages = phase === undefined ? helpedStages(policy) : policy.phases[phase].stages
  const after = cursor === undefined ? undefined : readCursor(cursor, ['text', 'uuid'])
  const conditions = [
    within(tx, region),
    amongStages(stages),
    expert === undefined ? sql`true` : hasExpert(today, expert),
    gap === 'no-expert' ? sql`not ${hasExpert(today)}` : sql`true`,
    gap === 'uncovered' ? uncovered(policy) : sql`true`,
    after === undefined ? sql`true` : sql`(w.region_code, w.id) > (${after[0]} collate "C", ${after[1]}::uuid)`,
  ]
  const { rows } = await sql<HelpedRow>`
    select w.id, w.county_code, w.region_code, w.code, w.name, w.stage from waters w
    where ${sql.join(conditions, sql` and `)} order by w.region_code, w.id limit ${limit + 1}`.execute(tx.sql)
  const page = cutPage(rows, limit, last => writeCursor([last.region_code, last.id]))
  return { ...page, items: await showHelp(tx, page.items) }
}

/** How waters are helped: who is assigned, which phases are covered, what advice waits. */
export async function showHelp(tx: Tx, rows: readonly HelpedRow[]): Promise<WaterHelp[]> {
  const ids = rows.map(({ id }) => id)
  const [assignments, visits] = [await assignmentsHeldFor(tx, rows), await expertVisitsOf(tx, ids)]
  const [advice, labelOf] = [await countAdviceOfWaters(tx, ids), await expertLabels(tx, assignments)]
  const directory = await placeDirectory(tx)
  const policy = policyAt('expert-help', chinaDate(tx.at)).value
  return rows.map(row => {
    const phase = phaseOfStage(row.stage, policy)
    const cover = coverPhases({ stage: row.stage, visits: visits.get(row.id) ?? {}, policy })
    const helpers = new Map(assignments.filter(each => covers(each, row)).map(each => [expertId(each), labelOf(each)]))
    const counts = advice.get(row.id)
    return {
      water: { id: row.id, code: row.code, name: row.name },
      regionCode: row.region_code,
      regionNames: regionNamesOf(directory, row.region_code),
      stage: row.stage,
      ...(phase === undefined ? {} : { phase }),
      ...(cover === undefined ? {} : { cover }),
      experts: [...helpers.values()],
      adviceOpen: counts?.unsettled ?? 0,
      adviceLate: counts?.late ?? 0,
    }
  })
}
