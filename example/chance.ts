/** A repeatable source of chance: the same seed gives the same example on every machine. */
export type Chance = {
  /** From 0, below 1. */
  readonly next: () => number
  /** A whole number, both ends included. */
  readonly whole: (from: number, to: number) => number
  /** A number with so many decimals, both ends included. */
  readonly decimal: (from: number, to: number, decimals: number) => number
  readonly yes: (probability: number) => boolean
  readonly pick: <Item>(items: readonly Item[]) => Item
  readonly shuffled: <Item>(items: readonly Item[]) => Item[]
  /** A UUID of version 7 for a moment: repeatable, unlike `domain/ids`. */
  readonly id: (at: Date) => string
}

/**
 * Chance by mulberry32 (Tommy Ettinger, public domain): 32 bits of state are plenty for an example.
 *
 * @param seed a whole number; each part of the example has its own, so that a change in one part leaves the others as they are
 */
export function chance(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    whole,
    decimal: (from, to, decimals) => Number((from + next() * (to - from)).toFixed(decimals)),
    yes: probability => next() < probability,
    pick: items => pickOf(items, whole),
    shuffled: items => shuffledWith(items, whole),
    id: at => uuidOf(at, whole),
  }
}

function pickOf<Item>(items: readonly Item[], whole: Chance['whole']): Item {
  if (items.length === 0) throw new RangeError('nothing to pick from')
  return items[whole(0, items.length - 1)]! // index within the list
}

function shuffledWith<Item>(items: readonly Item[], whole: Chance['whole']): Item[] {
  const shuffled = [...items]
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = whole(0, last)
    ;[shuffled[last], shuffled[other]] = [shuffled[other]!, shuffled[last]!] // both indexes within the list
  }
  return shuffled
}

/** Layout of UUID version 7 (RFC 9562): 48 bits of time, version, variant, the rest by chance. */
function uuidOf(at: Date, whole: Chance['whole']): string {
  const time = at.getTime().toString(16).padStart(12, '0')
  const digits = (count: number) => Array.from({ length: count }, () => whole(0, 15).toString(16)).join('')
  const variant = whole(8, 11).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${digits(3)}-${variant}${digits(3)}-${digits(12)}`
}
