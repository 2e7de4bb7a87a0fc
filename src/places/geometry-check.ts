import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import type { Position as GeoJsonPosition } from 'geojson'
import type { Bilingual } from '../domain/words.ts'
import { checkPosition } from './coordinates.ts'
import { ringsCross, selfMeeting } from './crossings.ts'
import { positionOf, ringAreaM2, runsCounterClockwise } from './geodesy.ts'
import type { Vertex } from './geodesy.ts'
import { boxOf, polygonsOf, shapeKinds } from './shapes.ts'
import type { Shape, ShapeKind } from './shapes.ts'

/** Vertices a shape may have at most: a pond drawn every metre along 10 km. */
export const vertexLimit = 10_000

/** How far a shape may reach, in degrees of longitude or latitude: about 100 km. Wider is a slip, and would touch millions of cells. */
export const widestSpanDegrees = 1

/** A ring around less than this is a slip of the hand. */
export const leastRingAreaM2 = 0.01

type Details = { readonly value: string }

/** Everything that may be wrong with a drawn or imported shape. Persisted: reports name the codes. */
export const shapeFaults = {
  'not-geojson': () => ({
    zh: '不是有效的 GeoJSON 几何图形。请提供带 type 和 coordinates 的图形。',
    en: 'This is no GeoJSON geometry. Give a shape with type and coordinates.',
  }),
  'kind-unsupported': ({ value }) => ({
    zh: `图形类型“${value}”不能用作水体。请用点、线或面（Point、LineString、Polygon 及其 Multi 形式），每个水体一个。`,
    en: `A shape of type “${value}” cannot be a water. Use points, lines or polygons (or their Multi forms), one per water.`,
  }),
  'too-many-vertices': ({ value }) => ({
    zh: `图形有 ${value} 个顶点，超过 ${vertexLimit} 个。请先抽稀（1 米精度已足够）。`,
    en: `The shape has ${value} vertices, more than ${vertexLimit}. Simplify it first; one metre is fine enough.`,
  }),
  'position-wrong': ({ value }) => ({ zh: `有一个顶点的坐标不对：${value}`, en: `One vertex is wrong: ${value}` }),
  'too-wide': ({ value }) => ({
    zh: `图形东西或南北跨度为 ${value} 度，超过 ${widestSpanDegrees} 度（约 100 千米），不像一个农村水体。请检查是否有顶点画错，较长的河流请分段登记。`,
    en: `The shape spans ${value} degrees, more than ${widestSpanDegrees} (about 100 km): no rural water is that wide. Look for a wrong vertex; record a longer river in reaches.`,
  }),
  'line-short': () => ({
    zh: '线至少要有两个不同的点。请重新绘制。',
    en: 'A line needs two different points at least. Draw it again.',
  }),
  'ring-short': ({ value }) => ({
    zh: `面的边界只有 ${value} 个点，至少要有三个不同的点并首尾闭合（共四个）。请重新绘制。`,
    en: `A ring has ${value} points only; it needs three different ones and the first again at the end (four). Draw it again.`,
  }),
  'ring-open': ({ value }) => ({
    zh: `面的边界没有闭合：首尾点不同（起点 ${value}）。请让最后一点与第一点相同。`,
    en: `A ring is not closed: its first and last points differ (first ${value}). Make the last point equal the first.`,
  }),
  'ring-crosses-itself': ({ value }) => ({
    zh: `面的边界在 ${value} 附近自相交、自相接或折返。请把该处的顶点理顺。`,
    en: `A ring crosses, touches or runs back on itself near ${value}. Put its vertices there in order.`,
  }),
  'ring-empty': () => ({
    zh: '面的边界没有围出面积。请重新绘制。',
    en: 'A ring encloses no area. Draw it again.',
  }),
  'rings-cross': ({ value }) => ({
    zh: `面的两条边界在 ${value} 附近相交或重叠。请把洞和外边界分开。`,
    en: `Two rings cross or overlap near ${value}. Keep holes apart from each other and from the outer ring.`,
  }),
  'hole-misplaced': ({ value }) => ({
    zh: `起点为 ${value} 的洞不在外边界之内，或套在另一个洞里。请检查边界顺序。`,
    en: `The hole beginning at ${value} lies outside the outer ring or inside another hole. Check the order of the rings.`,
  }),
  'parts-overlap': ({ value }) => ({
    zh: `多个面的组成部分在 ${value} 附近重叠，面积会重复计算。请合并或分开。`,
    en: `Parts of the multi-polygon overlap near ${value}; their area would count twice. Merge or separate them.`,
  }),
} as const satisfies Record<string, (details: Details) => Bilingual>

export type ShapeFaultCode = keyof typeof shapeFaults

export type ShapeFault = { readonly code: ShapeFaultCode; readonly at?: Vertex; readonly words: Bilingual }

export type ShapeCheck =
  | { readonly ok: true; readonly shape: Shape }
  | { readonly ok: false; readonly fault: ShapeFault }

/**
 * Checks a GeoJSON geometry (or a Feature with one) as the shape of a water, and returns it in its stored form: heights and
 * repeated vertices dropped, outer rings counter-clockwise and holes clockwise (RFC 7946). The antimeridian is far from China.
 *
 * @returns the shape, or the first fault with the place and what to do
 * @example checkShape({ type: 'Point', coordinates: [107.35, 30.33] }) // { ok: true, shape: { type: 'Point', ... } }
 */
export function checkShape(given: unknown): ShapeCheck {
  const geometry = isRecord(given) && given['type'] === 'Feature' ? given['geometry'] : given
  if (!isRecord(geometry) || typeof geometry['type'] !== 'string') return refused('not-geojson')
  const kind = shapeKinds.find(one => one === geometry['type'])
  if (!kind) return refused('kind-unsupported', geometry['type'])
  const vertices = countVertices(geometry['coordinates'])
  if (vertices > vertexLimit) return refused('too-many-vertices', String(vertices))
  if (!hasDepth(geometry['coordinates'], depths[kind])) return refused('not-geojson')
  const shape = { type: kind, coordinates: geometry['coordinates'] } as Shape // type and nesting were just checked
  const fault = positionFault(shape) ?? spanFault(shape) ?? kindFault(shape)
  return fault ? { ok: false, fault } : { ok: true, shape: stored(shape) }
}

const depths = { Point: 0, LineString: 1, MultiLineString: 2, Polygon: 2, MultiPolygon: 3 } as const satisfies Record<
  ShapeKind,
  number
>

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function hasDepth(value: unknown, depth: number): boolean {
  if (!Array.isArray(value)) return false
  if (depth > 0) return value.length > 0 && value.every(inner => hasDepth(inner, depth - 1))
  return value.length >= 2 && value.every(number => typeof number === 'number')
}

function countVertices(value: unknown): number {
  if (!Array.isArray(value)) return 0
  return typeof value[0] === 'number' ? 1 : value.reduce((sum: number, inner: unknown) => sum + countVertices(inner), 0)
}

function kindFault(shape: Shape): ShapeFault | undefined {
  if (shape.type === 'Point') return undefined
  if (shape.type === 'LineString' || shape.type === 'MultiLineString') {
    const lines = shape.type === 'LineString' ? [shape.coordinates] : shape.coordinates
    return lines.some(line => withoutRepeats(line).length < 2) ? faultOf('line-short') : undefined
  }
  const polygons = polygonsOf(shape)
  return firstFault(polygons, polygonFault) ?? partsFault(polygons)
}

function positionFault(shape: Shape): ShapeFault | undefined {
  return firstFault(flatVertices(shape), vertex => {
    const check = checkPosition(positionOf(vertex))
    if (check.ok) return undefined
    const words = {
      zh: shapeFaults['position-wrong']({ value: check.words.zh }).zh,
      en: shapeFaults['position-wrong']({ value: check.words.en }).en,
    }
    return { code: 'position-wrong', at: vertex, words }
  })
}

function spanFault(shape: Shape): ShapeFault | undefined {
  const [west, south, east, north] = boxOf(shape)
  const span = Math.max(east - west, north - south)
  return span > widestSpanDegrees ? faultOf('too-wide', span.toFixed(1)) : undefined
}

function polygonFault(rings: readonly (readonly Vertex[])[]): ShapeFault | undefined {
  const [outer, ...holes] = rings
  if (!outer) return faultOf('ring-short', '0')
  return (
    firstFault(rings, ringFault) ??
    firstFault(holes, (hole, i) => holeFault(hole, { outer, others: holes.slice(0, i) }))
  )
}

function ringFault(ring: readonly Vertex[]): ShapeFault | undefined {
  const [first] = ring
  const last = ring.at(-1)
  if (!first || !last) return faultOf('ring-short', '0')
  if (ring.length >= 3 && (first[0] !== last[0] || first[1] !== last[1])) return faultAt('ring-open', first)
  const clean = withoutRepeats(ring)
  if (clean.length < 4) return faultOf('ring-short', String(clean.length))
  const meeting = selfMeeting(clean)
  if (meeting) return faultAt('ring-crosses-itself', meeting)
  return ringAreaM2(clean) < leastRingAreaM2 ? faultOf('ring-empty') : undefined
}

function holeFault(
  hole: readonly Vertex[],
  around: { readonly outer: readonly Vertex[]; readonly others: readonly (readonly Vertex[])[] },
): ShapeFault | undefined {
  const crossing = firstFault([around.outer, ...around.others], ring => crossingFault('rings-cross', hole, ring))
  if (crossing) return crossing
  const nested = around.others.some(other => inside(hole, other) || inside(other, hole))
  return inside(hole, around.outer) && !nested ? undefined : faultAt('hole-misplaced', hole[0]!)
}

function partsFault(polygons: readonly (readonly (readonly Vertex[])[])[]): ShapeFault | undefined {
  return firstFault(polygons, (rings, i) => firstFault(polygons.slice(0, i), other => overlapFault(rings, other)))
}

function overlapFault(a: readonly (readonly Vertex[])[], b: readonly (readonly Vertex[])[]): ShapeFault | undefined {
  const crossing = firstFault(a, ring => firstFault(b, other => crossingFault('parts-overlap', ring, other)))
  if (crossing) return crossing
  const [outerA, outerB] = [a[0]!, b[0]!]
  const within = (inner: readonly Vertex[], [outer, ...holes]: readonly (readonly Vertex[])[]): boolean =>
    inside(inner, outer!) && !holes.some(hole => inside(inner, hole))
  return within(outerA, b) || within(outerB, a) ? faultAt('parts-overlap', outerA[0]!) : undefined
}

function crossingFault(
  code: 'rings-cross' | 'parts-overlap',
  a: readonly Vertex[],
  b: readonly Vertex[],
): ShapeFault | undefined {
  const crossing = ringsCross(a, b)
  return crossing && faultAt(code, crossing)
}

// Of rings that do not cross: any vertex off the other's border decides; equal rings were found to overlap before.
function inside(inner: readonly Vertex[], outer: readonly Vertex[]): boolean {
  const area = { type: 'Polygon' as const, coordinates: [outer.map(vertex => [...vertex])] }
  return inner.some(([longitude = Number.NaN, latitude = Number.NaN]) =>
    booleanPointInPolygon([longitude, latitude], area, { ignoreBoundary: true }),
  )
}

function stored(shape: Shape): Shape {
  switch (shape.type) {
    case 'Point':
      return { type: 'Point', coordinates: flat(shape.coordinates) }
    case 'LineString':
      return { type: 'LineString', coordinates: withoutRepeats(shape.coordinates) }
    case 'MultiLineString':
      return { type: 'MultiLineString', coordinates: shape.coordinates.map(withoutRepeats) }
    case 'Polygon':
      return { type: 'Polygon', coordinates: turned(shape.coordinates) }
    case 'MultiPolygon':
      return { type: 'MultiPolygon', coordinates: shape.coordinates.map(turned) }
  }
}

function turned(rings: readonly GeoJsonPosition[][]): GeoJsonPosition[][] {
  return rings.map((ring, i) => {
    const clean = withoutRepeats(ring)
    return runsCounterClockwise(clean) === (i === 0) ? clean : clean.reverse()
  })
}

function withoutRepeats(chain: readonly Vertex[]): GeoJsonPosition[] {
  const flatChain = chain.map(flat)
  return flatChain.filter(([x, y], i) => i === 0 || x !== flatChain[i - 1]![0] || y !== flatChain[i - 1]![1])
}

function flat([longitude = Number.NaN, latitude = Number.NaN]: Vertex): GeoJsonPosition {
  return [longitude, latitude]
}

function flatVertices(shape: Shape): readonly Vertex[] {
  if (shape.type === 'Point') return [shape.coordinates]
  return shape.type === 'LineString'
    ? shape.coordinates
    : shape.type === 'MultiPolygon'
      ? shape.coordinates.flat(2)
      : shape.coordinates.flat()
}

function firstFault<Item>(
  items: readonly Item[],
  faultIn: (item: Item, index: number) => ShapeFault | undefined,
): ShapeFault | undefined {
  for (const [index, item] of items.entries()) {
    const fault = faultIn(item, index)
    if (fault) return fault
  }
  return undefined
}

function faultOf(code: ShapeFaultCode, value = ''): ShapeFault {
  const say: (details: Details) => Bilingual = shapeFaults[code]
  return { code, words: say({ value }) }
}

function faultAt(code: ShapeFaultCode, at: Vertex): ShapeFault {
  const value = at.map(degrees => degrees.toFixed(6)).join(', ')
  return { ...faultOf(code, value), at }
}

function refused(code: ShapeFaultCode, value = ''): ShapeCheck {
  return { ok: false, fault: faultOf(code, value) }
}
