import { explainedBook } from '../platform/files/workbook/explained-book.ts'
import type { PlaceDirectory } from '../places/store.ts'
import { regionNamesOf } from '../places/region-names.ts'
import { coordinateSources } from '../waters/words.ts'
import { toldOf, type SurroundingRow } from './surrounding-row.ts'
import { columnIds, columns, type SurroundingColumn } from './workbook.ts'
import {
  facilityKindIds,
  facilityKinds,
  facilityStateIds,
  facilityStates,
  sewageHandlingIds,
  sewageHandlings,
  surroundingSorts,
} from './words.ts'

const listed = <Id extends string>(ids: readonly Id[], names: Readonly<Record<Id, { readonly zh: string }>>) =>
  ids.map(id => names[id].zh).join('、')

const hints = [
  ['填写说明', ''],
  ['类别', `必填：${surroundingSorts.facility.zh}、${surroundingSorts.settlement.zh}。`],
  ['名称', '必填。同一行政区划内同类不得重名；再次导入时按类别、行政区划和名称对应，更新原记录。'],
  ['行政区划代码', '6、9 或 12 位；填了代码就不必填区县、乡镇、村名称。'],
  ['区县、乡镇、村社区', '没有代码时填名称；本辖区的区县、乡镇可以不填。'],
  ['设施类型', `仅设施：${listed(facilityKindIds, facilityKinds)}。`],
  ['运行状态', `仅设施：${listed(facilityStateIds, facilityStates)}。`],
  ['设计规模、实际处理量', '仅设施：每天多少立方米；填了实际处理量必须填统计日期。'],
  ['户数', '设施填服务户数，聚居点填居住户数。'],
  ['人口、污水去向', `仅聚居点；污水去向：${listed(sewageHandlingIds, sewageHandlings)}。`],
  ['畜禽养殖', '仅聚居点：例如 生猪 120 头。'],
  ['经度、纬度', '十进制度；坐标系填 CGCS2000、WGS84、GCJ-02（高德）或 BD-09（百度），不填视为未注明。'],
  ['', ''],
  ['说明', '不知道的留空，不要填 0：空白不会改动已登记的内容。全部无误才会写入，有一处问题则一行也不写入。'],
] as const

/** The blank template, with a second sheet that says what goes where. */
export function surroundingsTemplate(): Buffer {
  return bookOf([])
}

/** What is on record in the columns of the template: it can be changed and imported again. */
export function surroundingsWorkbook(rows: readonly SurroundingRow[], directory: PlaceDirectory): Buffer {
  return bookOf(rows.map(row => lineOf(row, directory)))
}

type Line = Readonly<Partial<Record<SurroundingColumn, string | number | undefined>>>

function lineOf(row: SurroundingRow, directory: PlaceDirectory): Line {
  const told = toldOf(row)
  const { kind, state, handling, coordinateSource, ...plain } = told
  return {
    ...plain,
    ...regionNamesOf(directory, told.regionCode),
    sort: surroundingSorts[told.sort].zh,
    kind: kind === undefined ? undefined : facilityKinds[kind].zh,
    state: state === undefined ? undefined : facilityStates[state].zh,
    handling: handling === undefined ? undefined : sewageHandlings[handling].zh,
    coordinateSource: coordinateSource === undefined ? undefined : systemName(coordinateSource),
  }
}

/** Positions are written as they are kept: what came as GCJ-02 or BD-09 is CGCS2000 now. */
function systemName(source: keyof typeof coordinateSources): string {
  return source === 'gcj-02' || source === 'bd-09' ? 'CGCS2000' : coordinateSources[source].zh
}

function bookOf(filled: readonly Line[]): Buffer {
  return explainedBook({
    name: '设施与聚居点',
    lines: [columnIds.map(column => columns[column]), ...filled.map(line => columnIds.map(id => line[id] ?? null))],
    widths: columnIds.map(column => (column === 'name' || column === 'note' ? 24 : 15)),
    hints,
    hintWidth: 22,
  })
}
