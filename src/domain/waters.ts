import type { Bilingual } from './words.ts'

type WaterTypeEntry = {
  readonly label: Bilingual
  /**
   * How one record is cut (rural guide, unit of record): a closed or semi-closed water is one record; of a flowing water
   * each continuous black reach is one, and may be cut at village borders.
   */
  readonly unitOfRecord: 'whole-water' | 'reach'
}

/** Kinds of water the programme knows. Which of them a county surveys is policy (`policy/water-types`). Persisted. */
export const waterTypes = {
  river: { label: { zh: '河流', en: 'river' }, unitOfRecord: 'reach' },
  ditch: { label: { zh: '沟渠', en: 'ditch' }, unitOfRecord: 'reach' },
  pond: { label: { zh: '坑塘', en: 'pond' }, unitOfRecord: 'whole-water' },
  reservoir: { label: { zh: '水库', en: 'reservoir' }, unitOfRecord: 'whole-water' },
  lake: { label: { zh: '湖泊', en: 'lake' }, unitOfRecord: 'whole-water' },
} as const satisfies Record<string, WaterTypeEntry>

export type WaterType = keyof typeof waterTypes

export const waterTypeIds = Object.keys(waterTypes) as readonly WaterType[] // keys of a const object are exactly its union

/** The lists that supervise waters (监管清单), highest first. Persisted. */
export const supervisionLists = {
  national: { zh: '国家监管清单', en: 'national list' },
  municipal: { zh: '市级监管清单', en: 'municipal list' },
  county: { zh: '区县级监管清单', en: 'county list' },
} as const satisfies Record<string, Bilingual>

export type SupervisionList = keyof typeof supervisionLists

export const supervisionListIds = Object.keys(supervisionLists) as readonly SupervisionList[] // as above
