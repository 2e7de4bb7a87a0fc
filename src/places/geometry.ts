import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import type { Position } from './coordinates.ts'
import { distanceM, lineLengthM, localPlane, positionOf, ringAreaM2, ringPerimeterM } from './geodesy.ts'
import type { LocalPlane, Vertex } from './geodesy.ts'
import { boxOf, linesOf, polygonsOf } from './shapes.ts'
import type { Shape } from './shapes.ts'

export { boxOf, boxesMeet, shapeKinds } from './shapes.ts'
export type { Box, Shape, ShapeKind } from './shapes.ts'
export { checkShape } from './geometry-check.ts'
export { distanceM, lineLengthM, ringAreaM2 } from './geodesy.ts'
export { distanceBetweenM, shapesMeet } from './nearness.ts'
export { ditchFootprint } from './footprint.ts'

/**
 * The area of a shape on the ellipsoid of CGCS2000 in square metres, holes taken off; 0 for points and lines.
 *
 * @example areaM2({ type: 'Polygon', coordinates: [[[107, 30], [107.001, 30], [107.001, 30.001], [107, 30.001], [107, 30]]] }) // 10,695.7
 */
export function areaM2(shape: Shape): number {
  return polygonsOf(shape).reduce((sum, rings) => sum + polygonAreaM2(rings), 0)
}

/** The length of the lines of a shape on the ellipsoid in metres; 0 for points and polygons. */
export function lengthM(shape: Shape): number {
  return linesOf(shape).reduce((sum, line) => sum + lineLengthM(line), 0)
}

/** The length of all borders of the polygons of a shape in metres, holes included; 0 for points and lines. */
export function perimeterM(shape: Shape): number {
  return polygonsOf(shape)
    .flat()
    .reduce((sum, ring) => sum + ringPerimeterM(ring), 0)
}

/** True where a position lies in a polygon of the shape, its border included; never for points and lines. */
export function containsPosition(shape: Shape, { longitude, latitude }: Position): boolean {
  if (shape.type !== 'Polygon' && shape.type !== 'MultiPolygon') return false
  return booleanPointInPolygon([longitude, latitude], shape)
}

/** The centre of gravity of a shape: of the area, of the length of lines, or the point itself. May lie outside a bent shape. */
export function centroidOf(shape: Shape): Position {
  if (shape.type === 'Point') return positionOf(shape.coordinates)
  const plane = localPlane(middleOfBox(shape))
  const pieces =
    shape.type === 'Polygon' || shape.type === 'MultiPolygon' ? trianglesOf(shape, plane) : halvesOf(shape, plane)
  const weight = pieces.reduce((sum, one) => sum + one.weight, 0)
  if (weight === 0) return middleOfBox(shape)
  const x = pieces.reduce((sum, one) => sum + one.weight * one.x, 0) / weight
  const y = pieces.reduce((sum, one) => sum + one.weight * one.y, 0) / weight
  return plane.toPosition([x, y])
}

/**
 * A position that stands for the shape on maps and in lists: always on it. The centroid where that lies inside; else the middle
 * of the widest stretch of the shape from west to east; for lines the point half way along.
 */
export function representativePoint(shape: Shape): Position {
  if (shape.type === 'Point') return positionOf(shape.coordinates)
  if (shape.type === 'LineString' || shape.type === 'MultiLineString') return halfWay(longestLine(shape))
  const centroid = centroidOf(shape)
  return containsPosition(shape, centroid) ? centroid : widestStretch(shape, centroid)
}

function polygonAreaM2(rings: readonly (readonly Vertex[])[]): number {
  const [outer, ...holes] = rings
  if (!outer) return 0
  return ringAreaM2(outer) - holes.reduce((sum, hole) => sum + ringAreaM2(hole), 0)
}

type Weighted = { readonly x: number; readonly y: number; readonly weight: number }

function trianglesOf(shape: Shape, plane: LocalPlane): readonly Weighted[] {
  return polygonsOf(shape).flatMap(rings => rings.flatMap((ring, i) => ringTriangles(ring, plane, i === 0 ? 1 : -1)))
}

// Signed triangles from the first vertex; outer rings weigh positive and holes negative, whichever way they run.
function ringTriangles(ring: readonly Vertex[], plane: LocalPlane, sign: 1 | -1): readonly Weighted[] {
  const points = ring.map(vertex => plane.toPlane(vertex))
  const [ox, oy] = points[0] ?? [0, 0]
  const triangles = points.slice(1).map(([bx, by], i) => {
    const [ax, ay] = points[i]!
    return { x: (ox + ax + bx) / 3, y: (oy + ay + by) / 3, weight: ((ax - ox) * (by - oy) - (bx - ox) * (ay - oy)) / 2 }
  })
  const turn = triangles.reduce((sum, one) => sum + one.weight, 0) < 0 ? -sign : sign
  return triangles.map(one => ({ ...one, weight: one.weight * turn }))
}

function halvesOf(shape: Shape, plane: LocalPlane): readonly Weighted[] {
  return linesOf(shape).flatMap(line =>
    line.slice(1).map((to, i) => {
      const [ax, ay] = plane.toPlane(line[i]!)
      const [bx, by] = plane.toPlane(to)
      return { x: (ax + bx) / 2, y: (ay + by) / 2, weight: Math.hypot(bx - ax, by - ay) }
    }),
  )
}

function longestLine(shape: Shape): readonly Vertex[] {
  return linesOf(shape).reduce((best, line) => (lineLengthM(line) > lineLengthM(best) ? line : best))
}

function halfWay(line: readonly Vertex[]): Position {
  let restM = lineLengthM(line) / 2
  for (let i = 1; i < line.length; i++) {
    const [from, to] = [positionOf(line[i - 1]!), positionOf(line[i]!)]
    const stepM = distanceM(from, to)
    if (stepM > 0 && stepM >= restM) return between(from, to, restM / stepM)
    restM -= stepM
  }
  return positionOf(line[0]!)
}

function between(from: Position, to: Position, share: number): Position {
  return {
    longitude: from.longitude + share * (to.longitude - from.longitude),
    latitude: from.latitude + share * (to.latitude - from.latitude),
  }
}

function widestStretch(shape: Shape, centroid: Position): Position {
  const [, south, , north] = boxOf(shape)
  const heights = [centroid.latitude, ...[0.5, 0.25, 0.75, 0.1, 0.9].map(share => south + share * (north - south))]
  const stretches = heights.flatMap(latitude => stretchesAt(shape, latitude))
  const widest = stretches.sort((a, b) => b.width - a.width)[0]
  return widest?.middle ?? positionOf(polygonsOf(shape)[0]![0]![0]!)
}

function stretchesAt(shape: Shape, latitude: number): readonly { readonly width: number; readonly middle: Position }[] {
  return polygonsOf(shape).flatMap(rings => {
    const crossings = rings.flatMap(ring => longitudesAt(ring, latitude)).sort((a, b) => a - b)
    return crossings.flatMap((east, i) => {
      const west = crossings[i - 1]
      if (i % 2 === 0 || west === undefined) return []
      return [{ width: east - west, middle: { longitude: (west + east) / 2, latitude } }]
    })
  })
}

function longitudesAt(ring: readonly Vertex[], latitude: number): readonly number[] {
  return ring.slice(1).flatMap((to, i) => {
    const [from, end] = [positionOf(ring[i]!), positionOf(to)]
    if (from.latitude > latitude === end.latitude > latitude) return []
    return [between(from, end, (latitude - from.latitude) / (end.latitude - from.latitude)).longitude]
  })
}

function middleOfBox(shape: Shape): Position {
  const [west, south, east, north] = boxOf(shape)
  return { longitude: (west + east) / 2, latitude: (south + north) / 2 }
}
