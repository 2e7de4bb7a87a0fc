import { describe, expect, it } from 'vitest'
import { outlineSet } from '../../places/outlines.ts'
import { shippedChongqing } from '../../places/shipped/chongqing.ts'
import { shippedChongqingOutlines } from '../../places/shipped/outlines.ts'
import { seededRandom, syntheticWaters } from './province.ts'

const places = { table: shippedChongqing(), outlines: outlineSet(shippedChongqingOutlines()) }
const waters = [...syntheticWaters(20_000, places, seededRandom(1))]

describe('a synthetic province', () => {
  it('has as many waters as asked for, the same on every run', () => {
    expect(waters).toHaveLength(20_000)
    const [again] = syntheticWaters(20_000, places, seededRandom(1))
    expect(again).toEqual(waters[0])
    expect([...syntheticWaters(7, places, seededRandom(1))]).toHaveLength(7)
  })

  it('has two fifths of its waters above 2,000 m2, none beyond 200 to 12,000', () => {
    const above = waters.filter(({ areaM2 }) => areaM2 >= 2000).length / waters.length
    expect(above).toBeGreaterThan(0.38)
    expect(above).toBeLessThan(0.42)
    expect(Math.min(...waters.map(({ areaM2 }) => areaM2))).toBeGreaterThanOrEqual(200)
    expect(Math.max(...waters.map(({ areaM2 }) => areaM2))).toBeLessThanOrEqual(12_000)
  })

  it('reaches every county, some villages with many waters and some with few', () => {
    expect(new Set(waters.map(({ regionCode }) => regionCode.slice(0, 6))).size).toBe(38)
    const counts = [...Map.groupBy(waters, ({ regionCode }) => regionCode).values()].map(({ length }) => length)
    expect(Math.max(...counts)).toBeGreaterThan(5)
    expect(counts.filter(count => count === 1).length).toBeGreaterThan(1000)
  })

  it('lies along valleys: a water has others of its town near, most places have none', () => {
    const grid = new Set(
      waters.map(({ position }) => `${Math.floor(position.longitude * 50)} ${Math.floor(position.latitude * 50)}`),
    )
    // 20,000 waters thrown evenly over the city would touch nearly all of its 17,000 such cells.
    expect(grid.size).toBeLessThan(9000)
  })
})
