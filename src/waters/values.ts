import { toCgcs2000, type CoordinateSystem } from '../places/coordinates.ts'
import { boxOf, representativePoint } from '../places/geometry.ts'
import { cellAt, cellOfTile, shapeZoom, tileAt } from './cells.ts'
import type { Point, WaterChanges, WaterValues } from './shapes.ts'
import type { WaterRow, WaterShape } from './water-row.ts'
import type { CoordinateSource } from './words.ts'

/** The columns that values entered by hand fill. */
export type ValueColumns = Pick<
  WaterRow,
  | 'name'
  | 'type'
  | 'region_code'
  | 'place_text'
  | 'natural_villages'
  | 'area_m2'
  | 'area_method'
  | 'area_on'
  | 'length_m'
  | 'width_m'
  | 'depth_cm'
  | 'start_name'
  | 'start_longitude'
  | 'start_latitude'
  | 'end_name'
  | 'end_longitude'
  | 'end_latitude'
  | 'longitude'
  | 'latitude'
  | 'coordinate_source'
  | 'causes'
  | 'causes_text'
  | 'completion_text'
  | 'completion_on'
  | 'completion_precision'
  | 'year_round'
  | 'basis'
  | 'complaint'
>

/** Columns of a new water. Positions are turned into CGCS2000; an area without a method counts as stated. */
export function columnsOf(values: WaterValues): ValueColumns {
  const positions = positionColumns(values, values.coordinateSource ?? 'not-stated')
  const anyPosition = values.position ?? values.start ?? values.end
  return {
    name: values.name,
    type: values.type,
    region_code: values.regionCode,
    place_text: values.placeText ?? null,
    natural_villages: values.naturalVillages ?? null,
    area_m2: values.areaM2 ?? null,
    area_method: values.areaM2 === undefined ? null : (values.areaMethod ?? 'stated'),
    area_on: values.areaOn ?? null,
    length_m: values.lengthM ?? null,
    width_m: values.widthM ?? null,
    depth_cm: values.depthCm ?? null,
    start_name: values.startName ?? null,
    end_name: values.endName ?? null,
    start_longitude: null,
    start_latitude: null,
    end_longitude: null,
    end_latitude: null,
    longitude: null,
    latitude: null,
    ...positions,
    coordinate_source: anyPosition === undefined ? null : (values.coordinateSource ?? 'not-stated'),
    causes: values.causes ?? [],
    causes_text: values.causesText ?? null,
    completion_text: values.completion?.text ?? null,
    completion_on: values.completion?.on ?? null,
    completion_precision: values.completion?.precision ?? null,
    year_round: values.yearRound ?? null,
    basis: values.basis ?? 'not-stated',
    complaint: values.complaint ?? false,
  }
}

/** Plain columns by field: what is not a position, an area or a completion date. */
const plainColumns = {
  name: 'name',
  type: 'type',
  regionCode: 'region_code',
  placeText: 'place_text',
  naturalVillages: 'natural_villages',
  areaM2: 'area_m2',
  areaMethod: 'area_method',
  areaOn: 'area_on',
  lengthM: 'length_m',
  widthM: 'width_m',
  depthCm: 'depth_cm',
  startName: 'start_name',
  endName: 'end_name',
  coordinateSource: 'coordinate_source',
  causes: 'causes',
  causesText: 'causes_text',
  yearRound: 'year_round',
  basis: 'basis',
  complaint: 'complaint',
} as const satisfies Partial<Record<keyof WaterChanges, keyof ValueColumns>>

/** The columns that changes touch: what is left out stays, `null` clears. Another area without a method counts as stated. */
export function changedColumns(changes: WaterChanges): Partial<ValueColumns> {
  const columns: Record<string, unknown> = {}
  for (const [field, column] of Object.entries(plainColumns)) {
    const value = changes[field as keyof WaterChanges] // a key of the table above
    if (value !== undefined) columns[column] = value
  }
  if (changes.areaM2 !== undefined && changes.areaMethod === undefined) {
    columns['area_method'] = changes.areaM2 === null ? null : 'stated'
  }
  if (changes.completion !== undefined) {
    columns['completion_text'] = changes.completion?.text ?? null
    columns['completion_on'] = changes.completion?.on ?? null
    columns['completion_precision'] = changes.completion?.precision ?? null
  }
  return { ...columns, ...positionColumns(changes, changes.coordinateSource ?? 'not-stated') }
}

type Positions = {
  readonly start?: Point | null | undefined
  readonly end?: Point | null | undefined
  readonly position?: Point | null | undefined
}

function positionColumns({ start, end, position }: Positions, source: CoordinateSource): Partial<ValueColumns> {
  return {
    ...(start === undefined ? {} : named('start_longitude', 'start_latitude', stored(start, source))),
    ...(end === undefined ? {} : named('end_longitude', 'end_latitude', stored(end, source))),
    ...(position === undefined ? {} : named('longitude', 'latitude', stored(position, source))),
  }
}

function stored(point: Point | null, source: CoordinateSource): Point | null {
  if (point === null) return null
  const { longitude, latitude } = toCgcs2000(point, systemOf(source))
  return { longitude, latitude }
}

/** An illustrative position is drawn on our own map, so it is CGCS2000 already. */
export function systemOf(source: CoordinateSource): CoordinateSystem | 'not-stated' {
  return source === 'illustrative' ? 'cgcs2000' : source
}

function named<X extends string, Y extends string>(x: X, y: Y, point: Point | null) {
  return { [x]: point?.longitude ?? null, [y]: point?.latitude ?? null } as Record<X | Y, number | null> // both keys are set
}

/** Turns a drawn shape into CGCS2000, vertex by vertex. */
export function shapeToCgcs2000(shape: WaterShape, source: CoordinateSource): WaterShape {
  const system = systemOf(source)
  if (system === 'cgcs2000' || system === 'wgs84' || system === 'not-stated') return shape
  return { ...shape, coordinates: turned(shape.coordinates, system) } as WaterShape // the same nesting with other numbers
}

function turned(coordinates: unknown, source: CoordinateSystem): unknown {
  if (!Array.isArray(coordinates)) return coordinates
  const [longitude, latitude] = coordinates
  if (typeof longitude !== 'number' || typeof latitude !== 'number') return coordinates.map(one => turned(one, source))
  const position = toCgcs2000({ longitude, latitude }, source)
  return [position.longitude, position.latitude]
}

type Placed = Pick<
  WaterRow,
  'longitude' | 'latitude' | 'start_longitude' | 'start_latitude' | 'end_longitude' | 'end_latitude'
>

/**
 * The point that stands for a water on the map: the one given, else one on its shape, else its start, else its end. Half way between
 * start and end could lie beside a bent river, so it is never taken.
 */
export function mapPoint(row: Placed, shape: WaterShape | null): Point | undefined {
  if (row.longitude !== null && row.latitude !== null) return { longitude: row.longitude, latitude: row.latitude }
  if (shape !== null) return representativePoint(shape)
  if (row.start_longitude !== null && row.start_latitude !== null) {
    return { longitude: row.start_longitude, latitude: row.start_latitude }
  }
  if (row.end_longitude !== null && row.end_latitude !== null) {
    return { longitude: row.end_longitude, latitude: row.end_latitude }
  }
  return undefined
}

export function placeColumns(point: Point | undefined): Pick<WaterRow, 'longitude' | 'latitude' | 'cell'> {
  if (point === undefined) return { longitude: null, latitude: null, cell: null }
  const { longitude, latitude } = point
  return { longitude, latitude, cell: cellAt(longitude, latitude) }
}

/** The cells of zoom 14 that the box of a shape covers. */
export function shapeCells(shape: WaterShape): readonly number[] {
  const [west, south, east, north] = boxOf(shape)
  const from = tileAt(west, north, shapeZoom)
  const to = tileAt(east, south, shapeZoom)
  const cells: number[] = []
  for (let x = from.x; x <= to.x; x++) {
    for (let y = from.y; y <= to.y; y++) cells.push(cellOfTile({ z: shapeZoom, x, y }))
  }
  return cells
}
