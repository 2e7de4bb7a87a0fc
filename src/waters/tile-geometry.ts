import { polygonsOf, linesOf } from '../places/shapes.ts'
import { toUnitSquare, type Tile } from './cells.ts'
import type { WaterShape } from './water-row.ts'

/** Units across a tile, and how far beyond its edge things are kept so that lines and circles join without a seam. */
export const tileExtent = 4096
export const tileBuffer = 256

/** Whole units from the tile's north-west corner. */
export type TilePoint = [number, number]
type Line = readonly TilePoint[]

export function projectTo({ z, x, y }: Tile): (longitude: number, latitude: number) => TilePoint {
  const scale = 2 ** z
  return (longitude, latitude) => {
    const [unitX, unitY] = toUnitSquare(longitude, latitude)
    return [Math.round((unitX * scale - x) * tileExtent), Math.round((unitY * scale - y) * tileExtent)]
  }
}

/**
 * A shape cut to a tile and its buffer, in the order of MVT 2: outer rings clockwise on the screen, holes the other way.
 *
 * @returns `undefined` where nothing of it is there
 */
export function tileShape(
  shape: WaterShape,
  tile: Tile,
): { readonly type: 2 | 3; readonly geometry: Line[] } | undefined {
  const project = projectTo(tile)
  const toTile = (chain: readonly (readonly number[])[]) =>
    chain.map(([longitude = 0, latitude = 0]) => project(longitude, latitude))
  const lines = linesOf(shape).flatMap(line => clipLine(toTile(line)))
  if (lines.length > 0) return { type: 2, geometry: lines }
  const rings = polygonsOf(shape).flatMap(polygon => clipPolygon(polygon.map(toTile)))
  return rings.length > 0 ? { type: 3, geometry: rings } : undefined
}

const low = -tileBuffer
const high = tileExtent + tileBuffer

function clipPolygon(rings: readonly Line[]): Line[] {
  const [outer, ...holes] = rings.map(ring => withoutRepeats(clipRing(ring)))
  if (outer === undefined || !enclosesSomething(outer)) return []
  return [turned(outer, true), ...holes.filter(enclosesSomething).map(hole => turned(hole, false))]
}

type Side = { readonly inside: (point: TilePoint) => boolean; readonly cut: (a: TilePoint, b: TilePoint) => TilePoint }

const atX =
  (x: number) =>
  (a: TilePoint, b: TilePoint): TilePoint => [x, Math.round(a[1] + ((x - a[0]) / (b[0] - a[0])) * (b[1] - a[1]))]
const atY =
  (y: number) =>
  (a: TilePoint, b: TilePoint): TilePoint => [Math.round(a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0])), y]

const sides: readonly Side[] = [
  { inside: ([x]) => x >= low, cut: atX(low) },
  { inside: ([x]) => x <= high, cut: atX(high) },
  { inside: ([, y]) => y >= low, cut: atY(low) },
  { inside: ([, y]) => y <= high, cut: atY(high) },
]

/** Sutherland and Hodgman 1974: side by side. Edges along the border may lie on each other, which fills the same area. */
function clipRing(ring: Line): Line {
  return sides.reduce<Line>((points, side) => clipBySide(points, side), ring)
}

function clipBySide(points: Line, { inside, cut }: Side): Line {
  const kept: TilePoint[] = []
  for (const [index, point] of points.entries()) {
    const before = points[(index + points.length - 1) % points.length]!
    if (inside(point) !== inside(before)) kept.push(cut(before, point))
    if (inside(point)) kept.push(point)
  }
  return kept
}

/** The stretches of a line inside the tile and its buffer. */
function clipLine(line: Line): Line[] {
  const stretches: TilePoint[][] = []
  for (let i = 1; i < line.length; i++) {
    const piece = clipSegment(line[i - 1]!, line[i]!)
    if (piece === undefined) continue
    const last = stretches.at(-1)
    const end = last?.at(-1)
    if (end !== undefined && end[0] === piece[0][0] && end[1] === piece[0][1]) last?.push(piece[1])
    else stretches.push([...piece])
  }
  return stretches.map(withoutRepeats).filter(stretch => stretch.length >= 2)
}

function clipSegment(from: TilePoint, to: TilePoint): readonly [TilePoint, TilePoint] | undefined {
  let [a, b] = [from, to]
  for (const { inside, cut } of sides) {
    if (!inside(a) && !inside(b)) return undefined
    if (!inside(a)) a = cut(a, b)
    else if (!inside(b)) b = cut(a, b)
  }
  return [a, b]
}

function withoutRepeats(points: Line): TilePoint[] {
  return points.filter(([x, y], i) => i === 0 || x !== points[i - 1]![0] || y !== points[i - 1]![1])
}

function enclosesSomething(ring: Line): boolean {
  return doubleArea(ring) !== 0
}

/** Positive where the ring runs clockwise on a screen, whose y grows downwards. */
function doubleArea(ring: Line): number {
  return ring.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length]!
    return sum + x * nextY - nextX * y
  }, 0)
}

/** Closed, and running the way asked for. */
function turned(ring: Line, clockwise: boolean): Line {
  const way = doubleArea(ring) > 0 === clockwise ? [...ring] : ring.toReversed()
  const [first] = way
  const last = way.at(-1)
  const closed = first![0] === last![0] && first![1] === last![1]
  return closed ? way : [...way, first!]
}
