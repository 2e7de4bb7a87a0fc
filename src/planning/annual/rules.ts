import { many } from '../../domain/many.ts'
import { levelOf, type RegionCode } from '../../domain/regions.ts'
import type { Bilingual } from '../../domain/words.ts'
import { fundSources } from '../plans/rules.ts'
import { milestones, wrongOrder } from './milestones.ts'
import { countsFor } from './tracking.ts'
import {
  annualTextIds,
  annualTexts,
  targetKinds,
  type AnnualTarget,
  type AnnualText,
  type AnnualWater,
} from './words.ts'

export {
  milestoneIds,
  milestones,
  milestoneStateIds,
  milestoneStates,
  type Milestone,
  type MilestoneDays,
  type MilestoneState,
} from './milestones.ts'
export {
  countsFor,
  isDone,
  isExpected,
  isMet,
  milestoneOfTarget,
  targetStateIds,
  targetStates,
  type TargetState,
} from './tracking.ts'
export { isLate, targetsFrom } from './sums.ts'
export {
  annualStateIds,
  annualStates,
  annualTextIds,
  annualTexts,
  targetKindIds,
  targetKinds,
  type AnnualState,
  type AnnualTarget,
  type AnnualText,
  type AnnualWater,
  type TargetKind,
} from './words.ts'

export type AnnualPlanText = {
  readonly texts: Readonly<Record<AnnualText, string>>
  readonly targets: readonly AnnualTarget[]
  readonly waters: readonly AnnualWater[]
}

export type AnnualFault = { readonly code: string; readonly words: Bilingual }

/** Whose plan it can be: a city's or a county's; a town has none of its own. */
export function mayHaveAnnualPlan(region: RegionCode): boolean {
  return ['province', 'city', 'county'].includes(levelOf(region))
}

/**
 * What keeps an annual work plan from being issued, in the order of the document.
 *
 * @example faultsOfAnnual({ ...plan, waters: [] }, 2027)[0]?.code // 'waters.none'
 */
export function faultsOfAnnual(plan: AnnualPlanText, year: number): readonly AnnualFault[] {
  return [
    ...annualTextIds.flatMap(id => textFault(id, plan.texts[id])),
    ...(plan.targets.length === 0 ? [noTarget] : plan.targets.flatMap(target => targetFault(target, plan, year))),
    ...(plan.waters.length === 0 ? [noWater] : []),
    ...plan.waters.flatMap(water => [...orderFault(water), ...moneyFault(water)]),
  ]
}

function textFault(id: AnnualText, text: string): readonly AnnualFault[] {
  if (text.trim() !== '') return []
  const { zh, en } = annualTexts[id]
  return [{ code: `text.${id}`, words: { zh: `没有写“${zh}”。请补充。`, en: `"${en}" is not written yet.` } }]
}

const noTarget: AnnualFault = {
  code: 'targets.none',
  words: {
    zh: '没有设定治理目标。请至少设定一项数量目标。',
    en: 'No target is set. Set at least one, with numbers.',
  },
}

const noWater: AnnualFault = {
  code: 'waters.none',
  words: {
    zh: '方案中没有水体。请先提交或批复一水一策方案，再重新汇总。',
    en: 'There is no water in the plan. Submit or approve plans of waters first, then draw it up again.',
  },
}

/** A target above what the milestones hold cannot be tracked to any water. */
function targetFault(target: AnnualTarget, { waters }: AnnualPlanText, year: number): readonly AnnualFault[] {
  const held = waters.filter(water => countsFor(water, target, year)).length
  if (target.waters <= held) return []
  const { zh, en } = targetKinds[target.kind]
  return [
    {
      code: 'targets.above',
      words: {
        zh: `目标“${zh}”为 ${target.waters} 个，方案中本年度安排的只有 ${held} 个。请调低目标，或增加水体、调整里程碑。`,
        en: `The target "${en}" is ${target.waters}, but only ${many(held, 'water is', 'waters are')} dated so in this year. Lower it, or add waters or change their days.`,
      },
    },
  ]
}

function orderFault({ name, milestones: days }: AnnualWater): readonly AnnualFault[] {
  const wrong = wrongOrder(days)
  if (wrong === undefined) return []
  const [before, after] = wrong.map(id => milestones[id])
  return [
    {
      code: 'waters.order',
      words: {
        zh: `“${name}”的${after?.zh}早于${before?.zh}。请调整里程碑。`,
        en: `At "${name}", ${after?.en} comes before ${before?.en}. Correct its days.`,
      },
    },
  ]
}

function moneyFault({ name, costYuan, funding }: AnnualWater): readonly AnnualFault[] {
  const given = Math.round(funding.reduce((sum, { yuan }) => sum + yuan, 0) * 100) / 100
  if (given === costYuan) return []
  const sources = funding.map(({ source }) => fundSources[source].zh).join('、')
  return [
    {
      code: 'waters.money',
      words: {
        zh: `“${name}”的措施费用 ${costYuan} 元，资金来源${sources === '' ? '' : `（${sources}）`}合计 ${given} 元。请在其一水一策方案中更正后重新汇总。`,
        en: `The measures of "${name}" cost ${costYuan} yuan, its sources give ${given}. Correct its plan and draw up again.`,
      },
    },
  ]
}
