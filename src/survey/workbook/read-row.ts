import type { Measurement, Parameter, Sample } from '../../domain/parameters.ts'
import { cellAddress } from '../../platform/files/workbook/address.ts'
import { parseCauses } from './causes.ts'
import { parseCoordinate, parseCoordinateSystem } from './coordinate-cells.ts'
import { dimensionOf } from './fields.ts'
import type { SurveyField } from './fields.ts'
import { columnOf } from './headers.ts'
import type { Header } from './headers.ts'
import { parseIndicator } from './indicator-text.ts'
import { saysNothing, tidy } from '../../platform/files/workbook/parsed.ts'
import type { Parsed } from '../../platform/files/workbook/parsed.ts'
import { parseCount, parseQuantity } from './quantities.ts'
import type { Quantity } from './quantities.ts'
import { refusal, warning } from '../../platform/files/workbook/row-problems.ts'
import type { SheetCell, SheetRow } from './sheets.ts'
import { parseStatedDate } from './stated-dates.ts'
import type { StatedDate } from './stated-dates.ts'
import type { ReadRow, RowRemark, StatedPoint, SurveyDoors, WorkbookKind, WrittenRow } from './survey-row.ts'
import { parseBasis, parseListLevel, parsePerennial, parseWaterType } from './word-cells.ts'

export type RowReading = { readonly row: ReadRow; readonly remarks: readonly RowRemark[] }

/** Values that belong to one water only: merged over several rows, nobody can say to which. */
const ownOfOneWater: readonly SurveyField[] = [
  'name',
  'externalNumber',
  'areaM2',
  'lengthM',
  'widthM',
  'startLongitude',
  'startLatitude',
  'endLongitude',
  'endLatitude',
  'validForms',
  'blackForms',
  'secchiDepthCm',
  'waterDepthCm',
  'dissolvedOxygenMgL',
  'ammoniaNitrogenMgL',
  'ph',
  'waterId',
  'version',
]

const indicators = {
  secchiDepthCm: 'secchiDepth',
  waterDepthCm: 'waterDepth',
  dissolvedOxygenMgL: 'dissolvedOxygen',
  ammoniaNitrogenMgL: 'ammoniaNitrogen',
  ph: 'ph',
} as const satisfies Partial<Record<SurveyField, Parameter>>

type IndicatorField = keyof typeof indicators
const indicatorFields = Object.keys(indicators) as readonly IndicatorField[] // keys of a const object are exactly its union

/** Takes the cells of one row to their columns. */
export function writtenRow(row: SheetRow, header: Header): WrittenRow {
  const written: Partial<Record<SurveyField, string>> = {}
  const cells: Partial<Record<SurveyField, string>> = {}
  const unknown: Record<string, string> = {}
  for (const column of header.columns) {
    const text = row.cells.find(cell => cell.column === column.column)?.text ?? ''
    const field = column.name?.field
    if (field !== undefined) {
      cells[field] = cellAddress(row.row, column.column)
      if (tidy(text) !== '') written[field] = text
    } else if (!column.own && tidy(text) !== '') unknown[column.header] = text
  }
  return { sheet: row.sheet, row: row.row, written, cells, unknown }
}

/** Reads every understood cell of a row. Fields that are refused stay absent; their reasons are among the remarks. */
export function readRow(
  row: SheetRow,
  { header, kind, doors }: { readonly header: Header; readonly kind: WorkbookKind; readonly doors: SurveyDoors },
): RowReading {
  const reader = createReader(row, header)
  const written = writtenRow(row, header)
  const parts: Partial<ReadRow> = definedOnly({
    name: reader.text('name'),
    naturalVillages: reader.text('naturalVillages'),
    externalNumber: reader.text('externalNumber'),
    senses: reader.text('senses'),
    remarks: reader.text('remarks'),
    waterId: reader.text('waterId'),
    version: reader.parse('version', parseCount),
    type: reader.parse('type', parseWaterType),
    area: reader.quantity('areaM2'),
    length: reader.quantity('lengthM'),
    width: reader.quantity('widthM'),
    listLevel: reader.parse('listLevel', parseListLevel),
    completion: reader.date('completion'),
    perennial: reader.parse('perennial', parsePerennial),
    validForms: reader.parse('validForms', parseCount),
    blackForms: reader.parse('blackForms', parseCount),
    sampledOn: reader.date('sampledOn'),
    coordinateSystem: reader.parse('coordinateSystem', parseCoordinateSystem),
  })
  const read: ReadRow = {
    ...written,
    kind,
    ...parts,
    start: point(reader, 'start'),
    end: point(reader, 'end'),
    causes: reader.parse('causes', text => parseCauses(text, doors.taxonomy)) ?? [],
    bases: reader.parse('basis', parseBasis) ?? [],
    sample: sampleOf(reader),
  }
  return { row: read, remarks: reader.remarks }
}

/** Leaves out what is undefined, so that absent stays absent (`exactOptionalPropertyTypes`). */
function definedOnly<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> } // exactly the defined ones
}

type Reader = {
  readonly remarks: RowRemark[]
  text(field: SurveyField): string | undefined
  parse<T>(field: SurveyField, parser: (text: string) => Parsed<T>): T | undefined
  quantity(field: SurveyField): Quantity | undefined
  date(field: SurveyField): StatedDate | undefined
  indicator(field: IndicatorField): Measurement | undefined
}

function createReader(row: SheetRow, header: Header): Reader {
  const remarks: RowRemark[] = []
  const usable = (field: SurveyField): SheetCell | undefined => {
    const column = columnOf(header, field)
    const cell = column && row.cells.find(one => one.column === column.column)
    if (cell === undefined) return undefined
    const fault = faultOf(field, cell)
    if (fault === undefined) return cell
    remarks.push(fault)
    return undefined
  }
  const keep = <T>(field: SurveyField, parsed: Parsed<T>): T | undefined => {
    remarks.push(...parsed.remarks.map(remark => ({ ...remark, field })))
    return parsed.value
  }
  const unit = (field: SurveyField): { readonly headerUnit?: string } => {
    const headerUnit = columnOf(header, field)?.name?.unit
    return headerUnit === undefined ? {} : { headerUnit }
  }
  return {
    remarks,
    text(field) {
      const text = tidy(usable(field)?.text ?? '')
      return saysNothing(text) ? undefined : text
    },
    parse(field, parser) {
      const cell = usable(field)
      return cell === undefined ? undefined : keep(field, parser(cell.text))
    },
    quantity(field) {
      const cell = usable(field)
      const dimension = dimensionOf(field)
      if (cell === undefined || dimension === undefined) return undefined
      return keep(field, parseQuantity({ text: cell.text, dimension, ...unit(field) }))
    },
    date(field) {
      const cell = usable(field)
      return cell === undefined ? undefined : keep(field, parseStatedDate(cell))
    },
    indicator(field) {
      const cell = usable(field)
      if (cell === undefined) return undefined
      return keep(field, parseIndicator({ text: cell.text, parameter: indicators[field], ...unit(field) }))
    },
  }
}

function faultOf(field: SurveyField, cell: SheetCell): RowRemark | undefined {
  if (cell.error !== undefined) {
    const words =
      cell.error === '#EMPTY-FORMULA'
        ? { zh: '公式没有保存结果', en: 'a formula whose result was not saved' }
        : { zh: `公式错误 ${cell.error}`, en: `the failed formula ${cell.error}` }
    return {
      field,
      ...refusal('cell.error', {
        zh: `这一格是${words.zh}，没有可用的值。请改填实际内容（可用“选择性粘贴→值”去掉公式）。`,
        en: `This cell is ${words.en} and has no value. Enter the real content (Paste Special, Values removes formulas).`,
      }),
    }
  }
  if (cell.mergedFrom === undefined || !ownOfOneWater.includes(field)) return undefined
  return {
    field,
    ...refusal('cell.merged', {
      zh: `这一格与 ${cell.mergedFrom} 合并，分不清是同一个水体还是几个水体。请取消合并，逐行填写；同一水体只留一行。`,
      en: `This cell is merged with ${cell.mergedFrom}: one water or several cannot be told. Unmerge and fill in every row; keep one row per water.`,
    }),
  }
}

function point(reader: Reader, which: 'start' | 'end'): StatedPoint {
  return definedOnly({
    name: reader.text(`${which}Name`),
    longitude: reader.parse(`${which}Longitude`, text => parseCoordinate(text, 'longitude')),
    latitude: reader.parse(`${which}Latitude`, text => parseCoordinate(text, 'latitude')),
  })
}

function sampleOf(reader: Reader): Sample {
  const measured = indicatorFields
    .map((field): [Parameter, Measurement | undefined] => [indicators[field], reader.indicator(field)])
    .filter(([, value]) => value !== undefined)
  const sample = Object.fromEntries(measured) as Sample // only parameters with a measurement are left
  return toTheBottom(sample, reader)
}

/** 见底: transparency is at least the depth; without the depth the words hold no number. */
function toTheBottom(sample: Sample, reader: Reader): Sample {
  const { secchiDepth, waterDepth } = sample
  if (secchiDepth?.qualifier !== 'to-bottom' || secchiDepth.value > 0) return sample
  if (waterDepth !== undefined) return { ...sample, secchiDepth: { value: waterDepth.value, qualifier: 'to-bottom' } }
  reader.remarks.push({
    field: 'secchiDepthCm',
    ...warning('indicator.depth-missing', {
      zh: '透明度写“见底”时应同时填水深(cm)，否则透明度无法判定。请补填水深，或填实测透明度。',
      en: 'Where the transparency is 见底 (seen to the bottom) the water depth (cm) is needed to judge it. Enter the depth, or the measured transparency.',
    }),
  })
  return sample
}
