import { systemActor } from '../platform/actor.ts'
import { atomically, reading } from '../platform/db/database.ts'
import { findFact } from '../platform/facts/read.ts'
import type { Job } from '../platform/jobs.ts'
import { findZoneMoves } from '../places/zones/store.ts'
import { followingWater } from '../waters/following.ts'
import { moveLinksToRegion } from './links-store.ts'
import { findRecord, moveSurroundingsOfTown } from './surroundings-store.ts'
import { tellLinks } from './told-links-store.ts'

/** A water corrected to another division takes its links along, so that they stay behind the same wall; works stay where they stand. */
export const followRegion = followingWater({
  name: 'surroundings.follow-region',
  label: { zh: '周边关联随水体移交', en: 'links with works and settlements follow their water' },
  move: moveLinksToRegion,
})

/** Works and settlements follow their town into a functional zone and out of it; running twice ends the same. */
export const followZone: Job = {
  name: 'surroundings.follow-zone',
  label: { zh: '周边设施与聚居点随功能区移交', en: 'works and settlements follow their zone' },
  run: async ({ database }, fact) => {
    const found = await reading(database, systemActor('job'), tx => findZoneMoves(tx, fact))
    for (const move of found?.moves ?? []) {
      const reason = `功能区“${found?.name ?? ''}”调整 zone ${found?.name ?? ''} changed`
      let isMore = true
      while (isMore)
        isMore = await atomically(database, systemActor('job'), tx => moveSurroundingsOfTown(tx, move, reason))
    }
  },
}

/** Links at waters that whoever changed a record does not see are told of it here. */
export const tellElsewhere: Job = {
  name: 'surroundings.tell-links',
  label: { zh: '更新跨区县关联中的设施情况', en: 'links across county borders are told of changed works' },
  // What was just recorded has no links yet.
  concerns: body => body['version'] !== 1,
  run: async ({ database }, fact) => {
    await atomically(database, systemActor('job'), async tx => {
      const woken =
        (await findFact(tx, fact, 'surroundings.recorded')) ?? (await findFact(tx, fact, 'surroundings.removed'))
      const row = woken === undefined ? undefined : await findRecord(tx, woken.subjectId)
      if (row !== undefined) await tellLinks(tx, row)
    })
  },
}

export const surroundingsJobs = {
  'zone.registered': [followZone],
  'zone.changed': [followZone],
  'water.corrected': [followRegion],
  'surroundings.recorded': [tellElsewhere],
  'surroundings.removed': [tellElsewhere],
} as const
