import { systemActor } from '../../platform/actor.ts'
import { atomically } from '../../platform/db/database.ts'
import { findFact } from '../../platform/facts/read.ts'
import type { Job } from '../../platform/jobs.ts'
import { followingWater } from '../../waters/following.ts'
import { requireWater } from '../../waters/store.ts'
import { sendBack } from './deciding.ts'
import { holdPlan, movePlansToRegion, planOfWater } from './plans-store.ts'

/** A water corrected to another division takes its plans along, so that they stay behind the same wall. */
export const followRegion = followingWater({
  name: 'planning.plans-follow-region',
  label: { zh: '方案随水体移交', en: 'plans follow their water' },
  move: movePlansToRegion,
})

/** A water sent back from `planned` by the register sends its plan back too, with the same reason. */
export const followReturn: Job = {
  name: 'planning.follow-return',
  label: { zh: '方案随水体退回', en: 'plans are returned with their water' },
  concerns: body => body['transition'] === 'return-plan',
  run: async ({ database }, fact) => {
    await atomically(database, systemActor('job'), async tx => {
      const moved = await findFact(tx, fact, 'water.moved')
      if (moved === undefined || moved.body.transition !== 'return-plan') return
      const plan = await planOfWater(tx, await requireWater(tx, moved.subjectId))
      if (plan?.state !== 'approved') return
      const held = await holdPlan(tx, { id: plan.id })
      // Approved again meanwhile, the water stands at `planned`: then there is nothing to send back.
      if (held.plan.state === 'approved' && held.water.stage === 'listed')
        await sendBack(tx, held.plan, moved.body.reason ?? '')
    })
  },
}

export const planJobs = {
  'water.corrected': [followRegion],
  'water.moved': [followReturn],
} as const
