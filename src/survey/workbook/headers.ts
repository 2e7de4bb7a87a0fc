import type { SheetCell, SheetRow } from './sheets.ts'
import { ownColumn } from '../../platform/files/workbook/own-parts.ts'
import { surveyFields } from './fields.ts'
import type { SurveyField } from './fields.ts'
import { tidy } from '../../platform/files/workbook/parsed.ts'
import { recogniseHeader } from './header-names.ts'
import type { HeaderName } from './header-names.ts'

const deepestHeaderRows = 3
/** Fewer understood columns are not a list of waters. */
const fewestFields = 3

/** One column that has a header. */
export type HeaderColumn = {
  readonly column: number
  /** A1 address of the lowest header cell. */
  readonly cell: string
  /** As written, group and column joined: 起点 名称. */
  readonly header: string
  /** The texts of its cells, from top to bottom, to know them again. */
  readonly texts: readonly string[]
  readonly name?: HeaderName
  /** Our own column of an answer workbook. */
  readonly own: boolean
}

export type Header = {
  readonly firstRow: number
  readonly lastRow: number
  readonly columns: readonly HeaderColumn[]
}

/**
 * Finds the header in the first rows of a sheet: one to three rows, of which a group such as 起点 may span several columns.
 * Of all places it takes the one where most columns are understood; `undefined` where fewer than three are.
 *
 * @param rows the first rows of a sheet, at most `searchedRows`, merged cells expanded
 */
export function findHeader(rows: readonly SheetRow[]): Header | undefined {
  let best: { readonly header: Header; readonly fields: number } | undefined
  for (const [at, first] of rows.entries()) {
    for (let depth = 1; depth <= deepestHeaderRows; depth++) {
      const group = rows.slice(at, at + depth)
      if (group.length < depth || (group.at(-1)?.row ?? 0) - first.row !== depth - 1) break
      const header = headerOf(group)
      const fields = new Set(header.columns.map(column => column.name?.field).filter(field => field !== undefined)).size
      if (fields < fewestFields) continue
      // Of two groups that say the same, the shorter: a title above the header is not part of it.
      const fewerRows = best !== undefined && fields === best.fields && depth < rowsOf(best.header)
      if (best === undefined || fields > best.fields || fewerRows) best = { header, fields }
    }
  }
  return best?.header
}

function rowsOf(header: Header): number {
  return header.lastRow - header.firstRow + 1
}

function headerOf(group: readonly SheetRow[]): Header {
  const columns = new Set(group.flatMap(row => row.cells.map(cell => cell.column)))
  const groupNames = groupNamesOf(group)
  return {
    firstRow: group[0]?.row ?? 0,
    lastRow: group.at(-1)?.row ?? 0,
    columns: [...columns]
      .sort((a, b) => a - b)
      .map(column => headerColumn(group, column, groupNames))
      .filter(column => column !== undefined),
  }
}

function headerColumn(
  group: readonly SheetRow[],
  column: number,
  groupNames: ReadonlyMap<number, string>,
): HeaderColumn | undefined {
  const cells = group.map(row => row.cells.find(cell => cell.column === column)).filter(cell => cell !== undefined)
  const lowest = cells.findLast(cell => cell.text.trim() !== '')
  if (lowest === undefined) return undefined
  const own = lowest.text.trim() === ownColumn
  const header = joined(cells)
  const name = recogniseHeader(header) ?? inheritedName(groupNames.get(column), header) ?? lowestName(cells, group)
  const texts = cells.map(cell => cell.text)
  return {
    column,
    cell: lowest.mergedFrom ?? lowest.address,
    header,
    texts,
    own,
    ...(name === undefined ? {} : { name }),
  }
}

/** Texts from top to bottom; a merged area that spans several header rows counts once. */
function joined(cells: readonly SheetCell[]): string {
  const texts: string[] = []
  for (const cell of cells) {
    // A line break inside a Chinese header is layout, not a space.
    const text = tidy(cell.text.replaceAll(/\s*\n\s*/g, ''))
    if (text !== '' && texts.at(-1) !== text) texts.push(text)
  }
  return texts.join(' ')
}

/** In a csv the merged group 起点 stands only over its first column: it counts on until the next text in its row. */
function groupNamesOf(group: readonly SheetRow[]): ReadonlyMap<number, string> {
  const names = new Map<number, string>()
  if (group.length < 2) return names
  const top = group[0]?.cells ?? []
  for (const [index, cell] of top.entries()) {
    const until = top[index + 1]?.column ?? cell.column + 3
    for (let column = cell.column + 1; column < Math.min(until, cell.column + 3); column++) {
      names.set(column, cell.text.trim())
    }
  }
  return names
}

function inheritedName(groupName: string | undefined, header: string): HeaderName | undefined {
  if (groupName === undefined || !/^(?:名称|地名|位置|经度|纬度|东经|北纬)/.test(header.normalize('NFKC')))
    return undefined
  return recogniseHeader(`${groupName} ${header}`)
}

/** 基本信息 over 水体名称: a group that only orders the columns. Points need their group, so they are left out. */
function lowestName(cells: readonly SheetCell[], group: readonly SheetRow[]): HeaderName | undefined {
  if (cells.length < 2 || group.length < 2) return undefined
  const lowest = cells.findLast(cell => cell.text.trim() !== '')
  const name = recogniseHeader(lowest?.text ?? '')
  const needsGroup: readonly SurveyField[] = ['name', 'startLongitude', 'startLatitude']
  const alone = lowest !== undefined && /^(?:名称|经度|纬度|东经|北纬)$/.test(lowest.text.trim())
  return name !== undefined && needsGroup.includes(name.field) && alone ? undefined : name
}

/** Does this row only repeat the header, as at the top of each printed page? */
export function repeatsHeader(row: SheetRow, header: Header): boolean {
  let same = 0
  for (const cell of row.cells) {
    const column = header.columns.find(one => one.column === cell.column)
    if (column !== undefined && cell.mergedFrom === undefined && column.texts.includes(cell.text)) same++
    if (same >= fewestFields) return true
  }
  return false
}

/** The column of a field, where the header has one. */
export function columnOf(header: Header, field: SurveyField): HeaderColumn | undefined {
  return header.columns.find(column => column.name?.field === field)
}

/** The official Chinese name and the English one, for sentences. */
export function fieldWords(field: SurveyField): { readonly zh: string; readonly en: string } {
  return surveyFields[field].name
}
