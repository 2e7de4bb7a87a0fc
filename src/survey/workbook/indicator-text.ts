import { parameters } from '../../domain/parameters.ts'
import type { Measurement, Parameter, Qualifier } from '../../domain/parameters.ts'
import { absent, plain, refused, saysNothing, understood } from './parsed.ts'
import type { Parsed } from './parsed.ts'
import { refusal } from './row-problems.ts'
import type { Remark } from './row-problems.ts'
import { plainUnit, toStored, unitFactor } from './units.ts'
import type { Dimension } from './fields.ts'

export type IndicatorCell = {
  readonly text: string
  readonly parameter: Parameter
  /** Absent for pH, which has no unit. */
  readonly dimension?: Dimension
  readonly headerUnit?: string
}

const written =
  /^([<>≤≥＜＞]|小于|大于|低于|高于)?\s*(\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?)\s*(L)?\s*([a-zμ毫厘米公分克升/]+)?$/i
const qualifiers: Readonly<Record<string, Qualifier>> = {
  '<': 'below',
  '≤': 'below',
  小于: 'below',
  低于: 'below',
  '>': 'above',
  '≥': 'above',
  大于: 'above',
  高于: 'above',
}

/**
 * One measured value of a survey: `1.2`, `<0.025`, `0.025L`, `>100`, `见底` (seen to the bottom; the value is then the water
 * depth, filled in by the row). 未检出 without its limit says nothing that could be judged and is refused.
 */
export function parseIndicator(cell: IndicatorCell): Parsed<Measurement> {
  const text = plain(cell.text)
  if (saysNothing(text) || /^未(?:测|监测|检测)$/.test(text)) return absent()
  if (/^(?:见底|清澈见底|可见底)$/.test(text) && cell.parameter === 'secchiDepth') {
    return understood({ value: 0, qualifier: 'to-bottom' })
  }
  if (/^(?:未检出|ND|低于检出限)$/i.test(text)) return refused(limitMissing(text))
  const [, sign, digits, belowMark, unit] = written.exec(text) ?? []
  const factor = factorOf(cell, unit)
  if (digits === undefined || factor === undefined) return refused(unreadable(text, cell.parameter))
  const value = toStored(Number(digits.replaceAll(',', '')), factor)
  const qualifier = belowMark === undefined ? (qualifiers[sign ?? ''] ?? 'measured') : 'below'
  const [least, most] = parameters[cell.parameter].plausible
  if (value < least || value > most) return refused(outside(text, cell.parameter))
  return understood({ value, qualifier })
}

function factorOf(cell: IndicatorCell, unit: string | undefined): number | undefined {
  const stated = unit ?? cell.headerUnit
  if (stated === undefined || cell.dimension === undefined) return stated === undefined ? 1 : undefined
  return unitFactor(cell.dimension, plainUnit(stated))
}

function limitMissing(text: string): Remark {
  return refusal('indicator.limit-missing', {
    zh: `“${text}”没有写检出限，无法判断。请写成“<检出限”，如 <0.025。`,
    en: `“${text}” does not say the detection limit, so it cannot be judged. Write “<limit”, such as <0.025.`,
  })
}

function unreadable(text: string, parameter: Parameter): Remark {
  const { name, unit } = parameters[parameter]
  const shownUnit = unit === 'none' ? '' : ` ${unit}`
  return refusal('indicator.unreadable', {
    zh: `“${text}”不是${name.zh}的数值。请填一个数${unit === 'none' ? '' : `（${unit}）`}，低于检出限写“<0.025”，没有测就留空。`,
    en: `“${text}” is not a value of ${name.en}. Enter one number${shownUnit && ` in${shownUnit}`}, “<0.025” where below detection, nothing where not measured.`,
  })
}

function outside(text: string, parameter: Parameter): Remark {
  const { name, unit, plausible } = parameters[parameter]
  const range = `${plausible[0]}–${plausible[1]}${unit === 'none' ? '' : ` ${unit}`}`
  return refusal('indicator.outside', {
    zh: `${name.zh}“${text}”超出可能范围（${range}），多半是小数点或单位写错。请核对原始记录后改正。`,
    en: `The value “${text}” of ${name.en} is outside what is possible (${range}), probably a slip of decimal point or unit. Check the original record and correct it.`,
  })
}
