import { stageIds } from '../../domain/lifecycle-table.ts'
import { systemActor } from '../../platform/actor.ts'
import { atomically } from '../../platform/db/database.ts'
import { findFact } from '../../platform/facts/read.ts'
import type { Job } from '../../platform/jobs.ts'
import { followingWater } from '../../waters/following.ts'
import { requireWaterInPlace } from '../../waters/store.ts'
import { moveMoneyToRegion } from './moving.ts'
import { markReward } from './reward-rows-store.ts'
import { standingOf } from './rules.ts'

/** A water corrected to another division takes its money along, and the sums of both divisions change. */
export const followRegion = followingWater({
  name: 'money.follow-region',
  label: { zh: '资金随水体移交', en: 'money follows its water' },
  move: moveMoneyToRegion,
})

/** A water that relapses or falls behind has its reward marked as to be taken back, and the sums of its division count it. */
export const markToTakeBack: Job = {
  name: 'money.mark-to-take-back',
  label: { zh: '返黑返臭后标记待收回奖补', en: 'rewards of relapsed waters are marked as to be taken back' },
  concerns: ({ from, to }) => standingOfName(from) !== standingOfName(to),
  run: async ({ database }, fact) => {
    await atomically(database, systemActor('job'), async tx => {
      const moved = await findFact(tx, fact, 'water.moved')
      if (moved !== undefined) await markReward(tx, await requireWaterInPlace(tx, moved.subjectId))
    })
  },
}

/** A water that is only being recorded comes from no stage, and nothing was rewarded yet. */
function standingOfName(name: unknown) {
  return standingOf(stageIds.find(id => id === name) ?? 'suspected')
}

export const moneyJobs = { 'water.corrected': [followRegion], 'water.moved': [markToTakeBack] } as const
