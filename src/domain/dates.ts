/** How exactly a date was stated; the day kept with it is the last one that the words allow. Persisted. */
export const datePrecisions = [
  'day',
  'ten-days',
  'end-of-month',
  'month',
  'quarter',
  'half-year',
  'end-of-year',
  'year',
] as const
export type DatePrecision = (typeof datePrecisions)[number]

const chinaAheadMs = 8 * 60 * 60 * 1000

/**
 * The calendar date in China at a moment: due dates and policies are counted by it, whatever zone the server runs in.
 * China keeps UTC+8 all year.
 *
 * @returns YYYY-MM-DD
 * @example chinaDate(new Date('2026-11-22T16:30:00Z')) // '2026-11-23'
 */
export function chinaDate(at: Date): string {
  return new Date(at.getTime() + chinaAheadMs).toISOString().slice(0, 10)
}

/**
 * The minute in China at a moment, for sentences and print.
 *
 * @example chinaMinute(new Date('2026-11-22T16:30:00Z')) // '2026-11-23 00:30'
 */
export function chinaMinute(at: Date): string {
  return new Date(at.getTime() + chinaAheadMs).toISOString().slice(0, 16).replace('T', ' ')
}

/**
 * The day so many days after another; before it where negative.
 *
 * @param day YYYY-MM-DD
 * @example dayAfter('2026-02-25', 10) // '2026-03-07'
 */
export function dayAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/**
 * Days from one day to another; negative where the second is the earlier.
 *
 * @param from YYYY-MM-DD
 * @example daysBetween('2026-02-25', '2026-03-07') // 10
 */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}
