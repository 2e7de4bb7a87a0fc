import { sql, type RawBuilder } from 'kysely'
import { stageIds, stages } from '../domain/lifecycle.ts'
import { uuidv7 } from '../domain/ids.ts'
import type { RegionCode } from '../domain/regions.ts'
import type { Tx } from '../platform/db/database.ts'
import { pointZoom } from './cells.ts'
import type { WaterRow } from './water-row.ts'

type TallyTable = {
  county_code: string
  region_code: RegionCode
  stage: string
  list: string
  colour: string
  count: number
  area_m2: number
  without_area: number
  invented: number
}

type ChangeTable = TallyTable & {
  id: string
  cell: number | null
  longitude: number | null
  latitude: number | null
  type: string
}

type CellTallyTable = Omit<TallyTable, 'without_area' | 'invented'> & {
  zoom: number
  cell: number
  type: string
  longitude_sum: number
  latitude_sum: number
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    water_tally_changes: ChangeTable
    water_tallies: TallyTable & { digits: 6 | 9 | 12 }
    water_cell_tallies: CellTallyTable
  }
}

/** Zooms of the map's cells for which waters are counted beforehand: what tiles of zoom 0 to 9 show. Persisted. */
export const talliedZooms = { from: 4, to: 13 } as const

type Counted = Pick<
  WaterRow,
  'region_code' | 'cell' | 'longitude' | 'latitude' | 'type' | 'stage' | 'list' | 'colour' | 'area_m2' | 'invented'
> & { readonly county_code: string }

/** Notes new waters for the tallies. Belongs to the transaction that inserts them. */
export async function tallyNew(tx: Tx, rows: readonly Counted[]): Promise<void> {
  await insertChanges(
    tx,
    rows.map(row => changeOf(tx, row, 1)),
  )
}

/** Notes that a water is counted otherwise than before. Belongs to the transaction that changes it. */
export async function tallyChanged(tx: Tx, before: Counted, after: Counted): Promise<void> {
  if (countedColumns.every(column => before[column] === after[column])) return
  await insertChanges(tx, [changeOf(tx, before, -1), changeOf(tx, after, 1)])
}

const countedColumns = [
  'region_code',
  'longitude',
  'latitude',
  'type',
  'stage',
  'list',
  'colour',
  'area_m2',
  'invented',
] as const satisfies readonly (keyof Counted)[]

function changeOf(tx: Tx, row: Counted, sign: 1 | -1): ChangeTable {
  return {
    county_code: row.county_code,
    id: uuidv7(tx.at.getTime()),
    region_code: row.region_code,
    cell: row.cell,
    longitude: row.longitude,
    latitude: row.latitude,
    type: row.type,
    stage: row.stage,
    list: row.list ?? 'none',
    colour: row.colour ?? 'none',
    count: sign,
    area_m2: sign * (row.area_m2 ?? 0),
    without_area: row.area_m2 === null ? sign : 0,
    invented: row.invented ? sign : 0,
  }
}

async function insertChanges(tx: Tx, changes: readonly ChangeTable[]): Promise<void> {
  if (changes.length === 0) return
  await sql`insert into water_tally_changes
    select * from jsonb_populate_recordset(null::water_tally_changes, ${JSON.stringify(changes)}::jsonb)`.execute(
    tx.sql,
  )
}

/** Changes folded in one transaction: a second's work, in which nobody waits for it. */
const foldedAtOnce = 50_000

/**
 * Folds noted changes into the tallies. Readers see the same sums before and after. One at a time on a database; whoever comes
 * second does nothing. Needs the whole country's scope.
 *
 * @returns whether more may be left
 */
export async function foldTallies(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('waters.tallies', 0)) as held`.execute(tx.sql)
  if (rows[0]?.held !== true) return false
  const taken = sql`delete from water_tally_changes where (county_code, id) in
    (select county_code, id from water_tally_changes limit ${sql.lit(foldedAtOnce)}) returning *`
  const { count, emptied, emptiedCells } = await addToTallies(tx, taken)
  await deleteEmpty(tx, 'water_tallies', emptied)
  await deleteEmpty(tx, 'water_cell_tallies', emptiedCells)
  return count === foldedAtOnce
}

/** Rows that say nothing any more; found by their keys, because a look at every row would cost more than the fold. */
async function deleteEmpty(
  tx: Tx,
  table: keyof typeof tallyKeys,
  rows: readonly Readonly<Record<string, unknown>>[] | null,
): Promise<void> {
  if (rows === null) return
  const keys = sql.join(tallyKeys[table].map(column => sql.ref(`${table}.${column}`)))
  const emptied = sql.join(tallyKeys[table].map(column => sql.ref(`emptied.${column}`)))
  await sql`delete from ${sql.table(table)} using jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb) emptied
    where (${keys}) = (${emptied})`.execute(tx.sql)
}

const tallyKeys = {
  water_tallies: ['county_code', 'digits', 'region_code', 'stage', 'list', 'colour'],
  water_cell_tallies: ['county_code', 'zoom', 'cell', 'stage', 'type', 'list', 'colour'],
} as const

/**
 * Counts all waters anew, past whatever the tallies said: after a bulk load, or to mend. Needs the whole country's scope.
 */
export async function recountTallies(tx: Pick<Tx, 'sql'>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('waters.tallies', 0))`.execute(tx.sql)
  for (const table of ['water_tally_changes', 'water_tallies', 'water_cell_tallies']) {
    await sql`delete from ${sql.table(table)}`.execute(tx.sql)
  }
  await addToTallies(
    tx,
    sql`select region_code, cell, longitude, latitude, type, stage, coalesce(list, 'none') as list, coalesce(colour, 'none') as colour,
        1 as count, coalesce(area_m2, 0)::numeric as area_m2, (area_m2 is null)::int as without_area, invented::int as invented from waters`,
  )
}

/** Merged, split and cleared: such waters count in no total and stand on no map. */
export const endedStages = stageIds.filter(stage => stages[stage].end)

type Added = {
  readonly count: number
  readonly emptied: readonly Readonly<Record<string, unknown>>[] | null
  readonly emptiedCells: Added['emptied']
}

/**
 * @param changes a statement whose rows are as in `water_tally_changes`
 * @returns how many there were, and the tallies in which nothing is counted any more
 */
async function addToTallies(tx: Pick<Tx, 'sql'>, changes: RawBuilder<unknown>): Promise<Added> {
  const { rows } = await sql<Added>`
    with change as materialized (${changes}),
    counted as (
      insert into water_tallies (county_code, digits, region_code, stage, list, colour, count, area_m2, without_area, invented)
      select left(region_code, 6), digits, rpad(left(region_code, digits), 12, '0'), stage, list, colour,
             sum(count), sum(area_m2), sum(without_area), sum(invented)
      from change cross join (values (6), (9), (12)) level (digits) group by 1, 2, 3, 4, 5, 6
      on conflict (county_code, digits, region_code, stage, list, colour) do update set
        count = water_tallies.count + excluded.count, area_m2 = water_tallies.area_m2 + excluded.area_m2,
        without_area = water_tallies.without_area + excluded.without_area, invented = water_tallies.invented + excluded.invented
      returning *
    ),
    exact as materialized (
      select left(region_code, 6) as county, zoom, cell >> (2 * (${sql.lit(pointZoom)} - zoom)) as at, type, stage, list, colour,
             sum(count) as count, sum(area_m2) as area_m2, sum(count * longitude) as longitude_sum, sum(count * latitude) as latitude_sum
      from change cross join generate_series(${sql.lit(talliedZooms.from)}, ${sql.lit(talliedZooms.to)}) zoom
      where cell is not null group by 1, 2, 3, 4, 5, 6, 7
    ),
    shown as (
      select * from exact union all
      select county, zoom, at, 'any', 'any', list, 'any', sum(count), sum(area_m2), sum(longitude_sum), sum(latitude_sum)
      from exact where stage <> all(${endedStages}::text[]) group by 1, 2, 3, 6
    ),
    celled as (
      insert into water_cell_tallies (county_code, region_code, zoom, cell, type, stage, list, colour, count, area_m2, longitude_sum, latitude_sum)
      select county, county || '000000', zoom, at, type, stage, list, colour, count, area_m2, longitude_sum, latitude_sum from shown
      on conflict (county_code, zoom, cell, stage, type, list, colour) do update set
        count = water_cell_tallies.count + excluded.count, area_m2 = water_cell_tallies.area_m2 + excluded.area_m2,
        longitude_sum = water_cell_tallies.longitude_sum + excluded.longitude_sum,
        latitude_sum = water_cell_tallies.latitude_sum + excluded.latitude_sum
      returning *
    )
    select (select count(*)::int from change) as count,
           (select jsonb_agg(counted) from counted where count = 0 and without_area = 0 and invented = 0) as emptied,
           (select jsonb_agg(celled) from celled where count = 0) as "emptiedCells"`.execute(tx.sql)
  const [added] = rows as [Added] // a question without a table has one answer
  return added
}
