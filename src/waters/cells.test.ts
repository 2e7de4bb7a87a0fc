import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  atMost,
  cellAt,
  cellOfTile,
  cellsOfBlock,
  fromUnitSquare,
  pointZoom,
  rangesOfBlock,
  tileAt,
  toUnitSquare,
} from './cells.ts'

const longitude = fc.double({ min: -180, max: 179.999, noNaN: true })
const latitude = fc.double({ min: -85, max: 85, noNaN: true })

describe('cells', () => {
  it('of everything inside a tile lie in the one range of the tile, and of nothing outside it', () => {
    fc.assert(
      fc.property(
        longitude,
        latitude,
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: -1, max: 1 }),
        (x, y, z, dx) => {
          const tile = tileAt(x, y, z)
          const [range] = rangesOfBlock(
            { z, west: tile.x + dx, north: tile.y, east: tile.x + dx, south: tile.y },
            pointZoom,
          )
          const cell = cellAt(x, y)
          const inside = range !== undefined && cell >= range.from && cell < range.to
          expect(inside).toBe(dx === 0)
        },
      ),
    )
  })

  it('count the quadrants north-west, north-east, south-west, south-east', () => {
    expect(
      [
        [0, 0],
        [1, 0],
        [0, 1],
        [1, 1],
      ].map(([x = 0, y = 0]) => cellOfTile({ z: 1, x, y })),
    ).toEqual([0, 1, 2, 3])
  })

  it('keep all forty bits at zoom 20', () => {
    const last = 2 ** 20 - 1
    expect(cellOfTile({ z: 20, x: last, y: last })).toBe(2 ** 40 - 1)
  })

  it('of a block beside the edge of the map leave out what is not there', () => {
    expect(rangesOfBlock({ z: 1, west: -1, north: -1, east: 2, south: 2 }, 1)).toEqual([{ from: 0, to: 4 }])
  })

  it('in fewer ranges are all still there, with as few others as can be', () => {
    const ranges = [
      { from: 0, to: 2 },
      { from: 3, to: 4 },
      { from: 9, to: 10 },
      { from: 90, to: 92 },
    ]
    expect(atMost(ranges, 4)).toEqual(ranges)
    expect(atMost(ranges, 3)).toEqual([
      { from: 0, to: 4 },
      { from: 9, to: 10 },
      { from: 90, to: 92 },
    ])
    expect(atMost(ranges, 1)).toEqual([{ from: 0, to: 92 }])
    expect(atMost([], 3)).toEqual([])
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 500 }),
        fc.integer({ min: 0, max: 500 }),
        fc.integer({ min: 1, max: 20 }),
        (west, north, most) => {
          const block = { z: 9, west, north, east: west + 11, south: north + 11 }
          const fewer = atMost(rangesOfBlock(block, 9), most)
          expect(fewer.length).toBeLessThanOrEqual(most)
          for (const cell of cellsOfBlock(block))
            expect(fewer.some(({ from, to }) => cell >= from && cell < to)).toBe(true)
        },
      ),
    )
  })

  it('come from positions that go back and forth', () => {
    fc.assert(
      fc.property(longitude, latitude, (x, y) => {
        const [backX, backY] = fromUnitSquare(...toUnitSquare(x, y))
        expect(backX).toBeCloseTo(x, 6)
        expect(backY).toBeCloseTo(y, 6)
      }),
    )
  })
})
