import { beforeAll, describe, expect, it } from 'vitest'
import { policyAt } from '../policy/policy.ts'
import {
  awardTier,
  compareBundles,
  findBestBundle,
  judgeApplicant,
  nextTier,
  reasonWords,
  totalsOf,
  type Bundle,
  type BundleCandidate,
  type BundleReason,
  type BundleRule,
  type BundleWishes,
} from './rules.ts'
import { findBundleAside, loadSolver } from './solving.ts'

const rule = policyAt('pilot-bundle', '2022-07-01').value
const million = 1_000_000

/** The rule in small, so that a handful of waters reaches its tiers. */
const smallRule: BundleRule = {
  ...rule,
  applicant: { nationalWatersFrom: 1, areaM2From: 100_000 },
  tiers: [
    { awardYuan: 100, investmentYuanFrom: 300, bundleAreaM2From: 60 },
    { awardYuan: 50, investmentYuanFrom: 100, bundleAreaM2From: 0 },
  ],
}

function candidate(index: number, changes: Partial<BundleCandidate> = {}): BundleCandidate {
  return {
    waterId: `w${index}`,
    code: `C${String(index).padStart(4, '0')}`,
    countyCode: `50000${index % 3}`,
    list: 'national',
    areaM2: 10,
    investmentYuan: 50,
    enterpriseResponsible: false,
    ...changes,
  }
}

const noWishes: BundleWishes = {
  ownYuan: 100,
  goal: 'area',
  mustInclude: [],
  mustLeaveOut: [],
  weakFinanceCounties: [],
}

let solve: Awaited<ReturnType<typeof loadSolver>>
beforeAll(async () => {
  solve = await loadSolver()
})

function bundleOf(candidates: readonly BundleCandidate[], wishes: Partial<BundleWishes> = {}, by = smallRule): Bundle {
  const outcome = findBestBundle({ rule: by, candidates, wishes: { ...noWishes, ...wishes } }, solve)
  if (outcome.kind === 'conflict') throw new Error(JSON.stringify(outcome.conflict))
  return outcome.bundle
}
const conflictOf = (candidates: readonly BundleCandidate[], wishes: Partial<BundleWishes>) => {
  const outcome = findBestBundle({ rule: smallRule, candidates, wishes: { ...noWishes, ...wishes } }, solve)
  if (outcome.kind === 'bundle') throw new Error('a bundle was found')
  return outcome.conflict
}
const idsIn = ({ decisions }: Bundle) => decisions.filter(each => each.in).map(({ waterId }) => waterId)
const reasonsOf = ({ decisions }: Bundle, id: string) => decisions.find(({ waterId }) => waterId === id)?.reasons ?? []

describe('the award of 2022', () => {
  it.each([
    [400 * million, 600_000, 200 * million],
    [400 * million - 1, 600_000, 100 * million],
    [400 * million, 599_999, 100 * million],
    [400 * million, 299_999, 50 * million],
    [200 * million, 300_000, 100 * million],
    [200 * million - 1, 300_000, 50 * million],
    [200 * million, 299_999, 50 * million],
    [100 * million, 0, 50 * million],
    [100 * million - 1, 600_000, undefined],
  ])('for %i yuan and %i m2 is %s', (investmentYuan, areaM2, award) => {
    expect(awardTier(rule, { investmentYuan, areaM2 })?.awardYuan).toBe(award)
  })

  it('asks ten waters of the national list or 100,000 m2 of them of the applicant', () => {
    const waters = (count: number, areaM2?: number) => Array.from({ length: count }, (_, i) => candidate(i, { areaM2 }))
    expect(judgeApplicant(rule, waters(10)).eligible).toBe(true)
    expect(judgeApplicant(rule, waters(9)).eligible).toBe(false)
    expect(judgeApplicant(rule, waters(1, 100_000)).eligible).toBe(true)
    expect(judgeApplicant(rule, waters(1, 99_999)).eligible).toBe(false)
    expect(judgeApplicant(rule, [candidate(1, { list: 'municipal', areaM2: 100_000 })]).eligible).toBe(false)
    expect(judgeApplicant(rule, [])).toEqual({ eligible: false, nationalWaters: 0, areaM2: 0 })
  })

  it('says what the next tier needs of money, area and own money', () => {
    const totals = { ...totalsOf([], 100 * million), investmentYuan: 226 * million, areaM2: 310_000 }
    expect(nextTier(rule, totals, { ownYuan: 126 * million, eligible: true })).toEqual({
      awardYuan: 200 * million,
      missingInvestmentYuan: 174 * million,
      missingAreaM2: 290_000,
      missingOwnYuan: 74 * million,
    })
    expect(nextTier(rule, { ...totals, awardYuan: 200 * million }, { ownYuan: 0, eligible: true })).toBeUndefined()
    expect(nextTier(rule, totals, { ownYuan: 0, eligible: false })).toBeUndefined()
  })
})

/** Every subset, as the rule and the wishes have it: the highest award, then the most area. */
function bestByHand(candidates: readonly BundleCandidate[], { ownYuan, atMostCounties = 99 }: BundleWishes) {
  let best = { awardYuan: -1, areaM2: -1 }
  for (let mask = 0; mask < 2 ** candidates.length; mask++) {
    const chosen = candidates.filter((_, index) => (mask >> index) % 2 === 1)
    const bare = totalsOf(chosen, 0)
    const awardYuan = awardTier(smallRule, bare)?.awardYuan ?? 0
    if (bare.investmentYuan > ownYuan + awardYuan || bare.counties > atMostCounties) continue
    if (awardYuan > best.awardYuan || (awardYuan === best.awardYuan && bare.areaM2 > best.areaM2)) {
      best = { awardYuan, areaM2: bare.areaM2 }
    }
  }
  return best
}

describe('the best bundle', () => {
  it('is never beaten by any subset', () => {
    let state = 7
    const next = (below: number) => (state = (state * 48_271) % 2_147_483_647) % below
    for (let round = 0; round < 30; round++) {
      const candidates = Array.from({ length: 10 }, (_, index) =>
        candidate(index, { areaM2: 1 + next(20), investmentYuan: 10 + next(90) }),
      )
      const wishes = { ...noWishes, ownYuan: 20 + next(250), ...(round % 2 === 0 ? {} : { atMostCounties: 2 }) }
      const { totals, proven } = bundleOf(candidates, wishes)
      expect({ awardYuan: totals.awardYuan, areaM2: totals.areaM2 }).toEqual(bestByHand(candidates, wishes))
      expect(proven).toBe(true)
    }
  })

  it('of a lower award says that it is not proven, where the search of a higher one reached its limit', () => {
    const candidates = Array.from({ length: 9 }, (_, index) => candidate(index))
    const wishes = { ...noWishes, ownYuan: 250 }
    const sure = findBestBundle({ rule: smallRule, candidates, wishes }, solve)
    expect(sure).toMatchObject({ bundle: { proven: true, totals: { awardYuan: 100 } } })
    expect(sure).not.toHaveProperty('bundle.next.unfound')
    let asked = 0
    const unsure = findBestBundle({ rule: smallRule, candidates, wishes }, model =>
      asked++ === 0 ? 'unfound' : solve(model),
    )
    expect(unsure).toMatchObject({
      bundle: { proven: false, totals: { awardYuan: 50 }, next: { awardYuan: 100, unfound: true } },
    })
  })

  it('is none where nothing is found within the limit, with every wish in question', () => {
    const candidates = Array.from({ length: 9 }, (_, index) => candidate(index))
    const wishes = { ...noWishes, atLeastCounties: 2 }
    expect(findBestBundle({ rule: smallRule, candidates, wishes }, () => 'unfound')).toEqual({
      kind: 'conflict',
      conflict: { wishes: ['own-money', 'at-least-counties'] },
    })
  })

  it('is the same whatever order the candidates come in, and takes lower codes of waters that are alike', () => {
    const candidates = Array.from({ length: 9 }, (_, index) => candidate(index, { countyCode: '500001' }))
    const bundle = bundleOf(candidates)
    expect(idsIn(bundle)).toEqual(['w0', 'w1', 'w2'])
    expect(bundleOf(candidates.toReversed())).toEqual(bundle)
  })

  it('puts weak-finance counties before more area elsewhere', () => {
    const candidates = [
      candidate(0, { areaM2: 30, investmentYuan: 100 }),
      candidate(1, { areaM2: 5, investmentYuan: 100 }),
    ]
    expect(idsIn(bundleOf(candidates, { ownYuan: 50 }))).toEqual(['w0'])
    const weak = bundleOf(candidates, { ownYuan: 50, weakFinanceCounties: ['500001'] })
    expect(idsIn(weak)).toEqual(['w1'])
    expect(reasonsOf(weak, 'w1')).toContainEqual({ why: 'weak-finance' })
  })

  it('counts people or waters where they are the goal, and nobody where none are entered', () => {
    const candidates = [
      candidate(0, { people: 900, investmentYuan: 100, areaM2: 1 }),
      candidate(1, { areaM2: 50, investmentYuan: 100 }),
    ]
    const bundle = bundleOf(candidates, { ownYuan: 50, goal: 'people' })
    expect(idsIn(bundle)).toEqual(['w0'])
    expect(reasonsOf(bundle, 'w1')).toEqual([{ why: 'no-gain' }])
    expect(bundleOf(candidates, { ownYuan: 500, goal: 'waters' }).totals.waters).toBe(2)
  })

  it('says of each water why it is in or out', () => {
    const candidates = [
      candidate(0),
      candidate(1),
      candidate(2, { enterpriseResponsible: true }),
      candidate(3),
      candidate(4, { areaM2: undefined }),
      candidate(5, { investmentYuan: undefined }),
      candidate(6, { areaM2: 9, investmentYuan: 900 }),
    ]
    const bundle = bundleOf(candidates, { ownYuan: 60, mustInclude: ['w0'], mustLeaveOut: ['w3'] })
    expect(reasonsOf(bundle, 'w0')).toEqual([
      { why: 'wished' },
      { why: 'holds-investment', missingYuan: 50, awardYuan: 50 },
    ])
    expect(reasonsOf(bundle, 'w1')).toEqual([{ why: 'holds-investment', missingYuan: 50, awardYuan: 50 }])
    expect(reasonsOf(bundle, 'w2')).toEqual([{ why: 'enterprise' }])
    expect(reasonsOf(bundle, 'w3')).toEqual([{ why: 'left-out' }])
    expect(reasonsOf(bundle, 'w4')).toEqual([{ why: 'no-figures' }])
    expect(reasonsOf(bundle, 'w5')).toEqual([{ why: 'no-figures' }])
    expect(reasonsOf(bundle, 'w6')).toEqual([
      { why: 'budget', costYuan: 900, leftYuan: 10, yuanPerM2: 100, bundleYuanPerM2: 5 },
    ])
  })

  it('keeps a water without which the area floor is missed', () => {
    const candidates = [
      candidate(0, { areaM2: 40, investmentYuan: 200 }),
      candidate(1, { areaM2: 25, investmentYuan: 150 }),
      candidate(2, { areaM2: 8, investmentYuan: 1 }),
    ]
    const bundle = bundleOf(candidates, { ownYuan: 260 })
    expect(bundle.totals).toMatchObject({ awardYuan: 100, areaM2: 73 })
    expect(reasonsOf(bundle, 'w0')).toContainEqual({ why: 'holds-area', missingM2: 27, awardYuan: 100 })
    expect(reasonsOf(bundle, 'w2')).toEqual([{ why: 'goal', yuanPerM2: 0 }])
  })

  it('explains what a limit on counties did, both ways', () => {
    const candidates = [candidate(0, { areaM2: 30 }), candidate(3, { areaM2: 30 }), candidate(1, { areaM2: 1 })]
    const few = bundleOf(candidates, { ownYuan: 500, atMostCounties: 1 })
    expect(reasonsOf(few, 'w1')).toEqual([{ why: 'counties-full', atMost: 1 }])
    const many = bundleOf(candidates, { ownYuan: 50, atLeastCounties: 2 })
    expect(reasonsOf(many, 'w1')).toContainEqual({ why: 'holds-counties', atLeast: 2 })
  })

  it('is without an award where the applicant may not apply', () => {
    const bundle = bundleOf([candidate(0), candidate(1)], { ownYuan: 100 }, rule)
    expect(bundle.totals).toMatchObject({ awardYuan: 0, waters: 2 })
    expect(bundle.applicant.eligible).toBe(false)
    expect(bundle.next).toBeUndefined()
  })

  it('is empty where there is nothing to choose from or no money', () => {
    expect(bundleOf([]).decisions).toEqual([])
    const poor = bundleOf([candidate(0)], { ownYuan: 0 })
    expect(idsIn(poor)).toEqual([])
    expect(reasonsOf(poor, 'w0')[0]).toMatchObject({ why: 'budget', leftYuan: 0 })
  })

  it('names the wish that cannot be had, and the money it would take', () => {
    const dear = [candidate(0, { investmentYuan: 500 }), candidate(1)]
    expect(conflictOf(dear, { ownYuan: 100, mustInclude: ['w0'] })).toEqual({
      wishes: ['own-money', 'must-include'],
      neededOwnYuan: 450,
    })
    expect(conflictOf(dear, { ownYuan: 9000, atLeastCounties: 3 })).toEqual({ wishes: ['at-least-counties'] })
    expect(conflictOf(dear, { ownYuan: 9000, mustInclude: ['w0', 'w1'], atMostCounties: 1 }).wishes).toEqual([
      'must-include',
      'at-most-counties',
    ])
  })

  it('is found on a thread of its own just as well', async () => {
    const candidates = [candidate(0), candidate(1)]
    const aside = await findBundleAside({ rule: smallRule, candidates, wishes: noWishes })
    expect(aside).toEqual({ kind: 'bundle', bundle: bundleOf(candidates) })
  })

  it('differs from another by the waters that only one takes', () => {
    const decisions = (...ids: string[]) => ({
      decisions: ['a', 'b', 'c'].map(waterId => ({ waterId, in: ids.includes(waterId), reasons: [] })),
    })
    expect(compareBundles(decisions('a', 'b'), decisions('b', 'c'))).toEqual({
      onlyFirst: ['a'],
      onlySecond: ['c'],
      both: ['b'],
    })
  })
})

describe('a reason in words', () => {
  it('gives the figures that decide, in both languages', () => {
    const held: BundleReason = { why: 'holds-area', missingM2: 1500, awardYuan: 100 * million }
    expect(reasonWords(held)).toEqual({
      zh: '缺少它，面积距 10,000 万元 档差 1,500 ㎡',
      en: 'in: without it the area is 1,500 m² short of the 100 million yuan award',
    })
    expect(reasonWords({ why: 'budget', costYuan: 2 * million, leftYuan: 0 }).zh).toBe(
      '资金已用完：需 200 万元，余 0 万元',
    )
    expect(reasonWords({ why: 'enterprise' }).en).toContain('an enterprise is responsible')
  })
})
