import { describe, expect, it } from 'vitest'
import { ganttScale } from './gantt-scale.ts'

describe('the scale of a Gantt', () => {
  it('holds every day named and today, with a margin on both sides', () => {
    const { from, days } = ganttScale(['2026-12-01', '2026-12-31'], '2027-01-10')
    expect([from, days]).toEqual(['2026-11-29', 45])
  })

  it('has ticks at first days of months, about six however long it is', () => {
    expect(ganttScale(['2026-11-20', '2027-02-10'], '2026-12-01').ticks.map(({ text }) => text)).toEqual([
      '2026-12',
      '2027-01',
      '2027-02',
    ])
    const { ticks } = ganttScale(['2026-01-01', '2030-12-31'], '2026-12-01')
    expect(ticks.length).toBeLessThanOrEqual(6)
    expect(ticks[0]?.text).toBe('2025-12')
  })

  it('is a few days around today where nothing is named', () => {
    expect(ganttScale([], '2026-12-31')).toMatchObject({ from: '2026-12-29', days: 5 })
  })
})
