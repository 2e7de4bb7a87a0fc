import type { ColumnType } from 'kysely'
import type { RegionCode } from '../domain/regions.ts'
import type { Told } from './surrounding-row.ts'
import type { LinkKind, LinkState } from './words.ts'

type LinkTable = {
  county_code: string
  id: string
  water_id: string
  region_code: RegionCode
  surrounding_id: string
  state: LinkState
  kind: LinkKind
  quantity_m3_per_day: number | null
  source: string | null
  since_on: string
  outlet_id: string | null
  proposed: boolean
  /** What its other end says of itself. */
  told: ColumnType<Told, string, string>
  told_version: number
  told_removed: boolean
  at: Date
  by_account: string
  /** Before it ended. */
  was: LinkState | null
  ended_at: Date | null
  ended_by: string | null
  end_reason: string | null
}
/** A link as stored: m³ a day. */
export type LinkRow = Omit<LinkTable, 'told'> & { readonly told: Told }

declare module '../platform/db/tables.ts' {
  interface Tables {
    surrounding_links: LinkTable
  }
}
