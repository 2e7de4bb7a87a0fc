import { systemActor } from '../platform/actor.ts'
import { atomically } from '../platform/db/database.ts'
import { findFact } from '../platform/facts/read.ts'
import type { Job } from '../platform/jobs.ts'
import { findZoneMoves } from '../places/zones/store.ts'
import { findWater } from '../waters/store.ts'
import { moveBasesToRegion } from './bases-store.ts'
import { moveSurveysOfTown } from './zone-moves-store.ts'

/** A water corrected to another division takes its survey records along, so that they stay behind the same wall. */
export const followRegion: Job = {
  name: 'survey.follow-region',
  label: { zh: '认定依据随水体移交', en: 'survey records follow their water' },
  run: async ({ database }, fact) => {
    await atomically(database, systemActor('job'), async tx => {
      const corrected = await findFact(tx, fact, 'water.corrected')
      if (corrected?.body.changed['regionCode'] === undefined) return
      const water = await findWater(tx, corrected.subjectId)
      if (water !== undefined) await moveBasesToRegion(tx, water.id, water.region_code)
    })
  },
}

/** Villages and tasks follow their town into a functional zone and out of it, to where the zones say now. */
export const followZone: Job = {
  name: 'survey.follow-zone',
  label: { zh: '排查任务随功能区移交', en: 'survey tasks follow their zone' },
  run: async ({ database }, fact) => {
    await atomically(database, systemActor('job'), async tx => {
      const found = await findZoneMoves(tx, fact)
      for (const move of found?.moves ?? []) await moveSurveysOfTown(tx, move)
    })
  },
}

export const surveyJobs = {
  'water.corrected': [followRegion],
  'zone.registered': [followZone],
  'zone.changed': [followZone],
} as const
