import { completionOf } from '../../waters/completion-store.ts'
import { chinaDate } from '../../domain/dates.ts'
import { uuidv7 } from '../../domain/ids.ts'
import { Problem } from '../../domain/problems.ts'
import { levelOf } from '../../domain/regions.ts'
import { latestVerdicts } from '../../identification/store.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { BodyOf } from '../../platform/http/endpoint.ts'
import { mayApprove } from '../../planning/plans/rules.ts'
import { policyAt, type PolicyEdition } from '../../policy/policy.ts'
import { requireWaterInPlace, type WaterRow } from '../../waters/store.ts'
import { balancesOfWater, toBalance } from './balances-store.ts'
import type { earmarkReward as earmarkEndpoint, stepReward as stepEndpoint } from './contract.ts'
import { requireFile, sourcesPolicy } from './entries-store.ts'
import * as problem from './problems.ts'
import {
  figuresOf,
  hashRewardStep,
  holdReward,
  openRewardOf,
  requireReward,
  rewriteReward,
  toReward,
  type NewStep,
  type RewardStepTable,
  type RewardTable,
} from './reward-rows-store.ts'
import {
  byNature,
  excessOf,
  isToTakeBack,
  judgeRelease,
  refuseTakeBack,
  rewardAmount,
  type RewardAmount,
  type RewardEvidence,
} from './rules.ts'
import { changeTallies } from './tallies-store.ts'

type Edition = PolicyEdition<'rewards'>

/** The edition in force today. */
export function rewardsPolicy(tx: Tx): Edition {
  return policyAt('rewards', chinaDate(tx.at))
}

export function decidesRewards(tx: Tx, { value }: Edition): boolean {
  return tx.actor.may('funds.approve') && mayApprove(value.decidedBy, levelOf(tx.actor.region))
}

/** @throws Problem `reward.decided-elsewhere` */
function requireDecider(tx: Tx, edition: Edition): void {
  if (!decidesRewards(tx, edition)) throw new Problem(problem.rewardDecidedElsewhere, { by: edition.value.decidedBy })
}

/** What a water earns by the policy of today. */
export async function offerFor(tx: Tx, water: WaterRow): Promise<RewardAmount> {
  const cells = (await balancesOfWater(tx, water.id)).map(row => ({ source: row.source, ...toBalance(row) }))
  const sums = byNature(cells, sourcesPolicy(tx).value.sources)
  return rewardAmount(rewardsPolicy(tx).value, {
    list: water.list ?? undefined,
    areaM2: water.area_m2 ?? undefined,
    plannedYuan: sums.public.plannedYuan + sums.social.plannedYuan,
  })
}

/**
 * Earmarks what the water earns by the policy of today. Fact `money.reward-earmarked`.
 *
 * @throws Problem `water.not-found`, `reward.decided-elsewhere`, `reward.exists`, `reward.not-due`, `money.file-not-there`
 * @returns its id
 */
export async function earmarkReward(
  tx: Tx,
  waterId: string,
  { documentNumber, attachmentId }: BodyOf<typeof earmarkEndpoint>,
): Promise<string> {
  const water = await requireWaterInPlace(tx, waterId)
  const edition = rewardsPolicy(tx)
  requireDecider(tx, edition)
  if ((await openRewardOf(tx, water.id)) !== undefined) throw new Problem(problem.rewardExists, {})
  const amount = await offerFor(tx, water)
  if ('refused' in amount) throw new Problem(problem.rewardNotDue, { reason: amount.refused })
  if (attachmentId !== undefined) await requireFile(tx, water.id, attachmentId)
  const row: RewardTable = {
    county_code: water.county_code,
    id: uuidv7(tx.at.getTime()),
    water_id: water.id,
    region_code: water.region_code,
    cycle: water.cycle,
    list: water.list!, // an amount is of a list
    source: edition.value.source,
    yuan: amount.yuan,
    released_yuan: 0,
    released_stage: null,
    state: 'earmarked',
    steps: 1,
    to_take_back: false,
  }
  await tx.sql.insertInto('money_rewards').values(row).execute()
  await changeTallies(tx, row, [{ region: row.region_code, figures: figuresOf(row), sign: 1 }])
  const step = {
    ...bare(row, edition),
    step: 'earmark',
    yuan: row.yuan,
    ...papers({ documentNumber, attachmentId }),
  } as const
  const kept = await insertStep(tx, step)
  const body = { ...namedBy(kept), list: row.list, source: row.source, yuan: row.yuan }
  await tx.append({ kind: 'money.reward-earmarked', ...about(row), body })
  return row.id
}

type Body = BodyOf<typeof stepEndpoint>
type Of<Step extends Body['step']> = Extract<Body, { readonly step: Step }>
type Held = { readonly row: RewardTable; readonly water: WaterRow; readonly edition: Edition }

/**
 * Releases a part, takes back what was released, or cancels what was not: one fact each.
 *
 * @throws Problem `reward.not-found`, `reward.decided-elsewhere`, `reward.held-back`, `reward.stands`, `reward.released-already`,
 *   `money.file-not-there`
 */
export async function stepReward(tx: Tx, id: string, body: Body): Promise<void> {
  const edition = rewardsPolicy(tx)
  const found = await requireReward(tx, id)
  requireDecider(tx, edition)
  const water = await requireWaterInPlace(tx, found.water_id)
  const held = { row: await holdReward(tx, id), water, edition }
  if (body.step === 'release') return release(tx, held, body)
  return body.step === 'take-back' ? takeBack(tx, held, body) : cancel(tx, held, body)
}

async function release(tx: Tx, { row, water, edition }: Held, body: Of<'release'>): Promise<void> {
  if (body.attachmentId !== undefined) await requireFile(tx, water.id, body.attachmentId)
  const evidence = await evidenceFor(tx, water, { withFile: body.attachmentId !== undefined })
  const judged = judgeRelease(edition.value, { reward: toReward(row), water, stage: body.stage, evidence })
  if ('reasons' in judged) throw new Problem(problem.rewardHeldBack, { reasons: judged.reasons })
  const after = {
    ...row,
    state: judged.state,
    released_yuan: row.released_yuan + judged.yuan,
    released_stage: body.stage,
  }
  const kept = await changeReward(tx, { before: row, after, water }, {
    ...bare(after, edition),
    step: 'release',
    stage: body.stage,
    yuan: judged.yuan,
    evidence: [...evidence].toSorted(),
    ...papers(body),
  }) // prettier-ignore
  await tx.append({
    kind: 'money.reward-released',
    ...about(row),
    body: { ...namedBy(kept), stage: body.stage, yuan: judged.yuan, evidence: kept.evidence },
  })
}

async function takeBack(tx: Tx, { row, water, edition }: Held, { reason }: Of<'take-back'>): Promise<void> {
  const against = refuseTakeBack(toReward(row), water)
  if (against !== undefined) throw new Problem(problem.rewardStands, { reason: against })
  const after = { ...row, state: 'taken-back' as const }
  const step = { ...bare(row, edition), step: 'take-back' as const, yuan: row.released_yuan, reason }
  const kept = await changeReward(tx, { before: row, after, water }, step)
  const body = { ...namedBy(kept), yuan: kept.yuan, reason }
  await tx.append({ kind: 'money.reward-taken-back', ...about(row), body })
}

async function cancel(tx: Tx, { row, water, edition }: Held, { reason }: Of<'cancel'>): Promise<void> {
  if (row.state !== 'earmarked') throw new Problem(problem.rewardReleased, {})
  const after = { ...row, state: 'cancelled' as const }
  const step = { ...bare(row, edition), step: 'cancel' as const, yuan: row.yuan, reason }
  const kept = await changeReward(tx, { before: row, after, water }, step)
  await tx.append({ kind: 'money.reward-cancelled', ...about(row), body: { ...namedBy(kept), reason } })
}

/** What stands on record for a release now. */
export async function evidenceFor(
  tx: Tx,
  water: WaterRow,
  { withFile }: { readonly withFile: boolean },
): Promise<ReadonlySet<RewardEvidence>> {
  const completedOn = await completionDay(tx, water)
  const verdict = (await latestVerdicts(tx, [water.id])).get(water.id)
  const isClear = verdict?.outcome === 'not-black-odorous'
  const balances = await balancesOfWater(tx, water.id)
  const evidence = new Set<RewardEvidence>()
  if (completedOn !== undefined) evidence.add('completion-day')
  if (isClear && completedOn !== undefined && chinaDate(verdict.at) >= completedOn) evidence.add('clear-verdict')
  if (withFile) evidence.add('result-file')
  if (balances.every(row => excessOf(toBalance(row)) === 0)) evidence.add('no-overspending')
  return evidence
}

/** The day the works of this cycle were completed: as the water was moved on, or as it stands on record. */
async function completionDay(tx: Tx, water: WaterRow): Promise<string | undefined> {
  const moved = await completionOf(tx, water)
  if (moved !== undefined) return moved
  return water.completion_precision === 'day' ? (water.completion_on ?? undefined) : undefined
}

function bare(row: RewardTable, edition: Edition): Omit<NewStep, 'step' | 'yuan'> {
  return {
    county_code: row.county_code,
    reward_id: row.id,
    number: row.steps,
    region_code: row.region_code,
    stage: null,
    evidence: [],
    document_number: null,
    attachment_id: null,
    reason: null,
    policy_from: edition.inForceFrom,
  }
}

function papers({ documentNumber, attachmentId }: { documentNumber: string; attachmentId?: string | undefined }) {
  return { document_number: documentNumber, attachment_id: attachmentId ?? null }
}

async function changeReward(
  tx: Tx,
  change: { readonly before: RewardTable; readonly after: RewardTable; readonly water: WaterRow },
  step: NewStep,
): Promise<RewardStepTable> {
  const { before, after, water } = change
  const steps = before.steps + 1
  const to_take_back = isToTakeBack(toReward(after), water)
  await rewriteReward(tx, before, { ...after, steps, to_take_back })
  return insertStep(tx, { ...step, number: steps })
}

async function insertStep(tx: Tx, step: NewStep): Promise<RewardStepTable> {
  const row = { ...step, by_account: tx.actor.accountId, at: tx.at }
  await tx.sql.insertInto('money_reward_steps').values(row).execute()
  return row
}

function namedBy(step: RewardStepTable) {
  return {
    rewardId: step.reward_id,
    number: step.number,
    policyFrom: step.policy_from,
    contentHash: hashRewardStep(step),
  }
}

function about({ water_id, region_code }: RewardTable) {
  return { regionCode: region_code, subjectId: water_id }
}
