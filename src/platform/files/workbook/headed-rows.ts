import type { Problem } from '../../../domain/problems.ts'
import { cellAddress } from './address.ts'
import { openWorkbookContent, type Sheet, type SheetRow, type Workbook } from './sheets.ts'

/** A cell of a table; `date` (YYYY-MM-DD, perhaps with a time) where the workbook says that it is one. */
export type HeadedCell = { readonly address: string; readonly text: string; readonly date?: string }

/** One row of a table with a header: what stands in each known column, and where. */
export type HeadedRow<Column extends string> = {
  readonly sheet: string
  /** Counted from 1. */
  readonly row: number
  readonly cells: Readonly<Record<Column, HeadedCell>>
}

export type Heading<Column extends string> = {
  readonly columns: readonly Column[]
  /** What people call each column; compared without blanks, brackets and asterisks. */
  readonly synonyms: Readonly<Record<Column, readonly string[]>>
  readonly required: readonly Column[]
  /** Columns kept to the letter; of the others full-width digits and signs become plain ones. */
  readonly asWritten: ReadonlySet<Column>
  readonly maxRows: number
  readonly refuseHeader: (missing: readonly Column[]) => Problem
  readonly refuseLength: (rows: number) => Problem
}

/** Titles and remarks may stand above the header. */
const headerWithinRows = 20

/**
 * Reads a table: xlsx, xls or csv, with a header somewhere near the top of a visible sheet.
 *
 * @throws Problem what `refuseHeader` and `refuseLength` make, and those of `openWorkbookContent`
 */
export async function readHeadedRows<Column extends string>(
  content: Uint8Array,
  heading: Heading<Column>,
): Promise<readonly HeadedRow<Column>[]> {
  const workbook = await openWorkbookContent(content)
  try {
    let best: readonly Column[] = []
    for (const sheet of workbook.sheets.filter(({ hidden }) => !hidden)) {
      const read = await readSheet(workbook, sheet, heading)
      if ('rows' in read) return read.rows
      if (read.found.length > best.length) best = read.found
    }
    throw heading.refuseHeader(heading.required.filter(column => !best.includes(column)))
  } finally {
    await workbook.close()
  }
}

type Header<Column> = ReadonlyMap<Column, number>

async function readSheet<Column extends string>(
  workbook: Workbook,
  sheet: Sheet,
  heading: Heading<Column>,
): Promise<{ readonly rows: readonly HeadedRow<Column>[] } | { readonly found: readonly Column[] }> {
  let header: Header<Column> | undefined
  let best: readonly Column[] = []
  const rows: HeadedRow<Column>[] = []
  for await (const row of workbook.rows(sheet)) {
    if (header !== undefined) {
      const written = writtenRow(row, header, heading)
      if (written !== undefined) rows.push(written)
      if (rows.length > heading.maxRows) throw heading.refuseLength(rows.length)
      continue
    }
    if (row.row > headerWithinRows) break
    const found = headerOf(row, heading)
    if (heading.required.every(column => found.has(column))) header = found
    else if (found.size > best.length) best = [...found.keys()]
  }
  return header === undefined ? { found: best } : { rows }
}

function headerOf<Column extends string>(row: SheetRow, heading: Heading<Column>): Header<Column> {
  const found = new Map<Column, number>()
  for (const cell of row.cells) {
    const column = columnNamed(cell.text, heading)
    if (column !== undefined && !found.has(column)) found.set(column, cell.column)
  }
  return found
}

function columnNamed<Column extends string>(text: string, heading: Heading<Column>): Column | undefined {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/\([^)]*\)|[\s*:]/g, '')
    .toLowerCase()
  return heading.columns.find(column => heading.synonyms[column].includes(plain))
}

function writtenRow<Column extends string>(
  row: SheetRow,
  header: Header<Column>,
  heading: Heading<Column>,
): HeadedRow<Column> | undefined {
  const { columns } = heading
  const cells = Object.fromEntries(
    columns.map(column => [column, cellOf(row, header.get(column), heading.asWritten.has(column))]),
  ) as HeadedRow<Column>['cells'] // one entry per column
  if (columns.every(column => cells[column].text === '')) return undefined
  return { sheet: row.sheet, row: row.row, cells }
}

function cellOf(row: SheetRow, column: number | undefined, asWritten: boolean): HeadedCell {
  if (column === undefined) return { address: String(row.row), text: '' }
  const cell = row.cells.find(one => one.column === column)
  const text = cell?.text ?? ''
  return {
    address: cellAddress(row.row, column),
    text: (asWritten ? text : text.normalize('NFKC')).trim(),
    ...(cell?.date === undefined ? {} : { date: cell.date }),
  }
}
