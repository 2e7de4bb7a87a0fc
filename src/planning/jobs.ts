import { followingWater } from '../waters/following.ts'
import { moveClassificationsToRegion } from './classifications-store.ts'

/** A water corrected to another division takes its classifications along, so that they stay behind the same wall. */
export const followRegion = followingWater({
  name: 'planning.follow-region',
  label: { zh: '成因与分类随水体移交', en: 'causes and class follow their water' },
  move: moveClassificationsToRegion,
})

export const planningJobs = { 'water.corrected': [followRegion] } as const
