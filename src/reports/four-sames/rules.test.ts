import { describe, expect, it } from 'vitest'
import { policyAt } from '../../policy/policy.ts'
import {
  limitsOf,
  measuredWords,
  sameEditions,
  sameness,
  sameSpread,
  valueOf,
  type FigureKind,
  type Measured,
} from './rules.ts'

const limits = limitsOf(policyAt('four-sames', '2026-11-30').value)
const of = (part: number, whole: number, waters = whole): Measured => ({ waters, part, of: whole })
const mark = (kind: FigureKind, national: Measured, municipal: Measured) =>
  sameness(kind, { national, municipal }, limits).mark
const words = (kind: FigureKind, national: Measured, municipal: Measured) =>
  sameness(kind, { national, municipal }, limits).words

describe('the limits in force', () => {
  it('are those of the policy, each to be confirmed', () => {
    expect(limits).toEqual({ leastWaters: 5, shareGapPoints: 15, meanGapPercent: 30, gapDays: 15 })
    const { value } = policyAt('four-sames', '2026-11-30')
    expect(Object.values(value).every(({ citation }) => citation.confidence === 'to-be-confirmed')).toBe(true)
  })
})

describe('sameness of shares', () => {
  it('is worth a look from fifteen points on and not below', () => {
    expect(mark('share', of(50, 100), of(65, 100))).toBe('look')
    expect(mark('share', of(50, 100), of(64, 100))).toBe('alike')
    expect(words('share', of(50, 100), of(65, 100))).toEqual({
      zh: '相差 15 个百分点，市级清单较高，达到 15 个百分点。',
      en: '15 percentage points apart (municipal higher), 15 or more.',
    })
  })

  it('says nothing below five waters on either list, and begins at five', () => {
    expect(mark('share', of(4, 4), of(0, 80))).toBe('too-few')
    expect(mark('share', of(0, 80), of(4, 4))).toBe('too-few')
    expect(mark('share', of(5, 5), of(0, 80))).toBe('look')
    expect(words('share', of(4, 4), of(0, 80)).en).toContain('national 4, municipal 80; at least 5 each')
  })

  it('takes the difference of one water for none, and that of two for one', () => {
    expect(mark('share', of(2, 5), of(1, 5))).toBe('alike')
    expect(words('share', of(2, 5), of(1, 5)).en).toContain('a single water')
    expect(mark('share', of(3, 5), of(1, 5))).toBe('look')
  })

  it('does not excuse records for being few: one of five forms is a fifth', () => {
    expect(mark('ratio', of(2, 5, 5), of(1, 5, 5))).toBe('look')
  })

  it('names the list without anything to divide by, or both', () => {
    expect(words('share', of(0, 0), of(3, 9)).zh).toBe('国家监管清单没有可比的记录。')
    expect(words('share', of(3, 9), of(0, 0)).en).toBe('The municipal list has nothing on record to compare.')
    expect(mark('share', of(0, 0), of(0, 0))).toBe('nothing')
  })

  it('says that neither has any where both are none', () => {
    expect(words('share', of(0, 80), of(0, 80)).en).toBe('Neither list has any.')
  })
})

describe('sameness of means and medians', () => {
  it('is worth a look from thirty percent of the larger on', () => {
    expect(mark('mean', of(700, 10, 10), of(1000, 10, 10))).toBe('look')
    expect(mark('mean', of(701, 10, 10), of(1000, 10, 10))).toBe('alike')
  })

  it('of days asks for fifteen days besides', () => {
    const median = (days: number): Measured => ({ waters: 8, part: days, of: 8 })
    expect(mark('median', median(10), median(24))).toBe('alike')
    expect(mark('median', median(10), median(25))).toBe('look')
    expect(mark('median', median(0), median(0))).toBe('alike')
  })
})

describe('the editions that decided', () => {
  const nameOf = (kind: string) => ({ zh: kind, en: kind })
  const row = (kind: string, national: number, municipal: number) => ({ kind, national, municipal, county: 0 })

  it('are the same where each stands on both sides, however often', () => {
    const rows = [row('2020', 70, 2), row('2027', 10, 78)]
    expect(sameEditions(rows, { national: 80, municipal: 80 }, { limits, nameOf }).mark).toBe('alike')
  })

  it('are named with their waters where one stands on one side only', () => {
    const rows = [row('2020', 80, 60), row('2027', 0, 20)]
    const { mark: said, words: why } = sameEditions(rows, { national: 80, municipal: 60 }, { limits, nameOf })
    expect([said, why.en]).toEqual(['look', '2027 on the municipal list only (20 waters).'])
  })

  it('say nothing where a list has none, and that it is too few where it has hardly any', () => {
    expect(sameEditions([row('2020', 0, 3)], { national: 0, municipal: 3 }, { limits, nameOf }).mark).toBe('nothing')
    expect(
      sameEditions([row('2020', 3, 0), row('2027', 0, 9)], { national: 3, municipal: 9 }, { limits, nameOf }).mark,
    ).toBe('too-few')
  })

  it('as a spread are compared by the kind that lies furthest apart', () => {
    const rows = [row('listed', 10, 12), row('upkeep', 70, 40)]
    const { mark: said, words: why } = sameSpread(rows, { national: 80, municipal: 80 }, { limits, nameOf })
    expect([said, why.en.startsWith('Furthest apart: upkeep.')]).toEqual(['look', true])
    expect(sameSpread([], { national: 80, municipal: 80 }, { limits, nameOf }).mark).toBe('nothing')
  })
})

describe('a figure in words', () => {
  it('is never 0 % where there is nothing to divide by, nor rounded to all or nothing', () => {
    expect(valueOf('share', of(0, 0))).toBeUndefined()
    expect(measuredWords({ kind: 'share' }, of(0, 0)).en).toBe('nothing recorded')
    expect(measuredWords({ kind: 'share' }, of(0, 80)).en).toBe('none (0 of 80)')
    expect(measuredWords({ kind: 'share' }, of(9999, 10_000)).en).toBe('99.9% (9,999 of 10,000)')
    expect(measuredWords({ kind: 'share' }, of(1, 10_000)).en).toBe('0.1% (1 of 10,000)')
    expect(measuredWords({ kind: 'share' }, of(80, 80)).zh).toBe('100%（80/80）')
  })

  it('tells the waters of a ratio, and the unit of a mean', () => {
    expect(measuredWords({ kind: 'ratio' }, of(28, 30, 2)).en).toBe('93.3% (28 of 30, 2 waters)')
    expect(measuredWords({ kind: 'mean', unit: { zh: '元', en: 'yuan' } }, of(9000.5, 3, 3)).en).toBe(
      '3,000 yuan (3 waters)',
    )
    expect(measuredWords({ kind: 'median', unit: { zh: '天', en: 'days' } }, { waters: 7, part: 0, of: 7 }).en).toBe(
      '0 days (7 waters)',
    )
  })
})
