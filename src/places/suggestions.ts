import type { NamedDivision, NameIndex } from './gazetteer.ts'
import { nameParts } from './written-names.ts'

/** How many near names a refusal lists at most. */
export const suggestionLimit = 5

/**
 * The names of an index nearest to a written one, best first: at most one slip of the pen in names of up to three characters,
 * two in longer ones, or one name inside the other. Shown to the person; never put in place of what was written.
 */
export function nearestNames(index: NameIndex, written: string): readonly NamedDivision[] {
  const wanted = nameParts(written, index.level).base
  const allowed = wanted.length <= 3 ? 1 : 2
  return index.all
    .map(named => ({ named, slips: slipsBetween(wanted, named.parts.base) }))
    .filter(({ named, slips }) => slips <= allowed && slips < Math.max(wanted.length, named.parts.base.length))
    .sort((a, b) => a.slips - b.slips)
    .slice(0, suggestionLimit)
    .map(({ named }) => named)
}

function slipsBetween(wanted: string, base: string): number {
  if (wanted.length >= 2 && base.length >= 2 && (wanted.includes(base) || base.includes(wanted))) return 1
  return editDistance(wanted, base)
}

/**
 * How many characters must be put in, left out, changed, or swapped with their neighbour to make one text of the other
 * (optimal string alignment).
 *
 * @example editDistance('安家山', '安坪山') // 1
 */
export function editDistance(a: string, b: string): number {
  const from = Array.from(a)
  const to = Array.from(b)
  let beforeLast: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, j) => j)
  for (let i = 1; i <= from.length; i++) {
    const row = [i]
    for (let j = 1; j <= to.length; j++) {
      const change = from[i - 1] === to[j - 1] ? 0 : 1
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]
      const swap = swapped ? beforeLast[j - 2]! + 1 : Infinity
      row.push(Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + change, swap))
    }
    beforeLast = last
    last = row
  }
  return last[to.length]!
}
