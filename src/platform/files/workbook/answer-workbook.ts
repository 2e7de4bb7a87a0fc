import type { Bilingual } from '../../../domain/words.ts'
import { cellAddress, columnLetters, parseAddress } from './address.ts'
import { numberText } from './number-formats.ts'
import { createXlsx, mostNotes, sheetNameFor, sheetPlace, widthsFor } from '../xlsx-writer.ts'
import type { ByteSink, CellStyle, SheetWriter, XlsxCell, XlsxWriter } from '../xlsx-writer.ts'
import { ownColumn, ownSheets } from './own-parts.ts'
import { openingOf } from './sheet-remarks.ts'
import type { RowProblem, Severity } from './row-problems.ts'
import type { Sheet, SheetCell, SheetRow, Workbook } from './sheets.ts'

const listName = '问题清单'

/** Where the header of a sheet stands, and which column is our own of an earlier answer. */
type Header = {
  readonly firstRow: number
  readonly lastRow: number
  readonly columns: readonly { readonly column: number; readonly own: boolean }[]
}

type FindHeader = (rows: readonly SheetRow[]) => Header | undefined

export type Answering = {
  readonly workbook: Workbook
  readonly problems: readonly RowProblem[]
  readonly findHeader: FindHeader
}

/**
 * Writes the same workbook again with bad cells coloured and explained: every value at its address, a column 问题说明 behind the
 * last one, notes at the cells, and first a sheet 问题清单 with a link to each. The officer corrects it in Excel and imports it; the
 * additions are skipped then. The user's own file is never loaded and saved again: formulas come out as their values, pictures
 * and charts do not come along.
 *
 * @param problems as they were given when it was read, in any order
 * @param findHeader finds the header in the first rows of a sheet, as reading it does
 */
export async function writeAnswer({ workbook, problems, findHeader }: Answering, sink: ByteSink): Promise<void> {
  const book = createXlsx(sink)
  const byRow = groupByRow(problems)
  const tabs = new Map<string, string>()
  for (const sheet of workbook.sheets.filter(one => !ownSheets.includes(one.name))) {
    const tab = sheetNameFor(sheet.name, [listName, ...tabs.values()])
    tabs.set(sheet.name, tab)
    await copySheet({ workbook, sheet, tab, book, byRow, findHeader })
  }
  await writeList(book, problems, tabs)
  await book.end([listName])
}

/** Name in the workbook → name in the answer. */
type Tabs = ReadonlyMap<string, string>
type ByRow = ReadonlyMap<string, readonly RowProblem[]>

function rowKey(sheet: string, row: number): string {
  return `${row}|${sheet}`
}

function groupByRow(problems: readonly RowProblem[]): ByRow {
  const grouped = new Map<string, RowProblem[]>()
  for (const problem of problems) {
    if (problem.severity === 'info') continue
    const key = rowKey(problem.sheet, problem.row)
    const same = grouped.get(key)
    if (same === undefined) grouped.set(key, [problem])
    else same.push(problem)
  }
  return grouped
}

type Copying = {
  readonly workbook: Workbook
  readonly sheet: Sheet
  /** Its name in the answer. */
  readonly tab: string
  readonly book: XlsxWriter
  readonly byRow: ByRow
  readonly findHeader: FindHeader
}

async function copySheet({ workbook, sheet, tab, book, byRow, findHeader }: Copying): Promise<void> {
  const opening = await openingOf(workbook, sheet)
  const header = sheet.hidden ? undefined : findHeader(opening)
  const column = header === undefined ? undefined : explanationColumn(header, opening)
  const writer = await book.sheet({
    name: tab,
    hidden: sheet.hidden,
    widths: widths(opening, header, column),
    ...(header === undefined ? {} : { frozen: { rows: header.lastRow, columns: 0 } }),
  })
  for await (const row of workbook.rows(sheet)) {
    const found = byRow.get(rowKey(sheet.name, row.row)) ?? []
    await copyRow(writer, row, { found, header, column })
  }
  await writer.end({ merges: (await workbook.merges(sheet)).filter(range => range.includes(':')) })
}

/** Our own column of an earlier answer is used again; else the first free one. */
function explanationColumn(header: Header, opening: readonly SheetRow[]): number {
  const own = header.columns.find(column => column.own)
  if (own !== undefined) return own.column
  return Math.max(...opening.flatMap(row => row.cells.map(cell => cell.column)), -1) + 1
}

/** By the longest text of each column, titles and footnotes left out: they run over their neighbours. */
function widths(
  opening: readonly SheetRow[],
  header: Header | undefined,
  explained: number | undefined,
): readonly number[] {
  const texts: string[] = []
  const list = opening.filter(row => row.row >= (header?.firstRow ?? 1) && row.cells.length >= fewestListCells)
  for (const cell of list.flatMap(row => row.cells)) {
    const longest = cell.text.split('\n').reduce((a, b) => (b.length > a.length ? b : a))
    if (cell.mergedFrom === undefined && longest.length > (texts[cell.column] ?? '').length)
      texts[cell.column] = longest
  }
  const found = [...widthsFor(Array.from(texts, text => text ?? ''))]
  if (explained === undefined) return found
  while (found.length < explained) found.push(10)
  return found.toSpliced(explained, 1, explainedWidth)
}

const fewestListCells = 3
const explainedWidth = 60

type RowAnswer = {
  readonly found: readonly RowProblem[]
  readonly header: Header | undefined
  readonly column: number | undefined
}

async function copyRow(writer: SheetWriter, row: SheetRow, { found, header, column }: RowAnswer): Promise<void> {
  const isHeader = header !== undefined && row.row >= header.firstRow && row.row <= header.lastRow
  const cells = new Map<number, XlsxCell>()
  for (const cell of row.cells) {
    if (!isOldExplanation(cell, header)) cells.set(cell.column, copied(cell, isHeader))
  }
  for (const problem of found) mark(cells, problem)
  const explanation = explanationCell({ found, row: row.row, header, column })
  // Far down a row may be wider than the opening showed: the officer's own words are never written over.
  if (explanation !== undefined && !cells.has(explanation.column)) cells.set(explanation.column, explanation)
  await writer.row(
    [...cells.values()].sort((a, b) => a.column - b.column),
    row.row,
    row.hidden,
  )
}

function isOldExplanation(cell: SheetCell, header: Header | undefined): boolean {
  return header?.columns.some(column => column.own && column.column === cell.column) ?? false
}

function copied(cell: SheetCell, isHeader: boolean): XlsxCell {
  const { column } = cell
  if (isHeader) return { column, value: cell.mergedFrom === undefined ? cell.text : '', style: 'header' }
  if (cell.mergedFrom !== undefined) return { column, style: 'plain' }
  if (cell.number === undefined) return { column, value: cell.text, style: 'text' }
  if (cell.date !== undefined) return { column, value: cell.number, style: dateStyle(cell) }
  // 50% or 000123: what was shown is what counts, so it is kept as text.
  return cell.text === numberText(cell.number)
    ? { column, value: cell.number }
    : { column, value: cell.text, style: 'text' }
}

function dateStyle(cell: SheetCell): CellStyle {
  if (/^\d{4}年\d{1,2}月$/.test(cell.text)) return 'month'
  return cell.date?.includes('T') ? 'date-time' : 'date'
}

function mark(cells: Map<number, XlsxCell>, problem: RowProblem): void {
  const column = parseAddress(problem.cell ?? '')?.column
  if (column === undefined) return
  const cell: XlsxCell = cells.get(column) ?? { column }
  const refused = problem.severity === 'refuse' || cell.style?.startsWith('refused')
  const dated = cell.style === 'date' || cell.style === 'month' || cell.style?.endsWith('-date')
  const style = `${refused ? 'refused' : 'warned'}${dated ? '-date' : ''}` as const
  const said = `${problem.zh}\n${problem.en}`
  cells.set(column, { ...cell, style, note: cell.note === undefined ? said : `${cell.note}\n${said}` })
}

type Explaining = RowAnswer & { readonly row: number }

function explanationCell({ found, row, header, column }: Explaining): XlsxCell | undefined {
  if (header === undefined || column === undefined) return undefined
  const title = row === header.lastRow
  const said = found.map(problem => `${problem.cell === undefined ? '' : `${problem.cell} `}${problem.zh}`)
  if (title) return { column, value: ownColumn, style: 'header', ...(said.length > 0 ? { note: said.join('\n') } : {}) }
  return said.length === 0 ? undefined : { column, value: said.join('\n'), style: 'explained' }
}

/** As the page has them, the most pressing first: what must be corrected, what somebody must decide, what deserves a look. */
type Level = 'refused' | 'undecided' | 'warned' | 'noted'

const levels = {
  refused: { order: 0, words: '拒收 refused', style: 'refused' },
  undecided: { order: 1, words: '待确认 to decide', style: 'warned' },
  warned: { order: 2, words: '提醒 warning', style: 'warned' },
  noted: { order: 3, words: '说明 note', style: 'plain' },
} as const satisfies Record<Level, { order: number; words: string; style: CellStyle }>

const levelOfSeverity = { refuse: 'refused', warn: 'warned', info: 'noted' } as const satisfies Record<Severity, Level>

/** A likely duplicate keeps its row out as a refusal does, but there is nothing to correct: somebody says which water it is. */
function levelOf({ severity, code }: RowProblem): Level {
  return severity === 'refuse' && code.startsWith('match.') ? 'undecided' : levelOfSeverity[severity]
}

/** By level, then where it stands in the workbook. */
function inOrder(problems: readonly RowProblem[], tabs: Tabs): readonly RowProblem[] {
  const sheets = [...tabs.keys()]
  const column = ({ cell }: RowProblem) => parseAddress(cell ?? '')?.column ?? -1
  return problems.toSorted(
    (a, b) =>
      levels[levelOf(a)].order - levels[levelOf(b)].order ||
      sheets.indexOf(a.sheet) - sheets.indexOf(b.sheet) ||
      a.row - b.row ||
      column(a) - column(b),
  )
}

const listHeaders = ['级别', '工作表', '单元格', '问题与处理办法', 'What is wrong and what to do', '代码'] as const

async function writeList(book: XlsxWriter, problems: readonly RowProblem[], tabs: Tabs): Promise<void> {
  const writer = await book.sheet({
    name: listName,
    widths: [14, 18, 10, 70, 70, 26],
    frozen: { rows: listHeaderRow, columns: 0 },
    active: true,
  })
  const listed = inOrder(withoutRepeatedNotes(problems), tabs)
  const words = summary(problems)
  await writer.row([{ column: 0, value: listName, style: 'title' }])
  await writer.row([{ column: 0, value: words.zh }])
  await writer.row([{ column: 0, value: words.en }])
  await writer.row(listHeaders.map((value, column) => ({ column, value, style: 'header' as const })))
  for (const problem of listed) await writer.row(listCells(problem, tabs))
  const lastColumn = columnLetters(listHeaders.length - 1)
  await writer.end({ filter: `A${listHeaderRow}:${lastColumn}${listHeaderRow + listed.length}` })
}

const listHeaderRow = 4

/** 邾城街 for 邾城街道 is said once, at its first cell, with the number of times: 100,000 rows say it 100,000 times. */
function withoutRepeatedNotes(problems: readonly RowProblem[]): readonly RowProblem[] {
  const times = new Map<string, number>()
  const key = (problem: RowProblem): string => [problem.sheet, problem.code, problem.zh].join('|')
  for (const problem of problems) times.set(key(problem), (times.get(key(problem)) ?? 0) + 1)
  const said = new Set<string>()
  return problems.flatMap(problem => {
    const count = times.get(key(problem)) ?? 1
    if (problem.severity !== 'info' || count === 1) return [problem]
    if (said.has(key(problem))) return []
    said.add(key(problem))
    return [{ ...problem, zh: `${problem.zh}（共 ${count} 处）`, en: `${problem.en} (${count} times)` }]
  })
}

function summary(problems: readonly RowProblem[]): Bilingual {
  const count = (level: Level): number => problems.filter(problem => levelOf(problem) === level).length
  const [refused, open, warned, noted] = [count('refused'), count('undecided'), count('warned'), count('noted')]
  return {
    zh: `拒收 ${refused} 处，待确认 ${open} 处，提醒 ${warned} 处，说明 ${noted} 处。改正红色单元格后，直接把本文件再导入一次；“${listName}”表和“${ownColumn}”列会被略过。批注只加在每个表的前 ${mostNotes} 处。`,
    en: `${refused} refused, ${open} to decide, ${warned} warnings, ${noted} notes. Correct the red cells and import this file again; the sheet ${listName} and the column ${ownColumn} are skipped. At most ${mostNotes} cells a sheet carry a pop-up note.`,
  }
}

function listCells(problem: RowProblem, tabs: Tabs): readonly XlsxCell[] {
  const level = levelOf(problem)
  const place = problem.cell ?? (problem.row > 0 ? cellAddress(problem.row, 0) : undefined)
  const shown = problem.cell ?? (problem.row > 0 ? `${problem.row}:${problem.row}` : '')
  const tab = tabs.get(problem.sheet)
  const linked = place !== undefined && tab !== undefined
  return [
    { column: 0, value: levels[level].words, style: levels[level].style },
    { column: 1, value: problem.sheet, style: 'text' },
    {
      column: 2,
      value: shown,
      ...(linked ? { style: 'link', link: sheetPlace(tab, place) } : { style: 'text' }),
    },
    { column: 3, value: problem.zh, style: 'explained' },
    { column: 4, value: problem.en, style: 'explained' },
    { column: 5, value: problem.code, style: 'text' },
  ]
}
