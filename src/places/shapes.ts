import type { LineString, MultiLineString, MultiPolygon, Point, Polygon, Position as GeoJsonPosition } from 'geojson'
import type { Vertex } from './geodesy.ts'

/** The shape of a water: GeoJSON (RFC 7946), longitude and latitude in CGCS2000 degrees. Persisted. */
export type Shape = Point | LineString | MultiLineString | Polygon | MultiPolygon

export type ShapeKind = Shape['type']

export const shapeKinds = [
  'Point',
  'LineString',
  'MultiLineString',
  'Polygon',
  'MultiPolygon',
] as const satisfies readonly ShapeKind[]

/** West, south, east, north in degrees. */
export type Box = readonly [number, number, number, number]

/** From one vertex to the next. A point is an edge from itself to itself. */
export type Edge = { readonly from: Vertex; readonly to: Vertex }

/** The polygons of a shape, each as its rings (the outer one first); none for points and lines. */
export function polygonsOf(shape: Shape): readonly GeoJsonPosition[][][] {
  if (shape.type === 'Polygon') return [shape.coordinates]
  return shape.type === 'MultiPolygon' ? shape.coordinates : []
}

/** The lines of a shape; none for points and polygons. */
export function linesOf(shape: Shape): readonly GeoJsonPosition[][] {
  if (shape.type === 'LineString') return [shape.coordinates]
  return shape.type === 'MultiLineString' ? shape.coordinates : []
}

/** Every chain of vertices: rings, lines, or the point alone. */
export function chainsOf(shape: Shape): readonly (readonly Vertex[])[] {
  if (shape.type === 'Point') return [[shape.coordinates]]
  return [...polygonsOf(shape).flat(), ...linesOf(shape)]
}

export function verticesOf(shape: Shape): readonly Vertex[] {
  return chainsOf(shape).flat()
}

export function edgesOf(shape: Shape): readonly Edge[] {
  return chainsOf(shape).flatMap(edgesOfChain)
}

export function edgesOfChain(chain: readonly Vertex[]): readonly Edge[] {
  const [first] = chain
  if (first && chain.length === 1) return [{ from: first, to: first }]
  return chain.slice(1).map((to, i) => ({ from: chain[i]!, to }))
}

/**
 * The smallest box around a shape.
 *
 * @throws RangeError for a shape without vertices (checked shapes have some)
 */
export function boxOf(shape: Shape): Box {
  return boxAround(verticesOf(shape))
}

export function boxAround(vertices: readonly Vertex[]): Box {
  if (vertices.length === 0) throw new RangeError('no vertices to put a box around')
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [longitude = Number.NaN, latitude = Number.NaN] of vertices) {
    west = Math.min(west, longitude)
    south = Math.min(south, latitude)
    east = Math.max(east, longitude)
    north = Math.max(north, latitude)
  }
  return [west, south, east, north]
}

export function boxesMeet(a: Box, b: Box): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3]
}
