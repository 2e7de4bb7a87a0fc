import { Problem } from '../domain/problems.ts'
import { cellAddress } from '../platform/files/workbook/address.ts'
import { openWorkbookContent, type Sheet, type SheetRow, type Workbook } from '../platform/files/workbook/sheets.ts'
import { importHeaderMissing, importTooLong } from './problems.ts'

/** Columns of the account list, as the blank template names them. */
export const accountColumns = {
  displayName: '姓名',
  username: '用户名',
  role: '角色',
  organisation: '单位',
  region: '行政区划(代码或名称)',
  phone: '手机',
} as const

export type AccountColumn = keyof typeof accountColumns

export const accountColumnIds = Object.keys(accountColumns) as readonly AccountColumn[] // keys of a const object are exactly its union

/** What bureaus call these columns; compared without blanks, brackets and asterisks. */
const synonyms = {
  displayName: ['姓名', '人员姓名', 'name'],
  username: ['用户名', '账号', '帐号', '登录名', '登录账号', 'username'],
  role: ['角色', '用户角色', 'role'],
  organisation: ['单位', '所属单位', '工作单位', '机构', 'organisation', 'organization'],
  region: ['行政区划', '行政区划代码', '行政区划名称', '辖区', '地区', 'division', 'region'],
  phone: ['手机', '手机号', '手机号码', '联系电话', '电话', 'phone'],
} as const satisfies Record<AccountColumn, readonly string[]>

const requiredColumns = ['displayName', 'username', 'role', 'organisation', 'region'] as const

/** One person of the list: what stands in each cell, and where. */
export type WrittenAccount = {
  readonly sheet: string
  /** Counted from 1. */
  readonly row: number
  readonly cells: Readonly<Record<AccountColumn, { readonly address: string; readonly text: string }>>
}

/** Passwords are hashed one by one: more would keep somebody waiting for minutes. */
const maxRows = 2000

/** Titles and remarks may stand above the header. */
const headerWithinRows = 20

/**
 * Reads the rows of an account list: xlsx, xls or csv, with a header somewhere near the top of a visible sheet.
 *
 * @throws Problem `account.import-header`, `account.import-too-long`, and those of `openWorkbookContent`
 */
export async function readAccountsWorkbook(content: Uint8Array): Promise<readonly WrittenAccount[]> {
  const workbook = await openWorkbookContent(content)
  try {
    let best: readonly AccountColumn[] = []
    for (const sheet of workbook.sheets.filter(({ hidden }) => !hidden)) {
      const read = await readSheet(workbook, sheet)
      if ('rows' in read) return read.rows
      if (read.found.length > best.length) best = read.found
    }
    const missing = requiredColumns.filter(column => !best.includes(column))
    throw new Problem(importHeaderMissing, { missing: missing.map(column => accountColumns[column]) })
  } finally {
    await workbook.close()
  }
}

type Header = ReadonlyMap<AccountColumn, number>

async function readSheet(
  workbook: Workbook,
  sheet: Sheet,
): Promise<{ readonly rows: readonly WrittenAccount[] } | { readonly found: readonly AccountColumn[] }> {
  let header: Header | undefined
  let best: readonly AccountColumn[] = []
  const rows: WrittenAccount[] = []
  for await (const row of workbook.rows(sheet)) {
    if (header !== undefined) {
      const written = writtenAccount(row, header)
      if (written !== undefined) rows.push(written)
      if (rows.length > maxRows) throw new Problem(importTooLong, { rows: rows.length, maxRows })
      continue
    }
    if (row.row > headerWithinRows) break
    const found = headerOf(row)
    if (requiredColumns.every(column => found.has(column))) header = found
    else if (found.size > best.length) best = [...found.keys()]
  }
  return header === undefined ? { found: best } : { rows }
}

function headerOf(row: SheetRow): Header {
  const found = new Map<AccountColumn, number>()
  for (const cell of row.cells) {
    const column = columnNamed(cell.text)
    if (column !== undefined && !found.has(column)) found.set(column, cell.column)
  }
  return found
}

function columnNamed(text: string): AccountColumn | undefined {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/\([^)]*\)|[\s*:]/g, '')
    .toLowerCase()
  return accountColumnIds.find(column => (synonyms[column] as readonly string[]).includes(plain)) // widened to ask for membership
}

/** Kept to the letter: an organisation called 某某公司（重庆） must be found again, not created a second time with other brackets. */
const namesAsWritten: ReadonlySet<AccountColumn> = new Set(['displayName', 'organisation'])

function writtenAccount(row: SheetRow, header: Header): WrittenAccount | undefined {
  const cells = Object.fromEntries(
    accountColumnIds.map(column => [column, cellOf(row, header.get(column), namesAsWritten.has(column))]),
  ) as WrittenAccount['cells'] // one entry per column
  if (accountColumnIds.every(column => cells[column].text === '')) return undefined
  return { sheet: row.sheet, row: row.row, cells }
}

function cellOf(
  row: SheetRow,
  column: number | undefined,
  asWritten: boolean,
): { readonly address: string; readonly text: string } {
  if (column === undefined) return { address: String(row.row), text: '' }
  const text = row.cells.find(cell => cell.column === column)?.text ?? ''
  return { address: cellAddress(row.row, column), text: (asWritten ? text : text.normalize('NFKC')).trim() }
}
