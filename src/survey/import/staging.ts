import { chinaDate } from '../../domain/dates.ts'
import { Problem } from '../../domain/problems.ts'
import type { Actor } from '../../platform/actor.ts'
import { atomically, reading, type Database, type Tx } from '../../platform/db/database.ts'
import { recordExists } from '../../platform/db/errors.ts'
import { openWorkbook, type Workbook } from '../../platform/files/workbook/sheets.ts'
import { findOutlines } from '../../places/outlines-store.ts'
import { placeDirectory } from '../../places/store.ts'
import { knownWatersAround } from '../../waters/matching-store.ts'
import {
  changeImport,
  clearRows,
  countRows,
  dropKeptDecisions,
  holdImport,
  insertRows,
  keepDecisions,
  type Decision,
  type ImportKey,
  type NewRow,
  type StoredImport,
} from '../import-store.ts'
import { readSurvey } from '../workbook/read-survey.ts'
import type { RowProblem, SurveyDoors, SurveyEvent, SurveyRow } from '../workbook/survey-row.ts'
import { doorsOf } from './doors.ts'
import { isCertain, matchRow, positionsOf } from './matching.ts'
import { withCorrections } from './overlay.ts'

/** Rows held in memory and written at a time. */
const batchRows = 500

/** Remarks about sheets and columns that are kept; a workbook with more has one cause many times over. */
const keptRemarks = 500

export type Staging = {
  readonly database: Database
  readonly actor: Actor
  readonly held: StoredImport
  readonly path: string
  readonly onProgress?: (rowsRead: number) => void
}

/**
 * Reads the file of an import, row by row, into rows that can be looked at, corrected and decided on. Nothing is written to
 * the waters. May be run again at any time: it begins anew and gives decisions back. An import that is not being read, or no
 * longer - somebody gave it up, the queue did - is left as it is.
 */
export async function stageImport(staging: Staging): Promise<void> {
  const { database, actor, held } = staging
  const decisions = await atomically(database, actor, tx => beginAnew(tx, held))
  if (decisions === undefined) return
  const doors = await importDoors(database, actor)
  try {
    const workbook = await openWorkbook(staging.path)
    try {
      await stageRows(staging, { workbook: withCorrections(workbook, held.corrections), doors, decisions })
    } finally {
      await workbook.close()
    }
  } catch (error) {
    // A file that cannot be read at all is an outcome of the import, told to the person; anything else is tried again, or a bug.
    if (!(error instanceof Problem) || isOfThePlatform(error)) throw error
    await atomically(database, actor, async tx => {
      if (await stillReading(tx, held)) await changeImport(tx, held, { state: 'failed', failure: error.words() })
    })
  }
}

/** The database is busy, away or full, or another run of the same job stages the same rows: the file is not at fault. */
function isOfThePlatform({ kind }: Problem): boolean {
  return kind.status >= 500 || kind === recordExists
}

async function beginAnew(tx: Tx, key: ImportKey): Promise<Decisions | undefined> {
  if (!(await stillReading(tx, key))) return undefined
  const decisions = await keepDecisions(tx, key)
  await clearRows(tx, key)
  await changeImport(tx, key, { rowsRead: 0, ready: 0, refused: 0, undecided: 0, remarks: [] })
  return decisions
}

/** Held until the transaction ends: whoever ends the import meanwhile is not overridden by a run that goes on. */
async function stillReading(tx: Tx, key: ImportKey): Promise<boolean> {
  return (await holdImport(tx, key.id)).state === 'reading'
}

/** What reading needs, for one importer, today (China time). */
export function importDoors(database: Database, actor: Actor): Promise<SurveyDoors> {
  return reading(database, actor, async tx =>
    doorsOf({
      directory: await placeDirectory(tx),
      outlines: await findOutlines(tx),
      region: actor.region,
      range: actor.range,
      today: chinaDate(tx.at),
    }),
  )
}

type Decisions = ReadonlyMap<string, Decision>
type Source = { readonly workbook: Workbook; readonly doors: SurveyDoors; readonly decisions: Decisions }
type Read = Extract<SurveyEvent, { kind: 'row' | 'refused' }>

async function stageRows(staging: Staging, { workbook, doors, decisions }: Source): Promise<void> {
  const remarks: RowProblem[] = []
  let batch: Read[] = []
  let read = 0
  const flush = async () => {
    const first = read - batch.length + 1
    const goesOn = await stageBatch(staging, { batch, first, decisions })
    batch = []
    staging.onProgress?.(read)
    return goesOn
  }
  for await (const event of readSurvey(workbook, doors)) {
    if (event.kind === 'remark' && remarks.length < keptRemarks) remarks.push(event.problem)
    if (event.kind !== 'row' && event.kind !== 'refused') continue
    batch.push(event)
    read++
    if (batch.length >= batchRows && !(await flush())) return
  }
  if (await flush()) await finishStaging(staging, { remarks, read })
}

async function finishStaging(
  { database, actor, held }: Staging,
  { remarks, read }: { readonly remarks: readonly RowProblem[]; readonly read: number },
): Promise<void> {
  await atomically(database, actor, async tx => {
    if (!(await stillReading(tx, held))) return
    const counts = await countRows(tx, held)
    const staged = counts.ready + counts.refused + counts.undecided
    // Another run of the same job cleared the rows under this one: the queue tries again, alone.
    if (staged !== read) throw new Error(`import ${held.id}: ${read} rows read, ${staged} staged`)
    const blocked = remarks.some(({ severity }) => severity === 'refuse')
    const open = counts.refused + counts.undecided > 0 || blocked
    await changeImport(tx, held, { ...counts, remarks, state: open ? 'open' : 'ready' })
    await dropKeptDecisions(tx, held)
  })
}

/** @returns whether the import is still being read */
async function stageBatch(
  staging: Staging,
  { batch, first, decisions }: { batch: readonly Read[]; first: number; decisions: Decisions },
): Promise<boolean> {
  const { database, actor, held } = staging
  return atomically(database, actor, async tx => {
    if (!(await stillReading(tx, held))) return false
    const sound = batch.flatMap(event => (event.kind === 'row' ? [event.row] : []))
    const match = await matcher(tx, sound)
    const rows = batch.map((event, index) => stagedRow(event, { position: first + index, match, decisions }))
    await insertRows(tx, held, rows)
    await changeImport(tx, held, { rowsRead: first + batch.length - 1 })
    return true
  })
}

/** What an identity exported by this product looks like; anything else in the column is no identity. */
const identity = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

type Matching = (row: SurveyRow) => ReturnType<typeof matchRow>

/** One query for a whole batch; then each row is compared with the waters of its town and around its position. */
export async function matcher(tx: Tx, rows: readonly SurveyRow[]): Promise<Matching> {
  if (rows.length === 0) return () => undefined
  const known = await knownWatersAround(tx, {
    towns: [...new Set(rows.map(({ place }) => place.reportingCode.slice(0, 9)))],
    ids: rows.flatMap(({ waterId }) => (waterId !== undefined && identity.test(waterId) ? [waterId] : [])),
    positions: rows.flatMap(row => positionsOf(row)),
  })
  return row => matchRow(row, known)
}

function stagedRow(event: Read, at: { position: number; match: Matching; decisions: Decisions }): NewRow {
  const { position, decisions } = at
  const common = { position, written: event.row, problems: event.problems }
  if (event.kind === 'refused') return { ...common, outcome: 'refused' }
  const found = at.match(event.row)
  if (found === undefined) return { ...common, outcome: 'ready', water: event.row }
  const decision = isCertain(found) ? 'same' : decisions.get(`${event.row.sheet}!${event.row.row}`)
  const decided = decision === undefined ? {} : { decision }
  return {
    ...common,
    ...decided,
    outcome: decision === undefined ? 'undecided' : 'ready',
    water: event.row,
    match: found,
  }
}
