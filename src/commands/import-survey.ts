import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { WrongUsage, type Command } from '../command.ts'
import { uuidv7 } from '../domain/ids.ts'
import { Problem } from '../domain/problems.ts'
import type { Actor } from '../platform/actor.ts'
import { readConfig } from '../platform/config.ts'
import { atomically, reading, type Database } from '../platform/db/database.ts'
import { openFileStore } from '../platform/files/attachments-store.ts'
import { tooLarge } from '../platform/http/problems.ts'
import { changeImport, findImport, insertImport, type StoredImport } from '../survey/import-store.ts'
import { answerImport, eachProblem } from '../survey/import/answer.ts'
import { maxUploadBytes, type ImportReport } from '../survey/import/contract.ts'
import { stageImport } from '../survey/import/staging.ts'
import { writeImport } from '../survey/import/writing.ts'
import type { RowProblem } from '../survey/workbook/survey-row.ts'
import { requireReadable } from './input-file.ts'
import { requireWritable, writeOutput } from './output-file.ts'
import { commandOptions, withPlatform } from './with-platform.ts'

export const importSurveyCommand: Command = {
  help: `FILE 为官方清单（附件 3 的列）或排查表：xlsx、xls、csv（UTF-8 或 GB18030）。
FILE is an official list (columns of annex 3) or a survey workbook: xlsx, xls, csv (UTF-8 or GB18030).

  --as USER          以该用户的辖区和权限导入                with the jurisdiction and rights of this user
  --report OUT.xlsx  标注了问题的工作簿，改好后可再导入      the workbook with its bad cells marked, to correct and import again
  --dry-run          只检查，不写入                          check only, write nothing
  --partial          只导入没有问题的行（默认全有或全无）    import the sound rows only (default: all or nothing)
  --json             以 JSON 输出报告                        print the report as JSON
  --data DIR         数据文件夹，默认 ./data                 data folder, default ./data

✗ 退回，须改正；! 请核对；· 已按所述方式读取。有退回的行时退出码为 1。
✗ refused, to be corrected; ! to be checked; · read as said. Exit code 1 where rows were refused.`,
  run: async args => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...commandOptions,
        report: { type: 'string' },
        'dry-run': { type: 'boolean' },
        partial: { type: 'boolean' },
      },
    })
    const [file] = positionals
    if (file === undefined || positionals.length > 1) {
      throw new WrongUsage({ zh: '请写明一个文件。', en: 'Name one file.' })
    }
    await requireReadable(file)
    if (values.report !== undefined) await requireWritable(values.report)
    const filesFolder = join(
      readConfig({ ...process.env, ...(values.data === undefined ? {} : { JIUQING_DATA: values.data }) }).dataFolder,
      'files',
    )
    return withPlatform(values, ({ database, actor }) =>
      importFile({
        database,
        actor,
        file,
        filesFolder,
        dryRun: values['dry-run'] === true,
        partial: values.partial === true,
        answer: values.report,
        tell: values.json === true ? tellJson : tellPeople,
      }),
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

/** Says what came of it; problems come one by one, because a long list has very many. @returns whether any of them refuses */
type Tell = (counts: Counts, problems: AsyncIterable<RowProblem>, dryRun: boolean) => Promise<boolean>

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

type Counts = Omit<ImportReport, 'problems'>

/** Writes it where it may be written; a dry run and a refused file leave the waters as they are. */
async function finish({ database, actor, dryRun, partial }: Task, staged: StoredImport): Promise<Counts> {
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
  readonly counts: Counts
  constructor(counts: Counts) {
    super('dry run')
    this.counts = counts
  }
}

/** Writes everything and takes it back, so that a dry run says exactly what the real one would do. */
async function tryWriting(
  { database, actor, partial }: Pick<Task, 'database' | 'actor' | 'partial'>,
  staged: StoredImport,
): Promise<Counts> {
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

const marks = { refuse: '✗', warn: '!', info: '·' } as const satisfies Record<RowProblem['severity'], string>

const howToDecide = `疑似重复在“排查导入”页上确认；确属同一水体的，也可在该行加“系统标识”列，填写名册（export register）中的标识。
Likely duplicates are decided on the page Import; for the same water, a column 系统标识 with its identity from the register (export register) does it too.`

async function tellPeople(counts: Counts, problems: AsyncIterable<RowProblem>, dryRun: boolean): Promise<boolean> {
  let refuses = false
  let undecided = false
  for await (const problem of problems) {
    refuses ||= problem.severity === 'refuse'
    undecided ||= problem.severity === 'refuse' && problem.code.startsWith('match.')
    printProblem(problem)
  }
  if (undecided) console.error(howToDecide)
  const { read, created, updated, unchanged, refused } = counts
  const head = dryRun
    ? '试导入，没有写入 dry run, nothing written'
    : created + updated + unchanged === 0 && refused > 0
      ? '没有写入 nothing written'
      : '已导入 imported'
  console.log(
    `${head}：读取 read ${read}，新增 created ${created}，更正 updated ${updated}，未变 unchanged ${unchanged}，退回 refused ${refused}`,
  )
  return refuses
}

function printProblem({ sheet, cell, row, severity, zh, en }: RowProblem): void {
  const place = [sheet, cell ?? (row > 0 ? `第 ${row} 行 row ${row}` : '')].filter(part => part !== '').join(' ')
  const where = place === '' ? '整个文件 the whole file' : place
  const line = `${marks[severity]} ${where}\n    ${zh}\n    ${en}`
  if (severity === 'refuse') console.error(line)
  else console.log(line)
}

/** `{read, created, updated, unchanged, refused, problems: [...]}` on one line, written as it goes. */
async function tellJson(counts: Counts, problems: AsyncIterable<RowProblem>): Promise<boolean> {
  const { read, created, updated, unchanged, refused } = counts
  let refuses = false
  let separator = `${JSON.stringify({ read, created, updated, unchanged, refused }).slice(0, -1)},"problems":[`
  for await (const problem of problems) {
    refuses ||= problem.severity === 'refuse'
    await write(separator + JSON.stringify(problem))
    separator = ','
  }
  await write(separator === ',' ? ']}\n' : `${separator}]}\n`)
  return refuses
}

/** Waits where the reader of the output is slower than we are. */
async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain')
}
