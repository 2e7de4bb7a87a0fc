import { chinaDate } from '../src/domain/dates.ts'

const dayMs = 24 * 60 * 60 * 1000

/** A moment of a working day in China. @example moment('2021-01-20', 10) // 10:00 in Chongqing */
export function moment(date: string, hour: number, minute = 0): Date {
  return new Date(`${date}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00+08:00`)
}

/** @param date YYYY-MM-DD */
export function daysAfter(date: string, days: number): string {
  return chinaDate(new Date(moment(date, 12).getTime() + days * dayMs))
}

/**
 * The day on which the example stands: that of its writing, so that works under way are as late, and as early, whenever somebody looks. What
 * is told of the past keeps its days.
 */
export const exampleToday = [chinaDate(new Date()), '2026-11-20'].toSorted().at(-1)!
export const exampleYear = Number(exampleToday.slice(0, 4))

/** A day before or after that on which the example stands. @example exampleDay(-2) // YYYY-MM-DD, two days before */
export const exampleDay = (days: number) => daysAfter(exampleToday, days)

export function daysBetween(from: string, to: string): number {
  return Math.round((moment(to, 12).getTime() - moment(from, 12).getTime()) / dayMs)
}
