import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import type { MultiPolygon, Polygon } from 'geojson'
import type { Position } from '../../src/places/coordinates.ts'
import { distanceM, localPlane } from '../../src/places/geodesy.ts'
import { nearestOnEdge } from '../../src/places/nearness.ts'
import { edgesOf } from '../../src/places/shapes.ts'

/** How far a position lies outside an area, by looking at every edge: what the index must answer, and its yardstick. */
export function metresOutsideByScan(area: Polygon | MultiPolygon, position: Position): number {
  if (booleanPointInPolygon([position.longitude, position.latitude], area)) return 0
  const plane = localPlane(position)
  let nearest: { distance: number; point: readonly [number, number] } = { distance: Infinity, point: [0, 0] }
  for (const { from, to } of edgesOf(area)) {
    const found = nearestOnEdge([0, 0], plane.toPlane(from), plane.toPlane(to))
    if (found.distance < nearest.distance) nearest = found
  }
  return distanceM(position, plane.toPosition(nearest.point))
}
