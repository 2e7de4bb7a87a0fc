import { describe, expect, it } from 'vitest'
import { floodCounts, windowMs, type FloodCounts } from './flood-counts.ts'

const max = 100

/** Counts one request. @returns how many that makes in this minute */
function ask(counts: FloodCounts, key = 'li', door?: { method: string; url: string }): number {
  const store = new counts.store({})
  // The plugin hands over its own options with the route inside, whatever its types say.
  const ofDoor = door === undefined ? store : store.child({ routeInfo: door } as never)
  let counted = 0
  ofDoor.incr(key, (_error, result) => (counted = result?.current ?? 0), windowMs, max)
  return counted
}

function askTimes(counts: FloodCounts, times: number): number {
  let last = 0
  for (let asked = 0; asked < times; asked++) last = ask(counts)
  return last
}

function tell(from: FloodCounts, to: FloodCounts): void {
  const shares = from.untold()
  for (const share of shares) to.add(share)
  from.markTold(shares)
}

describe('requests counted by several servers', () => {
  it('count together once they were told, and each is told once', () => {
    const [one, other] = [floodCounts(), floodCounts()]
    askTimes(one, 40)
    askTimes(other, 30)
    tell(one, other)
    tell(one, other)
    tell(other, one)
    expect(ask(one)).toBe(71)
    expect(ask(other)).toBe(71)
    tell(one, other)
    expect(ask(other)).toBe(73)
  })

  it('tell nothing of a caller below a twentieth of the limit', () => {
    const counts = floodCounts()
    askTimes(counts, 4)
    expect(counts.untold()).toEqual([])
    ask(counts)
    expect(counts.untold()).toEqual([{ caller: expect.stringMatching(/^[\w-]{22}$/), count: 5 }])
  })

  it('tell again what could not be told', () => {
    const counts = floodCounts()
    askTimes(counts, 10)
    expect(counts.untold()).toEqual(counts.untold())
    counts.markTold(counts.untold())
    expect(counts.untold()).toEqual([])
  })

  it('begin anew when the minute is over, and tell nothing of the last one', () => {
    let now = 0
    const counts = floodCounts(() => now)
    expect(askTimes(counts, 50)).toBe(50)
    now = windowMs - 1
    expect(ask(counts)).toBe(51)
    now = windowMs
    expect(counts.untold()).toEqual([])
    expect(ask(counts)).toBe(1)
  })

  it('count each door and each caller for themselves', () => {
    const counts = floodCounts()
    askTimes(counts, 10)
    expect(ask(counts, 'wang')).toBe(1)
    expect(ask(counts, 'li', { method: 'POST', url: '/api/session' })).toBe(1)
    expect(ask(counts, 'li', { method: 'GET', url: '/api/session' })).toBe(1)
    expect(ask(counts, 'li', { method: 'POST', url: '/api/session' })).toBe(2)
    expect(ask(counts)).toBe(11)
  })

  it('forget whoever was not heard of for longest, never whoever floods', () => {
    const counts = floodCounts()
    ask(counts, 'quiet')
    for (let stranger = 0; stranger < 20_000; stranger++) {
      ask(counts, `made-up ${stranger}`)
      if (stranger % 1000 === 0) ask(counts)
    }
    expect(ask(counts, 'quiet')).toBe(1)
    expect(ask(counts)).toBe(21)
  })
})
