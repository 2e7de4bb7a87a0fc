import type { Dimension } from './fields.ts'
import { absent, plain, refused, saysNothing, understood } from '../../platform/files/workbook/parsed.ts'
import type { Parsed } from '../../platform/files/workbook/parsed.ts'
import { note, refusal, warning } from '../../platform/files/workbook/row-problems.ts'
import type { Remark } from '../../platform/files/workbook/row-problems.ts'
import { knownUnits, plainUnit, storedUnits, toStored, unitFactor } from './units.ts'

/** A number in the stored unit, with what stood in the cell. @example { value: 4533.33333333, written: '6.8亩', unit: '亩' } */
export type Quantity = { readonly value: number; readonly written: string; readonly unit: string }

/**
 * A number as people write it: `4,004`, `０．４５公顷`, `6.8亩`, `3.2万m2`, `约300`.
 *
 * @param number exact value of a numeric cell, used instead of its text
 * @param headerUnit unit named in the header; one in the cell wins over it
 */
export type QuantityCell = {
  readonly text: string
  readonly dimension: Dimension
  readonly headerUnit?: string
}

const numberPattern = String.raw`[+-]?(?:\d{1,3}(?:[, ]\d{3})+|\d+)?(?:\.\d+)?(?:e[+-]?\d+)?`
const single = new RegExp(`^(${numberPattern})\\s*(\\(?[^\\d\\s.,~()-][^\\s~()\\d-]*[23]?\\)?)?$`, 'i')
const rangePattern = String.raw`(\d[\d,.]*)\s*([^\d\s.,~()至到-]*[23]?)\s*(?:-|~|—|–|至|到)\s*(\d[\d,.]*)\s*((?:(?!取|按|平均|约)[^\d\s.,~()])*[23]?)`
const range = new RegExp(`^${rangePattern}$`)
/** 300-400(取350), 300~400,按350计, 350(300-400) */
const rangeThenValue = new RegExp(
  `^${rangePattern}(?:[ ,;(]+(?:取|按|平均|约|均值)?|取|按|平均|约|均值):?\\s*(\\d[\\d.]*)\\s*[^\\d]*$`,
)
const valueThenRange = new RegExp(`^(\\d[\\d.]*)\\s*[^\\d\\s(]*\\s*\\(${rangePattern}\\)$`)
const about = /^(?:大约|大概|约为|约|近|估计|≈)\s*|\s*(?:左右|上下|余|多)$/g

export function parseQuantity(cell: QuantityCell): Parsed<Quantity> {
  const written = plain(cell.text)
  if (saysNothing(written)) return absent()
  const rough = written.replaceAll(about, '')
  const parsed = parseNumber(rough, written, cell)
  if (rough === written || parsed.value === undefined) return parsed
  return { ...parsed, remarks: [...parsed.remarks, approximate(written, parsed.value)] }
}

function parseNumber(text: string, written: string, cell: QuantityCell): Parsed<Quantity> {
  const match = single.exec(text)
  if (match !== null && /\d/.test(match[1] ?? '')) return withUnit(match[1] ?? '', match[2], { written, cell })
  const beside = rangeThenValue.exec(text)?.[5] ?? valueThenRange.exec(text)?.[1]
  if (beside !== undefined) {
    const parsed = withUnit(beside, undefined, { written, cell })
    return { ...parsed, remarks: [...parsed.remarks, rangeKept(written, beside)] }
  }
  if (range.test(text)) return refused(rangeRefused(written))
  return refused(notANumber(written, cell.dimension))
}

type Context = { readonly written: string; readonly cell: QuantityCell }

function withUnit(digits: string, cellUnit: string | undefined, { written, cell }: Context): Parsed<Quantity> {
  const { dimension } = cell
  const unit = unitWord(cellUnit) ?? unitWord(cell.headerUnit) ?? storedUnits[dimension]
  const factor = unitFactor(dimension, unit)
  if (factor === undefined) return refused(unknownUnit(written, unit, dimension))
  const value = Number(digits.replaceAll(/[, ]/g, ''))
  if (!Number.isFinite(value)) return refused(notANumber(written, dimension))
  if (value < 0) return refused(negative(written))
  const stored = toStored(value, factor)
  const quantity: Quantity = { value: stored, written, unit }
  const converted = plainUnit(unit) !== plainUnit(storedUnits[dimension]) && factor !== 1
  return converted
    ? understood(quantity, conversion(written, unit, { value, stored, dimension }))
    : understood(quantity)
}

function unitWord(unit: string | undefined): string | undefined {
  const word = unit?.replaceAll(/[()]/g, '').trim()
  return word === undefined || word === '' ? undefined : word
}

/** A whole number of things, such as forms. */
export function parseCount(text: string): Parsed<number> {
  const written = plain(text)
  if (saysNothing(written)) return absent()
  const digits = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.0+)?\s*(?:份|张|个|户|人)?$/.exec(written)?.[1]
  if (digits !== undefined) return understood(Number(digits.replaceAll(',', '')))
  return refused(
    refusal('count.unreadable', {
      zh: `“${written}”不是份数。请只填整数，如 35。`,
      en: `“${written}” is not a count. Enter a whole number only, such as 35.`,
    }),
  )
}

function approximate(written: string, quantity: Quantity): Remark {
  return warning('quantity.approximate', {
    zh: `“${written}”是约数，按 ${quantity.value} 读取；请核实后填准确值。`,
    en: `“${written}” is approximate and read as ${quantity.value}; check it and enter the exact value.`,
  })
}

function conversion(
  written: string,
  unit: string,
  { value, stored, dimension }: { readonly value: number; readonly stored: number; readonly dimension: Dimension },
): Remark {
  const shown = Number(stored.toPrecision(8))
  return note('quantity.converted', {
    zh: `“${written}”：${value} ${unit} 换算为 ${shown} ${storedUnits[dimension]}。`,
    en: `“${written}”: ${value} ${unit} converted to ${shown} ${storedUnits[dimension]}.`,
  })
}

function rangeKept(written: string, value: string): Remark {
  return warning('quantity.range-with-value', {
    zh: `“${written}”含一个范围，按其中注明的 ${value} 读取。`,
    en: `“${written}” holds a range; the single value ${value} given beside it is used.`,
  })
}

function rangeRefused(written: string): Remark {
  return refusal('quantity.range', {
    zh: `“${written}”是一个范围，不能代替测定值。请填一个数；要保留范围，写成“350(300-400)”。`,
    en: `“${written}” is a range and cannot stand for a measured value. Enter one number; to keep the range as well, write “350(300-400)”.`,
  })
}

function negative(written: string): Remark {
  return refusal('quantity.negative', {
    zh: `“${written}”是负数。请核对后填正数。`,
    en: `“${written}” is negative. Check it and enter a positive number.`,
  })
}

function unknownUnit(written: string, unit: string, dimension: Dimension): Remark {
  const units = knownUnits(dimension).slice(0, 6).join('、')
  return refusal('quantity.unit', {
    zh: `“${written}”的单位“${unit}”不能换算为 ${storedUnits[dimension]}。请换成：${units}。`,
    en: `The unit “${unit}” in “${written}” cannot be converted to ${storedUnits[dimension]}. Use one of: ${units}.`,
  })
}

function notANumber(written: string, dimension: Dimension): Remark {
  return refusal('quantity.unreadable', {
    zh: `“${written}”不是数。请只填一个数，单位默认为 ${storedUnits[dimension]}，如 305。`,
    en: `“${written}” is not a number. Enter one number, in ${storedUnits[dimension]} unless a unit is written, such as 305.`,
  })
}
