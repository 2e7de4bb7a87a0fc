import type { Log } from './log.ts'

/**
 * Runs a pass now and again every so often, beside everything else, one at a time. A pass that fails is logged and the next begins
 * anew.
 *
 * @param failed what the log says of a pass that failed
 * @returns waits for the pass under way and stops
 */
export function regularly(
  pass: () => Promise<void>,
  { everyMs, log, failed }: { readonly everyMs: number; readonly log: Log; readonly failed: string },
): { stop(): Promise<void> } {
  const logged = () => pass().catch((error: unknown) => log.error({ err: error }, failed))
  let last = logged()
  const timer = setInterval(() => {
    last = last.then(logged)
  }, everyMs)
  timer.unref()
  return {
    stop: async () => {
      clearInterval(timer)
      await last
    },
  }
}
