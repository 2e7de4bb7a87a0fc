import geographiclib from 'geographiclib-geodesic'
import type { Position } from './coordinates.ts'

const { Geodesic } = geographiclib

/** The ellipsoid of CGCS2000: semi-major axis in metres and flattening (GB/T 22021-2008). */
export const cgcs2000Ellipsoid = { semiMajorAxisM: 6_378_137, flattening: 1 / 298.257222101 } as const

const ellipsoid = new Geodesic.Geodesic(cgcs2000Ellipsoid.semiMajorAxisM, cgcs2000Ellipsoid.flattening)

/** A place in a GeoJSON coordinate list: longitude, latitude in degrees; a height is ignored. */
export type Vertex = readonly number[]

/** The shortest distance on the ellipsoid in metres (Karney 2013, exact to nanometres); 0 for identical positions. */
export function distanceM(a: Position, b: Position): number {
  return ellipsoid.Inverse(a.latitude, a.longitude, b.latitude, b.longitude, Geodesic.DISTANCE).s12 ?? 0
}

/** The length of a line on the ellipsoid in metres; 0 for fewer than two points. */
export function lineLengthM(line: readonly Vertex[]): number {
  let lengthM = 0
  for (let i = 1; i < line.length; i++) lengthM += distanceM(positionOf(line[i - 1]!), positionOf(line[i]!))
  return lengthM
}

/**
 * The area inside one ring on the ellipsoid in square metres, positive whichever way it runs; edges are geodesics.
 * Exact to the rounding of the coordinates: 200 and 2,000 m2 decide things.
 */
export function ringAreaM2(ring: readonly Vertex[]): number {
  return Math.abs(measured(ring).area ?? 0)
}

export function ringPerimeterM(ring: readonly Vertex[]): number {
  return measured(ring).perimeter
}

/** True where the ring runs counter-clockwise, as RFC 7946 wants outer rings to. */
export function runsCounterClockwise(ring: readonly Vertex[]): boolean {
  return (measured(ring).area ?? 0) > 0
}

/** The position reached from a start by going a distance in a direction (degrees clockwise from north). */
export function destination(from: Position, directionDegrees: number, wayM: number): Position {
  const { lat2, lon2 } = ellipsoid.Direct(from.latitude, from.longitude, directionDegrees, wayM)
  return { longitude: lon2 ?? from.longitude, latitude: lat2 ?? from.latitude }
}

export function positionOf(vertex: Vertex): Position {
  return { longitude: vertex[0] ?? Number.NaN, latitude: vertex[1] ?? Number.NaN }
}

/** A flat map around a position, in metres east and north: true to 1 in 10,000 within 50 km. For nearness, never for areas. */
export type LocalPlane = {
  readonly toPlane: (vertex: Vertex) => readonly [number, number]
  readonly toPosition: (point: readonly [number, number]) => Position
}

/** @see LocalPlane. Radii of curvature of the meridian and the prime vertical at the origin's latitude. */
export function localPlane(origin: Position): LocalPlane {
  const { semiMajorAxisM, flattening } = cgcs2000Ellipsoid
  const eccentricity2 = flattening * (2 - flattening)
  const radian = Math.PI / 180
  const w2 = 1 - eccentricity2 * Math.sin(origin.latitude * radian) ** 2
  const eastM = (semiMajorAxisM / Math.sqrt(w2)) * Math.cos(origin.latitude * radian) * radian
  const northM = ((semiMajorAxisM * (1 - eccentricity2)) / w2 ** 1.5) * radian
  return {
    toPlane: ([longitude = Number.NaN, latitude = Number.NaN]) => [
      (longitude - origin.longitude) * eastM,
      (latitude - origin.latitude) * northM,
    ],
    toPosition: ([x, y]) => ({ longitude: origin.longitude + x / eastM, latitude: origin.latitude + y / northM }),
  }
}

function measured(ring: readonly Vertex[]): { area?: number; perimeter: number } {
  const polygon = ellipsoid.Polygon(false)
  for (const [longitude = Number.NaN, latitude = Number.NaN] of openRing(ring)) polygon.AddPoint(latitude, longitude)
  return polygon.Compute(false, true)
}

function openRing(ring: readonly Vertex[]): readonly Vertex[] {
  const [first] = ring
  const last = ring.at(-1)
  const closed = ring.length > 1 && first?.[0] === last?.[0] && first?.[1] === last?.[1]
  return closed ? ring.slice(0, -1) : ring
}
