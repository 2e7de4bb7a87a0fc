import { describe, expect, test } from 'vitest'
import type { Measurement, Sample } from '../domain/parameters.ts'
import { spearmanTrend } from './spearman-trend.ts'
import { judgeRiver, levelByShares, mainPollutants, pollutantWords } from './surface-water-evaluation-2011.ts'
import { waterQualityLevels } from './surface-water-levels.ts'

const context = { water: 'river' } as const
const measured = (value: number): Measurement => ({ value, qualifier: 'measured' })
const ammonia = (value: number): Sample => ({ ammoniaNitrogen: measured(value) })
/** Ammonia that gives each class. */
const byClass = { I: 0.1, II: 0.3, III: 0.8, IV: 1.2, V: 1.8, worse: 3 } as const
const sections = (counts: { readonly [C in keyof typeof byClass]?: number }): Sample[] =>
  Object.entries(counts).flatMap(
    ([name, count]) => Array.from({ length: count }, () => ammonia(byClass[name as keyof typeof byClass])), // keys of counts
  )

describe('levels', () => {
  test('classes I and II are excellent, III good, IV light, V moderate, worse heavy', () => {
    const levels = Object.values(waterQualityLevels).map(({ level, colour }) => `${level} ${colour}`)
    expect(levels).toEqual([
      'excellent blue',
      'excellent blue',
      'good green',
      'light yellow',
      'moderate orange',
      'heavy red',
    ])
  })
})

describe('rivers of five sections and more, by shares', () => {
  test.each([
    [90, 0, 'excellent'],
    [89.9, 0, 'good'],
    [75, 25, 'good'],
    [74.9, 19.9, 'light'],
    [74.9, 20, 'moderate'],
    [60, 39.9, 'moderate'],
    [60, 40, 'heavy'],
    [0, 100, 'heavy'],
  ] as const)('%d %% of I to III and %d %% worse than V is %s', (good, worse, level) => {
    expect(levelByShares(good, worse)).toBe(level)
  })

  test('numbers that no row of the guide holds match no rule, loudly', () => {
    expect(levelByShares(Number.NaN, 0)).toBeUndefined()
    expect(judgeRiver([], context)).toMatchObject({ outcome: 'no-rule-matched', level: null })
  })

  test.each([
    [{ I: 9, IV: 1 }, 'excellent'],
    [{ II: 4, IV: 1 }, 'good'],
    [{ III: 3, IV: 2 }, 'light'],
    [{ III: 3, IV: 1, worse: 1 }, 'moderate'],
    [{ III: 3, worse: 2 }, 'heavy'],
  ] as const)('%j is %s', (counts, level) => {
    expect(judgeRiver(sections(counts), context)).toMatchObject({ outcome: 'judged', by: 'shares', level })
  })

  test('a section that cannot be judged is tried as best and as worst, and never dropped', () => {
    const unknown: Sample = {}
    expect(judgeRiver([...sections({ I: 9 }), unknown], context)).toMatchObject({
      outcome: 'judged',
      level: 'excellent',
    })
    expect(judgeRiver([...sections({ I: 4 }), unknown], context)).toMatchObject({
      outcome: 'cannot-judge',
      level: null,
    })
  })
})

describe('rivers of fewer than five sections, by average', () => {
  test('each indicator is averaged, then the worst decides', () => {
    expect(judgeRiver([ammonia(0.5), ammonia(1.5)], context)).toMatchObject({
      by: 'average',
      class: 'III',
      level: 'good',
    })
    expect(judgeRiver([ammonia(0.1), ammonia(2.1)], context)).toMatchObject({ class: 'IV' })
  })

  test('four sections are averaged, five are not', () => {
    expect(judgeRiver(sections({ I: 4 }), context).by).toBe('average')
    expect(judgeRiver(sections({ I: 5 }), context).by).toBe('shares')
  })

  test('the average of 0.1 and 0.2 is 0.15, which is class I', () => {
    expect(judgeRiver([ammonia(0.1), ammonia(0.2)], context).class).toBe('I')
  })

  test('below detection is put at both of its ends; only where both agree there is a class', () => {
    const below = (value: number): Sample => ({ ammoniaNitrogen: { value, qualifier: 'below' } })
    expect(judgeRiver([below(0.025), ammonia(0.1)], context).class).toBe('I')
    expect(judgeRiver([below(0.5), ammonia(0.1)], context)).toMatchObject({ outcome: 'cannot-judge', class: null })
  })

  test('sections without any indicator cannot be judged', () => {
    expect(judgeRiver([{}], context)).toMatchObject({ outcome: 'cannot-judge', class: null })
  })
})

describe('main pollutants', () => {
  test('a water that reaches class III has none', () => {
    expect(mainPollutants(ammonia(1), context)).toEqual([])
  })

  test('at most three, by class and then by multiple', () => {
    const sample: Sample = {
      ammoniaNitrogen: measured(1.2),
      totalPhosphorus: measured(0.28),
      permanganateIndex: measured(16),
      chemicalOxygenDemand: measured(45),
      dissolvedOxygen: measured(4),
    }
    expect(mainPollutants(sample, context)).toEqual([
      { parameter: 'permanganateIndex', class: 'worse than V', multiple: 1.66667 },
      { parameter: 'chemicalOxygenDemand', class: 'worse than V', multiple: 1.25 },
      { parameter: 'totalPhosphorus', class: 'IV', multiple: 0.4 },
    ])
  })

  test('toxic ones lead', () => {
    const [first] = mainPollutants({ lead: measured(0.06), permanganateIndex: measured(16) }, context)
    expect(pollutantWords(first!).zh).toBe('铅（0.2）')
  })

  test('the target asked for does not change them: they are always against class III', () => {
    expect(mainPollutants(ammonia(1.2), { ...context, targetClass: 'V' })).toHaveLength(1)
  })
})

describe('trend by Spearman', () => {
  test.each([
    [[1, 2, 3, 4, 5], 'rising', 1],
    [[5, 4, 3, 2, 1], 'falling', -1],
    [[1, 2, 3, 5, 4], 'rising', 0.9],
    [[1, 2, 4, 5, 3], 'no-significant-trend', 0.7],
    [[1, 3, 2, 5, 4, 6], 'rising', 0.885714],
    [[1, 3, 2, 6, 4, 5], 'no-significant-trend', 0.771429],
    [[1, 2, 3, 4, 5, 6, 9, 8, 7], 'rising', 0.933333],
    [[2, 2, 2, 2, 2], 'no-significant-trend', null],
    [[1, 2, 3, 4], 'cannot-judge', 1],
    [[], 'cannot-judge', null],
  ] as const)('%j is %s', (values, outcome, coefficient) => {
    expect(spearmanTrend(values)).toMatchObject({ outcome, coefficient })
  })

  test('the critical values of 5 to 9 periods stand on the right side of a coefficient that equals them', () => {
    const critical = [5, 6, 7, 8, 9].map(
      periods => spearmanTrend(Array.from({ length: periods }, (_, i) => i)).critical,
    )
    expect(critical).toEqual([0.9, 0.829, 0.714, 0.643, 0.6])
    expect(spearmanTrend([1, 2, 3, 5, 4]).outcome).toBe('rising')
  })

  test('a critical value from memory is marked, a number of periods without one is loud', () => {
    const ten = spearmanTrend([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(ten.citation.confidence).toBe('to-be-confirmed')
    expect(ten.words.zh).toContain('待核实')
    expect(spearmanTrend([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]).words.en).toContain('no rule matches')
  })

  test('ties share their mean rank', () => {
    expect(spearmanTrend([1, 1, 2, 3, 4]).coefficient).toBeCloseTo(0.974679, 5)
  })
})
