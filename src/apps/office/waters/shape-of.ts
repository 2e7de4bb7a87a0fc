import type { Geometry, Point } from '../../../waters/contract.ts'
import { geometryOf, type Drawing } from '../../shared/map/drawing.ts'

/** What was drawn, as the platform takes it: a point is a position, a line or an outline is a geometry. */
export function shapeOf(drawing: Drawing): {
  readonly position: Point | undefined
  readonly given: { readonly geometry?: Geometry }
} {
  const geometry = geometryOf(drawing)
  if (geometry?.type === 'Point') {
    const [longitude = 0, latitude = 0] = geometry.coordinates
    return { position: { longitude, latitude }, given: {} }
  }
  if (geometry?.type === 'LineString') {
    return {
      position: undefined,
      given: { geometry: { type: 'LineString', coordinates: geometry.coordinates.map(pair) } },
    }
  }
  if (geometry?.type === 'Polygon') {
    const coordinates = geometry.coordinates.map(ring => ring.map(pair))
    return { position: undefined, given: { geometry: { type: 'Polygon', coordinates } } }
  }
  return { position: undefined, given: {} }
}

function pair([longitude = 0, latitude = 0]: readonly number[]): [number, number] {
  return [longitude, latitude]
}
