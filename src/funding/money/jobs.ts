import { followingWater } from '../../waters/following.ts'
import { moveMoneyToRegion } from './moving.ts'

/** A water corrected to another division takes its money along, and the sums of both divisions change. */
export const followRegion = followingWater({
  name: 'money.follow-region',
  label: { zh: '资金随水体移交', en: 'money follows its water' },
  move: moveMoneyToRegion,
})

export const moneyJobs = { 'water.corrected': [followRegion] } as const
