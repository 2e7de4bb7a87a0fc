import type { Bilingual } from './words.ts'

type LevelEntry = { readonly label: Bilingual; readonly post: Bilingual }

/** Where a person answers for a water, and what the post is called there. Persisted: facts and rows name them. */
export const dutyLevels = {
  town: { label: { zh: '镇级', en: 'town' }, post: { zh: '镇级河长', en: 'town river chief' } },
  village: { label: { zh: '村级', en: 'village' }, post: { zh: '村级河长', en: 'village river chief' } },
  site: { label: { zh: '现场', en: 'site' }, post: { zh: '现场运行维护人员', en: 'on-site operator' } },
} as const satisfies Record<string, LevelEntry>

export type DutyLevel = keyof typeof dutyLevels

export const dutyLevelIds = Object.keys(dutyLevels) as readonly DutyLevel[] // keys of a const object are exactly its union
