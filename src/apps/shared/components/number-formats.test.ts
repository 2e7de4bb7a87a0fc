import { describe, expect, it } from 'vitest'
import { formatArea, formatDate, formatNumber } from './number-formats.ts'

describe('areas', () => {
  it('stay in square metres just below ten thousand', () => {
    expect(formatArea(9_999.9, 'zh', false)).toEqual({ text: '9,999.9', unit: '㎡', full: undefined })
  })
  it('are told in 万㎡ from ten thousand on, with the exact value kept', () => {
    expect(formatArea(10_000, 'zh', false)).toEqual({ text: '1', unit: '万㎡', full: '10,000 ㎡' })
    expect(formatArea(500_000, 'en', false)).toEqual({ text: '50', unit: 'ha', full: '500,000 m²' })
  })
  it('stay exact where asked', () => {
    expect(formatArea(500_000, 'zh', true).text).toBe('500,000')
  })
})

describe('dates', () => {
  it('are China’s time, wherever the browser stands', () => {
    expect(formatDate('2026-11-22T16:30:00Z', 'zh', true)).toBe('2026-11-23 00:30')
    expect(formatDate('2026-11-22T16:30:00Z', 'en', true)).toBe('23 Nov 2026, 00:30')
  })

  it('keep a calendar day in every time zone', () => {
    expect(formatDate('2026-11-23', 'zh', true)).toBe('2026-11-23')
    expect(formatDate('2026-11-23', 'en', false)).toBe('23 Nov 2026')
  })
  it('show what cannot be read as it is written', () => {
    expect(formatDate('2025年5月底', 'zh', false)).toBe('2025年5月底')
  })
})

describe('numbers', () => {
  it('keep at most the digits asked for', () => {
    expect(formatNumber(2.345, 'en', 1)).toBe('2.3')
    expect(formatNumber(1234, 'en')).toBe('1,234')
  })
})
