import type { Measurement, Sample } from '../domain/parameters.ts'
import { isAtMost, isBelow, tidy } from './compare.ts'
import {
  classOneSaturationPercent,
  decidingParameters,
  limitsOf,
  phBounds,
  tableOne,
  type DecidingParameter,
  type TableOneParameter,
} from './gb3838-2002-limits.ts'
import type { JudgeContext, LimitsFor } from './standard.ts'

/** Index into `surfaceWaterClasses`. */
export const worseThanFive = 5

/**
 * What one indicator says: its class lies between `best` and `worst` (indexes into `surfaceWaterClasses`), which differ only for
 * values that are not plain numbers. Packed as best * 8 + worst: a million rows have twenty million of them.
 */
export type Rating = number
const pack = (best: number, worst: number): Rating => best * 8 + worst
export const bestOf = (rating: Rating): number => rating >> 3
export const worstOf = (rating: Rating): number => rating & 7
export const unknownRating = pack(0, worseThanFive)

function firstAtMost(value: number, limits: readonly number[]): number {
  for (let index = 0; index < limits.length; index++) if (isAtMost(value, limits[index]!)) return index
  return worseThanFive
}

function firstAtLeast(value: number, limits: readonly number[]): number {
  for (let index = 0; index < limits.length; index++) if (isAtMost(limits[index]!, value)) return index
  return worseThanFive
}

/**
 * An indicator that must stay at or under its limits. `<x` meets every class whose limit is at least x; whether it meets a
 * stricter one cannot be told, so the class stays open downwards. `>x` misses every class whose limit is at most x.
 */
function rateAtMost({ value, qualifier }: Measurement, limits: readonly number[]): Rating {
  if (qualifier === 'measured') {
    const index = firstAtMost(value, limits)
    return pack(index, index)
  }
  if (qualifier === 'below') return pack(0, firstAtMost(value, limits))
  if (qualifier === 'above') return pack(firstOver(value, limits), worseThanFive)
  return unknownRating
}

function firstOver(value: number, limits: readonly number[]): number {
  const index = limits.findIndex(limit => isBelow(value, limit))
  return index === -1 ? worseThanFive : index
}

/** Dissolved oxygen: must stay at or over its limits. */
function rateAtLeast({ value, qualifier }: Measurement, limits: readonly number[]): Rating {
  if (qualifier === 'measured') {
    const index = firstAtLeast(value, limits)
    return pack(index, index)
  }
  if (qualifier === 'above') return pack(0, firstAtLeast(value, limits))
  if (qualifier === 'below') return pack(firstUnder(value, limits), worseThanFive)
  return unknownRating
}

function firstUnder(value: number, limits: readonly number[]): number {
  const index = limits.findIndex(limit => isBelow(limit, value))
  return index === -1 ? worseThanFive : index
}

function ratePh({ value, qualifier }: Measurement): Rating {
  const [lowest, highest] = phBounds
  if (qualifier === 'measured') {
    return isAtMost(lowest, value) && isAtMost(value, highest) ? pack(0, 0) : pack(worseThanFive, worseThanFive)
  }
  const surelyOutside =
    (qualifier === 'below' && isAtMost(value, lowest)) || (qualifier === 'above' && isAtMost(highest, value))
  return surelyOutside ? pack(worseThanFive, worseThanFive) : unknownRating
}

/** Saturation concentration of oxygen in fresh water at sea level, mg/L: 468 / (31.6 + T). HJ 2.3 appendix; to be confirmed. */
export function saturatedOxygenMgL(temperatureC: number): number {
  return 468 / (31.6 + temperatureC)
}

/** @returns percent, measured or (where asked for) reckoned from oxygen and temperature; undefined where neither can be had */
export function oxygenSaturationPercent(sample: Sample, context: JudgeContext): number | undefined {
  const measured = sample.dissolvedOxygenSaturation
  if (measured !== undefined) {
    return measured.qualifier === 'measured' || measured.qualifier === 'above' ? measured.value : undefined
  }
  const { dissolvedOxygen, waterTemperature } = sample
  if (context.oxygenBySaturation !== true || dissolvedOxygen === undefined || waterTemperature === undefined) return
  if (dissolvedOxygen.qualifier !== 'measured' || waterTemperature.qualifier !== 'measured') return
  return tidy((100 * dissolvedOxygen.value) / saturatedOxygenMgL(waterTemperature.value))
}

function rateOxygen(sample: Sample, context: JudgeContext, limits: readonly number[]): Rating | undefined {
  const saturation = oxygenSaturationPercent(sample, context)
  if (saturation !== undefined && isAtMost(classOneSaturationPercent, saturation)) return pack(0, 0)
  return sample.dissolvedOxygen === undefined ? undefined : rateAtLeast(sample.dissolvedOxygen, limits)
}

type Column = { readonly parameter: DecidingParameter; readonly limits: readonly number[] }

const columns = {
  river: decidingParameters.map(parameter => columnOf(parameter, 'river')),
  lake: decidingParameters.map(parameter => columnOf(parameter, 'lake')),
} as const satisfies Record<LimitsFor, readonly Column[]>

function columnOf(parameter: DecidingParameter, water: LimitsFor): Column {
  return { parameter, limits: parameter === 'ph' ? phBounds : (limitsOf(parameter, water) ?? []) }
}

/** Rates one indicator of a sample; undefined where it was not measured. */
export function rateIndicator(
  sample: Sample,
  context: JudgeContext,
  { parameter, limits }: Column,
): Rating | undefined {
  if (parameter === 'dissolvedOxygen') return rateOxygen(sample, context, limits)
  const measurement = sample[parameter]
  if (measurement === undefined) return undefined
  return parameter === 'ph' ? ratePh(measurement) : rateAtMost(measurement, limits)
}

/** Rates an indicator that is reported but does not decide; undefined where not measured or without limits here. */
export function rateReported(sample: Sample, parameter: TableOneParameter, water: LimitsFor): Rating | undefined {
  const measurement = sample[parameter]
  const limits = limitsOf(parameter, water)
  if (measurement === undefined || limits === undefined) return undefined
  return tableOne[parameter].passes === 'at-most' ? rateAtMost(measurement, limits) : rateAtLeast(measurement, limits)
}

export type RatedSample = {
  /** In the order of `decidingParameters`; undefined where not measured. */
  readonly ratings: readonly (Rating | undefined)[]
  /** Bit i is set where `decidingParameters[i]` was not measured. */
  readonly missingMask: number
  /** The sample is at least this bad, and at most that bad: equal where it can be judged. */
  readonly best: number
  readonly worst: number
}

/** Rates all 21 deciding indicators; the worst decides. */
export function rateSample(sample: Sample, context: JudgeContext): RatedSample {
  const list = columns[context.water]
  const ratings: (Rating | undefined)[] = []
  let missingMask = 0
  let best = 0
  let worst = 0
  for (let index = 0; index < list.length; index++) {
    const rating = rateIndicator(sample, context, list[index]!)
    ratings.push(rating)
    if (rating === undefined) missingMask |= 1 << index
    else {
      best = Math.max(best, bestOf(rating))
      worst = Math.max(worst, worstOf(rating))
    }
  }
  return { ratings, missingMask, best, worst }
}
