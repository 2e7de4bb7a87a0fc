/** What a cell's number format makes of a number. `date` says how much of a date is shown. */
export type NumberFormat =
  | { readonly kind: 'number' }
  | { readonly kind: 'percent' }
  /** `000000`: a code with leading zeros. */
  | { readonly kind: 'padded'; readonly digits: number }
  | { readonly kind: 'date'; readonly shows: DateParts }

export type DateParts = 'time' | 'date-time' | 'day' | 'month' | 'year'

/** Formats that have a number but no text in the file (ECMA-376 part 1, 18.8.30; 27 to 36 and 50 to 58 in Chinese Excel). */
const builtIn: Readonly<Record<number, NumberFormat>> = {
  9: { kind: 'percent' },
  10: { kind: 'percent' },
  14: { kind: 'date', shows: 'day' },
  15: { kind: 'date', shows: 'day' },
  16: { kind: 'date', shows: 'day' },
  17: { kind: 'date', shows: 'month' },
  18: { kind: 'date', shows: 'time' },
  19: { kind: 'date', shows: 'time' },
  20: { kind: 'date', shows: 'time' },
  21: { kind: 'date', shows: 'time' },
  22: { kind: 'date', shows: 'date-time' },
  27: { kind: 'date', shows: 'month' },
  28: { kind: 'date', shows: 'day' },
  29: { kind: 'date', shows: 'day' },
  30: { kind: 'date', shows: 'day' },
  31: { kind: 'date', shows: 'day' },
  32: { kind: 'date', shows: 'time' },
  33: { kind: 'date', shows: 'time' },
  34: { kind: 'date', shows: 'time' },
  35: { kind: 'date', shows: 'time' },
  36: { kind: 'date', shows: 'month' },
  45: { kind: 'date', shows: 'time' },
  46: { kind: 'date', shows: 'time' },
  47: { kind: 'date', shows: 'time' },
  50: { kind: 'date', shows: 'month' },
  51: { kind: 'date', shows: 'day' },
  52: { kind: 'date', shows: 'month' },
  53: { kind: 'date', shows: 'day' },
  54: { kind: 'date', shows: 'day' },
  55: { kind: 'date', shows: 'time' },
  56: { kind: 'date', shows: 'time' },
  57: { kind: 'date', shows: 'month' },
  58: { kind: 'date', shows: 'day' },
}

/** @param code text of a custom format; where absent the built-in format `id` counts */
export function numberFormat(id: number, code?: string): NumberFormat {
  return code === undefined ? (builtIn[id] ?? { kind: 'number' }) : fromCode(code)
}

function fromCode(code: string): NumberFormat {
  const positive = code.split(';')[0] ?? ''
  if (/^0{2,}$/.test(positive)) return { kind: 'padded', digits: positive.length }
  // Quoted text, escapes, colours, conditions and locales are not format letters: "日" or [$-804] or [Red].
  const letters = positive.replaceAll(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '').toLowerCase()
  if (letters.includes('general')) return { kind: 'number' }
  if (letters.includes('%')) return { kind: 'percent' }
  const shows = dateParts(letters)
  return shows === undefined ? { kind: 'number' } : { kind: 'date', shows }
}

function dateParts(letters: string): DateParts | undefined {
  const day = letters.includes('d')
  const time = /[hs]/.test(letters)
  if (day) return time ? 'date-time' : 'day'
  if (letters.includes('y') && letters.includes('m')) return time ? 'date-time' : 'month'
  if (time) return 'time'
  return letters.includes('y') ? 'year' : undefined
}

/** A number as a person would read it: 15 significant digits, as Excel keeps them; `114.79295000000001` → `114.79295`. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  const rounded = Number(value.toPrecision(15))
  // Long codes typed as numbers must not come out as 5.00231e+14.
  return Math.abs(rounded) >= 1e15 && Math.abs(rounded) < 1e21 ? BigInt(rounded).toString() : String(rounded)
}

/** Text, and the date where there is one, of a number under a format. */
export function shown(
  value: number,
  format: NumberFormat,
  from1904: boolean,
): { readonly text: string; readonly date?: string } {
  if (format.kind === 'percent') return { text: `${numberText(value * 100)}%` }
  if (format.kind === 'padded' && Number.isInteger(value) && value >= 0) {
    return { text: String(value).padStart(format.digits, '0') }
  }
  if (format.kind !== 'date') return { text: numberText(value) }
  const date = serialDate(value, from1904)
  return date === undefined ? { text: numberText(value) } : { text: dateText(date, format.shows), date: isoDate(date) }
}

/**
 * The moment an Excel serial number stands for, as UTC fields; `undefined` outside 1900 to 9999. Serials 1 to 59 are shifted
 * by one, because Excel counts a 29 February 1900 that never was.
 *
 * @param from1904 the workbook counts days from 1904-01-01 (old Macintosh workbooks)
 */
export function serialDate(serial: number, from1904: boolean): Date | undefined {
  const days = from1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial
  if (!(days >= 1) || days >= 2_958_466) return undefined
  return new Date(Math.round((days - 25_569) * 86_400) * 1000)
}

function isoDate(date: Date): string {
  const iso = date.toISOString()
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19)
}

function dateText(date: Date, shows: DateParts): string {
  const iso = date.toISOString()
  if (shows === 'year') return `${date.getUTCFullYear()}年`
  if (shows === 'month') return `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月`
  if (shows === 'time') return iso.slice(11, 19)
  if (shows === 'day' || iso.endsWith('T00:00:00.000Z')) return iso.slice(0, 10)
  return iso.slice(0, 16).replace('T', ' ')
}
