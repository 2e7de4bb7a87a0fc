import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { chinaDate } from '../domain/dates.ts'
import { dutyLevelIds, type DutyLevel } from '../domain/duties.ts'
import type { Stage } from '../domain/lifecycle.ts'
import { regionRange, type RegionCode } from '../domain/regions.ts'
import type { SupervisionList } from '../domain/waters.ts'
import type { Tx } from '../platform/db/database.ts'
import { cutPage, readCursor, writeCursor, type RowPage } from '../platform/http/cursor.ts'
import type { FigureSource } from '../waters/by-list-store.ts'
import type { PolicyValue } from '../policy/schemas.ts'
import { policyAt } from '../policy/policy.ts'
import type { Lacks } from './contract.ts'
import { levelsExpected, stagesExpecting } from './rules.ts'

type HolderColumns = {
  readonly [Column in `${DutyLevel}_${'name' | 'organisation' | 'phone' | 'from' | 'id'}`]: string | null
}

/** A water with whoever answers for it now at each level. */
export type LackingRow = HolderColumns & {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly region_code: RegionCode
  readonly stage: Stage
  readonly list: SupervisionList | null
  readonly area_m2: number | null
}

export type LackingFilter = { readonly region?: RegionCode | undefined; readonly lacks: Lacks }

/**
 * Waters of the stages that expect persons, a page at a time by division: those that lack one as asked, or all of them. Two walks in the
 * order of the division, along `waters_for_duties` and `water_duties_held`, that stop when the page is full; only its rows are then looked up.
 */
export async function listWatersByDuties(
  tx: Tx,
  filter: LackingFilter,
  page: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<RowPage<LackingRow>> {
  const policy = policyAt('duties', chinaDate(tx.at)).value
  const after = page.cursor === undefined ? undefined : readCursor(page.cursor, ['text', 'uuid'])
  const { rows } = await sql<LackingRow>`
    with page as materialized (
      select w.county_code, w.id from waters w ${holders}
      where ${within(tx, filter.region)} and ${expecting(policy)} and ${lacking(filter.lacks, policy)}
        and ${after === undefined ? sql`true` : sql`(w.region_code, w.id) > (${after[0]} collate "C", ${after[1]}::uuid)`}
      order by w.region_code, w.id limit ${page.limit + 1})
    select w.id, w.code, w.name, w.region_code, w.stage, w.list, w.area_m2, ${sql.join(dutyLevelIds.map(columnsOf))}
    from page join waters w on w.county_code = page.county_code and w.id = page.id ${holders}
    order by w.region_code, w.id`.execute(tx.sql)
  return cutPage(rows, page.limit, last => writeCursor([last.region_code, last.id]))
}

export type LackingCounts = Readonly<Record<DutyLevel | 'waters' | 'any', number>>

/** How many waters expect persons and how many lack one, by the same two walks. */
export async function countWatersByDuties(tx: Tx, region?: RegionCode): Promise<LackingCounts> {
  const policy = policyAt('duties', chinaDate(tx.at)).value
  const counts = dutyLevelIds.map(
    level => sql`count(*) filter (where ${lacking(level, policy)})::int as ${sql.ref(level)}`,
  )
  const { rows } = await sql<LackingCounts>`
    select count(*)::int as waters, count(*) filter (where ${lacking('any', policy)})::int as any, ${sql.join(counts)}
    from waters w ${holders} where ${within(tx, region)} and ${expecting(policy)}`.execute(tx.sql)
  return rows[0] ?? { waters: 0, any: 0, town: 0, village: 0, site: 0 }
}

/** Waters that expect persons in charge, and those of them that have one at every level. */
export function dutyFigures(tx: Tx): FigureSource<'persons-named'> {
  const policy = policyAt('duties', chinaDate(tx.at)).value
  return {
    from: holders,
    figures: {
      'persons-named': { of: sql`(${expecting(policy)})::int`, part: sql`(not ${lacking('any', policy)})::int` },
    },
  }
}

/** The levels a row lacks somebody at. */
export function lackingLevels(row: LackingRow, policy: PolicyValue<'duties'>): readonly DutyLevel[] {
  return levelsExpected(row.stage, policy).filter(level => row[`${level}_id`] === null)
}

function holder(level: DutyLevel): RawBuilder<unknown> {
  const own = sql.ref(level)
  return sql`left join water_duties ${own} on ${own}.region_code = w.region_code and ${own}.water_id = w.id
    and ${own}.county_code = w.county_code and ${own}.level = ${sql.lit(level)} and ${own}.until_on is null`
}

const holders = sql.join(dutyLevelIds.map(holder), sql` `)

function columnsOf(level: DutyLevel): RawBuilder<unknown> {
  const own = (column: string) => sql.ref(`${level}.${column}`)
  const as = (name: string) => sql.ref(`${level}_${name}`)
  return sql`${own('id')} as ${as('id')}, ${own('name')} as ${as('name')}, ${own('organisation')} as ${as('organisation')},
    ${own('office_phone')} as ${as('phone')}, ${own('from_on')} as ${as('from')}`
}

function within(tx: Tx, region: RegionCode | undefined): RawBuilder<SqlBool> {
  const { from, to } = region === undefined ? tx.actor.range : regionRange(region)
  return sql<SqlBool>`w.region_code >= ${from} collate "C" and w.region_code < ${to} collate "C"`
}

/** As literals: the partial index `waters_for_duties` is only taken where the planner sees that it holds them all. */
function amongStages(stageIds: readonly Stage[]): RawBuilder<SqlBool> {
  if (stageIds.length === 0) return sql<SqlBool>`false`
  return sql<SqlBool>`w.stage = any(array[${sql.join(stageIds.map(stage => sql.lit(stage)))}])`
}

function expecting(policy: PolicyValue<'duties'>): RawBuilder<SqlBool> {
  return amongStages([...new Set(dutyLevelIds.flatMap(level => stagesExpecting(level, policy)))])
}

function lacking(lacks: Lacks, policy: PolicyValue<'duties'>): RawBuilder<SqlBool> {
  if (lacks === 'none') return sql<SqlBool>`true`
  const levels = lacks === 'any' ? dutyLevelIds : [lacks]
  const each = levels.map(
    level => sql`(${sql.ref(`${level}.id`)} is null and ${amongStages(stagesExpecting(level, policy))})`,
  )
  return sql<SqlBool>`(${sql.join(each, sql` or `)})`
}
