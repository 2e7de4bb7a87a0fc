import { describe, expect, it } from 'vitest'
import { policyAt } from '../policy/policy.ts'
import {
  isHeldOn,
  isSamePerson,
  levelsExpected,
  missingLevels,
  readDay,
  readLevel,
  refuseEnd,
  refuseStart,
  responsibleOn,
} from './rules.ts'

const policy = policyAt('duties', '2026-11-29').value
const all = ['town', 'village', 'site']

describe('a post', () => {
  it('is held from its first day on and not any more on the day it ended', () => {
    const term = { fromOn: '2026-01-01', untilOn: '2026-03-01' }
    expect(['2025-12-31', '2026-01-01', '2026-02-28', '2026-03-01'].map(day => isHeldOn(term, day))).toEqual([
      false,
      true,
      true,
      false,
    ])
  })

  it('that ended on the day it began was never held', () => {
    expect(isHeldOn({ fromOn: '2026-01-01', untilOn: '2026-01-01' }, '2026-01-01')).toBe(false)
  })

  it('without an end is held for good', () => {
    expect(isHeldOn({ fromOn: '2026-01-01' }, '2099-01-01')).toBe(true)
  })

  it('passes on the day of a hand-over, and never has two holders', () => {
    const posts = [
      { level: 'town' as const, fromOn: '2026-01-01', untilOn: '2026-03-01', name: '甲' },
      { level: 'town' as const, fromOn: '2026-03-01', name: '乙' },
    ]
    expect(responsibleOn(posts, '2026-02-28').town?.name).toBe('甲')
    expect(responsibleOn(posts, '2026-03-01').town?.name).toBe('乙')
    expect(responsibleOn(posts, '2025-12-31')).toEqual({})
  })
})

describe('a stage', () => {
  it('expects nobody before the plan is approved and all three levels from then on', () => {
    expect(levelsExpected('listed', policy)).toEqual([])
    expect(levelsExpected('planned', policy)).toEqual(all)
    expect(levelsExpected('upkeep', policy)).toEqual(all)
    expect(levelsExpected('relapsed', policy)).toEqual(all)
    expect(levelsExpected('merged', policy)).toEqual([])
  })

  it('lacks the levels at which nobody answers on that day', () => {
    const posts = [
      { level: 'village' as const, fromOn: '2026-01-01' },
      { level: 'site' as const, fromOn: '2026-01-01', untilOn: '2026-11-29' },
    ]
    expect(missingLevels({ stage: 'planned', posts, day: '2026-11-29', policy })).toEqual(['town', 'site'])
    expect(missingLevels({ stage: 'planned', posts, day: '2026-11-28', policy })).toEqual(['town'])
    expect(missingLevels({ stage: 'listed', posts: [], day: '2026-11-29', policy })).toEqual([])
  })
})

describe('the first day of a post', () => {
  const asked = { today: '2026-11-29', earliest: '2010-01-01', others: [] }
  it.each([
    ['2026-11-29', true],
    ['2026-11-30', false],
    ['2010-01-01', true],
    ['2009-12-31', false],
  ])('%s fits: %s', (fromOn, fits) => {
    expect(refuseStart({ ...asked, fromOn }) === undefined).toBe(fits)
  })

  it('fits on the day the one before ended, and not a day earlier', () => {
    const others = [{ fromOn: '2026-01-01', untilOn: '2026-03-01' }]
    expect(refuseStart({ ...asked, others, fromOn: '2026-03-01' })).toBeUndefined()
    expect(refuseStart({ ...asked, others, fromOn: '2026-02-28' })?.zh).toContain('至 2026-03-01')
  })

  it('never fits while somebody holds the post', () => {
    const refusal = refuseStart({ ...asked, others: [{ fromOn: '2026-01-01' }], fromOn: '2026-11-29' })
    expect(refusal?.zh).toContain('至今')
    expect(refusal?.en).toContain('until today')
  })
})

describe('the end of a post', () => {
  it.each([
    ['2026-11-29', true],
    ['2026-11-30', false],
    ['2026-01-01', true],
    ['2025-12-31', false],
  ])('%s fits: %s', (untilOn, fits) => {
    expect(refuseEnd({ fromOn: '2026-01-01' }, untilOn, '2026-11-29') === undefined).toBe(fits)
  })
})

describe('one person', () => {
  const chief = { name: '吴前', organisation: '前进村村民委员会' }
  it('has one name and one organisation', () => {
    expect(isSamePerson(chief, chief)).toBe(true)
    expect(isSamePerson(chief, { ...chief, name: '吴后' })).toBe(false)
    expect(isSamePerson(chief, { ...chief, organisation: '后进村村民委员会' })).toBe(false)
  })

  it('is told from a namesake by mobile telephone and account, where both are known', () => {
    expect(isSamePerson({ ...chief, mobile: '13900000001' }, { ...chief, mobile: '13900000002' })).toBe(false)
    expect(isSamePerson({ ...chief, mobile: '139 0000 0001' }, { ...chief, mobile: '139-0000-0001' })).toBe(true)
    expect(isSamePerson({ ...chief, mobile: '13900000001' }, chief)).toBe(true)
    expect(isSamePerson({ ...chief, accountId: 'a' }, { ...chief, accountId: 'b' })).toBe(false)
  })
})

describe('what people write', () => {
  it.each([
    ['镇级', 'town'],
    ['乡（镇）级'.normalize('NFKC'), 'town'],
    ['村级河长', 'village'],
    ['村/社区', 'village'],
    ['现场运行维护人员', 'site'],
    ['县级', undefined],
    ['', undefined],
  ])('for a level, %s, is read as %s', (text, level) => {
    expect(readLevel(text)).toBe(level)
  })

  it.each([
    ['2026-03-01', '2026-03-01'],
    ['2026/3/1', '2026-03-01'],
    ['2026.3.1', '2026-03-01'],
    ['2026年3月1日', '2026-03-01'],
    ['2026-02-29', undefined],
    ['2024-02-29', '2024-02-29'],
    ['2026年3月', undefined],
    ['3/1/2026', undefined],
    ['', undefined],
  ])('for a day, %s, is read as %s', (text, day) => {
    expect(readDay(text)).toBe(day)
  })
})
