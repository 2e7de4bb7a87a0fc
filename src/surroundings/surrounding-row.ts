import type { RegionCode } from '../domain/regions.ts'
import type { CoordinateSource } from '../waters/words.ts'
import type { FacilityKind, FacilityState, SewageHandling, SurroundingSort } from './words.ts'

export type SurroundingTable = {
  county_code: string
  id: string
  region_code: RegionCode
  sort: SurroundingSort
  name: string
  kind: FacilityKind | null
  state: FacilityState | null
  capacity_m3_per_day: number | null
  treated_m3_per_day: number | null
  treated_on: string | null
  households: number | null
  people: number | null
  handling: SewageHandling | null
  livestock: string | null
  discharge_standard: string | null
  operator: string | null
  document: string | null
  longitude: number | null
  latitude: number | null
  coordinate_source: CoordinateSource | null
  cell: number | null
  note: string | null
  version: number
  recorded_at: Date
  updated_at: Date
  by_account: string
  removed_at: Date | null
}
/** As stored: degrees CGCS2000, m³ a day. */
export type SurroundingRow = SurroundingTable

declare module '../platform/db/tables.ts' {
  interface Tables {
    surroundings: SurroundingTable
  }
}

/** What somebody says of it: everything but how it is kept. */
export type SaidColumns = Omit<
  SurroundingRow,
  'county_code' | 'id' | 'version' | 'recorded_at' | 'updated_at' | 'by_account' | 'removed_at'
>

/** The columns under the names that facts and the copies at links have for them. Persisted. */
const factNames = {
  sort: 'sort',
  name: 'name',
  region_code: 'regionCode',
  kind: 'kind',
  state: 'state',
  capacity_m3_per_day: 'capacityM3PerDay',
  treated_m3_per_day: 'treatedM3PerDay',
  treated_on: 'treatedOn',
  households: 'households',
  people: 'people',
  handling: 'handling',
  livestock: 'livestock',
  discharge_standard: 'dischargeStandard',
  operator: 'operator',
  document: 'document',
  longitude: 'longitude',
  latitude: 'latitude',
  coordinate_source: 'coordinateSource',
  note: 'note',
} as const satisfies Record<Exclude<keyof SaidColumns, 'cell'>, string>

/** What a record says of itself; what is not known is absent. */
export type Told = {
  readonly sort: SurroundingSort
  readonly name: string
  readonly regionCode: RegionCode
  readonly kind?: FacilityKind
  readonly state?: FacilityState
  readonly capacityM3PerDay?: number
  readonly treatedM3PerDay?: number
  readonly treatedOn?: string
  readonly households?: number
  readonly people?: number
  readonly handling?: SewageHandling
  readonly livestock?: string
  readonly dischargeStandard?: string
  readonly operator?: string
  readonly document?: string
  readonly longitude?: number
  readonly latitude?: number
  readonly coordinateSource?: CoordinateSource
  readonly note?: string
}

export function toldOf(row: SaidColumns): Told {
  const columns = Object.keys(factNames) as (keyof typeof factNames)[] // its own keys
  const known = columns.filter(column => row[column] !== null)
  return Object.fromEntries(known.map(column => [factNames[column], row[column]])) as unknown as Told // one entry per column that is known
}
