import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Parameter } from '../domain/parameters.ts'
import { plainDecimal } from './decimal-text.ts'
import { isRefusal, readMeasurement, type MeasurementFault } from './measurement-text.ts'

const read = (text: string, parameter: Parameter = 'ammoniaNitrogen', places: number = 0) =>
  readMeasurement(text, { column: { parameter, places } })

const measured = (value: number) => ({ value, qualifier: 'measured' as const })

describe('reading one measured value', () => {
  test.each([
    ['0.15', 0.15],
    [' 0.15 ', 0.15],
    ['0.150', 0.15],
    ['.5', 0.5],
    ['12', 12],
    ['０．１５', 0.15],
    ['1,234.5', 1234.5],
    ['1.2e2', 120],
    ['1.2×10^2', 120],
    ['1.2×10²', 120],
    ['0.45mg/L', 0.45],
    ['450 μg/L', 0.45],
  ])('%j is %d mg/L', (text, value) => {
    expect(read(text)).toEqual(measured(value))
  })

  test('negative values are read where they are possible', () => {
    expect(read('−200', 'oxidationReductionPotential')).toEqual(measured(-200))
    expect(read('-1')).toMatchObject({ code: 'measurement.implausible' })
  })

  test('the unit of the header is converted without binary noise', () => {
    expect(read('150', 'ammoniaNitrogen', -3)).toEqual(measured(0.15))
    expect(read('0.05', 'mercury', -3)).toEqual(measured(0.00005))
    expect(read('0.29', 'secchiDepth', 2)).toEqual(measured(29))
  })

  test('a unit in the cell is used in the place of the header unit', () => {
    expect(read('0.3m', 'secchiDepth', 0)).toEqual(measured(30))
    expect(read('30cm', 'secchiDepth', 2)).toEqual(measured(30))
  })

  test('the quick way reads any decimal exactly as JavaScript does', () => {
    fc.assert(
      fc.property(fc.nat(999_999_999), fc.integer({ min: 0, max: 6 }), (digits, decimals) => {
        const text = (digits / 10 ** decimals).toFixed(decimals)
        expect(plainDecimal(text)).toBe(Number(text))
      }),
    )
  })

  test.each(['', '-', '--', '—', '——', '/', '未测', 'N/A', '－－', '  '])('%j means not measured', text => {
    expect(read(text)).toBeUndefined()
  })
})

describe('qualifiers', () => {
  test.each([
    ['<0.025', { value: 0.025, qualifier: 'below' }],
    ['＜0.025', { value: 0.025, qualifier: 'below' }],
    ['< 25 μg/L', { value: 0.025, qualifier: 'below' }],
    ['0.02L', { value: 0.02, qualifier: 'below' }],
    ['0.02 l', { value: 0.02, qualifier: 'below' }],
    ['>15', { value: 15, qualifier: 'above' }],
    ['大于15', { value: 15, qualifier: 'above' }],
    ['未检出', { value: 0, qualifier: 'not-detected' }],
    ['ND', { value: 0, qualifier: 'not-detected' }],
  ] as const)('%j is %j', (text, measurement) => {
    expect(read(text)).toEqual(measurement)
  })

  test('未检出 takes the detection limit the lab states', () => {
    const column = { parameter: 'ammoniaNitrogen', places: 0 } as const
    expect(readMeasurement('未检出', { column, detectionLimit: 0.025 })).toEqual({ value: 0.025, qualifier: 'below' })
  })

  test.each([
    ['见底', { value: 0, qualifier: 'to-bottom' }],
    ['清澈见底', { value: 0, qualifier: 'to-bottom' }],
    ['18(见底)', { value: 18, qualifier: 'to-bottom' }],
    ['见底（18）', { value: 18, qualifier: 'to-bottom' }],
    ['>30', { value: 30, qualifier: 'above' }],
  ] as const)('transparency %j is %j', (text, measurement) => {
    expect(read(text, 'secchiDepth')).toEqual(measurement)
  })
})

describe('refusals name what is wrong', () => {
  test.each<[string, Parameter, MeasurementFault]>([
    ['72', 'ph', 'measurement.implausible'],
    ['-999', 'ammoniaNitrogen', 'measurement.implausible'],
    ['较清', 'ammoniaNitrogen', 'measurement.unreadable'],
    ['1.2.3', 'ammoniaNitrogen', 'measurement.unreadable'],
    ['2026/3/4', 'ammoniaNitrogen', 'measurement.unreadable'],
    ['6-9', 'ph', 'measurement.range'],
    ['0.2~0.3', 'ammoniaNitrogen', 'measurement.range'],
    ['0,25', 'ammoniaNitrogen', 'measurement.decimal-comma'],
    ['≤0.025', 'ammoniaNitrogen', 'measurement.inclusive-bound'],
    ['≥50', 'secchiDepth', 'measurement.inclusive-bound'],
    ['#N/A', 'ammoniaNitrogen', 'measurement.formula-error'],
    ['0.45 cm', 'ammoniaNitrogen', 'measurement.unit-unknown'],
    ['5 furlongs', 'secchiDepth', 'measurement.unit-unknown'],
    ['见底', 'ammoniaNitrogen', 'measurement.not-for-this-parameter'],
  ])('%j of %s is %s', (text, parameter, code) => {
    const refusal = read(text, parameter)
    if (!isRefusal(refusal)) throw new Error('expected a refusal')
    expect(refusal.code).toBe(code)
    expect(refusal.zh).toContain(text)
    expect(refusal.en.length).toBeGreaterThan(20)
  })

  test('any text at all gives a measurement, nothing or a refusal, and never a number that is not one', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.,-<>LlＬ０未检出见底mg/μcm ^e×~#') }), text => {
        const result = read(text, 'secchiDepth')
        expect(result === undefined || isRefusal(result) || Number.isFinite(result.value)).toBe(true)
      }),
    )
  })
})
