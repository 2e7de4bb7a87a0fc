import { chinaDate } from '../../domain/dates.ts'
import { regionNamesOf } from '../../places/region-names.ts'
import { placeDirectory } from '../../places/store.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { PlanContent } from '../../planning/plans/contract.ts'
import { requireWater, type WaterRow } from '../../waters/store.ts'
import { balancesOfWater, toBalance, type BalanceTable } from './balances-store.ts'
import type { WaterBalance, WaterMoney } from './contract.ts'
import { approvedPlan, grantsExceptions, sourcesPolicy } from './entries-store.ts'
import { counted, entriesOfSource, findEntries, type ListedEntry } from './entry-rows-store.ts'
import { findRewards, openRewardOf, toReward } from './reward-rows-store.ts'
import { decidesRewards, evidenceFor, offerFor, rewardsPolicy } from './rewards-store.ts'
import { balanceOf, excessOf, judgeRelease, lateSince, lateYuanOf, warningsOf, type MoneySource } from './rules.ts'
import { policyMark, showEntries, showRewards, shownPolicy } from './showing.ts'

/** As many entries of one water are shown on its page; the list of entries pages on. */
const mostEntries = 1000

/** Everything about the money of a water, for its page. @throws Problem `water.not-found` */
export async function showWaterMoney(tx: Tx, waterId: string): Promise<WaterMoney> {
  const water = await requireWater(tx, waterId)
  const sources = sourcesPolicy(tx)
  const rewards = rewardsPolicy(tx)
  const plan = await approvedPlan(tx, water)
  const rows = await findEntries(tx, { range: tx.actor.range, waterId }, { limit: mostEntries })
  const since = lateSince(chinaDate(tx.at), sources.value)
  const balances = (await balancesOfWater(tx, waterId)).map(row => toShown(row, rows, since))
  const open = await openRewardOf(tx, waterId)
  const found = await findRewards(tx, { range: tx.actor.range, waterId }, { limit: 100 })
  return {
    water: await labelOf(tx, water),
    policy: shownPolicy(sources),
    balances,
    measures: measuresOf(plan, rows),
    planFunding: plan?.funding.map(({ source, yuan }) => ({ source, yuan })) ?? [],
    entries: await showEntries(tx, rows),
    rewards: await showRewards(tx, found),
    rewardPolicy: { ...policyMark(rewards), source: rewards.value.source, decidedBy: rewards.value.decidedBy },
    rewardOffer: await offered(tx, water, open),
    releases: await releasesOf(tx, water, open),
    may: {
      write: tx.actor.may('funds.write'),
      grantExceptions: grantsExceptions(tx, sources),
      decideRewards: decidesRewards(tx, rewards),
    },
  }
}

/** Balances and rewards of a water. Entries are read only where something may be late. @throws Problem `water.not-found` */
export async function showWaterMoneyBrief(tx: Tx, waterId: string): Promise<Pick<WaterMoney, 'balances' | 'rewards'>> {
  const { id } = await requireWater(tx, waterId)
  const since = lateSince(chinaDate(tx.at), sourcesPolicy(tx).value)
  const balances = await balancesOfWater(tx, id)
  const mayBeLate = balances.some(({ oldest_unspent_on: oldest }) => oldest !== null && oldest <= since)
  const rows = mayBeLate ? await findEntries(tx, { range: tx.actor.range, waterId: id }, { limit: mostEntries }) : []
  const rewards = await findRewards(tx, { range: tx.actor.range, waterId: id }, { limit: 100 })
  return {
    balances: balances.map(row => toShown(row, rows, since)),
    rewards: rewards.length === 0 ? [] : await showRewards(tx, rewards),
  }
}

/** What must be seen beside the money of one source from now on: all its entries count, however many. */
export async function warningsOfSource(
  tx: Tx,
  waterId: string,
  source: MoneySource,
): Promise<WaterBalance['warnings']> {
  const row = (await balancesOfWater(tx, waterId)).find(each => each.source === source)
  if (row === undefined) return []
  const since = lateSince(chinaDate(tx.at), sourcesPolicy(tx).value)
  return [...warningsOf(toBalance(row), lateYuanOf(await entriesOfSource(tx, { id: waterId }, source), since))]
}

async function labelOf(tx: Tx, water: WaterRow): Promise<WaterMoney['water']> {
  return {
    id: water.id,
    code: water.code,
    name: water.name,
    regionCode: water.region_code,
    regionNames: regionNamesOf(await placeDirectory(tx), water.region_code),
    stage: water.stage,
    cycle: water.cycle,
    ...(water.list === null ? {} : { list: water.list }),
    ...(water.area_m2 === null ? {} : { areaM2: water.area_m2 }),
  }
}

/** A balance with what must be seen beside it, for whoever shows money. */
function toShown(row: BalanceTable, entries: readonly ListedEntry[], since: string): WaterBalance {
  const balance = toBalance(row)
  const own = entries.filter(({ source }) => source === row.source).map(counted)
  const lateYuan = lateYuanOf(own, since)
  return {
    source: row.source,
    ...balance,
    excessYuan: excessOf(balance),
    ...(row.oldest_unspent_on === null ? {} : { oldestUnspentOn: row.oldest_unspent_on }),
    lateYuan,
    warnings: [...warningsOf(balance, lateYuan)],
  }
}

function measuresOf(plan: PlanContent | undefined, rows: readonly ListedEntry[]): WaterMoney['measures'] {
  const planned = plan?.measures ?? []
  const named = rows.flatMap(({ measure_id }) => (measure_id === null ? [] : [measure_id]))
  const ids = new Set([...planned.map(({ measureId }) => measureId), ...named])
  return [...ids].map(measureId => {
    const own = planned.filter(each => each.measureId === measureId)
    const costYuan = own.reduce((sum, each) => sum + each.costYuan, 0)
    return {
      measureId,
      inPlan: own.length > 0,
      ...(own.length === 0 ? {} : { planCostYuan: costYuan }),
      ...balanceOf(rows.filter(({ measure_id }) => measure_id === measureId)),
    }
  })
}

type OpenReward = Awaited<ReturnType<typeof openRewardOf>>

async function offered(tx: Tx, water: WaterRow, open: OpenReward): Promise<WaterMoney['rewardOffer']> {
  if (open !== undefined) {
    return { words: { zh: '已有奖补。', en: 'There is a reward.' } }
  }
  const offer = await offerFor(tx, water)
  return 'yuan' in offer ? offer : { words: offer.refused }
}

/** What each stage of the policy lacks for the reward that counts; the paper comes with the release. */
async function releasesOf(tx: Tx, water: WaterRow, row: OpenReward): Promise<WaterMoney['releases']> {
  if (row === undefined) return []
  const { value } = rewardsPolicy(tx)
  const evidence = await evidenceFor(tx, water, { withFile: true })
  return value.releases.map(({ stage, upToPercent, evidence: needed }) => {
    const judged = judgeRelease(value, { reward: toReward(row), water, stage, evidence })
    const outcome = 'reasons' in judged ? { reasons: [...judged.reasons] } : { reasons: [], yuan: judged.yuan }
    return { stage, upToPercent, evidence: needed, ...outcome }
  })
}
