/** One promise as the table of `npm run bench` shows it: always beside a yardstick measured in the same run. */
export type Line = {
  /** What is promised of, as `city: list, any filter and order`. */
  readonly promise: string
  /** Of which size, as `1,000,000 waters`; also what a line's growth is measured along. */
  readonly size: string
  /** As `p50 5 ms, p99 19 ms` or `71,000 rows/s`. */
  readonly measured: string
  readonly yardstick: string
  /** Measured divided by yardstick, or how it grew since the smallest size. */
  readonly ratio?: number | undefined
  readonly growth?: number | undefined
}

/** Prints a line, and hands it to `bench/all.ts` where that runs this bench. */
export function tell(line: Line): void {
  process.send?.(line)
  const ratio = line.ratio === undefined ? '' : `, ${ratioText(line.ratio)} x`
  const growth = line.growth === undefined ? '' : `, grew ${ratioText(line.growth)} x`
  console.log(`${line.promise} (${line.size}): ${line.measured}; ${line.yardstick}${ratio}${growth}`)
}

/** @example ratioText(0.0123) // '0.012' */
export function ratioText(ratio: number): string {
  return ratio >= 10 ? ratio.toFixed(0) : ratio >= 1 ? ratio.toFixed(1) : ratio.toPrecision(2)
}

export type Quantiles = { readonly p50: number; readonly p99: number }

/** @param times in any order, at least one */
export function quantiles(times: readonly number[]): Quantiles {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!
  return { p50: at(0.5), p99: at(0.99) }
}

/** @example inMs({ p50: 4.94, p99: 19.3 }) // 'p50 4.9 ms, p99 19 ms' */
export function inMs({ p50, p99 }: Quantiles): string {
  const text = (value: number) => (value < 10 ? value.toFixed(1) : value.toFixed(0))
  return `p50 ${text(p50)} ms, p99 ${text(p99)} ms`
}
