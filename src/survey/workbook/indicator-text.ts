import type { Measurement, Parameter } from '../../domain/parameters.ts'
import { isRefusal, readMeasurement } from '../../monitoring/measurement-text.ts'
import { readUnit } from '../../monitoring/units.ts'
import { absent, refused, saysNothing, understood } from '../../platform/files/workbook/parsed.ts'
import type { Parsed } from '../../platform/files/workbook/parsed.ts'
import { refusal, warning } from '../../platform/files/workbook/row-problems.ts'

export type IndicatorCell = {
  readonly text: string
  readonly parameter: Parameter
  /** Where the header names a unit; without one the parameter's own counts. */
  readonly headerUnit?: string
}

/**
 * One measured value of a survey, read as in readings: `1.2`, `<0.025`, `0.025L`, `>100`, `见底` (seen to the bottom; the depth is
 * filled in by the row), `未检出` (without its limit it can rarely be judged, so it is doubted).
 */
export function parseIndicator({ text, parameter, headerUnit }: IndicatorCell): Parsed<Measurement> {
  if (saysNothing(text)) return absent()
  const unit = headerUnit === undefined ? { places: 0 } : readUnit(headerUnit, parameter)
  if (typeof unit === 'string') return refused(headerUnitRefused(headerUnit ?? ''))
  const read = readMeasurement(text, { column: { parameter, places: unit.places } })
  if (read === undefined) return absent()
  if (isRefusal(read)) return refused(refusal(read.code, { zh: read.zh, en: read.en }))
  return read.qualifier === 'not-detected' ? understood(read, limitMissing(text)) : understood(read)
}

function headerUnitRefused(unit: string): ReturnType<typeof refusal> {
  return refusal('indicator.unit', {
    zh: `表头的单位“${unit}”不能用于这个指标。请改表头单位为 mg/L 或 cm。`,
    en: `The unit “${unit}” of the header does not fit this indicator. Change it to mg/L or cm.`,
  })
}

function limitMissing(text: string): ReturnType<typeof warning> {
  return warning('indicator.limit-missing', {
    zh: `“${text}”没有写检出限，判定时可能无法使用。请写成“<检出限”，如 <0.025。`,
    en: `“${text}” does not say the detection limit and may be of no use in a judgement. Write “<limit”, such as <0.025.`,
  })
}
