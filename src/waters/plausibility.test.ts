import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Measurement } from '../domain/parameters.ts'
import { policyAt } from '../policy/policy.ts'
import { checkExtent, checkPlausibility, knownDivisions, type DivisionArea, type StatedWater } from './plausibility.ts'

const today = '2026-11-23'
const policy = policyAt('plausibility', today).value

function findings(water: StatedWater) {
  return checkPlausibility(water, { policy, today })
}

function codes(water: StatedWater): readonly string[] {
  return findings(water).map(({ code, severity }) => `${severity} ${code}`)
}

const measured = (value: number): Measurement => ({ value, qualifier: 'measured' })
const city: DivisionArea = { level: 'city', name: '重庆市', areaM2: 82_402e6 }
const village: DivisionArea = { level: 'village', name: '建安村', areaM2: 3e6 }

describe('area against length and width', () => {
  // The four rows of the notice of the Wuhan ecology bureau of 2025-11-26.
  it.each([
    ['ditch', 4004, 308, 13],
    ['pond', 27_500, 550, 50],
    ['pond', 5300, 100, 53],
    ['pond', 13_300, 140, 95],
  ] as const)('lets the published %s of %s m2 pass', (type, areaM2, lengthM, widthM) => {
    expect(codes({ type, areaM2, lengthM, widthM })).toEqual([])
  })

  it.each([
    ['pond', 300, []],
    ['pond', 299, ['warn area.against-length-and-width']],
    ['pond', 1050, []],
    ['pond', 1051, ['warn area.against-length-and-width']],
    ['ditch', 500, []],
    ['ditch', 499, ['warn area.against-length-and-width']],
    ['ditch', 1500, []],
    ['ditch', 1501, ['warn area.against-length-and-width']],
    ['ditch', 5000, ['warn area.against-length-and-width']],
    ['ditch', 5001, ['refuse area.against-length-and-width']],
    ['ditch', 100, ['warn area.against-length-and-width']],
    ['ditch', 99, ['refuse area.against-length-and-width']],
    [undefined, 300, []],
    [undefined, 1500, []],
    [undefined, 1501, ['warn area.against-length-and-width']],
  ] as const)('a %s of 100 m x 10 m and %s m2: %o', (type, areaM2, expected) => {
    expect(codes({ ...(type === undefined ? {} : { type }), areaM2, lengthM: 100, widthM: 10 })).toEqual(expected)
  })

  it.each([
    [8, '亩', 'mu'],
    [0.53, '公顷', 'hectares'],
    [0.0053, '平方千米', 'km2'],
  ])('recognises %s written in %s', (areaM2, zh, en) => {
    const slip = findings({ type: 'pond', areaM2, lengthM: 100, widthM: 53 }).find(
      ({ code }) => code === 'area.unit-slip',
    )
    expect(slip).toMatchObject({ severity: 'refuse' })
    expect(slip?.zh).toContain(`以${zh}填写`)
    expect(slip?.en).toContain(`in ${en}`)
  })

  it('recognises square metres converted as if they had been hectares', () => {
    const [slip] = findings({ type: 'pond', areaM2: 53_000_000, lengthM: 100, widthM: 53 }).filter(
      ({ code }) => code === 'area.unit-slip',
    )
    expect(slip?.zh).toContain('被当作公顷换算')
  })

  it('says nothing where length or width is missing', () => {
    expect(codes({ type: 'ditch', areaM2: 305 })).toEqual([])
    expect(codes({ type: 'ditch', areaM2: 305, lengthM: 100 })).toEqual([])
  })

  it('suspects exchanged length and width, and lets a square pass', () => {
    expect(codes({ type: 'pond', lengthM: 13, widthM: 308 })).toEqual(['warn width.beyond-length'])
    expect(codes({ type: 'pond', lengthM: 50, widthM: 50 })).toEqual([])
  })

  it.each([0, -5, Number.NaN])('refuses the measure %s, and asks no more of it', value => {
    expect(codes({ areaM2: value, lengthM: value, widthM: value })).toEqual([
      'refuse area.not-positive',
      'refuse length.not-positive',
      'refuse width.not-positive',
    ])
  })
})

describe('area against places', () => {
  it('catches 310,000 km2 for 310,000 m2 and says it is four times the whole city', () => {
    const found = findings({ areaM2: 310_000e6, divisions: [village, city] }).find(
      ({ code }) => code === 'area.beyond-division',
    )
    expect(found).toMatchObject({
      severity: 'refuse',
      zh: '面积 310000 平方千米，是重庆市全域（82402 平方千米）的 3.8 倍，单位有误；是否应为 310000 平方米？请核对单位后重填。',
    })
    expect(found?.en).toContain('3.8 times the whole of 重庆市 (82402 km2)')
  })

  it('lets 310,000 m2 pass the city, with a warning that it is a large water', () => {
    expect(codes({ areaM2: 310_000, divisions: [city] })).toEqual(['warn area.unusually-large'])
  })

  it('refuses a water larger than its village and warns of one beyond 30 % of it', () => {
    expect(codes({ areaM2: 3_000_001, divisions: [village] })).toContain('refuse area.beyond-division')
    expect(codes({ areaM2: 900_001, divisions: [village] })).toContain('warn area.large-for-village')
    expect(codes({ areaM2: 900_000, divisions: [village] })).not.toContain('warn area.large-for-village')
  })

  it('knows the size of Chongqing for every place in it and of no other city', () => {
    expect(knownDivisions('500231103201', policy)).toEqual([city])
    expect(knownDivisions('420117000000', policy)).toEqual([])
  })
})

describe('area by itself', () => {
  it.each([
    [100_000, []],
    [100_001, ['warn area.unusually-large']],
    [10, []],
    [9.99, ['warn area.unusually-small']],
  ])('%s m2: %o', (areaM2, expected) => {
    expect(codes({ areaM2 })).toEqual(expected)
  })
})

describe('measured values', () => {
  it('refuse pH 72 and ask for the decimal point', () => {
    const [found] = findings({ sample: { ph: measured(72) } })
    expect(found).toMatchObject({ code: 'value.impossible', severity: 'refuse' })
    expect(found?.zh).toContain('pH 72 不可能出现（可能范围 0–14），是否漏了小数点（7.2）？')
  })

  it.each([
    ['ph', 14, ['warn value.unusual']],
    ['ph', 11, []],
    ['ph', 14.01, ['refuse value.impossible']],
    ['ph', Number.NaN, ['refuse value.impossible']],
    ['dissolvedOxygen', 20, []],
    ['dissolvedOxygen', 20.1, ['warn value.unusual']],
    ['dissolvedOxygen', 30.1, ['refuse value.impossible']],
    ['ammoniaNitrogen', 200, []],
    ['ammoniaNitrogen', 201, ['warn value.unusual']],
    ['ammoniaNitrogen', -0.1, ['refuse value.impossible']],
  ] as const)('%s of %s: %o', (parameter, value, expected) => {
    expect(codes({ sample: { [parameter]: measured(value) } })).toEqual(expected)
  })

  it.each([
    [40, 40, 'measured', []],
    [41, 40, 'measured', ['warn transparency.beyond-depth']],
    [45, 40, 'measured', ['warn transparency.beyond-depth']],
    [46, 40, 'measured', ['refuse transparency.beyond-depth']],
    [46, 40, 'below', []],
    [40, 40, 'to-bottom', []],
  ] as const)('transparency %s cm in %s cm of water (%s): %o', (value, depth, qualifier, expected) => {
    const sample = { secchiDepth: { value, qualifier }, waterDepth: measured(depth) }
    expect(codes({ type: 'pond', sample })).toEqual(expected)
  })

  it('warn of a ditch five metres deep and a bit, not of a reservoir', () => {
    const sample = { waterDepth: measured(501) }
    expect(codes({ type: 'ditch', sample })).toEqual(['warn depth.unusual'])
    expect(codes({ type: 'ditch', sample: { waterDepth: measured(500) } })).toEqual([])
    expect(codes({ type: 'reservoir', sample })).toEqual([])
  })
})

describe('dates', () => {
  it.each([
    [{ surveyedOn: today }, []],
    [{ surveyedOn: '2026-11-24' }, ['refuse date.in-future']],
    [{ sampledOn: '1990-01-01' }, []],
    [{ sampledOn: '1989-12-31' }, ['refuse date.too-early']],
    [{ completedOn: '2025-02-30' }, ['refuse date.unreadable']],
    [{ completedOn: '2025-05-31', surveyedOn: '2025-06-01' }, ['warn date.completed-before-survey']],
    [{ completedOn: '2025-06-01', surveyedOn: '2025-06-01' }, []],
    [{ completedOn: '2025-05-31', sampledOn: '2025-06-01' }, ['warn date.completed-before-survey']],
    [{}, []],
  ])('%o: %o', (water, expected) => {
    expect(codes(water)).toEqual(expected)
  })
})

describe('every finding', () => {
  it('has a sentence in both languages without "undefined", "NaN" or an exponent in a plausible number', () => {
    const number = fc.option(fc.double({ min: 0.001, max: 1e12, noNaN: true }), { nil: undefined })
    fc.assert(
      fc.property(number, number, number, (areaM2, lengthM, widthM) => {
        const water: StatedWater = {
          divisions: [city, village],
          ...(areaM2 === undefined ? {} : { areaM2 }),
          ...(lengthM === undefined ? {} : { lengthM }),
          ...(widthM === undefined ? {} : { widthM }),
        }
        for (const { zh, en } of findings(water)) {
          expect(zh).toMatch(/^[^]*。$/)
          expect(en).toMatch(/\.$/)
          expect(zh + en).not.toMatch(/undefined|NaN|Infinity/)
        }
      }),
    )
  })
})

describe('an area no rural water has', () => {
  it('is refused above ten square kilometres and only pointed out up to it', () => {
    const found = (areaM2: number) => checkExtent({ areaM2 }, policy).map(({ code, severity }) => `${severity} ${code}`)
    expect(found(10_000_000)).toEqual(['warn area.unusually-large'])
    expect(found(10_000_001)).toEqual(['refuse area.impossible'])
  })
})
