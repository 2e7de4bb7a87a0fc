import { describe, expect, it } from 'vitest'
import { regionRange } from '../domain/regions.ts'
import { reaches, stateOfNotice, stateOfReceipt } from './rules.ts'

const county = '500231000000'
const person = (code: string) => ({ role: 'town-chief' as const, range: regionRange(code) })

describe('a notice', () => {
  it('reaches everybody in its divisions, nobody beside or above them', () => {
    const notice = { divisions: [county], roles: [] }
    expect(['500231000000', '500231102000', '500231102201'].map(code => reaches(notice, person(code)))).toEqual([
      true,
      true,
      true,
    ])
    expect(['500118000000', '500000000000'].map(code => reaches(notice, person(code)))).toEqual([false, false])
    expect(reaches({ divisions: [], roles: [] }, person(county))).toBe(false)
  })

  it('reaches the roles it names, all where it names none', () => {
    expect(reaches({ divisions: [county], roles: ['town-chief'] }, person(county))).toBe(true)
    expect(reaches({ divisions: [county], roles: ['expert'] }, person(county))).toBe(false)
  })

  it('is withdrawn, replaced or in force', () => {
    expect(stateOfNotice({ withdrawn: false, replaced: false })).toBe('in-force')
    expect(stateOfNotice({ withdrawn: false, replaced: true })).toBe('replaced')
    expect(stateOfNotice({ withdrawn: true, replaced: true })).toBe('withdrawn')
  })
})

describe('a receipt', () => {
  const due = { replyBy: '2026-12-10', state: 'in-force' as const }
  const none = { opened: false, confirmed: false }
  const opened = { opened: true, confirmed: false }

  it.each([
    ['on the day', none, due, '2026-12-10', 'unread'],
    ['a day later', none, due, '2026-12-11', 'overdue'],
    ['opened, on the day', opened, due, '2026-12-10', 'opened'],
    ['opened, a day later', opened, due, '2026-12-11', 'overdue'],
    ['confirmed, a day later', { opened: true, confirmed: true }, due, '2026-12-11', 'confirmed'],
    ['of a notice without a day', none, { state: 'in-force' as const }, '2099-01-01', 'unread'],
    ['of a notice that was withdrawn', none, { ...due, state: 'withdrawn' as const }, '2099-01-01', 'unread'],
  ])('%s', (_, receipt, notice, today, state) => expect(stateOfReceipt(receipt, notice, today)).toBe(state))
})
