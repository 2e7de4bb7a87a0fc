import { stageIds, type Stage } from '../../domain/lifecycle.ts'
import type { SupervisionList } from '../../domain/waters.ts'
import type { Bilingual } from '../../domain/words.ts'
import type { rewardEvidenceIds, rewardStageIds } from '../../policy/money-schemas.ts'
import type { PolicyValue } from '../../policy/policy.ts'

export type RewardStage = (typeof rewardStageIds)[number]
export type RewardEvidence = (typeof rewardEvidenceIds)[number]
export type RewardPolicy = PolicyValue<'rewards'>

export const rewardStages = {
  completed: { zh: '工程完工', en: 'completed' },
  accepted: { zh: '验收通过', en: 'accepted' },
  delisted: { zh: '销号', en: 'delisted' },
} as const satisfies Record<RewardStage, Bilingual>

export const rewardEvidences = {
  'completion-day': { zh: '完工日期', en: 'the day of completion' },
  'clear-verdict': {
    zh: '完工后作出的非黑臭识别结论',
    en: 'a verdict after completion that the water is not black and odorous',
  },
  'result-file': { zh: '成效核实材料', en: 'the paper that verifies the result' },
  'no-overspending': { zh: '没有超过下达的支出', en: 'no spending beyond what was allotted' },
} as const satisfies Record<RewardEvidence, Bilingual>

const remedies = {
  'completion-day': { zh: '请先登记完工日期（精确到日）。', en: 'Record the day of completion first.' },
  'clear-verdict': {
    zh: '请在完工后监测或评议，并作出识别判定。',
    en: 'Monitor or ask residents after completion, and have the water judged.',
  },
  'result-file': { zh: '请上传验收或核查材料。', en: 'Attach the paper of the acceptance or the visit.' },
  'no-overspending': {
    zh: '请先补充下达或冲销超出的支出。',
    en: 'Allot what is missing, or reverse what was spent too much.',
  },
} as const satisfies Record<RewardEvidence, Bilingual>

/** Where a reward stands. Persisted. */
export const rewardStates = {
  earmarked: { zh: '已预留，未兑现', en: 'earmarked' },
  partly: { zh: '部分兑现', en: 'released in part' },
  released: { zh: '全部兑现', en: 'released' },
  'taken-back': { zh: '已收回', en: 'taken back' },
  cancelled: { zh: '已撤销', en: 'cancelled' },
} as const satisfies Record<string, Bilingual>
export type RewardState = keyof typeof rewardStates
export const rewardStateIds = Object.keys(rewardStates) as readonly RewardState[] // keys of a const object are exactly its union

/** What is done with a reward, one after another. Persisted. */
export const rewardSteps = {
  earmark: { zh: '预留奖补', en: 'earmark' },
  release: { zh: '兑现奖补', en: 'release' },
  'take-back': { zh: '收回奖补', en: 'take back' },
  cancel: { zh: '撤销预留', en: 'cancel' },
} as const satisfies Record<string, Bilingual>
export type RewardStep = keyof typeof rewardSteps
export const rewardStepIds = Object.keys(rewardSteps) as readonly RewardStep[] // as above

/** How far a water has come on the way that is rewarded; a relapse leads back to its beginning. */
const reached = {
  suspected: 0,
  cleared: 0,
  identified: 0,
  listed: 0,
  planned: 0,
  'in-works': 0,
  completed: 1,
  accepted: 2,
  delisted: 3,
  upkeep: 3,
  relapsed: 0,
  merged: 0,
  split: 0,
} as const satisfies Record<Stage, number>

const rankOf = { completed: 1, accepted: 2, delisted: 3 } as const satisfies Record<RewardStage, number>

/**
 * How far a water has come, as far as rewards ask; one that was merged or split is judged where it went. A reward may have to be taken back,
 * or not any more, only where this changes.
 */
export function standingOf(stage: Stage): number | 'elsewhere' {
  return stage === 'merged' || stage === 'split' ? 'elsewhere' : reached[stage]
}

/** Stages in which a water is not what it was rewarded for any more. */
export function fallenBehind(rewarded: RewardStage): readonly Stage[] {
  return stageIds.filter(stage => reached[stage] < rankOf[rewarded] && standingOf(stage) !== 'elsewhere')
}

export type RewardedWater = {
  readonly list?: SupervisionList | undefined
  readonly areaM2?: number | undefined
  /** Planned for it on record, without what an enterprise must pay. */
  readonly plannedYuan: number
}

export type RewardAmount = { readonly yuan: number; readonly words: Bilingual } | { readonly refused: Bilingual }

/**
 * Whole yuan that a water earns once its result is verified, with the arithmetic.
 *
 * @example rewardAmount(policy, { list: 'national', areaM2: 2260, plannedYuan: 0 }) // { yuan: 363860, words: ... }
 */
export function rewardAmount({ amounts }: RewardPolicy, water: RewardedWater): RewardAmount {
  if (water.list === undefined) {
    return refused('水体不在清单上。请先列入清单。', 'The water is on no list. Enter it on one first.')
  }
  const amount = amounts[water.list]
  if (amount.by === 'none') {
    return refused('现行政策对该级清单没有奖补。', 'The policy in force rewards no water of this list.')
  }
  return amount.by === 'area' ? byArea(amount, water) : byShare(amount, water)
}

type Amount<By> = Extract<RewardPolicy['amounts'][SupervisionList], { readonly by: By }>

function byArea({ baseYuan, yuanPerM2, mostYuan }: Amount<'area'>, { areaM2 }: RewardedWater): RewardAmount {
  if (areaM2 === undefined) {
    return refused('水域面积未知，无法按面积计算。请先登记面积。', 'The area is not known. Record it first.')
  }
  const yuan = Math.floor(baseYuan + yuanPerM2 * areaM2)
  const [base, area, most] = [text(baseYuan), text(areaM2), text(mostYuan)]
  return capped(yuan, mostYuan, {
    zh: `${baseYuan === 0 ? '' : `${base} 元 + `}${area} ㎡ × ${yuanPerM2} 元，不超过 ${most} 元`,
    en: `${baseYuan === 0 ? '' : `${base} yuan + `}${area} m² × ${yuanPerM2} yuan, at most ${most} yuan`,
  })
}

function byShare({ percentOfPlanned, mostYuan }: Amount<'share'>, { plannedYuan }: RewardedWater): RewardAmount {
  if (plannedYuan === 0) {
    return refused(
      '没有登记计划资金，无法按比例计算。请先登记计划。',
      'No money is planned on record, and the reward is a share of it. Record the plan first.',
    )
  }
  const [planned, most] = [text(plannedYuan), text(mostYuan)]
  return capped(Math.floor((plannedYuan * percentOfPlanned) / 100), mostYuan, {
    zh: `计划 ${planned} 元的 ${percentOfPlanned}%，不超过 ${most} 元`,
    en: `${percentOfPlanned}% of the ${planned} yuan planned, at most ${most} yuan`,
  })
}

function capped(yuan: number, mostYuan: number, words: Bilingual): RewardAmount {
  const least = Math.min(yuan, mostYuan)
  if (least > 0) return { yuan: least, words }
  return refused('按现行政策计算的金额为零。', 'The policy in force gives nothing for it.')
}

const refused = (zh: string, en: string): RewardAmount => ({ refused: { zh, en } })
const text = (value: number) => value.toLocaleString('en-US')

/** A reward as it stands. */
export type Reward = {
  readonly yuan: number
  readonly releasedYuan: number
  /** The furthest stage it was released for. */
  readonly releasedStage?: RewardStage | undefined
  readonly state: RewardState
  /** Of the water when it was earmarked. */
  readonly cycle: number
}

export type StandingWater = { readonly stage: Stage; readonly cycle: number }

export function isOpenReward(state: RewardState): boolean {
  return state === 'earmarked' || state === 'partly' || state === 'released'
}

/** Yuan earmarked and not released yet. @returns 0 for a reward that is taken back or cancelled */
export function heldYuan({ yuan, releasedYuan, state }: Pick<Reward, 'yuan' | 'releasedYuan' | 'state'>): number {
  return isOpenReward(state) ? yuan - releasedYuan : 0
}

export type Release =
  | { readonly yuan: number; readonly state: 'partly' | 'released' }
  | { readonly reasons: readonly Bilingual[] }

/**
 * Whether a reward is released for a stage, by the policy of the day: every reason against it, or the yuan.
 *
 * @param evidence what stands on record now
 */
export function judgeRelease(
  policy: RewardPolicy,
  asked: {
    readonly reward: Reward
    readonly water: StandingWater
    readonly stage: RewardStage
    readonly evidence: ReadonlySet<RewardEvidence>
  },
): Release {
  const { reward, water, stage, evidence } = asked
  const release = policy.releases.find(each => each.stage === stage)
  if (release === undefined) return { reasons: [notRewarded(stage)] }
  // The last tranche takes what rounding left.
  const dueYuan = Math.floor((reward.yuan * release.upToPercent) / 100) - reward.releasedYuan
  const reasons = [
    ...(isOpenReward(reward.state) ? [] : [closed(reward.state)]),
    ...(reward.cycle === water.cycle ? [] : [otherCycle]),
    ...(reached[water.stage] >= rankOf[stage] ? [] : [tooEarly(stage)]),
    ...(dueYuan > 0 || !isOpenReward(reward.state) ? [] : [nothingLeft(stage)]),
    ...release.evidence.filter(each => !evidence.has(each)).map(missing),
  ]
  if (reasons.length > 0) return { reasons }
  return { yuan: dueYuan, state: reward.releasedYuan + dueYuan === reward.yuan ? 'released' : 'partly' }
}

function notRewarded(stage: RewardStage): Bilingual {
  const { zh, en } = rewardStages[stage]
  return {
    zh: `现行政策在“${zh}”时不兑现奖补。`,
    en: `The policy in force releases nothing when a water is ${en}.`,
  }
}

function closed(state: RewardState): Bilingual {
  const { zh, en } = rewardStates[state]
  return { zh: `该奖补${zh}。`, en: `The reward is ${en}.` }
}

const otherCycle: Bilingual = {
  zh: '该奖补属于返黑返臭之前的一轮治理，不再兑现。',
  en: 'The reward belongs to the cycle before a relapse and is not released any more.',
}

function tooEarly(stage: RewardStage): Bilingual {
  const { zh, en } = rewardStages[stage]
  return { zh: `水体还没有到“${zh}”。`, en: `The water is not ${en} yet.` }
}

function nothingLeft(stage: RewardStage): Bilingual {
  const { zh, en } = rewardStages[stage]
  return { zh: `“${zh}”应兑现的部分已经兑现。`, en: `What is due for ${en} has been released.` }
}

function missing(evidence: RewardEvidence): Bilingual {
  const [what, remedy] = [rewardEvidences[evidence], remedies[evidence]]
  return { zh: `缺少：${what.zh}。${remedy.zh}`, en: `Missing: ${what.en}. ${remedy.en}` }
}

/**
 * Whether what was released is taken back: the water relapsed, began a new cycle, or fell behind the stage that was rewarded.
 *
 * @returns why not; `undefined` where it may be
 */
export function refuseTakeBack(reward: Reward, { stage, cycle }: StandingWater): Bilingual | undefined {
  if (!isOpenReward(reward.state)) return closed(reward.state)
  if (reward.releasedStage === undefined) {
    return {
      zh: '还没有兑现，没有可收回的金额。需要时请撤销预留。',
      en: 'Nothing was released yet. Cancel the earmark instead.',
    }
  }
  if (standingOf(stage) === 'elsewhere') {
    return {
      zh: '水体已并入或拆分，兑现的依据没有变化。',
      en: 'The water was merged or split; what was rewarded stands.',
    }
  }
  if (cycle !== reward.cycle || fallenBehind(reward.releasedStage).includes(stage)) return undefined
  return {
    zh: '水体没有返黑返臭，已核实的成效仍然有效。',
    en: 'The water has not relapsed; the result that was verified stands.',
  }
}

export function isToTakeBack(reward: Reward, water: StandingWater): boolean {
  return refuseTakeBack(reward, water) === undefined
}
