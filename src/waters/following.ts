import type { RegionCode } from '../domain/regions.ts'
import { systemActor } from '../platform/actor.ts'
import { atomically, type Tx } from '../platform/db/database.ts'
import { findFact } from '../platform/facts/read.ts'
import type { Job } from '../platform/jobs.ts'
import { findWater } from './finding-store.ts'
import { changesDivision } from './rules.ts'

/**
 * A job for `water.corrected`: records of a later slice go with their water to the division it is corrected to, so that they stay behind
 * the same wall.
 *
 * @param move takes all of a water's records there; a second run finds them there already
 * @example export const followRegion = followingWater({ name: 'monitoring.follow-region', label: {...}, move: moveReadingsToRegion })
 */
export function followingWater(following: {
  /** Persisted: of the queue. */
  readonly name: string
  readonly label: Job['label']
  readonly move: (tx: Tx, waterId: string, regionCode: RegionCode) => Promise<void>
}): Job {
  const { name, label, move } = following
  return {
    name,
    label,
    concerns: changesDivision,
    run: async ({ database }, fact) => {
      await atomically(database, systemActor('job'), async tx => {
        const corrected = await findFact(tx, fact, 'water.corrected')
        if (corrected === undefined || !changesDivision(corrected.body)) return
        const water = await findWater(tx, corrected.subjectId)
        if (water !== undefined) await move(tx, water.id, water.region_code)
      })
    },
  }
}
