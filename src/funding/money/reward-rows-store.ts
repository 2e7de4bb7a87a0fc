import { sql } from 'kysely'
import type { Stage } from '../../domain/lifecycle.ts'
import { Problem } from '../../domain/problems.ts'
import type { RegionCode, RegionRange } from '../../domain/regions.ts'
import type { SupervisionList } from '../../domain/waters.ts'
import type { Tx } from '../../platform/db/database.ts'
import { canonicalJson } from '../../platform/facts/canonical.ts'
import { sha256 } from '../../platform/facts/chain.ts'
import { rewardNotFound } from './problems.ts'
import {
  heldYuan,
  isOpenReward,
  isToTakeBack,
  type MoneySource,
  type Reward,
  type RewardEvidence,
  type RewardStage,
  type RewardState,
  type RewardStep,
  type StandingWater,
} from './rules.ts'
import { changeTallies, type Figures } from './tallies-store.ts'

export type RewardTable = {
  county_code: string
  id: string
  water_id: string
  region_code: RegionCode
  cycle: number
  list: SupervisionList
  source: MoneySource
  yuan: number
  released_yuan: number
  released_stage: RewardStage | null
  state: RewardState
  steps: number
  /** What was released is taken back: the water relapsed or fell behind. Kept by whoever changes the reward and by the job that follows its water. */
  to_take_back: boolean
}

export type RewardStepTable = {
  county_code: string
  reward_id: string
  number: number
  region_code: RegionCode
  step: RewardStep
  stage: RewardStage | null
  yuan: number
  evidence: RewardEvidence[]
  document_number: string | null
  attachment_id: string | null
  reason: string | null
  policy_from: string
  by_account: string
  at: Date
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    money_rewards: RewardTable
    money_reward_steps: RewardStepTable
  }
}

export type NewStep = Omit<RewardStepTable, 'by_account' | 'at'>

/** Persisted: facts hold it. */
export function hashRewardStep(row: Omit<NewStep, 'county_code' | 'reward_id' | 'number' | 'region_code'>): string {
  const { step, stage, yuan, evidence, document_number, attachment_id, reason, policy_from } = row
  return sha256(canonicalJson({ step, stage, yuan, evidence, document_number, attachment_id, reason, policy_from }))
}

/** What a reward adds to the sums of its division. */
export function figuresOf(row: RewardTable): Figures {
  const paid = row.released_yuan
  return {
    held_yuan: heldYuan(toReward(row)),
    ...(isOpenReward(row.state) ? { released_yuan: paid } : { taken_back_yuan: paid }),
    rewards_to_take_back: row.to_take_back ? 1 : 0,
  }
}

export function toReward(row: RewardTable): Reward {
  return {
    yuan: row.yuan,
    releasedYuan: row.released_yuan,
    releasedStage: row.released_stage ?? undefined,
    state: row.state,
    cycle: row.cycle,
  }
}

/** The reward that counts for a water. */
export async function openRewardOf(tx: Tx, waterId: string): Promise<RewardTable | undefined> {
  return tx.sql
    .selectFrom('money_rewards')
    .selectAll()
    .where('water_id', '=', waterId)
    .where('state', 'not in', ['taken-back', 'cancelled'])
    .executeTakeFirst()
}

/** @throws Problem `reward.not-found` */
export async function requireReward(tx: Tx, id: string): Promise<RewardTable> {
  const found = await tx.sql.selectFrom('money_rewards').selectAll().where('id', '=', id).executeTakeFirst()
  if (found === undefined) throw new Problem(rewardNotFound, { id })
  return found
}

/** The same, which nobody changes before this transaction ends. */
export async function holdReward(tx: Tx, id: string): Promise<RewardTable> {
  const found = await tx.sql.selectFrom('money_rewards').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (found === undefined) throw new Problem(rewardNotFound, { id })
  return found
}

export type ListedReward = RewardTable & {
  readonly code: string
  readonly name: string
  readonly stage: Stage
  readonly water_cycle: number
}

export type RewardFilter = {
  readonly range: RegionRange
  readonly waterId?: string | undefined
  readonly id?: string | undefined
  readonly state?: 'open' | 'to-take-back' | 'closed' | undefined
}

/** Rewards with their waters, the newest first; before the one of `before`. */
export async function findRewards(
  tx: Tx,
  filter: RewardFilter,
  page: { readonly before?: string | undefined; readonly limit: number },
): Promise<readonly ListedReward[]> {
  const { range, waterId, id } = filter
  const conditions = [
    sql`r.region_code >= ${range.from} and r.region_code < ${range.to}`,
    waterId === undefined ? sql`true` : sql`r.water_id = ${waterId}`,
    id === undefined ? sql`true` : sql`r.id = ${id}`,
    stateCondition(filter.state),
    page.before === undefined ? sql`true` : sql`r.id < ${page.before}::uuid`,
  ]
  const { rows } = await sql<ListedReward>`
    select r.*, w.code, w.name, w.stage, w.cycle as water_cycle
    from money_rewards r join waters w on w.county_code = r.county_code and w.id = r.water_id
    where ${sql.join(conditions, sql` and `)} order by r.id desc limit ${page.limit}`.execute(tx.sql)
  return rows
}

function stateCondition(state: RewardFilter['state']) {
  if (state === undefined) return sql`true`
  if (state === 'closed') return sql`r.state in ('taken-back', 'cancelled')`
  return state === 'open' ? sql`r.state in ('earmarked', 'partly', 'released')` : sql`r.to_take_back`
}

/** Marks the reward of a water, which is held, as to be taken back or not any more, with the sums of its division. Twice changes nothing. */
export async function markReward(tx: Tx, water: StandingWater & { readonly id: string }): Promise<void> {
  const open = await openRewardOf(tx, water.id)
  if (open === undefined) return
  const before = await holdReward(tx, open.id)
  const after = { ...before, to_take_back: isToTakeBack(toReward(before), water) }
  if (after.to_take_back !== before.to_take_back) await rewriteReward(tx, before, after)
}

/** Writes how far a reward that is held has come, and changes the sums of its division by the difference. */
export async function rewriteReward(tx: Tx, before: RewardTable, after: RewardTable): Promise<void> {
  const { released_yuan, released_stage, state, steps, to_take_back } = after
  await tx.sql
    .updateTable('money_rewards')
    .set({ released_yuan, released_stage, state, steps, to_take_back })
    .where('county_code', '=', before.county_code)
    .where('id', '=', before.id)
    .execute()
  await changeTallies(tx, before, [
    { region: before.region_code, figures: figuresOf(before), sign: -1 },
    { region: before.region_code, figures: figuresOf(after), sign: 1 },
  ])
}

export async function stepsOfRewards(tx: Tx, ids: readonly string[]): Promise<readonly RewardStepTable[]> {
  if (ids.length === 0) return []
  return tx.sql
    .selectFrom('money_reward_steps')
    .selectAll()
    .where('reward_id', 'in', ids)
    .orderBy('reward_id')
    .orderBy('number')
    .execute()
}

/** Rewards of a water go with it to another division, and their sums from the one to the other. */
export async function moveRewardsToRegion(tx: Tx, waterId: string, region_code: RegionCode): Promise<void> {
  const rows = await tx.sql
    .selectFrom('money_rewards')
    .selectAll()
    .where('water_id', '=', waterId)
    .where('region_code', '<>', region_code)
    .orderBy('id')
    .forUpdate()
    .execute()
  for (const row of rows) {
    await tx.sql
      .updateTable('money_reward_steps')
      .set({ region_code })
      .where('reward_id', '=', row.id)
      .where('county_code', '=', row.county_code)
      .execute()
    await tx.sql
      .updateTable('money_rewards')
      .set({ region_code })
      .where('id', '=', row.id)
      .where('county_code', '=', row.county_code)
      .execute()
    await changeTallies(tx, row, [
      { region: row.region_code, figures: figuresOf(row), sign: -1 },
      { region: region_code, figures: figuresOf(row), sign: 1 },
    ])
  }
}
