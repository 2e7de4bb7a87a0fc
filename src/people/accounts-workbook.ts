import { Problem } from '../domain/problems.ts'
import { readHeadedRows, type HeadedRow } from '../platform/files/workbook/headed-rows.ts'
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

const required = ['displayName', 'username', 'role', 'organisation', 'region'] as const

/** One person of the list: what stands in each cell, and where. */
export type WrittenAccount = HeadedRow<AccountColumn>

/** Passwords are hashed one by one: more would keep somebody waiting for minutes. */
const maxRows = 2000

/** Kept to the letter: an organisation called 某某公司（重庆） must be found again, not created a second time with other brackets. */
const asWritten: ReadonlySet<AccountColumn> = new Set(['displayName', 'organisation'])

/**
 * Reads the rows of an account list: xlsx, xls or csv, with a header somewhere near the top of a visible sheet.
 *
 * @throws Problem `account.import-header`, `account.import-too-long`, and those of `openWorkbookContent`
 */
export function readAccountsWorkbook(content: Uint8Array): Promise<readonly WrittenAccount[]> {
  return readHeadedRows(content, {
    columns: accountColumnIds,
    synonyms,
    required,
    asWritten,
    maxRows,
    refuseHeader: missing =>
      new Problem(importHeaderMissing, { missing: missing.map(column => accountColumns[column]) }),
    refuseLength: rows => new Problem(importTooLong, { rows, maxRows }),
  })
}
