import type { DatePrecision } from '../../domain/dates.ts'
import { serialDate } from '../../platform/files/workbook/number-formats.ts'
import { absent, plain, refused, saysNothing, understood } from '../../platform/files/workbook/parsed.ts'
import type { Parsed } from '../../platform/files/workbook/parsed.ts'
import { refusal } from '../../platform/files/workbook/row-problems.ts'
import { lostDateFormat, noSuchDay } from '../../platform/files/workbook/sheet-remarks.ts'
import type { Remark } from '../../platform/files/workbook/row-problems.ts'

export type { DatePrecision }

/**
 * A date as it was stated. `date` is the last day that the words allow, ISO 8601: what is due "in the fourth quarter" is late
 * from 1 January on.
 *
 * @example { text: '2025年第四季度', date: '2025-12-31', precision: 'quarter' }
 */
export type StatedDate = {
  readonly text: string
  readonly date: string
  readonly precision: DatePrecision
  /** `2025年6月30日前`: on that day at the latest. */
  readonly atLatest?: true
}

export type DateCell = { readonly text: string; readonly date?: string; readonly number?: number }

type Ending = Omit<StatedDate, 'text'>

/** A date in a cell: as a real date, as an Excel serial that lost its format, or in words. */
export function parseStatedDate(cell: DateCell): Parsed<StatedDate> {
  const text = plain(cell.text)
  if (saysNothing(text) && cell.date === undefined) return absent()
  const compact = text.replaceAll(' ', '')
  const atLatest = /(?:之前|以前|前)$/.test(compact)
  const ending = fromWords(compact.replace(/(?:之前|以前|前)$/, '')) ?? fromDateCell(cell)
  if (ending !== undefined) return checked({ text, ...ending, ...(atLatest ? { atLatest: true } : {}) })
  const serial = fromSerial(text)
  if (serial !== undefined) return understood({ text, ...serial }, lostDateFormat(text, serial.date))
  return refused(/^\d{4}[./-]1$/.test(compact) ? januaryOrOctober(text) : unreadable(text))
}

/** A date cell whose format shows hours as well, which no pattern of words covers. */
function fromDateCell(cell: DateCell): Ending | undefined {
  return cell.date === undefined ? undefined : { date: cell.date.slice(0, 10), precision: 'day' }
}

const day = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:T?\d{1,2}:\d{2}(?::\d{2})?)?$/
const eightDigits = /^((?:19|20)\d{2})([01]\d)([0-3]\d)$/
const month = /^(\d{4})(?:年(\d{1,2})月份?|[-/.](\d{2}|[2-9])月?)$/
const sixDigits = /^((?:19|20)\d{2})(0[1-9]|1[0-2])$/
const partOfMonth = /^(\d{4})年(\d{1,2})月份?(上旬|中旬|下旬|初|中|底|末)$/
const quarter = /^(\d{4})年?第?([一二三四1-4])季度?(?:末|底)?$/
const quarterLetter = /^(\d{4})年?Q([1-4])$/i
const half = /^(\d{4})年(上半年|下半年)$/
const endOfYear = /^(\d{4})年?(?:年底|年末|底|末|年终)$/
const year = /^(\d{4})年度?$|^(20\d{2})$/

const lastDayOfPart = { 上旬: 10, 初: 10, 中旬: 20, 中: 20 } as const satisfies Record<string, number>

function fromWords(text: string): Ending | undefined {
  const exact = day.exec(text) ?? eightDigits.exec(text)
  if (exact !== null) return { date: iso(Number(exact[1]), Number(exact[2]), Number(exact[3])), precision: 'day' }
  const part = partOfMonth.exec(text)
  if (part !== null) return endOfPart(Number(part[1]), Number(part[2]), part[3] ?? '')
  const whole = month.exec(text) ?? sixDigits.exec(text)
  if (whole !== null) return endOfMonth(Number(whole[1]), Number(whole[2] ?? whole[3]), 'month')
  return longerThanMonth(text)
}

function longerThanMonth(text: string): Ending | undefined {
  const inQuarter = quarter.exec(text) ?? quarterLetter.exec(text)
  if (inQuarter !== null) return endOfMonth(Number(inQuarter[1]), 3 * quarterNumber(inQuarter[2] ?? ''), 'quarter')
  const inHalf = half.exec(text)
  if (inHalf !== null) return endOfMonth(Number(inHalf[1]), inHalf[2] === '上半年' ? 6 : 12, 'half-year')
  const atEnd = endOfYear.exec(text)
  if (atEnd !== null) return endOfMonth(Number(atEnd[1]), 12, 'end-of-year')
  const whole = year.exec(text)
  return whole === null ? undefined : endOfMonth(Number(whole[1] ?? whole[2]), 12, 'year')
}

function quarterNumber(word: string): number {
  return '一二三四'.includes(word) ? '一二三四'.indexOf(word) + 1 : Number(word)
}

function endOfPart(inYear: number, inMonth: number, word: string): Ending {
  const days: Readonly<Record<string, number>> = lastDayOfPart
  const last = days[word]
  if (last !== undefined) return { date: iso(inYear, inMonth, last), precision: 'ten-days' }
  return endOfMonth(inYear, inMonth, word === '下旬' ? 'ten-days' : 'end-of-month')
}

function endOfMonth(inYear: number, inMonth: number, precision: DatePrecision): Ending {
  return { date: iso(inYear, inMonth, new Date(Date.UTC(inYear, inMonth, 0)).getUTCDate()), precision }
}

function iso(inYear: number, inMonth: number, onDay: number): string {
  return [String(inYear).padStart(4, '0'), String(inMonth).padStart(2, '0'), String(onDay).padStart(2, '0')].join('-')
}

/** 45808 alone in a column of dates: days since 1900 whose date format was lost. 36526 is 2000-01-01, 73050 is 2099-12-31. */
function fromSerial(text: string): Ending | undefined {
  if (!/^\d{5}$/.test(text) || Number(text) < 36_526 || Number(text) > 73_050) return undefined
  const date = serialDate(Number(text), false)
  return date === undefined ? undefined : { date: date.toISOString().slice(0, 10), precision: 'day' }
}

function checked(stated: StatedDate): Parsed<StatedDate> {
  const date = new Date(`${stated.date}T00:00:00Z`)
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === stated.date
  return exists ? understood(stated) : refused(noSuchDay(stated.text))
}

function januaryOrOctober(text: string): Remark {
  return refusal('date.ambiguous', {
    zh: `“${text}”可能是 1 月，也可能是丢了末尾 0 的 10 月。请写成“${text.slice(0, 4)}年1月”或“${text.slice(0, 4)}年10月”。`,
    en: `“${text}” may be January, or October without its last 0. Write “${text.slice(0, 4)}年1月” or “${text.slice(0, 4)}年10月”.`,
  })
}

function unreadable(text: string): Remark {
  return refusal('date.unreadable', {
    zh: `“${text}”不是可以理解的时间。请写成：2025年5月底、2025年第四季度、2025年12月 或 2025-12-31；年份写四位。`,
    en: `“${text}” is not a time that can be understood. Write 2025年5月底 (end of May), 2025年第四季度 (fourth quarter), 2025年12月 or 2025-12-31, the year in four digits.`,
  })
}
