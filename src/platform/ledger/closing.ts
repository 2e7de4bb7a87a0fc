import type { Database } from '../db/database.ts'
import type { Log } from '../log.ts'
import { regularly } from '../regularly.ts'
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
    const roots = await closeDays(database)
    if (roots > 0) log.info({ roots }, 'daily roots kept')
  }
  return regularly(close, { everyMs, log, failed: 'daily roots were not kept' })
}
