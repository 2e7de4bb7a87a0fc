import type { Bilingual, Citation } from '../domain/words.ts'
import type { SurfaceWaterClass } from './standard.ts'

export const levelIds = ['excellent', 'good', 'light', 'moderate', 'heavy'] as const
/** 优、良好、轻度污染、中度污染、重度污染. Persisted. */
export type WaterQualityLevel = (typeof levelIds)[number]

type LevelEntry = { readonly level: WaterQualityLevel; readonly name: Bilingual; readonly colour: string }

export const levelCitation: Citation = {
  title: '《地表水环境质量评价办法（试行）》（环办〔2011〕22号）',
  clause: '断面水质定性评价',
  confidence: 'published',
}

/** The colours come from professional memory and are shown as to be confirmed. */
export const levelColourCitation: Citation = { ...levelCitation, confidence: 'to-be-confirmed' }

const excellent: LevelEntry = { level: 'excellent', name: { zh: '优', en: 'excellent' }, colour: 'blue' }

export const waterQualityLevels = {
  I: excellent,
  II: excellent,
  III: { level: 'good', name: { zh: '良好', en: 'good' }, colour: 'green' },
  IV: { level: 'light', name: { zh: '轻度污染', en: 'light pollution' }, colour: 'yellow' },
  V: { level: 'moderate', name: { zh: '中度污染', en: 'moderate pollution' }, colour: 'orange' },
  'worse than V': { level: 'heavy', name: { zh: '重度污染', en: 'heavy pollution' }, colour: 'red' },
} as const satisfies Record<SurfaceWaterClass, LevelEntry>
