import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeGazetteer, resolvePlace } from '../names.ts'
import { shippedChongqing } from '../shipped/chongqing.ts'
import { shippedChongqingZones } from '../shipped/chongqing-zones.ts'
import { reportingTable } from './reporting.ts'
import { defineZone, movesOf, reportingCodeOf, statisticalCodeOf, withTowns, zoneOf } from './zones.ts'
import type { NewZone } from './zones.ts'

const table = shippedChongqing()
const zones = shippedChongqingZones()
const [wansheng, gaoxin] = zones

function zone(changes: Partial<NewZone>): NewZone {
  return {
    code: '500173',
    name: '试验区',
    source: '测试',
    confidence: 'to-be-confirmed',
    statisticalTowns: ['500231102000'],
    ...changes,
  }
}

describe('the zones of Chongqing', () => {
  test('万盛经开区 has two subdistricts and eight towns of 綦江区', () => {
    const names = wansheng!.towns.map(town => table.byCode.get(town.statistical)?.name)
    expect(names).toEqual([
      '万盛街道',
      '东林街道',
      '万东镇',
      '南桐镇',
      '青年镇',
      '关坝镇',
      '丛林镇',
      '石林镇',
      '金桥镇',
      '黑山镇',
    ])
  })

  test('重庆高新区 has towns of two counties, each with a code of its own', () => {
    const names = gaoxin!.towns.map(town => table.byCode.get(town.statistical)?.name)
    expect(names).toEqual([
      '虎溪街道',
      '西永街道',
      '香炉山街道',
      '曾家镇',
      '含谷镇',
      '金凤镇',
      '白市驿镇',
      '走马镇',
      '石板镇',
      '巴福镇',
    ])
    const codes = gaoxin!.towns.map(town => town.reporting)
    expect(new Set(codes).size).toBe(10)
    expect(gaoxin!.towns.at(-1)).toEqual({ statistical: '500107108000', reporting: '500172901000' })
  })
})

describe('reporting codes', () => {
  test('a village of the zone reports under it, a village beside it does not', () => {
    expect(reportingCodeOf(zones, '500110104200')).toBe('500171104200')
    expect(reportingCodeOf(zones, '500110001213')).toBe('500110001213')
    expect(zoneOf(zones, '500110104200')?.name).toBe('万盛经开区')
    expect(zoneOf(zones, '500110001213')).toBeUndefined()
  })

  test('the county itself is not rewritten', () => {
    expect(reportingCodeOf(zones, '500110000000')).toBe('500110000000')
  })

  test('every code of the edition comes back from its reporting code, and no two share one', () => {
    const reporting = new Set(table.all.map(one => reportingCodeOf(zones, one.code)))
    expect(reporting.size).toBe(table.all.length)
    fc.assert(
      fc.property(fc.constantFrom(...table.all), one => {
        expect(statisticalCodeOf(zones, reportingCodeOf(zones, one.code))).toBe(one.code)
      }),
    )
  })
})

describe('defining a zone', () => {
  test.each(['500171', '500180', '500189'])('code %s is a zone code', code => {
    expect(defineZone(table, zone({ code })).towns[0]?.reporting).toBe(`${code}102000`)
  })

  test.each(['500170', '500190', '50017', '500231', '5001710'])('code %s is none', code => {
    expect(() => defineZone(table, zone({ code }))).toThrow('zone.code-wrong')
  })

  test.each([
    ['a county', '500231000000'],
    ['a town of no edition', '500231999000'],
    ['a village', '500231102001'],
  ])('%s is no town of it', (_, town) => {
    expect(() => defineZone(table, zone({ statisticalTowns: [town] }))).toThrow('zone.town-unknown')
  })

  test('a town belongs to one zone, and once', () => {
    expect(() => defineZone(table, zone({ statisticalTowns: ['500110104000'] }), zones)).toThrow('zone.town-taken')
    expect(() => defineZone(table, zone({ statisticalTowns: ['500231102000', '500231102000'] }))).toThrow(
      'zone.town-taken',
    )
  })

  test('a town that joins later changes no code given before', () => {
    const before = defineZone(table, zone({ statisticalTowns: ['500106108000', '500107108000'] }))
    const after = defineZone(table, zone({ statisticalTowns: ['500106108000', '500107108000', '500231108000'] }))
    expect(after.towns.slice(0, 2)).toEqual(before.towns)
    expect(after.towns[2]?.reporting).toBe('500173902000')
  })
})

describe('towns that join and leave', () => {
  const two = defineZone(table, zone({ statisticalTowns: ['500106108000', '500107108000'] }))
  const [first, second] = two.towns

  test('those that stay keep their codes, whatever order they are named in', () => {
    const after = withTowns(table, two, ['500231108000', '500107108000', '500106108000'], [])
    expect(after.towns.slice(0, 2)).toEqual(two.towns)
    expect(after.towns[2]).toEqual({ statistical: '500231108000', reporting: '500173902000' })
  })

  test('one that left is remembered, its code is given to no other, and it comes back with it', () => {
    const without = withTowns(table, two, ['500107108000'], [])
    expect(without).toMatchObject({ towns: [second], formerTowns: [first] })
    const other = withTowns(table, without, ['500107108000', '500231108000'], [])
    expect(other.towns[1]?.reporting).not.toBe(first?.reporting)
    const back = withTowns(table, other, ['500107108000', '500231108000', '500106108000'], [])
    expect(back.towns.at(-1)).toEqual(first)
    expect(back.formerTowns).toEqual([])
  })

  test('without any the zone is dissolved, and its codes still tell which places were meant', () => {
    const dissolved = withTowns(table, two, [], [])
    expect(dissolved).toMatchObject({ towns: [], formerTowns: two.towns })
    expect(reportingCodeOf([dissolved], '500106108200')).toBe('500106108200')
    expect(statisticalCodeOf([dissolved], '500173108200')).toBe('500106108200')
  })

  test('records go where the zones say now, from wherever they may stand', () => {
    expect(movesOf([two], two)).toEqual([
      { from: '500106108000', to: '500173108000' },
      { from: '500107108000', to: '500173901000' },
    ])
    const dissolved = withTowns(table, two, [], [])
    expect(movesOf([dissolved], dissolved)[0]).toEqual({ from: '500173108000', to: '500106108000' })
    const taken = defineZone(table, zone({ code: '500174', statisticalTowns: ['500106108000'] }), [dissolved])
    expect(movesOf([dissolved, taken], dissolved).slice(0, 2)).toEqual([
      { from: '500106108000', to: '500174108000' },
      { from: '500173108000', to: '500174108000' },
    ])
  })
})

describe('the divisions as they report', () => {
  const reporting = reportingTable(table, zones)

  test('have the zones among the counties, their towns below them and nowhere else', () => {
    expect(reporting.byCode.get('500171000000')).toMatchObject({ name: '万盛经开区', level: 'county' })
    const names = reporting.byParent.get('500171000000')?.map(one => one.name)
    expect(names).toContain('青年镇')
    expect(names).toHaveLength(10)
    expect(reporting.byParent.get('500110000000')?.map(one => one.name)).not.toContain('青年镇')
    expect(reporting.byParent.get('500171104000')).toHaveLength(table.byParent.get('500110104000')!.length)
  })

  test('keep every place once: as many as the code book, and the zones', () => {
    expect(reporting.all).toHaveLength(table.all.length + zones.length)
    expect(new Set(reporting.all.map(one => one.code)).size).toBe(reporting.all.length)
  })

  test('without zones are the code book itself', () => {
    expect(reportingTable(table, [])).toBe(table)
    expect(reportingTable(table, [withTowns(table, wansheng!, [], [])])).toBe(table)
  })
})

describe('a list that names a zone', () => {
  const gazetteer = makeGazetteer({ table, zones })

  test('resolves to the statistical code and says where it reports', () => {
    const place = resolvePlace(gazetteer, { county: '万盛经开区', town: '丛林镇', village: '绿水村' })
    expect(place).toMatchObject({
      outcome: 'resolved',
      county: { name: '綦江区' },
      zone: { name: '万盛经开区' },
      correspondences: [{ kind: 'committee-words' }, { kind: 'reports-to-zone' }],
    })
    expect(place.outcome === 'resolved' && place.regionCode.slice(0, 9)).toBe('500110104')
    expect(place.outcome === 'resolved' && place.reportingCode.slice(0, 9)).toBe('500171104')
  })

  test('under the name of its county the town still reports to the zone', () => {
    expect(resolvePlace(gazetteer, { county: '綦江区', town: '丛林镇' })).toMatchObject({
      reportingCode: '500171104000',
    })
  })

  test('the zone alone is a place; a town outside it is absent', () => {
    expect(resolvePlace(gazetteer, { county: '万盛经开区' })).toMatchObject({
      regionCode: '500171000000',
      zone: { code: '500171' },
    })
    expect(resolvePlace(gazetteer, { county: '万盛经开区', town: '赶水镇' })).toMatchObject({
      outcome: 'absent',
      level: 'town',
    })
  })
})
