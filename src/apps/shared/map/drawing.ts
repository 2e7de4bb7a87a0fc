import type { Geometry, Position } from 'geojson'

export type DrawingKind = 'point' | 'line' | 'polygon'

/** A shape being drawn: its vertices in order, as [longitude, latitude] in degrees. A polygon's ring is not yet closed. */
export type Drawing = { readonly kind: DrawingKind; readonly vertices: readonly Position[] }

export const fewestVertices = { point: 1, line: 2, polygon: 3 } as const satisfies Record<DrawingKind, number>

export function isFinished({ kind, vertices }: Drawing): boolean {
  return vertices.length >= fewestVertices[kind]
}

/** Adds a vertex; of a point the last one counts. Seven digits are one centimetre. */
export function withVertex(drawing: Drawing, [longitude = 0, latitude = 0]: Position): Drawing {
  const vertex = [rounded(longitude), rounded(latitude)]
  return { ...drawing, vertices: drawing.kind === 'point' ? [vertex] : [...drawing.vertices, vertex] }
}

export function withMovedVertex(drawing: Drawing, index: number, [longitude = 0, latitude = 0]: Position): Drawing {
  return { ...drawing, vertices: drawing.vertices.with(index, [rounded(longitude), rounded(latitude)]) }
}

export function withoutLastVertex(drawing: Drawing): Drawing {
  return { ...drawing, vertices: drawing.vertices.slice(0, -1) }
}

/** The shape as GeoJSON, or `undefined` while vertices are missing. */
export function geometryOf(drawing: Drawing): Geometry | undefined {
  if (!isFinished(drawing)) return undefined
  const vertices = drawing.vertices.map(vertex => [...vertex])
  const [first] = vertices
  if (first === undefined) return undefined
  if (drawing.kind === 'point') return { type: 'Point', coordinates: first }
  if (drawing.kind === 'line') return { type: 'LineString', coordinates: vertices }
  return { type: 'Polygon', coordinates: [[...vertices, first]] }
}

/** A stored shape made editable; `undefined` for shapes of several parts or with holes, which are imported rather than drawn. */
export function drawingOf(geometry: Geometry): Drawing | undefined {
  if (geometry.type === 'Point') return { kind: 'point', vertices: [geometry.coordinates] }
  if (geometry.type === 'LineString') return { kind: 'line', vertices: geometry.coordinates }
  if (geometry.type !== 'Polygon' || geometry.coordinates.length !== 1) return undefined
  return { kind: 'polygon', vertices: (geometry.coordinates[0] ?? []).slice(0, -1) }
}

/** What to draw while drawing: the open line, the shape once it is one, and a point per vertex. */
export function sketchOf(drawing: Drawing | undefined): GeoJSON.FeatureCollection {
  if (drawing === undefined) return { type: 'FeatureCollection', features: [] }
  const shape = geometryOf(drawing)
  const line = drawing.kind !== 'point' && drawing.vertices.length > 1
  return {
    type: 'FeatureCollection',
    features: [
      ...(shape === undefined || shape.type === 'Point' ? [] : [feature(shape, {})]),
      ...(line
        ? [feature({ type: 'LineString', coordinates: drawing.vertices.map(vertex => [...vertex]) }, { open: true })]
        : []),
      ...drawing.vertices.map((vertex, index) =>
        feature(
          { type: 'Point', coordinates: [...vertex] },
          { vertex: index, last: index === drawing.vertices.length - 1 },
        ),
      ),
    ],
  }
}

function feature(geometry: Geometry, properties: Record<string, unknown>): GeoJSON.Feature {
  return { type: 'Feature', geometry, properties }
}

export type TypedVertices =
  | { readonly vertices: readonly Position[] }
  | { readonly faultyLine: number; readonly text: string }

/**
 * Reads vertices typed as text: one per line, longitude then latitude, in degrees.
 *
 * @example typedVertices('107.21, 30.33\n107.22 30.34') // { vertices: [[107.21, 30.33], [107.22, 30.34]] }
 */
export function typedVertices(text: string): TypedVertices {
  const vertices: Position[] = []
  for (const [index, line] of text.split('\n').entries()) {
    const trimmed = line.trim()
    if (trimmed === '') continue
    const numbers = trimmed.split(/[\s,，;；]+/).map(Number)
    const [longitude, latitude] = numbers
    const fits = numbers.length === 2 && within(longitude, 180) && within(latitude, 90)
    if (!fits || longitude === undefined || latitude === undefined) return { faultyLine: index + 1, text: trimmed }
    vertices.push([rounded(longitude), rounded(latitude)])
  }
  return { vertices }
}

function within(degrees: number | undefined, limit: number): boolean {
  return degrees !== undefined && Number.isFinite(degrees) && Math.abs(degrees) <= limit
}

function rounded(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7
}
