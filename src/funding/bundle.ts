import type { SupervisionList } from '../domain/waters.ts'
import type { PolicyValue } from '../policy/schemas.ts'

/** The rule of a pilot call, as one edition of the policy `pilot-bundle` has it. */
export type BundleRule = PolicyValue<'pilot-bundle'>
export type AwardTier = BundleRule['tiers'][number]

/** A water that may go into a bundle. Yuan; square metres. */
export type BundleCandidate = {
  readonly waterId: string
  readonly code: string
  /** Six digits. */
  readonly countyCode: string
  readonly list: SupervisionList
  readonly areaM2?: number | undefined
  /** Whole yuan. Absent where neither entered nor to be estimated from the area. */
  readonly investmentYuan?: number | undefined
  readonly people?: number | undefined
  readonly enterpriseResponsible: boolean
}

export const bundleGoals = {
  area: { zh: '治理面积最大', en: 'most area' },
  people: { zh: '受益人口最多', en: 'most people benefited' },
  waters: { zh: '水体数量最多', en: 'most waters' },
} as const
export type BundleGoal = keyof typeof bundleGoals
export const bundleGoalIds = Object.keys(bundleGoals) as readonly BundleGoal[] // keys of a const object are exactly its union

export type BundleWishes = {
  /** Money available besides the award, whole yuan. */
  readonly ownYuan: number
  readonly goal: BundleGoal
  readonly mustInclude: readonly string[]
  readonly mustLeaveOut: readonly string[]
  /** Six digits each: what the goal counts in them comes before everything elsewhere. */
  readonly weakFinanceCounties: readonly string[]
  readonly atLeastCounties?: number | undefined
  readonly atMostCounties?: number | undefined
}

/** What a bundle adds up to. */
export type BundleTotals = {
  readonly waters: number
  readonly counties: number
  readonly areaM2: number
  readonly investmentYuan: number
  readonly people: number
  readonly awardYuan: number
}

/** The next tier up: what is missing of its two conditions, and of own money if both were met. */
export type NextTier = {
  readonly awardYuan: number
  readonly missingInvestmentYuan: number
  readonly missingAreaM2: number
  readonly missingOwnYuan: number
  /** The search reached its limit before it found a bundle of this tier: there may be one. */
  readonly unfound?: true
}

/** Whether the applicant may apply at all. */
export type Applicant = { readonly eligible: boolean; readonly nationalWaters: number; readonly areaM2: number }

/**
 * Counts the waters of the national list, also those that may not be bundled: the condition is on the applicant.
 *
 * Source: 2022 rule: at least 10 waters of the national list, or at least 100,000 m2. Whether the area is that of the national list alone
 * is not said; the stricter reading is taken.
 */
export function judgeApplicant(rule: BundleRule, candidates: readonly BundleCandidate[]): Applicant {
  const national = candidates.filter(({ list }) => list === 'national')
  const areaM2 = sumOf(national, ({ areaM2 = 0 }) => areaM2)
  const { nationalWatersFrom, areaM2From } = rule.applicant
  return {
    eligible: national.length >= nationalWatersFrom || areaM2 >= areaM2From,
    nationalWaters: national.length,
    areaM2,
  }
}

/**
 * The award of a bundle: the highest tier of which both conditions are met; `undefined` below the lowest.
 *
 * @example awardTier(rule, { investmentYuan: 400_000_000, areaM2: 599_999 })?.awardYuan // 100000000
 */
export function awardTier(
  rule: BundleRule,
  bundle: Pick<BundleTotals, 'investmentYuan' | 'areaM2'>,
): AwardTier | undefined {
  return rule.tiers.find(
    tier => bundle.investmentYuan >= tier.investmentYuanFrom && bundle.areaM2 >= tier.bundleAreaM2From,
  )
}

/** What the next tier would need; `undefined` on the highest, and for an applicant who may not apply. */
export function nextTier(
  rule: BundleRule,
  totals: BundleTotals,
  { ownYuan, eligible }: { readonly ownYuan: number; readonly eligible: boolean },
): NextTier | undefined {
  const tier = rule.tiers.findLast(({ awardYuan }) => awardYuan > totals.awardYuan)
  if (tier === undefined || !eligible) return undefined
  const investmentYuan = Math.max(totals.investmentYuan, tier.investmentYuanFrom)
  return {
    awardYuan: tier.awardYuan,
    missingInvestmentYuan: investmentYuan - totals.investmentYuan,
    missingAreaM2: roundM2(Math.max(0, tier.bundleAreaM2From - totals.areaM2)),
    missingOwnYuan: Math.max(0, investmentYuan - tier.awardYuan - ownYuan),
  }
}

export function totalsOf(bundle: readonly BundleCandidate[], awardYuan: number): BundleTotals {
  return {
    waters: bundle.length,
    counties: new Set(bundle.map(({ countyCode }) => countyCode)).size,
    areaM2: sumOf(bundle, ({ areaM2 = 0 }) => areaM2),
    investmentYuan: sumOf(bundle, ({ investmentYuan = 0 }) => investmentYuan),
    people: sumOf(bundle, ({ people = 0 }) => people),
    awardYuan,
  }
}

/** What a water adds to the goal. */
export function gainOf(goal: BundleGoal, { areaM2 = 0, people = 0 }: BundleCandidate): number {
  return { area: areaM2, people, waters: 1 }[goal]
}

/** Areas have two decimals at most; their sums in floating point would show more. */
function roundM2(areaM2: number): number {
  return Math.round(areaM2 * 100) / 100
}

function sumOf(bundle: readonly BundleCandidate[], of: (candidate: BundleCandidate) => number): number {
  return roundM2(bundle.reduce((total, candidate) => total + of(candidate), 0))
}
