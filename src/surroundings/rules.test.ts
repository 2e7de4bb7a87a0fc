import { describe, expect, it } from 'vitest'
import { policyAt } from '../policy/policy.ts'
import { readCount, readFlow, readHandling, readKind, readSort, readSource, readState } from './cells.ts'
import type { SurroundingValues } from './contract.ts'
import {
  balanceOf,
  beyond,
  findFaults,
  linkKindsOf,
  plus,
  proposeLinks,
  sumOf,
  takenBy,
  tellAmount,
  tellPresentState,
  warnOfMeasures,
  warnOfWorks,
  type Amount,
  type BalanceGround,
  type LinkedFacility,
} from './rules.ts'

const on = '2026-11-30'
const policy = policyAt('surroundings', on).value
const unknown: Amount = { complete: false }
const exactly = (m3PerDay: number): Amount => ({ m3PerDay, complete: true })
const atLeast = (m3PerDay: number): Amount => ({ m3PerDay, complete: false })

describe('an amount', () => {
  it.each([
    ['of no parts is a known 0', [], exactly(0)],
    ['sums parts that are all known', [1.1, 2.2], exactly(3.3)],
    ['is the least where a part is not known', [4, undefined], atLeast(4)],
    ['is not known where no part is', [undefined, undefined], unknown],
    ['says nothing as at least 0', [0, undefined], unknown],
  ])('%s', (_, parts, sum) => {
    expect(sumOf(parts)).toEqual(sum)
  })

  it.each([
    ['less than a capacity is taken whole', exactly(5), exactly(10), exactly(5), exactly(0)],
    ['equal to it is taken whole', exactly(10), exactly(10), exactly(10), exactly(0)],
    ['more than it leaves the rest', exactly(12), exactly(10), exactly(10), exactly(2)],
    ['known in part fills a capacity', atLeast(12), exactly(10), exactly(10), atLeast(2)],
    ['known in part below a capacity leaves the rest open', atLeast(5), exactly(10), atLeast(5), unknown],
    ['meets a capacity that is not known', exactly(5), unknown, unknown, unknown],
    ['meets a capacity known in part that is enough', exactly(5), atLeast(8), exactly(5), exactly(0)],
    ['meets a capacity known in part that may be enough', exactly(9), atLeast(8), atLeast(8), unknown],
    ['arrives whole where nothing runs', exactly(9), exactly(0), exactly(0), exactly(9)],
    ['not known and no capacity: nothing is taken', unknown, exactly(0), exactly(0), unknown],
    ['of 0 needs no capacity', exactly(0), unknown, exactly(0), exactly(0)],
  ])('%s', (_, flow, capacity, taken, over) => {
    expect([takenBy(flow, capacity), beyond(flow, capacity)]).toEqual([taken, over])
  })

  it('plus something not known is the least', () => {
    expect([plus(exactly(3), unknown), plus(exactly(0), unknown), plus(unknown, unknown)]).toEqual([
      atLeast(3),
      unknown,
      unknown,
    ])
  })

  it('is told as whole, as the least, or as not known', () => {
    expect([exactly(0), atLeast(2), unknown].map(amount => tellAmount(amount).en)).toEqual([
      '0 m³/d',
      'at least 2 m³/d',
      'not known',
    ])
  })
})

const works = (changes: Partial<LinkedFacility> = {}): LinkedFacility => ({
  id: 'works',
  name: '前进村污水处理站',
  link: 'treats',
  state: 'running',
  capacityM3PerDay: 10,
  treatedM3PerDay: 6,
  treatedOn: '2026-11-01',
  ...changes,
})
const balance = (ground: Partial<BalanceGround>) =>
  balanceOf({ settlements: [], facilities: [], on, ...ground }, policy)
const hamlet = (handling: 'connected' | 'own-tank' | 'none' | undefined, people: number | undefined = 200) => ({
  name: '一组',
  people,
  handling,
})

describe('the balance', () => {
  it('knows nothing of sewage where no settlement is linked, and says so', () => {
    const { generated, treated, untreated, ownTanks, reasons } = balance({})
    expect([generated, treated, untreated, ownTanks]).toEqual([unknown, unknown, unknown, unknown])
    expect(reasons[0]?.en).toContain('is not known')
  })

  it('reckons people x water use x coefficient, and shows the arithmetic', () => {
    const { generated, untreated, treated, flows } = balance({ settlements: [hamlet('none')] })
    expect([generated, untreated, treated]).toEqual([exactly(11.2), exactly(11.2), exactly(0)])
    expect(flows[0]?.words.en).toBe('一组: 200 people × 80 L a person and day × 0.7 ÷ 1000 = 11.2 m³/d')
  })

  it('derives people from households where only these are known, and says that it does', () => {
    const { flows } = balance({ settlements: [{ name: '二组', households: 100, handling: 'none' }] })
    expect(flows[0]).toMatchObject({ m3PerDay: 15.68 })
    expect(flows[0]?.words.zh).toContain('推算')
  })

  it('never takes people that are not known for none', () => {
    const settlements = [hamlet('none'), { name: '二组', handling: 'none' as const }]
    expect(balance({ settlements }).untreated).toEqual(atLeast(11.2))
    expect(balance({ settlements: [hamlet('none', undefined), { name: '二组' }] }).generated).toEqual(atLeast(11.2))
    expect(balance({ settlements: [{ name: '二组' }] }).generated).toEqual(unknown)
  })

  it('a settlement of 0 people drains nothing', () => {
    expect(balance({ settlements: [hamlet('none', 0)] }).untreated).toEqual(exactly(0))
  })

  it('lets what is connected beyond the running capacity arrive untreated', () => {
    const { treated, untreated } = balance({ settlements: [hamlet('connected')], facilities: [works()] })
    expect([treated, untreated]).toEqual([exactly(10), exactly(1.2)])
  })

  it.each(['idle', 'broken', 'building'] as const)('reckons no capacity of works that are %s', state => {
    const { capacity, untreated } = balance({ settlements: [hamlet('connected')], facilities: [works({ state })] })
    expect([capacity, untreated]).toEqual([exactly(0), exactly(11.2)])
  })

  it('leaves open what works of unknown state or capacity take, and what no linked works take', () => {
    const settlements = [hamlet('connected')]
    for (const facilities of [[works({ state: undefined })], [works({ capacityM3PerDay: undefined })], []]) {
      expect(balance({ settlements, facilities })).toMatchObject({ treated: unknown, untreated: unknown })
    }
  })

  it('counts works once however they are linked, and planned ones not at all', () => {
    const facilities = [works(), works({ link: 'make-up-water' }), works({ id: 'other', link: 'planned-connection' })]
    expect(balance({ facilities }).capacity).toEqual(exactly(10))
  })

  it('counts tanks of households neither as treated nor as untreated', () => {
    const { ownTanks, treated, untreated } = balance({ settlements: [hamlet('own-tank')] })
    expect([ownTanks, treated, untreated]).toEqual([exactly(11.2), exactly(0), exactly(0)])
  })

  it('leaves every sum open where somebody does not know where the sewage goes', () => {
    const { untreated, treated, ownTanks, generated } = balance({ settlements: [hamlet('none'), hamlet(undefined)] })
    expect([generated, untreated, treated, ownTanks]).toEqual([exactly(22.4), atLeast(11.2), unknown, unknown])
  })

  it.each([
    ['2025-11-30', exactly(4)],
    ['2025-11-29', unknown],
  ])('reckons with a flow of %s as it is or is not older than a year', (treatedOn, spare) => {
    expect(balance({ facilities: [works({ treatedOn })] }).spare).toEqual(spare)
  })
})

describe('warnings', () => {
  const ground = (facilities: readonly LinkedFacility[], settlements: BalanceGround['settlements'] = []) => ({
    facilities,
    balance: balance({ facilities, settlements }),
    on,
  })
  const concerns = (warnings: readonly { readonly concern: string }[]) => warnings.map(({ concern }) => concern)
  const ofWorks = (...facilities: LinkedFacility[]) => concerns(warnOfWorks(ground(facilities), policy))

  it('tell works that stand still, are full, or whose flow is out of date, and nothing of sound ones', () => {
    expect(ofWorks(works())).toEqual([])
    expect(ofWorks(works({ state: 'idle' }))).toEqual(['works-not-running'])
    expect(ofWorks(works({ state: 'broken' }))).toEqual(['works-not-running'])
    expect(ofWorks(works({ treatedM3PerDay: 10 }))).toEqual([])
    expect(ofWorks(works({ treatedM3PerDay: 10.1 }))).toEqual(['works-full'])
    expect(ofWorks(works({ treatedOn: '2020-01-01' }))).toEqual(['flow-out-of-date'])
  })

  it('tell make-up water without its quantity a day', () => {
    expect(ofWorks(works({ link: 'make-up-water' }))).toEqual(['water-without-quantity'])
    expect(ofWorks(works({ link: 'make-up-water', quantityM3PerDay: 20 }))).toEqual([])
  })

  const ofMeasures = (
    ids: readonly string[],
    facilities: readonly LinkedFacility[],
    settlements?: BalanceGround['settlements'],
  ) => concerns(warnOfMeasures(ids, ground(facilities, settlements), policy))

  it('tell interception that has nowhere to go, unless treatment is planned with it', () => {
    expect(ofMeasures(['sewer-pipe'], [])).toEqual(['works-missing'])
    expect(ofMeasures(['sewer-pipe'], [works({ state: 'idle' })])).toEqual(['works-missing'])
    expect(ofMeasures(['sewer-pipe', 'treatment-plant'], [])).toEqual([])
    expect(ofMeasures(['dredging'], [])).toEqual([])
    expect(ofMeasures(['sewer-pipe'], [works({ link: 'planned-connection', state: 'building' })])).toEqual([])
  })

  it('tell works too small for what arrives untreated, at both sides of what they have to spare', () => {
    // 4 m³/d to spare; 72 people make 4.03, 71 make 3.98.
    expect(ofMeasures(['sewer-pipe'], [works()], [hamlet('none', 71)])).toEqual([])
    expect(ofMeasures(['sewer-pipe'], [works()], [hamlet('none', 72)])).toEqual(['works-too-small'])
    expect(ofMeasures(['sewer-pipe'], [works({ treatedM3PerDay: undefined })], [hamlet('none', 71)])).toEqual([
      'works-too-small',
    ])
    expect(ofMeasures(['sewer-pipe'], [works()])).toEqual([])
  })
})

describe('proposed links', () => {
  const near = (changes: object) => ({ id: 'a', sort: 'settlement' as const, name: '一组', distanceM: 100, ...changes })

  it.each([
    ['settlement', 500, 1],
    ['settlement', 500.5, 0],
    ['facility', 1000, 1],
    ['facility', 1000.5, 0],
  ] as const)('a %s at %d m is proposed %d times', (sort, distanceM, times) => {
    expect(proposeLinks([near({ sort, distanceM })], policy)).toHaveLength(times)
  })

  it('come nearest first, as what each may be', () => {
    const proposed = proposeLinks(
      [
        near({ id: 'b', sort: 'facility', state: 'building', distanceM: 300 }),
        near({ id: 'c', sort: 'facility', distanceM: 200 }),
        near({}),
      ],
      policy,
    )
    expect(proposed.map(({ id, kind }) => [id, kind])).toEqual([
      ['a', 'drains-into'],
      ['c', 'treats'],
      ['b', 'planned-connection'],
    ])
  })

  it('belong to one sort each', () => {
    expect(linkKindsOf('settlement')).toEqual(['drains-into'])
    expect(linkKindsOf('facility')).toHaveLength(4)
  })
})

describe('what is written of works and settlements', () => {
  const regionCode = '500231102000'
  const facility = (changes: object): SurroundingValues => ({ sort: 'facility', name: '站', regionCode, ...changes })
  const settlement = (changes: object): SurroundingValues => ({
    sort: 'settlement',
    name: '组',
    regionCode,
    ...changes,
  })
  const faulty = (values: SurroundingValues) =>
    findFaults(values, { slips: policy.slips, today: on }).map(({ field }) => field)

  it.each([
    ['nothing but a name', facility({}), []],
    ['a flow without its day', facility({ treatedM3PerDay: 3 }), ['treatedOn']],
    ['a day without a flow', facility({ treatedOn: on }), ['treatedM3PerDay']],
    ['a flow of today', facility({ treatedM3PerDay: 3, treatedOn: on }), []],
    ['a flow of tomorrow', facility({ treatedM3PerDay: 3, treatedOn: '2026-12-01' }), ['treatedOn']],
    ['three times the capacity', facility({ capacityM3PerDay: 10, treatedM3PerDay: 30, treatedOn: on }), []],
    ['a month in a day', facility({ capacityM3PerDay: 10, treatedM3PerDay: 31, treatedOn: on }), ['treatedM3PerDay']],
    ['5 m³/d a household', facility({ capacityM3PerDay: 50, households: 10 }), []],
    ['more than that', facility({ capacityM3PerDay: 51, households: 10 }), ['capacityM3PerDay']],
    ['works that serve nobody yet', facility({ capacityM3PerDay: 51, households: 0 }), []],
    ['15 people a household', settlement({ people: 150, households: 10 }), []],
    ['more than that', settlement({ people: 151, households: 10 }), ['people']],
    ['more households than people', settlement({ people: 9, households: 10 }), ['households']],
    ['people alone', settlement({ people: 9 }), []],
  ])('%s', (_, values, fields) => {
    expect(faulty(values)).toEqual(fields)
  })
})

describe('cells of a list', () => {
  it.each([
    ['50', 50],
    ['1,200.5', 1200.5],
    ['50吨/天', 50],
    ['50 m³/d', 50],
    ['约50', undefined],
    ['', undefined],
    ['-3', undefined],
  ])('a flow written %j is %s', (text, value) => {
    expect(valueOf(readFlow(text))).toBe(value)
  })

  it.each([
    ['120人', 120],
    ['40 户', 40],
    ['12.5', undefined],
  ])('a count written %j is %s', (text, value) => {
    expect(valueOf(readCount(text))).toBe(value)
  })

  it('read the words of the field and what people call them, and name the right ones otherwise', () => {
    expect(valueOf(readSort('污水处理设施'))).toBe('facility')
    expect(valueOf(readSort('院落'))).toBe('settlement')
    expect(valueOf(readKind('集中式'))).toBe('central')
    expect(valueOf(readState('停运'))).toBe('idle')
    expect(valueOf(readHandling('化粪池'))).toBe('own-tank')
    expect(valueOf(readSource('高德'))).toBe('gcj-02')
    expect(valueOf(readSource('国家大地坐标系 CGCS2000'))).toBe('cgcs2000')
    expect(readState('好')).toMatchObject({ words: { zh: expect.stringContaining('正常运行、闲置停运') as string } })
  })
})

function valueOf(cell: object): unknown {
  return 'value' in cell ? cell.value : undefined
}

describe('the present state of a plan', () => {
  it('is silent where nothing is linked', () => {
    expect(tellPresentState([], balance({}))).toBeUndefined()
  })

  it('names settlements and works with what is known of them, and what is not', () => {
    const told = tellPresentState(
      [
        { name: '一组', link: 'drains-into', people: 200, handling: 'none', distanceM: 120.4 },
        { name: '站', link: 'planned-connection', kind: 'central', state: 'building' },
      ],
      balance({ settlements: [hamlet('none')] }),
    )
    expect(told).toBe(
      [
        '周边聚居点：一组（200 人，未处理直排，距水体 120 米）。',
        '周边污水处理设施：站（集中处理站，规划接入，设计规模未填写，在建）。',
        '生活污水测算：产生污水11.2 m³/d，进设施处理0 m³/d，自建化粪池0 m³/d，未经处理排入11.2 m³/d。',
      ].join('\n'),
    )
  })
})
