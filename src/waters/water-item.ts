import type { Point, WaterItem } from './shapes.ts'
import type { PlaceDirectory } from '../places/store.ts'
import { placeNames } from '../places/store.ts'
import type { WaterRow } from './water-row.ts'

/** The columns a list shows. */
export const itemColumns = [
  'id',
  'code',
  'name',
  'type',
  'county_code',
  'region_code',
  'area_m2',
  'area_method',
  'stage',
  'cycle',
  'stage_since',
  'list',
  'list_how',
  'colour',
  'basis',
  'causes',
  'complaint',
  'completion_text',
  'completion_on',
  'completion_precision',
  'longitude',
  'latitude',
  'invented',
  'version',
  'updated_at',
] as const satisfies readonly (keyof WaterRow)[]

export type ItemRow = Pick<WaterRow, (typeof itemColumns)[number]>

type Present<T> = { [K in keyof T as null extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as null extends T[K] ? K : never]?: NonNullable<T[K]>
}

/** Leaves out what is not known: absent in answers, `null` in the table. */
export function present<T extends object>(values: T): Present<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as Present<T> // exactly that
}

/** A row of the list as it is answered; what is not known is absent. */
export function waterItem(directory: PlaceDirectory, row: ItemRow): WaterItem {
  const names = placeNames(directory, row.region_code)
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    type: row.type,
    countyCode: row.county_code,
    regionCode: row.region_code,
    regionNames: { ...names, county: names.county ?? row.county_code },
    stage: row.stage,
    cycle: row.cycle,
    stageSince: row.stage_since.toISOString(),
    basis: row.basis,
    causes: row.causes,
    complaint: row.complaint,
    invented: row.invented,
    version: row.version,
    updatedAt: row.updated_at.toISOString(),
    ...present({
      areaM2: row.area_m2,
      areaMethod: row.area_method,
      list: row.list,
      listHow: row.list_how,
      colour: row.colour,
      longitude: row.longitude,
      latitude: row.latitude,
    }),
    ...(row.completion_text === null
      ? {}
      : {
          completion: {
            text: row.completion_text,
            ...present({ on: row.completion_on, precision: row.completion_precision }),
          },
        }),
  }
}

export function pointOf(longitude: number | null, latitude: number | null): Point | null {
  return longitude === null || latitude === null ? null : { longitude, latitude }
}
