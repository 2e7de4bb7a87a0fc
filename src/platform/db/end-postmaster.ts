import { setTimeout as pause } from 'node:timers/promises'

/**
 * Asks a database server to end in good order ("fast"), and ends it ("immediate") where it does not: PostgreSQL 18 was seen to wait
 * for ever when it was asked while it recovered. What was committed is safe either way; the next start recovers it.
 */
export async function endPostmaster(pid: number, patienceMs: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!isRunning(pid)) return
    process.kill(pid, signal)
    const giveUpAt = Date.now() + (signal === 'SIGKILL' ? Number.POSITIVE_INFINITY : patienceMs)
    while (isRunning(pid) && Date.now() < giveUpAt) await pause(50)
  }
}

export function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' // exists, belongs to somebody else
  }
}
