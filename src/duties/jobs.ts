import { systemActor } from '../platform/actor.ts'
import { atomically } from '../platform/db/database.ts'
import { findFact } from '../platform/facts/read.ts'
import type { Job } from '../platform/jobs.ts'
import { changesDivision } from '../waters/rules.ts'
import { findWater } from '../waters/store.ts'
import { moveDutiesToRegion } from './duties-store.ts'

/** A water corrected to another division takes its persons responsible along, so that they stay behind the same wall. */
export const followRegion: Job = {
  name: 'duties.follow-region',
  label: { zh: '责任人随水体移交', en: 'persons responsible follow their water' },
  concerns: changesDivision,
  run: async ({ database }, fact) => {
    await atomically(database, systemActor('job'), async tx => {
      const corrected = await findFact(tx, fact, 'water.corrected')
      if (corrected === undefined || !changesDivision(corrected.body)) return
      const water = await findWater(tx, corrected.subjectId)
      if (water !== undefined) await moveDutiesToRegion(tx, water.id, water.region_code)
    })
  },
}

export const dutiesJobs = { 'water.corrected': [followRegion] } as const
