import { describe, expect, it } from 'vitest'
import { stageIds } from '../domain/lifecycle-table.ts'
import { policyAt } from '../policy/policy.ts'
import {
  adviceAfter,
  adviceCountdown,
  adviceStateIds,
  adviceStepIds,
  adviceStepsFrom,
  adoptionIds,
  answerBy,
  coverPhases,
  dueAfterStep,
  earliestAssignment,
  helpedStages,
  loadOf,
  needsDeed,
  phaseOfStage,
  refuseEnd,
  refuseTerm,
} from './rules.ts'

const policy = policyAt('expert-help', '2026-11-29').value
const today = '2026-11-29'
const none = { done: 0, planned: 0 }
const one = { done: 1, planned: 0 }
const ahead = { done: 0, planned: 1 }

describe('the phase of a water', () => {
  it('follows its stage, and nobody helps before a list or after delisting', () => {
    expect(Object.fromEntries(stageIds.map(stage => [stage, phaseOfStage(stage, policy) ?? 'none']))).toEqual({
      suspected: 'none',
      cleared: 'none',
      identified: 'none',
      listed: 'before',
      planned: 'before',
      'in-works': 'during',
      completed: 'after',
      accepted: 'after',
      delisted: 'none',
      upkeep: 'none',
      relapsed: 'before',
      merged: 'none',
      split: 'none',
    })
    expect(helpedStages(policy)).toHaveLength(6)
  })
})

describe('coverage', () => {
  it('is nothing where the stage asks for no help', () => {
    expect(coverPhases({ stage: 'upkeep', visits: { before: one }, policy })).toBeUndefined()
  })

  it('of the present phase is due, planned or visited', () => {
    const during = (visits: typeof none) =>
      coverPhases({ stage: 'in-works', visits: { during: visits }, policy })?.during
    expect([none, ahead, one].map(during)).toEqual(['due', 'planned', 'visited'])
    expect(coverPhases({ stage: 'in-works', visits: {}, policy })?.during).toBe('due')
  })

  it('of a phase that has gone by is visited or missed: a visit planned for it comes too late', () => {
    const before = (visits: typeof none) =>
      coverPhases({ stage: 'in-works', visits: { before: visits }, policy })?.before
    expect([none, ahead, one].map(before)).toEqual(['missed', 'missed', 'visited'])
  })

  it('of a phase to come is ahead, unless somebody planned it already', () => {
    const after = (visits: typeof none) => coverPhases({ stage: 'listed', visits: { after: visits }, policy })?.after
    expect([none, ahead].map(after)).toEqual(['ahead', 'planned'])
  })

  it('asks for as many visits as the policy says', () => {
    const twice = { ...policy, phases: { ...policy.phases, during: { ...policy.phases.during, visits: 2 } } }
    const during = (visits: typeof none) =>
      coverPhases({ stage: 'in-works', visits: { during: visits }, policy: twice })?.during
    expect(during(one)).toBe('due')
    expect(during({ done: 1, planned: 1 })).toBe('planned')
    expect(during({ done: 2, planned: 0 })).toBe('visited')
  })
})

describe('load', () => {
  it('is over the limit only beyond it', () => {
    const { waters: most } = policy.mostWatersPerExpert
    expect(loadOf(0, policy).over).toBe(false)
    expect(loadOf(most, policy)).toEqual({ waters: most, most, over: false })
    expect(loadOf(most + 1, policy).over).toBe(true)
  })
})

describe('the term of an assignment', () => {
  it('begins neither before anybody was assigned nor more than ten years ahead', () => {
    expect(refuseTerm({ fromOn: earliestAssignment, today })).toBeUndefined()
    expect(refuseTerm({ fromOn: '2014-12-31', today })?.zh).toContain('2014-12-31')
    expect(refuseTerm({ fromOn: '2036-12-06', today })).toBeUndefined()
    expect(refuseTerm({ fromOn: '2036-12-07', today })?.en).toContain('cannot be right')
  })

  it('ends after it began, within ten years', () => {
    expect(refuseTerm({ fromOn: today, untilOn: '2026-11-30', today })).toBeUndefined()
    expect(refuseTerm({ fromOn: today, untilOn: today, today })?.en).toContain('not after the first day')
    expect(refuseTerm({ fromOn: today, untilOn: '2036-12-07', today })?.en).toContain('more than ten years')
  })

  it('is cut short from its first day to today, never lengthened', () => {
    const end = (endOn: string, untilOn?: string) => refuseEnd({ fromOn: '2026-11-01', untilOn, endOn, today })
    expect([end('2026-11-01'), end(today)]).toEqual([undefined, undefined])
    expect(end('2026-10-31')?.zh).toContain('2026-11-01 至 2026-11-29')
    expect(end('2026-11-30')).toBeDefined()
    expect(end('2026-11-21', '2026-11-20')?.en).toContain('2026-11-20')
  })

  it('is called off on its first day while that lies ahead', () => {
    const end = (endOn: string) => refuseEnd({ fromOn: '2026-12-05', endOn, today })
    expect(end('2026-12-05')).toBeUndefined()
    expect(end(today)).toBeDefined()
    expect(end('2026-12-06')).toBeDefined()
  })
})

describe('advice', () => {
  it('is answered by the county, then closed or asked again by the expert, and ends withdrawn only unanswered', () => {
    const led = adviceStateIds.flatMap(from =>
      adviceStepIds.flatMap(step => {
        const to = adviceAfter(from, step)
        return to === undefined ? [] : [`${from} ${step} ${to}`]
      }),
    )
    expect(led).toEqual([
      'open answer answered',
      'open withdraw withdrawn',
      'answered close closed',
      'answered ask-again open',
      'closed ask-again open',
    ])
    expect(adviceStepsFrom('withdrawn')).toEqual([])
  })

  it('gives each side its own days', () => {
    expect(answerBy(policy, today)).toBe('2026-12-14')
    const due = (step: (typeof adviceStepIds)[number]) => dueAfterStep(policy, { step, on: today, dueOn: '2026-12-01' })
    expect(adviceStepIds.map(due)).toEqual(['2026-12-09', '2026-12-01', '2026-12-06', '2026-12-01'])
  })

  it('is in time on its last day, late the day after, soon due three days before, and settled for good', () => {
    const left = (dueOn: string, state: (typeof adviceStateIds)[number] = 'open') =>
      adviceCountdown({ state, dueOn, today }, policy)
    expect(left('2026-12-03')).toEqual({ urgency: 'in-time', daysLeft: 4 })
    expect(left('2026-12-02').urgency).toBe('due-soon')
    expect(left(today)).toEqual({ urgency: 'due-soon', daysLeft: 0 })
    expect(left('2026-11-28')).toEqual({ urgency: 'late', daysLeft: -1 })
    expect(left('2026-11-28', 'answered').urgency).toBe('late')
    expect([left('2026-11-28', 'closed').urgency, left('2026-11-28', 'withdrawn').urgency]).toEqual([
      'settled',
      'settled',
    ])
  })

  it('that is adopted says what was done', () => {
    expect(adoptionIds.filter(needsDeed)).toEqual(['adopted', 'partly'])
  })
})
