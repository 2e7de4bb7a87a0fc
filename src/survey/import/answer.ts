import type { Actor } from '../../platform/actor.ts'
import { reading, type Database } from '../../platform/db/database.ts'
import { openWorkbook } from '../../platform/files/workbook/sheets.ts'
import type { ByteSink } from '../../platform/files/xlsx-writer.ts'
import { findRows, type StagedRow, type StoredImport } from '../import-store.ts'
import { writeAnswer } from '../../platform/files/workbook/answer-workbook.ts'
import { findHeader } from '../workbook/headers.ts'
import type { RowProblem } from '../workbook/survey-row.ts'
import { withCorrections } from './overlay.ts'

type Asked = { readonly database: Database; readonly actor: Actor; readonly held: StoredImport }

/** Rows read from the database at a time. */
const batchRows = 1000

/**
 * Everything there is to say about an import - its file, its sheets, its rows, and the waters its rows may be - one by one, so
 * that a list of 100,000 rows is never held.
 */
export async function* eachProblem({ database, actor, held }: Asked): AsyncGenerator<RowProblem, void, undefined> {
  yield* held.remarks
  if (held.failure !== undefined)
    yield { sheet: '', row: 0, code: 'workbook.unreadable', severity: 'refuse', ...held.failure }
  for (let after = 0; ;) {
    const rows = await reading(database, actor, tx => findRows(tx, held, { show: 'all', after, limit: batchRows }))
    if (rows.length === 0) return
    for (const row of rows) yield* [...row.problems, ...matchProblem(row)]
    after = rows.at(-1)?.position ?? after
  }
}

/** The same at once, notes on how cells were read left out: what an officer has to look at. */
async function problemsToMark(asked: Asked): Promise<readonly RowProblem[]> {
  const problems: RowProblem[] = []
  for await (const problem of eachProblem(asked)) if (problem.severity !== 'info') problems.push(problem)
  return problems
}

/** A likely duplicate that nobody has decided on keeps the row out; a certain match is only said. */
function matchProblem({ match, outcome, written }: StagedRow): readonly RowProblem[] {
  if (match === undefined) return []
  const { zh, en, reason } = match
  const cell = written.cells.name
  const severity = outcome === 'undecided' ? 'refuse' : 'info'
  return [
    {
      sheet: written.sheet,
      row: written.row,
      ...(cell === undefined ? {} : { cell }),
      code: `match.${reason}`,
      severity,
      zh,
      en,
    },
  ]
}

/** The same workbook with its bad cells marked and explained, corrections made on the page included. */
export async function answerImport(asked: Asked & { readonly path: string }, sink: ByteSink): Promise<void> {
  const workbook = await openWorkbook(asked.path)
  try {
    const problems = await problemsToMark(asked)
    await writeAnswer({ workbook: withCorrections(workbook, asked.held.corrections), problems, findHeader }, sink)
  } finally {
    await workbook.close()
  }
}
