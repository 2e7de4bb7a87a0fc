import type { DatePrecision } from '../domain/dates.ts'
import type { ColumnType } from 'kysely'
import type { Held, Stage, WaterState } from '../domain/lifecycle.ts'
import type { RegionCode } from '../domain/regions.ts'
import type { SupervisionList, WaterType } from '../domain/waters.ts'
import type { Shape } from '../places/geometry.ts'
import type { Entered } from './founding.ts'
import type { AreaMethod, Basis, CandidateSource, CoordinateSource, ListWay, WarningColour } from './words.ts'

type Json<Read> = ColumnType<Read, string | null, string | null>

export type WaterTable = {
  county_code: string
  id: string
  region_code: RegionCode
  code: string
  name: string
  name_grams: string[]
  search_text: string
  type: WaterType
  area_m2: number | null
  area_method: AreaMethod | null
  area_on: string | null
  length_m: number | null
  width_m: number | null
  depth_cm: number | null
  start_name: string | null
  start_longitude: number | null
  start_latitude: number | null
  end_name: string | null
  end_longitude: number | null
  end_latitude: number | null
  longitude: number | null
  latitude: number | null
  coordinate_source: CoordinateSource | null
  geometry: Json<WaterShape | null>
  cell: number | null
  natural_villages: string | null
  place_text: string | null
  stage: Stage
  cycle: number
  stage_since: Date
  state_changed_at: Date
  held: Json<Held | null>
  list: SupervisionList | null
  list_how: ListWay | null
  colour: WarningColour | null
  colour_by_hand: boolean
  causes: string[]
  causes_text: string | null
  completion_text: string | null
  completion_on: string | null
  completion_precision: DatePrecision | null
  year_round: boolean | null
  basis: Basis
  candidate_source: CandidateSource
  complaint: boolean
  invented: boolean
  version: number
  created_at: Date
  updated_at: Date
}

/** A drawn reach or outline; a bare point is the water's position and no shape. */
export type WaterShape = Exclude<Shape, { type: 'Point' }>

type Read<T> = { [K in keyof T]: T[K] extends ColumnType<infer R, infer _I, infer _U> ? R : T[K] }

/** A water as stored: degrees CGCS2000, square metres, metres, centimetres. */
export type WaterRow = Read<WaterTable>

type WaterAreaTable = {
  county_code: string
  id: string
  water_id: string
  region_code: RegionCode
  area_m2: number
  method: AreaMethod
  area_on: string | null
  geometry: Json<WaterShape | null>
  recorded_at: Date
  by_account: string
}

type WaterCellTable = { county_code: string; cell: number; water_id: string; region_code: RegionCode }

type WaterImportTable = {
  county_code: string
  water_id: string
  import_id: string
  region_code: RegionCode
  row_hash: string | null
  entered: Json<Entered | null>
}

type WaterLineageTable = {
  county_code: string
  parent_id: string
  child_id: string
  region_code: RegionCode
  how: 'split' | 'merge'
  share: number | null
  at: Date
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    waters: WaterTable
    water_areas: WaterAreaTable
    water_cells: WaterCellTable
    water_imports: WaterImportTable
    water_lineage: WaterLineageTable
    water_code_counters: { county_code: string; last: number }
  }
}

/** Where the row stands in its life, for the rules of `domain/lifecycle.ts`. */
export function stateOf(row: WaterRow): WaterState {
  return {
    stage: row.stage,
    cycle: row.cycle,
    ...(row.list === null ? {} : { list: row.list }),
    enteredAt: row.stage_since.toISOString(),
    changedAt: row.state_changed_at.toISOString(),
    ...(row.held === null ? {} : { held: row.held }),
  }
}
