import { parameters } from '../domain/parameters.ts'
import type { Measurement, Parameter, Sample } from '../domain/parameters.ts'
import type { Bilingual, Citation } from '../domain/words.ts'
import {
  isAtMost,
  isSurelyAbove,
  isSurelyAtLeast,
  isSurelyAtMost,
  isSurelyBelow,
  rangeOf,
  tidy,
  type Range,
} from './compare.ts'
import { confidenceMarks, measurementWords, unitText } from './wording.ts'

/** 0 passes, 1 black-odorous (mild, where the edition grades), 2 severe. */
export type Severity = 0 | 1 | 2

/** From this limit on the water has this severity. `inclusive`: the limit itself belongs to it. */
export type Bound = { readonly severity: 1 | 2; readonly limit: number; readonly inclusive: boolean }

/** One indicator of a black-odour standard; `bounds` in rising severity. */
export type BlackOdourIndicator = {
  readonly parameter: Parameter
  /** On which side of the limit the water is bad. */
  readonly bad: 'low' | 'high'
  readonly bounds: readonly Bound[]
  readonly citation: Citation
  /** Only transparency: in shallower water the limit is this share of the depth. */
  readonly shallow?: { readonly underDepthCm: number; readonly shareOfDepth: number }
}

/** The severity lies between `best` and `worst`, which differ where the value does not settle it. */
export type IndicatorSeverity = {
  readonly indicator: BlackOdourIndicator
  readonly measurement: Measurement | null
  readonly best: Severity
  readonly worst: Severity
  /** What else should have been measured: the depth. */
  readonly needs: readonly Parameter[]
  /** The limit of the mildest bound as it applied here; null where it hangs on an unknown depth. */
  readonly limit: number | null
  readonly words: Bilingual
}

/**
 * Places one indicator of a sample against its bounds. Not measured is open from 0 to the worst, never a pass.
 */
export function severityOf(sample: Sample, indicator: BlackOdourIndicator): IndicatorSeverity {
  const measurement = sample[indicator.parameter]
  if (measurement === undefined) return notMeasured(indicator)
  if (indicator.shallow !== undefined) return transparencySeverity(sample, indicator, measurement)
  const range = rangeOf(measurement)
  const placed = placeAgainst(range, indicator, bound => [bound.limit, bound.limit])
  const limit = indicator.bounds[0]!.limit
  return { indicator, measurement, ...placed, needs: [], limit, words: plainWords(indicator, measurement, placed) }
}

function notMeasured(indicator: BlackOdourIndicator): IndicatorSeverity {
  const { zh, en } = parameters[indicator.parameter].name
  const limit = indicator.shallow === undefined ? indicator.bounds[0]!.limit : null
  const words = { zh: `${zh}未测，不视为达标`, en: `${en} not measured: no pass` }
  return { indicator, measurement: null, best: 0, worst: worstOf(indicator), needs: [], limit, words }
}

function worstOf({ bounds }: BlackOdourIndicator): Severity {
  return bounds.at(-1)!.severity
}

type Placed = { readonly best: Severity; readonly worst: Severity }

/** `limitsOf` gives the lowest and the highest limit that a bound can have here. */
function placeAgainst(
  range: Range,
  { bounds, bad }: BlackOdourIndicator,
  limitsOf: (bound: Bound) => readonly [number, number],
): Placed {
  let best: Severity = 0
  let worst: Severity = 0
  for (const bound of bounds) {
    const [lowest, highest] = limitsOf(bound)
    if (bad === 'low' ? isSurelyLowBad(range, lowest, bound) : isSurelyHighBad(range, highest, bound)) {
      best = bound.severity
    }
    if (!(bad === 'low' ? isSurelyOver(range, highest, bound) : isSurelyUnder(range, lowest, bound))) {
      worst = bound.severity
    }
  }
  return { best, worst }
}

function isSurelyLowBad(range: Range, limit: number, { inclusive }: Bound): boolean {
  return inclusive ? isSurelyAtMost(range, limit) : isSurelyBelow(range, limit)
}

function isSurelyOver(range: Range, limit: number, { inclusive }: Bound): boolean {
  return inclusive ? isSurelyAbove(range, limit) : isSurelyAtLeast(range, limit)
}

function isSurelyHighBad(range: Range, limit: number, { inclusive }: Bound): boolean {
  return inclusive ? isSurelyAtLeast(range, limit) : isSurelyAbove(range, limit)
}

function isSurelyUnder(range: Range, limit: number, { inclusive }: Bound): boolean {
  return inclusive ? isSurelyBelow(range, limit) : isSurelyAtMost(range, limit)
}

type Shallow = NonNullable<BlackOdourIndicator['shallow']>

/**
 * Transparency: the limit hangs on the depth. A disc seen to the bottom passes at any depth, since both the fixed limit of deep
 * water and the share of a shallow depth are at most the depth itself. Under the fixed limit with the depth unknown it stays open.
 */
function transparencySeverity(
  sample: Sample,
  indicator: BlackOdourIndicator,
  measurement: Measurement,
): IndicatorSeverity {
  const shallow = indicator.shallow!
  const depth = sample.waterDepth
  const dry = depth !== undefined && depth.qualifier === 'measured' && depth.value <= 0
  if (dry) return dryBed(indicator, measurement)
  if (measurement.qualifier === 'to-bottom') return seenToBottom(indicator, measurement)
  const known = depth !== undefined && depth.qualifier !== 'not-detected'
  const depthRange = depth === undefined ? undefined : rangeOf(depth)
  const placed = placeAgainst(rangeOf(measurement), indicator, bound => limitsByDepth(bound, shallow, depthRange))
  const open = placed.best !== placed.worst
  const [lowest, highest] = limitsByDepth(indicator.bounds[0]!, shallow, depthRange)
  return {
    indicator,
    measurement,
    ...placed,
    needs: open && !(known && depth.qualifier === 'measured') ? ['waterDepth'] : [],
    limit: lowest === highest ? lowest : null,
    words: transparencyWords({ indicator, measurement, depth, placed }),
  }
}

function limitsByDepth(bound: Bound, shallow: Shallow, depth: Range | undefined): readonly [number, number] {
  const { underDepthCm, shareOfDepth } = shallow
  if (depth === undefined) return [-Infinity, bound.limit]
  const limitAt = (depthCm: number): number =>
    isAtMost(underDepthCm, depthCm) ? bound.limit : tidy(depthCm * shareOfDepth)
  const lowest = depth.low === -Infinity ? -Infinity : limitAt(depth.low)
  const highest = isSurelyBelow(depth, underDepthCm) ? tidy(depth.high * shareOfDepth) : bound.limit
  return [lowest, highest]
}

function dryBed(indicator: BlackOdourIndicator, measurement: Measurement): IndicatorSeverity {
  const words = {
    zh: '水深为 0，没有水可供测量透明度，该项不能判定',
    en: 'depth 0: there is no water in which transparency could be seen, so it stays undecided',
  }
  return { indicator, measurement, best: 0, worst: worstOf(indicator), needs: ['waterDepth'], limit: null, words }
}

function seenToBottom(indicator: BlackOdourIndicator, measurement: Measurement): IndicatorSeverity {
  const words = {
    zh: `透明度见底，不低于水深，达标${confidenceMarks[indicator.citation.confidence].zh}`,
    en: `transparency: seen to the bottom, so at least the depth: passes${confidenceMarks[indicator.citation.confidence].en}`,
  }
  return { indicator, measurement, best: 0, worst: 0, needs: [], limit: null, words }
}

function placementWords({ best, worst }: Placed, graded: boolean): Bilingual {
  if (best !== worst) {
    return best > 0
      ? { zh: '不达标（程度不能确定）', en: 'fails (how severely cannot be told)' }
      : { zh: '不能判定', en: 'undecided' }
  }
  if (graded && best === 1) return { zh: '轻度', en: 'mild' }
  if (graded && best === 2) return { zh: '重度', en: 'severe' }
  return best === 0 ? { zh: '达标', en: 'passes' } : { zh: '不达标', en: 'fails' }
}

function plainWords(indicator: BlackOdourIndicator, measurement: Measurement, placed: Placed): Bilingual {
  const { name, unit } = parameters[indicator.parameter]
  const amount = measurementWords(indicator.parameter, measurement)
  const against = indicator.bounds.map(bound => boundWords(bound, indicator, unitText(unit)))
  const placement = placementWords(placed, indicator.bounds.length > 1)
  const mark = confidenceMarks[indicator.citation.confidence]
  return {
    zh: `${name.zh} ${amount.zh}（${against.map(({ zh }) => zh).join('，')}）：${placement.zh}${mark.zh}`,
    en: `${name.en} ${amount.en} (${against.map(({ en }) => en).join('; ')}): ${placement.en}${mark.en}`,
  }
}

const severityNames = {
  1: { zh: '轻度', en: 'mild' },
  2: { zh: '重度', en: 'severe' },
} as const satisfies Record<1 | 2, Bilingual>

function boundWords(bound: Bound, { bad, bounds }: BlackOdourIndicator, unit: string): Bilingual {
  const sign = bad === 'low' ? (bound.inclusive ? '≤' : '<') : bound.inclusive ? '≥' : '>'
  const reach = `${sign} ${bound.limit}${unit}`
  if (bounds.length === 1) return { zh: `${reach} 为不达标`, en: `${reach} fails` }
  const { zh, en } = severityNames[bound.severity]
  return { zh: `${reach} 为${zh}`, en: `${reach} is ${en}` }
}

type TransparencyWording = {
  readonly indicator: BlackOdourIndicator
  readonly measurement: Measurement
  readonly depth: Measurement | undefined
  readonly placed: Placed
}

function transparencyWords({ indicator, measurement, depth, placed }: TransparencyWording): Bilingual {
  const { underDepthCm, shareOfDepth } = indicator.shallow!
  const plain = plainWords(indicator, measurement, placed)
  if (depth === undefined) {
    if (placed.worst === 0) return plain
    return {
      zh: `${plain.zh}；水深未测，水深不足 ${underDepthCm} cm 时限值为水深的 ${shareOfDepth * 100} %，故不能判定，请补测水深`,
      en: `${plain.en}; the depth is unknown, and under ${underDepthCm} cm of depth the limit is ${shareOfDepth * 100} % of it: undecided, measure the depth`,
    }
  }
  if (depth.qualifier !== 'measured' || isAtMost(underDepthCm, depth.value)) return plain
  const limit = tidy(depth.value * shareOfDepth)
  const amount = measurementWords('secchiDepth', measurement)
  const placement = placementWords(placed, indicator.bounds.length > 1)
  const mark = confidenceMarks[indicator.citation.confidence]
  const sum = `${depth.value} cm × ${shareOfDepth * 100} % = ${limit} cm`
  return {
    zh: `透明度 ${amount.zh}（水深不足 ${underDepthCm} cm，限值 ${sum}）：${placement.zh}${mark.zh}`,
    en: `transparency ${amount.en} (depth under ${underDepthCm} cm: limit ${sum}): ${placement.en}${mark.en}`,
  }
}
