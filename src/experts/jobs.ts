import { followingWater } from '../waters/following.ts'
import { moveExpertsToRegion } from './advice-store.ts'

/** A water corrected to another division takes its own assignments and its advice along, so that they stay behind the same wall. */
export const followRegion = followingWater({
  name: 'experts.follow-region',
  label: { zh: '专家指派与技术建议随水体移交', en: 'assignments of experts and advice follow their water' },
  move: moveExpertsToRegion,
})

export const expertsJobs = { 'water.corrected': [followRegion] } as const
