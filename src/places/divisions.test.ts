import { describe, expect, test } from 'vitest'
import { formatCompactDivisions, parseCompactDivisions } from './compact.ts'
import {
  countiesOf,
  division,
  divisionTable,
  fullName,
  isGroupingCode,
  parentCodeOf,
  pathTo,
  villagesOfCounty,
} from './divisions.ts'
import { provincesAndCities, shippedChongqing } from './shipped/chongqing.ts'
import { editDistance } from './suggestions.ts'
import { nameParts } from './written-names.ts'

describe('the place of a division among others', () => {
  test.each([
    ['500231102201', '500231102000'],
    ['500231102000', '500231000000'],
    ['500231000000', '500000000000'],
    ['420117000000', '420100000000'],
    ['420100000000', '420000000000'],
    ['429004000000', '420000000000'],
    ['441900003000', '441900000000'],
    ['500000000000', undefined],
  ])('%s hangs under %s', (code, parent) => {
    expect(parentCodeOf(code)).toBe(parent)
  })

  test.each([
    ['500100000000', true],
    ['500200000000', true],
    ['429000000000', true],
    ['420100000000', false],
    ['500231000000', false],
  ])('%s only groups codes: %s', (code, expected) => {
    expect(isGroupingCode(code)).toBe(expected)
  })

  test('path, full name, counties and villages of a county', () => {
    const table = shippedChongqing()
    expect(pathTo(table, '500231102000').map(one => one.name)).toEqual(['重庆市', '垫江县', '沙坪镇'])
    expect(fullName(table, '500231102000')).toBe('重庆市垫江县沙坪镇')
    expect(fullName(table, '990000000000')).toBe('990000000000')
    expect(countiesOf(table)).toHaveLength(38)
    expect(villagesOfCounty(table, '500231000000').every(one => one.code.startsWith('500231'))).toBe(true)
  })

  test('a second division with the same code is not taken', () => {
    const table = divisionTable('2023', [division('50', '重庆市'), division('50', '重庆')])
    expect(table.all.map(one => one.name)).toEqual(['重庆市'])
  })

  test('a code of another length is refused', () => {
    expect(() => division('5002311', '某地')).toThrow('not a division code')
  })
})

describe('the compact table', () => {
  test('comes back as it went in', () => {
    const { all } = shippedChongqing()
    expect(parseCompactDivisions(formatCompactDivisions(all))).toEqual(all)
  })

  test('a city without counties keeps its towns', () => {
    const dongguan = [
      division('441900', '东莞市'),
      division('441900003', '东城街道'),
      division('441900003001', '岗贝社区居委会'),
    ]
    expect(parseCompactDivisions(formatCompactDivisions(dongguan))).toEqual(dongguan)
  })

  test('a line that does not fit is named', () => {
    expect(() => parseCompactDivisions('50\t重庆市\n垫江县\n')).toThrow('line 2 is not "code<TAB>name": 垫江县')
  })

  test('34 provinces and 333 cities are known by name', () => {
    const levels = Map.groupBy(provincesAndCities().values(), one => one.level)
    expect([levels.get('province')?.length, levels.get('city')?.length]).toEqual([34, 333])
    expect(provincesAndCities().get('620500000000')?.name).toBe('天水市')
  })
})

describe('names taken apart', () => {
  test.each([
    ['彭水苗族土家族自治县', 'county', '彭水'],
    ['张家川回族自治县', 'county', '张家川'],
    ['莫力达瓦达斡尔族自治旗', 'county', '莫力达瓦'],
    ['喀喇沁左翼蒙古族自治县', 'county', '喀喇沁左翼'],
    ['忠县', 'county', '忠县'],
    ['江苏省', 'province', '江苏'],
    ['新疆维吾尔自治区', 'province', '新疆'],
    ['内蒙古自治区', 'province', '内蒙古'],
    ['重庆市', 'province', '重庆'],
    ['恩施土家族苗族自治州', 'city', '恩施'],
    ['伊犁哈萨克自治州', 'city', '伊犁'],
    ['后坪苗族土家族乡', 'town', '后坪'],
    ['邾城街', 'town', '邾城'],
    ['吴家山街', 'town', '吴家山'],
    ['社区村村民委员会', 'village', '社区'],
    ['村委会', 'village', '村委会'],
  ] as const)('%s (%s) is %s', (name, level, base) => {
    expect(nameParts(name, level).base).toBe(base)
  })
})

describe('slips of the pen', () => {
  test.each([
    ['', '', 0],
    ['甲', '', 1],
    ['安家山', '安家山', 0],
    ['安加山', '安家山', 1],
    ['家安山', '安家山', 1],
    ['安家', '安家山', 1],
    ['李家沟', '安家山', 2],
  ])('%s and %s are %d apart', (a, b, slips) => {
    expect(editDistance(a, b)).toBe(slips)
  })
})
