import type { Bilingual } from '../../domain/words.ts'
import type { similarityCriterionIds } from '../../policy/case-schemas.ts'

/** Where a case of the compendium stands. Persisted. */
export const caseStates = {
  draft: { zh: '编写中', en: 'being written' },
  published: { zh: '已入编', en: 'published' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
} as const satisfies Record<string, Bilingual>
export type CaseState = keyof typeof caseStates
export const caseStateIds = Object.keys(caseStates) as readonly CaseState[] // keys of a const object are exactly its union

/** Parts of a case, in the order in which it is read. */
export const caseSections = {
  basics: { zh: '基本情况', en: 'The water' },
  'present-state': { zh: '治理前', en: 'Before' },
  causes: { zh: '成因', en: 'Causes' },
  measures: { zh: '措施', en: 'Measures' },
  cost: { zh: '投资', en: 'Cost' },
  outcome: { zh: '成效', en: 'Outcome' },
  lessons: { zh: '经验与教训', en: 'Lessons' },
  source: { zh: '来源', en: 'Source' },
} as const satisfies Record<string, Bilingual>
export type CaseSection = keyof typeof caseSections
export const caseSectionIds = Object.keys(caseSections) as readonly CaseSection[] // as above

/** When a picture of a case was taken. Persisted. */
export const pictureTimes = {
  before: { zh: '治理前', en: 'before' },
  works: { zh: '治理中', en: 'during works' },
  after: { zh: '治理后', en: 'after' },
} as const satisfies Record<string, Bilingual>
export type PictureTime = keyof typeof pictureTimes
export const pictureTimeIds = Object.keys(pictureTimes) as readonly PictureTime[] // as above

export type SimilarityCriterion = (typeof similarityCriterionIds)[number]

export const similarityCriteria = {
  type: { zh: '类型', en: 'type' },
  causes: { zh: '成因', en: 'causes' },
  size: { zh: '面积', en: 'size' },
  place: { zh: '地域', en: 'place' },
  function: { zh: '功能', en: 'function' },
  measures: { zh: '措施', en: 'measures' },
  outcome: { zh: '成效', en: 'outcome' },
} as const satisfies Record<SimilarityCriterion, Bilingual>

/** How a case ended, for filters and marks. */
export const outcomeMarks = {
  clean: { zh: '保持清洁', en: 'still clean' },
  relapsed: { zh: '返黑返臭', en: 'relapsed' },
  'clean-again': { zh: '返黑后再次治好', en: 'relapsed, then clean again' },
  unknown: { zh: '成效未载明', en: 'outcome not stated' },
} as const satisfies Record<string, Bilingual>
export type OutcomeMark = keyof typeof outcomeMarks
export const outcomeMarkIds = Object.keys(outcomeMarks) as readonly OutcomeMark[] // as above
