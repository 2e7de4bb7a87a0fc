import { sql, type GeneratedAlways, type Selectable } from 'kysely'
import { Problem } from '../domain/problems.ts'
import { countyOf, type RegionCode } from '../domain/regions.ts'
import type { Bilingual } from '../domain/words.ts'
import type { Tx } from '../platform/db/database.ts'
import type { Correction, ImportReport, ImportState, Match, RowStanding } from './import/contract.ts'
import { importNotFound, importRowNotFound } from './import/problems.ts'
import type { RowProblem, SurveyRow, WrittenRow } from './workbook/survey-row.ts'

type SurveyImportTable = {
  county_code: string
  id: string
  region_code: RegionCode
  file_name: string
  sha256: string
  state: ImportState
  account_id: string
  responsible_id: string
  corrections: unknown
  rows_read: number
  ready: number
  refused: number
  undecided: number
  remarks: unknown
  outcome: unknown
  failure: unknown
  gave_up: unknown
  kept_decisions: unknown
  created_at: Date
  updated_at: Date
  version: number
}

type SurveyImportRowTable = {
  county_code: string
  import_id: string
  position: number
  region_code: RegionCode
  sheet: string
  sheet_row: number
  outcome: 'ready' | 'refused' | 'undecided'
  name: string | null
  written: unknown
  cells: unknown
  water: unknown
  problems: unknown
  match: unknown
  decision: Decision | null
  decided_water_id: string | null
  standing: GeneratedAlways<number>
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    survey_imports: SurveyImportTable
    survey_import_rows: SurveyImportRowTable
  }
}

export type ImportCounts = Omit<ImportReport, 'problems'>

/** Where the platform stopped trying, and how it would have gone on: what a retry begins with. Persisted. */
export type GaveUpAt = { readonly step: 'reading' } | { readonly step: 'writing'; readonly partial: boolean }

export type Decision = 'new' | 'same' | 'skip'

/** One import as stored. */
export type StoredImport = {
  readonly countyCode: string
  readonly id: string
  readonly regionCode: RegionCode
  readonly fileName: string
  readonly sha256: string
  readonly state: ImportState
  /** Who uploaded it. */
  readonly accountId: string
  /** Who answers for it while it is under way; another than the uploader after a handover. */
  readonly responsibleId: string
  readonly corrections: readonly Correction[]
  readonly rowsRead: number
  readonly ready: number
  readonly refused: number
  readonly undecided: number
  readonly remarks: readonly RowProblem[]
  readonly outcome?: ImportCounts
  readonly failure?: Bilingual
  readonly gaveUp?: GaveUpAt
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** A row of an import as it is kept: sound rows carry the water they describe. */
export type StagedRow = NewRow & { readonly standing: RowStanding }

/** One row of an import as read. */
export type NewRow = {
  readonly position: number
  readonly outcome: 'ready' | 'refused' | 'undecided'
  readonly written: WrittenRow
  readonly water?: SurveyRow
  readonly problems: readonly RowProblem[]
  readonly match?: Match
  readonly decision?: Decision
}

export type ImportKey = Pick<StoredImport, 'countyCode' | 'id'>

/** Imports stand in the chain and shard of the importer's county; those of a city or above in `000000`. */
export function importCounty(region: RegionCode): string {
  return countyOf(region) ?? '000000'
}

export async function insertImport(
  tx: Tx,
  fresh: { id: string; regionCode: RegionCode; fileName: string; sha256: string },
): Promise<StoredImport> {
  const row = await tx.sql
    .insertInto('survey_imports')
    .values({
      county_code: importCounty(fresh.regionCode),
      id: fresh.id,
      region_code: fresh.regionCode,
      file_name: fresh.fileName,
      sha256: fresh.sha256,
      state: 'reading',
      account_id: tx.actor.accountId,
      responsible_id: tx.actor.accountId,
      corrections: '[]',
      rows_read: 0,
      ready: 0,
      refused: 0,
      undecided: 0,
      remarks: '[]',
      outcome: null,
      failure: null,
      gave_up: null,
      kept_decisions: '{}',
      created_at: tx.at,
      updated_at: tx.at,
      version: 1,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return importOf(row)
}

/** @throws Problem `import.not-found`, also for one outside the caller's jurisdiction */
export async function findImport(tx: Tx, id: string): Promise<StoredImport> {
  const row = await tx.sql.selectFrom('survey_imports').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) throw new Problem(importNotFound, { id })
  return importOf(row)
}

/** As `findImport`, and nobody else changes it until this command is done. */
export async function holdImport(tx: Tx, id: string): Promise<StoredImport> {
  const row = await tx.sql.selectFrom('survey_imports').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (row === undefined) throw new Problem(importNotFound, { id })
  return importOf(row)
}

/** Newest first. */
export async function findImports(
  tx: Tx,
  page: { readonly limit: number; readonly before?: { readonly at: Date; readonly id: string } },
): Promise<readonly StoredImport[]> {
  let query = tx.sql
    .selectFrom('survey_imports')
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit)
  const before = page.before
  if (before !== undefined) query = query.where(sql<boolean>`(created_at, id) < (${before.at}, ${before.id}::uuid)`)
  return (await query.execute()).map(importOf)
}

export type ImportChange = {
  readonly state?: ImportState
  readonly rowsRead?: number
  readonly ready?: number
  readonly refused?: number
  readonly undecided?: number
  readonly corrections?: readonly Correction[]
  readonly remarks?: readonly RowProblem[]
  readonly outcome?: ImportCounts
  /** `null` takes it away again. */
  readonly failure?: Bilingual | null
  readonly gaveUp?: GaveUpAt | null
}

export async function changeImport(tx: Tx, key: ImportKey, change: ImportChange): Promise<void> {
  const { corrections, remarks, outcome, failure, gaveUp, rowsRead, ...plain } = change
  await tx.sql
    .updateTable('survey_imports')
    .set({
      ...plain,
      ...(rowsRead === undefined ? {} : { rows_read: rowsRead }),
      ...(corrections === undefined ? {} : { corrections: JSON.stringify(corrections) }),
      ...(remarks === undefined ? {} : { remarks: JSON.stringify(remarks) }),
      ...(outcome === undefined ? {} : { outcome: JSON.stringify(outcome) }),
      ...(failure === undefined ? {} : { failure: jsonOf(failure) }),
      ...(gaveUp === undefined ? {} : { gave_up: jsonOf(gaveUp) }),
      updated_at: tx.at,
    })
    .where('county_code', '=', key.countyCode)
    .where('id', '=', key.id)
    .execute()
}

function jsonOf(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value)
}

/** Forgets the rows as read, before the file is read again; decisions go with them and are given back for those that stay. */
export async function clearRows(tx: Tx, key: ImportKey): Promise<void> {
  await tx.sql
    .deleteFrom('survey_import_rows')
    .where('county_code', '=', key.countyCode)
    .where('import_id', '=', key.id)
    .execute()
}

export async function insertRows(
  tx: Tx,
  held: Pick<StoredImport, 'countyCode' | 'id' | 'regionCode'>,
  rows: readonly NewRow[],
): Promise<void> {
  if (rows.length === 0) return
  await tx.sql
    .insertInto('survey_import_rows')
    .values(
      rows.map(row => ({
        county_code: held.countyCode,
        import_id: held.id,
        position: row.position,
        region_code: held.regionCode,
        sheet: row.written.sheet,
        sheet_row: row.written.row,
        outcome: row.outcome,
        name: row.written.written.name ?? null,
        written: JSON.stringify(row.written.written),
        cells: JSON.stringify(row.written.cells),
        water: row.water === undefined ? null : JSON.stringify(row.water),
        problems: JSON.stringify(row.problems),
        match: row.match === undefined ? null : JSON.stringify(row.match),
        decision: row.decision ?? null,
        decided_water_id: null,
      })),
    )
    .execute()
}

/** Persisted in the generated column `standing` (migration order-import-rows): the most pressing first. */
const standings = { refused: 0, undecided: 1, warned: 2, clean: 3 } as const satisfies Record<RowStanding, number>
const standingNames = ['refused', 'undecided', 'warned', 'clean'] as const satisfies readonly RowStanding[]

export type RowFilter = RowStanding | 'attention' | 'all' | 'ready'

const rowConditions = {
  all: sql<boolean>`true`,
  attention: sql<boolean>`standing < ${sql.lit(standings.clean)}`,
  refused: sql<boolean>`standing = ${sql.lit(standings.refused)}`,
  undecided: sql<boolean>`standing = ${sql.lit(standings.undecided)}`,
  warned: sql<boolean>`standing = ${sql.lit(standings.warned)}`,
  clean: sql<boolean>`standing = ${sql.lit(standings.clean)}`,
  ready: sql<boolean>`outcome = 'ready'`,
} as const satisfies Record<RowFilter, unknown>

/** More rows than any sheet has: a cursor holds the standing above it and the position below. */
const positions = 10_000_000

/** Where the next page of rows begins: rows in the order of the file by their position, pressing ones by standing and position. */
export function rowCursor(show: RowFilter, { standing, position }: Pick<StagedRow, 'standing' | 'position'>): number {
  return show === 'attention' ? standings[standing] * positions + position : position
}

/** Rows from behind a cursor on: in the order of the file, but `attention` has the most pressing first. */
export async function findRows(
  tx: Tx,
  key: ImportKey,
  page: { readonly show: RowFilter; readonly after: number; readonly limit: number },
): Promise<readonly StagedRow[]> {
  let query = tx.sql
    .selectFrom('survey_import_rows')
    .selectAll()
    .where('county_code', '=', key.countyCode)
    .where('import_id', '=', key.id)
    .where(rowConditions[page.show])
    .limit(page.limit)
  if (page.show === 'attention') {
    const [standing, position] = [Math.floor(page.after / positions), page.after % positions]
    query = query
      .where(sql<boolean>`(standing, position) > (${standing}::smallint, ${position}::integer)`)
      .orderBy('standing')
  } else {
    query = query.where('position', '>', page.after)
  }
  const rows = await query.orderBy('position').execute()
  return rows.map(rowOf)
}

export type RowCounts = Readonly<Record<RowStanding, number>>

/** How many rows stand how; each row once. */
export async function countStandings(tx: Tx, key: ImportKey): Promise<RowCounts> {
  const rows = await tx.sql
    .selectFrom('survey_import_rows')
    .select(({ fn }) => ['standing', fn.countAll<number>().as('rows')])
    .where('county_code', '=', key.countyCode)
    .where('import_id', '=', key.id)
    .groupBy('standing')
    .execute()
  const counted = new Map(rows.map(({ standing, rows: count }) => [standing, Number(count)]))
  const of = (standing: RowStanding) => counted.get(standings[standing]) ?? 0
  return { refused: of('refused'), undecided: of('undecided'), warned: of('warned'), clean: of('clean') }
}

/** Keeps a decision about a likely duplicate. @throws Problem `import.row-not-found` */
export async function decideRow(tx: Tx, key: ImportKey, position: number, decision: Decision): Promise<void> {
  const result = await tx.sql
    .updateTable('survey_import_rows')
    .set({ decision, outcome: 'ready' })
    .where('county_code', '=', key.countyCode)
    .where('import_id', '=', key.id)
    .where('position', '=', position)
    .where('match', 'is not', null)
    .executeTakeFirst()
  if (Number(result.numUpdatedRows) === 0) throw new Problem(importRowNotFound, { position })
}

/**
 * Puts the decisions of the rows aside, before the rows are read anew: a run that stops midway, and however many after it, lose none.
 *
 * @returns sheet and row → decision, to give them back
 */
export async function keepDecisions(tx: Tx, key: ImportKey): Promise<ReadonlyMap<string, Decision>> {
  const kept = await sql<{ kept_decisions: Readonly<Record<string, Decision>> }>`
    update survey_imports set kept_decisions = kept_decisions || coalesce(
      (select jsonb_object_agg(sheet || '!' || sheet_row, decision) from survey_import_rows
       where county_code = ${key.countyCode} and import_id = ${key.id} and decision is not null), '{}')
    where county_code = ${key.countyCode} and id = ${key.id}
    returning kept_decisions`.execute(tx.sql)
  return new Map(Object.entries(kept.rows[0]?.kept_decisions ?? {}))
}

/** Once every row is read, the rows hold the decisions again. */
export async function dropKeptDecisions(tx: Tx, key: ImportKey): Promise<void> {
  await tx.sql
    .updateTable('survey_imports')
    .set({ kept_decisions: '{}' })
    .where('county_code', '=', key.countyCode)
    .where('id', '=', key.id)
    .execute()
}

export async function countRows(
  tx: Tx,
  key: ImportKey,
): Promise<{ ready: number; refused: number; undecided: number }> {
  const counted = await sql<{ ready: number; refused: number; undecided: number }>`
    select count(*) filter (where outcome = 'ready')::int as ready, count(*) filter (where outcome = 'refused')::int as refused,
           count(*) filter (where outcome = 'undecided')::int as undecided
    from survey_import_rows where county_code = ${key.countyCode} and import_id = ${key.id}`.execute(tx.sql)
  return counted.rows[0] ?? { ready: 0, refused: 0, undecided: 0 }
}

// What is read back below was written by the functions above from the same types.
function importOf(row: SurveyImportTable): StoredImport {
  return {
    countyCode: row.county_code,
    id: row.id,
    regionCode: row.region_code,
    fileName: row.file_name,
    sha256: row.sha256,
    state: row.state,
    accountId: row.account_id,
    responsibleId: row.responsible_id,
    corrections: row.corrections as readonly Correction[],
    rowsRead: row.rows_read,
    ready: row.ready,
    refused: row.refused,
    undecided: row.undecided,
    remarks: row.remarks as readonly RowProblem[],
    ...(row.outcome === null ? {} : { outcome: row.outcome as ImportCounts }),
    ...(row.failure === null ? {} : { failure: row.failure as Bilingual }),
    ...(row.gave_up === null ? {} : { gaveUp: row.gave_up as GaveUpAt }),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

function rowOf(row: Selectable<SurveyImportRowTable>): StagedRow {
  const written = {
    sheet: row.sheet,
    row: row.sheet_row,
    written: row.written as WrittenRow['written'],
    cells: row.cells as WrittenRow['cells'],
    unknown: {},
  }
  return {
    position: row.position,
    outcome: row.outcome,
    standing: standingNames[row.standing] ?? 'clean',
    written,
    problems: row.problems as readonly RowProblem[],
    ...(row.water === null ? {} : { water: row.water as SurveyRow }),
    ...(row.match === null ? {} : { match: row.match as Match }),
    ...(row.decision === null ? {} : { decision: row.decision }),
  }
}

/** Imports that somebody began and did not finish, newest first, with up to five of them. */
export async function countOpenImports(
  tx: Tx,
): Promise<{ readonly count: number; readonly examples: readonly StoredImport[] }> {
  const open = tx.sql.selectFrom('survey_imports').where('state', 'in', ['open', 'ready', 'failed'])
  const counted = await open.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  const rows = await open.selectAll().orderBy('created_at', 'desc').limit(5).execute()
  return { count: Number(counted.count), examples: rows.map(importOf) }
}

/** Which of these files an import came from, whatever became of it. */
export async function filesOfImports(tx: Tx, hashes: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.sql
    .selectFrom('survey_imports')
    .select('sha256')
    .distinct()
    .where('sha256', 'in', hashes)
    .execute()
  return rows.map(({ sha256 }) => sha256)
}
