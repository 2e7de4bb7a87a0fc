import { uuidv7 } from '../../domain/ids.ts'
import { Problem } from '../../domain/problems.ts'
import { labelPeople } from '../../people/store.ts'
import { atomically, reading, type Tx } from '../../platform/db/database.ts'
import { settleGivenUpAbout } from '../../platform/given-up-jobs/store.ts'
import type { FileStore } from '../../platform/files/attachments-store.ts'
import { memorySink } from '../../platform/files/xlsx-writer.ts'
import { tooLarge } from '../../platform/http/problems.ts'
import { serve, type Door } from '../../platform/http/serve.ts'
import {
  changeImport,
  countRows,
  countStandings,
  decideRow,
  findImport,
  findImports,
  findRows,
  holdImport,
  insertImport,
  rowCursor,
  type StagedRow,
  type StoredImport,
} from '../import-store.ts'
import {
  cancelImport,
  commitImport,
  correctImport,
  decideImportRow,
  getAnswerWorkbook,
  getTemplate,
  getSurveyImport,
  listImportRows,
  listSurveyImports,
  maxUploadBytes,
  retryImport,
  uploadSurvey,
  type Correction,
  type ImportRow,
  type SurveyImport,
} from './contract.ts'
import { answerImport } from './answer.ts'
import { fileNotKept, importNotReady } from './problems.ts'
import { writeTemplate, type TemplateName } from '../workbook/templates.ts'
import { requireWritable } from './writing.ts'

/** Doors of the survey import: upload, look, correct, decide, write. */
export function serveSurveyImports(door: Door, files: FileStore): void {
  serveUpload(door, files)
  serveLooking(door)
  serveMending(door)
  serveEnding(door)
  serveWorkbooks(door, files)
}

function serveUpload(door: Door, files: FileStore): void {
  serve(door, uploadSurvey, async ({ database, actor, query, body }) => {
    const received = await files.receive(body, { maxBytes: maxUploadBytes })
    if ('tooLarge' in received) throw new Problem(tooLarge, { maxBytes: maxUploadBytes })
    await received.keep()
    return atomically(database, actor, async tx => {
      const id = uuidv7(tx.at.getTime())
      const { fileName } = query
      const held = await insertImport(tx, { id, regionCode: actor.region, fileName, sha256: received.sha256 })
      await tx.append({
        kind: 'survey.uploaded',
        regionCode: actor.region,
        subjectId: id,
        body: { importId: id, fileName, sha256: received.sha256 },
      })
      return shape(tx, held)
    })
  })
}

function serveLooking(door: Door): void {
  serve(door, listSurveyImports, ({ database, actor, query }) =>
    reading(database, actor, async tx => {
      const { limit, cursor } = query
      const last = cursor === undefined ? undefined : await findImport(tx, cursor)
      const found = await findImports(tx, {
        limit: limit + 1,
        ...(last === undefined ? {} : { before: { at: last.createdAt, id: last.id } }),
      })
      const items = await shapes(tx, found.slice(0, limit))
      const next = found.length > limit ? items.at(-1)?.id : undefined
      return { items, ...(next === undefined ? {} : { next }) }
    }),
  )
  serve(door, getSurveyImport, ({ database, actor, params }) =>
    reading(database, actor, async tx => shape(tx, await findImport(tx, params.id))),
  )
  serve(door, listImportRows, ({ database, actor, params, query }) =>
    reading(database, actor, async tx => {
      const held = await findImport(tx, params.id)
      const rows = await findRows(tx, held, { ...query, limit: query.limit + 1 })
      const shown = rows.slice(0, query.limit)
      const last = rows.length > query.limit ? shown.at(-1) : undefined
      return {
        items: shown.map(rowShape),
        counts: await countStandings(tx, held),
        ...(last === undefined ? {} : { next: rowCursor(query.show, last) }),
      }
    }),
  )
}

function serveMending(door: Door): void {
  serve(door, correctImport, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => {
      const held = await holdOpen(tx, params.id)
      const corrections = merged(held.corrections, body.cells)
      await changeImport(tx, held, { state: 'reading', corrections, rowsRead: 0, failure: null })
      await tx.append({
        kind: 'survey.import-corrected',
        regionCode: held.regionCode,
        subjectId: held.id,
        body: { importId: held.id, cells: body.cells.map(({ sheet, cell }) => `${sheet}!${cell}`) },
      })
      return shape(tx, await findImport(tx, held.id))
    }),
  )
  serve(door, decideImportRow, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => {
      const held = await holdOpen(tx, params.id)
      await decideRow(tx, held, body.position, body.decision)
      const counts = await countRows(tx, held)
      const blocked = held.remarks.some(({ severity }) => severity === 'refuse')
      await changeImport(tx, held, {
        ...counts,
        state: counts.refused + counts.undecided > 0 || blocked ? 'open' : 'ready',
      })
      return shape(tx, await findImport(tx, held.id))
    }),
  )
}

/** While it is being written it is too late; what has ended stays so. */
const cancellable: ReadonlySet<StoredImport['state']> = new Set(['reading', 'ready', 'open', 'failed'])

/** Persisted: why nobody has to see to the job any more. */
const importCancelled = '上传人已放弃这次导入。 The import was given up by whoever uploaded it.'

function serveEnding(door: Door): void {
  serve(door, commitImport, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => {
      const held = await holdOpen(tx, params.id)
      requireWritable(held, body.partial)
      await confirm(tx, held, body.partial)
      return shape(tx, await findImport(tx, held.id))
    }),
  )
  serve(door, retryImport, ({ database, actor, params }) =>
    atomically(database, actor, async tx => {
      const held = await holdImport(tx, params.id)
      await beginAgain(tx, held)
      await settleGivenUpAbout(tx, held.id, { state: 'retried' })
      return shape(tx, await findImport(tx, held.id))
    }),
  )
  serve(door, cancelImport, ({ database, actor, params }) =>
    atomically(database, actor, async tx => {
      const held = await holdImport(tx, params.id)
      if (!cancellable.has(held.state)) throw new Problem(importNotReady, { state: held.state })
      await changeImport(tx, held, { state: 'cancelled' })
      await settleGivenUpAbout(tx, held.id, { state: 'dismissed', reason: importCancelled })
      await tx.append({
        kind: 'survey.import-cancelled',
        regionCode: held.regionCode,
        subjectId: held.id,
        body: { importId: held.id },
      })
      return shape(tx, await findImport(tx, held.id))
    }),
  )
}

async function confirm(tx: Tx, held: StoredImport, partial: boolean): Promise<void> {
  await changeImport(tx, held, { state: 'writing', failure: null, gaveUp: null })
  await tx.append({
    kind: 'survey.import-confirmed',
    regionCode: held.regionCode,
    subjectId: held.id,
    body: { importId: held.id, partial },
  })
}

/** @throws Problem `import.not-ready` where the platform has not given up */
async function beginAgain(tx: Tx, held: StoredImport): Promise<void> {
  const { gaveUp } = held
  if (held.state !== 'failed' || gaveUp === undefined) throw new Problem(importNotReady, { state: held.state })
  if (gaveUp.step === 'writing') return confirm(tx, held, gaveUp.partial)
  await changeImport(tx, held, { state: 'reading', rowsRead: 0, failure: null, gaveUp: null })
  await tx.append({
    kind: 'survey.import-retried',
    regionCode: held.regionCode,
    subjectId: held.id,
    body: { importId: held.id },
  })
}

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

function serveWorkbooks(door: Door, files: FileStore): void {
  serve(door, getAnswerWorkbook, async ({ database, actor, params }) => {
    const held = await reading(database, actor, tx => findImport(tx, params.id))
    const path = await files.locate(held.sha256)
    if (path === undefined) throw new Problem(fileNotKept, { name: held.fileName })
    const sink = memorySink()
    await answerImport({ database, actor, held, path }, sink)
    return { content: sink.content(), type: xlsxType, name: `${held.fileName.replace(/\.[^.]*$/, '')}-问题说明.xlsx` }
  })
  serve(door, getTemplate, async ({ params }) => {
    const sink = memorySink()
    await writeTemplate(params.name, sink)
    return { content: sink.content(), type: xlsxType, name: templateFileNames[params.name] }
  })
}

const templateFileNames = {
  'official-list': '农村黑臭水体清单-模板.xlsx',
  survey: '农村黑臭水体排查表-模板.xlsx',
  readings: '水质监测数据-模板.xlsx',
} as const satisfies Record<TemplateName, string>

/** @throws Problem `import.not-ready` while it is read or written, and after it ended */
async function holdOpen(tx: Tx, id: string): Promise<StoredImport> {
  const held = await holdImport(tx, id)
  if (held.state !== 'ready' && held.state !== 'open') throw new Problem(importNotReady, { state: held.state })
  return held
}

/** The last correction of a cell holds. */
function merged(before: readonly Correction[], fresh: readonly Correction[]): readonly Correction[] {
  return [...new Map([...before, ...fresh].map(one => [`${one.sheet}!${one.cell}`, one])).values()]
}

async function shape(tx: Tx, held: StoredImport): Promise<SurveyImport> {
  const [only] = await shapes(tx, [held])
  return only! // one in, one out
}

async function shapes(tx: Tx, imports: readonly StoredImport[]): Promise<SurveyImport[]> {
  const whoIs = await labelPeople(
    tx,
    imports.flatMap(({ accountId, responsibleId }) => [accountId, responsibleId]),
  )
  return imports.map(held => ({
    id: held.id,
    fileName: held.fileName,
    sha256: held.sha256,
    state: held.state,
    rowsRead: held.rowsRead,
    ready: held.ready,
    refused: held.refused,
    undecided: held.undecided,
    remarks: [...held.remarks],
    corrections: [...held.corrections],
    ...(held.outcome === undefined ? {} : { outcome: held.outcome }),
    ...(held.failure === undefined ? {} : { failure: held.failure }),
    ...(held.gaveUp === undefined ? {} : { gaveUp: held.gaveUp.step }),
    by: whoIs(held.accountId),
    responsible: whoIs(held.responsibleId),
    createdAt: held.createdAt.toISOString(),
    updatedAt: held.updatedAt.toISOString(),
  }))
}

function rowShape({ position, outcome, standing, written, problems, match, decision }: StagedRow): ImportRow {
  return {
    position,
    sheet: written.sheet,
    row: written.row,
    ...(written.written.name === undefined ? {} : { name: written.written.name }),
    outcome,
    standing,
    written: { ...written.written },
    cells: { ...written.cells },
    problems: [...problems],
    ...(match === undefined ? {} : { match }),
    ...(decision === undefined ? {} : { decision }),
  }
}
