import type { Bilingual, Citation, Confidence } from '../domain/words.ts'
import { isAtMost, isEqual, tidy } from './compare.ts'

const title = '《地表水环境质量评价办法（试行）》（环办〔2011〕22号）'

type Critical = { readonly value: number; readonly confidence: Confidence }

/** One-tailed, p = .05, by the number of periods. 5 to 9 were computed; the rest is the usual printed table, to be confirmed. */
const criticalValues: ReadonlyMap<number, Critical> = new Map([
  [5, { value: 0.9, confidence: 'secondary' }],
  [6, { value: 0.829, confidence: 'secondary' }],
  [7, { value: 0.714, confidence: 'secondary' }],
  [8, { value: 0.643, confidence: 'secondary' }],
  [9, { value: 0.6, confidence: 'secondary' }],
  [10, { value: 0.564, confidence: 'to-be-confirmed' }],
  [12, { value: 0.506, confidence: 'to-be-confirmed' }],
  [14, { value: 0.456, confidence: 'to-be-confirmed' }],
  [16, { value: 0.425, confidence: 'to-be-confirmed' }],
  [18, { value: 0.399, confidence: 'to-be-confirmed' }],
  [20, { value: 0.377, confidence: 'to-be-confirmed' }],
  [22, { value: 0.359, confidence: 'to-be-confirmed' }],
  [24, { value: 0.343, confidence: 'to-be-confirmed' }],
  [26, { value: 0.329, confidence: 'to-be-confirmed' }],
  [28, { value: 0.317, confidence: 'to-be-confirmed' }],
  [30, { value: 0.306, confidence: 'to-be-confirmed' }],
])

export type Trend = {
  /** `rising` and `falling` speak of the value, not of the quality. `cannot-judge`: no critical value for so few or many periods. */
  readonly outcome: 'rising' | 'falling' | 'no-significant-trend' | 'cannot-judge'
  /** Null where all values are equal or there are fewer than two. */
  readonly coefficient: number | null
  readonly critical: number | null
  readonly periods: number
  readonly words: Bilingual
  readonly citation: Citation
}

/**
 * Tests whether a value rises or falls with time, by Spearman's rank correlation (ties share their mean rank).
 *
 * @param values one per period, in order of time, all measured
 * @example spearmanTrend([1, 2, 3, 4, 5]).outcome // 'rising': 1 >= 0.9
 */
export function spearmanTrend(values: readonly number[]): Trend {
  const coefficient = rankCorrelation(values)
  const critical = criticalValues.get(values.length)
  const citation: Citation = { title, clause: '秩相关系数法', confidence: critical?.confidence ?? 'secondary' }
  const base = { coefficient, critical: critical?.value ?? null, periods: values.length, citation }
  if (coefficient === null && critical !== undefined)
    return { ...base, outcome: 'no-significant-trend', words: allEqual }
  if (coefficient === null || critical === undefined) {
    return { ...base, outcome: 'cannot-judge', words: noCritical(values.length) }
  }
  const outcome = outcomeOf(coefficient, critical.value)
  return { ...base, outcome, words: trendWords(coefficient, critical, outcome) }
}

function outcomeOf(coefficient: number, critical: number): Trend['outcome'] {
  if (!isAtMost(critical, Math.abs(coefficient))) return 'no-significant-trend'
  return coefficient > 0 ? 'rising' : 'falling'
}

/** Pearson's correlation of the ranks; equal to 1 - 6 Σd² / (N³ - N) where nothing is tied. */
function rankCorrelation(values: readonly number[]): number | null {
  const ranks = ranksOf(values)
  const mean = (values.length + 1) / 2
  let shared = 0
  let spreadOfRanks = 0
  let spreadOfTime = 0
  for (const [index, rank] of ranks.entries()) {
    const time = index + 1 - mean
    shared += time * (rank - mean)
    spreadOfRanks += (rank - mean) ** 2
    spreadOfTime += time ** 2
  }
  return spreadOfRanks === 0 ? null : tidy(shared / Math.sqrt(spreadOfRanks * spreadOfTime))
}

function ranksOf(values: readonly number[]): readonly number[] {
  return values.map(value => {
    const smaller = values.filter(other => other < value && !isEqual(other, value)).length
    const equal = values.filter(other => isEqual(other, value)).length
    return smaller + (equal + 1) / 2
  })
}

const allEqual: Bilingual = { zh: '各期数值相同，没有变化趋势。', en: 'All values are equal: no trend.' }

function noCritical(periods: number): Bilingual {
  return {
    zh: `${periods} 期没有对应的临界值（5~9 期，或 10~30 期中的偶数），没有适用的规则。`,
    en: `No critical value for ${periods} periods (there are values for 5 to 9, and even numbers from 10 to 30): no rule matches.`,
  }
}

const outcomeNames = {
  rising: { zh: '显著上升', en: 'rises significantly' },
  falling: { zh: '显著下降', en: 'falls significantly' },
  'no-significant-trend': { zh: '无显著变化', en: 'no significant trend' },
  'cannot-judge': { zh: '不能判定', en: 'cannot judge' },
} as const satisfies Record<Trend['outcome'], Bilingual>

function trendWords(coefficient: number, { value, confidence }: Critical, outcome: Trend['outcome']): Bilingual {
  const sign = outcome === 'no-significant-trend' ? '<' : '≥'
  const mark =
    confidence === 'to-be-confirmed'
      ? { zh: '〔临界值待核实〕', en: ' [critical value to be confirmed]' }
      : { zh: '', en: '' }
  return {
    zh: `|rs| = ${Math.abs(coefficient)} ${sign} ${value}${mark.zh}：${outcomeNames[outcome].zh}。`,
    en: `|rs| = ${Math.abs(coefficient)} ${sign} ${value}${mark.en}: ${outcomeNames[outcome].en}.`,
  }
}
