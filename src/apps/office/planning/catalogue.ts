import { chinaDate } from '../../../domain/dates.ts'
import type { Bilingual } from '../../../domain/words.ts'
import { policyAt, type PolicyValue } from '../../../policy/policy.ts'

type MeasureUnit = PolicyValue<'measures'>['measures'][number]['unit']

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

/** As people write it; the catalogue's own id beside a number would be a typewriter's. */
const unitWords: Readonly<Record<MeasureUnit, Bilingual>> = {
  座: { zh: '座', en: 'units' },
  户: { zh: '户', en: 'households' },
  个: { zh: '个', en: 'pieces' },
  处: { zh: '处', en: 'places' },
  家: { zh: '家', en: 'enterprises' },
  块: { zh: '块', en: 'boards' },
  套: { zh: '套', en: 'sets' },
  项: { zh: '项', en: 'items' },
  m: { zh: '米', en: 'm' },
  m2: { zh: '㎡', en: 'm²' },
  m3: { zh: 'm³', en: 'm³' },
  kg: { zh: '千克', en: 'kg' },
}

export function unitName(measureId: string): Bilingual | undefined {
  const unit = measureOf(measureId)?.unit
  return unit === undefined ? undefined : unitWords[unit]
}
