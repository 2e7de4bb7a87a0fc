import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import Flatbush from 'flatbush'
import type { MultiPolygon, Polygon } from 'geojson'
import type { Position } from './coordinates.ts'
import { distanceM, localPlane, type LocalPlane } from './geodesy.ts'
import { nearestOnEdge } from './nearness.ts'
import { boxAround, boxOf, edgesOf, type Box, type Edge } from './shapes.ts'

/** An area made ready for asking how far off very many positions lie. */
export type IndexedArea = {
  /** True inside and on the border. */
  readonly holds: (position: Position) => boolean
  /** How far a position lies outside in metres, on the ellipsoid to the nearest point of the border; 0 inside. */
  readonly metresOutside: (position: Position) => number
}

type Nearest = { readonly distance: number; readonly point: readonly [number, number] }

/**
 * Indexes the border once, so that a position asks the edges around the nearest one instead of all of them. The answer is the
 * very number that a scan of every edge gives (`indexed-area.test.ts`).
 *
 * @example indexArea(outline.geometry).metresOutside({ longitude: 107.35, latitude: 30.33 }) // 0
 */
export function indexArea(area: Polygon | MultiPolygon): IndexedArea {
  const edges = edgesOf(area)
  const box = boxOf(area)
  const border = indexBorder(edges, Math.cos(((box[1] + box[3]) / 2) * (Math.PI / 180)))
  const holds = (position: Position) =>
    isInBox(position, box) && booleanPointInPolygon([position.longitude, position.latitude], area)
  return {
    holds,
    metresOutside: position => {
      if (holds(position)) return 0
      const plane = localPlane(position)
      const nearest = nearestOf(border.edgesToAsk(position, plane), edges, plane)
      return distanceM(position, plane.toPosition(nearest.point))
    },
  }
}

type Border = { readonly edgesToAsk: (position: Position, plane: LocalPlane) => readonly number[] }

/**
 * @param narrowing a degree of longitude as a part of one of latitude, about the middle of the area: in the index a circle is
 *   nearly one on the ground, so that few edges lie between the two
 */
function indexBorder(edges: readonly Edge[], narrowing: number): Border {
  const tree = new Flatbush(edges.length)
  for (const { from, to } of edges) {
    const [west, south, east, north] = boxAround([from, to])
    tree.add(west * narrowing, south, east * narrowing, north)
  }
  tree.finish()
  return {
    edgesToAsk: (position, plane) => {
      const [x, y] = [position.longitude * narrowing, position.latitude]
      const [first] = tree.neighbors(x, y, 1)
      if (first === undefined) return []
      const bound = nearestPointOf(edges[first]!, plane).distance
      const [eastM, northM] = plane.toPlane([position.longitude + 1, position.latitude + 1])
      // No edge farther off in the index can be nearer on the plane; a hair wider, because degrees are rounded.
      const leastM = Math.min(eastM / narrowing, northM)
      // At a pole, and beyond where there is no place, degrees say nothing: every edge is asked.
      const reach = leastM > 0 ? (bound / leastM) * (1 + 1e-9) + 1e-9 : Infinity
      // In the order of the border, so that of equally near points the same one is taken as by a scan.
      return tree.neighbors(x, y, Infinity, reach).sort((a, b) => a - b)
    },
  }
}

function nearestOf(candidates: readonly number[], edges: readonly Edge[], plane: LocalPlane): Nearest {
  let nearest: Nearest = { distance: Infinity, point: [0, 0] }
  for (const index of candidates) {
    const found = nearestPointOf(edges[index]!, plane)
    if (found.distance < nearest.distance) nearest = found
  }
  return nearest
}

function nearestPointOf({ from, to }: Edge, plane: LocalPlane): Nearest {
  return nearestOnEdge([0, 0], plane.toPlane(from), plane.toPlane(to))
}

function isInBox({ longitude, latitude }: Position, [west, south, east, north]: Box): boolean {
  return longitude >= west && longitude <= east && latitude >= south && latitude <= north
}
