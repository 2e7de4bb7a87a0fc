import { followingWater } from '../waters/following.ts'
import { moveReadingsToRegion } from './store.ts'

/** A water corrected to another division takes its readings along, so that they stay behind the same wall. */
export const followRegion = followingWater({
  name: 'monitoring.follow-region',
  label: { zh: '监测数据随水体移交', en: 'readings follow their water' },
  move: moveReadingsToRegion,
})

export const monitoringJobs = { 'water.corrected': [followRegion] } as const
