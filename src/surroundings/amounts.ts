/**
 * A flow in m³ a day, as far as it is known. `complete: false`: something that belongs to it is not known, so that the number is the
 * least it can be; without a number nothing of it is known. Not known is never 0.
 */
export type Amount = { readonly m3PerDay?: number | undefined; readonly complete: boolean }

export const nothingKnown: Amount = { complete: false }

/** Sums parts of which some may not be known. Of no parts the sum is a known 0. */
export function sumOf(parts: readonly (number | undefined)[]): Amount {
  const known = parts.filter(part => part !== undefined)
  if (known.length === 0) return parts.length === 0 ? { m3PerDay: 0, complete: true } : nothingKnown
  return least(rounded(known.reduce((sum, part) => sum + part, 0)), known.length === parts.length)
}

/** "At least 0" says nothing. */
function least(m3PerDay: number, complete: boolean): Amount {
  return m3PerDay === 0 && !complete ? nothingKnown : { m3PerDay, complete }
}

export function plus(a: Amount, b: Amount): Amount {
  if (a.m3PerDay === undefined && b.m3PerDay === undefined) return nothingKnown
  return least(rounded((a.m3PerDay ?? 0) + (b.m3PerDay ?? 0)), a.complete && b.complete)
}

/** Of a flow, what a capacity takes. Both may be known in part: then what is told is the least. */
export function takenBy(flow: Amount, capacity: Amount): Amount {
  if (flow.m3PerDay === undefined || capacity.m3PerDay === undefined) {
    return isNone(flow) || isNone(capacity) ? { m3PerDay: 0, complete: true } : nothingKnown
  }
  const taken = Math.min(flow.m3PerDay, capacity.m3PerDay)
  const isSure = flow.complete ? capacity.complete || capacity.m3PerDay >= flow.m3PerDay : isFull(flow, capacity)
  return least(taken, isSure)
}

/** Of a flow, what goes beyond a capacity. Nothing is told of it where the capacity is not known and could take all. */
export function beyond(flow: Amount, capacity: Amount): Amount {
  if (isNone(flow)) return { m3PerDay: 0, complete: true }
  if (flow.m3PerDay === undefined || capacity.m3PerDay === undefined) return nothingKnown
  const over = rounded(Math.max(0, flow.m3PerDay - capacity.m3PerDay))
  if (capacity.complete)
    return over === 0 && !flow.complete ? nothingKnown : { m3PerDay: over, complete: flow.complete }
  return over === 0 && flow.complete ? { m3PerDay: 0, complete: true } : nothingKnown
}

/** A capacity known whole that even the known part of a flow fills: what more may come changes nothing. */
function isFull(flow: Amount, capacity: Amount): boolean {
  return capacity.complete && (flow.m3PerDay ?? 0) >= (capacity.m3PerDay ?? Infinity)
}

export function isNone({ m3PerDay, complete }: Amount): boolean {
  return complete && m3PerDay === 0
}

/** Hundredths of a m³: litres a person sum up without the noise of binary fractions. */
export function rounded(m3PerDay: number): number {
  return Math.round(m3PerDay * 100) / 100
}
