import { describe, expect, it } from 'vitest'
import { refuseQuestionnaire, refuseSenses } from './basis-checks.ts'
import type { NewQuestionnaire, NewSenses } from './contract.ts'

const today = '2026-11-23'
const form: NewQuestionnaire = { waterId: 'w', heldOn: today, issued: 40, valid: 30, black: 18, photos: [] }

describe('refuseQuestionnaire', () => {
  it('takes counts that fit, at their limits too', () => {
    expect(refuseQuestionnaire(form, today)).toBeUndefined()
    expect(refuseQuestionnaire({ ...form, issued: 30, black: 30, satisfied: 30 }, today)).toBeUndefined()
    expect(refuseQuestionnaire({ ...form, valid: 0, black: 0 }, today)).toBeUndefined()
  })

  it('refuses a part that is larger than its whole', () => {
    expect(refuseQuestionnaire({ ...form, black: 31 }, today)?.en).toContain('31 forms say black')
    expect(refuseQuestionnaire({ ...form, satisfied: 31 }, today)?.en).toContain('31 forms say satisfied')
    expect(refuseQuestionnaire({ ...form, issued: 29 }, today)?.en).toContain('29 given out')
    expect(refuseQuestionnaire({ ...form, adultsLivingThere: 29 }, today)?.en).toContain('29 adults')
    expect(refuseQuestionnaire({ ...form, adultsLivingThere: 30 }, today)).toBeUndefined()
  })

  it('refuses tomorrow', () => {
    expect(refuseQuestionnaire({ ...form, heldOn: '2026-11-24' }, today)?.zh).toContain('2026-11-24')
  })
})

const now = new Date('2026-11-23T10:00:00+08:00')
const seen: NewSenses = {
  waterId: 'w',
  observedAt: '2026-11-23T09:00:00+08:00',
  colour: 'black',
  odour: 3,
  finding: 'black-odorous',
  photos: [],
}

describe('refuseSenses', () => {
  it('takes a record that agrees with itself, a phone clock a quarter of an hour ahead included', () => {
    expect(refuseSenses(seen, now)).toBeUndefined()
    expect(refuseSenses({ ...seen, observedAt: '2026-11-23T10:15:00+08:00' }, now)).toBeUndefined()
    expect(refuseSenses({ ...seen, observedAt: '2026-11-23T10:15:01+08:00' }, now)).toBeDefined()
  })

  it('names a time to come as clocks in China show it', () => {
    expect(refuseSenses({ ...seen, observedAt: '2026-11-23T16:30:00Z' }, now)?.zh).toContain('2026-11-24 00:30')
  })

  it('refuses findings that contradict what was seen and smelt', () => {
    expect(refuseSenses({ ...seen, colour: 'clear', odour: 0 }, now)?.en).toContain('contradicts')
    expect(refuseSenses({ ...seen, colour: 'clear', odour: 1 }, now)).toBeUndefined()
    expect(refuseSenses({ ...seen, finding: 'not-black-odorous' }, now)?.en).toContain('contradicts')
    expect(refuseSenses({ ...seen, finding: 'not-black-odorous', odour: 2 }, now)).toBeUndefined()
    expect(refuseSenses({ ...seen, finding: 'undecided' }, now)).toBeUndefined()
  })

  it('asks which colour another abnormal colour is', () => {
    expect(refuseSenses({ ...seen, colour: 'other-abnormal' }, now)?.en).toContain('write down what was seen')
    expect(refuseSenses({ ...seen, colour: 'not-graded' }, now)?.en).toContain('write down what was seen')
    expect(refuseSenses({ ...seen, colour: 'other-abnormal', colourText: '乳白' }, now)).toBeUndefined()
  })
})
