import { createReadStream } from 'node:fs'
import { basename, join } from 'node:path'
import type { Command } from '../command.ts'
import { uuidv7 } from '../domain/ids.ts'
import { Problem } from '../domain/problems.ts'
import type { Actor } from '../platform/actor.ts'
import { configOf } from './config-of.ts'
import { atomically, reading, type Database } from '../platform/db/database.ts'
import { openFileStore } from '../platform/files/attachments-store.ts'
import { tooLarge } from '../platform/http/problems.ts'
import { changeImport, findImport, insertImport, type StoredImport } from '../survey/import-store.ts'
import { answerImport, eachProblem } from '../survey/import/answer.ts'
import { maxUploadBytes } from '../survey/import/contract.ts'
import { stageImport } from '../survey/import/staging.ts'
import { writeImport } from '../survey/import/writing.ts'
import { importMarksHelp, importOptionsHelp, readImportOptions } from './import-options.ts'
import type { ImportCounts, Tell } from './import-telling.ts'
import { writeOutput } from './output-file.ts'
import { withPlatform } from './with-platform.ts'

export const importSurveyCommand: Command = {
  help: `FILE 为官方清单（附件 3 的列）或排查表：xlsx、xls、csv（UTF-8 或 GB18030）。
FILE is an official list (columns of annex 3) or a survey workbook: xlsx, xls, csv (UTF-8 or GB18030).

${importOptionsHelp}

${importMarksHelp}`,
  run: async args => {
    const { path: file, values, report, dryRun, partial, tell } = await readImportOptions(args)
    const filesFolder = join(configOf(values).dataFolder, 'files')
    return withPlatform(values, ({ database, actor }) =>
      importFile({ database, actor, file, filesFolder, dryRun, partial, answer: report, tell }),
    )
  },
}

type Task = {
  readonly database: Database
  readonly actor: Actor
  readonly file: string
  readonly filesFolder: string
  readonly dryRun: boolean
  readonly partial: boolean
  readonly answer?: string | undefined
  readonly tell: Tell
}

/** The same steps as on the page - keep the file, read it, write it - without the queue between them. */
async function importFile(task: Task): Promise<number> {
  const { database, actor } = task
  const files = await openFileStore(task.filesFolder)
  const held = await keepFile(task, files)
  const path = await files.locate(held.sha256)
  if (path === undefined) throw new Error(`the file ${held.sha256} was kept and is gone`)
  await stageImport({ database, actor, held, path, onProgress: showProgress })
  const staged = await reading(database, actor, tx => findImport(tx, held.id))
  const asked = { database, actor, held: staged, path }
  if (task.answer !== undefined && staged.state !== 'failed') {
    await writeOutput(task.answer, sink => answerImport(asked, sink))
  }
  const counts = await finish(task, staged)
  endProgress()
  const refuses = await task.tell(counts, eachProblem(asked), task.dryRun)
  return counts.refused > 0 || refuses ? 1 : 0
}

async function keepFile(
  { database, actor, file }: Task,
  files: Awaited<ReturnType<typeof openFileStore>>,
): Promise<StoredImport> {
  const received = await files.receive(createReadStream(file), { maxBytes: maxUploadBytes })
  if ('tooLarge' in received) throw new Problem(tooLarge, { maxBytes: maxUploadBytes })
  await received.keep()
  return atomically(database, actor, tx =>
    insertImport(tx, {
      id: uuidv7(tx.at.getTime()),
      regionCode: actor.region,
      fileName: basename(file),
      sha256: received.sha256,
    }),
  )
}

/** Writes it where it may be written; a dry run and a refused file leave the waters as they are. */
async function finish({ database, actor, dryRun, partial }: Task, staged: StoredImport): Promise<ImportCounts> {
  const blocked = staged.remarks.filter(({ severity }) => severity === 'refuse').length
  const refused = staged.refused + staged.undecided + blocked
  const nothing = { read: staged.rowsRead, created: 0, updated: 0, unchanged: 0, refused }
  if (staged.state === 'failed') return { ...nothing, refused: Math.max(refused, 1) }
  if (dryRun || (refused > 0 && !partial)) {
    const trial =
      dryRun && (refused === 0 || partial) ? await tryWriting({ database, actor, partial }, staged) : nothing
    await atomically(database, actor, tx => changeImport(tx, staged, { state: 'cancelled' }))
    return trial
  }
  return atomically(database, actor, tx => writeImport(tx, staged.id, { partial, onProgress: showProgress }))
}

class DryRun extends Error {
  readonly counts: ImportCounts
  constructor(counts: ImportCounts) {
    super('dry run')
    this.counts = counts
  }
}

/** Writes everything and takes it back, so that a dry run says exactly what the real one would do. */
async function tryWriting(
  { database, actor, partial }: Pick<Task, 'database' | 'actor' | 'partial'>,
  staged: StoredImport,
): Promise<ImportCounts> {
  try {
    return await atomically(database, actor, async tx => {
      throw new DryRun(await writeImport(tx, staged.id, { partial }))
    })
  } catch (error) {
    if (error instanceof DryRun) return error.counts
    throw error
  }
}

function showProgress(rows: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${rows} 行 rows`)
}

function endProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')
}
