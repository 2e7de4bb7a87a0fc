import type { BlockOf } from './document.ts'

export type PlacedPair = { readonly name: string; readonly value: string | undefined; readonly alone: boolean }

/** More characters than these fill a half's three lines: such a value gets the whole width. */
const mostInHalf = 36

/** Pairs dealt into rows; where two stand side by side a long value gets a row of its own, and what stands before it is not moved. */
export function pairRows({
  rows,
  abreast = 1,
}: Pick<BlockOf<'pairs'>, 'rows' | 'abreast'>): readonly (readonly PlacedPair[])[] {
  const placed: PlacedPair[][] = []
  for (const [name, value] of rows) {
    const last = placed.at(-1)
    const long = abreast === 1 || (value?.length ?? 0) > mostInHalf
    if (!long && last?.length === 1 && last[0]?.alone === false) last.push({ name, value, alone: false })
    else placed.push([{ name, value, alone: long }])
  }
  return placed.map(row => (row.length === 1 ? row.map(pair => ({ ...pair, alone: true })) : row))
}
