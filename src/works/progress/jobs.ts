import { transitionIds } from '../../domain/lifecycle-table.ts'
import { systemActor } from '../../platform/actor.ts'
import { atomically } from '../../platform/db/database.ts'
import { findFact } from '../../platform/facts/read.ts'
import type { Job } from '../../platform/jobs.ts'
import { followingWater } from '../../waters/following.ts'
import { concernsSchedule } from './rules.ts'
import { followStage } from './running.ts'
import { moveWorksToRegion } from './schedules-store.ts'

/** A water corrected to another division takes schedule, reports and parts along, so that they stay behind the same wall. */
export const followRegion = followingWater({
  name: 'progress.follow-region',
  label: { zh: '工程进度随水体移交', en: 'progress of works follows its water' },
  move: moveWorksToRegion,
})

/** A water that was moved by the register or on its own page takes its schedule along. */
export const followWater: Job = {
  name: 'progress.follow-stage',
  label: { zh: '进度计划随水体阶段变更', en: 'schedules follow the stage of their water' },
  concerns: body => concernsSchedule(body['transition']),
  run: async ({ database }, fact) => {
    await atomically(database, systemActor('job'), async tx => {
      const moved = await findFact(tx, fact, 'water.moved')
      if (moved === undefined) return
      const transition = transitionIds.find(id => id === moved.body.transition)
      if (transition !== undefined) await followStage(tx, moved.subjectId, { transition, at: new Date(moved.at) })
    })
  },
}

export const progressJobs = {
  'water.corrected': [followRegion],
  'water.moved': [followWater],
} as const
