import type { Geometry, Position } from 'geojson'
import geodesic from 'geographiclib-geodesic'

const ellipsoid = geodesic.Geodesic.WGS84 // equal to CGCS2000 for our purposes: the flattening differs in the ninth digit

/** Area (m²) of an outline without holes, or length (m) of a line, on the ellipsoid. Nothing of other shapes. */
export function measure(geometry: Geometry): { readonly areaM2?: number; readonly lengthM?: number } {
  if (geometry.type === 'LineString') return { lengthM: reckoned(geometry.coordinates, true).perimeter }
  if (geometry.type !== 'Polygon') return {}
  const ring = (geometry.coordinates[0] ?? []).slice(0, -1)
  const { area, perimeter } = reckoned(ring, false)
  return { areaM2: Math.abs(area ?? 0), lengthM: perimeter }
}

function reckoned(positions: readonly Position[], line: boolean) {
  const shape = ellipsoid.Polygon(line)
  for (const [longitude = 0, latitude = 0] of positions) shape.AddPoint(latitude, longitude)
  return shape.Compute(false, true)
}
