import { describe, expect, it } from 'vitest'
import {
  drawingOf,
  geometryOf,
  sketchOf,
  typedVertices,
  withMovedVertex,
  withoutLastVertex,
  withVertex,
} from './drawing.ts'

const empty = { kind: 'polygon', vertices: [] } as const
const corner = (longitude: number, latitude: number) => [longitude, latitude]
const triangle = [corner(107, 30), corner(107.1, 30), corner(107, 30.1)].reduce(
  withVertex,
  empty as Parameters<typeof withVertex>[0],
) // widened: the empty list has no element type

describe('drawing a shape', () => {
  it('is no polygon with two corners and one with three, closed', () => {
    expect(geometryOf(withoutLastVertex(triangle))).toBeUndefined()
    expect(geometryOf(triangle)).toEqual({
      type: 'Polygon',
      coordinates: [
        [
          [107, 30],
          [107.1, 30],
          [107, 30.1],
          [107, 30],
        ],
      ],
    })
  })
  it('keeps one vertex of a point: the last', () => {
    const point = withVertex(withVertex({ kind: 'point', vertices: [] }, [1, 2]), [3, 4])
    expect(geometryOf(point)).toEqual({ type: 'Point', coordinates: [3, 4] })
  })
  it('needs two vertices for a line', () => {
    expect(geometryOf({ kind: 'line', vertices: [[1, 2]] })).toBeUndefined()
    expect(
      geometryOf({
        kind: 'line',
        vertices: [
          [1, 2],
          [2, 2],
        ],
      })?.type,
    ).toBe('LineString')
  })
  it('moves a corner and rounds to a centimetre', () => {
    expect(withMovedVertex(triangle, 1, [107.123456789, 30]).vertices[1]).toEqual([107.1234568, 30])
  })
  it('can be edited again from what was stored, but not with holes', () => {
    const stored = geometryOf(triangle)
    expect(stored === undefined ? undefined : drawingOf(stored)).toEqual(triangle)
    expect(drawingOf({ type: 'Polygon', coordinates: [[], []] })).toBeUndefined()
  })
  it('shows each corner, the open line and the shape', () => {
    expect(sketchOf(triangle).features.map(({ geometry }) => geometry.type)).toEqual([
      'Polygon',
      'LineString',
      'Point',
      'Point',
      'Point',
    ])
    expect(sketchOf(empty).features).toEqual([])
  })
})

describe('typing coordinates', () => {
  it('reads commas, spaces and full-width commas, and skips blank lines', () => {
    expect(typedVertices('107.21, 30.33\n\n107.22，30.34\n107.23 30.35')).toEqual({
      vertices: [
        [107.21, 30.33],
        [107.22, 30.34],
        [107.23, 30.35],
      ],
    })
  })
  it('names the line that is no pair of degrees', () => {
    expect(typedVertices('107.21, 30.33\n30.33, 107.21')).toEqual({ faultyLine: 2, text: '30.33, 107.21' })
    expect(typedVertices('107.21')).toEqual({ faultyLine: 1, text: '107.21' })
    expect(typedVertices('')).toEqual({ vertices: [] })
  })
})
