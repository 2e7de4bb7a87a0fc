import { Problem } from '../../domain/problems.ts'
import { uuidv7 } from '../../domain/ids.ts'
import { placeDirectory } from '../../places/store.ts'
import type { Actor } from '../../platform/actor.ts'
import { atomically, reading, type Database, type Tx } from '../../platform/db/database.ts'
import { sha256 } from '../../platform/facts/chain.ts'
import { writeAnswer } from '../../platform/files/workbook/answer-workbook.ts'
import type { RowProblem } from '../../platform/files/workbook/row-problems.ts'
import { openWorkbookContent, type Workbook } from '../../platform/files/workbook/sheets.ts'
import type { ByteSink } from '../../platform/files/xlsx-writer.ts'
import { watersNamed } from '../../waters/naming-store.ts'
import { waterNotFound } from '../../waters/problems.ts'
import { findWatersInPlace } from '../../waters/store.ts'
import { samplesOf } from '../samples-store.ts'
import { keepReading } from '../store.ts'
import { findReadingsHeader } from '../workbook/columns.ts'
import { readReadings, type ReadingRow } from '../workbook/read-readings.ts'
import { maxImportRows, type ReadingsReport } from './contract.ts'
import { rowDecider, type Decided } from './deciding.ts'
import { writtenForms } from './finding-water.ts'
import { readingsTooMany } from './problems.ts'

export type ReadingsFile = {
  readonly database: Database
  readonly actor: Actor
  readonly content: Uint8Array
  readonly fileName: string
}

/** What came of a file. */
export type ReadingsOutcome = Omit<ReadingsReport, 'problems'> & { readonly problems: readonly RowProblem[] }

type Asked = ReadingsFile & { readonly dryRun: boolean; readonly partial: boolean }

/** The events of a file in their order; what stands beside the rows has no row. */
type Read = { readonly row?: ReadingRow; readonly problems: readonly RowProblem[] }

/**
 * Imports a file of readings: all of it or nothing, in one transaction; with `partial` the sound rows. A reading that is on record
 * already changes nothing, so the same file may be imported again. Fact `reading.recorded` for each, `reading.imported` for each
 * county, which wakes the judgement of suspected waters.
 *
 * @throws Problem `workbook.*` for a file that is none, `import.too-long`
 * @example await importReadings({ database, actor, content, fileName: '三月监测.xlsx', dryRun: false, partial: false })
 */
export async function importReadings(asked: Asked): Promise<ReadingsOutcome> {
  const { database, actor, content, dryRun } = asked
  const workbook = await openWorkbookContent(content)
  try {
    const read = await readAll(workbook)
    const work = (tx: Tx) => importRows(tx, read, asked)
    return dryRun ? await reading(database, actor, work) : await atomically(database, actor, work)
  } finally {
    await workbook.close()
  }
}

/** The same workbook with its problems marked and explained, against what is on record now. */
export async function markReadings({ database, actor, content }: ReadingsFile, sink: ByteSink): Promise<void> {
  const workbook = await openWorkbookContent(content)
  try {
    const read = await readAll(workbook)
    const { problems } = await reading(database, actor, tx => decideAll(tx, read))
    const marked = problems.filter(({ severity }) => severity !== 'info')
    await writeAnswer({ workbook, problems: marked, findHeader: findReadingsHeader }, sink)
  } finally {
    await workbook.close()
  }
}

async function readAll(workbook: Workbook): Promise<readonly Read[]> {
  const read: Read[] = []
  let rows = 0
  for await (const event of readReadings(workbook)) {
    if (event.kind === 'remark') read.push({ problems: [event.problem] })
    else read.push({ row: event.row, problems: event.problems })
    if (event.kind === 'reading' && ++rows > maxImportRows)
      throw new Problem(readingsTooMany, { maxRows: maxImportRows })
  }
  return read
}

async function importRows(tx: Tx, read: readonly Read[], asked: Asked): Promise<ReadingsOutcome> {
  const { decided, problems } = await decideAll(tx, read)
  const fresh = decided.filter(one => one.kind === 'new')
  // A sheet that cannot be read counts as one refusal.
  const sheets = read.filter(({ row, problems: said }) => row === undefined && said.some(isRefusal)).length
  const refused = decided.filter(({ kind }) => kind === 'refused').length + sheets
  const writes = refused === 0 || asked.partial
  const written = writes ? fresh : []
  if (!asked.dryRun && written.length > 0) await writeAll(tx, written, asked)
  const suspected = new Set(written.filter(({ water }) => water.stage === 'suspected').map(({ water }) => water.id))
  return {
    read: decided.length,
    created: written.length,
    updated: 0,
    unchanged: decided.filter(({ kind }) => kind === 'same').length,
    refused,
    problems,
    dryRun: asked.dryRun,
    suspected: suspected.size,
    judged: tx.actor.may('identification.judge'),
  }
}

function isRefusal({ severity }: RowProblem): boolean {
  return severity === 'refuse'
}

async function decideAll(tx: Tx, read: readonly Read[]) {
  const rows = read.flatMap(({ row }) => (row === undefined ? [] : [row]))
  const waters = await watersNamed(tx, {
    codes: distinct(rows.flatMap(({ written }) => writtenForms(written.code))),
    names: distinct(rows.flatMap(({ written }) => writtenForms(written.name))),
  })
  const kept = await samplesOf(
    tx,
    waters.map(({ id }) => id),
  )
  const decide = rowDecider({ waters, directory: await placeDirectory(tx) }, kept, tx.at)
  const decided: Decided[] = []
  const problems: RowProblem[] = []
  for (const { row, problems: before } of read) {
    const outcome = row === undefined ? undefined : decide(row, before)
    problems.push(...(outcome?.problems ?? before))
    if (outcome !== undefined) decided.push(outcome.decided)
  }
  return { decided, problems }
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)]
}

type Fresh = Extract<Decided, { kind: 'new' }>

/** County by county in one order, so that two imports never wait for each other's chains in a circle. */
async function writeAll(tx: Tx, fresh: readonly Fresh[], { content, fileName }: ReadingsFile): Promise<void> {
  const importId = uuidv7(tx.at.getTime())
  const hash = sha256(content)
  const inPlace = await findWatersInPlace(tx, distinct(fresh.map(({ water }) => water.id)))
  const standing = new Map(inPlace.map(water => [water.id, water]))
  const byCounty = Map.groupBy(fresh, ({ water }) => water.countyCode)
  for (const [county, ofCounty] of [...byCounty].sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const { id, water, record } of ofCounty) {
      const at = standing.get(water.id)
      if (at === undefined) throw new Problem(waterNotFound, { id: water.id }) // moved out of the jurisdiction meanwhile
      await keepReading(tx, { id, water: at, record })
    }
    const code = `${county}000000`
    await tx.append({
      kind: 'reading.imported',
      // A town's officer does not answer for the county: the fact stands under the town.
      regionCode: tx.actor.range.from > code || tx.actor.range.to <= code ? tx.actor.region : code,
      chain: county,
      subjectId: importId,
      body: {
        importId,
        fileName,
        sha256: hash,
        readings: ofCounty.length,
        waterIds: distinct(ofCounty.map(({ water }) => water.id)),
      },
    })
  }
}
