import { sql } from 'kysely'
import type { Stage } from '../domain/lifecycle.ts'
import { levelOf, type RegionCode, type RegionLevel } from '../domain/regions.ts'
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
 * Counts the waters the caller may see, from tallies kept in the transactions that change them: the cost does not grow with the waters.
 * Sums over the rows give every number of lists, stages, colours and divisions.
 *
 * @param digits 6 counts by county, 9 by town, 12 by village, 0 all together
 */
export async function tallyWaters(
  tx: Tx,
  { digits, ...scope }: TallyScope & { readonly digits: 0 | 6 | 9 | 12 },
): Promise<readonly WaterTally[]> {
  const level = Math.max(digits, levelDigits(tx.actor.range.from), levelDigits(scope.region ?? '000000000000'))
  const within = inScope(tx, scope)
  const { rows } = await sql<WaterTally>`
    select rpad(left(region_code, ${digits}), 12, '0') as division, stage, nullif(list, 'none') as list, nullif(colour, 'none') as colour,
           sum(count)::int as count, sum(area_m2)::float8 as "areaM2", sum(without_area)::int as "withoutArea", sum(invented)::int as invented
    from (
      select region_code, stage, list, colour, count, area_m2, without_area, invented from water_tallies
        where digits = ${level} and ${within}
      union all
      select region_code, stage, list, colour, count, area_m2, without_area, invented from water_tally_changes where ${within}
    ) tally group by 1, 2, 3, 4 having sum(count) <> 0`.execute(tx.sql)
  return rows
}

const digitsOfLevel = { province: 6, city: 6, county: 6, town: 9, village: 12 } as const satisfies Record<
  RegionLevel,
  6 | 9 | 12
>

/** The coarsest tallies that a scope holds whole: those of counties for a city, of its own town for a town. */
function levelDigits(code: RegionCode): 6 | 9 | 12 {
  return digitsOfLevel[levelOf(code)]
}

export async function countWaters(tx: Tx, scope: TallyScope): Promise<number> {
  const tallies = await tallyWaters(tx, { ...scope, digits: 0 })
  return tallies.reduce((sum, { count }) => sum + count, 0)
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
