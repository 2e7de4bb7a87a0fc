import type { Actor } from '../actor.ts'
import { atomically, type Database, type Tx } from './database.ts'

/**
 * Does `work` as one command and keeps it only where its outcome says that all of it is sound; else everything is taken back, and the outcome is
 * told all the same. So what is wrong is found by the same functions that write.
 *
 * @example const outcome = await keptOnly(database, actor, ({ problems }) => problems.length === 0, tx => takeAll(tx, rows))
 */
export async function keptOnly<Outcome>(
  database: Database,
  actor: Actor,
  isSound: (outcome: Outcome) => boolean,
  work: (tx: Tx) => Promise<Outcome>,
): Promise<Outcome> {
  const tried: { outcome?: Outcome } = {}
  const takenBack = new Error('tried only')
  try {
    return await atomically(database, actor, async tx => {
      const outcome = await work(tx)
      if (isSound(outcome)) return outcome
      tried.outcome = outcome
      throw takenBack
    })
  } catch (error) {
    if (error === takenBack && tried.outcome !== undefined) return tried.outcome
    throw error
  }
}
