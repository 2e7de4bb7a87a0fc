import { createHash } from 'node:crypto'
import type { FastifyRateLimitStore, FastifyRateLimitStoreCtor } from '@fastify/rate-limit'

/** What one server counted of a caller since it last told the others. */
export type Share = { readonly caller: string; readonly count: number }

/** Requests of each caller at each door within a minute: counted here, and told by other servers on the same database. */
export type FloodCounts = {
  /** For @fastify/rate-limit. */
  readonly store: FastifyRateLimitStoreCtor
  /** Counts that the others should know of and do not yet. */
  readonly untold: () => readonly Share[]
  readonly markTold: (shares: readonly Share[]) => void
  /** What another server counted. */
  readonly add: (share: Share) => void
}

/** Every limit is one of requests a minute. */
export const windowMs = 60_000
/**
 * A caller below a twentieth of their limit is told to nobody: ordinary work costs nothing, and each further server lets a flood have at
 * most a twentieth more.
 */
const worthTelling = 1 / 20
/** Callers remembered; who was not heard of for longest is forgotten first. */
const mostCallers = 20_000

type Count = { own: number; foreign: number; told: number; isWorthTelling: boolean; startedAtMs: number }

/** @param clock milliseconds, for tests */
export function floodCounts(clock: () => number = Date.now): FloodCounts {
  const counts = new Map<string, Count>()

  /** The caller's count in the minute that began with their first request; a new one when that is over. */
  const countOf = (caller: string): Count => {
    const held = counts.get(caller)
    counts.delete(caller) // set again below: a map keeps the order of setting, so the oldest stands first
    const isOver = held === undefined || held.startedAtMs + windowMs <= clock()
    const count = isOver ? { own: 0, foreign: 0, told: 0, isWorthTelling: false, startedAtMs: clock() } : held
    counts.set(caller, count)
    if (counts.size > mostCallers) counts.delete(counts.keys().next().value ?? caller)
    return count
  }

  const storeOf = (door: string): FastifyRateLimitStore => ({
    incr: (key, callback, _timeWindow, max) => {
      const count = countOf(callerAt(door, key))
      count.own++
      count.isWorthTelling ||= count.own >= max * worthTelling
      callback(null, { current: count.own + count.foreign, ttl: count.startedAtMs + windowMs - clock() })
    },
    child: options => storeOf(doorOf(options)),
  })

  return {
    // A function that returns an object can be called with `new`, as the plugin does.
    store: function store() {
      return storeOf('')
    } as unknown as FastifyRateLimitStoreCtor,
    untold: () =>
      [...counts]
        .filter(([, count]) => count.isWorthTelling && count.own > count.told && count.startedAtMs + windowMs > clock())
        .map(([caller, count]) => ({ caller, count: count.own - count.told })),
    markTold: shares => {
      for (const { caller, count } of shares) {
        const held = counts.get(caller)
        if (held !== undefined) held.told = Math.min(held.own, held.told + count)
      }
    },
    add: ({ caller, count }) => {
      countOf(caller).foreign += count
    },
  }
}

/** A digest: keys are addresses and digests of secrets, and others who may listen learn neither. */
function callerAt(door: string, key: string): string {
  return createHash('sha256').update(`${door}\n${key}`).digest('base64url').slice(0, 22)
}

/** Each route with a limit of its own counts alone. The plugin hands over its own options here, whatever its types say. */
function doorOf(options: object): string {
  const { routeInfo } = options as { routeInfo?: { method?: unknown; url?: unknown } }
  return `${String(routeInfo?.method ?? 'any')} ${String(routeInfo?.url ?? 'address')}`
}
