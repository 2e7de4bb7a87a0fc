import { followingWater } from '../waters/following.ts'
import { moveDutiesToRegion } from './duties-store.ts'

/** A water corrected to another division takes its persons responsible along, so that they stay behind the same wall. */
export const followRegion = followingWater({
  name: 'duties.follow-region',
  label: { zh: '责任人随水体移交', en: 'persons responsible follow their water' },
  move: moveDutiesToRegion,
})

export const dutiesJobs = { 'water.corrected': [followRegion] } as const
