import { ownColumn } from '../../platform/files/workbook/own-parts.ts'
import { plain, tidy } from '../../platform/files/workbook/parsed.ts'
import type { SheetRow } from '../../platform/files/workbook/sheet.ts'
import type { MeasurementColumn } from '../measurement-text.ts'
import { recogniseHeaders, type HeaderRefusal } from '../sample-headers.ts'

/** What stands in a readings table beside the measurements, with the headers people write. The first is that of our own template. */
export const readingFields = {
  code: {
    name: { zh: '水体编号', en: 'code of the water' },
    headers: ['水体编码', '水体代码', '河流编号', '系统编号', '监管编号', '清单编号', 'code', 'water code'],
  },
  name: {
    name: { zh: '水体名称', en: 'name of the water' },
    headers: ['水体', '黑臭水体名称', '河流名称', '水体名', 'water', 'water name'],
  },
  county: {
    name: { zh: '区县', en: 'county' },
    headers: ['县区', '县级行政区划', '所属区县', '所在区县', '区', '县', 'county'],
  },
  town: {
    name: { zh: '乡镇', en: 'town' },
    headers: ['乡镇/街道', '镇街', '乡镇街道', '街道', '镇', '所属乡镇', '所在乡镇', 'town'],
  },
  village: {
    name: { zh: '行政村名称', en: 'village' },
    headers: ['行政村', '村', '村名', '村社区', '所属村', '所在村', '村/社区', 'village'],
  },
  point: {
    name: { zh: '点位', en: 'sampling point' },
    headers: ['点位名称', '监测点位', '监测点', '采样点', '采样点位', '断面', '断面名称', '采样位置', 'point'],
  },
  day: {
    name: { zh: '采样日期', en: 'date of sampling' },
    headers: ['监测日期', '取样日期', '检测日期', '日期', 'date'],
  },
  time: {
    name: { zh: '采样时间', en: 'time of sampling' },
    headers: ['监测时间', '取样时间', '采样日期时间', '采样时刻', '时间', 'time', 'taken at', 'sampled at'],
  },
  weather: { name: { zh: '天气', en: 'weather' }, headers: ['天气状况', '采样天气', 'weather'] },
  remarks: { name: { zh: '备注', en: 'remarks' }, headers: ['说明', '备注说明', 'remark', 'remarks', 'note'] },
} as const satisfies Record<
  string,
  { readonly name: { readonly zh: string; readonly en: string }; readonly headers: readonly string[] }
>
export type ReadingField = keyof typeof readingFields

const fieldIds = Object.keys(readingFields) as readonly ReadingField[] // keys of a const object are exactly its union

const fieldByHeader: ReadonlyMap<string, ReadingField> = new Map(
  fieldIds.flatMap(field => {
    const { name, headers } = readingFields[field]
    return [name.zh, name.en, ...headers].map(header => [folded(header), field] as const)
  }),
)

/** Without width, case, spaces, slashes, stars of obligatory columns and what stands in brackets. */
function folded(header: string): string {
  return plain(header)
    .toLowerCase()
    .replaceAll(/\([^)]*\)/g, '')
    .replaceAll(/[\s/、*★:：_]/g, '')
}

export type FieldColumn = { readonly column: number; readonly cell: string; readonly header: string }

/** The header of a readings table. */
export type ReadingsHeader = {
  readonly firstRow: number
  readonly lastRow: number
  readonly columns: readonly { readonly column: number; readonly own: boolean }[]
  readonly fields: ReadonlyMap<ReadingField, FieldColumn>
  /** The same field under two headers. */
  readonly repeated: readonly (FieldColumn & { readonly field: ReadingField })[]
  /** By column of the sheet. */
  readonly measurements: ReadonlyMap<number, MeasurementColumn & { readonly header: string }>
  readonly refusals: readonly (HeaderRefusal & { readonly cell: string })[]
  /** Not understood, so not imported; `measured` where it ends in a unit. */
  readonly unknown: readonly (FieldColumn & { readonly measured: boolean })[]
}

/**
 * Finds the header in the first rows of a sheet: the first row that names a water, a time and at least one measurement.
 *
 * @example findReadingsHeader(rows)?.fields.get('code') // { column: 0, cell: 'A1', header: '水体编号' }
 */
export function findReadingsHeader(rows: readonly SheetRow[]): ReadingsHeader | undefined {
  for (const row of rows) {
    const header = headerOf(row)
    const named = header.fields.has('code') || header.fields.has('name')
    const timed = header.fields.has('day') || header.fields.has('time')
    if (named && timed && header.measurements.size + header.refusals.length > 0) return header
  }
  return undefined
}

function headerOf(row: SheetRow): ReadingsHeader {
  const cells = row.cells.filter(({ text }) => tidy(text) !== '')
  const titles = cells.map(({ text }) => tidy(text.replaceAll(/\s*\n\s*/g, '')))
  const read = recogniseHeaders(titles)
  const strangers = new Set(read.strangers)
  const fields = new Map<ReadingField, FieldColumn>()
  const repeated: (FieldColumn & { readonly field: ReadingField })[] = []
  const measurements = new Map<number, MeasurementColumn & { readonly header: string }>()
  const unknown: (FieldColumn & { readonly measured: boolean })[] = []
  for (const [index, { column, address: cell }] of cells.entries()) {
    const header = titles[index] ?? ''
    const measured = read.columns[index]
    const field = fieldByHeader.get(folded(header))
    if (measured !== undefined) measurements.set(column, { ...measured, header })
    else if (field !== undefined && fields.has(field)) repeated.push({ column, cell, header, field })
    else if (field !== undefined) fields.set(field, { column, cell, header })
    else if (header !== ownColumn) unknown.push({ column, cell, header, measured: strangers.has(header) })
  }
  const refusals = read.refusals.map(refused => ({ ...refused, cell: cells[refused.column]?.address ?? '' }))
  const refused = new Set(refusals.map(({ cell }) => cell))
  return {
    firstRow: row.row,
    lastRow: row.row,
    columns: cells.map(({ column }, index) => ({ column, own: titles[index] === ownColumn })),
    fields,
    repeated,
    measurements,
    refusals,
    unknown: unknown.filter(({ cell }) => !refused.has(cell)),
  }
}
