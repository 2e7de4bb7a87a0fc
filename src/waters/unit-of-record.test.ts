import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ancestorsOf, descendantsOf, mergeWaters, splitWater, type RecordedWater } from './unit-of-record.ts'

function ditch(id: string, areaM2?: number, regionCode = `50023110320${id.length}`): RecordedWater {
  return { id, type: 'ditch', regionCode, areaM2 }
}

const whole = ditch('whole', 1000)
const parts = [ditch('a', 400, '500231103201'), ditch('b', 600, '500231103202')] as const

describe('a split', () => {
  it('keeps for each part where it came from and its share', () => {
    expect(splitWater(whole, parts, 'village-border')).toEqual({
      kind: 'split',
      descent: [
        { parentId: 'whole', childId: 'a', shareOfParent: 0.4 },
        { parentId: 'whole', childId: 'b', shareOfParent: 0.6 },
      ],
    })
  })

  it.each([
    [[parts[0]], 'split.too-few'],
    [[parts[0], parts[0]], 'unit.id-twice'],
    [[parts[0], { ...parts[1], id: 'whole' }], 'unit.id-twice'],
    [[parts[0], { ...parts[1], areaM2: 0 }], 'unit.area-not-positive'],
    [[parts[0], { ...parts[1], areaM2: undefined }], 'split.area-partly-known'],
    [[parts[0], { ...parts[1], type: 'river' }], 'split.type-differs'],
    [[parts[0], { ...parts[1], regionCode: '500231103201' }], 'split.same-village'],
    [[parts[0], { ...parts[1], areaM2: 620.1 }], 'split.area-sum'],
    [[parts[0], { ...parts[1], areaM2: 579.9 }], 'split.area-sum'],
  ] as const)('into %o is refused as %s', (into, code) => {
    expect(splitWater(whole, into, 'village-border')).toMatchObject({ kind: 'refused', code })
  })

  it.each([620, 580])('whose parts miss the whole by just 2 % passes (%s m2)', areaM2 => {
    expect(splitWater(whole, [parts[0], { ...parts[1], areaM2 }], 'village-border').kind).toBe('split')
  })

  it('within one village is one of reaches that are not continuous', () => {
    const sameVillage = [parts[0], { ...parts[1], regionCode: '500231103201' }]
    expect(splitWater(whole, sameVillage, 'not-continuous').kind).toBe('split')
  })

  it('of a pond is refused unless several were recorded as one by mistake', () => {
    const pond = { ...whole, type: 'pond' } as const
    const ponds = parts.map(part => ({ ...part, type: 'pond' }) as const)
    expect(splitWater(pond, ponds, 'village-border')).toMatchObject({ code: 'split.closed-water' })
    expect(splitWater(pond, ponds, 'recorded-as-one').kind).toBe('split')
  })

  it('without any area keeps the descent without shares', () => {
    const outcome = splitWater(
      ditch('whole'),
      [ditch('a', undefined, '1'), ditch('b', undefined, '2')],
      'village-border',
    )
    expect(outcome).toMatchObject({ kind: 'split', descent: [{ parentId: 'whole', childId: 'a' }, { childId: 'b' }] })
  })

  it('always has shares that add up to one', () => {
    const areas = fc.array(fc.double({ min: 0.1, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 20 })
    fc.assert(
      fc.property(areas, list => {
        const many = list.map((areaM2, index) => ditch(`${index}`, areaM2, `${index}`))
        const outcome = splitWater(
          ditch(
            'whole',
            list.reduce((sum, area) => sum + area, 0),
          ),
          many,
          'village-border',
        )
        const shares = outcome.kind === 'split' ? outcome.descent.map(step => step.shareOfParent ?? 0) : []
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
      }),
    )
  })
})

describe('a merger', () => {
  const merger = { survivor: parts[0], absorbed: [parts[1]], why: 'continuous-reach', gapM: 0 } as const

  it('adds up reaches that join', () => {
    expect(mergeWaters(merger)).toEqual({
      kind: 'merged',
      descent: [{ parentId: 'b', childId: 'a', shareOfParent: 1 }],
      areaM2: 1000,
      warnings: [],
    })
  })

  it("keeps the survivor's area where one water was recorded twice", () => {
    expect(mergeWaters({ ...merger, why: 'same-water' })).toMatchObject({ areaM2: 400 })
  })

  it('has no area where one is missing, and says so', () => {
    const outcome = mergeWaters({ ...merger, absorbed: [ditch('b')] })
    expect(outcome).not.toHaveProperty('areaM2')
    expect(outcome).toMatchObject({ kind: 'merged', warnings: [{ zh: expect.stringContaining('请补测') }] })
  })

  it.each([
    ['ditch', 50, 'merged'],
    ['ditch', 50.1, 'refused'],
    ['pond', 20, 'merged'],
    ['pond', 20.1, 'refused'],
    ['pond', undefined, 'merged'],
  ] as const)('of two %ss %s m apart: %s', (type, gapM, kind) => {
    const [survivor, other] = parts.map(part => ({ ...part, type }))
    expect(mergeWaters({ survivor: survivor!, absorbed: [other!], why: 'same-water', gapM }).kind).toBe(kind)
  })

  it('warns where adjacency could not be checked', () => {
    expect(mergeWaters({ ...merger, gapM: undefined })).toMatchObject({
      warnings: [{ zh: '水体缺少位置，未核对是否相邻。' }],
    })
  })

  it('of two kinds, of two ponds as a reach, or of a water with itself is refused', () => {
    const pond = { ...parts[1], type: 'pond' } as const
    expect(mergeWaters({ ...merger, absorbed: [pond] })).toMatchObject({ code: 'merge.type-differs' })
    expect(mergeWaters({ ...merger, survivor: { ...pond, id: 'p' }, absorbed: [pond] })).toMatchObject({
      code: 'merge.closed-waters',
    })
    expect(mergeWaters({ ...merger, absorbed: [parts[0]] })).toMatchObject({ code: 'unit.id-twice' })
  })
})

describe('descent', () => {
  const steps = [
    { parentId: 'whole', childId: 'a' },
    { parentId: 'whole', childId: 'b' },
    { parentId: 'b', childId: 'c' },
    { parentId: 'x', childId: 'c' },
  ]

  it('is followed through splits and mergers, both ways', () => {
    expect(ancestorsOf('c', steps)).toEqual(['b', 'x', 'whole'])
    expect(descendantsOf('whole', steps)).toEqual(['a', 'b', 'c'])
    expect(ancestorsOf('whole', steps)).toEqual([])
  })

  it('ends even where a merger was undone and made the other way round', () => {
    const circle = [...steps, { parentId: 'c', childId: 'b' }]
    expect(descendantsOf('b', circle)).toEqual(['c'])
  })
})
