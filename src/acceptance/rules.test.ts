import { describe, expect, it } from 'vitest'
import { Problem } from '../domain/problems.ts'
import { policyAt, readEdition } from '../policy/policy.ts'
import {
  daysUntil,
  deciderOf,
  decisionsFrom,
  dueOf,
  fileStateIds,
  handIn,
  mayBeDeclared,
  mayDecide,
  nextStep,
  noticeHindrance,
  refuseNotice,
  standingAfter,
  urgencyOf,
} from './rules.ts'

const policy = policyAt('acceptance', '2026-11-29').value
const withoutSelfCheck = { ...policy, steps: policy.steps.slice(1) }

describe('who had a hand in a file', () => {
  const file = { submittedBy: 'li', step: 'acceptance', accepted: [{ step: 'self-check', by: 'chen' }] } as const

  it('decides none of its steps where they sent it in', () => {
    expect(handIn(policy, file, 'li')).toBe('sent-in')
    expect(handIn({ ...policy, decidedByAnother: false }, file, 'li')).toBeUndefined()
  })

  it('decides another step unless the policy gives each person one only', () => {
    expect(handIn(policy, file, 'chen')).toBeUndefined()
    const strict = { ...policy, oneStepEach: true }
    expect(handIn(strict, file, 'chen')).toBe('decided-before')
    expect(handIn(strict, file, 'sun')).toBeUndefined()
  })

  it('may decide the same step anew, after it was taken back', () => {
    expect(handIn({ ...policy, oneStepEach: true }, { ...file, step: 'self-check' }, 'chen')).toBeUndefined()
  })
})

describe('the steps of a file', () => {
  it('lead from the township over the county and the notice to delisting', () => {
    const first = { state: 'submitted', step: nextStep(policy) } as const
    expect(first.step).toBe('self-check')
    const second = standingAfter(first, 'accept', policy)
    expect(second).toEqual({ state: 'submitted', step: 'acceptance' })
    expect(standingAfter(second, 'accept', policy)).toEqual({ state: 'accepted' })
    expect(standingAfter({ state: 'on-notice', step: 'delisting' }, 'accept', policy)).toEqual({ state: 'delisted' })
  })

  it('begin with the county where an edition has no check by the township', () => {
    expect(nextStep(withoutSelfCheck)).toBe('acceptance')
  })

  it('end with a refusal, a withdrawal or a revocation', () => {
    const at = { state: 'submitted', step: 'acceptance' } as const
    expect(standingAfter(at, 'refuse', policy)).toEqual({ state: 'refused' })
    expect(standingAfter(at, 'withdraw', policy)).toEqual({ state: 'withdrawn' })
    expect(standingAfter({ state: 'delisted' }, 'revoke', policy)).toEqual({ state: 'revoked' })
  })

  it('allow nothing once a file has ended', () => {
    const open = fileStateIds.filter(state => decisionsFrom({ state }).length > 0)
    expect(open).toEqual(['submitted', 'accepted', 'on-notice', 'delisted'])
  })
})

describe('the policy', () => {
  it('names items of the handbook in force that are answered by yes or no', () => {
    const items = [...policy.interception.items, ...Object.values(policy.falseFixes.items).flat()]
    const asked = Object.values(policyAt('handbook', '2026-11-29').value.phases).flat()
    const kinds = items.map(id => asked.find(item => item.id === id)?.answer.kind)
    expect(kinds).toEqual(items.map(() => 'yes-no'))
  })

  it('cannot have its steps out of order or without a delisting', () => {
    const edition = policyAt('acceptance', '2026-11-29')
    for (const steps of [policy.steps.toReversed(), policy.steps.slice(0, 2)]) {
      expect(() => readEdition('acceptance', { ...edition, value: { ...policy, steps } })).toThrow(Problem)
    }
  })
})

describe('who decides', () => {
  it('follows the list: the city delists its own and national waters, the county its own', () => {
    expect(deciderOf(policy, 'delisting', 'national')).toBe('city')
    expect(deciderOf(policy, 'delisting', 'municipal')).toBe('city')
    expect(deciderOf(policy, 'delisting', 'county')).toBe('county')
    expect(deciderOf(policy, 'delisting', undefined)).toBe('county')
  })

  it('is the level named, or a higher one where the policy lets it stand in, never a lower one', () => {
    expect(mayDecide('county', 'county', policy)).toBe(true)
    expect(mayDecide('county', 'town', policy)).toBe(false)
    expect(mayDecide('town', 'province', policy)).toBe(true)
    expect(mayDecide('town', 'county', { ...policy, higherMayStandIn: false })).toBe(false)
    expect(mayDecide('city', 'province', { ...policy, higherMayStandIn: false })).toBe(true)
  })
})

describe('deadlines', () => {
  it('run by the step, and for the notice to begin', () => {
    expect(dueOf({ state: 'submitted', step: 'self-check' }, '2026-11-29', policy)).toBe('2026-12-09')
    expect(dueOf({ state: 'accepted' }, '2026-11-29', policy)).toBe('2026-12-09')
    expect(dueOf({ state: 'delisted' }, '2026-11-29', policy)).toBeUndefined()
  })

  it('are late the day after, and due soon so many days before', () => {
    expect(urgencyOf('2026-11-28', '2026-11-29', policy)).toBe('late')
    expect(urgencyOf('2026-11-29', '2026-11-29', policy)).toBe('due-soon')
    expect(urgencyOf('2026-12-04', '2026-11-29', policy)).toBe('due-soon')
    expect(urgencyOf('2026-12-05', '2026-11-29', policy)).toBe('in-time')
    expect(urgencyOf(undefined, '2026-11-29', policy)).toBe('settled')
    expect(daysUntil('2026-11-28', '2026-11-29')).toBe(-1)
  })
})

describe('a public notice', () => {
  const refuse = (startsOn: string, endsOn: string) =>
    refuseNotice({ startsOn, endsOn }, { acceptedOn: '2026-11-29', policy })

  it('begins no earlier than the acceptance and lasts its days, first and last counted', () => {
    expect(refuse('2026-11-29', '2026-12-05')).toBeUndefined()
    expect(refuse('2026-11-29', '2026-12-04')?.zh).toContain('至少公示到 2026-12-05')
    expect(refuse('2026-11-28', '2026-12-31')?.en).toContain('before the acceptance')
    expect(refuse('2026-12-05', '2026-12-01')?.zh).toContain('共 0 天')
  })

  it('runs to the end of its last day; an open objection stops longer, an upheld one for good', () => {
    const over = { endsOn: '2026-12-05' }
    expect(noticeHindrance(over, [], '2026-12-05')).toBe('running')
    expect(noticeHindrance(over, [], '2026-12-06')).toBeUndefined()
    expect(noticeHindrance(over, [{ answered: false, upheld: false }], '2026-12-06')).toBe('objection-open')
    expect(noticeHindrance(over, [{ answered: true, upheld: true }], '2026-12-06')).toBe('objection-upheld')
    expect(noticeHindrance(over, [{ answered: true, upheld: false }], '2026-12-06')).toBeUndefined()
  })
})

describe('measures to be declared', () => {
  it('are those that raise one of the four false fixes, and no others', () => {
    const { measures } = policyAt('measures', '2026-11-29').value
    expect(measures.filter(mayBeDeclared).map(({ id }) => id)).toEqual([
      'make-up-water',
      'microbial-agent',
      'chemical-agent',
      'box-culvert-cover',
      'filling',
    ])
  })
})
