import { chinaDate } from '../domain/dates.ts'
import { uuidv7 } from '../domain/ids.ts'
import { countyOf } from '../domain/regions.ts'
import { systemActor } from '../platform/actor.ts'
import type { BulkLoad } from '../platform/db/bulk-load.ts'
import type { PlaceDirectory } from '../places/store.ts'
import { policyAt } from '../policy/policy.ts'
import { enteredOf, type Entered } from './founding.ts'
import { searchColumns } from './recording-store.ts'
import { recountTallies } from './tallies-store.ts'
import { columnsOf, placeColumns, shapeCells } from './values.ts'
import type { WaterRow } from './water-row.ts'
import type { WaterValues } from './shapes.ts'

/** A made-up water with where it stands in its life. */
export type LoadedWater = {
  readonly values: WaterValues
  readonly geometry: WaterRow['geometry']
  readonly stage: WaterRow['stage']
  readonly list: WaterRow['list']
}

/** The tables a load fills, and empties of indexes meanwhile. */
const loadedTables = ['waters', 'water_areas', 'water_cells', 'water_imports'] as const

export async function anyWater(load: BulkLoad): Promise<boolean> {
  return (await load.run('select from waters limit 1')).length > 0
}

type Given = {
  readonly directory: PlaceDirectory
  /** The import that the waters' history names. */
  readonly importId: string
  readonly at: Date
  /** The leaf of a water, which its county's fact vouches for. */
  readonly hashRow: (row: WaterRow, entered: Entered) => string
}

/**
 * Fills the empty tables of waters in bulk, tallies and code counters included. Only for measuring: no life is played through.
 *
 * @returns how many waters each county got, by its six digits
 */
export async function loadWaters(
  load: BulkLoad,
  waters: Iterable<LoadedWater>,
  given: Given,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>()
  await load.withoutIndexes(loadedTables, async () => {
    const rows = rowsOf(waters, { ...given, counts })
    const columns = Object.keys(await emptyRow(load))
    await load.copy('waters', columns, lines(rows, columns))
    await deriveTables(load, given)
  })
  for (const [county, count] of counts) {
    await load.run('insert into water_code_counters (county_code, last) values ($1, $2)', [county, count])
  }
  await load.run('analyze waters')
  await recountTallies(load)
  return counts
}

async function emptyRow(load: BulkLoad): Promise<Record<string, unknown>> {
  const columns = await load.run(
    `select column_name as name from information_schema.columns where table_name = 'waters' and table_schema = 'public' order by ordinal_position`,
  )
  return Object.fromEntries(columns.map(({ name }) => [String(name), null]))
}

function* lines(rows: Iterable<WaterRow>, columns: readonly string[]): Generator<readonly unknown[]> {
  for (const row of rows) {
    const values: Readonly<Record<string, unknown>> = row
    yield columns.map(column =>
      column === 'geometry' && values[column] !== null ? JSON.stringify(values[column]) : values[column],
    )
  }
}

type Making = { readonly directory: PlaceDirectory; readonly at: Date; readonly counts: Map<string, number> }

function* rowsOf(waters: Iterable<LoadedWater>, { directory, at, counts }: Making): Generator<WaterRow> {
  const colours = policyAt('traffic-light', chinaDate(at)).value.byStage
  for (const { values, geometry, stage, list } of waters) {
    const county = countyOf(values.regionCode) ?? ''
    const number = (counts.get(county) ?? 0) + 1
    counts.set(county, number)
    const code = `JQ${county}-${String(number).padStart(4, '0')}`
    const columns = columnsOf(values)
    const { longitude, latitude } = columns
    const colour = colours[stage]
    yield {
      county_code: county,
      id: uuidv7(at.getTime()),
      code,
      ...columns,
      ...searchColumns(directory, { ...columns, code }),
      ...placeColumns(longitude === null || latitude === null ? undefined : { longitude, latitude }),
      geometry,
      candidate_source: 'desk',
      invented: true,
      stage,
      cycle: 1,
      stage_since: at,
      state_changed_at: at,
      held: null,
      list,
      list_how: list === null ? null : 'derived',
      colour: colour === 'none' ? null : colour,
      colour_by_hand: false,
      version: 1,
      created_at: at,
      updated_at: at,
    }
  }
}

/** What stands beside each water: its area with history, the cells of its shape, the import it came by. */
async function deriveTables(load: BulkLoad, { importId, at, hashRow }: Given): Promise<void> {
  await load.run(
    `insert into water_areas (county_code, id, water_id, region_code, area_m2, method, area_on, geometry, recorded_at, by_account)
     select county_code, gen_random_uuid(), id, region_code, area_m2, area_method, area_on, null, $1, $2 from waters where area_m2 is not null`,
    [at, systemActor('command-line').accountId],
  )
  let after = '00000000-0000-0000-0000-000000000000'
  await load.run('create index loading on waters (id)')
  for (;;) {
    const rows = await load.run(`select * from waters where id > $1 order by id limit ${readAtOnce}`, [after])
    await load.copy('water_imports', importColumns, importsOf(rows, { importId, hashRow }))
    await load.copy('water_cells', ['county_code', 'cell', 'water_id', 'region_code'], cellsOf(rows))
    if (rows.length < readAtOnce) break
    after = String(rows.at(-1)?.['id'])
  }
  await load.run('drop index loading')
}

const readAtOnce = 20_000
const importColumns = ['county_code', 'water_id', 'import_id', 'region_code', 'row_hash', 'entered'] as const

/** From the rows as stored, as whoever checks them has them. */
function* importsOf(
  rows: readonly Record<string, unknown>[],
  { importId, hashRow }: Pick<Given, 'importId' | 'hashRow'>,
): Generator<readonly unknown[]> {
  for (const stored of rows) {
    const row = stored as unknown as WaterRow // every column of the table
    const entered = enteredOf(row)
    yield [row.county_code, row.id, importId, row.region_code, hashRow(row, entered), JSON.stringify(entered)]
  }
}

function* cellsOf(rows: readonly Record<string, unknown>[]): Generator<readonly unknown[]> {
  for (const { county_code, id, region_code, geometry } of rows) {
    const shape = geometry as WaterRow['geometry'] // written by rowsOf
    if (shape === null) continue
    for (const cell of shapeCells(shape)) yield [county_code, cell, id, region_code]
  }
}

/** The leaves of a county's loaded waters. */
export async function loadedLeaves(load: BulkLoad, county: string): Promise<readonly string[]> {
  const rows = await load.run('select row_hash from water_imports where county_code = $1', [county])
  return rows.map(({ row_hash }) => String(row_hash))
}
