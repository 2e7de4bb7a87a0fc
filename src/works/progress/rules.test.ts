import { describe, expect, it } from 'vitest'
import { policyAt } from '../../policy/policy.ts'
import {
  caughtUpOn,
  concernsSchedule,
  expectedShare,
  faultOfReport,
  faultsOfSchedule,
  forecastEnd,
  judgeStanding,
  latestOf,
  leftOpen,
  limitsOf,
  quietSince,
  scheduleAfter,
  shareDone,
  shareOfAll,
  standingOfAll,
  type Told,
} from './rules.ts'

const limits = limitsOf(policyAt('works-progress', '2026-12-01').value)
/** Ten days, ten metres a day. */
const pipe = { startsOn: '2026-12-01', endsOn: '2026-12-10', quantity: 100 }
const report = (onDay: string, doneQuantity: number, id = onDay): Told => ({ id, onDay, doneQuantity })

describe('the share expected by a schedule', () => {
  it.each([
    ['2026-11-30', 0],
    ['2026-12-01', 0.1],
    ['2026-12-09', 0.9],
    ['2026-12-10', 1],
    ['2027-03-01', 1],
  ])('is by the end of %s %s', (day, share) => {
    expect(expectedShare(pipe, day)).toBeCloseTo(share, 10)
  })

  it('of one day is nothing before it and all on it', () => {
    const day = { startsOn: '2026-12-01', endsOn: '2026-12-01' }
    expect([expectedShare(day, '2026-11-30'), expectedShare(day, '2026-12-01')]).toEqual([0, 1])
  })
})

describe('the share done', () => {
  it('is never more than all, and all where there is nothing to do', () => {
    expect([shareDone(pipe, 50), shareDone(pipe, 100), shareDone(pipe, 130)]).toEqual([0.5, 1, 1])
    expect(shareDone({ quantity: 0 }, 0)).toBe(1)
  })

  it('of several measures weighs by cost, evenly where none costs anything, and is all where there are none', () => {
    const cheap = { costYuan: 1000, share: 1 }
    const dear = { costYuan: 3000, share: 0.5 }
    expect(shareOfAll([cheap, dear])).toBeCloseTo(0.625, 10)
    expect(
      shareOfAll([
        { ...cheap, costYuan: 0 },
        { ...dear, costYuan: 0 },
      ]),
    ).toBe(0.75)
    expect(shareOfAll([])).toBe(1)
  })
})

describe('the last day for which the works done are enough', () => {
  it.each([
    [0, '2026-11-30'],
    [9.9, '2026-11-30'],
    [10, '2026-12-01'],
    [29, '2026-12-02'],
    [50, '2026-12-05'],
    [100, '2026-12-10'],
    [130, '2026-12-10'],
  ])('with %s m of 100 is %s', (done, day) => {
    expect(caughtUpOn(pipe, done)).toBe(day)
  })

  it('loses no day to binary fractions', () => {
    expect(caughtUpOn({ startsOn: '2026-12-01', endsOn: '2027-03-10', quantity: 100 }, 29)).toBe('2026-12-29')
  })
})

describe('the level of works', () => {
  const standing = { caughtUpOn: '2026-12-01', endsOn: '2027-12-31', quietSince: '2026-12-01' }
  const levelOn = (today: string, changes: Partial<typeof standing> = {}) =>
    judgeStanding({ ...standing, ...changes }, { limits, today })
  const heard = { quietSince: '2027-06-01' }

  it.each([
    ['2026-12-07', 'on-time'],
    ['2026-12-08', 'slipping'],
    ['2026-12-30', 'slipping'],
    ['2026-12-31', 'late'],
  ])('by the days behind is on %s %s', (today, level) => {
    expect(levelOn(today, heard).level).toBe(level)
  })

  it.each([
    ['2026-12-15', 'slipping'],
    ['2026-12-16', 'silent'],
  ])('by the days without a report is on %s %s', (today, level) => {
    expect(levelOn(today).level).toBe(level)
  })

  it('is late from the day after the end, however little is missing', () => {
    const nearly = { caughtUpOn: '2027-01-09', endsOn: '2027-01-10', quietSince: '2027-01-10' }
    expect(levelOn('2027-01-10', nearly).level).toBe('on-time')
    const after = levelOn('2027-01-11', nearly)
    expect(after).toMatchObject({ level: 'late', daysBehind: 2 })
    expect(after.reasons.map(({ zh }) => zh)).toEqual(['计划 2027-01-10 完成，已超期 1 天', '比计划落后 2 天'])
  })

  it('says every reason there is, and none on time', () => {
    const { level, reasons, silentDays } = levelOn('2027-01-31')
    expect([level, silentDays]).toEqual(['late', 61])
    expect(reasons.map(({ en }) => en)).toEqual(['61 days of work behind the schedule', 'nothing reported for 61 days'])
    expect(levelOn('2026-11-20')).toEqual({ level: 'on-time', daysBehind: 0, silentDays: 0, reasons: [] })
  })

  it('of several measures is that of the worst day of each kind; of none there is no standing', () => {
    const other = { caughtUpOn: '2026-12-20', endsOn: '2026-12-24', quietSince: '2026-11-01' }
    expect(standingOfAll([standing, other])).toEqual({
      caughtUpOn: '2026-12-01',
      endsOn: '2026-12-24',
      quietSince: '2026-11-01',
    })
    expect(standingOfAll([])).toBeUndefined()
  })

  it('counts silence from the day before the start, or from the last report after it', () => {
    expect(quietSince(pipe, undefined)).toBe('2026-11-30')
    expect(quietSince(pipe, '2026-11-15')).toBe('2026-11-30')
    expect(quietSince(pipe, '2026-12-03')).toBe('2026-12-03')
  })
})

describe('the forecast of the end', () => {
  const forecast = (reports: readonly Told[], today: string) => forecastEnd(pipe, reports, { limits, today })

  it('goes on at the pace so far, from the start of the schedule', () => {
    // 25 m in 5 days: 15 days more for the other 75.
    expect(forecast([report('2026-12-05', 25)], '2026-12-05')).toBe('2026-12-20')
    expect(forecast([report('2026-12-05', 50)], '2026-12-05')).toBe('2026-12-10')
  })

  it('counts from the first report where the works began early', () => {
    expect(forecast([report('2026-11-26', 10), report('2026-12-05', 50)], '2026-12-05')).toBe('2026-12-15')
  })

  it('is the day of the report that completes it', () => {
    expect(forecast([report('2026-12-05', 50), report('2026-12-08', 100)], '2027-01-08')).toBe('2026-12-08')
  })

  it('is never a day that has passed', () => {
    expect(forecast([report('2026-12-09', 90)], '2026-12-25')).toBe('2026-12-25')
  })

  it('is the scheduled end before the start, and unknown where nothing was done since', () => {
    expect(forecast([], '2026-11-30')).toBe('2026-12-10')
    expect(forecast([], '2026-12-01')).toBeUndefined()
    expect(forecast([report('2026-12-02', 0)], '2026-12-02')).toBeUndefined()
  })

  it('is unknown where it lies out of sight', () => {
    expect(forecast([report('2026-12-10', 0.5)], '2026-12-10')).toBeUndefined()
  })
})

describe('the report that counts', () => {
  it('is that of the latest day, of two on one day the later made', () => {
    const both = [report('2026-12-05', 20, 'b'), report('2026-12-05', 30, 'c'), report('2026-12-01', 5, 'd')]
    expect(latestOf(both)?.id).toBe('c')
    expect(latestOf([])).toBeUndefined()
  })
})

describe('a schedule', () => {
  const faults = (changes: Partial<typeof pipe>) =>
    faultsOfSchedule({ ...pipe, ...changes }, limits).map(({ en }) => en)

  it('may last one day or five years, not longer and not backwards', () => {
    expect(faults({ endsOn: pipe.startsOn })).toEqual([])
    expect(faults({ endsOn: '2026-11-30' })).toEqual(['it starts on 2026-12-01, after its end on 2026-11-30'])
    expect(faults({ endsOn: '2031-11-30' })).toEqual([])
    expect(faults({ endsOn: '2031-12-01' })).toEqual(['it takes more than 1826 days: check the year'])
  })

  it('has something to do', () => {
    expect(faults({ quantity: 0 })).toEqual(['its quantity is not above 0'])
    expect(faults({ quantity: 0.1 })).toEqual([])
  })
})

describe('a report', () => {
  const faultOf = (onDay: string, doneQuantity: number, others: readonly Told[] = []) =>
    faultOfReport({ onDay, doneQuantity }, others, { scheduled: pipe, limits, today: '2026-12-08' })?.en

  it('is of today or a day before, not of tomorrow and not of more than a year ago', () => {
    expect(faultOf('2026-12-08', 10)).toBeUndefined()
    expect(faultOf('2026-12-09', 10)).toContain('after today')
    expect(faultOf('2025-12-07', 10)).toBeUndefined()
    expect(faultOf('2025-12-06', 10)).toContain('Check the year')
  })

  it('may exceed the schedule by half, not by more: that is another unit', () => {
    expect(faultOf('2026-12-08', 150)).toBeUndefined()
    expect(faultOf('2026-12-08', 150.1)).toContain('Check the unit')
  })

  it('never says less than was done before, nor more than was done later', () => {
    const others = [report('2026-12-03', 30), report('2026-12-06', 60)]
    expect(faultOf('2026-12-07', 60, others)).toBeUndefined()
    expect(faultOf('2026-12-07', 59, others)).toContain('the 60 reported for 2026-12-06')
    expect(faultOf('2026-12-04', 60, others)).toBeUndefined()
    expect(faultOf('2026-12-04', 61, others)).toContain('the later 2026-12-06')
    expect(faultOf('2026-12-04', 29, others)).toContain('the 30 reported for 2026-12-03')
  })
})

describe('a schedule whose water moves', () => {
  it('follows along the works and back', () => {
    expect(scheduleAfter('scheduled', 'in-works', 'start-works')).toBe('running')
    expect(scheduleAfter('running', 'completed', 'complete')).toBe('completed')
    expect(scheduleAfter('completed', 'in-works', 'fail-acceptance')).toBe('running')
    expect(scheduleAfter('completed', 'upkeep', 'start-upkeep')).toBe('completed')
  })

  it('stops where the plan goes back, also if another plan is approved by the time that is known', () => {
    expect(scheduleAfter('running', 'planned', 'return-plan')).toBe('stopped')
    expect(scheduleAfter('running', 'cleared', 'withdraw')).toBe('stopped')
    expect(scheduleAfter('stopped', 'planned', 'start-works')).toBe('stopped')
  })

  it('comes back with a water that is restored', () => {
    expect(scheduleAfter('running', 'merged', 'merge')).toBe('stopped')
    expect(scheduleAfter('stopped', 'in-works', 'restore')).toBe('running')
  })

  it('asks nothing of other moves', () => {
    expect([concernsSchedule('complete'), concernsSchedule('delist'), concernsSchedule(undefined)]).toEqual([
      true,
      false,
      false,
    ])
  })
})

describe('what is left open at completion', () => {
  const nothing = { unscheduledMeasures: 0, items: [], owedParts: 0 }
  const item = { question: { zh: '排污口已截污', en: 'outfalls intercepted' }, dueOn: '2026-12-20' }

  it('is nothing where all is settled', () => {
    expect(leftOpen(nothing)).toEqual([])
  })

  it.each([
    [{ unscheduledMeasures: 2 }, '2 项措施，没有编制进度计划'],
    [{ items: [item] }, '问题 1 个未销：“排污口已截污”（期限 2026-12-20）'],
    [{ owedParts: 1 }, '1 件未会签'],
  ])('names it: %o', (standing, zh) => {
    const open = leftOpen({ ...nothing, ...standing })
    expect(open).toHaveLength(1)
    expect(open[0]?.zh).toContain(zh)
  })

  it('names three items and counts the rest', () => {
    expect(leftOpen({ ...nothing, items: [item, item, item] })[0]?.zh).not.toContain('另有')
    expect(leftOpen({ ...nothing, items: [item, item, item, item, item] })[0]?.zh).toContain('另有 2 个')
  })
})
