import { describe, expect, it } from 'vitest'
import { moneySourceIds } from '../../policy/money-schemas.ts'
import { policyAt, readEdition } from '../../policy/policy.ts'
import { fundSourceIds } from '../../planning/plans/rules.ts'
import {
  balanceOf,
  byNature,
  excessOf,
  heldYuan,
  judgeRelease,
  lateSince,
  lateYuanOf,
  missingFor,
  nothing,
  oldestUnspentOn,
  refuseTakeBack,
  rewardAmount,
  roomOf,
  standingEntries,
  warningsOf,
  type CountedEntry,
  type MoneyKind,
  type Reward,
  type RewardEvidence,
  type RewardStage,
} from './rules.ts'

let count = 0
const entry = (kind: MoneyKind, yuan: number, on = '2026-01-01', more: Partial<CountedEntry> = {}): CountedEntry => ({
  id: `entry ${(count += 1)}`,
  kind,
  yuan,
  on,
  ...more,
})
const reversalOf = ({ id, kind, yuan }: CountedEntry): CountedEntry =>
  entry(kind, -yuan, '2026-02-01', { reverses: id })
const codes = (...given: Parameters<typeof warningsOf>) => warningsOf(...given).map(({ code }) => code)

describe('spending', () => {
  const allotted = balanceOf([entry('planned', 1000), entry('allotted', 900), entry('spent', 600)])

  it('may reach what was allotted to the last yuan and not go beyond', () => {
    expect(missingFor(allotted, { kind: 'spent', yuan: 300 })).toBe(0)
    expect(missingFor(allotted, { kind: 'spent', yuan: 301 })).toBe(1)
    expect(missingFor(nothing, { kind: 'spent', yuan: 1 })).toBe(1)
  })

  it('may go beyond it by an exception, and not by more than that lets', () => {
    const excepted = { ...allotted, exceptionYuan: 50 }
    expect(missingFor(excepted, { kind: 'spent', yuan: 350 })).toBe(0)
    expect(missingFor(excepted, { kind: 'spent', yuan: 351 })).toBe(1)
  })

  it('keeps an allotment or an exception from being taken back once it is spent', () => {
    expect(missingFor(allotted, { kind: 'allotted', yuan: -300 })).toBe(0)
    expect(missingFor(allotted, { kind: 'allotted', yuan: -301 })).toBe(1)
    const used = { ...allotted, spentYuan: 950, exceptionYuan: 50 }
    expect(missingFor(used, { kind: 'exception', yuan: -50 })).toBe(50)
    expect(missingFor({ ...used, spentYuan: 900 }, { kind: 'exception', yuan: -50 })).toBe(0)
  })

  it('is undone by its reversal, and plans bind nobody', () => {
    const spent = entry('spent', 300)
    expect(roomOf(balanceOf([entry('allotted', 300), spent]))).toBe(0)
    expect(roomOf(balanceOf([entry('allotted', 300), spent, reversalOf(spent)]))).toBe(300)
    expect(missingFor(nothing, { kind: 'planned', yuan: -1 })).toBe(0)
  })

  it('leaves neither a reversed entry nor its reversal standing', () => {
    const [kept, wrong] = [entry('spent', 1), entry('spent', 2)]
    expect(standingEntries([kept, wrong, reversalOf(wrong)])).toEqual([kept])
  })
})

describe('what is seen beside the numbers', () => {
  it('warns of an allotment beyond the plan, by the yuan', () => {
    expect(codes({ ...nothing, plannedYuan: 100, allottedYuan: 100 })).toEqual([])
    expect(codes({ ...nothing, plannedYuan: 100, allottedYuan: 101 })).toEqual(['beyond-planned'])
  })

  it('shows an exception whether it is used or not', () => {
    const excepted = { plannedYuan: 100, allottedYuan: 100, spentYuan: 100, exceptionYuan: 20 }
    expect(codes(excepted)).toEqual(['exception'])
    expect(codes({ ...excepted, spentYuan: 101 })).toEqual(['overspent'])
    expect(excessOf({ ...excepted, spentYuan: 101 })).toBe(1)
    expect(excessOf(excepted)).toBe(0)
  })

  it('shows what is late', () => {
    expect(codes(nothing, 1)).toEqual(['late'])
    expect(codes(nothing, 0)).toEqual([])
  })
})

describe('late spending', () => {
  const first = entry('allotted', 100, '2026-01-01')
  const second = entry('allotted', 50, '2026-03-01')

  it('is counted from the oldest allotment that is not spent to the last yuan, whatever order they came in', () => {
    expect(oldestUnspentOn([])).toBeUndefined()
    expect(oldestUnspentOn([second, first])).toBe('2026-01-01')
    expect(oldestUnspentOn([second, first, entry('spent', 99)])).toBe('2026-01-01')
    expect(oldestUnspentOn([second, first, entry('spent', 100)])).toBe('2026-03-01')
    expect(oldestUnspentOn([second, first, entry('spent', 150)])).toBeUndefined()
    expect(oldestUnspentOn([second, first, entry('spent', 160)])).toBeUndefined()
  })

  it('does not count an allotment that was reversed', () => {
    expect(oldestUnspentOn([first, second, reversalOf(first)])).toBe('2026-03-01')
  })

  it('begins on the day after the days that the policy gives', () => {
    expect(lateSince('2027-01-02', { lateAfterDays: 365 })).toBe('2026-01-01')
    expect(lateYuanOf([first, second, entry('spent', 30)], '2026-01-01')).toBe(70)
    expect(lateYuanOf([first, second, entry('spent', 30)], '2025-12-31')).toBe(0)
    expect(lateYuanOf([first, second, entry('spent', 120)], '2026-01-01')).toBe(0)
    expect(lateYuanOf([first, second, entry('spent', 120)], '2026-03-01')).toBe(30)
  })
})

describe('sums by nature', () => {
  const { sources } = policyAt('funding-sources', '2026-11-30').value
  const cell = (source: (typeof moneySourceIds)[number], allottedYuan: number) => ({ ...nothing, source, allottedYuan })

  it('keep what an enterprise must pay out of public money', () => {
    const sums = byNature(
      [cell('county', 10), cell('central-pilot', 5), cell('villagers', 2), cell('enterprise', 99)],
      sources,
    )
    expect(sums.public.allottedYuan).toBe(15)
    expect(sums.social.allottedYuan).toBe(2)
    expect(sums.enterprise.allottedYuan).toBe(99)
  })

  it('leave out a source that the edition does not have, and are zero without any', () => {
    expect(byNature([cell('county', 10)], { villagers: 'social' }).public).toEqual(nothing)
    expect(byNature([], sources).social).toEqual(nothing)
  })

  it('know every source that a plan may name', () => {
    for (const source of fundSourceIds) expect(Object.keys(sources)).toContain(source)
  })
})

const policy = policyAt('rewards', '2026-11-30').value

describe('the amount of a reward', () => {
  const yuanOf = (...given: Parameters<typeof rewardAmount>) => {
    const amount = rewardAmount(...given)
    return 'yuan' in amount ? amount.yuan : amount.refused.en
  }

  it('is of the area, in whole yuan, and never above the most', () => {
    expect(yuanOf(policy, { list: 'national', areaM2: 2260, plannedYuan: 0 })).toBe(363_860)
    expect(yuanOf(policy, { list: 'national', areaM2: 2260.999, plannedYuan: 0 })).toBe(364_020)
    expect(yuanOf(policy, { list: 'national', areaM2: 18_633, plannedYuan: 0 })).toBe(2_999_913)
    expect(yuanOf(policy, { list: 'national', areaM2: 18_634, plannedYuan: 0 })).toBe(3_000_000)
    expect(yuanOf(policy, { list: 'municipal', areaM2: 800, plannedYuan: 0 })).toBe(130_000)
  })

  it('is a share of what is planned, and never above the most', () => {
    expect(yuanOf(policy, { list: 'county', plannedYuan: 200_000 })).toBe(40_000)
    expect(yuanOf(policy, { list: 'county', plannedYuan: 500_000 })).toBe(100_000)
    expect(yuanOf(policy, { list: 'county', plannedYuan: 500_001 })).toBe(100_000)
  })

  it('is refused off the lists, without area, without planned money, and where the policy gives none', () => {
    expect(yuanOf(policy, { areaM2: 900, plannedYuan: 1 })).toContain('on no list')
    expect(yuanOf(policy, { list: 'national', plannedYuan: 1 })).toContain('area is not known')
    expect(yuanOf(policy, { list: 'county', areaM2: 900, plannedYuan: 0 })).toContain('No money is planned')
    expect(yuanOf(policy, { list: 'county', areaM2: 900, plannedYuan: 4 })).toContain('gives nothing')
    const without = { ...policy, amounts: { ...policy.amounts, county: { by: 'none' as const } } }
    expect(yuanOf(without, { list: 'county', plannedYuan: 100 })).toContain('rewards no water')
  })
})

describe('the release of a reward', () => {
  const reward: Reward = { yuan: 101, releasedYuan: 0, state: 'earmarked', cycle: 1 }
  const everything = new Set<RewardEvidence>(['completion-day', 'clear-verdict', 'result-file', 'no-overspending'])
  const judged = (stage: RewardStage, changes: Partial<Parameters<typeof judgeRelease>[1]> = {}) =>
    judgeRelease(policy, { reward, water: { stage: 'upkeep', cycle: 1 }, stage, evidence: everything, ...changes })
  const reasons = (release: ReturnType<typeof judgeRelease>) =>
    'reasons' in release ? release.reasons.map(({ en }) => en).join(' ') : 'released'

  it('comes stage by stage up to the share of the policy; the last takes what rounding left', () => {
    expect(judged('completed')).toEqual({ yuan: 30, state: 'partly' })
    const partly: Reward = { ...reward, releasedYuan: 30, releasedStage: 'completed', state: 'partly' }
    expect(judged('accepted', { reward: partly })).toEqual({ yuan: 40, state: 'partly' })
    expect(judged('delisted', { reward: { ...partly, releasedYuan: 70 } })).toEqual({ yuan: 31, state: 'released' })
    expect(judged('delisted')).toEqual({ yuan: 101, state: 'released' })
  })

  it('waits for the stage: at it or behind it, not before', () => {
    const at = (stage: Parameters<typeof judgeRelease>[1]['water']['stage']) =>
      reasons(judged('accepted', { water: { stage, cycle: 1 } }))
    expect(at('accepted')).toBe('released')
    expect(at('delisted')).toBe('released')
    expect(at('completed')).toContain('not accepted yet')
    expect(at('relapsed')).toContain('not accepted yet')
  })

  it('waits for every piece of evidence the policy asks for, and names each that is missing', () => {
    const without = reasons(judged('accepted', { evidence: new Set<RewardEvidence>(['completion-day']) }))
    expect(without).toContain('verdict after completion')
    expect(without).toContain('paper that verifies')
    expect(without).toContain('beyond what was allotted')
    expect(without).not.toContain('day of completion')
    expect(reasons(judged('completed', { evidence: new Set() }))).toContain('day of completion')
  })

  it('is not repeated, not of another cycle, not of a reward that is gone, not for a stage the policy leaves out', () => {
    const done: Reward = { ...reward, releasedYuan: 30, releasedStage: 'completed', state: 'partly' }
    expect(reasons(judged('completed', { reward: done }))).toContain('has been released')
    expect(reasons(judged('completed', { water: { stage: 'upkeep', cycle: 2 } }))).toContain('before a relapse')
    expect(reasons(judged('completed', { reward: { ...reward, state: 'cancelled' } }))).toContain('is cancelled')
    const [first, ...rest] = policy.releases
    expect(first?.stage).toBe('completed')
    const other = judgeRelease(
      { ...policy, releases: rest },
      { reward, water: { stage: 'upkeep', cycle: 1 }, stage: 'completed', evidence: everything },
    )
    expect(reasons(other)).toContain('releases nothing')
  })

  it('is taken back after a relapse, a new cycle or a fall behind the rewarded stage, not before', () => {
    const paid: Reward = { ...reward, releasedYuan: 70, releasedStage: 'accepted', state: 'partly' }
    expect(refuseTakeBack(paid, { stage: 'relapsed', cycle: 1 })).toBeUndefined()
    expect(refuseTakeBack(paid, { stage: 'delisted', cycle: 2 })).toBeUndefined()
    expect(refuseTakeBack(paid, { stage: 'completed', cycle: 1 })).toBeUndefined()
    expect(refuseTakeBack(paid, { stage: 'accepted', cycle: 1 })?.en).toContain('not relapsed')
    expect(refuseTakeBack(paid, { stage: 'merged', cycle: 1 })?.en).toContain('merged')
    expect(refuseTakeBack(reward, { stage: 'relapsed', cycle: 1 })?.en).toContain('Nothing was released')
    expect(refuseTakeBack({ ...paid, state: 'taken-back' }, { stage: 'relapsed', cycle: 1 })?.en).toContain(
      'taken back',
    )
  })

  it('holds back what is not released, until the reward is gone', () => {
    expect(heldYuan({ ...reward, releasedYuan: 30, state: 'partly' })).toBe(71)
    expect(heldYuan({ ...reward, state: 'cancelled' })).toBe(0)
  })
})

describe('the policies of money', () => {
  const edition = policyAt('rewards', '2026-11-30')
  const withReleases = (releases: typeof policy.releases) => () =>
    readEdition('rewards', { ...edition, value: { ...policy, releases } })

  it('refuse releases that do not grow stage by stage, or do not end with the whole', () => {
    const [first, second, third] = policy.releases as [(typeof policy.releases)[0], ...typeof policy.releases]
    expect(withReleases([first, third!, second!])).toThrow('policy.unreadable')
    expect(withReleases([{ ...first, upToPercent: 70 }, second!, third!])).toThrow('policy.unreadable')
    expect(withReleases([first, second!])).toThrow('the last release is the whole')
  })

  it('refuse a list of sources without any', () => {
    const sources = policyAt('funding-sources', '2026-11-30')
    expect(() => readEdition('funding-sources', { ...sources, value: { ...sources.value, sources: {} } })).toThrow(
      'there is a source',
    )
  })
})
