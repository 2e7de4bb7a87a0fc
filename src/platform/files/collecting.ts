import { systemActor } from '../actor.ts'
import { reading, type Database, type Tx } from '../db/database.ts'
import type { Log } from '../log.ts'
import { regularly } from '../regularly.ts'
import { collectOrphans, type Collected, type FindReferenced } from './orphans.ts'

/** Which of these files a slice's records name, in any county. `hashes` is never empty. */
export type FilesOf = (tx: Tx, hashes: readonly string[]) => Promise<readonly string[]>

/** Hashes asked for in one query. */
const askedAtOnce = 1000

/** Asks every slice that keeps files. */
export function referencedBy(database: Database, owners: readonly FilesOf[]): FindReferenced {
  return async hashes => {
    const named = new Set<string>()
    for (let from = 0; from < hashes.length; from += askedAtOnce) {
      const some = hashes.slice(from, from + askedAtOnce)
      await reading(database, systemActor('job'), async tx => {
        for (const filesOf of owners) for (const hash of await filesOf(tx, some)) named.add(hash)
      })
    }
    return named
  }
}

type Collecting = {
  readonly folder: string
  readonly database: Database
  readonly owners: readonly FilesOf[]
  readonly log: Log
}

const dayMs = 86_400_000

/**
 * Collects once a day and at the start, beside everything else. A pass that fails is logged and the next begins anew.
 *
 * @returns waits for the pass under way and stops
 */
export function collectDaily(collecting: Collecting): { stop(): Promise<void> } {
  return regularly(() => collectOnce(collecting), {
    everyMs: dayMs,
    log: collecting.log,
    failed: 'files without a record were not collected',
  })
}

async function collectOnce({ folder, database, owners, log }: Collecting): Promise<void> {
  const now = database.clock()
  const collected = await collectOrphans(folder, { now, find: referencedBy(database, owners) })
  if (anything(collected)) log.info(collected, 'files without a record')
}

function anything(collected: Collected): boolean {
  return Object.values(collected).some(count => count > 0)
}
