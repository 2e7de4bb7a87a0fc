import type { Position } from '../places/coordinates.ts'
import { boxOf } from '../places/geometry.ts'
import { distanceM } from '../places/geodesy.ts'
import { distanceBetweenM } from '../places/nearness.ts'
import type { WaterRow } from '../waters/store.ts'

type Placed = { readonly longitude?: number | undefined; readonly latitude?: number | undefined }
type WaterPlaced = Pick<WaterRow, 'geometry' | 'longitude' | 'latitude'>

/**
 * Metres on the ellipsoid between a place and the nearest part of a water: its outline or course where that is drawn, else its position;
 * 0 inside the outline. Absent where one of both is not known.
 */
export function distanceFromWater(water: WaterPlaced, { longitude, latitude }: Placed): number | undefined {
  if (longitude === undefined || latitude === undefined) return undefined
  if (water.geometry !== null) {
    return distanceBetweenM(water.geometry, { type: 'Point', coordinates: [longitude, latitude] })
  }
  if (water.longitude === null || water.latitude === null) return undefined
  return distanceM({ longitude: water.longitude, latitude: water.latitude }, { longitude, latitude })
}

/** A circle that holds the whole water: where to look for what lies near it. */
export function circleAround(water: WaterPlaced): { readonly centre: Position; readonly radiusM: number } | undefined {
  if (water.geometry === null) {
    if (water.longitude === null || water.latitude === null) return undefined
    return { centre: { longitude: water.longitude, latitude: water.latitude }, radiusM: 0 }
  }
  const [west, south, east, north] = boxOf(water.geometry)
  const centre = { longitude: (west + east) / 2, latitude: (south + north) / 2 }
  return { centre, radiusM: distanceM(centre, { longitude: west, latitude: south }) }
}
