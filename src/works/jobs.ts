import { followingWater } from '../waters/following.ts'
import { moveVisitsToRegion } from './visits-store.ts'

/** A water corrected to another division takes its visits and what they found along, so that they stay behind the same wall. */
export const followRegion = followingWater({
  name: 'works.follow-region',
  label: { zh: '核查与整改记录随水体移交', en: 'visits and rectification follow their water' },
  move: moveVisitsToRegion,
})

export const worksJobs = { 'water.corrected': [followRegion] } as const
