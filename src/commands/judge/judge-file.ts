import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Parameter } from '../../domain/parameters.ts'
import { Problem } from '../../domain/problems.ts'
import { recogniseHeaders, type SampleHeaders } from '../../monitoring/sample-headers.ts'
import { readCsv, type CsvRecord } from '../../platform/files/csv.ts'
import type { JudgeContext, Outcome, Standard } from '../../standards/standard.ts'
import { parameterNames } from '../../standards/wording.ts'
import { openOutput, type Output } from './output.ts'
import { judgeFileEmpty, judgeFileUnreadable, judgeHeadersRefused, judgeNothingToJudge } from './problems.ts'
import { createRowJudge, type JudgedRow } from './row-judge.ts'
import { csvWriter, jsonWriter, type RowWriter } from './row-writers.ts'

export type JudgeRun = {
  /** `-` is standard input. */
  readonly path: string
  readonly standard: Standard
  readonly context: JudgeContext
  readonly detectionLimits: Readonly<Partial<Record<Parameter, number>>>
  readonly assumeUnits: boolean
  readonly form: 'csv' | 'json' | 'full-json'
  /** Standard output where absent. */
  readonly outPath?: string | undefined
  /** Called now and then with rows and the share of the file read (0 to 1; absent for standard input). */
  readonly onProgress?: (rows: number, share: number | undefined) => void
}

export type JudgeTally = {
  rows: number
  readonly outcomes: { [O in Outcome]?: number }
  /** Rows that hold at least one cell that could not be read. */
  rowsWithProblems: number
  /** The first few, to be shown. */
  readonly examples: { readonly row: number; readonly zh: string; readonly en: string }[]
  /** Headers that end in a unit but name nothing known. */
  strangers: readonly string[]
}

/**
 * Judges a whole file, row by row, in bounded memory. A cell that cannot be read spoils its row's verdict and is named there; it
 * never stops the file and is never dropped.
 *
 * @throws Problem where the file as a whole is refused: unreadable, empty, headers unclear, no indicator of the standard
 */
export async function judgeFile(run: JudgeRun): Promise<JudgeTally> {
  const source = await openSource(run.path)
  const output = await openOutput(run.outPath, run.path === '-' ? undefined : run.path)
  try {
    const tally = await judgeStream(run, source, output)
    await output.finish()
    return tally
  } catch (error) {
    await output.abandon()
    throw error
  }
}

type Source = { readonly bytes: AsyncIterable<Uint8Array>; readonly share: () => number | undefined }

async function openSource(path: string): Promise<Source> {
  if (path === '-') return { bytes: process.stdin, share: () => undefined }
  const { size } = await stat(path).catch((cause: unknown) => {
    throw unreadable(path, cause)
  })
  const stream = createReadStream(path, { highWaterMark: 1024 * 1024 })
  return { bytes: named(path, stream), share: () => (size === 0 ? 1 : stream.bytesRead / size) }
}

async function* named(path: string, stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* stream
  } catch (cause) {
    throw cause instanceof Error && 'syscall' in cause ? unreadable(path, cause) : cause
  }
}

function unreadable(path: string, cause: unknown): Problem {
  const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
  return new Problem(judgeFileUnreadable, { path, reason }, { cause })
}

async function judgeStream(run: JudgeRun, source: Source, output: Output): Promise<JudgeTally> {
  const tally: JudgeTally = { rows: 0, outcomes: {}, rowsWithProblems: 0, examples: [], strangers: [] }
  const reading = readCsv(source.bytes)
  let prepared: { judge: (record: CsvRecord, row: number) => JudgedRow; writer: RowWriter } | undefined
  for await (const records of reading.batches) {
    const rows = prepared === undefined ? records.slice(1) : records
    if (prepared === undefined) {
      const header = records[0]!
      const recognised = recognisedHeaders(run, header)
      tally.strangers = recognised.strangers
      prepared = {
        judge: createRowJudge({ ...run, headers: header.cells, recognised, full: run.form === 'full-json' }),
        writer: run.form === 'csv' ? csvWriter(header, reading.format) : jsonWriter(),
      }
      output.add(prepared.writer.begin())
    }
    const { judge, writer } = prepared
    for (const record of rows) {
      const judged = judge(record, ++tally.rows)
      count(tally, judged)
      if (output.add(writer.row(record, judged)) && !(await output.flush())) return tally
    }
    run.onProgress?.(tally.rows, source.share())
  }
  if (prepared === undefined) throw new Problem(judgeFileEmpty, {})
  output.add(prepared.writer.end())
  return tally
}

function recognisedHeaders({ standard, assumeUnits }: JudgeRun, header: CsvRecord): SampleHeaders {
  const recognised = recogniseHeaders(header.cells, { assumeUnits })
  if (recognised.refusals.length > 0) throw new Problem(judgeHeadersRefused, { refusals: recognised.refusals })
  const known = new Set(recognised.columns.map(column => column?.parameter))
  if (!standard.indicators.some(indicator => known.has(indicator))) {
    throw new Problem(judgeNothingToJudge, {
      headers: header.cells.slice(0, 30),
      ...parameterNames(standard.indicators),
    })
  }
  return recognised
}

const mostExamples = 5

function count(tally: JudgeTally, { row, decision, problems }: JudgedRow): void {
  tally.outcomes[decision.outcome] = (tally.outcomes[decision.outcome] ?? 0) + 1
  if (problems.length === 0) return
  tally.rowsWithProblems++
  const first = problems[0]!
  if (tally.examples.length < mostExamples) tally.examples.push({ row, zh: first.zh, en: first.en })
}
