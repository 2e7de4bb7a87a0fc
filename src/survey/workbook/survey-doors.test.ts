import { describe, expect, it } from 'vitest'
import { fixture, readAll } from '../../../tests/support/inventories.ts'
import { division, divisionTable } from '../../places/divisions.ts'
import { makeGazetteer } from '../../places/names.ts'
import { outlineSet } from '../../places/outlines.ts'
import { surveyDoors } from './survey-doors.ts'

const names: readonly (readonly [string, string])[] = [
  ['50', '重庆市'],
  ['500231', '垫江县'],
  ['500231103', '沙坪镇'],
  ['500231103200', '毕家村委会'],
  ['420117', '新洲区'],
  ['420117001', '邾城街道'],
  ['420117001204', '城北村委会'],
  ['420117009', '双柳街道'],
  ['420117009235', '滨湖村委会'],
  ['420117012', '徐古街道'],
  ['420117012223', '沙河村委会'],
]
const gazetteer = makeGazetteer({
  table: divisionTable(
    '2023',
    names.map(([code, name]) => division(code, name)),
  ),
})
const square = (west: number, south: number, east: number, north: number) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
})
const outlines = outlineSet([
  {
    code: '500231000000',
    geometry: square(107.1, 30, 107.6, 30.5),
    authoritative: false,
    source: 'made up for this test',
  },
])
const doors = surveyDoors({ gazetteer, outlines, today: '2026-11-23' })

const header =
  '县区,乡镇,行政村,水体名称,水体类型,水域面积(m2),长(m),宽(m),起点经度,起点纬度,终点经度,终点纬度,监管级别'
const list = (...rows: readonly string[]): Uint8Array => new TextEncoder().encode([header, ...rows].join('\n'))
const said = async (row: string) => (await readAll(list(row), doors)).problems.filter(one => one.severity !== 'info')

describe('the doors of the product', () => {
  it('let the published waters of Wuhan in without a refusal, and say once that the position was not checked', async () => {
    const read = await readAll(fixture('wuhan-2025q4.csv'), doors)
    expect(read.rows).toHaveLength(4)
    expect(read.refused).toEqual([])
    expect(read.problems.filter(one => one.code === 'position.not-checked').map(one => one.cell)).toEqual(['K2'])
  })

  it('catch 310,000 km2 at its cell and say that it is larger than the whole city', async () => {
    const [problem] = await said('垫江县,沙坪镇,毕家村,大田塘,坑塘,310000平方公里,,,107.35012,30.33012,,,国家')
    expect(problem).toMatchObject({ cell: 'F2', severity: 'refuse' })
    expect(`${problem?.zh}${problem?.en}`).toMatch(/重庆|Chongqing/)
  })

  it('warn of a position outside the outline of the named county', async () => {
    const inside = await said('垫江县,沙坪镇,毕家村,大田塘,坑塘,2260,,,107.35012,30.33012,,,国家')
    const outside = await said('垫江县,沙坪镇,毕家村,大田塘,坑塘,2260,,,108.35012,30.33012,,,国家')
    expect(inside).toEqual([])
    expect(outside.map(one => [one.code, one.cell, one.severity])).toEqual([['position.outside', 'I2', 'warn']])
  })

  it('set length times width against the area', async () => {
    const codes = (await said('垫江县,沙坪镇,毕家村,大田塘,坑塘,2260,10,5,107.35012,30.33012,,,国家')).map(
      one => one.code,
    )
    expect(codes).toEqual(['area.against-length-and-width'])
  })

  it('refuse a village that the edition does not have, with near names', async () => {
    const [problem] = await said('垫江县,沙坪镇,建安社区,水井大田水塘,坑塘,2260,,,107.35012,30.33012,,,国家')
    expect(problem).toMatchObject({ code: 'place.absent', cell: 'C2', severity: 'refuse' })
  })
})
