import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { unzipSync } from 'fflate'
import { Problem, problemKind } from '../domain/problems.ts'
import { fullCode } from '../domain/regions.ts'
import { openWorkbookContent } from '../platform/files/workbook/sheets.ts'
import type { Sheet, Workbook } from '../platform/files/workbook/sheets.ts'
import { assembleDivisions } from './divisions-assembly.ts'
import { divisionTable, isGroupingCode } from './divisions.ts'
import type { DivisionTable } from './divisions.ts'
import { divisionProblem } from './divisions-problems.ts'
import type { DivisionProblem } from './divisions-problems.ts'
import { findColumns, readRow } from './divisions-rows.ts'
import type { DivisionRow } from './divisions-rows.ts'

/** A file to import divisions from: csv (UTF-8 or GB18030), xlsx, xls, or a zip of such. */
export type DivisionFile = { readonly name: string; readonly content: Uint8Array }

export type DivisionImport = {
  readonly files: readonly DivisionFile[]
  /** Year of the edition; may stand in a column of the files instead. */
  readonly edition?: string | undefined
  /** The name of the only city in the files (`--name`), where its row is not among them. */
  readonly cityName?: string | undefined
  /** Divisions known already: parents may stand there. */
  readonly known?: DivisionTable | undefined
}

export type DivisionReading = {
  /** Rows with a division, whether sound or not. */
  readonly read: number
  /** Parents before children; complete only where nothing is refused. */
  readonly table: DivisionTable
  /** At most `problemLimit`, then one line saying how many more. */
  readonly problems: readonly DivisionProblem[]
  /** True where any problem refuses: the import must then change nothing. */
  readonly refused: boolean
}

/** How many problems of one import are listed. */
export const problemLimit = 1000

/** Unpacked bytes of a zip that are still accepted: the whole country's csv files are 60 MB. */
export const unpackedLimitBytes = 512 * 1024 * 1024

export const zipTooLarge = problemKind<{ file: string }>({
  code: 'places.zip-too-large',
  status: 413,
  title: { zh: '压缩包过大', en: 'Archive too large' },
  say: ({ file }) => ({
    zh: `压缩包“${file}”解开后超过 512 MB。请只放入区划代码表，或分省导入。`,
    en: `The archive “${file}” unpacks to more than 512 MB. Put only the division tables in it, or import province by province.`,
  }),
})

export const zipDamaged = problemKind<{ file: string }>({
  code: 'places.zip-damaged',
  status: 422,
  title: { zh: '压缩包已损坏', en: 'Archive damaged' },
  say: ({ file }) => ({
    zh: `压缩包“${file}”无法解开，可能没有传完或设有密码。请重新打包后再导入。`,
    en: `The archive “${file}” cannot be unpacked; it may be incomplete or have a password. Pack it again and import.`,
  }),
})

/**
 * Reads an edition of the divisions from one or several files. Levels follow from the length of the codes (2, 4, 6, 9, 12
 * digits), parents from the codes themselves; provinces and cities missing from the files are added by their known names.
 *
 * @throws Problem `workbook.*` (not a table, damaged, protected), `places.zip-*`
 * @example
 * const { table, refused, problems } = await readDivisionFiles({ files: await divisionFilesAt('wuhan/'), edition: '2023' })
 */
export async function readDivisionFiles(from: DivisionImport): Promise<DivisionReading> {
  const rows: DivisionRow[] = []
  const problems: DivisionProblem[] = []
  let read = 0
  for (const file of from.files.flatMap(unpacked)) {
    if (!isTable(file.name)) {
      problems.push(divisionProblem('file.skipped', { file: file.name }, { value: file.name }))
      continue
    }
    const found = await readFileRows(file)
    read += found.read
    rows.push(...found.rows)
    problems.push(...found.problems)
  }
  const assembled = assembleDivisions({ ...from, rows: rows.filter(row => !isGroupingCode(fullCode(row.code))) })
  problems.push(...groupingNote(from, rows), ...assembled.problems)
  return {
    read,
    table: divisionTable(assembled.edition, assembled.divisions),
    problems: limited(problems),
    refused: problems.some(problem => problem.severity === 'refuse'),
  }
}

/** The files at a path: one file, or the tables of a folder (not of folders below it), in the order of their names. */
export async function divisionFilesAt(path: string): Promise<readonly DivisionFile[]> {
  if (!(await stat(path)).isDirectory()) return [{ name: basename(path), content: await readFile(path) }]
  const entries = await readdir(path, { withFileTypes: true })
  const names = entries.filter(entry => entry.isFile() && !entry.name.startsWith('.')).map(entry => entry.name)
  return Promise.all(names.sort().map(async name => ({ name, content: await readFile(join(path, name)) })))
}

type FileRows = { read: number; rows: DivisionRow[]; problems: DivisionProblem[] }

async function readFileRows(file: DivisionFile): Promise<FileRows> {
  const workbook = await openWorkbookContent(file.content)
  try {
    const sheets = workbook.sheets.filter(sheet => !sheet.hidden)
    const found: FileRows = { read: 0, rows: [], problems: [] }
    for (const sheet of sheets) await readSheet(workbook, sheet, { file: file.name, found })
    if (found.rows.length === 0 && found.problems.length === 0) {
      found.problems.push(divisionProblem('file.no-rows', { file: file.name }, { value: file.name }))
    }
    return found
  } finally {
    await workbook.close()
  }
}

async function readSheet(
  workbook: Workbook,
  sheet: Sheet,
  into: { readonly file: string; readonly found: FileRows },
): Promise<void> {
  const at = { file: into.file, sheet: sheet.name }
  const { found } = into
  let columns: ReturnType<typeof findColumns>
  let any = false
  for await (const row of workbook.rows(sheet)) {
    any = true
    columns ??= findColumns(row)
    if (columns === undefined || findColumns(row) !== undefined) continue
    const outcome = readRow(row, columns, at)
    if (outcome === undefined) continue
    found.read++
    if ('code' in outcome) found.rows.push(outcome)
    else found.problems.push(...outcome)
  }
  if (any && columns === undefined) found.problems.push(divisionProblem('header.missing', at, { value: 'code' }))
}

function groupingNote(from: DivisionImport, rows: readonly DivisionRow[]): readonly DivisionProblem[] {
  const groups = rows.filter(row => isGroupingCode(fullCode(row.code))).length
  const file = from.files[0]?.name ?? ''
  return groups === 0 ? [] : [divisionProblem('rows.grouping', { file }, { value: String(groups) })]
}

function limited(problems: readonly DivisionProblem[]): readonly DivisionProblem[] {
  if (problems.length <= problemLimit) return problems
  const order = { refuse: 0, warn: 1, info: 2 } as const
  const worstFirst = [...problems].sort((a, b) => order[a.severity] - order[b.severity])
  const more = divisionProblem('problems.more', { file: '' }, { value: String(problems.length - problemLimit) })
  return [...worstFirst.slice(0, problemLimit), more]
}

function isTable(name: string): boolean {
  return /\.(?:csv|txt|tsv|xlsx|xls)$/i.test(name)
}

function unpacked(file: DivisionFile): readonly DivisionFile[] {
  if (!isZipOfFiles(file)) return [file]
  let total = 0
  const entries = unzip(file, bytes => {
    total += bytes
    if (total > unpackedLimitBytes) throw new Problem(zipTooLarge, { file: file.name })
  })
  return Object.entries(entries)
    .map(([name, content]) => ({ name: `${file.name}/${name}`, content }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

function unzip(file: DivisionFile, count: (bytes: number) => void): Readonly<Record<string, Uint8Array>> {
  try {
    return unzipSync(file.content, {
      filter: entry => {
        const wanted = !entry.name.endsWith('/') && !/(?:^|\/)(?:__MACOSX\/|\.)/.test(entry.name)
        if (wanted) count(entry.originalSize)
        return wanted
      },
    })
  } catch (error) {
    if (error instanceof Problem) throw error
    throw new Problem(zipDamaged, { file: file.name }, { cause: error })
  }
}

function isZipOfFiles(file: DivisionFile): boolean {
  return /\.zip$/i.test(file.name) && file.content[0] === 0x50 && file.content[1] === 0x4b
}
