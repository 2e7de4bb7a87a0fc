import { systemActor } from '../platform/actor.ts'
import { atomically } from '../platform/db/database.ts'
import { findFact } from '../platform/facts/read.ts'
import type { Job } from '../platform/jobs.ts'
import { changesDivision } from '../waters/rules.ts'
import { findWater } from '../waters/store.ts'
import { moveClassificationsToRegion } from './classifications-store.ts'

/** A water corrected to another division takes its classifications along, so that they stay behind the same wall. */
export const followRegion: Job = {
  name: 'planning.follow-region',
  label: { zh: '成因与分类随水体移交', en: 'causes and class follow their water' },
  concerns: changesDivision,
  run: async ({ database }, fact) => {
    await atomically(database, systemActor('job'), async tx => {
      const corrected = await findFact(tx, fact, 'water.corrected')
      if (corrected === undefined || !changesDivision(corrected.body)) return
      const water = await findWater(tx, corrected.subjectId)
      if (water !== undefined) await moveClassificationsToRegion(tx, water.id, water.region_code)
    })
  },
}

export const planningJobs = { 'water.corrected': [followRegion] } as const
