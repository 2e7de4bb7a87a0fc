import { describe, expect, it } from 'vitest'
import { policyAt } from '../policy/policy.ts'
import { compareCosts, priceOf, reviewMeasures, type PlannedMeasure, type PlanReview } from './warnings.ts'

const policy = policyAt('measures', '2026-11-29').value
const interception = { verifiedOn: '2026-05-20', evidence: '暗管排查报告' }
const comparison = { waters: 3, medianYuanPerM2: 100 }
const review = (measures: readonly PlannedMeasure[], more: Partial<PlanReview> = {}) =>
  reviewMeasures({ measures, extent: { areaM2: 1000, lengthM: 100 }, comparison, on: '2026-11-29', ...more }, policy)
const levels = (measures: readonly PlannedMeasure[], more: Partial<PlanReview> = {}) =>
  review(measures, more)
    .filter(({ concern }) => concern !== 'cost')
    .map(({ concern, level }) => `${concern} ${level}`)

const water: PlannedMeasure = { measureId: 'make-up-water', quantity: 20_000, source: '武安河', startsOn: '2026-06-01' }
const agents: PlannedMeasure = {
  measureId: 'microbial-agent',
  quantity: 50,
  source: '市农科院',
  startsOn: '2026-06-01',
}

describe('the four false fixes', () => {
  it('covering and filling in are false whatever was intercepted', () => {
    expect(levels([{ measureId: 'box-culvert-cover', quantity: 10 }], { interception })).toEqual(['covering false-fix'])
    expect(levels([{ measureId: 'filling', quantity: 10 }], { interception })).toEqual(['filling-in false-fix'])
  })

  it.each([
    ['make-up water', water, 'flushing'],
    ['agents', agents, 'dosing'],
  ])('%s after verified interception, with source and quantity, pass', (_what, measure, concern) => {
    const [found] = review([measure], { interception })
    expect(found).toMatchObject({ concern, level: 'note' })
    expect(found?.words.zh).toContain(measure.source ?? 'no source')
  })

  it.each([
    ['make-up water', water, 'flushing'],
    ['agents', agents, 'dosing'],
  ])(
    '%s without interception, source or quantity are a false fix that says what is missing',
    (_what, measure, concern) => {
      const false_ = [`${concern} false-fix`]
      expect(levels([measure])).toEqual(false_)
      expect(levels([measure], { interception: { ...interception, evidence: ' ' } })).toEqual(false_)
      expect(levels([{ ...measure, source: undefined }], { interception })).toEqual(false_)
      expect(levels([{ ...measure, source: ' ' }], { interception })).toEqual(false_)
      expect(levels([{ ...measure, quantity: undefined }], { interception })).toEqual(false_)
      expect(levels([{ ...measure, quantity: 0 }], { interception })).toEqual(false_)
      const [bare] = review([{ measureId: measure.measureId }])
      for (const words of ['截污尚未核实', '没有写明来源', '没有写明数量']) expect(bare?.words.zh).toContain(words)
    },
  )

  it('count interception from the day it was verified: that day passes, the day before does not', () => {
    expect(levels([{ ...water, startsOn: '2026-05-20' }], { interception })).toEqual(['flushing note'])
    expect(levels([{ ...water, startsOn: '2026-05-19' }], { interception })).toEqual(['flushing false-fix'])
    expect(levels([{ ...water, startsOn: undefined }], { interception, on: '2026-05-20' })).toEqual(['flushing note'])
    expect(levels([{ ...water, startsOn: undefined }], { interception, on: '2026-05-19' })).toEqual([
      'flushing false-fix',
    ])
  })
})

describe('over-engineering', () => {
  it('warns of hardening above a tenth of the area or half the length, not at it', () => {
    expect(levels([{ measureId: 'hard-bed', quantity: 100 }])).toEqual([])
    expect(levels([{ measureId: 'hard-bed', quantity: 101 }])).toEqual(['hardening over-engineering'])
    expect(levels([{ measureId: 'hard-bank', quantity: 50 }])).toEqual([])
    expect(levels([{ measureId: 'hard-bank', quantity: 51 }])).toEqual(['hardening over-engineering'])
  })

  it('adds hardening up, and says so where quantity or size is missing', () => {
    const twice = [{ measureId: 'hard-bed', quantity: 60 }, { measureId: 'hard-bed', quantity: 60 }] // prettier-ignore
    expect(levels(twice)).toEqual(['hardening over-engineering'])
    expect(levels([{ measureId: 'hard-bed' }])).toEqual(['hardening note'])
    expect(levels([{ measureId: 'hard-bank', quantity: 5 }], { extent: { areaM2: 1000 } })).toEqual(['hardening note'])
  })

  it('warns of demolition above 200 m2, not at it', () => {
    expect(levels([{ measureId: 'demolition', quantity: 200 }])).toEqual([])
    expect(levels([{ measureId: 'demolition', quantity: 201 }])).toEqual(['demolition over-engineering'])
    expect(levels([{ measureId: 'demolition' }])).toEqual(['demolition note'])
  })

  const dear = (costYuan: number, more: Partial<PlanReview> = {}) =>
    review([{ measureId: 'dredging', costYuan }], more).map(({ concern, level }) => `${concern} ${level}`)

  it('warns of a cost above three times the median of comparable waters, not at it', () => {
    expect(dear(300_000)).toEqual([])
    expect(dear(300_001)).toEqual(['cost over-engineering'])
  })

  it('compares nothing, and says why, with two waters, without area or without cost', () => {
    expect(dear(9e9, { comparison: { ...comparison, waters: 2 } })).toEqual(['cost note'])
    expect(dear(9e9, { comparison: undefined })).toEqual(['cost note'])
    expect(dear(9e9, { extent: {} })).toEqual(['cost note'])
    expect(review([{ measureId: 'dredging' }])[0]?.words.en).toContain('neither quantity nor cost')
  })

  it('takes the middle of the price range where no cost is stated', () => {
    expect(review([{ measureId: 'dredging', quantity: 2500 }])).toEqual([])
    expect(review([{ measureId: 'dredging', quantity: 2501 }])[0]).toMatchObject({ concern: 'cost' })
  })
})

it('a plan without measures is warned of nothing', () => {
  expect(review([])).toEqual([])
})

describe('what comparable waters cost', () => {
  it.each([
    ['none', [], undefined],
    ['one', [80], { waters: 1, medianYuanPerM2: 80 }],
    ['an odd number', [300, 10, 20], { waters: 3, medianYuanPerM2: 20 }],
    ['an even number', [300, 10, 20, 31], { waters: 4, medianYuanPerM2: 25.5 }],
  ])('is the middle of %s', (_, costs, expected) => expect(compareCosts(costs)).toEqual(expected))
})

describe('the price of measures', () => {
  it('is told by m² only where everything has one and the area is known', () => {
    const priced = [{ measureId: 'dredging', costYuan: 5000 }]
    expect(priceOf(priced, 1000, policy)).toEqual({ costYuan: 5000, unpriced: 0, yuanPerM2: 5 })
    expect(priceOf(priced, undefined, policy)).toEqual({ costYuan: 5000, unpriced: 0 })
    expect(priceOf(priced, 0, policy)).toEqual({ costYuan: 5000, unpriced: 0 })
    expect(priceOf([...priced, { measureId: 'wetland' }], 1000, policy)).toEqual({ costYuan: 5000, unpriced: 1 })
    expect(priceOf([], 1000, policy)).toEqual({ costYuan: 0, unpriced: 0 })
  })
})
