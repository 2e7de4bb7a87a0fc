import type { Database } from '../db/database.ts'
import type { Log } from '../log.ts'
import { closeDays } from './roots-store.ts'

const everyMs = 10 * 60_000

/**
 * Closes the days that have ended, at the start and every ten minutes, so that a root is kept soon after midnight although nobody asks
 * for it. A pass that fails is logged and the next begins anew.
 *
 * @returns waits for the pass under way and stops
 */
export function closeDaysRegularly(database: Database, log: Log): { stop(): Promise<void> } {
  const close = async () => {
    try {
      const roots = await closeDays(database)
      if (roots > 0) log.info({ roots }, 'daily roots kept')
    } catch (error) {
      log.error({ err: error }, 'daily roots were not kept')
    }
  }
  let pass = close()
  const timer = setInterval(() => {
    pass = pass.then(close)
  }, everyMs)
  timer.unref()
  return {
    stop: async () => {
      clearInterval(timer)
      await pass
    },
  }
}
