import { findActor } from '../people/store.ts'
import { systemActor } from '../platform/actor.ts'
import { atomically, reading } from '../platform/db/database.ts'
import { findFact } from '../platform/facts/read.ts'
import type { Job } from '../platform/jobs.ts'
import { findZoneMoves } from '../places/zones/store.ts'
import { followingWater } from '../waters/following.ts'
import { moveBasesToRegion } from './bases-store.ts'
import { handOverImports } from './import-handovers-store.ts'
import { moveSurveysOfTown } from './zone-moves-store.ts'

/** A water corrected to another division takes its survey records along, so that they stay behind the same wall. */
export const followRegion = followingWater({
  name: 'survey.follow-region',
  label: { zh: '认定依据随水体移交', en: 'survey records follow their water' },
  move: moveBasesToRegion,
})

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

/** Unfinished imports pass on with a handover; what ended stays with whoever brought it. A second run finds nothing left to move. */
export const followHandover: Job = {
  name: 'survey.follow-handover',
  label: { zh: '未完成的导入随工作移交', en: 'unfinished imports follow a handover' },
  run: async ({ database }, fact) => {
    const handover = await reading(database, systemActor('job'), tx => findFact(tx, fact, 'account.handed-over'))
    if (handover === undefined) return
    const { toAccountId, handoverId = handover.id } = handover.body
    const receiver = await findActor(database, toAccountId)
    if (receiver === undefined) return
    await atomically(database, systemActor('job'), tx =>
      handOverImports(tx, { handoverId, fromId: handover.subjectId, toId: toAccountId, range: receiver.range }),
    )
  },
}

export const surveyJobs = {
  'account.handed-over': [followHandover],
  'water.corrected': [followRegion],
  'zone.registered': [followZone],
  'zone.changed': [followZone],
} as const
