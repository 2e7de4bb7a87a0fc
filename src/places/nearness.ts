import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import { edgeIndex, meetingOf } from './crossings.ts'
import { distanceM, localPlane, positionOf } from './geodesy.ts'
import type { Vertex } from './geodesy.ts'
import { boxesMeet, boxOf, edgesOf, polygonsOf, verticesOf } from './shapes.ts'
import type { Edge, Shape } from './shapes.ts'

/**
 * True where two shapes have a point in common: they cross, touch, or one holds the other. For finding likely duplicates.
 *
 * @example shapesMeet(pond, point) // true where the point lies in the pond or on its border
 */
export function shapesMeet(a: Shape, b: Shape): boolean {
  if (!boxesMeet(boxOf(a), boxOf(b))) return false
  const index = edgeIndex(edgesOf(b))
  const crossing = edgesOf(a).some(edge => index.near(edge).some(j => meetingOf(edge, index.edges[j]!) !== 'none'))
  return crossing || holdsAny(a, b) || holdsAny(b, a)
}

/**
 * The shortest distance between two shapes in metres, 0 where they meet. Measured in a plane around the first shape: within
 * 1 in 1,000 up to 50 km; geodesic between the two nearest vertices where they lie farther apart.
 */
export function distanceBetweenM(a: Shape, b: Shape): number {
  if (shapesMeet(a, b)) return 0
  const plane = localPlane(positionOf(verticesOf(a)[0]!))
  const index = edgeIndex(edgesOf(b))
  let nearest = nearestVertices(a, b)
  for (const edge of edgesOf(a)) {
    // One degree of longitude is at least 66 km anywhere in China, so this margin never leaves out a nearer edge.
    for (const j of index.near(edge, nearest / 66_000)) {
      nearest = Math.min(nearest, edgeDistanceM(edge, index.edges[j]!, plane.toPlane))
    }
  }
  return nearest
}

/** The distance from a point to an edge in a plane, with the nearest point of the edge. */
export function nearestOnEdge(
  [px, py]: readonly [number, number],
  [ax, ay]: readonly [number, number],
  [bx, by]: readonly [number, number],
): { readonly distance: number; readonly point: readonly [number, number] } {
  const [dx, dy] = [bx - ax, by - ay]
  const length2 = dx * dx + dy * dy
  const share = length2 === 0 ? 0 : Math.min(1, Math.max(0, ((px - ax) * dx + (py - ay) * dy) / length2))
  const point = [ax + share * dx, ay + share * dy] as const
  return { distance: Math.hypot(px - point[0], py - point[1]), point }
}

function nearestVertices(a: Shape, b: Shape): number {
  const [first] = verticesOf(a)
  const from = positionOf(first!)
  return verticesOf(b).reduce((least, vertex) => Math.min(least, distanceM(from, positionOf(vertex))), Infinity)
}

function edgeDistanceM(a: Edge, b: Edge, toPlane: (vertex: Vertex) => readonly [number, number]): number {
  const [a1, a2, b1, b2] = [toPlane(a.from), toPlane(a.to), toPlane(b.from), toPlane(b.to)] as const
  return Math.min(
    nearestOnEdge(a1, b1, b2).distance,
    nearestOnEdge(a2, b1, b2).distance,
    nearestOnEdge(b1, a1, a2).distance,
    nearestOnEdge(b2, a1, a2).distance,
  )
}

// Edges do not meet here, so every chain of the other shape lies wholly inside or wholly outside.
function holdsAny(holder: Shape, other: Shape): boolean {
  if (polygonsOf(holder).length === 0) return false
  const area = { type: 'MultiPolygon' as const, coordinates: [...polygonsOf(holder)] }
  return verticesOf(other).some(([longitude = Number.NaN, latitude = Number.NaN]) =>
    booleanPointInPolygon([longitude, latitude], area),
  )
}
