import { Problem } from '../domain/problems.ts'
import { readHeadedRows, type HeadedRow } from '../platform/files/workbook/headed-rows.ts'
import { dutiesHeaderMissing, dutiesTooLong } from './problems.ts'

/** Columns of a list of persons responsible, as the blank template names them. */
export const dutyColumns = {
  water: '水体编号',
  level: '级别',
  name: '姓名',
  organisation: '单位',
  officePhone: '办公电话',
  mobile: '手机',
  fromOn: '起始日期',
} as const

export type DutyColumn = keyof typeof dutyColumns

export const dutyColumnIds = Object.keys(dutyColumns) as readonly DutyColumn[] // keys of a const object are exactly its union

const synonyms = {
  water: ['水体编号', '编号', '水体编码', 'watercode', 'code'],
  level: ['级别', '责任级别', '层级', '责任人级别', 'level'],
  name: ['姓名', '责任人', '责任人姓名', 'name'],
  organisation: ['单位', '所属单位', '工作单位', '单位及职务', 'organisation', 'organization'],
  officePhone: ['办公电话', '单位电话', '公开电话', '监督电话', 'officephone'],
  mobile: ['手机', '手机号', '手机号码', '移动电话', 'mobile'],
  fromOn: ['起始日期', '到任日期', '任职日期', '起始时间', 'from'],
} as const satisfies Record<DutyColumn, readonly string[]>

const required = ['water', 'level', 'name', 'organisation', 'fromOn'] as const

/** One row: a person at a level of a water, as written. */
export type WrittenDuty = HeadedRow<DutyColumn>

/** All rows are one command, which holds every water it names until the end. */
const maxRows = 2000

/**
 * Reads a list of persons responsible: xlsx, xls or csv.
 *
 * @throws Problem `duty.import-header`, `duty.import-too-long`, and those of `openWorkbookContent`
 */
export function readDutiesWorkbook(content: Uint8Array): Promise<readonly WrittenDuty[]> {
  return readHeadedRows(content, {
    columns: dutyColumnIds,
    synonyms,
    required,
    asWritten: new Set<DutyColumn>(['name', 'organisation']),
    maxRows,
    refuseHeader: missing => new Problem(dutiesHeaderMissing, { missing: missing.map(column => dutyColumns[column]) }),
    refuseLength: rows => new Problem(dutiesTooLong, { rows, maxRows }),
  })
}
