import { chinaDate } from '../../../domain/dates.ts'
import { plain } from '../../../domain/told.ts'
import type { Bilingual } from '../../../domain/words.ts'
import { measureUnits } from '../../../planning/rules.ts'
import { policyAt } from '../../../policy/policy.ts'
import { causesToday } from '../waters/causes.ts'

/** Its name, or the id where the catalogue no longer knows it. */
export function causeName(id: string): Bilingual {
  return causesToday().get(id) ?? plain(id)
}

/** The catalogue of measures in force today. */
export function measuresToday() {
  return measuresEditionToday().value.measures
}

/** The same with its source. */
export function measuresEditionToday() {
  return policyAt('measures', chinaDate(new Date()))
}

export function measureOf(id: string) {
  return measuresToday().find(measure => measure.id === id)
}

/** Likewise. */
export function measureName(id: string): Bilingual {
  return measureOf(id)?.name ?? plain(id)
}

export function unitOf(measureId: string): Bilingual | undefined {
  const unit = measureOf(measureId)?.unit
  return unit === undefined ? undefined : measureUnits[unit]
}
