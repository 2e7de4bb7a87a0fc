import type { Measurement } from '../domain/parameters.ts'

/**
 * Laboratory values have at most six or seven significant digits, so two numbers closer than one part in a thousand million
 * are the same decimal that lost its last bit on the way (0.1 + 0.05 against 0.15, or a conversion of units).
 */
const sameDecimal = 1e-9

export function isEqual(a: number, b: number): boolean {
  if (a === b) return true
  const difference = Math.abs(a - b)
  // An infinite end of a range equals nothing but itself.
  return difference !== Infinity && difference <= sameDecimal * Math.max(Math.abs(a), Math.abs(b))
}

/** a < b, as decimals. @example isBelow(0.15, 0.1 + 0.05) // false */
export function isBelow(a: number, b: number): boolean {
  return a < b && !isEqual(a, b)
}

/** a <= b, as decimals. @example isAtMost(0.1 + 0.05, 0.15) // true */
export function isAtMost(a: number, b: number): boolean {
  return a <= b || isEqual(a, b)
}

/** Removes the noise of binary arithmetic: six significant digits. @example tidy(2.2000000000000002) // 2.2 */
export function tidy(value: number): number {
  return Number(value.toPrecision(6))
}

/** What a measurement says about the true value: it lies between `low` and `high`; an open end is not reached. */
export type Range = {
  readonly low: number
  readonly high: number
  readonly lowOpen: boolean
  readonly highOpen: boolean
}

const anything: Range = { low: -Infinity, high: Infinity, lowOpen: true, highOpen: true }

/** @example rangeOf({ value: 0.025, qualifier: 'below' }) // anything under 0.025 */
export function rangeOf(measurement: Measurement): Range {
  const { value, qualifier } = measurement
  switch (qualifier) {
    case 'measured':
      return { low: value, high: value, lowOpen: false, highOpen: false }
    case 'below':
      return { ...anything, high: value }
    case 'above':
      return { ...anything, low: value }
    case 'to-bottom':
      return { ...anything, low: value, lowOpen: false }
    case 'not-detected':
      return anything
  }
}

/** True where every value of the range is under the limit. */
export function isSurelyBelow(range: Range, limit: number): boolean {
  return range.highOpen ? isAtMost(range.high, limit) : isBelow(range.high, limit)
}

/** True where every value of the range is at or under the limit. */
export function isSurelyAtMost(range: Range, limit: number): boolean {
  return isAtMost(range.high, limit)
}

/** True where every value of the range is over the limit. */
export function isSurelyAbove(range: Range, limit: number): boolean {
  return range.lowOpen ? isAtMost(limit, range.low) : isBelow(limit, range.low)
}

/** True where every value of the range is at or over the limit. */
export function isSurelyAtLeast(range: Range, limit: number): boolean {
  return isAtMost(limit, range.low)
}
