import { sql, type ColumnType } from 'kysely'
import { chinaDate } from '../../domain/dates.ts'
import type { Stage } from '../../domain/lifecycle-table.ts'
import { Problem } from '../../domain/problems.ts'
import type { RegionCode, RegionRange } from '../../domain/regions.ts'
import type { SupervisionList } from '../../domain/waters.ts'
import type { Tx } from '../../platform/db/database.ts'
import { canonicalJson } from '../../platform/facts/canonical.ts'
import { sha256 } from '../../platform/facts/chain.ts'
import type { PlanContent } from '../plans/contract.ts'
import type { LeftOut } from './drawing.ts'
import type { Move } from './milestones.ts'
import { annualPlanNotFound } from './problems.ts'
import type { AnnualState, AnnualTarget, AnnualText, AnnualWater } from './rules.ts'

/** Everything a version of an annual work plan says. Persisted: facts hold its hash. */
export type AnnualContent = {
  readonly texts: Readonly<Record<AnnualText, string>>
  readonly targets: readonly AnnualTarget[]
  readonly waters: readonly AnnualWater[]
  readonly leftOut: readonly LeftOut[]
}

export type AnnualTable = {
  id: string
  region_code: RegionCode
  year: number
  edition: number
  state: AnnualState
  version: number
  waters: number
  area_m2: number
  cost_yuan: number
  number: string | null
  issued_on: string | null
  /** Why it was issued in place of the one before. */
  reason: string | null
  /** Its present state. */
  entered_at: Date
  created_at: Date
  by_account: string
}

type AnnualVersionTable = {
  plan_id: string
  version: number
  region_code: RegionCode
  content: ColumnType<AnnualContent, string, never>
  content_hash: string
  at: Date
  by_account: string
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    annual_plans: AnnualTable
    annual_plan_versions: AnnualVersionTable
  }
}

/** Persisted: facts hold it. What is not known is left out, as the database leaves it out. */
export function hashAnnual(content: unknown): string {
  return sha256(canonicalJson(JSON.parse(JSON.stringify(content))))
}

/** @throws Problem `annual-plan.not-found`: the same for what does not exist and for what lies elsewhere */
export async function requireAnnual(tx: Tx, id: string): Promise<AnnualTable> {
  const row = await tx.sql.selectFrom('annual_plans').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) throw new Problem(annualPlanNotFound, { id })
  return row
}

/** One that nobody changes before this transaction ends. @throws Problem `annual-plan.not-found` */
export async function holdAnnual(tx: Tx, id: string): Promise<AnnualTable> {
  const row = await tx.sql.selectFrom('annual_plans').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (row === undefined) throw new Problem(annualPlanNotFound, { id })
  return row
}

/** @throws Problem `annual-plan.not-found` */
export async function requireAnnualVersion(tx: Tx, id: string, version: number): Promise<AnnualContent> {
  const found = await tx.sql
    .selectFrom('annual_plan_versions')
    .select('content')
    .where('plan_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (found === undefined) throw new Problem(annualPlanNotFound, { id: `${id}/${version}` })
  return found.content
}

/** Every version, oldest first, without what it says. */
export async function annualVersions(tx: Tx, id: string) {
  return tx.sql
    .selectFrom('annual_plan_versions')
    .select(['version', 'at', 'by_account', 'content_hash'])
    .where('plan_id', '=', id)
    .orderBy('version')
    .execute()
}

/** All editions of a division and a year, the newest first. */
export async function editionsOf(tx: Tx, region: RegionCode, year: number): Promise<readonly AnnualTable[]> {
  return tx.sql
    .selectFrom('annual_plans')
    .selectAll()
    .where('region_code', '=', region)
    .where('year', '=', year)
    .orderBy('edition', 'desc')
    .execute()
}

/** More would be no list to read; a year of a city is one plan for each county. */
const mostListed = 500

export async function listAnnualRows(
  tx: Tx,
  { year, range }: { readonly year?: number | undefined; readonly range: RegionRange },
): Promise<readonly AnnualTable[]> {
  let query = tx.sql
    .selectFrom('annual_plans')
    .selectAll()
    .where('region_code', '>=', range.from)
    .where('region_code', '<', range.to)
  if (year !== undefined) query = query.where('year', '=', year)
  return query.orderBy('year', 'desc').orderBy('region_code').orderBy('edition', 'desc').limit(mostListed).execute()
}

/** The issued plans of a year within a division, without what they say. */
export async function issuedRows(tx: Tx, range: RegionRange, year: number) {
  return tx.sql
    .selectFrom('annual_plans')
    .select(['id', 'region_code', 'number', 'edition'])
    .where('region_code', '>=', range.from)
    .where('region_code', '<', range.to)
    .where('year', '=', year)
    .where('state', '=', 'issued')
    .orderBy('region_code')
    .execute()
}

/** The issued plans of a year within a division, with what they say: of counties, where a city asks. */
export async function issuedWithin(tx: Tx, range: RegionRange, year: number) {
  return tx.sql
    .selectFrom('annual_plans as p')
    .innerJoin('annual_plan_versions as v', join =>
      join.onRef('v.plan_id', '=', 'p.id').onRef('v.version', '=', 'p.version'),
    )
    .select(['p.id', 'p.region_code', 'p.number', 'p.edition', 'v.content'])
    .where('p.region_code', '>=', range.from)
    .where('p.region_code', '<', range.to)
    .where('p.year', '=', year)
    .where('p.state', '=', 'issued')
    .orderBy('p.region_code')
    .execute()
}

export type DrawablePlan = {
  readonly planId: string
  readonly waterId: string
  readonly version: number
  readonly state: 'approved' | 'submitted'
  readonly enteredAt: Date
  readonly dueOn: string | null
  readonly content: PlanContent
  readonly code: string
  readonly name: string
  readonly regionCode: RegionCode
  readonly list: SupervisionList | null
  readonly areaM2: number | null
}

/** Approved and submitted plans of the present cycle of waters within a division. */
export async function drawablePlans(tx: Tx, range: RegionRange, limit: number): Promise<readonly DrawablePlan[]> {
  const { rows } = await sql<DrawablePlan>`
    select p.id as "planId", p.water_id as "waterId", p.version, p.state, p.entered_at as "enteredAt", p.due_on as "dueOn", v.content,
           w.code, w.name, w.region_code as "regionCode", w.list, w.area_m2 as "areaM2"
    from plans p
    join plan_versions v on v.county_code = p.county_code and v.plan_id = p.id and v.version = p.version
    join waters w on w.county_code = p.county_code and w.id = p.water_id and w.cycle = p.cycle
    where p.state in ('approved', 'submitted') and w.stage not in ('cleared', 'merged', 'split')
      and p.region_code >= ${range.from} collate "C" and p.region_code < ${range.to} collate "C"
    order by p.county_code, p.id limit ${limit}`.execute(tx.sql)
  return rows
}

/** Every move of some waters through their life, in its order; a completion with the day that it names. */
export async function movesOf(tx: Tx, waterIds: readonly string[]): Promise<ReadonlyMap<string, readonly Move[]>> {
  if (waterIds.length === 0) return new Map()
  const { rows } = await sql<{ water: string; at: Date; to: Stage; told: string | null }>`
    select subject_id as water, at, body->>'to' as "to", body->'values'->>'completedOn' as told from facts
    where subject_id = any(${[...new Set(waterIds)]}::text[]) and kind = 'water.moved'
    order by at, sequence`.execute(tx.sql)
  const moves = new Map<string, Move[]>()
  for (const { water, at, to, told } of rows) {
    const own = moves.get(water) ?? []
    own.push({ to, on: chinaDate(at), toldOn: told ?? undefined })
    moves.set(water, own)
  }
  return moves
}

type Sums = Pick<AnnualTable, 'waters' | 'area_m2' | 'cost_yuan'>

export async function insertAnnual(tx: Tx, row: AnnualTable): Promise<void> {
  await tx.sql.insertInto('annual_plans').values(row).execute()
}

export async function updateAnnual(
  tx: Tx,
  id: string,
  values: Partial<Sums & Pick<AnnualTable, 'state' | 'version' | 'number' | 'issued_on' | 'reason' | 'entered_at'>>,
): Promise<void> {
  await tx.sql.updateTable('annual_plans').set(values).where('id', '=', id).execute()
}

/** Keeps a version for good. */
export async function keepAnnualVersion(
  tx: Tx,
  { id, region_code, version }: Pick<AnnualTable, 'id' | 'region_code' | 'version'>,
  content: AnnualContent,
): Promise<string> {
  const contentHash = hashAnnual(content)
  await tx.sql
    .insertInto('annual_plan_versions')
    .values({
      plan_id: id,
      version,
      region_code,
      content: JSON.stringify(content),
      content_hash: contentHash,
      at: tx.at,
      by_account: tx.actor.accountId,
    })
    .execute()
  return contentHash
}

/** The newest fact of an annual work plan: what a paper of it can be checked against. */
export async function newestFactOfAnnual(tx: Tx, id: string) {
  const { rows } = await sql<{ chain: string; sequence: number; hash: string }>`
    select county_code as chain, sequence::int as sequence, hash from facts
    where subject_id = ${id}::text and kind like 'annual-plan.%' order by at desc, sequence desc limit 1`.execute(
    tx.sql,
  )
  return rows[0]
}
