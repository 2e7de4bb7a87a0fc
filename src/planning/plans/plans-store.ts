import { sql } from 'kysely'
import { chinaDate } from '../../domain/dates.ts'
import { uuidv7 } from '../../domain/ids.ts'
import { stages } from '../../domain/lifecycle.ts'
import { Problem } from '../../domain/problems.ts'
import type { RegionCode } from '../../domain/regions.ts'
import type { SupervisionList } from '../../domain/waters.ts'
import type { Tx } from '../../platform/db/database.ts'
import { canonicalJson } from '../../platform/facts/canonical.ts'
import { sha256 } from '../../platform/facts/chain.ts'
import { isOnList } from '../../waters/by-list-store.ts'
import { requireWaterInPlace, type WaterRow } from '../../waters/store.ts'
import type { PlanContent } from './contract.ts'
import { planChangedMeanwhile, planClosed, planNotFound, planTooEarly } from './problems.ts'
import {
  barOf,
  costOfPlan,
  isOpen,
  planBars,
  planStates,
  type PlanSection,
  type PlanState,
  type PlanTarget,
} from './rules.ts'

export type PlanTable = {
  county_code: string
  id: string
  water_id: string
  region_code: RegionCode
  cycle: number
  state: PlanState
  version: number
  cost_yuan: number
  goal: PlanTarget | null
  target_on: string | null
  /** Its present state. */
  entered_at: Date
  due_on: string | null
  reference: string | null
  reason: string | null
  created_at: Date
  by_account: string
}

type PlanVersionTable = {
  county_code: string
  plan_id: string
  version: number
  region_code: RegionCode
  content: unknown
  content_hash: string
  at: Date
  by_account: string
}

type PlanCommentTable = {
  county_code: string
  id: string
  plan_id: string
  region_code: RegionCode
  version: number
  section: PlanSection
  text: string
  at: Date
  by_account: string
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    plans: PlanTable
    plan_versions: PlanVersionTable
    plan_comments: PlanCommentTable
  }
}

/** Persisted in facts: what a version is compared with years later. */
export function hashPlan(content: unknown): string {
  return sha256(canonicalJson(content))
}

/** @throws Problem `plan.not-found`: the same for what does not exist and for what lies elsewhere */
export async function requirePlan(tx: Tx, id: string): Promise<PlanTable> {
  const plan = await tx.sql.selectFrom('plans').selectAll().where('id', '=', id).executeTakeFirst()
  if (plan === undefined) throw new Problem(planNotFound, { id })
  return plan
}

/** The plan that counts in a water's present cycle. */
export async function planOfWater(
  tx: Tx,
  { id, cycle }: Pick<WaterRow, 'id' | 'cycle'>,
): Promise<PlanTable | undefined> {
  return tx.sql
    .selectFrom('plans')
    .selectAll()
    .where('water_id', '=', id)
    .where('cycle', '=', cycle)
    .where('state', '<>', 'set-aside')
    .executeTakeFirst()
}

/** The approved plan of a water's present cycle with what it says; `undefined` where none is approved. */
export async function approvedPlanOf(
  tx: Tx,
  water: Pick<WaterRow, 'id' | 'cycle'>,
): Promise<{ readonly plan: PlanTable; readonly content: PlanContent } | undefined> {
  const plan = await planOfWater(tx, water)
  return plan?.state === 'approved' ? { plan, content: (await requireVersion(tx, plan)).content } : undefined
}

/** A plan and its water, which nobody changes before this transaction ends: the water first, as everybody does. */
export async function holdPlan(
  tx: Tx,
  { id, seenVersion }: { readonly id: string; readonly seenVersion?: number },
): Promise<{ readonly plan: PlanTable; readonly water: WaterRow }> {
  const { water_id } = await requirePlan(tx, id)
  const water = await requireWaterInPlace(tx, water_id)
  const plan = await requirePlan(tx, id)
  if (seenVersion !== undefined) requireSeen(plan.version, seenVersion)
  return { plan, water }
}

/** @throws Problem `plan.changed-meanwhile` */
function requireSeen(now: number, seen: number): void {
  if (seen !== now) throw new Problem(planChangedMeanwhile, { seen, now })
}

/**
 * Saves a version of a water's plan and begins it where there is none. The same text again changes nothing. Fact `plan.saved`.
 *
 * @param seenVersion what the caller saw last; 0 where there was no plan
 * @throws Problem `water.not-found`, `plan.not-on-list`, `plan.closed`, `plan.changed-meanwhile`
 */
export async function savePlan(
  tx: Tx,
  waterId: string,
  { seenVersion, content }: { readonly seenVersion: number; readonly content: PlanContent },
): Promise<PlanTable> {
  const water = await requireWaterInPlace(tx, waterId)
  const before = await planOfWater(tx, water)
  const bar = barOf(water.stage)
  if (before === undefined && bar !== undefined)
    throw new Problem(planTooEarly, { stage: stages[water.stage].label, why: planBars[bar] })
  if (before !== undefined && !isOpen(before.state)) throw new Problem(planClosed, { state: planStates[before.state] })
  requireSeen(before?.version ?? 0, seenVersion)
  const contentHash = hashPlan(content)
  if (before !== undefined && (await hashOfVersion(tx, before)) === contentHash) return before
  const plan = await writePlan(tx, before ?? newPlan(tx, water), content)
  await keepVersion(tx, plan, { content, contentHash })
  await tx.append({
    kind: 'plan.saved',
    regionCode: plan.region_code,
    subjectId: plan.water_id,
    body: { planId: plan.id, version: plan.version, contentHash },
  })
  return plan
}

function newPlan(tx: Tx, water: WaterRow): PlanTable {
  return {
    county_code: water.county_code,
    id: uuidv7(tx.at.getTime()),
    water_id: water.id,
    region_code: water.region_code,
    cycle: water.cycle,
    state: 'draft',
    version: 0,
    cost_yuan: 0,
    goal: null,
    target_on: null,
    entered_at: tx.at,
    due_on: null,
    reference: null,
    reason: null,
    created_at: tx.at,
    by_account: tx.actor.accountId,
  }
}

async function writePlan(tx: Tx, before: PlanTable, content: PlanContent): Promise<PlanTable> {
  const told = {
    cost_yuan: costOfPlan(content),
    goal: content.target?.goal ?? null,
    target_on: content.target?.by ?? null,
  }
  const plan = { ...before, ...told, version: before.version + 1 }
  if (before.version === 0) {
    await tx.sql.insertInto('plans').values(plan).execute()
    return plan
  }
  await tx.sql
    .updateTable('plans')
    .set({ ...told, version: plan.version })
    .where('county_code', '=', plan.county_code)
    .where('id', '=', plan.id)
    .execute()
  return plan
}

async function keepVersion(
  tx: Tx,
  plan: PlanTable,
  { content, contentHash }: { readonly content: PlanContent; readonly contentHash: string },
): Promise<void> {
  await tx.sql
    .insertInto('plan_versions')
    .values({
      county_code: plan.county_code,
      plan_id: plan.id,
      version: plan.version,
      region_code: plan.region_code,
      content: JSON.stringify(content),
      content_hash: contentHash,
      at: tx.at,
      by_account: tx.actor.accountId,
    })
    .execute()
}

async function hashOfVersion(tx: Tx, { id, version }: PlanTable): Promise<string | undefined> {
  const found = await tx.sql
    .selectFrom('plan_versions')
    .select('content_hash')
    .where('plan_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return found?.content_hash
}

/** Every version of a plan, oldest first, without what it says. */
export async function versionsOf(tx: Tx, planId: string) {
  return tx.sql
    .selectFrom('plan_versions')
    .select(['version', 'at', 'by_account', 'content_hash'])
    .where('plan_id', '=', planId)
    .orderBy('version')
    .execute()
}

/** One version of a plan with what it says. @throws Problem `plan.not-found` */
export async function requireVersion(tx: Tx, { id, version }: Pick<PlanTable, 'id' | 'version'>) {
  const found = await tx.sql
    .selectFrom('plan_versions')
    .select(['at', 'by_account', 'content'])
    .where('plan_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (found === undefined) throw new Problem(planNotFound, { id: `${id}/${version}` })
  return { ...found, content: found.content as PlanContent } // written by savePlan only
}

/** The newest fact of a plan: what a paper of it can be checked against. Not the chain's head, which moves with other waters. */
export async function newestFactOfPlan(tx: Tx, { id, water_id }: Pick<PlanTable, 'id' | 'water_id'>) {
  const { rows } = await sql<{ chain: string; sequence: number; hash: string }>`
    select county_code as chain, sequence::int as sequence, hash from facts
    where subject_id = ${water_id}::text and kind like 'plan.%' and body->>'planId' = ${id}::text
    order by at desc, sequence desc limit 1`.execute(tx.sql)
  return rows[0]
}

export async function commentsOf(tx: Tx, planId: string): Promise<readonly PlanCommentTable[]> {
  return tx.sql.selectFrom('plan_comments').selectAll().where('plan_id', '=', planId).orderBy('id').execute()
}

/** Puts a remark on one part of the plan as it stands. Fact `plan.commented`. @throws Problem `plan.not-found` */
export async function commentPlan(
  tx: Tx,
  id: string,
  { section, text }: { readonly section: PlanSection; readonly text: string },
): Promise<void> {
  const { plan } = await holdPlan(tx, { id })
  const commentId = uuidv7(tx.at.getTime())
  const { county_code, region_code, version } = plan
  await tx.sql
    .insertInto('plan_comments')
    .values({
      county_code,
      id: commentId,
      plan_id: plan.id,
      region_code,
      version,
      section,
      text,
      at: tx.at,
      by_account: tx.actor.accountId,
    })
    .execute()
  await tx.append({
    kind: 'plan.commented',
    regionCode: region_code,
    subjectId: plan.water_id,
    body: { planId: plan.id, version, commentId, section, textHash: sha256(text) },
  })
}

/** What a step changes of a plan's standing. */
export type Standing = Pick<PlanTable, 'state'> & Partial<Pick<PlanTable, 'due_on' | 'reference' | 'reason'>>

/** Puts a plan that is held into another state. */
export async function setStanding(tx: Tx, plan: PlanTable, standing: Standing): Promise<void> {
  await tx.sql
    .updateTable('plans')
    .set({ due_on: null, ...standing, entered_at: tx.at })
    .where('county_code', '=', plan.county_code)
    .where('id', '=', plan.id)
    .execute()
}

/** What the newest plan of each of some waters says that was not set aside; those without one are absent. */
export async function newestPlans(
  tx: Tx,
  waterIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly state: PlanState; readonly content: PlanContent }>> {
  if (waterIds.length === 0) return new Map()
  const { rows } = await sql<{ water_id: string; state: PlanState; content: PlanContent }>`
    select distinct on (plans.water_id) plans.water_id, plans.state, plan_versions.content
    from plans join plan_versions on plan_versions.county_code = plans.county_code
      and plan_versions.plan_id = plans.id and plan_versions.version = plans.version
    where plans.water_id = any(${[...waterIds]}::uuid[]) and plans.state <> 'set-aside'
    order by plans.water_id, plans.id desc`.execute(tx.sql)
  return new Map(rows.map(({ water_id, state, content }) => [water_id, { state, content }]))
}

/** Moves a water's plans with it to the division it is corrected to. */
export async function movePlansToRegion(tx: Tx, waterId: string, region_code: RegionCode): Promise<void> {
  const own = tx.sql.selectFrom('plans').select('id').where('water_id', '=', waterId)
  await tx.sql.updateTable('plan_versions').set({ region_code }).where('plan_id', 'in', own).execute()
  await tx.sql.updateTable('plan_comments').set({ region_code }).where('plan_id', 'in', own).execute()
  await tx.sql.updateTable('plans').set({ region_code }).where('water_id', '=', waterId).execute()
}

type Listed = PlanTable & Pick<WaterRow, 'code' | 'name' | 'stage' | 'list'>

export type PlanFilter = {
  readonly state?: PlanState | undefined
  readonly region?: { readonly from: RegionCode; readonly to: RegionCode } | undefined
  readonly overdue?: boolean | undefined
  /** On which the water is today. */
  readonly list?: SupervisionList | undefined
}

/** Plans with their waters, the newest first. */
export async function plansBefore(
  tx: Tx,
  filter: PlanFilter,
  { before, limit }: { readonly before: string | undefined; readonly limit: number },
): Promise<readonly Listed[]> {
  const { rows } = await sql<Listed>`
    with page as (select county_code, id from plans where ${conditionOf(tx, filter)}
                  and ${before === undefined ? sql`true` : sql`id < ${before}::uuid`} order by id desc limit ${limit})
    select plans.*, waters.code, waters.name, waters.stage, waters.list
    from page join plans using (county_code, id) join waters on waters.county_code = plans.county_code and waters.id = plans.water_id
    order by plans.id desc`.execute(tx.sql)
  return rows
}

function conditionOf(tx: Tx, { state, region, overdue, list }: PlanFilter) {
  return sql.join(
    [
      state === undefined ? sql`state <> 'set-aside'` : sql`state = ${state}`,
      region === undefined ? sql`true` : sql`region_code >= ${region.from} and region_code < ${region.to}`,
      overdue === true ? sql`due_on < ${chinaDate(tx.at)}::date` : sql`true`,
      list === undefined ? sql`true` : isOnList(sql`plans`, list),
    ],
    sql` and `,
  )
}

/** How many plans stand in each state, what they cost, and on how many somebody should have acted. */
export async function tallyPlans(tx: Tx, filter: Pick<PlanFilter, 'region'>) {
  const { rows } = await sql<{ state: PlanState; count: number; costYuan: number; overdue: number }>`
    select state, count(*)::int as count, sum(cost_yuan) as "costYuan",
           count(*) filter (where due_on < ${chinaDate(tx.at)}::date)::int as overdue
    from plans where ${conditionOf(tx, filter)} group by state`.execute(tx.sql)
  return rows
}
