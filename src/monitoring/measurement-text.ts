import { parameters } from '../domain/parameters.ts'
import type { Measurement, Parameter, Unit } from '../domain/parameters.ts'
import type { Bilingual } from '../domain/words.ts'
import { foldedDecimal, foldText, plainDecimal, shifted } from './decimal-text.ts'
import { readUnit } from './units.ts'

export const measurementFaults = [
  'measurement.unreadable',
  'measurement.implausible',
  'measurement.range',
  'measurement.unit-unknown',
  'measurement.inclusive-bound',
  'measurement.decimal-comma',
  'measurement.formula-error',
  'measurement.not-for-this-parameter',
] as const
export type MeasurementFault = (typeof measurementFaults)[number]

/** A cell that could not be understood: never a value, never "not measured". */
export type MeasurementRefusal = Bilingual & {
  readonly code: MeasurementFault
  readonly parameter: Parameter
  readonly text: string
}

export type MeasurementColumn = {
  readonly parameter: Parameter
  /** Decimal places to move from the written unit to the parameter's own. */
  readonly places: number
}

export type MeasurementCell = {
  readonly column: MeasurementColumn
  /** The lab's detection limit for 未检出 without a number, in the parameter's unit. */
  readonly detectionLimit?: number | undefined
}

const notMeasuredTexts: ReadonlySet<string> = new Set(
  ['', '-', '--', '---', '—', '——', '/', '\\', '无', '未测', '未监测', '未检测', '缺测', 'n/a', 'na', 'null', '空'].map(
    text => foldText(text).toLowerCase(),
  ),
)
const notDetectedTexts: ReadonlySet<string> = new Set([
  '未检出',
  'nd',
  'n.d.',
  '<检出限',
  '低于检出限',
  '小于检出限',
  'not detected',
  '<dl',
  'bdl',
])

/**
 * Reads one cell of a readings table.
 *
 * Understands plain and full-width digits, thousands separators, 1.2e3 and 1.2×10^3, `<0.025`, `0.02L`, 未检出, `>x`, 见底 (of
 * transparency), a unit in the cell, and the usual signs of "not measured". Converts to the parameter's unit.
 *
 * @returns the measurement; undefined where it was not measured; a refusal that says what is wrong and what to do
 * @example readMeasurement('0.02L', { column: { parameter: 'ammoniaNitrogen', places: 0 } }) // { value: 0.02, qualifier: 'below' }
 */
export function readMeasurement(text: string, cell: MeasurementCell): Measurement | MeasurementRefusal | undefined {
  const plain = plainDecimal(text)
  if (plain !== undefined) return plausible(text, cell.column, { value: plain, qualifier: 'measured' })
  const below = plainBelow(text, cell.column)
  if (below !== undefined) return below
  const folded = foldText(text)
  const lower = folded.toLowerCase()
  if (notMeasuredTexts.has(lower)) return undefined
  if (notDetectedTexts.has(lower.replace(/^< /, '<'))) return notDetected(cell)
  return readWords(text, folded, cell.column)
}

/** The quick way for `<0.025` and `0.025L`, which are as common as plain numbers among metals. */
function plainBelow(text: string, column: MeasurementColumn): Measurement | MeasurementRefusal | undefined {
  const value = text.startsWith('<')
    ? plainDecimal(text.slice(1))
    : text.endsWith('L')
      ? plainDecimal(text.slice(0, -1))
      : undefined
  return value === undefined ? undefined : plausible(text, column, { value, qualifier: 'below' })
}

/** @example isRefusal(readMeasurement('72', ph)) // true */
export function isRefusal(read: Measurement | MeasurementRefusal | undefined): read is MeasurementRefusal {
  return read !== undefined && 'code' in read
}

function notDetected({ detectionLimit }: MeasurementCell): Measurement {
  return detectionLimit === undefined
    ? { value: 0, qualifier: 'not-detected' }
    : { value: detectionLimit, qualifier: 'below' }
}

const bottomPattern = /^(?:清澈)?见底\(?(.*?)\)?$|^(.*?)\(?(?:清澈)?见底\)?$|^to bottom$|^bottom$/i
const belowPattern = /^(?:<|小于|低于)(.+)$/
const abovePattern = /^(?:>|大于|高于|超过)(.+)$/
const detectionPattern = /^(.+?)l$/i
const inclusivePattern = /^(?:≤|≥|<=|>=|不大于|不小于|不低于|不高于)/
const rangePattern = /^[\d.]+ ?(?:~|至|到|-)+ ?[\d.]+\D*$/

function readWords(text: string, folded: string, column: MeasurementColumn): Measurement | MeasurementRefusal {
  if (folded.startsWith('#')) return refuse('measurement.formula-error', column.parameter, text)
  if (inclusivePattern.test(folded)) return refuse('measurement.inclusive-bound', column.parameter, text)
  const bottom = bottomPattern.exec(folded)
  if (bottom !== null) return seenToBottom(text, bottom[1] ?? bottom[2] ?? '', column)
  const above = abovePattern.exec(folded)
  if (above !== null) return quantity(text, above[1]!, column, 'above')
  const below = belowPattern.exec(folded)
  if (below !== null) return quantity(text, below[1]!, column, 'below')
  const detection = detectionPattern.exec(folded)
  if (detection !== null && foldedDecimal(detection[1]!) !== undefined) {
    return quantity(text, detection[1]!, column, 'below')
  }
  if (rangePattern.test(folded)) return refuse('measurement.range', column.parameter, text)
  if (/^\d+,\d+$/.test(folded) && foldedDecimal(folded) === undefined) {
    return refuse('measurement.decimal-comma', column.parameter, text)
  }
  return quantity(text, folded, column, 'measured')
}

function seenToBottom(text: string, depth: string, column: MeasurementColumn): Measurement | MeasurementRefusal {
  if (column.parameter !== 'secchiDepth') return refuse('measurement.not-for-this-parameter', column.parameter, text)
  const bare = depth.replace(/^>/, '').trim()
  return bare === '' ? { value: 0, qualifier: 'to-bottom' } : quantity(text, bare, column, 'to-bottom')
}

/** The digits come first, then perhaps a unit: `25 cm`, `1.2×10^3个/L`. */
const quantityPattern = /^([+-]?[\d.,]+(?: ?(?:e[+-]?\d+|[x×*] ?10\^?[+-]?\d+))?)\s*(|[\p{Letter}%°].*)$/iu

function quantity(
  text: string,
  written: string,
  column: MeasurementColumn,
  qualifier: Measurement['qualifier'],
): Measurement | MeasurementRefusal {
  const match = quantityPattern.exec(written.trim())
  const value = match === null ? undefined : foldedDecimal(match[1]!)
  if (match === null || value === undefined) return refuse('measurement.unreadable', column.parameter, text)
  const unitText = match[2]!
  if (unitText === '') {
    return plausible(text, column, { value: shiftedBy(value, column), qualifier }, true)
  }
  const unit = readUnit(unitText, column.parameter)
  if (typeof unit === 'string') return refuse('measurement.unit-unknown', column.parameter, text)
  return plausible(text, column, { value: shifted(value, unit.places), qualifier }, true)
}

function shiftedBy(value: number, { places }: MeasurementColumn): number {
  return shifted(value, places)
}

function plausible(
  text: string,
  column: MeasurementColumn,
  measurement: Measurement,
  converted: boolean = false,
): Measurement | MeasurementRefusal {
  const read =
    converted || column.places === 0 ? measurement : { ...measurement, value: shiftedBy(measurement.value, column) }
  const [lowest, highest] = parameters[column.parameter].plausible
  const fits = read.value >= lowest && read.value <= highest
  return fits ? read : refuse('measurement.implausible', column.parameter, text)
}

function refuse(code: MeasurementFault, parameter: Parameter, text: string): MeasurementRefusal {
  const { name } = parameters[parameter]
  const { zh, en } = remedies[code](parameter)
  const shown = text.trim().slice(0, 60)
  return { code, parameter, text, zh: `${name.zh}“${shown}”${zh}`, en: `${name.en} "${shown}" ${en}` }
}

const unitNames = {
  'mg/L': 'mg/L',
  'ug/L': 'μg/L',
  cm: 'cm',
  mV: 'mV',
  '℃': '℃',
  '%': '%',
  'per L': '个/L',
  'uS/cm': 'μS/cm',
  NTU: 'NTU',
  none: '',
} as const satisfies Record<Unit, string>

const remedies = {
  'measurement.unreadable': () => ({
    zh: '无法理解。请填数字、“<检出限”、“未检出”，未测请留空。',
    en: 'cannot be understood. Write a number, "<detection limit" or 未检出; leave it empty if not measured.',
  }),
  'measurement.implausible': parameter => {
    const { plausible, unit } = parameters[parameter]
    const bounds = `${plausible[0]}~${plausible[1]}${unitNames[unit] === '' ? '' : ` ${unitNames[unit]}`}`
    return {
      zh: `超出可能的范围（${bounds}）。请核对小数点和单位。`,
      en: `is outside what is possible (${bounds}). Check the decimal point and the unit.`,
    }
  },
  'measurement.range': () => ({
    zh: '是一个范围。请填一个数值，每个样品一行。',
    en: 'is a range. Write one value, one row for each sample.',
  }),
  'measurement.unit-unknown': parameter => ({
    zh: `后的单位不认识或不适用。请换算为 ${unitNames[parameters[parameter].unit]} 后只填数字。`,
    en: `has a unit that is unknown or does not fit. Convert it to ${unitNames[parameters[parameter].unit]} and write the number alone.`,
  }),
  'measurement.inclusive-bound': () => ({
    zh: '含等号，不能确定是测得值还是检出限。请填测得的数值，或用“<”“>”。',
    en: 'has an equals sign: a measured value or a limit? Write the measured value, or "<" or ">".',
  }),
  'measurement.decimal-comma': () => ({
    zh: '中的逗号可能是小数点。小数点请用“.”。',
    en: 'has a comma that may be a decimal point. Write the decimal point as ".".',
  }),
  'measurement.formula-error': () => ({
    zh: '是公式错误。请在 Excel 中改正公式后再导出。',
    en: 'is a formula error. Correct the formula in Excel and export again.',
  }),
  'measurement.not-for-this-parameter': () => ({
    zh: '只能用于透明度。请填测得的数值。',
    en: 'can be said of transparency only. Write the measured value.',
  }),
} as const satisfies Record<MeasurementFault, (parameter: Parameter) => Bilingual>
