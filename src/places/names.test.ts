import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inventoryRows2025 } from '../../tests/fixtures/places/inventory-rows-2025.ts'
import { newAlias } from './aliases.ts'
import { parseCompactDivisions } from './compact.ts'
import { division, divisionTable } from './divisions.ts'
import type { Division } from './divisions.ts'
import { makeGazetteer, resolvePlace } from './names.ts'
import type { PlaceResolution, WrittenPlace } from './names.ts'
import { shippedChongqing } from './shipped/chongqing.ts'

const cut = new URL('../../tests/fixtures/places/wuhan-tianshui-2023.tsv', import.meta.url)
const twoCities = makeGazetteer({ table: divisionTable('2023', parseCompactDivisions(readFileSync(cut, 'utf8'))) })
const chongqing = makeGazetteer({ table: shippedChongqing() })

function kindsOf(place: PlaceResolution): readonly string[] {
  return place.outcome === 'resolved' ? place.correspondences.map(one => one.kind) : [place.outcome]
}

function village(name: string, officials: readonly string[]): PlaceResolution {
  const table = divisionTable('2023', [
    division('50', '重庆市'),
    division('500231', '垫江县'),
    division('500231102', '沙坪镇'),
    ...officials.map((official, i) => division(`500231102${String(i + 210)}`, official)),
  ])
  return resolvePlace(makeGazetteer({ table }), { county: '垫江县', town: '沙坪镇', village: name })
}

describe('the eight rows of the two official inventories of 2025', () => {
  test.each(inventoryRows2025)('$county $town $village is $code, each difference named', row => {
    const place = resolvePlace(twoCities, row)
    expect(place).toMatchObject({ outcome: 'resolved', regionCode: row.code, reportingCode: row.code, edition: '2023' })
    expect(kindsOf(place)).toEqual(row.kinds)
  })

  test('the 村 that is a 居委会 now says so in both languages', () => {
    const place = resolvePlace(twoCities, { county: '秦州区', town: '大门镇', village: '上街村' })
    const words = place.outcome === 'resolved' ? place.correspondences[0]?.words : undefined
    expect(words?.zh).toContain('村改居')
    expect(words?.en).toContain('village turned community')
  })
})

describe('villages', () => {
  test('an exact name matches without any note', () => {
    expect(kindsOf(village('城北村委会', ['城北村委会']))).toEqual([])
  })

  test.each([
    ['城北村民委员会', '城北村委会', 'committee-words'],
    ['城北村', '城北村民委员会', 'committee-words'],
    ['大青㭎村', '大青㭎村村民委员会', 'committee-words'],
    ['大青㭎村民委员会', '大青㭎村村民委员会', 'committee-words'],
    ['李村', '李村村民委员会', 'committee-words'],
    ['刘村', '刘村委会', 'committee-words'],
    ['先锋社区', '先锋社区村民委员会', 'committee-words'],
    ['六峰社区居委会', '六峰社区居民委员会', 'committee-words'],
    ['六峰居委会', '六峰社区居民委员会', 'committee-words'],
    ['城北', '城北村民委员会', 'suffix-omitted'],
    ['城北村', '城北社区居民委员会', 'village-now-community'],
    ['城北社区', '城北村民委员会', 'community-now-village'],
    ['香城生产队村', '香城生产队', 'suffix-added'],
    ['城 北 村委会', '城北村委会', 'plain-writing'],
    ['７０１社区', '701社区', 'plain-writing'],
    ['沙坪镇城北村委会', '城北村委会', 'parent-prefix'],
  ])('%s stands for %s: %s', (written, official, kind) => {
    expect(kindsOf(village(written, [official]))).toEqual([kind])
  })

  test('the village is taken before the community of the same name when 村 is written', () => {
    const place = village('朝阳村', ['朝阳社区居民委员会', '朝阳村委会'])
    expect(place).toMatchObject({ outcome: 'resolved', regionCode: '500231102211' })
    expect(kindsOf(place)).toEqual(['committee-words'])
  })

  test('a bare name of which village and community exist is refused with both', () => {
    const place = village('朝阳', ['朝阳社区居民委员会', '朝阳村委会'])
    expect(place).toMatchObject({ outcome: 'ambiguous', level: 'village' })
    expect(place.outcome === 'ambiguous' && place.candidates.map(one => one.name)).toEqual([
      '朝阳社区居民委员会',
      '朝阳村委会',
    ])
    expect(place.outcome === 'ambiguous' && place.words.zh).toContain('500231102210')
  })

  test('六峰社区 means 六峰社区居民委员会, not 六峰居民委员会 beside it', () => {
    expect(village('六峰社区', ['六峰居民委员会', '六峰社区居民委员会'])).toMatchObject({ regionCode: '500231102211' })
  })

  test('a slip of the pen is refused with the near name and never replaced by it', () => {
    const place = resolvePlace(twoCities, { county: '麦积区', town: '五龙镇', village: '安加山村' })
    expect(place).toMatchObject({ outcome: 'absent', level: 'village', written: '安加山村' })
    expect(place.outcome === 'absent' && place.candidates.map(one => one.name)).toContain('安家山村委会')
  })

  test('a village of another town of the county is named as a candidate there', () => {
    const other = shippedChongqing().all.find(one => one.code.startsWith('500231103') && one.level === 'village')!
    const place = resolvePlace(chongqing, { county: '垫江县', town: '沙坪镇', village: other.name })
    expect(place).toMatchObject({ outcome: 'absent', candidates: [{ code: other.code }] })
    expect(place.outcome === 'absent' && place.words.zh).toContain('周嘉镇')
  })

  test('a committee word alone is no name', () => {
    expect(village('村委会', ['城北村委会', '城南村委会']).outcome).toBe('absent')
  })
})

describe('towns', () => {
  test.each([
    ['綦江区', '万盛街', '万盛街道', ['subdistrict-short']],
    ['綦江区', '万盛街道办事处', '万盛街道', ['subdistrict-short']],
    ['垫江县', '沙坪乡', '沙坪镇', ['rank-changed']],
    ['垫江县', '沙坪', '沙坪镇', ['suffix-omitted']],
    ['垫江县', '沙坪镇人民政府', '沙坪镇', ['government-words']],
    ['垫江县', '垫江县沙坪镇', '沙坪镇', ['parent-prefix']],
    ['垫江县', '重庆市垫江县沙坪乡', '沙坪镇', ['parent-prefix', 'rank-changed']],
    ['武隆区', '后坪乡', '后坪苗族土家族乡', ['peoples-omitted']],
  ])('in %s, %s is %s', (county, town, official, kinds) => {
    const place = resolvePlace(chongqing, { county, town })
    expect(place).toMatchObject({ outcome: 'resolved', town: { name: official } })
    expect(kindsOf(place)).toEqual(kinds)
  })

  test('南坪 in 南岸区 is both a subdistrict and a town, so it is refused', () => {
    const place = resolvePlace(chongqing, { county: '南岸区', town: '南坪' })
    expect(place.outcome === 'ambiguous' && place.candidates.map(one => one.name)).toEqual(['南坪街道', '南坪镇'])
  })

  test('南坪镇 in 南岸区 is exact', () => {
    expect(kindsOf(resolvePlace(chongqing, { county: '南岸区', town: '南坪镇' }))).toEqual([])
  })

  test('a village without its town is refused, with the villages of that name', () => {
    const place = resolvePlace(twoCities, { county: '麦积区', town: ' ', village: '李家沟' })
    expect(place).toMatchObject({ outcome: 'not-stated', level: 'town' })
    expect(place.outcome === 'not-stated' && place.candidates.map(one => one.code)).toEqual(['620503108207'])
  })
})

describe('counties', () => {
  test.each([
    ['垫江县', '500231000000', []],
    ['垫江', '500231000000', ['suffix-omitted']],
    ['梁平县', '500155000000', ['rank-changed']],
    ['石柱县', '500240000000', ['peoples-omitted']],
    ['忠县', '500233000000', []],
    ['重庆市垫江县', '500231000000', ['parent-prefix']],
    ['重庆垫江', '500231000000', ['parent-prefix', 'suffix-omitted']],
  ])('%s is %s', (county, code, kinds) => {
    const place = resolvePlace(chongqing, { county })
    expect(place).toMatchObject({ outcome: 'resolved', regionCode: code })
    expect(kindsOf(place)).toEqual(kinds)
  })

  test('the same county name in two cities needs its city or a jurisdiction', () => {
    const rows = [
      division('32', '江苏省'),
      division('3201', '南京市'),
      division('320106', '鼓楼区'),
      division('3203', '徐州市'),
      division('320302', '鼓楼区'),
    ]
    const gazetteer = makeGazetteer({ table: divisionTable('2023', rows) })
    const find = (place: WrittenPlace) => resolvePlace(gazetteer, place)
    expect(find({ county: '鼓楼区' })).toMatchObject({ outcome: 'ambiguous', level: 'county' })
    expect(find({ county: '徐州市鼓楼区' })).toMatchObject({ regionCode: '320302000000' })
    expect(find({ county: '江苏省南京市鼓楼区' })).toMatchObject({ regionCode: '320106000000' })
    expect(find({ county: '鼓楼区', within: '320100000000' })).toMatchObject({ regionCode: '320106000000' })
    expect(find({ county: '江苏鼓楼区', within: '320100000000' })).toMatchObject({ regionCode: '320106000000' })
    expect(find({ county: '徐州市鼓楼区', within: '320100000000' })).toMatchObject({ outcome: 'absent' })
  })

  test('a county of another city is absent, with a sentence naming the edition', () => {
    const place = resolvePlace(chongqing, { county: '新洲区' })
    expect(place.outcome === 'absent' && place.words.zh).toContain('2023 年版区划中没有区县“新洲区”')
  })
})

describe('a place that the edition does not have', () => {
  const written = { county: '垫江县', town: '沙坪镇', village: '建安社区' }

  test('建安社区 in 沙坪镇, 垫江县 is absent, and the refusal says how to register it', () => {
    const place = resolvePlace(chongqing, written)
    expect(place.outcome === 'absent' && place.words.zh).toContain('据来源')
  })

  test('once registered per source it resolves to its town, without any substitute code', () => {
    const alias = newAlias(shippedChongqing(), {
      name: '建安社区',
      within: '500231102000',
      source: '2022年治理案例汇编',
    })
    const place = resolvePlace(makeGazetteer({ table: shippedChongqing(), aliases: [alias] }), written)
    expect(place).toMatchObject({ outcome: 'resolved', regionCode: '500231102000', alias: { name: '建安社区' } })
    expect(place).not.toHaveProperty('village')
    expect(kindsOf(place)).toEqual(['alias-per-source'])
  })

  test('an alias is refused where the edition does have the place, without a town, or without a source', () => {
    const table = shippedChongqing()
    const official = table.all.find(one => one.code.startsWith('500231102') && one.level === 'village')!
    const spoken = official.name.replace(/(?:村民|居民)委员会$/, '')
    const alias = (name: string, within: string, source: string) => () => newAlias(table, { name, within, source })
    expect(alias(spoken, '500231102000', '通报')).toThrow('place.alias-not-needed')
    expect(alias('建安社区', '500231000000', '通报')).toThrow('place.alias-needs-town')
    expect(alias('建安社区', '500231102000', ' ')).toThrow('place.alias-needs-source')
  })
})

describe('every village of the shipped table', () => {
  const { all, byCode } = shippedChongqing()
  const villages = all.filter(one => one.level === 'village')
  const nameAt = (code: string, digits: number) => byCode.get(code.slice(0, digits).padEnd(12, '0'))?.name ?? ''
  const find = (official: Division, written: string) =>
    resolvePlace(chongqing, { county: nameAt(official.code, 6), town: nameAt(official.code, 9), village: written })

  test('the table has the city, 38 counties, 1,031 towns and 11,270 villages', () => {
    const levels = Map.groupBy(all, one => one.level)
    expect(Array.from(levels, ([level, { length }]) => [level, length])).toEqual([
      ['province', 1],
      ['county', 38],
      ['town', 1031],
      ['village', 11_270],
    ])
  })

  test('is found by its full name, exactly and without a note', () => {
    const wrong = villages.filter(one => {
      const place = find(one, one.name)
      return place.outcome !== 'resolved' || place.regionCode !== one.code || place.correspondences.length > 0
    })
    expect(wrong).toEqual([])
  })

  test('is found by its everyday name, always with a note, and never taken for another', () => {
    const wrong = villages.filter(one => {
      const spoken = everydayName(one.name)
      if (spoken === one.name) return false
      const place = find(one, spoken)
      return place.outcome !== 'resolved' || place.regionCode !== one.code || place.correspondences.length === 0
    })
    expect(wrong).toEqual([])
  })
})

function everydayName(official: string): string {
  return official.replace(/村?村民委员会$/, '村').replace(/居民委员会$/, '')
}

describe('whatever is written', () => {
  test('a match that is not exact to the letter carries a note', () => {
    const names = shippedChongqing()
      .all.filter(one => one.code.startsWith('500231') && one.level === 'village')
      .map(one => one.name)
    const endings = ['', '村', '社区', '村委会', '居委会', '村民委员会', '社区居民委员会', '乡', ' ']
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.nat(8), fc.constantFrom(...endings), (name, length, ending) => {
        const written = name.slice(0, length) + ending
        const place = village(written, names)
        const silent = place.outcome === 'resolved' && place.correspondences.length === 0
        return !silent || place.village?.name === written || written.trim() === ''
      }),
    )
  })
})
