import { dayAfter, daysBetween } from '../../../domain/dates.ts'

export type GanttScale = {
  /** YYYY-MM-DD, the left edge. */
  readonly from: string
  readonly days: number
  readonly ticks: readonly { readonly day: string; readonly text: string }[]
}

const mostTicks = 6

/**
 * The days that a Gantt shows: everything named and today, with a margin, and about six ticks at first days of months.
 *
 * @param days YYYY-MM-DD; may be empty
 */
export function ganttScale(days: readonly string[], today: string): GanttScale {
  const all = [...days, today].toSorted()
  const [first, last] = [all[0] ?? today, all.at(-1) ?? today]
  const margin = Math.max(2, Math.ceil(daysBetween(first, last) * 0.03))
  const from = dayAfter(first, -margin)
  const to = dayAfter(last, margin)
  return { from, days: daysBetween(from, to) + 1, ticks: ticksBetween(from, to) }
}

function ticksBetween(from: string, to: string): GanttScale['ticks'] {
  const months = monthsBetween(from, to)
  const step = Math.max(1, Math.ceil(months.length / mostTicks))
  // A tick hard at the right edge would run out of it.
  const fits = (day: string) => daysBetween(day, to) > daysBetween(from, to) * 0.06
  return months.filter((day, index) => index % step === 0 && fits(day)).map(day => ({ day, text: day.slice(0, 7) }))
}

/** First days of the months within. */
function monthsBetween(from: string, to: string): readonly string[] {
  const months: string[] = []
  let [year = 0, month = 1] = from.split('-').map(Number)
  for (;;) {
    const day = `${year}-${String(month).padStart(2, '0')}-01`
    if (day > to) return months
    if (day >= from) months.push(day)
    ;[year, month] = month === 12 ? [year + 1, 1] : [year, month + 1]
  }
}
