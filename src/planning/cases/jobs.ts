import { systemActor } from '../../platform/actor.ts'
import { atomically } from '../../platform/db/database.ts'
import { findFact } from '../../platform/facts/read.ts'
import type { Job } from '../../platform/jobs.ts'
import { followingWater } from '../../waters/following.ts'
import { caseOfWater, changeOutcome, holdCase, moveCasesToRegion } from './cases-store.ts'
import { outcomeTransitions } from './outcome.ts'
import { outcomesOf } from './solved-waters-store.ts'

/** A water corrected to another division takes its case along, so that drafts stay behind the same wall. */
export const followRegion = followingWater({
  name: 'planning.cases-follow-region',
  label: { zh: '案例随水体移交', en: 'cases follow their water' },
  move: moveCasesToRegion,
})

/** A case tells years later what became of its water: a relapse shows on it by itself. */
export const followOutcome: Job = {
  name: 'planning.cases-follow-outcome',
  label: { zh: '案例成效随水体更新', en: 'cases show what became of their water' },
  concerns: body => (outcomeTransitions as readonly unknown[]).includes(body['transition']),
  run: async ({ database }, fact) => {
    await atomically(database, systemActor('job'), async tx => {
      const moved = await findFact(tx, fact, 'water.moved')
      const told = moved === undefined ? undefined : await caseOfWater(tx, moved.subjectId)
      if (moved === undefined || told?.state !== 'published') return
      const held = await holdCase(tx, told.id)
      const outcome = (await outcomesOf(tx, [moved.subjectId])).get(moved.subjectId)
      await changeOutcome(tx, held, outcome ?? { earlierRelapses: held.earlier_relapses })
    })
  },
}

export const caseJobs = { 'water.corrected': [followRegion], 'water.moved': [followOutcome] } as const
