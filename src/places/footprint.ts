import type { LineString, Polygon } from 'geojson'
import { localPlane, positionOf } from './geodesy.ts'
import type { LocalPlane, Vertex } from './geodesy.ts'

type Point2 = readonly [number, number]

/** At sharp bends the outline is cut off at this many half-widths from the line. */
const mitreLimit = 2

/**
 * The strip of a given width along a line, for *drawing* a ditch or river recorded as a line. Not for measuring: at sharp bends
 * it may overlap itself, and the recorded area is length times width or what was surveyed.
 *
 * @param widthM whole width in metres, above 0
 * @throws RangeError for a width that is not above 0, or a line without two different points
 */
export function ditchFootprint(line: LineString, widthM: number): Polygon {
  if (!(widthM > 0)) throw new RangeError(`a ditch must be wider than 0 m, not ${widthM}`)
  const plane = localPlane(positionOf(line.coordinates[0] ?? []))
  const points = withoutRepeats(line.coordinates, plane)
  if (points.length < 2) throw new RangeError('a ditch needs two different points')
  const right = points.map((_, i) => offset(points, i, widthM / 2))
  const left = points.map((_, i) => offset(points, i, -widthM / 2)).reverse()
  const ring = [...right, ...left, right[0]!].map(point => {
    const { longitude, latitude } = plane.toPosition(point)
    return [longitude, latitude]
  })
  return { type: 'Polygon', coordinates: [ring] }
}

function withoutRepeats(vertices: readonly Vertex[], plane: LocalPlane): readonly Point2[] {
  const points = vertices.map(vertex => plane.toPlane(vertex))
  return points.filter(([x, y], i) => i === 0 || x !== points[i - 1]![0] || y !== points[i - 1]![1])
}

// The corner of the strip at a vertex: along the bisector of the two normals, as far as the strip's edges meet.
function offset(points: readonly Point2[], i: number, wayM: number): Point2 {
  const [x, y] = points[i]!
  const before = i > 0 ? normal(points[i - 1]!, points[i]!) : undefined
  const after = i < points.length - 1 ? normal(points[i]!, points[i + 1]!) : undefined
  const [ax, ay] = before ?? after!
  const [bx, by] = after ?? before!
  const length = Math.hypot(ax + bx, ay + by)
  if (length < 1e-9) return [x + ax * wayM, y + ay * wayM]
  const [nx, ny] = [(ax + bx) / length, (ay + by) / length]
  const reach = Math.min(mitreLimit, 1 / (nx * ax + ny * ay))
  return [x + nx * wayM * reach, y + ny * wayM * reach]
}

// Of length 1, to the right of the way from a to b.
function normal([ax, ay]: Point2, [bx, by]: Point2): Point2 {
  const length = Math.hypot(bx - ax, by - ay)
  return [(by - ay) / length, -(bx - ax) / length]
}
