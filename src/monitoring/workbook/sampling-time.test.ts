import { describe, expect, it } from 'vitest'
import { readSamplingTime } from './sampling-time.ts'

const one = (text: string, date?: string) => readSamplingTime({ day: undefined, time: { text, date } })
const two = (day: string, time: string) => readSamplingTime({ day: { text: day }, time: { text: time } })

describe('the time of sampling', () => {
  it.each([
    ['2026-03-12 09:30', { day: '2026-03-12', clock: '09:30:00' }],
    ['2026/3/12 9:30', { day: '2026-03-12', clock: '09:30:00' }],
    ['2026年3月12日 9时30分', { day: '2026-03-12', clock: '09:30:00' }],
    ['2026年3月12日9点', { day: '2026-03-12', clock: '09:00:00' }],
    ['２０２６．３．１２　９：３０：０５', { day: '2026-03-12', clock: '09:30:05' }],
    ['2026-03-12T09:30', { day: '2026-03-12', clock: '09:30:00' }],
    ['2026-03-12 下午2:15', { day: '2026-03-12', clock: '14:15:00' }],
    ['2026-03-12 12:15 am', { day: '2026-03-12', clock: '00:15:00' }],
    ['2026-03-12', { day: '2026-03-12' }],
    ['2026.3.12', { day: '2026-03-12' }],
    ['20260312', { day: '2026-03-12' }],
  ])('%s is read', (text, value) => {
    expect(one(text)).toEqual({ value, refused: false, remarks: [] })
  })

  it('of a date cell is what the cell holds, whatever it shows', () => {
    expect(one('3月12日', '2026-03-12').value).toEqual({ day: '2026-03-12' })
    expect(one('2026/3/12', '2026-03-12T09:30:00').value).toEqual({ day: '2026-03-12', clock: '09:30:00' })
  })

  it('of a number that lost its format is read and said', () => {
    expect(one('46093')).toMatchObject({ value: { day: '2026-03-12' }, remarks: [{ code: 'date.serial' }] })
    expect(one('46093.5')).toMatchObject({ value: { day: '2026-03-12', clock: '12:00:00' } })
  })

  it('may stand in two columns, which must agree', () => {
    expect(two('2026-03-12', '9:30').value).toEqual({ day: '2026-03-12', clock: '09:30:00' })
    expect(two('2026-03-12', '2026-03-12 9:30').value).toEqual({ day: '2026-03-12', clock: '09:30:00' })
    expect(two('2026-03-12', '2026-03-13 9:30')).toMatchObject({ refused: true, remarks: [{ code: 'time.two-days' }] })
  })

  it.each([
    ['2026-02-30', 'date.no-such-day'],
    ['2026-13-01 10:00', 'date.no-such-day'],
    ['2026-03-12 25:00', 'time.no-such-time'],
    ['2026-03-12 09:60', 'time.no-such-time'],
    ['26-3-12', 'time.unreadable'],
    ['三月十二日', 'time.unreadable'],
    ['2026年3月', 'time.unreadable'],
    ['9:30', 'time.unreadable'],
  ])('%s is refused with %s', (text, code) => {
    expect(one(text)).toMatchObject({ refused: true, remarks: [{ code, severity: 'refuse' }] })
  })
})
