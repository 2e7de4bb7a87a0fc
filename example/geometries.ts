import { destination, lineLengthM, localPlane, ringAreaM2 } from '../src/places/geodesy.ts'
import type { Position } from '../src/places/coordinates.ts'
import type { Chance } from './chance.ts'

type Vertex = [number, number]
type Metres = readonly [east: number, north: number]

export type Pond = {
  readonly geometry: { readonly type: 'Polygon'; readonly coordinates: Vertex[][] }
  /** Greatest extents along and across. */
  readonly lengthM: number
  readonly widthM: number
}

/**
 * An irregular pond around a position whose geodesic area is the one asked for, within 1 m2.
 *
 * @example pondAround(chance(1), { longitude: 107.3, latitude: 30.3 }, 2260).geometry
 */
export function pondAround(random: Chance, centre: Position, areaM2: number): Pond {
  const outline = irregularOutline(random)
  const turn = random.next() * Math.PI
  let scale = Math.sqrt(areaM2 / 2)
  let ring = ringOf(outline, { centre, scale, turn })
  for (let round = 0; round < 6; round++) {
    scale *= Math.sqrt(areaM2 / ringAreaM2(ring))
    ring = ringOf(outline, { centre, scale, turn })
  }
  const extent = (axis: 0 | 1) => {
    const values = outline.map(point => point[axis] * scale)
    return Number((Math.max(...values) - Math.min(...values)).toFixed(1))
  }
  return { geometry: { type: 'Polygon', coordinates: [ring] }, lengthM: extent(0), widthM: extent(1) }
}

/** Longer than wide, with bays: waves of two and three around a stretched circle, small enough never to cross itself. */
function irregularOutline(random: Chance): readonly Metres[] {
  const corners = random.whole(14, 22)
  const stretch = random.decimal(1.2, 1.9, 3)
  const [twos, threes, phase] = [random.decimal(0, 0.12, 3), random.decimal(0.02, 0.12, 3), random.next() * 6]
  return Array.from({ length: corners }, (_, corner) => {
    const angle = (corner / corners) * 2 * Math.PI
    const radius = 1 + twos * Math.cos(2 * angle + phase) + threes * Math.sin(3 * angle + phase)
    return [radius * Math.cos(angle) * stretch, radius * Math.sin(angle)] as const
  })
}

type Placing = { readonly centre: Position; readonly scale: number; readonly turn: number }

/** Counter-clockwise and closed (RFC 7946). */
function ringOf(outline: readonly Metres[], placing: Placing): Vertex[] {
  const ring = lineOf(outline, placing)
  return [...ring, ring[0]!] // an outline has corners
}

/** Eight decimals of a degree are a millimetre: what the platform keeps. */
function lineOf(points: readonly Metres[], { centre, scale, turn }: Placing): Vertex[] {
  const plane = localPlane(centre)
  return points.map(([x, y]) => {
    const [east, north] = [x * Math.cos(turn) - y * Math.sin(turn), x * Math.sin(turn) + y * Math.cos(turn)]
    const { longitude, latitude } = plane.toPosition([east * scale, north * scale])
    return [Number(longitude.toFixed(8)), Number(latitude.toFixed(8))]
  })
}

export type Reach = {
  readonly geometry: { readonly type: 'LineString'; readonly coordinates: Vertex[] }
  readonly start: Position
  readonly end: Position
}

/** A winding reach through a position whose geodesic length is the one asked for, within 1 cm. */
export function reachThrough(random: Chance, centre: Position, lengthM: number): Reach {
  const bends = Math.max(3, Math.min(24, Math.round(lengthM / 40)))
  const [swing, phase, turn] = [random.decimal(0.02, 0.08, 3), random.next() * 6, random.next() * 2 * Math.PI]
  const points = Array.from({ length: bends + 1 }, (_, bend): Metres => {
    const along = bend / bends
    return [along - 0.5, swing * Math.sin(along * 7 + phase)]
  })
  let scale = lengthM
  let line = lineOf(points, { centre, scale, turn })
  for (let round = 0; round < 6; round++) {
    scale *= lengthM / lineLengthM(line)
    line = lineOf(points, { centre, scale, turn })
  }
  const at = ([longitude, latitude]: Vertex): Position => ({ longitude, latitude })
  return { geometry: { type: 'LineString', coordinates: line }, start: at(line[0]!), end: at(line.at(-1)!) } // has points
}

/** A place so many metres away in some direction: an outlet or a farm beside a water. */
export function nearby(random: Chance, from: Position, wayM: number): Position {
  const { longitude, latitude } = destination(from, random.whole(0, 359), wayM)
  return { longitude: Number(longitude.toFixed(6)), latitude: Number(latitude.toFixed(6)) }
}
