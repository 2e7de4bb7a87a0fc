import { plain, refused, understood, type Parsed } from '../../platform/files/workbook/parsed.ts'
import { serialDate } from '../../platform/files/workbook/number-formats.ts'
import { refusal } from '../../platform/files/workbook/row-problems.ts'
import { lostDateFormat, noSuchDay } from '../../platform/files/workbook/sheet-remarks.ts'

/** When a sample was taken, in China. */
export type SamplingTime = {
  /** YYYY-MM-DD */
  readonly day: string
  /** HH:MM:SS; absent where only the day was stated. */
  readonly clock?: string
}

export type TimeCell = { readonly text: string; readonly date?: string | undefined }

const dayPattern = String.raw`(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?`
const clockPattern = String.raw`(上午|下午|am|pm)?(\d{1,2})[:时点](?:(\d{1,2})(?:[:分](?:(\d{1,2})秒?)?)?)?(am|pm)?`
const dayOnly = new RegExp(`^${dayPattern}$`)
const dayAndClock = new RegExp(`^${dayPattern}t?${clockPattern}$`)
const clockOnly = new RegExp(`^${clockPattern}$`)
const eightDigits = /^((?:19|20)\d{2})(\d{2})(\d{2})$/

/**
 * Reads when a sample was taken, from one cell or from a day and a time beside it.
 *
 * @example readSamplingTime({ day: undefined, time: { text: '2026年3月12日 9时30分' } }).value // { day: '2026-03-12', clock: '09:30:00' }
 */
export function readSamplingTime(cells: {
  readonly day: TimeCell | undefined
  readonly time: TimeCell | undefined
}): Parsed<SamplingTime> {
  const { day, time } = cells
  const clock = time === undefined ? undefined : clockOf(clockOnly.exec(compact(time.text)), 1)
  if (day === undefined || time === undefined) return wholeTime((time ?? day)!)
  if (clock !== undefined) return joined(wholeTime(day), clock)
  const [first, second] = [wholeTime(day), wholeTime(time)]
  if (first.value === undefined || second.value === undefined) return first.value === undefined ? first : second
  return first.value.day === second.value.day ? second : refused(twoDays(first.value.day, second.value.day))
}

function joined(day: Parsed<SamplingTime>, clock: string): Parsed<SamplingTime> {
  if (day.value === undefined) return day
  return isClock(clock) ? { ...day, value: { day: day.value.day, clock } } : refused(noSuchTime(clock))
}

function wholeTime(cell: TimeCell): Parsed<SamplingTime> {
  const text = compact(cell.text)
  if (cell.date !== undefined) {
    const [day = '', clock] = cell.date.split('T')
    return checked(cell.text, clock === undefined ? { day } : { day, clock: clock.slice(0, 8) })
  }
  const both = dayAndClock.exec(text)
  if (both !== null) {
    const clock = clockOf(both, 4)
    return checked(cell.text, { day: dayOf(both), ...(clock === undefined ? {} : { clock }) })
  }
  const alone = dayOnly.exec(text) ?? eightDigits.exec(text)
  if (alone !== null) return checked(cell.text, { day: dayOf(alone) })
  return fromSerial(text) ?? refused(unreadable(plain(cell.text)))
}

function compact(text: string): string {
  return plain(text).replaceAll(' ', '').toLowerCase()
}

function dayOf([, year = '', month = '', day = '']: RegExpExecArray): string {
  return [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-')
}

/** @param at index of the first group of the time */
function clockOf(found: RegExpExecArray | null, at: number): string | undefined {
  if (found === null) return undefined
  const [before, hour = '', minute = '0', second = '0', after] = found.slice(at, at + 5)
  const half = before ?? after
  const late = half === '下午' || half === 'pm'
  const early = half === '上午' || half === 'am'
  const hours = Number(hour)
  const counted = late && hours < 12 ? hours + 12 : early && hours === 12 ? 0 : hours
  return [counted, Number(minute), Number(second)].map(part => String(part).padStart(2, '0')).join(':')
}

/** 45808.4 alone: days since 1900 whose date format was lost. 36526 is 2000-01-01, 73050 is 2099-12-31. */
function fromSerial(text: string): Parsed<SamplingTime> | undefined {
  if (!/^\d{5}(?:\.\d+)?$/.test(text) || Number(text) < 36_526 || Number(text) > 73_050) return undefined
  const date = serialDate(Number(text), false)
  if (date === undefined) return undefined
  const [day = '', clock = ''] = date.toISOString().split('T')
  const value = text.includes('.') ? { day, clock: clock.slice(0, 8) } : { day }
  return understood(value, lostDateFormat(text, [value.day, value.clock].filter(Boolean).join(' ')))
}

function checked(text: string, time: SamplingTime): Parsed<SamplingTime> {
  const date = new Date(`${time.day}T00:00:00Z`)
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(time.day)
  if (!exists) return refused(noSuchDay(plain(text)))
  return time.clock === undefined || isClock(time.clock) ? understood(time) : refused(noSuchTime(plain(text)))
}

function isClock(clock: string): boolean {
  const [hour = 99, minute = 99, second = 99] = clock.split(':').map(Number)
  return hour < 24 && minute < 60 && second < 60
}

function noSuchTime(text: string) {
  return refusal('time.no-such-time', {
    zh: `“${text}”这个时刻不存在。请核对时和分。`,
    en: `There is no such time as “${text}”. Check hours and minutes.`,
  })
}

function twoDays(first: string, second: string) {
  return refusal('time.two-days', {
    zh: `日期列是 ${first}，时间列是 ${second}，不是同一天。请改正其中一格。`,
    en: `The column of dates says ${first}, that of times ${second}. Correct one of the two cells.`,
  })
}

function unreadable(text: string) {
  return refusal('time.unreadable', {
    zh: `“${text}”不是可以理解的采样时间。请写成 2026-03-12 09:30 或 2026-03-12，年份写四位。`,
    en: `“${text}” is not a time of sampling that can be understood. Write 2026-03-12 09:30 or 2026-03-12, the year in four digits.`,
  })
}
