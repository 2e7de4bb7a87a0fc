import { columnLetters } from '../../platform/files/workbook/address.ts'
import { ownSheets, searchedRows } from '../../platform/files/workbook/own-parts.ts'
import { hiddenRow, hiddenSheet, nothingToRead, openingOf } from '../../platform/files/workbook/sheet-remarks.ts'
import type { SurveyField } from './fields.ts'
import { checkHeader } from './header-check.ts'
import type { WorkbookKind } from './header-check.ts'
import { columnOf, fieldWords, findHeader } from './headers.ts'
import type { Header } from './headers.ts'
import { plain, tidy } from '../../platform/files/workbook/parsed.ts'
import { readRow } from './read-row.ts'
import { checkRow } from './row-checks.ts'
import { classifyRow } from './row-kinds.ts'
import { note, problemAt, refusal, warning } from '../../platform/files/workbook/row-problems.ts'
import type { Remark, RowProblem } from '../../platform/files/workbook/row-problems.ts'
import type { Sheet, SheetRow, Workbook } from './sheets.ts'
import type { ReadRow, RowRemark, SurveyDoors, SurveyEvent, SurveyRow } from './survey-row.ts'
import { placeRow } from './place-row.ts'

/**
 * Reads every list in a workbook, row by row in bounded memory: of a sheet only the first 30 rows are held, to find its header.
 * Nothing that cannot be understood enters: each event is a water without any refusal, a refused row, or a remark.
 *
 * @example for await (const event of readSurvey(workbook, doors)) if (event.kind === 'row') record(event.row)
 */
export async function* readSurvey(
  workbook: Workbook,
  doors: SurveyDoors,
): AsyncGenerator<SurveyEvent, void, undefined> {
  const withoutHeader: Sheet[] = []
  let lists = 0
  for (const sheet of workbook.sheets) {
    if (ownSheets.includes(sheet.name)) continue
    if (sheet.hidden) {
      yield remark(sheet, hiddenSheet(sheet))
      continue
    }
    const opening = await openingOf(workbook, sheet)
    if (opening.length === 0) continue
    const header = findHeader(opening)
    if (header === undefined) {
      withoutHeader.push(sheet)
      continue
    }
    lists++
    yield* readSheet({ workbook, sheet, header, opening, doors })
  }
  for (const sheet of withoutHeader) yield remark(sheet, lists > 0 ? skippedSheet(sheet) : noHeader(sheet))
  if (lists === 0 && withoutHeader.length === 0)
    yield { kind: 'remark', problem: problemAt({ sheet: '', row: 0 }, nothingToRead()) }
}

type Reading = {
  readonly workbook: Workbook
  readonly sheet: Sheet
  readonly header: Header
  readonly opening: readonly SheetRow[]
  readonly doors: SurveyDoors
}

async function* readSheet(reading: Reading): AsyncGenerator<SurveyEvent, void, undefined> {
  const { workbook, sheet, header, opening, doors } = reading
  const { kind, problems } = checkHeader(sheet.name, header, doors.county !== undefined)
  yield { kind: 'sheet', sheet: sheet.name, workbookKind: kind, titles: titlesOf(opening, header) }
  for (const problem of problems) yield { kind: 'remark', problem }
  if (problems.some(problem => problem.severity === 'refuse')) return
  yield* sheetRemarks(sheet, header)
  const watch = createWatch(header)
  for await (const row of workbook.rows(sheet)) {
    if (row.row <= header.lastRow) continue
    yield* readOne(row, { header, kind, doors, watch })
  }
}

function titlesOf(opening: readonly SheetRow[], header: Header): readonly string[] {
  const above = opening.filter(row => row.row < header.firstRow)
  return above.flatMap(row => row.cells.filter(cell => cell.mergedFrom === undefined).map(cell => tidy(cell.text)))
}

function* sheetRemarks(sheet: Sheet, header: Header): Generator<SurveyEvent> {
  const missing = (['lengthM', 'widthM'] as const).filter(field => columnOf(header, field) === undefined)
  if (missing.length > 0) yield remark(sheet, sizesMissing(missing), header.lastRow)
  if (columnOf(header, 'coordinateSystem') === undefined) yield remark(sheet, systemNotStated(), header.lastRow)
}

type RowContext = {
  readonly header: Header
  readonly kind: WorkbookKind
  readonly doors: SurveyDoors
  readonly watch: Watch
}

function* readOne(row: SheetRow, context: RowContext): Generator<SurveyEvent> {
  const { header, kind, doors, watch } = context
  const at = { sheet: row.sheet, row: row.row }
  const found = classifyRow(row, header)
  if (found.remark !== undefined) yield { kind: 'remark', problem: problemAt(at, found.remark) }
  if (found.kind !== 'water') return
  for (const seen of watch.row(row)) yield { kind: 'remark', problem: problemAt({ ...at, ...seen.cell }, seen.remark) }
  const { row: read, remarks } = readRow(row, { header, kind, doors })
  const checked = [...remarks, ...checkRow(read, header)]
  const placed = placeRow(read, doors)
  const complete = completeRow({ ...read, ...placed.found }, [...checked, ...placed.remarks])
  const judged = complete === undefined ? [] : [...doors.judgePlausibility(complete), ...watch.repeats(complete)]
  const all = [...checked, ...placed.remarks, ...judged]
  const problems = all.map(one => located(read, one))
  const refused = complete === undefined || all.some(one => one.severity === 'refuse')
  yield refused ? { kind: 'refused', row: read, problems } : { kind: 'row', row: complete, problems }
}

function located(row: ReadRow, found: RowRemark): RowProblem {
  const { field, ...said } = found
  const cell = field === undefined ? undefined : row.cells[field]
  return problemAt({ sheet: row.sheet, row: row.row, ...(cell === undefined ? {} : { cell }) }, said)
}

/** The row with everything a water needs; `undefined` where a refusal, or its consequence, took something away. */
function completeRow(row: ReadRow, remarks: readonly RowRemark[]): SurveyRow | undefined {
  const { name, type, area, place } = row
  if (remarks.some(one => one.severity === 'refuse')) return undefined
  if (name === undefined || type === undefined || area === undefined || place === undefined) return undefined
  return { ...row, name, type, area, place }
}

type Seen = { readonly cell?: { readonly cell: string }; readonly remark: Remark }
type Watch = { row(row: SheetRow): readonly Seen[]; repeats(row: SurveyRow): readonly RowRemark[] }

/** What shows only from row to row: gaps in the numbers, hidden rows, merged columns, the same water twice. */
function createWatch(header: Header): Watch {
  const sequenceColumn = columnOf(header, 'sequence')?.column
  let last: number | undefined
  const mergedColumns = new Set<number>()
  const firstRows = new Map<string, string>()
  return {
    row(row) {
      const seen: Seen[] = row.hidden ? [{ remark: hiddenRow() }] : []
      const cell = row.cells.find(one => one.column === sequenceColumn)
      const number = Number(plain(cell?.text ?? '') || Number.NaN)
      if (cell !== undefined && last !== undefined && Number.isInteger(number) && number !== last + 1 && number !== 1) {
        seen.push({ cell: { cell: cell.address }, remark: sequenceGap(last, number) })
      }
      if (Number.isInteger(number)) last = number
      return [...seen, ...newlyMerged(row, header, mergedColumns)]
    },
    repeats(row) {
      const key = [row.place.regionCode, row.name, row.type].join('|')
      const first = firstRows.get(key)
      if (first !== undefined) return [sameWaterTwice(row.name, first)]
      firstRows.set(key, `${row.sheet}!${row.row}`)
      return []
    },
  }
}

function newlyMerged(row: SheetRow, header: Header, known: Set<number>): readonly Seen[] {
  const fresh = row.cells.filter(cell => cell.mergedFrom !== undefined && !known.has(cell.column))
  return fresh.flatMap(cell => {
    known.add(cell.column)
    const column = header.columns.find(one => one.column === cell.column)
    if (column === undefined) return []
    return [{ cell: { cell: cell.address }, remark: mergedColumn(column.header, cell.column) }]
  })
}

function remark(sheet: Sheet, said: Remark, row = 0): SurveyEvent {
  return { kind: 'remark', problem: problemAt({ sheet: sheet.name, row }, said) }
}

function skippedSheet(sheet: Sheet): Remark {
  return note('sheet.no-header', {
    zh: `工作表“${sheet.name}”前 ${searchedRows} 行没有找到名册的表头，没有读取。`,
    en: `No header of a list was found in the first ${searchedRows} rows of the sheet “${sheet.name}”; it was not read.`,
  })
}

function noHeader(sheet: Sheet): Remark {
  return refusal('sheet.no-header', {
    zh: `工作表“${sheet.name}”前 ${searchedRows} 行没有找到表头。请确认选对了文件，并保留含“行政村名称、水体名称、水体类型、水域面积(m2)”等列名的一行；可下载空白模板对照。`,
    en: `No header was found in the first ${searchedRows} rows of the sheet “${sheet.name}”. Check that it is the right file, and keep the row with 行政村名称, 水体名称, 水体类型, 水域面积(m2); compare with the blank template.`,
  })
}

function sizesMissing(fields: readonly SurveyField[]): Remark {
  const zh = fields.map(field => `“${fieldWords(field).zh}”`).join('、')
  const en = fields.map(field => fieldWords(field).en).join(', ')
  return note('column.size-missing', {
    zh: `没有${zh}列，面积不能用长×宽核对。`,
    en: `There is no column of ${en}: areas cannot be checked against length times width.`,
  })
}

function systemNotStated(): Remark {
  return note('coordinate-system.not-stated', {
    zh: '没有注明坐标系，按 CGCS2000 读取，来源记为“未注明”。',
    en: 'The coordinate system is not stated: read as CGCS2000, with the source recorded as “not stated”.',
  })
}

function sequenceGap(before: number, number: number): Remark {
  return note('sequence.gap', {
    zh: `序号从 ${before} 跳到 ${number}。请确认没有漏行；序号不影响导入。`,
    en: `The number goes from ${before} to ${number}. Check that no row is missing; the number does not affect the import.`,
  })
}

function mergedColumn(header: string, column: number): Remark {
  return note('column.merged', {
    zh: `“${header}”列 (${columnLetters(column)}) 有合并单元格，按合并区首格的内容逐行读取。`,
    en: `The column “${header}” (${columnLetters(column)}) has merged cells; each row is read with the content of the area's first cell.`,
  })
}

function sameWaterTwice(name: string, first: string): RowRemark {
  const said = warning('row.same-water', {
    zh: `与 ${first} 同村、同名、同类型（“${name}”）。请确认不是同一个水体填了两次。`,
    en: `Same village, name (“${name}”) and type as ${first}. Check that it is not one water entered twice.`,
  })
  return { field: 'name', ...said }
}
