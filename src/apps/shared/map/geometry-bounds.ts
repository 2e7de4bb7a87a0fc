import type { Geometry, Position } from 'geojson'

type Bounds = [west: number, south: number, east: number, north: number]

/** The box around shapes, in degrees; `undefined` where there is no position at all. */
export function boundsOf(geometries: readonly Geometry[]): Bounds | undefined {
  const positions = geometries.flatMap(positionsOf)
  if (positions.length === 0) return undefined
  return positions.reduce<Bounds>(
    ([west, south, east, north], [longitude = 0, latitude = 0]) => [
      Math.min(west, longitude),
      Math.min(south, latitude),
      Math.max(east, longitude),
      Math.max(north, latitude),
    ],
    [Infinity, Infinity, -Infinity, -Infinity],
  )
}

/** A place for a name: the centroid of the largest ring by its own plane area. */
export function middleOf(geometry: Geometry): Position | undefined {
  const rings =
    geometry.type === 'Polygon'
      ? geometry.coordinates.slice(0, 1)
      : geometry.type === 'MultiPolygon'
        ? geometry.coordinates.flatMap(polygon => polygon.slice(0, 1))
        : []
  const centroids = rings.map(centroidOf).sort((a, b) => b.area - a.area)
  return centroids[0]?.middle
}

function centroidOf(ring: readonly Position[]): { readonly area: number; readonly middle: Position } {
  let doubled = 0
  let x = 0
  let y = 0
  for (const [index, [x1 = 0, y1 = 0]] of ring.entries()) {
    const [x2 = 0, y2 = 0] = ring[(index + 1) % ring.length] ?? []
    const cross = x1 * y2 - x2 * y1
    doubled += cross
    x += (x1 + x2) * cross
    y += (y1 + y2) * cross
  }
  if (doubled === 0) return { area: 0, middle: [...(ring[0] ?? [0, 0])] }
  return { area: Math.abs(doubled), middle: [x / (3 * doubled), y / (3 * doubled)] }
}

function positionsOf(geometry: Geometry): readonly Position[] {
  switch (geometry.type) {
    case 'Point':
      return [geometry.coordinates]
    case 'MultiPoint':
    case 'LineString':
      return geometry.coordinates
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates.flat()
    case 'MultiPolygon':
      return geometry.coordinates.flat(2)
    case 'GeometryCollection':
      return geometry.geometries.flatMap(positionsOf)
  }
}
