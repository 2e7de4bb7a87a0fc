import { quantiles, type Quantiles } from './lines.ts'

export type Took = { readonly seconds: number; readonly megabytes: number }

/** How long it took, and by how much this process's resident memory grew at most meanwhile. */
export async function timed(work: () => Promise<unknown>): Promise<Took> {
  const before = process.memoryUsage.rss()
  let most = before
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 50)
  const start = performance.now()
  await work()
  clearInterval(watch)
  return { seconds: (performance.now() - start) / 1000, megabytes: (most - before) / 1e6 }
}

/** Asks as often as there are rounds, one after the other. @returns how long an answer took, in milliseconds */
export async function timesOf(rounds: number, ask: (round: number) => Promise<unknown>): Promise<Quantiles> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) times.push(await millisecondsOf(() => ask(round)))
  return quantiles(times)
}

export async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}
