/** Runs a piece of work when it is its turn. */
export type Turns = <Result>(work: () => Promise<Result>) => Promise<Result>

/**
 * Lets so many pieces of work run at once; the others wait, first come first served. Work that takes longer than `countedMs` runs on
 * without being counted, so that an export or an import, or work that waits for other work, never keeps everybody waiting.
 *
 * @example const turn = turns({ atOnce: 6, countedMs: 500 }); await turn(() => pool.query('select 1'))
 */
export function turns({ atOnce, countedMs }: { readonly atOnce: number; readonly countedMs: number }): Turns {
  const waiting: (() => void)[] = []
  let counted = 0

  const begin = async () => {
    if (counted < atOnce) counted++
    else await new Promise<void>(resolve => waiting.push(resolve)) // whoever ends hands the turn over
  }
  const end = () => {
    const next = waiting.shift()
    if (next === undefined) counted--
    else next()
  }

  return async work => {
    await begin()
    let isCounted = true
    const endOnce = () => {
      if (isCounted) end()
      isCounted = false
    }
    const patience = setTimeout(endOnce, countedMs)
    try {
      return await work()
    } finally {
      clearTimeout(patience)
      endOnce()
    }
  }
}
