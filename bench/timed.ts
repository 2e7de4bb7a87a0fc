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
