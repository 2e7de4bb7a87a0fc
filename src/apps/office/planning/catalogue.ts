import { chinaDate } from '../../../domain/dates.ts'
import type { Bilingual } from '../../../domain/words.ts'
import { policyAt } from '../../../policy/policy.ts'

/** Causes and measures of the catalogues in force today, by id. */
const today = () => chinaDate(new Date())

export function causesNow() {
  return policyAt('causes', today()).value.causes
}

export function measuresNow() {
  return policyAt('measures', today()).value.measures
}

/** Its name, or the id where the catalogue no longer knows it. */
export function causeName(id: string): Bilingual {
  return causesNow().find(cause => cause.id === id)?.name ?? { zh: id, en: id }
}

export function measureOf(id: string) {
  return measuresNow().find(measure => measure.id === id)
}
