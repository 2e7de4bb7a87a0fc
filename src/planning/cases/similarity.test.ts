import { describe, expect, it } from 'vitest'
import { policyAt } from '../../policy/policy.ts'
import { cleanMonths, monthsBetween, outcomeMark, outcomeOf, outcomeWords, spanWords, type Move } from './outcome.ts'
import { rankSimilar, similarityOf, type CaseTraits, type SolvedTraits } from './similarity.ts'

const today = '2026-11-29'
const policy = policyAt('similar-cases', today).value
const names = {
  causes: new Map([
    ['domestic-sewage', { zh: '生活污水', en: 'domestic sewage' }],
    ['sediment', { zh: '底泥', en: 'sediment' }],
  ]),
  measures: new Map([['dredging', { zh: '清淤', en: 'dredging' }]]),
}
const comparing = { policy, names, today }

const pond: CaseTraits = {
  type: 'pond',
  areaM2: 2000,
  regionCode: '500231102201',
  functions: ['irrigation'],
  causes: [
    { causeId: 'domestic-sewage', percent: 70 },
    { causeId: 'sediment', percent: 30 },
  ],
  measureIds: ['dredging', 'septic-tank'],
}
const twin: SolvedTraits = { ...pond, outcome: { solvedOn: '2022-11-29', earlierRelapses: 0 } }
const compare = (changes: Partial<SolvedTraits>, water: CaseTraits = pond) =>
  similarityOf(water, { ...twin, ...changes }, comparing)
const reasonFor = (criterion: string, changes: Partial<SolvedTraits>, water?: CaseTraits) =>
  compare(changes, water).reasons.find(reason => reason.criterion === criterion)!

describe('the similarity of a solved case', () => {
  it('is all 100 points for a twin that has stayed clean', () => {
    const { points, warning, reasons } = compare({})
    expect([points, warning]).toEqual([100, undefined])
    expect(reasons.map(({ words }) => words.en)).toEqual([
      'same type: pond',
      '100 % of the causes are the same: domestic sewage, sediment',
      'about the same area',
      'in the same town',
      'same function: irrigation',
      '2 measures in common: dredging, septic-tank',
      'clean for 4 years',
    ])
  })

  it('gives nothing for what is not known on either side', () => {
    const nothing = { functions: [], causes: [], measureIds: [] }
    for (const similarity of [
      similarityOf(nothing, twin, comparing),
      similarityOf(pond, { ...nothing, outcome: twin.outcome }, comparing),
    ]) {
      expect(similarity.points).toBe(policy.weights.outcome)
      expect(
        similarity.reasons.slice(0, 6).every(({ points, words }) => points === 0 && /not known/.test(words.en)),
      ).toBe(true)
    }
    expect(similarityOf(nothing, { ...nothing, outcome: { earlierRelapses: 0 } }, comparing).points).toBe(0)
  })

  it('gives a kindred type part of the points, another none', () => {
    expect(reasonFor('type', { type: 'lake' }).points).toBe(policy.weights.type * policy.kindredTypeShare)
    expect(reasonFor('type', { type: 'river' })).toMatchObject({ points: 0, words: { en: 'another type: river' } })
  })

  it('weighs causes by the share that both have', () => {
    const causes = [
      { causeId: 'domestic-sewage', percent: 52 },
      { causeId: 'livestock', percent: 18 },
      { causeId: 'sediment', percent: 30 },
    ]
    expect(reasonFor('causes', { causes }).words.en).toBe('82 % of the causes are the same: domestic sewage, sediment')
    expect(reasonFor('causes', { causes }).points).toBe(24.6)
    expect(reasonFor('causes', { causes: [{ causeId: 'livestock', percent: 100 }] })).toMatchObject({
      points: 0,
      words: { en: 'other causes' },
    })
  })

  it('takes shares that are not stated as equal, and says so', () => {
    const causes = [{ causeId: 'domestic-sewage' }, { causeId: 'sediment' }]
    expect(reasonFor('causes', { causes }).words.en).toBe(
      '80 % of the causes are the same: domestic sewage, sediment (shares not stated are taken as equal)',
    )
  })

  it.each([
    [2000, 15, 'about the same area'],
    [2090, 14.7, 'about the same area'],
    [2600, 13.3, '1.3 times the area'],
    [1000, 10.5, 'the area is smaller: 1/2.0'],
    [19_999, 0, '10.0 times the area'],
    [200, 0, 'the area is smaller: 1/10.0'],
    [100, 0, 'the area is smaller: 1/20.0'],
  ])('gives an area of %i m2 beside 2,000 m2 %d points', (areaM2, points, words) => {
    expect(reasonFor('size', { areaM2 })).toMatchObject({ points, words: { en: words } })
  })

  it('takes an area of 0 for none', () => {
    expect(reasonFor('size', { areaM2: 0 }).words.en).toMatch(/not known/)
  })

  it.each([
    ['500231102205', 10, 'in the same town'],
    ['500231103000', 8, 'in the same county'],
    ['500231000000', 8, 'in the same county'],
    ['500118118000', 6, 'in the same city'],
    ['510104001000', 0, 'in another province'],
  ])('sees %s as near enough for %d points', (regionCode, points, words) => {
    expect(reasonFor('place', { regionCode })).toMatchObject({ points, words: { en: words } })
  })

  it('tells cities of a province apart', () => {
    const water = { ...pond, regionCode: '510104001000' }
    expect(reasonFor('place', { regionCode: '510105001000' }, water).words.en).toBe('in the same city')
    expect(reasonFor('place', { regionCode: '510302001000' }, water).words.en).toBe('in the same province')
    expect(reasonFor('place', { regionCode: '510000000000' }, { ...pond, regionCode: '510000000000' }).words.en).toBe(
      'in the same province',
    )
  })

  it('counts common functions and measures against all of both', () => {
    expect(reasonFor('function', { functions: ['irrigation', 'landscape'] }).points).toBe(5)
    expect(reasonFor('function', { functions: ['landscape'] }).words.en).toBe('another function')
    expect(reasonFor('measures', { measureIds: ['dredging', 'wetland', 'sewer-pipe'] })).toMatchObject({
      points: 2.5,
      words: { zh: '1 项措施相同：清淤' },
    })
    expect(reasonFor('measures', { measureIds: ['wetland'] }).words.en).toBe('other measures')
  })

  it('gives all points of the outcome from the months of the policy on, not before', () => {
    expect(reasonFor('outcome', { outcome: { solvedOn: '2023-11-29', earlierRelapses: 0 } }).points).toBe(10)
    expect(reasonFor('outcome', { outcome: { solvedOn: '2023-11-30', earlierRelapses: 0 } }).points).toBeLessThan(10)
    expect(reasonFor('outcome', { outcome: { solvedOn: today, earlierRelapses: 0 } }).points).toBe(0)
  })

  it('warns of a case that relapsed, with after how long, and gives nothing for its outcome', () => {
    const { warning, reasons, points } = compare({
      outcome: { solvedOn: '2022-05-10', relapsedOn: '2023-07-10', earlierRelapses: 0 },
    })
    expect(warning?.zh).toBe('警示：该水体治好 1 年 2 个月后返黑返臭。先弄清原因，不要照搬。')
    expect(reasons.at(-1)).toMatchObject({ points: 0, words: { en: 'relapsed 1 year 2 months after it was solved' } })
    expect(points).toBe(90)
  })

  it('gives half to what is clean again, and warns', () => {
    const { warning, reasons } = compare({ outcome: { solvedOn: '2022-11-29', earlierRelapses: 1 } })
    expect(warning?.en).toMatch(/relapsed once before/)
    expect(reasons.at(-1)?.points).toBe(5)
  })
})

describe('ranking', () => {
  it('puts the best first, the longest clean among equals, and leaves out what is too far', () => {
    const made = (id: string, changes: Partial<SolvedTraits>) => ({ id, ...twin, ...changes })
    const ranked = rankSimilar(
      pond,
      [
        made('far', {
          type: 'river',
          causes: [],
          areaM2: 90_000,
          regionCode: '110000000000',
          functions: [],
          measureIds: [],
        }),
        made('young', { outcome: { solvedOn: '2023-11-29', earlierRelapses: 0 } }),
        made('smaller', { areaM2: 1000 }),
        made('old', {}),
      ],
      comparing,
    )
    expect(ranked.map(({ solved }) => solved.id)).toEqual(['old', 'young', 'smaller'])
  })

  it('shows no more than the policy says, and nothing of nothing', () => {
    const many = Array.from({ length: policy.shown + 3 }, () => twin)
    expect(rankSimilar(pond, many, comparing)).toHaveLength(policy.shown)
    expect(rankSimilar(pond, [], comparing)).toEqual([])
  })

  it('shows what has exactly the least points, and not what has less', () => {
    const least = (leastPoints: number) =>
      rankSimilar(pond, [{ ...twin, areaM2: 1000 }], { ...comparing, policy: { ...policy, leastPoints } })
    const { points } = compare({ areaM2: 1000 })
    expect([least(points).length, least(points + 0.1).length]).toEqual([1, 0])
  })
})

describe('the outcome of a water', () => {
  const accept = (on: string): Move => ({ transition: 'accept', on })
  const relapse = (on: string): Move => ({ transition: 'relapse', on })

  it.each<[string, readonly Move[], ReturnType<typeof outcomeOf>]>([
    ['nothing happened', [], undefined],
    ['it relapsed before it was ever accepted', [relapse('2022-01-01')], undefined],
    ['it was accepted', [accept('2022-01-01')], { solvedOn: '2022-01-01', earlierRelapses: 0 }],
    [
      'it relapsed',
      [accept('2022-01-01'), relapse('2023-01-01')],
      { solvedOn: '2022-01-01', relapsedOn: '2023-01-01', earlierRelapses: 0 },
    ],
    [
      'the relapse was dismissed',
      [accept('2022-01-01'), relapse('2023-01-01'), { transition: 'dismiss-relapse', on: '2023-02-01' }],
      { solvedOn: '2022-01-01', earlierRelapses: 0 },
    ],
    [
      'it was accepted again after a relapse',
      [accept('2022-01-01'), relapse('2023-01-01'), accept('2024-01-01')],
      { solvedOn: '2024-01-01', earlierRelapses: 1 },
    ],
    [
      'its acceptance was revoked',
      [accept('2022-01-01'), { transition: 'revoke-acceptance', on: '2022-02-01' }],
      undefined,
    ],
  ])('is told where %s', (_, moves, outcome) => expect(outcomeOf(moves)).toEqual(outcome))

  it('has a mark for each', () => {
    expect(outcomeMark({ earlierRelapses: 0 })).toBe('unknown')
    expect(outcomeMark({ solvedOn: today, earlierRelapses: 0 })).toBe('clean')
    expect(outcomeMark({ solvedOn: today, earlierRelapses: 2 })).toBe('clean-again')
    expect(outcomeMark({ solvedOn: today, relapsedOn: today, earlierRelapses: 0 })).toBe('relapsed')
  })

  it('is counted to the day on which somebody looked last', () => {
    const seen = { solvedOn: '2020-01-01', knownOn: '2021-01-01', earlierRelapses: 0 }
    expect(cleanMonths(seen, today)).toBe(12)
    expect(outcomeWords(seen, today)).toEqual({
      zh: '治好后已保持 1 年（截至 2021-01-01）',
      en: 'clean for 1 year (as of 2021-01-01)',
    })
    expect(outcomeWords({ earlierRelapses: 0 }, today).en).toBe('when it was solved is not stated')
  })

  it('counts whole months, both sides of the day', () => {
    expect(monthsBetween('2022-01-15', '2022-02-14')).toBe(0)
    expect(monthsBetween('2022-01-15', '2022-02-15')).toBe(1)
    expect(monthsBetween('2022-02-15', '2022-01-15')).toBe(0)
    expect([spanWords(0).en, spanWords(1).en, spanWords(25).en]).toEqual(['0 months', '1 month', '2 years 1 month'])
  })
})
