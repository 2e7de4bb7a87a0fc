import { describe, expect, it } from 'vitest'
import { policyAt, type PolicyEdition } from '../policy/policy.ts'
import { classifyWater, type ClassInputs } from './classification.ts'
import type { Pointing } from './words.ts'

const policy = policyAt('classification', '2026-11-29')
const causes = (...shares: [string, number][]) => shares.map(([causeId, sharePercent]) => ({ causeId, sharePercent }))

const sewage = causes(['domestic-sewage', 60], ['sediment', 25], ['domestic-rubbish', 15])
const rubbish = causes(['domestic-rubbish', 80], ['floating-debris', 20])

/** Complex by every criterion. */
const townRiver: ClassInputs = {
  strongComplaints: true,
  cycle: 1,
  continuity: 'continuous',
  areaM2: 12_000,
  functions: ['irrigation'],
  peopleAffected: 900,
  causes: sewage,
}
/** Simple by every criterion. */
const backPond: ClassInputs = {
  strongComplaints: false,
  cycle: 1,
  nuisance: 'not-prominent',
  continuity: 'intermittent',
  areaM2: 320,
  functions: ['none'],
  peopleAffected: 20,
  causes: causes(['domestic-rubbish', 100]),
}
const pond = (more: Partial<ClassInputs>): ClassInputs => ({ ...backPond, ...more })
const river = (more: Partial<ClassInputs>): ClassInputs => ({ ...townRiver, ...more })

const cases: readonly (readonly [string, ClassInputs, 'complex' | 'simple' | 'undecided', boolean])[] = [
  ['a town river that everything speaks for', townRiver, 'complex', false],
  ['a pond behind the village that nothing speaks for', backPond, 'simple', false],
  ['a large pond of 2,260 m2 where fish died, with sewage and silt, near 60 houses',
    pond({ nuisance: 'prominent', continuity: 'continuous', areaM2: 2260, peopleAffected: 180, causes: sewage }), 'complex', false],
  ['a small ditch with strong complaints, black all the time, of a whole settlement',
    pond({ strongComplaints: true, continuity: 'continuous', areaM2: 900, peopleAffected: 400, causes: sewage }), 'complex', false],
  ['a brook with rubbish and debris, black in summer, used for irrigation',
    pond({ nuisance: 'prominent', continuity: 'seasonal', areaM2: 1500, functions: ['irrigation'], causes: rubbish }), 'complex', false],
  ['a field ditch, intermittent, for drainage', pond({ functions: ['drainage'], areaM2: 700 }), 'simple', false],
  ['a relapsed small pond is prominent by that alone', pond({ nuisance: undefined, cycle: 2 }), 'simple', false],
  ['a relapsed pond with sewage all the time', pond({ cycle: 2, continuity: 'continuous', causes: sewage }), 'complex', true],
  ['a large pond without function, quiet, now and then', pond({ areaM2: 5000 }), 'simple', false],
  ['a large irrigation pond, quiet, now and then', pond({ areaM2: 5000, functions: ['irrigation'] }), 'simple', false],
  ['a large irrigation pond, quiet, in a season', pond({ areaM2: 5000, functions: ['irrigation'], continuity: 'seasonal' }), 'simple', true],
  ['a large irrigation pond in a season, for 60 people', pond({ areaM2: 5000, functions: ['irrigation'], continuity: 'seasonal', peopleAffected: 60 }), 'simple', true],
  ['exactly at the limit of 50 points: prominent, 1,500 m2, irrigation', pond({ nuisance: 'prominent', areaM2: 1500, functions: ['irrigation'] }), 'complex', true],
  ['half a point class below: prominent, 1,500 m2, landscape', pond({ nuisance: 'prominent', areaM2: 1500, functions: ['landscape'] }), 'simple', true],
  ['a fish pond of 600 m2 with tailwater of its own, for 30 people', pond({ functions: ['aquaculture'], areaM2: 600, causes: causes(['aquaculture', 100]) }), 'simple', false],
  ['a small source of drinking water with sewage, for 500 people, in a season',
    pond({ functions: ['drinking-source'], continuity: 'seasonal', peopleAffected: 500, nuisance: 'prominent', causes: sewage }), 'complex', false],
  ['a reservoir arm, large, quiet, all the time, for fields', pond({ areaM2: 40_000, continuity: 'continuous', functions: ['irrigation'] }), 'complex', true],
  ['the same with runoff alone and nobody near stays so', pond({ areaM2: 40_000, continuity: 'continuous', functions: ['irrigation'], peopleAffected: 1, causes: causes(['farmland-runoff', 100]) }), 'complex', true],
  ['a river where only the number of people is missing', river({ peopleAffected: undefined }), 'complex', false],
  ['a pond where only the number of people is missing', pond({ peopleAffected: undefined }), 'simple', false],
  ['a pond of which only complaints, causes and area are known', { strongComplaints: false, cycle: 1, areaM2: 320, causes: rubbish }, 'undecided', false],
  ['a river with strong complaints of which the area is known, nothing else', { strongComplaints: true, cycle: 1, areaM2: 3000, causes: [] }, 'undecided', false],
  ['a river with complaints, area and sewage known', { strongComplaints: true, cycle: 1, areaM2: 3000, causes: sewage }, 'complex', false],
  ['a water of which nothing is known', { strongComplaints: false, cycle: 1, causes: [] }, 'undecided', false],
  ['quiet, small, but the function is missing and the season half counts', pond({ functions: undefined, continuity: 'seasonal', areaM2: 1500, peopleAffected: 100, causes: rubbish }), 'simple', false],
] // prettier-ignore

describe('the class of a water', () => {
  it('is proven on at least twenty labelled cases, borderline ones among them', () => {
    expect(cases.length).toBeGreaterThanOrEqual(20)
    expect(cases.filter(([, , , borderline]) => borderline).length).toBeGreaterThanOrEqual(5)
  })

  it.each(cases)('%s', (_what, inputs, outcome, borderline) => {
    const answer = classifyWater(inputs, policy)
    expect({ outcome: answer.outcome, borderline: answer.borderline }).toEqual({ outcome, borderline })
  })

  it.each(cases)('is explained in both languages: %s', (_what, inputs) => {
    const answer = classifyWater(inputs, policy)
    expect(answer.findings).toHaveLength(7)
    for (const { saw, why } of answer.findings) {
      expect(saw.zh.length * why.zh.length).toBeGreaterThan(0)
      expect(`${saw.en}${why.en}`).not.toMatch(/[\u4e00-\u9fff]/)
    }
    expect(answer.words.en).not.toMatch(/[\u4e00-\u9fff]/)
    expect(answer.missing.length).toBe(answer.findings.filter(({ pointing }) => pointing === 'cannot-tell').length)
    expect(answer.outcome === 'undecided' && answer.missing.length === 0).toBe(false)
  })

  it('says aloud that it is near the limit, and which inputs are missing', () => {
    const near = classifyWater(pond({ nuisance: 'prominent', areaM2: 1500, functions: ['landscape'] }), policy)
    expect(near.words.zh).toContain('接近界限')
    const lacking = classifyWater({ strongComplaints: false, cycle: 1, areaM2: 320, causes: rubbish }, policy)
    expect(lacking.words.zh).toContain('请补充：黑臭问题是否突出、持续性、水体功能、受影响人数')
    expect(lacking.missing.map(({ en }) => en).join()).toContain('missing: how lasting it is')
  })

  it('carries the edition that decided, and a later edition decides otherwise without touching it', () => {
    const before = classifyWater(backPond, policy)
    const kept = structuredClone(before)
    const stricter: PolicyEdition<'classification'> = {
      ...policy,
      inForceFrom: '2027-01-01',
      value: { ...policy.value, complexFromPoints: 1, criteria: { ...policy.value.criteria, size: { ...policy.value.criteria.size, complexFrom: 300, simpleBelow: 100 } } },
    } // prettier-ignore
    expect(classifyWater(backPond, stricter)).toMatchObject({ outcome: 'complex', policyInForceFrom: '2027-01-01' })
    expect(before).toEqual(kept)
    expect(before.policyInForceFrom).toBe('2020-01-01')
  })
})

describe('one criterion', () => {
  const pointing = (criterion: string, inputs: ClassInputs): Pointing | undefined =>
    classifyWater(inputs, policy).findings.find(finding => finding.criterion === criterion)?.pointing

  it.each([
    [999, 'simple'],
    [1000, 'borderline'],
    [1999, 'borderline'],
    [2000, 'complex'],
    [undefined, 'cannot-tell'],
  ] as const)('size: %s m2 is %s', (areaM2, expected) => {
    expect(pointing('size', pond({ areaM2 }))).toBe(expected)
  })

  it.each([
    [0, 'simple'],
    [49, 'simple'],
    [50, 'borderline'],
    [199, 'borderline'],
    [200, 'complex'],
    [undefined, 'cannot-tell'],
  ] as const)('benefit: %s people is %s', (peopleAffected, expected) => {
    expect(pointing('benefit', pond({ peopleAffected }))).toBe(expected)
  })

  it('prominence: complaints and relapse outweigh what was said; no complaint alone says nothing', () => {
    expect(pointing('prominence', pond({ strongComplaints: true }))).toBe('complex')
    expect(pointing('prominence', pond({ cycle: 2 }))).toBe('complex')
    expect(pointing('prominence', pond({ nuisance: 'prominent' }))).toBe('complex')
    expect(pointing('prominence', pond({}))).toBe('simple')
    expect(pointing('prominence', pond({ nuisance: undefined }))).toBe('cannot-tell')
  })

  it('continuity: now and then counts towards simple', () => {
    expect(pointing('continuity', pond({ continuity: 'continuous' }))).toBe('complex')
    expect(pointing('continuity', pond({ continuity: 'seasonal' }))).toBe('borderline')
    expect(pointing('continuity', pond({ continuity: 'intermittent' }))).toBe('simple')
    expect(pointing('continuity', pond({ continuity: undefined }))).toBe('cannot-tell')
  })

  it('function: the most demanding use decides, none named is not none', () => {
    expect(pointing('function', pond({ functions: ['landscape', 'irrigation'] }))).toBe('complex')
    expect(pointing('function', pond({ functions: ['landscape'] }))).toBe('borderline')
    expect(pointing('function', pond({ functions: ['none'] }))).toBe('simple')
    expect(pointing('function', pond({ functions: [] }))).toBe('cannot-tell')
  })

  it('number of causes: a share of 10 percent counts, one of 9 does not', () => {
    const three = (least: number) => causes(['sediment', 100 - least - 20], ['livestock', 20], ['poor-flow', least])
    expect(pointing('causeCount', pond({ causes: three(10) }))).toBe('complex')
    expect(pointing('causeCount', pond({ causes: three(9) }))).toBe('borderline')
    expect(pointing('causeCount', pond({ causes: causes(['sediment', 100]) }))).toBe('simple')
    expect(pointing('causeCount', pond({ causes: [] }))).toBe('cannot-tell')
  })

  it.each([
    [60, 'complex'],
    [59, 'borderline'],
    [30, 'borderline'],
    [29, 'simple'],
  ])('kinds of causes: %d percent that only works can stop is %s', (share, expected) => {
    const mixed = causes(['domestic-sewage', share], ['domestic-rubbish', 100 - share])
    expect(pointing('causeKinds', pond({ causes: mixed }))).toBe(expected)
  })

  it('kinds of causes: unclear ones leave it open only where they could turn it', () => {
    expect(pointing('causeKinds', pond({ causes: causes(['other', 100]) }))).toBe('cannot-tell')
    expect(pointing('causeKinds', pond({ causes: causes(['sediment', 60], ['other', 40]) }))).toBe('complex')
    expect(pointing('causeKinds', pond({ causes: causes(['domestic-rubbish', 75], ['other', 25]) }))).toBe('simple')
    expect(pointing('causeKinds', pond({ causes: causes(['cause-of-a-later-edition', 100]) }))).toBe('cannot-tell')
  })
})

describe('the policies of planning', () => {
  it('know every cause of the catalogue: each has a kind and a measure that acts on it', () => {
    const ids = policyAt('causes', '2026-11-29').value.causes.map(({ id }) => id)
    expect(Object.keys(policy.value.causeKinds).toSorted()).toEqual(ids.toSorted())
    const { measures } = policyAt('measures', '2026-11-29').value
    for (const id of ids) expect(measures.some(({ actsOn }) => actsOn.includes(id))).toBe(true)
    for (const { actsOn } of measures) expect(ids).toEqual(expect.arrayContaining(actsOn))
  })

  it('say that weights and prices are to be confirmed', () => {
    expect(policy.citation.confidence).toBe('to-be-confirmed')
    expect(Object.values(policy.value.criteria).map(({ citation }) => citation.confidence)).toEqual(
      Array.from({ length: 7 }, () => 'to-be-confirmed'),
    )
    expect(policyAt('measures', '2026-11-29').citation.confidence).toBe('to-be-confirmed')
  })
})
