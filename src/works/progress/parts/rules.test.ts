import { describe, expect, it } from 'vitest'
import { isOwed, partStateIds, partStepsFrom, urgencyOfPart } from './rules.ts'

describe('the part of a department', () => {
  it('is filled, signed or refused while it is owed, and filled anew once signed', () => {
    expect(Object.fromEntries(partStateIds.map(state => [state, partStepsFrom(state)]))).toEqual({
      asked: ['fill', 'refuse', 'withdraw'],
      filled: ['fill', 'sign', 'refuse', 'withdraw'],
      signed: ['fill'],
      refused: ['ask-again', 'withdraw'],
      withdrawn: [],
    })
  })

  it('is owed until it is signed, refused or withdrawn', () => {
    expect(partStateIds.filter(isOwed)).toEqual(['asked', 'filled'])
  })

  it.each([
    ['2026-11-25', 'in-time'],
    ['2026-11-26', 'due-soon'],
    ['2026-12-01', 'due-soon'],
    ['2026-12-02', 'late'],
  ])('due on 1 December is on %s %s', (today, urgency) => {
    expect(urgencyOfPart({ state: 'filled', dueOn: '2026-12-01' }, { dueSoonDays: 5, today })).toBe(urgency)
  })

  it('is settled once signed, however late', () => {
    const part = { state: 'signed', dueOn: '2026-12-01' } as const
    expect(urgencyOfPart(part, { dueSoonDays: 5, today: '2027-12-02' })).toBe('settled')
  })
})
