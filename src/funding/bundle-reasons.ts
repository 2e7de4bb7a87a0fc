import type { Bilingual } from '../domain/words.ts'
import { gainOf, type AwardTier, type BundleCandidate, type BundleTotals, type BundleWishes } from './bundle.ts'

/** Why a water is in a bundle or out of it, with the figures that decide. Persisted in saved bundles. */
export type BundleReason =
  | { readonly why: 'wished' }
  | { readonly why: 'holds-investment'; readonly missingYuan: number; readonly awardYuan: number }
  | { readonly why: 'holds-area'; readonly missingM2: number; readonly awardYuan: number }
  | { readonly why: 'holds-counties'; readonly atLeast: number }
  | { readonly why: 'weak-finance' }
  | { readonly why: 'goal'; readonly yuanPerM2?: number | undefined }
  | { readonly why: 'left-out' }
  | { readonly why: 'enterprise' }
  | { readonly why: 'no-figures' }
  | { readonly why: 'counties-full'; readonly atMost: number }
  | {
      readonly why: 'budget'
      readonly costYuan: number
      readonly leftYuan: number
      readonly yuanPerM2?: number | undefined
      readonly bundleYuanPerM2?: number | undefined
    }
  | { readonly why: 'no-gain' }
  | { readonly why: 'not-proven' }

export type Explained = {
  readonly wishes: BundleWishes
  readonly tier: AwardTier | undefined
  readonly totals: BundleTotals
  readonly bundle: readonly BundleCandidate[]
}

/** Everything that keeps a water in: wishes first, then what would be lost without it, then what it adds. */
export function whyIn(candidate: BundleCandidate, { wishes, tier, totals, bundle }: Explained): BundleReason[] {
  const { areaM2 = 0, investmentYuan = 0, countyCode, waterId } = candidate
  const missingYuan = (tier?.investmentYuanFrom ?? 0) - (totals.investmentYuan - investmentYuan)
  const missingM2 = Math.round(((tier?.bundleAreaM2From ?? 0) - (totals.areaM2 - areaM2)) * 100) / 100
  const alone = bundle.filter(each => each.countyCode === countyCode).length === 1
  const reasons: BundleReason[] = []
  if (wishes.mustInclude.includes(waterId)) reasons.push({ why: 'wished' })
  if (tier !== undefined && missingYuan > 0) {
    reasons.push({ why: 'holds-investment', missingYuan, awardYuan: tier.awardYuan })
  }
  if (tier !== undefined && missingM2 > 0) reasons.push({ why: 'holds-area', missingM2, awardYuan: tier.awardYuan })
  if (wishes.atLeastCounties !== undefined && alone && totals.counties === wishes.atLeastCounties) {
    reasons.push({ why: 'holds-counties', atLeast: wishes.atLeastCounties })
  }
  if (wishes.weakFinanceCounties.includes(countyCode)) reasons.push({ why: 'weak-finance' })
  if (reasons.length === 0) reasons.push({ why: 'goal', yuanPerM2: perM2(investmentYuan, areaM2) })
  return reasons
}

/** The one thing that keeps a water out. */
export function whyOut(candidate: BundleCandidate, { wishes, totals, bundle }: Explained): BundleReason {
  const { areaM2 = 0, investmentYuan = 0, countyCode } = candidate
  if (gainOf(wishes.goal, candidate) === 0) return { why: 'no-gain' }
  const leftYuan = wishes.ownYuan + totals.awardYuan - totals.investmentYuan
  if (investmentYuan > leftYuan) {
    return {
      why: 'budget',
      costYuan: investmentYuan,
      leftYuan,
      yuanPerM2: perM2(investmentYuan, areaM2),
      bundleYuanPerM2: perM2(totals.investmentYuan, totals.areaM2),
    }
  }
  const { atMostCounties } = wishes
  if (atMostCounties === totals.counties && bundle.every(each => each.countyCode !== countyCode)) {
    return { why: 'counties-full', atMost: atMostCounties }
  }
  return { why: 'not-proven' }
}

function perM2(yuan: number, areaM2: number): number | undefined {
  return areaM2 > 0 ? Math.round(yuan / areaM2) : undefined
}

/** @example yuanWords(226_000_000).zh // '22,600 万元' */
export function yuanWords(yuan: number): Bilingual {
  const zh = (yuan / 10_000).toLocaleString('en-US', { maximumFractionDigits: 2 })
  return { zh: `${zh} 万元`, en: `${(yuan / 1e6).toLocaleString('en-US', { maximumFractionDigits: 4 })} million yuan` }
}

const areaText = (areaM2: number) => areaM2.toLocaleString('en-US', { maximumFractionDigits: 2 })

const fixedWords = {
  wished: { zh: '指定纳入', en: 'in because it was asked for' },
  'weak-finance': { zh: '财力薄弱区县优先', en: 'in: counties of weak finance come first' },
  'left-out': { zh: '指定不纳入', en: 'out because it was asked for' },
  enterprise: {
    zh: '有明确责任企业，按规则不得纳入',
    en: 'out: an enterprise is responsible, which the rule excludes',
  },
  'no-figures': {
    zh: '没有面积或投资，无法测算；补登面积或填写投资后可纳入',
    en: 'out: no area or no investment is known; record the area or enter the investment',
  },
  'no-gain': {
    zh: '对所选目标没有贡献（未填受益人口）',
    en: 'out: it adds nothing to the goal (no people are entered)',
  },
  'not-proven': {
    zh: '求解达到计算上限，未能证明不可纳入',
    en: 'out: the search ended at its limit before this was settled',
  },
} as const satisfies Record<string, Bilingual>

/** A reason as a sentence. */
export function reasonWords(reason: BundleReason): Bilingual {
  switch (reason.why) {
    case 'holds-investment':
    case 'holds-area':
      return holdingWords(reason)
    case 'holds-counties':
      return {
        zh: `缺少它就不足 ${reason.atLeast} 个区县`,
        en: `in: without it there are fewer than ${reason.atLeast} counties`,
      }
    case 'goal':
      return goalWords(reason.yuanPerM2)
    case 'counties-full':
      return {
        zh: `已达到最多 ${reason.atMost} 个区县，所在区县未入选`,
        en: `out: its county is not among the ${reason.atMost} that may take part`,
      }
    case 'budget':
      return budgetWords(reason)
    case 'wished':
    case 'weak-finance':
    case 'left-out':
    case 'enterprise':
    case 'no-figures':
    case 'no-gain':
    case 'not-proven':
      return fixedWords[reason.why]
  }
}

function holdingWords(reason: Extract<BundleReason, { why: 'holds-investment' | 'holds-area' }>): Bilingual {
  const award = yuanWords(reason.awardYuan)
  if (reason.why === 'holds-investment') {
    const missing = yuanWords(reason.missingYuan)
    return {
      zh: `缺少它，总投资距 ${award.zh} 档差 ${missing.zh}`,
      en: `in: without it the total is ${missing.en} short of the ${award.en} award`,
    }
  }
  const missing = areaText(reason.missingM2)
  return {
    zh: `缺少它，面积距 ${award.zh} 档差 ${missing} ㎡`,
    en: `in: without it the area is ${missing} m² short of the ${award.en} award`,
  }
}

function goalWords(yuanPerM2: number | undefined): Bilingual {
  if (yuanPerM2 === undefined) return { zh: '有助于所选目标', en: 'in: it adds to the goal' }
  return {
    zh: `有助于所选目标，单位面积投资 ${areaText(yuanPerM2)} 元/㎡`,
    en: `in: it adds to the goal at ${areaText(yuanPerM2)} yuan per m²`,
  }
}

function budgetWords(reason: Extract<BundleReason, { why: 'budget' }>): Bilingual {
  const [cost, left] = [yuanWords(reason.costYuan), yuanWords(reason.leftYuan)]
  const { yuanPerM2, bundleYuanPerM2 } = reason
  const compared = yuanPerM2 !== undefined && bundleYuanPerM2 !== undefined
  const [own, all] = [areaText(yuanPerM2 ?? 0), areaText(bundleYuanPerM2 ?? 0)]
  return {
    zh: `资金已用完：需 ${cost.zh}，余 ${left.zh}${compared ? `（单位面积 ${own} 元/㎡，入选平均 ${all} 元/㎡）` : ''}`,
    en: `out: it costs ${cost.en} and ${left.en} is left${compared ? ` (${own} yuan per m²; the bundle ${all} on average)` : ''}`,
  }
}
