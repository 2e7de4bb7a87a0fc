import { describe, expect, test } from 'vitest'
import { findStandard, standards } from './registry.ts'
import { isAtMost, isBelow, isEqual } from './compare.ts'

describe('the registry of standards', () => {
  test('holds the editions under their persisted ids', () => {
    expect(standards.map(({ id, kind }) => `${id} ${kind}`)).toEqual([
      'GB3838-2002 surface-water',
      'rural-black-odorous-2023 black-odour',
      'rural-black-odorous-2019 black-odour',
      'urban-black-odorous-2015 black-odour',
    ])
  })

  test('finds by id, and nothing by another', () => {
    expect(findStandard('GB3838-2002')?.title.zh).toContain('地表水')
    expect(findStandard('GB3838')).toBeUndefined()
  })

  test('every edition judges an empty sample as not settled, cites its source and speaks both languages', () => {
    for (const standard of standards) {
      const verdict = standard.judge({}, { water: 'river' })
      expect(['cannot-judge', 'undecided']).toContain(verdict.outcome)
      expect(verdict.standardId).toBe(standard.id)
      expect(verdict.clauses.length).toBeGreaterThan(0)
      expect(verdict.words.zh).not.toBe('')
      expect(verdict.words.zh + verdict.words.en).not.toContain('"')
      expect(verdict.words.en).toMatch(/^[\u0020-\u007E×≥≤−]+$/)
    }
  })
})

describe('comparing decimals', () => {
  test('sees through lost last bits, but not through the last digit of a laboratory', () => {
    expect(isEqual(0.1 + 0.05, 0.15)).toBe(true)
    expect(isBelow(0.15, 0.1 + 0.05)).toBe(false)
    expect(isAtMost(0.1 + 0.05, 0.15)).toBe(true)
    expect(isEqual(0.00005, 0.0000501)).toBe(false)
    expect(isEqual(0, 1e-12)).toBe(false)
  })

  test('an endless range equals no limit', () => {
    expect(isEqual(Infinity, 25)).toBe(false)
    expect(isAtMost(Infinity, 25)).toBe(false)
    expect(isEqual(-Infinity, Infinity)).toBe(false)
  })
})
