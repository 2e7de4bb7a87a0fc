import { chinaDate } from '../domain/dates.ts'
import { Problem } from '../domain/problems.ts'
import { contains } from '../domain/regions.ts'
import type { CellProblem } from '../domain/shapes.ts'
import type { Actor } from '../platform/actor.ts'
import { keptOnly } from '../platform/db/all-or-nothing.ts'
import type { Database, Tx } from '../platform/db/database.ts'
import { placeDirectory } from '../places/store.ts'
import { SurroundingValues } from './contract.ts'
import { at, readRow, type Faulty, type RowSaid } from './read-row.ts'
import { faultsOf } from './said.ts'
import { toldOf, type SurroundingRow } from './surrounding-row.ts'
import { changeSurrounding, recordSurrounding, surroundingsNamed } from './surroundings-store.ts'
import { columnIds, readSurroundingsWorkbook, type SurroundingColumn, type WrittenSurrounding } from './workbook.ts'
import { surroundingSortIds } from './words.ts'

export type SurroundingsImport = {
  readonly read: number
  readonly recorded: number
  readonly changed: number
  readonly unchanged: number
  readonly problems: readonly CellProblem[]
}

/**
 * Takes in a whole list, or nothing: what is wrong in any row is said with its cell. A row is matched by its sort, division and name;
 * one on record is changed in what the row says, and its empty cells leave what is known.
 *
 * @throws Problem for a file that is no list of works and settlements
 */
export async function importSurroundings(
  database: Database,
  actor: Actor,
  { content, dryRun }: { readonly content: Uint8Array; readonly dryRun: boolean },
): Promise<SurroundingsImport> {
  const written = await readSurroundingsWorkbook(content)
  const isSound = ({ problems }: SurroundingsImport) => !dryRun && problems.length === 0
  return keptOnly(database, actor, isSound, tx => takeAll(tx, actor, written))
}

async function takeAll(tx: Tx, actor: Actor, written: readonly WrittenSurrounding[]): Promise<SurroundingsImport> {
  const directory = await placeDirectory(tx)
  const read = written.map(row => ({ row, said: readRow(row, { directory, actor }) }))
  const present = await presentOf(
    tx,
    read.flatMap(({ said }) => ('problems' in said ? [] : [said])),
  )
  const firstRows = new Map<string, number>()
  const done = { recorded: 0, changed: 0, unchanged: 0 }
  const problems: CellProblem[] = []
  for (const { row, said } of read) {
    const outcome = 'problems' in said ? said : await takeOne(tx, row, { said, present, firstRows })
    if ('problems' in outcome) problems.push(...outcome.problems)
    else done[outcome.how] += 1
  }
  const counted = problems.length > 0 ? { recorded: 0, changed: 0, unchanged: 0 } : done
  return { read: written.length, ...counted, problems }
}

/** Those on record that the rows mean. */
async function presentOf(tx: Tx, rows: readonly RowSaid[]): Promise<ReadonlyMap<string, SurroundingRow>> {
  const found = new Map<string, SurroundingRow>()
  for (const sort of surroundingSortIds) {
    const named = rows.filter(row => row.sort === sort)
    for (const row of await surroundingsNamed(tx, sort, named)) {
      found.set(keyOf({ sort, name: row.name, regionCode: row.region_code }), row)
    }
  }
  return found
}

const keyOf = ({ sort, name, regionCode }: Pick<RowSaid, 'sort' | 'name' | 'regionCode'>) =>
  `${sort} ${regionCode} ${name}`

type Taking = {
  readonly said: RowSaid
  readonly present: ReadonlyMap<string, SurroundingRow>
  readonly firstRows: Map<string, number>
}

async function takeOne(
  tx: Tx,
  row: WrittenSurrounding,
  { said, present, firstRows }: Taking,
): Promise<{ readonly how: 'recorded' | 'changed' | 'unchanged' } | Faulty> {
  const first = firstRows.get(keyOf(said))
  if (first !== undefined) return { problems: [at(row, 'name', 'cell.repeated', repeated(first))] }
  firstRows.set(keyOf(said), row.row)
  if (!contains(tx.actor.range, said.regionCode)) return { problems: [elsewhere(row)] }
  const before = present.get(keyOf(said))
  const checked = checkedValues(tx, row, merged(before, said))
  if ('problems' in checked) return checked
  try {
    return { how: await keep(tx, before, checked) }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { problems: [at(row, 'name', error.kind.code, error.words())] }
  }
}

async function keep(tx: Tx, before: SurroundingRow | undefined, values: SurroundingValues) {
  if (before === undefined) {
    await recordSurrounding(tx, { values, source: 'workbook' })
    return 'recorded' as const
  }
  const { id, version: expectedVersion } = before
  const reason = '按表格更新 updated from a workbook'
  const after = await changeSurrounding(tx, { id, expectedVersion, values, source: 'workbook', reason })
  return after.version === expectedVersion ? ('unchanged' as const) : ('changed' as const)
}

/** What is on record with what the row says over it. A position of the record is CGCS2000 already. */
function merged(before: SurroundingRow | undefined, { sort, name, regionCode, given }: RowSaid): unknown {
  if (before === undefined) return { sort, name, regionCode, ...given }
  const { longitude, latitude, coordinateSource: _was, ...told } = toldOf(before)
  const kept =
    longitude === undefined ? {} : keptPosition(before, { longitude, latitude: latitude ?? Number.NaN }, given)
  return { ...told, ...kept, ...given }
}

/** The same position written again, as an exported table has it, changes nothing. */
function keptPosition(
  { coordinate_source }: SurroundingRow,
  position: { readonly longitude: number; readonly latitude: number },
  given: RowSaid['given'],
) {
  // Turned once already: under the name it came with it would be turned again.
  const system = coordinate_source === 'gcj-02' || coordinate_source === 'bd-09' ? 'cgcs2000' : coordinate_source
  return 'position' in given ? {} : { position, coordinateSource: system }
}

function checkedValues(tx: Tx, row: WrittenSurrounding, values: unknown): SurroundingValues | Faulty {
  const parsed = SurroundingValues.safeParse(values)
  if (!parsed.success) {
    const fields = [...new Set(parsed.error.issues.map(({ path }) => columnOf(String(path[0]))))]
    return { problems: fields.map(column => at(row, column, 'cell.range', outOfRange(row.cells[column].text))) }
  }
  const faults = faultsOf(parsed.data, chinaDate(tx.at))
  if (faults.length === 0) return parsed.data
  return { problems: faults.map(({ field, words }) => at(row, columnOf(field), 'cell.implausible', words)) }
}

function columnOf(field: string): SurroundingColumn {
  if (field === 'position') return 'longitude'
  return columnIds.find(column => column === field) ?? 'name'
}

const repeated = (first: number) => ({
  zh: `同一行政区划的同名记录在第 ${first} 行已经写过，请删去重复的行。`,
  en: `This name stands for the same division in row ${first} already; delete the repeated row.`,
})
const outOfRange = (text: string) => ({
  zh: `“${text}”超出允许的范围或长度，请改正。`,
  en: `“${text}” is beyond what can stand here, or too long; correct it.`,
})
const elsewhere = (row: WrittenSurrounding): CellProblem =>
  at(row, row.cells.regionCode.text === '' ? 'county' : 'regionCode', 'cell.place', {
    zh: '该行政区划不在您的辖区内，请删去这一行，或由上一级导入。',
    en: 'This division is not in your jurisdiction; delete the row, or let the level above import it.',
  })
