import fc from 'fast-check'
import type { MultiPolygon, Polygon } from 'geojson'
import { describe, expect, test } from 'vitest'
import { metresOutsideByScan } from '../../tests/support/scanned-area.ts'
import { indexArea } from './indexed-area.ts'
import { shippedChongqingOutlines } from './shipped/outlines.ts'

const shipped = shippedChongqingOutlines().map(({ geometry }) => ({ geometry, index: indexArea(geometry) }))
const coordinate = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const position = fc.record({ longitude: coordinate(-180, 180), latitude: coordinate(-95, 95) })
const nearChongqing = fc.record({ longitude: coordinate(104, 111), latitude: coordinate(27, 33) })

/** Rings around one or two middles, drawn by their distances from it; self-crossing ones are no areas. */
const star = fc
  .tuple(coordinate(100, 115), coordinate(20, 40), fc.array(coordinate(0.001, 2), { minLength: 3, maxLength: 40 }))
  .map(([x, y, reaches]) => {
    const ring = reaches.map((reach, i) => {
      const angle = (2 * Math.PI * i) / reaches.length
      return [x + reach * Math.cos(angle), y + reach * Math.sin(angle)]
    })
    return [...ring, ring[0]!]
  })
const area: fc.Arbitrary<Polygon | MultiPolygon> = fc.oneof(
  star.map(ring => ({ type: 'Polygon' as const, coordinates: [ring] })),
  fc.tuple(star, star).map(([a, b]) => ({ type: 'MultiPolygon' as const, coordinates: [[a], [b]] })),
)

describe('how far a position lies outside an indexed area', () => {
  test('is the very number that a scan of every edge gives, for the shipped outlines', () => {
    const asked = fc.tuple(fc.constantFrom(...shipped), fc.oneof(nearChongqing, position))
    fc.assert(
      fc.property(asked, ([{ geometry, index }, at]) => {
        expect(index.metresOutside(at)).toBe(metresOutsideByScan(geometry, at))
      }),
      { numRuns: 500 },
    )
  })

  test('is so for any area, near and far', () => {
    fc.assert(
      fc.property(area, fc.oneof(nearChongqing, position), (geometry, at) => {
        expect(indexArea(geometry).metresOutside(at)).toBe(metresOutsideByScan(geometry, at))
      }),
      { numRuns: 500 },
    )
  })

  test('is so on the corners and just beside them, where several edges are equally near', () => {
    const corners = shipped.flatMap(({ geometry, index }) => {
      const rings = geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()
      return rings.flatMap(ring => ring.map(([x = 0, y = 0]) => ({ geometry, index, x, y })))
    })
    const off = fc.constantFrom(0, 1e-9, -1e-9, 1e-5, -1e-5)
    fc.assert(
      fc.property(fc.constantFrom(...corners), off, off, ({ geometry, index, x, y }, dx, dy) => {
        const at = { longitude: x + dx, latitude: y + dy }
        expect(index.metresOutside(at)).toBe(metresOutsideByScan(geometry, at))
      }),
      { numRuns: 500 },
    )
  })
})
