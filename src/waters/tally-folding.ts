import { systemActor } from '../platform/actor.ts'
import { atomically, type Database } from '../platform/db/database.ts'
import type { Log } from '../platform/log.ts'
import { regularly } from '../platform/regularly.ts'
import { foldTallies } from './tallies-store.ts'

/** Often enough that readers have little to add up, seldom enough to cost nothing. */
const everyMs = 10_000

/** Folds whatever is noted. @example await foldAll(database) // in tests and after a bulk load */
export async function foldAll(database: Database): Promise<void> {
  let more = true
  while (more) more = await atomically(database, systemActor('job'), foldTallies)
}

/**
 * Folds noted changes of waters into the tallies every ten seconds, beside everything else. A pass that fails is logged and the next
 * begins anew: nothing is lost, readers add up a little more.
 *
 * @returns waits for the pass under way and stops
 */
export function foldRegularly({ database, log }: { readonly database: Database; readonly log: Log }): {
  stop(): Promise<void>
} {
  return regularly(() => foldAll(database), { everyMs, log, failed: 'tallies were not folded' })
}
