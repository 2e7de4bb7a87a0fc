import type { Parameter, Sample } from '../domain/parameters.ts'
import type { Bilingual, Citation } from '../domain/words.ts'
import { severitiesOf } from './black-odour.ts'
import type { BlackOdourOutcome, Grade } from './standard.ts'
import { urbanBlackOdorous2015, urbanEdition2015 } from './urban-black-odorous-2015.ts'

export const urbanExtentCitation: Citation = {
  title: '《城市黑臭水体整治工作指南》（建城〔2015〕130号）',
  clause: '分级判定：检测点、河段、水体',
  confidence: 'published',
}

const severeByOnePercent = 60
const severeByTwoPercent = 30
const leastSeverePoints = 3
const severeWaterPercent = 60
const leastPoints = 3
const leastSamplings = 3

/** Severe data of one indicator at one point, of all its data there. */
export type SevereShare = { readonly parameter: Parameter; readonly severe: number; readonly measured: number }

export type UrbanPointVerdict = {
  readonly outcome: BlackOdourOutcome
  readonly grade: Grade | null
  readonly shares: readonly SevereShare[]
  readonly words: Bilingual
  readonly citation: Citation
}

/**
 * Grades one point over all its samples: severe where one indicator has at least 60 % severe data or at least two have 30 %; else
 * mild, where any sample is black-odorous. Not black-odorous only where every sample is clear.
 */
export function judgeUrbanPoint(samples: readonly Sample[]): UrbanPointVerdict {
  const outcome = outcomeOf(samples)
  const shares = urbanEdition2015.indicators.map(({ parameter }) => severeShare(samples, parameter))
  const severe = outcome === 'black-odorous' && isSevere(shares)
  const grade = outcome === 'black-odorous' ? (severe ? 'severe' : 'mild') : null
  return { outcome, grade, shares, words: pointWords(samples.length, shares, grade), citation: urbanExtentCitation }
}

function outcomeOf(samples: readonly Sample[]): BlackOdourOutcome {
  const outcomes = samples.map(sample => urbanBlackOdorous2015.decide(sample, { water: 'river' }).outcome)
  if (outcomes.includes('black-odorous')) return 'black-odorous'
  const clear = outcomes.length > 0 && outcomes.every(outcome => outcome === 'not-black-odorous')
  return clear ? 'not-black-odorous' : 'undecided'
}

function severeShare(samples: readonly Sample[], parameter: Parameter): SevereShare {
  const found = samples
    .flatMap(sample => severitiesOf(urbanEdition2015, sample))
    .filter(({ indicator, measurement }) => indicator.parameter === parameter && measurement !== null)
  return { parameter, severe: found.filter(({ best }) => best === 2).length, measured: found.length }
}

/** Whole numbers on both sides: no rounding decides. */
function reaches(part: number, all: number, percent: number): boolean {
  return all > 0 && part * 100 >= percent * all
}

function isSevere(shares: readonly SevereShare[]): boolean {
  const over = (percent: number): number =>
    shares.filter(({ severe, measured }) => reaches(severe, measured, percent)).length
  return over(severeByOnePercent) >= 1 || over(severeByTwoPercent) >= 2
}

function pointWords(samplings: number, shares: readonly SevereShare[], grade: Grade | null): Bilingual {
  const list = shares.map(({ parameter, severe, measured }) => `${parameter} ${severe}/${measured}`).join('; ')
  const few = samplings < leastSamplings
  return {
    zh: `${samplings} 次采样，各指标重度数据：${list}。${gradeNames[grade ?? 'none'].zh}。${few ? `采样少于 ${leastSamplings} 次，请补测。` : ''}`,
    en: `${samplings} samplings; severe data by indicator: ${list}. ${gradeNames[grade ?? 'none'].en}. ${few ? `Fewer than ${leastSamplings} samplings: take more.` : ''}`.trim(),
  }
}

const gradeNames = {
  severe: { zh: '重度黑臭', en: 'Severely black-odorous' },
  mild: { zh: '轻度黑臭', en: 'Mildly black-odorous' },
  none: { zh: '未认定黑臭', en: 'Not found black-odorous' },
} as const satisfies Record<Grade | 'none', Bilingual>

export type UrbanWaterVerdict = {
  readonly outcome: BlackOdourOutcome
  readonly grade: Grade | null
  /** Runs of at least three severe points in a row: indexes of the first and the last. */
  readonly severeReaches: readonly { readonly from: number; readonly to: number }[]
  readonly words: Bilingual
  readonly citation: Citation
}

/**
 * Grades reaches and the whole water from its points in order of flow: at least 3 severe points in a row make the reach severe; at
 * least 60 % severe points make the water severe. Fewer than 3 points decide nothing.
 */
export function judgeUrbanWater(points: readonly UrbanPointVerdict[]): UrbanWaterVerdict {
  const severe = points.filter(({ grade }) => grade === 'severe').length
  const outcome = waterOutcome(points)
  const whole = reaches(severe, points.length, severeWaterPercent)
  const grade = outcome === 'black-odorous' ? (whole ? 'severe' : 'mild') : null
  const few = points.length < leastPoints
  return {
    outcome,
    grade,
    severeReaches: severeReachesOf(points),
    words: {
      zh: `${points.length} 个检测点中 ${severe} 个重度。${gradeNames[grade ?? 'none'].zh}。${few ? `检测点少于 ${leastPoints} 个，请补设。` : ''}`,
      en: `${severe} of ${points.length} points severe. ${gradeNames[grade ?? 'none'].en}.${few ? ` Fewer than ${leastPoints} points: add some.` : ''}`,
    },
    citation: urbanExtentCitation,
  }
}

function waterOutcome(points: readonly UrbanPointVerdict[]): BlackOdourOutcome {
  if (points.length < leastPoints) return 'undecided'
  if (points.some(({ outcome }) => outcome === 'black-odorous')) return 'black-odorous'
  return points.every(({ outcome }) => outcome === 'not-black-odorous') ? 'not-black-odorous' : 'undecided'
}

function severeReachesOf(points: readonly UrbanPointVerdict[]): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = []
  let from: number | undefined
  for (const [index, { grade }] of [...points.entries(), [points.length, { grade: null }] as const]) {
    if (grade === 'severe') from ??= index
    else if (from !== undefined) {
      if (index - from >= leastSeverePoints) runs.push({ from, to: index - 1 })
      from = undefined
    }
  }
  return runs
}
