import type { Shape } from '../../places/geometry.ts'

/** Codes of OGC 06-103r4 (simple features), two dimensions. */
const kinds = {
  Point: 1,
  LineString: 2,
  Polygon: 3,
  MultiPoint: 4,
  MultiLineString: 5,
  MultiPolygon: 6,
} as const

/**
 * A shape as a GeoPackage stores it (OGC 12-128r18, 2.1.3): its own header without an envelope, then well-known binary.
 *
 * @param srsId of `gpkg_spatial_ref_sys`
 */
export function geoPackageGeometry(shape: Shape, srsId: number): Uint8Array {
  const header = Buffer.alloc(8)
  header.write('GP', 'latin1')
  header.writeUInt8(0, 2)
  header.writeUInt8(1, 3) // little endian, no envelope, not empty
  header.writeInt32LE(srsId, 4)
  return Buffer.concat([header, wellKnownBinary(shape)])
}

export function wellKnownBinary(shape: Shape): Buffer {
  switch (shape.type) {
    case 'Point':
      return Buffer.concat([head('Point'), position(shape.coordinates)])
    case 'LineString':
      return Buffer.concat([head('LineString'), chain(shape.coordinates)])
    case 'Polygon':
      return Buffer.concat([head('Polygon'), count(shape.coordinates), ...shape.coordinates.map(chain)])
    case 'MultiLineString': {
      const lines = shape.coordinates.map(coordinates => wellKnownBinary({ type: 'LineString', coordinates }))
      return Buffer.concat([head('MultiLineString'), count(lines), ...lines])
    }
    case 'MultiPolygon': {
      const polygons = shape.coordinates.map(coordinates => wellKnownBinary({ type: 'Polygon', coordinates }))
      return Buffer.concat([head('MultiPolygon'), count(polygons), ...polygons])
    }
  }
}

function head(kind: keyof typeof kinds): Buffer {
  const bytes = Buffer.alloc(5)
  bytes.writeUInt8(1)
  bytes.writeUInt32LE(kinds[kind], 1)
  return bytes
}

function count(items: readonly unknown[]): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(items.length)
  return bytes
}

function chain(positions: readonly (readonly number[])[]): Buffer {
  return Buffer.concat([count(positions), ...positions.map(position)])
}

function position([longitude = Number.NaN, latitude = Number.NaN]: readonly number[]): Buffer {
  const bytes = Buffer.alloc(16)
  bytes.writeDoubleLE(longitude)
  bytes.writeDoubleLE(latitude, 8)
  return bytes
}
