import { bundleModel, leastCostModel, takenBy, type Choice, type Model } from './bundle-model.ts'
import { whyIn, whyOut, type BundleReason } from './bundle-reasons.ts'
import {
  awardTier,
  gainOf,
  judgeApplicant,
  nextTier,
  totalsOf,
  type Applicant,
  type AwardTier,
  type BundleCandidate,
  type BundleRule,
  type BundleTotals,
  type BundleWishes,
  type NextTier,
} from './bundle.ts'

/**
 * What a solver answers: which variables are one; `undefined` where nothing satisfies all rows; `unfound` where the search reached its limit
 * before it found anything, as where money must be spent to the yuan.
 */
export type Solved = { readonly ones: ReadonlySet<string>; readonly proven: boolean } | 'unfound' | undefined
export type SolveModel = (model: Model) => Solved

export type BundleProblem = {
  readonly rule: BundleRule
  readonly candidates: readonly BundleCandidate[]
  readonly wishes: BundleWishes
}

export type BundleDecision = {
  readonly waterId: string
  readonly in: boolean
  readonly reasons: readonly BundleReason[]
}

export type Bundle = {
  readonly totals: BundleTotals
  readonly next?: NextTier | undefined
  readonly applicant: Applicant
  /** Nothing better exists, to within one unit of the goal (whole numbers: exactly). */
  readonly proven: boolean
  /** One for each candidate, in the order of their codes. */
  readonly decisions: readonly BundleDecision[]
}

/** Wishes of which no bundle can be made. */
export const wishKinds = {
  'own-money': { zh: '自有资金', en: 'the own money' },
  'must-include': { zh: '指定纳入的水体', en: 'the waters that must be in' },
  'at-least-counties': { zh: '最少区县数', en: 'the least number of counties' },
  'at-most-counties': { zh: '最多区县数', en: 'the greatest number of counties' },
} as const
export type WishKind = keyof typeof wishKinds

/** `wishes`: each of them, given up alone, makes the rest possible; all that were made where only several together would. */
export type Conflict = {
  readonly wishes: readonly WishKind[]
  /** The least own money with which the other wishes can be had. */
  readonly neededOwnYuan?: number | undefined
}

export type BundleOutcome =
  | { readonly kind: 'bundle'; readonly bundle: Bundle }
  | { readonly kind: 'conflict'; readonly conflict: Conflict }

/**
 * The best bundle: the highest award that can be had, then as much of the goal as possible in weak-finance counties, then of the goal in all.
 * Candidates enter in the order of their codes, so that the same input in any order gives the same bundle.
 */
export function findBestBundle(problem: BundleProblem, solve: SolveModel): BundleOutcome {
  const applicant = judgeApplicant(problem.rule, problem.candidates)
  const sorted = problem.candidates.toSorted((a, b) => (a.code < b.code ? -1 : Number(a.code > b.code)))
  const candidates = sorted.filter(candidate => settledOut(problem, candidate) === undefined)
  const unfound: number[] = []
  for (const tier of tiersFor(problem.rule, applicant)) {
    const choice: Choice = { candidates, wishes: problem.wishes, tier }
    const found = solveTier(choice, solve)
    if (found === 'unfound') unfound.push(tier?.awardYuan ?? 0)
    if (isFound(found)) {
      const best = { ...found, proven: found.proven && unfound.length === 0 }
      const bundle = { ...explain({ ...problem, candidates: sorted }, tier, best), applicant }
      return { kind: 'bundle', bundle: withUnfound(bundle, unfound) }
    }
  }
  return { kind: 'conflict', conflict: findConflict({ ...problem, candidates }, applicant, solve) }
}

/** Of the next tier that the search may have missed it. */
function withUnfound(bundle: Bundle, unfoundAwards: readonly number[]): Bundle {
  const { next } = bundle
  if (next === undefined || !unfoundAwards.includes(next.awardYuan)) return bundle
  return { ...bundle, next: { ...next, unfound: true } }
}

function tiersFor(rule: BundleRule, { eligible }: Applicant): readonly (AwardTier | undefined)[] {
  return eligible ? [...rule.tiers, undefined] : [undefined]
}

/** What never reaches the solver. */
export function settledOut(
  { rule, wishes }: Pick<BundleProblem, 'rule' | 'wishes'>,
  { waterId, enterpriseResponsible, areaM2, investmentYuan }: BundleCandidate,
): BundleReason | undefined {
  if (rule.enterpriseResponsibleExcluded && enterpriseResponsible) return { why: 'enterprise' }
  if (wishes.mustLeaveOut.includes(waterId)) return { why: 'left-out' }
  if (areaM2 === undefined || investmentYuan === undefined) return { why: 'no-figures' }
  return undefined
}

type Found = { readonly taken: readonly BundleCandidate[]; readonly proven: boolean }

function solveTier(choice: Choice, solve: SolveModel): Found | 'unfound' | undefined {
  const { candidates, wishes } = choice
  const weak = (countyCode: string) => wishes.weakFinanceCounties.includes(countyCode)
  if (!candidates.some(({ countyCode }) => weak(countyCode))) return taken(choice, solve(bundleModel(choice)))
  const first = taken(choice, solve(bundleModel(choice, { weakFirst: true })))
  if (!isFound(first)) return first
  const weakAtLeast = first.taken
    .filter(({ countyCode }) => weak(countyCode))
    .reduce((total, candidate) => total + gainOf(wishes.goal, candidate), 0)
  const second = taken(choice, solve(bundleModel(choice, { weakAtLeast })))
  return isFound(second) ? { ...second, proven: first.proven && second.proven } : { ...first, proven: false }
}

function taken(choice: Choice, solved: Solved): Found | 'unfound' | undefined {
  if (!isFound(solved)) return solved
  return { taken: takenBy(choice, name => solved.ones.has(name)), proven: solved.proven }
}

function explain(problem: BundleProblem, tier: AwardTier | undefined, found: Found): Omit<Bundle, 'applicant'> {
  const { rule, candidates, wishes } = problem
  const totals = totalsOf(found.taken, tier?.awardYuan ?? 0)
  requireLawful(problem, tier, totals)
  const explained = { wishes, tier, totals, bundle: found.taken }
  const ids = new Set(found.taken.map(({ waterId }) => waterId))
  const applicant = judgeApplicant(rule, candidates)
  return {
    totals,
    next: nextTier(rule, totals, { ownYuan: wishes.ownYuan, eligible: applicant.eligible }),
    proven: found.proven,
    decisions: candidates.map(candidate => ({
      waterId: candidate.waterId,
      in: ids.has(candidate.waterId),
      reasons: ids.has(candidate.waterId)
        ? whyIn(candidate, explained)
        : [settledOut(problem, candidate) ?? whyOut(candidate, explained)],
    })),
  }
}

/** Counts again, in whole yuan, what the solver found with floating-point numbers: a bundle that breaks the rule must never be shown. */
function requireLawful({ rule, wishes }: BundleProblem, tier: AwardTier | undefined, totals: BundleTotals): void {
  const paid = totals.investmentYuan <= wishes.ownYuan + totals.awardYuan
  const reached = tier === undefined || (awardTier(rule, totals)?.awardYuan ?? 0) >= tier.awardYuan
  if (!paid || !reached) throw new RangeError(`the solver's bundle breaks the rule: ${JSON.stringify(totals)}`)
}

function findConflict(problem: BundleProblem, applicant: Applicant, solve: SolveModel): Conflict {
  const made = madeWishes(problem.wishes)
  const tiers = tiersFor(problem.rule, applicant)
  const { candidates } = problem
  // The lowest award first: a higher one asks for more, and where its money must fit to the yuan the search takes seconds.
  const possible = (wishes: BundleWishes) =>
    tiers.toReversed().some(tier => isFound(solve(leastCostWithin({ candidates, wishes, tier }))))
  const wishes = made.filter(kind => possible(withoutWish(problem.wishes, kind)))
  if (!wishes.includes('own-money')) return { wishes: wishes.length === 0 ? made : wishes }
  const costs = tiers.flatMap(tier => {
    const found = taken(
      { candidates, wishes: problem.wishes, tier },
      solve(leastCostModel({ candidates, wishes: problem.wishes, tier })),
    )
    return isFound(found) ? [Math.max(0, totalsOf(found.taken, 0).investmentYuan - (tier?.awardYuan ?? 0))] : []
  })
  return costs.length === 0 ? { wishes } : { wishes, neededOwnYuan: Math.min(...costs) }
}

function isFound<Answer>(answer: Answer | 'unfound' | undefined): answer is Exclude<Answer, 'unfound' | undefined> {
  return answer !== undefined && answer !== 'unfound'
}

/** Feasible or not is all that is asked, so the objective is the simplest. */
function leastCostWithin(choice: Choice): Model {
  return { ...bundleModel(choice), direction: 'minimise', objective: [] }
}

function madeWishes({ mustInclude, atLeastCounties, atMostCounties }: BundleWishes): readonly WishKind[] {
  return [
    'own-money',
    ...(mustInclude.length === 0 ? [] : ['must-include' as const]),
    ...(atLeastCounties === undefined ? [] : ['at-least-counties' as const]),
    ...(atMostCounties === undefined ? [] : ['at-most-counties' as const]),
  ]
}

function withoutWish(wishes: BundleWishes, kind: WishKind): BundleWishes {
  return {
    'own-money': { ...wishes, ownYuan: Number.MAX_SAFE_INTEGER },
    'must-include': { ...wishes, mustInclude: [] },
    'at-least-counties': { ...wishes, atLeastCounties: undefined },
    'at-most-counties': { ...wishes, atMostCounties: undefined },
  }[kind]
}
