import { once } from 'node:events'
import type { ImportReport } from '../domain/import-report.ts'
import type { RowProblem } from '../platform/files/workbook/row-problems.ts'

export type ImportCounts = Omit<ImportReport, 'problems'>

/** Says what came of an import; problems come one by one, because a long list has very many. @returns whether any of them refuses */
export type Tell = (
  counts: ImportCounts,
  problems: AsyncIterable<RowProblem> | Iterable<RowProblem>,
  dryRun: boolean,
) => Promise<boolean>

const marks = { refuse: '✗', warn: '!', info: '·' } as const satisfies Record<RowProblem['severity'], string>

const howToDecide = `疑似重复在“排查导入”页上确认；确属同一水体的，也可在该行加“系统标识”列，填写名册（export register）中的标识。
Likely duplicates are decided on the page Import; for the same water, a column 系统标识 with its identity from the register (export register) does it too.`

export async function tellPeople(
  counts: ImportCounts,
  problems: AsyncIterable<RowProblem> | Iterable<RowProblem>,
  dryRun: boolean,
): Promise<boolean> {
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
export async function tellJson(
  counts: ImportCounts,
  problems: AsyncIterable<RowProblem> | Iterable<RowProblem>,
): Promise<boolean> {
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
