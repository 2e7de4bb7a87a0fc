import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromUnitSquare, type Tile } from './cells.ts'
import { tileBuffer, tileExtent, tileShape } from './tile-geometry.ts'

const tile: Tile = { z: 14, x: 13_080, y: 6750 }

/** Degrees of a place given in units of the tile. */
function degrees([x, y]: readonly [number, number]): [number, number] {
  const [longitude, latitude] = fromUnitSquare(
    (tile.x + x / tileExtent) / 2 ** tile.z,
    (tile.y + y / tileExtent) / 2 ** tile.z,
  )
  return [longitude, latitude]
}

function area(ring: readonly (readonly [number, number])[]): number {
  return ring.slice(1).reduce((sum, [x, y], i) => sum + ring[i]![0] * y - x * ring[i]![1], 0) / 2
}

const square = (from: number, to: number) => {
  const ring = (
    [
      [from, from],
      [from, to],
      [to, to],
      [to, from],
      [from, from],
    ] as const
  ).map(degrees)
  return { type: 'Polygon' as const, coordinates: [ring] }
}

describe('a shape in a tile', () => {
  it('keeps its outline, clockwise on the screen and closed', () => {
    const drawn = tileShape(square(100, 200), tile)
    expect(drawn?.type).toBe(3)
    expect(area(drawn!.geometry[0]!)).toBe(10_000)
    expect(drawn?.geometry[0]?.at(0)).toEqual(drawn?.geometry[0]?.at(-1))
  })

  it('that covers the whole tile is cut to the tile and its buffer', () => {
    const drawn = tileShape(square(-50_000, 50_000), tile)
    expect(area(drawn!.geometry[0]!)).toBe((tileExtent + 2 * tileBuffer) ** 2)
  })

  it('beyond the buffer is not there', () => {
    expect(tileShape(square(5000, 6000), tile)).toBeUndefined()
  })

  it('smaller than one unit is not there: its point stands for it', () => {
    expect(tileShape(square(100.1, 100.2), tile)).toBeUndefined()
  })

  it('with a hole has the hole the other way round', () => {
    const outer = square(100, 500).coordinates[0]!
    const hole = square(200, 300).coordinates[0]!
    const drawn = tileShape({ type: 'Polygon', coordinates: [outer, hole] }, tile)
    expect(drawn?.geometry.map(area)).toEqual([160_000, -10_000])
  })

  it('as a line that leaves and comes back is two stretches', () => {
    const line = (
      [
        [100, 100],
        [9000, 100],
        [9000, 200],
        [100, 200],
      ] as const
    ).map(degrees)
    const drawn = tileShape({ type: 'LineString', coordinates: line }, tile)
    expect(drawn).toEqual({
      type: 2,
      geometry: [
        [
          [100, 100],
          [4352, 100],
        ],
        [
          [4352, 200],
          [100, 200],
        ],
      ],
    })
  })

  it('never has a point beyond the buffer', () => {
    const unit = fc.integer({ min: -9000, max: 13_000 })
    fc.assert(
      fc.property(fc.array(fc.tuple(unit, unit), { minLength: 3, maxLength: 12 }), points => {
        const line = { type: 'LineString' as const, coordinates: points.map(degrees) }
        const ring = { type: 'Polygon' as const, coordinates: [[...points, points[0]!].map(degrees)] }
        const drawn = [tileShape(line, tile), tileShape(ring, tile)].flatMap(shape => shape?.geometry.flat() ?? [])
        expect(drawn.flat().every(value => value >= -tileBuffer && value <= tileExtent + tileBuffer)).toBe(true)
      }),
    )
  })
})
