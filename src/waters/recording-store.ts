import { sql } from 'kysely'
import { chinaDate } from '../domain/dates.ts'
import { uuidv7 } from '../domain/ids.ts'
import { applyTransition, type Transition } from '../domain/lifecycle.ts'
import { Problem } from '../domain/problems.ts'
import { countyOf, type RegionCode } from '../domain/regions.ts'
import type { SupervisionList } from '../domain/waters.ts'
import { isPlace, placeDirectory, placeNames, type PlaceDirectory } from '../places/store.ts'
import { policyAt } from '../policy/policy.ts'
import type { Tx } from '../platform/db/database.ts'
import { enteredOf, type Entered } from './founding.ts'
import { regionUnknown, transitionRefused } from './problems.ts'
import { searchable } from './search-words.ts'
import type { WaterValues } from './shapes.ts'
import { tallyNew } from './tallies-store.ts'
import { columnsOf, mapPoint, placeColumns, shapeCells, shapeToCgcs2000, type ValueColumns } from './values.ts'
import type { WaterRow, WaterShape } from './water-row.ts'
import type { CandidateSource, ListWay, WarningColour } from './words.ts'

/** How a water comes on record: as suspected, or as an official list declares it. */
export type Entry =
  | { readonly transition: 'suspect' }
  | { readonly transition: 'declare'; readonly list: SupervisionList; readonly listHow?: ListWay }

export type WaterDraft = {
  /** Made by the caller where the record must be repeatable. */
  readonly id?: string
  readonly values: WaterValues
  /** Checked (`checkShape`); in the system that `values.coordinateSource` names. */
  readonly geometry?: WaterShape
  readonly candidateSource: CandidateSource
  readonly entry: Entry
  /** The water it was split off, and how much of it it is, 0 to 1, where that is known. */
  readonly part?: { readonly of: string; readonly share: number | null }
  /** Example data. */
  readonly invented?: boolean
}

/**
 * Puts one water on record. Appends `water.recorded` and `water.moved`.
 *
 * @throws Problem `water.region-unknown`, `water.transition-refused`
 * @example await recordWater(tx, { values: { name: '水井大田水塘', type: 'pond', regionCode: '500231102000' }, candidateSource: 'desk', entry: { transition: 'suspect' } })
 */
export async function recordWater(tx: Tx, draft: WaterDraft, reason?: string): Promise<WaterRow> {
  const [made] = await makeRows(tx, [draft])
  const { row, move } = made! // one draft makes one row
  await insertWaters(tx, [row])
  const place = { regionCode: row.region_code, subjectId: row.id }
  await tx.append({
    kind: 'water.recorded',
    ...place,
    body: {
      source: row.candidate_source,
      values: {
        ...draft.values,
        code: row.code,
        ...(draft.geometry === undefined ? {} : { geometry: draft.geometry }),
      },
      ...(draft.part === undefined ? {} : { part: draft.part }),
    },
  })
  await tx.append({
    kind: 'water.moved',
    ...place,
    body: { ...move, ...(reason === undefined ? {} : { reason }), ...listHowOf(row) },
  })
  return row
}

/**
 * Puts many waters on record without a fact of their own: the caller appends one `survey.imported` per county and import with
 * `subjectId: importId`, and the history of each water then shows it.
 */
export async function recordWaters(
  tx: Tx,
  drafts: readonly WaterDraft[],
  { importId, hashRow = () => null }: BulkRecording,
): Promise<readonly WaterRow[]> {
  const rows = (await makeRows(tx, drafts)).map(({ row }) => row)
  await insertWaters(tx, rows)
  await linkImport(
    tx,
    importId,
    rows.map((row, index) => ({ row, rowHash: hashRow(row, index), entered: enteredOf(row) })),
  )
  return rows
}

export type BulkRecording = {
  readonly importId: string
  /** SHA-256 of the row as founded: a leaf of the import fact's Merkle tree. `index` is that of its draft. */
  readonly hashRow?: (row: WaterRow, index: number) => string | null
}

/** Notes that an import touched waters, so that its fact stands in their histories. Saying it again is fine. */
export async function linkImport(
  tx: Tx,
  importId: string,
  links: readonly {
    readonly row: Pick<WaterRow, 'county_code' | 'id' | 'region_code'>
    readonly rowHash: string | null
    /** Absent where the import only corrected the water. */
    readonly entered?: Entered
  }[],
): Promise<void> {
  const records = links.map(({ row, rowHash, entered = null }) => ({
    county_code: row.county_code,
    water_id: row.id,
    import_id: importId,
    region_code: row.region_code,
    row_hash: rowHash,
    entered,
  }))
  await sql`insert into water_imports select * from jsonb_populate_recordset(null::water_imports, ${JSON.stringify(records)}::jsonb)
            on conflict (county_code, water_id, import_id) do update set row_hash = excluded.row_hash`.execute(tx.sql)
}

async function makeRows(tx: Tx, drafts: readonly WaterDraft[]) {
  const directory = await placeDirectory(tx)
  const counties = drafts.map(draft => requireCounty(directory, draft.values.regionCode))
  const numbers = await takeNumbers(tx, counties)
  const colours = policyAt('traffic-light', chinaDate(tx.at)).value.byStage
  return drafts.map((draft, index) => {
    const county = counties[index]!
    const entered = enter(tx, draft.entry)
    const colour = colours[entered.state.stage]
    const row = makeRow(tx, {
      draft,
      directory,
      county,
      code: `JQ${county}-${String(numbers[index]).padStart(4, '0')}`,
    })
    return { row: { ...row, ...entered.columns, colour: colour === 'none' ? null : colour }, move: entered.move }
  })
}

/** The founding county. @throws Problem `water.region-unknown` */
export function requireCounty(directory: PlaceDirectory, regionCode: RegionCode): string {
  const county = countyOf(regionCode)
  if (county === undefined || !isPlace(directory, regionCode)) throw new Problem(regionUnknown, { regionCode })
  return county
}

function enter(tx: Tx, entry: Entry) {
  const input = { at: tx.at.toISOString(), ...(entry.transition === 'declare' ? { list: entry.list } : {}) }
  const outcome = applyTransition(undefined, entry.transition satisfies Transition, input)
  if (outcome.kind === 'refused') throw new Problem(transitionRefused, { reason: outcome.code, ...outcome.words })
  const { stage, cycle, list } = outcome.state
  const listHow = entry.transition === 'declare' ? (entry.listHow ?? 'declared') : null
  return { ...outcome, columns: { stage, cycle, list: list ?? null, list_how: listHow } }
}

/** How a list came about enters the fact, where there is a list. */
export function listHowOf({ list_how: listHow }: Pick<WaterRow, 'list_how'>): { readonly listHow?: ListWay } {
  return listHow === null ? {} : { listHow }
}

type Making = {
  readonly draft: WaterDraft
  readonly directory: PlaceDirectory
  readonly county: string
  readonly code: string
}

function makeRow(tx: Tx, { draft, directory, county, code }: Making): WaterRow {
  const columns = columnsOf(draft.values)
  const geometry =
    draft.geometry === undefined ? null : shapeToCgcs2000(draft.geometry, draft.values.coordinateSource ?? 'not-stated')
  return {
    county_code: county,
    id: draft.id ?? uuidv7(tx.at.getTime()),
    code,
    ...columns,
    ...searchColumns(directory, { ...columns, code }),
    ...placeColumns(mapPoint(columns, geometry)),
    geometry,
    candidate_source: draft.candidateSource,
    invented: draft.invented ?? false,
    stage: 'suspected',
    cycle: 1,
    stage_since: tx.at,
    state_changed_at: tx.at,
    held: null,
    list: null,
    list_how: null,
    colour: null as WarningColour | null, // set by makeRows from the policy
    colour_by_hand: false,
    version: 1,
    created_at: tx.at,
    updated_at: tx.at,
  }
}

/** What a water is found by: its name and the names of village and town, the place as written, its natural villages. */
export function searchColumns(
  directory: PlaceDirectory,
  row: Pick<ValueColumns, 'name' | 'region_code' | 'place_text' | 'natural_villages'> & { readonly code: string },
): Pick<WaterRow, 'name_grams' | 'search_text'> {
  const { town, village } = placeNames(directory, row.region_code)
  const { text, grams } = searchable([row.name, village, town, row.place_text, row.natural_villages])
  return { search_text: text, name_grams: grams }
}

/** Running numbers of the counties, in the order asked for: taken in this transaction, so a number is never given twice. */
async function takeNumbers(tx: Tx, counties: readonly string[]): Promise<readonly number[]> {
  const next = new Map<string, number>()
  for (const [county, of] of [...Map.groupBy(counties, county => county)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const found = await sql<{ last: number }>`
      insert into water_code_counters (county_code, last) values (${county}, ${of.length})
      on conflict (county_code) do update set last = water_code_counters.last + excluded.last
      returning last`.execute(tx.sql)
    next.set(county, found.rows[0]!.last - of.length + 1) // an upsert returns its row
  }
  return counties.map(county => {
    const number = next.get(county)!
    next.set(county, number + 1)
    return number
  })
}

const batchSize = 2000

async function insertWaters(tx: Tx, rows: readonly WaterRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += batchSize) {
    const batch = rows.slice(start, start + batchSize)
    await sql`insert into waters select * from jsonb_populate_recordset(null::waters, ${JSON.stringify(batch)}::jsonb)`.execute(
      tx.sql,
    )
    await insertAreas(tx, batch)
    await writeCells(tx, batch)
    await tallyNew(tx, batch)
  }
}

/** Enters the present area of each water that has one into its history of areas. */
export async function insertAreas(tx: Tx, rows: readonly WaterRow[]): Promise<void> {
  const records = rows
    .filter(row => row.area_m2 !== null)
    .map(row => ({
      county_code: row.county_code,
      id: uuidv7(tx.at.getTime()),
      water_id: row.id,
      region_code: row.region_code,
      area_m2: row.area_m2,
      method: row.area_method,
      area_on: row.area_on,
      geometry: row.area_method === 'drawn' ? row.geometry : null,
      recorded_at: tx.at,
      by_account: tx.actor.accountId,
    }))
  if (records.length === 0) return
  await sql`insert into water_areas select * from jsonb_populate_recordset(null::water_areas, ${JSON.stringify(records)}::jsonb)`.execute(
    tx.sql,
  )
}

/** Writes the cells of shapes anew. */
export async function writeCells(tx: Tx, rows: readonly WaterRow[]): Promise<void> {
  const cells = rows.flatMap(row =>
    row.geometry === null
      ? []
      : shapeCells(row.geometry).map(cell => ({
          county_code: row.county_code,
          cell,
          water_id: row.id,
          region_code: row.region_code,
        })),
  )
  if (cells.length === 0) return
  await sql`insert into water_cells select * from jsonb_populate_recordset(null::water_cells, ${JSON.stringify(cells)}::jsonb)`.execute(
    tx.sql,
  )
}
