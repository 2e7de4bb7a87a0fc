import { describe, expect, it } from 'vitest'
import { policyAt } from '../policy/policy.ts'
import { proposeMeasures, type ProposalBasis } from './proposal.ts'
import { deriveQuantity } from './quantities.ts'

const policy = policyAt('measures', '2026-11-29').value
const basis: ProposalBasis = {
  waterClass: 'complex',
  causes: [
    { causeId: 'domestic-sewage', sharePercent: 60 },
    { causeId: 'sediment', sharePercent: 30 },
    { causeId: 'poor-flow', sharePercent: 10 },
  ],
  extent: { areaM2: 2260 },
  sources: [{ kind: 'households', name: '建安社区三组', quantity: 40, quantityUnit: '户' }],
}
const propose = (more: Partial<ProposalBasis> = {}) => proposeMeasures({ ...basis, ...more }, policy)
const allOf = (proposal: ReturnType<typeof propose>) => proposal.steps.flatMap(({ measures }) => measures)
const measure = (id: string) => policy.measures.find(one => one.id === id)!

describe('the proposal for a complex water', () => {
  it('goes through the official route in its order', () => {
    expect(propose().steps.map(({ id }) => id)).toEqual([
      'interception',
      'internal',
      'connection',
      'restoration',
      'purification',
      'management',
    ])
  })

  it('derives quantities and says how: silt from area, pipe from households', () => {
    const dredging = allOf(propose()).find(({ measureId }) => measureId === 'dredging')
    expect(dredging).toMatchObject({ quantity: 678, costYuan: { low: 40_680, high: 122_040 } })
    expect(dredging?.quantityWords.en).toContain('area 2,260 m² × 0.3')
    expect(allOf(propose()).find(({ measureId }) => measureId === 'sewer-pipe')).toMatchObject({ quantity: 480 })
  })

  it('sums what has a quantity and counts what has none', () => {
    const proposal = propose()
    const priced = allOf(proposal).filter(({ costYuan }) => costYuan !== undefined)
    expect(proposal.costYuan.low).toBe(priced.reduce((sum, { costYuan }) => sum + (costYuan?.low ?? 0), 0))
    expect(proposal.costYuan.low).toBeLessThan(proposal.costYuan.high)
    expect(proposal.unpriced).toBe(allOf(proposal).length - priced.length)
    expect(proposal.unpriced).toBeGreaterThan(0)
  })
})

describe('the proposal for a simple water', () => {
  const simple = propose({ waterClass: 'simple' })

  it('puts management first, then ecological measures, then modest works', () => {
    expect(simple.steps.map(({ id }) => id)).toEqual(['management', 'ecological', 'engineering'])
  })

  it('has no large works, and costs less than systematic treatment', () => {
    const ids = allOf(simple).map(({ measureId }) => measureId)
    for (const large of ['treatment-plant', 'sewer-pipe', 'dredging', 'connecting-channel', 'lift-station']) {
      expect(ids).not.toContain(large)
    }
    expect(simple.costYuan.high).toBeLessThan(propose().costYuan.low)
  })
})

describe('any proposal', () => {
  it('holds only measures that act on a cause of the water, and none that has to be warned of', () => {
    for (const waterClass of ['complex', 'simple'] as const) {
      const rubbish = propose({ waterClass, causes: [{ causeId: 'domestic-rubbish', sharePercent: 100 }] })
      expect(allOf(rubbish).every(({ actsOn }) => actsOn.join() === 'domestic-rubbish')).toBe(true)
      const every = policyAt('causes', '2026-11-29').value.causes.map(({ id }) => ({ causeId: id, sharePercent: 5 }))
      const raised = allOf(propose({ waterClass, causes: every })).flatMap(({ measureId }) => measure(measureId).raises)
      expect(raised).toEqual([])
    }
  })

  it('is empty without causes, at no cost', () => {
    expect(propose({ causes: [] })).toMatchObject({ steps: [], costYuan: { low: 0, high: 0 }, unpriced: 0 })
  })
})

describe('a quantity', () => {
  const on = (id: string, more: Partial<ProposalBasis>) => deriveQuantity(measure(id), { ...basis, ...more })

  it('is absent with the reason where area, length or source is missing', () => {
    expect(on('dredging', { extent: {} }).quantity).toBeUndefined()
    expect(on('dredging', { extent: {} }).words.en).toContain('area of the water is missing')
    expect(on('eco-ditch', {}).words.zh).toContain('缺少水体长度')
    expect(on('septic-tank', { sources: [] }).words.zh).toContain('没有登记农户类污染源')
    expect(on('outlet-closure', {}).words.en).toContain('no outlets on record')
    expect(on('lift-station', {}).words.zh).toBe('由设计确定')
  })

  it('adds up sources of one kind, and is unknown where one states no quantity or another unit', () => {
    const more = { kind: 'households', name: '四组', quantity: 15, quantityUnit: ' 户 ' } as const
    expect(on('septic-tank', { sources: [...basis.sources, more] }).quantity).toBe(55)
    const persons = { ...more, quantityUnit: '人' }
    expect(on('septic-tank', { sources: [...basis.sources, persons] }).words.zh).toContain('“四组”没有以“户”计的数量')
    const unstated = { kind: 'households', name: '五组' } as const
    expect(on('septic-tank', { sources: [unstated] }).quantity).toBeUndefined()
  })

  it('rounds counted units up and measured ones to whole, never to none', () => {
    expect(on('aeration', { extent: { areaM2: 2000 } }).quantity).toBe(1)
    expect(on('aeration', { extent: { areaM2: 2001 } }).quantity).toBe(2)
    expect(on('dredging', { extent: { areaM2: 1 } }).quantity).toBe(1)
    expect(on('dredging', { extent: { areaM2: 8 } }).quantity).toBe(2)
  })
})
