import { sha256 } from '../platform/facts/chain.ts'

/** What a spot check is drawn from. */
export type Drawable = {
  readonly id: string
  /** Six digits: its stratum. */
  readonly county: string
}

export type Stratum = { readonly county: string; readonly waters: number; readonly drawn: number }
export type Draw = { readonly ids: readonly string[]; readonly strata: readonly Stratum[] }

/** The least and the most that can be drawn: one of each county, and all. */
export function sizesOf(population: readonly Drawable[]): { readonly least: number; readonly most: number } {
  return { least: new Set(population.map(({ county }) => county)).size, most: population.length }
}

/**
 * Draws a sample stratified by county. Every county gives at least one, further ones by its share of the waters (largest remainder; the
 * lower code first where remainders are equal). Within a county the waters whose SHA-256 of `seed:id` is smallest are drawn, so that anybody
 * can draw again with nothing but the seed and the list, in whatever order the list comes.
 *
 * @param size between the two `sizesOf`
 * @throws RangeError for another size
 */
export function drawSample(population: readonly Drawable[], { seed, size }: { seed: string; size: number }): Draw {
  const { least, most } = sizesOf(population)
  if (!Number.isInteger(size) || size < least || size > most) {
    throw new RangeError(`${size} cannot be drawn of ${most} waters in ${least} counties`)
  }
  const byCounty = [...Map.groupBy(population, ({ county }) => county)].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const counts = allocate(byCounty.map(([, waters]) => waters.length), size) // prettier-ignore
  const strata = byCounty.map(([county, waters], index) => ({
    county,
    waters: waters.length,
    drawn: counts[index] ?? 0,
  }))
  const ids = byCounty.flatMap(([, waters], index) => ranked(waters, seed).slice(0, counts[index]))
  return { ids, strata }
}

/** One each, then the rest in proportion to what each has beyond one: so no stratum is asked for more than it has. */
function allocate(sizes: readonly number[], size: number): readonly number[] {
  const rest = size - sizes.length
  const beyond = sizes.reduce((sum, waters) => sum + waters - 1, 0)
  const shares = sizes.map(waters => (beyond === 0 ? 0 : ((waters - 1) * rest) / beyond))
  const whole = shares.map(Math.floor)
  const left = rest - whole.reduce((sum, share) => sum + share, 0)
  const first = shares
    .map((share, index) => ({ index, remainder: share - Math.floor(share) }))
    .toSorted((a, b) => b.remainder - a.remainder || a.index - b.index)
    .slice(0, left)
  const extra = new Set(first.map(({ index }) => index))
  return whole.map((share, index) => 1 + share + Number(extra.has(index)))
}

function ranked(waters: readonly Drawable[], seed: string): readonly string[] {
  return waters
    .map(({ id }) => ({ id, rank: sha256(`${seed}:${id}`) }))
    .toSorted((a, b) => (a.rank < b.rank ? -1 : Number(a.rank > b.rank)))
    .map(({ id }) => id)
}
