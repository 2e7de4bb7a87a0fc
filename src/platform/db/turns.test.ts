import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { turns } from './turns.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Work that says when it runs and ends when told. */
function held(name: string, running: string[]) {
  const ended = Promise.withResolvers<string>()
  const work = () => {
    running.push(name)
    return ended.promise
  }
  return { work, end: () => ended.resolve(name), fail: () => ended.reject(new Error(name)) }
}

describe('turns', () => {
  it('are taken by so many at once, the others in the order they came', async () => {
    const running: string[] = []
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(name => held(name, running)) as [Held, Held, Held, Held]
    const turn = turns({ atOnce: 2, countedMs: 500 })
    const answers = [a, b, c, d].map(({ work }) => turn(work))
    await vi.advanceTimersByTimeAsync(0)
    expect(running).toEqual(['a', 'b'])
    b.end()
    await vi.advanceTimersByTimeAsync(0)
    expect(running).toEqual(['a', 'b', 'c'])
    for (const { end } of [a, c, d]) end()
    expect(await Promise.all(answers)).toEqual(['a', 'b', 'c', 'd'])
  })

  it('of work that takes long, or waits for other work, are given up while it runs on, and only once', async () => {
    const running: string[] = []
    const [long, next, last] = ['long', 'next', 'last'].map(name => held(name, running)) as [Held, Held, Held]
    const turn = turns({ atOnce: 1, countedMs: 500 })
    const answers = [long, next, last].map(({ work }) => turn(work))
    await vi.advanceTimersByTimeAsync(499)
    expect(running).toEqual(['long'])
    await vi.advanceTimersByTimeAsync(1)
    expect(running).toEqual(['long', 'next'])
    long.end()
    await vi.advanceTimersByTimeAsync(0)
    expect(running).toEqual(['long', 'next'])
    next.end()
    await vi.advanceTimersByTimeAsync(0)
    expect(running).toEqual(['long', 'next', 'last'])
    last.end()
    expect(await Promise.all(answers)).toEqual(['long', 'next', 'last'])
  })

  it('are handed on by work that fails', async () => {
    const running: string[] = []
    const [bad, good] = ['bad', 'good'].map(name => held(name, running)) as [Held, Held]
    const turn = turns({ atOnce: 1, countedMs: 500 })
    const failing = turn(bad.work)
    const answer = turn(good.work)
    bad.fail()
    await expect(failing).rejects.toThrow('bad')
    good.end()
    expect(await answer).toBe('good')
  })
})

type Held = ReturnType<typeof held>
