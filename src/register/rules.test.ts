import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stageIds } from '../domain/lifecycle.ts'
import { policyAt } from '../policy/policy.ts'
import {
  checkWaterType,
  compareDeclaredList,
  deriveList,
  directionOfListChange,
  refuseExternalNumber,
  statusOf,
  waterTypesOf,
  type ColourByHand,
} from './rules.ts'

const today = '2026-11-23'
const lists = policyAt('lists', today)
const types = policyAt('water-types', today).value
const light = policyAt('traffic-light', today)

describe('deriveList', () => {
  it.each([
    [2000, false, 'national', 'in'],
    [1999.99, false, 'municipal', 'in'],
    [200, false, 'municipal', 'in'],
    [199.99, false, undefined, 'out'],
    [199.99, true, 'municipal', 'in'],
    [1, true, 'municipal', 'in'],
    [undefined, false, undefined, 'unknown'],
    [undefined, true, undefined, 'in'],
  ])('area %s, strong complaints %s: list %s, scope %s', (areaM2, strongComplaints, list, scope) => {
    expect(deriveList({ areaM2, strongComplaints }, lists)).toMatchObject({ list, scope, citation: lists.citation })
  })

  it('says in words which limit decided', () => {
    const derived = deriveList({ areaM2: 150, strongComplaints: true }, lists)
    expect(derived.words.zh).toBe('面积 150 平方米，小于 2000 平方米；虽小于 200 平方米，群众反映强烈，纳入范围')
    expect(derived.words.en).toContain('below 2000 m2; below 200 m2 but in scope')
  })
})

describe('a declared list', () => {
  // Areas of the four rows of Tianshui's notice of 2025, all declared national.
  it('differs from area in three of the four rows of Tianshui', () => {
    const warnings = [305, 4500, 750, 450].map(areaM2 =>
      compareDeclaredList('national', { areaM2, strongComplaints: false }, lists),
    )
    expect(warnings.map(warning => warning?.code)).toEqual([
      'list.differs-from-area',
      undefined,
      'list.differs-from-area',
      'list.differs-from-area',
    ])
    expect(warnings[0]?.zh).toContain('公告列为国家监管清单，按面积应为市级监管清单')
  })

  it('says so where by area the water would be on no list', () => {
    const warning = compareDeclaredList('municipal', { areaM2: 150, strongComplaints: false }, lists)
    expect(warning?.zh).toContain('按面积应为不列入清单')
  })

  it("is not doubted where the area is unknown or the list is the county's own", () => {
    expect(compareDeclaredList('national', { areaM2: undefined, strongComplaints: false }, lists)).toBeUndefined()
    expect(compareDeclaredList('national', { areaM2: undefined, strongComplaints: true }, lists)).toBeUndefined()
    expect(compareDeclaredList('county', { areaM2: 5000, strongComplaints: false }, lists)).toBeUndefined()
  })
})

describe('changes of list', () => {
  it('are promotions towards the national list', () => {
    expect(directionOfListChange('municipal', 'national')).toBe('promoted')
    expect(directionOfListChange('national', 'county')).toBe('demoted')
    expect(directionOfListChange('county', 'county')).toBe('same')
  })
})

describe('kinds of water', () => {
  it('include lakes only in the district that surveys them', () => {
    expect(waterTypesOf('500112000000', types)).toContain('lake')
    expect(waterTypesOf('500112103201', types)).toContain('lake')
    expect(waterTypesOf('500231000000', types)).not.toContain('lake')
  })

  it('are the usual ones above the county', () => {
    expect(waterTypesOf('500000000000', types)).toEqual(types.byDefault)
  })

  it('are warned about where the county does not survey them', () => {
    expect(checkWaterType('lake', '500231000000', types)).toMatchObject({
      code: 'type.not-surveyed-here',
      severity: 'warn',
    })
    expect(checkWaterType('pond', '500231000000', types)).toBeUndefined()
  })
})

describe('red, yellow and green', () => {
  const enteredAt = '2026-03-01T00:00:00.000Z'

  it.each([
    ['listed', 'red'],
    ['planned', 'red'],
    ['in-works', 'yellow'],
    ['completed', 'yellow'],
    ['accepted', 'green'],
    ['upkeep', 'green'],
    ['relapsed', 'red'],
    ['suspected', 'none'],
    ['cleared', 'none'],
  ] as const)('%s is %s', (stage, colour) => {
    expect(statusOf({ stage, enteredAt }, light)).toMatchObject({ colour, byHand: false })
  })

  it('has an answer with a reason and a source for every stage', () => {
    for (const stage of stageIds) {
      const status = statusOf({ stage, enteredAt }, light)
      expect(status.words.zh).not.toBe('')
      expect(status.citation.confidence).toBe('to-be-confirmed')
    }
  })

  it('follows the hand that set it until the water enters its next stage', () => {
    const byHand = (at: string): ColourByHand => ({ colour: 'red', reason: '抽查发现反弹', at })
    const at = (moment: string) => statusOf({ stage: 'in-works', enteredAt, byHand: byHand(moment) }, light)
    expect(at('2026-03-01T08:00:00+08:00')).toMatchObject({ colour: 'red', byHand: true })
    expect(at('2026-03-01T07:59:59+08:00')).toMatchObject({ colour: 'yellow', byHand: false })
  })
})

describe('external numbers', () => {
  const added = { issuer: '生态环境部', number: 'NH-5002-0001', issuedOn: today }

  it('can be added once, today included', () => {
    expect(refuseExternalNumber(added, [], today)).toBeUndefined()
    expect(refuseExternalNumber({ ...added, issuer: '重庆市生态环境局' }, [added], today)).toBeUndefined()
  })

  it('are the same whatever their width, spaces and case', () => {
    const again = { ...added, number: ' ｎｈ-5002-０００１ ' }
    expect(refuseExternalNumber(again, [added], today)?.code).toBe('number.taken')
  })

  it.each([
    [{ issuer: ' ' }, 'number.no-issuer'],
    [{ number: '　' }, 'number.empty'],
    [{ issuedOn: '2026-02-30' }, 'number.date'],
    [{ issuedOn: '2026/01/01' }, 'number.date'],
    [{ issuedOn: '2026-11-24' }, 'number.in-future'],
  ])('%o is refused as %s', (change, code) => {
    expect(refuseExternalNumber({ ...added, ...change }, [], today)?.code).toBe(code)
  })
})

describe('deriveList over all areas', () => {
  it('never lowers the list when the area grows or complaints come', () => {
    const rank = (areaM2: number, strongComplaints: boolean) =>
      [undefined, 'county', 'municipal', 'national'].indexOf(deriveList({ areaM2, strongComplaints }, lists).list)
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 1e6, noNaN: true }),
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        (area, more) => {
          expect(rank(area + more, false)).toBeGreaterThanOrEqual(rank(area, false))
          expect(rank(area, true)).toBeGreaterThanOrEqual(rank(area, false))
        },
      ),
    )
  })
})
