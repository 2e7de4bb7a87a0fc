import { Problem } from '../domain/problems.ts'
import { readHeadedRows, type HeadedRow } from '../platform/files/workbook/headed-rows.ts'
import { surroundingsHeaderMissing, surroundingsTooLong } from './problems.ts'

/** Columns of a list of works and settlements, as the blank template names them. */
export const columns = {
  sort: '类别',
  name: '名称',
  regionCode: '行政区划代码',
  county: '区县',
  town: '乡镇',
  village: '村社区',
  kind: '设施类型',
  state: '运行状态',
  capacityM3PerDay: '设计规模(m³/d)',
  treatedM3PerDay: '实际处理量(m³/d)',
  treatedOn: '处理量统计日期',
  households: '户数',
  people: '人口',
  handling: '污水去向',
  livestock: '畜禽养殖',
  dischargeStandard: '排放标准',
  operator: '运维单位',
  longitude: '经度',
  latitude: '纬度',
  coordinateSource: '坐标系',
  document: '依据文件',
  note: '备注',
} as const

export type SurroundingColumn = keyof typeof columns

export const columnIds = Object.keys(columns) as readonly SurroundingColumn[] // keys of a const object are exactly its union

const synonyms = {
  sort: ['类别', '类型类别', 'sort'],
  name: ['名称', '设施名称', '聚居点名称', '设施或聚居点名称', 'name'],
  regionCode: ['行政区划代码', '区划代码', '村级代码', 'regioncode'],
  county: ['区县', '区县名称', '县区', 'county'],
  town: ['乡镇', '乡镇/街道', '镇街', '乡镇名称', 'town'],
  village: ['村社区', '行政村', '村', '村/社区', '行政村名称', 'village'],
  kind: ['设施类型', '治理模式', '处理模式', 'kind'],
  state: ['运行状态', '运行情况', '状态', 'state'],
  capacityM3PerDay: ['设计规模', '设计处理规模', '处理规模', '设计处理能力', 'capacity'],
  treatedM3PerDay: ['实际处理量', '日处理量', '实际处理水量', 'treated'],
  treatedOn: ['处理量统计日期', '统计日期', 'treatedon'],
  households: ['户数', '服务户数', '受益户数', 'households'],
  people: ['人口', '人数', '常住人口', '服务人口', 'people'],
  handling: ['污水去向', '污水处理方式', 'handling'],
  livestock: ['畜禽养殖', '养殖情况', 'livestock'],
  dischargeStandard: ['排放标准', '执行标准', 'standard'],
  operator: ['运维单位', '运行维护单位', 'operator'],
  longitude: ['经度', 'longitude'],
  latitude: ['纬度', 'latitude'],
  coordinateSource: ['坐标系', '坐标来源', 'coordinates'],
  document: ['依据文件', '依据', '文件', 'document'],
  note: ['备注', '说明', 'note'],
} as const satisfies Record<SurroundingColumn, readonly string[]>

const required = ['sort', 'name'] as const

/** One row as written. */
export type WrittenSurrounding = HeadedRow<SurroundingColumn>

/** All rows are one command. */
const maxRows = 2000

/**
 * Reads a list of works and settlements: xlsx, xls or csv.
 *
 * @throws Problem `surroundings.import-header`, `surroundings.import-too-long`, and those of `openWorkbookContent`
 */
export function readSurroundingsWorkbook(content: Uint8Array): Promise<readonly WrittenSurrounding[]> {
  return readHeadedRows(content, {
    columns: columnIds,
    synonyms,
    required,
    asWritten: new Set<SurroundingColumn>(['name', 'operator', 'document', 'note', 'livestock']),
    maxRows,
    refuseHeader: missing => new Problem(surroundingsHeaderMissing, { missing: missing.map(id => columns[id]) }),
    refuseLength: rows => new Problem(surroundingsTooLong, { rows, maxRows }),
  })
}
