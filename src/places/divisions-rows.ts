import { contains, fullCode, regionRange } from '../domain/regions.ts'
import type { SheetCell, SheetRow } from '../platform/files/workbook/sheets.ts'
import { divisionProblem } from './divisions-problems.ts'
import type { DivisionProblem, FilePlace } from './divisions-problems.ts'
import { plainText } from './written-names.ts'

/** What a column of a division file holds. Other columns are left alone. */
type Field = 'code' | 'name' | 'edition' | 'upper'

const headers = {
  code: ['code', '代码', '编码', '区划代码', '行政区划代码', '统计用区划代码', '统计用区划代码和城乡划分代码'],
  name: ['name', '名称', '区划名称', '行政区划名称', '单位名称'],
  edition: ['edition', 'year', '版本', '年份', '年度', '区划版本'],
  upper: [
    'streetcode',
    'areacode',
    'citycode',
    'provincecode',
    'parentcode',
    '上级代码',
    '父级代码',
    '乡镇代码',
    '县代码',
    '市代码',
    '省代码',
  ],
} as const satisfies Record<Field, readonly string[]>

export type DivisionColumns = {
  readonly code: number
  readonly name: number
  readonly edition: number | undefined
  readonly upper: readonly number[]
}

/** Finds the columns in a header row; `undefined` where the row is no header (title rows above it are passed over). */
export function findColumns(row: SheetRow): DivisionColumns | undefined {
  const fields = row.cells.map(cell => ({ column: cell.column, field: fieldOf(cell.text) }))
  const columnOf = (field: Field): number | undefined => fields.find(one => one.field === field)?.column
  const code = columnOf('code')
  const name = columnOf('name')
  if (code === undefined || name === undefined) return undefined
  const upper = fields.filter(one => one.field === 'upper').map(one => one.column)
  return { code, name, edition: columnOf('edition'), upper }
}

/** One row as written, sound in itself: the code has a possible shape and the name is readable. */
export type DivisionRow = {
  readonly code: string
  readonly name: string
  readonly edition: string | undefined
  readonly at: FilePlace
}

/**
 * Reads one row.
 *
 * @returns the row or the problems with it; `undefined` for a row without code and name (blank, or a note in another column)
 */
export function readRow(
  row: SheetRow,
  columns: DivisionColumns,
  at: FilePlace,
): DivisionRow | readonly DivisionProblem[] | undefined {
  const code = written(row, columns.code)
  const name = written(row, columns.name)
  if (code.text === '' && name.text === '') return undefined
  const codePlace = { ...at, cell: code.address ?? `${name.address}` }
  const namePlace = { ...at, cell: name.address ?? codePlace.cell }
  const problems = [
    ...codeProblems(code.text, name.text, codePlace),
    ...nameProblems(name.text, code.text, namePlace),
    ...upperProblems(row, columns, { ...at, code: code.text }),
  ]
  if (problems.length > 0) return problems
  const edition = columns.edition === undefined ? '' : written(row, columns.edition).text
  return { code: code.text, name: name.text, edition: edition === '' ? undefined : edition, at: codePlace }
}

function fieldOf(header: string): Field | undefined {
  const text = plainText(header).toLowerCase()
  const fields = Object.keys(headers) as Field[] // keys of a const object are exactly its union
  return fields.find(field => (headers[field] as readonly string[]).includes(text)) // widened to ask for membership
}

function written(row: SheetRow, column: number): { readonly text: string; readonly address: string | undefined } {
  const cell: SheetCell | undefined = row.cells.find(one => one.column === column)
  return { text: plainText(cell?.text ?? '').replace(/^'/, ''), address: cell?.address }
}

function codeProblems(code: string, name: string, at: FilePlace): readonly DivisionProblem[] {
  if (code === '') return [divisionProblem('code.missing', at, { value: name })]
  if (/^\d(?:\.\d+)?e\+?\d+$/i.test(code)) return [divisionProblem('code.digits-lost', at, { value: code })]
  if (!hasCodeShape(code)) return [divisionProblem('code.shape', at, { value: code })]
  return []
}

function nameProblems(name: string, code: string, at: FilePlace): readonly DivisionProblem[] {
  if (name === '') return [divisionProblem('name.missing', at, { value: code })]
  if (name.includes('\ufffd') || !/\p{Script=Han}/u.test(name)) {
    return [divisionProblem('name.unreadable', at, { value: name })]
  }
  return name.length > 50 ? [divisionProblem('name.too-long', at, { value: name })] : []
}

function upperProblems(
  row: SheetRow,
  columns: DivisionColumns,
  at: FilePlace & { readonly code: string },
): readonly DivisionProblem[] {
  if (!hasCodeShape(at.code)) return []
  const { code, ...place } = at
  return columns.upper.flatMap(column => {
    const upper = written(row, column)
    const agrees =
      upper.text === '' || (hasCodeShape(upper.text) && contains(regionRange(fullCode(upper.text)), fullCode(code)))
    if (agrees) return []
    const cell = upper.address === undefined ? {} : { cell: upper.address }
    return [divisionProblem('parent.differs', { ...place, ...cell }, { value: code, other: upper.text })]
  })
}

function hasCodeShape(code: string): boolean {
  return /^(?:\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/.test(code)
}
