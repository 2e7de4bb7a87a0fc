import type { Chance } from './chance.ts'

export type Sizes = {
  readonly count: number
  readonly total: number
  /** Both ends included. */
  readonly from: number
  readonly to: number
}

/**
 * Whole numbers by chance within limits whose sum is exact; many small ones and a few large, as waters are.
 *
 * @throws RangeError where no such numbers exist
 */
export function numbersSummingTo({ next, whole }: Chance, { count, total, from, to }: Sizes): number[] {
  if (total < count * from || total > count * to)
    throw new RangeError(`${count} numbers of ${from} to ${to} cannot sum to ${total}`)
  const weights = Array.from({ length: count }, () => next() ** 2 + 0.05)
  const spare = total - count * from
  const sum = weights.reduce((all, weight) => all + weight, 0)
  const numbers = weights.map(weight => from + Math.min(to - from, Math.floor((spare * weight) / sum)))
  let left = total - numbers.reduce((all, number) => all + number, 0)
  while (left > 0) {
    const index = whole(0, count - 1)
    const step = Math.min(left, to - numbers[index]!, whole(1, 200)) // index within the list
    numbers[index]! += step
    left -= step
  }
  return numbers
}
