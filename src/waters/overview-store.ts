import { sql } from 'kysely'
import type { Stage } from '../domain/lifecycle.ts'
import type { RegionCode } from '../domain/regions.ts'
import type { SupervisionList } from '../domain/waters.ts'
import { rangeOf } from '../platform/actor.ts'
import type { Tx } from '../platform/db/database.ts'
import type { ListWay, WarningColour } from './words.ts'

export type TallyScope = {
  /** Twelve digits; everything the caller may see where absent. */
  readonly region?: RegionCode | undefined
  readonly stages?: readonly Stage[] | undefined
}

/** Waters that agree in division, stage, list and colour, counted together. */
export type WaterTally = {
  /** Twelve digits, cut to the digits asked for. */
  readonly division: RegionCode
  readonly stage: Stage
  readonly list: SupervisionList | null
  readonly colour: WarningColour | null
  readonly count: number
  /** Square metres of those whose area is known. */
  readonly areaM2: number
  readonly withoutArea: number
  readonly invented: number
}

/**
 * Counts the waters the caller may see. Sums over the rows give every number of lists, stages, colours and divisions.
 *
 * @param digits 6 counts by county, 9 by town, 12 by village, 0 all together
 */
export async function tallyWaters(
  tx: Tx,
  { digits, ...scope }: TallyScope & { readonly digits: 0 | 6 | 9 | 12 },
): Promise<readonly WaterTally[]> {
  const { rows } = await sql<WaterTally>`
    select rpad(left(region_code, ${digits}), 12, '0') as division, stage, list, colour, count(*)::int as count,
           coalesce(sum(area_m2), 0) as "areaM2",
           count(*) filter (where area_m2 is null)::int as "withoutArea",
           count(*) filter (where invented)::int as invented
    from waters where ${inScope(tx, scope)} group by 1, 2, 3, 4`.execute(tx.sql)
  return rows
}

export async function countWaters(tx: Tx, scope: TallyScope): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from waters where ${inScope(tx, scope)}`.execute(tx.sql)
  return rows[0]?.count ?? 0
}

/** What bulk work needs of a water. */
export type WalkedWater = {
  readonly id: string
  readonly countyCode: string
  readonly regionCode: RegionCode
  readonly code: string
  readonly name: string
  readonly areaM2: number | null
  readonly complaint: boolean
  readonly stage: Stage
  readonly list: SupervisionList | null
  readonly listHow: ListWay | null
}

/** Where a walk stands: after this water. */
export type WalkPosition = { readonly countyCode: string; readonly waterId: string }

const walkedColumns = sql`id, county_code as "countyCode", region_code as "regionCode", code, name, area_m2 as "areaM2",
  complaint, stage, list, list_how as "listHow"`

/** The next waters of a walk over a division in the order of the primary key: bounded memory, each water once. */
export async function walkWaters(
  tx: Tx,
  { after, limit, ...scope }: TallyScope & { readonly after?: WalkPosition | undefined; readonly limit: number },
): Promise<readonly WalkedWater[]> {
  const beyond =
    after === undefined ? sql`true` : sql`(county_code, id) > (${after.countyCode} collate "C", ${after.waterId}::uuid)`
  const { rows } = await sql<WalkedWater>`
    select ${walkedColumns} from waters where ${inScope(tx, scope)} and ${beyond}
    order by county_code, id limit ${limit}`.execute(tx.sql)
  return rows
}

/** Some waters by id; those outside the caller's jurisdiction are absent. */
export async function watersById(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, WalkedWater>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<WalkedWater>`
    select ${walkedColumns} from waters where id = any(${[...new Set(ids)]}::uuid[])`.execute(tx.sql)
  return new Map(rows.map(row => [row.id, row]))
}

function inScope(tx: Tx, { region, stages }: TallyScope) {
  const range = region === undefined ? tx.actor.range : rangeOf(region)
  const within = sql`region_code >= ${range.from} collate "C" and region_code < ${range.to} collate "C"`
  return stages === undefined ? within : sql`${within} and stage = any(${[...stages]}::text[])`
}
