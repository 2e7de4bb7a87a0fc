import type { Measurement, Parameter, Sample } from '../../domain/parameters.ts'
import { parameters } from '../../domain/parameters.ts'
import type { Bilingual } from '../../domain/words.ts'
import { ownSheets, searchedRows } from '../../platform/files/workbook/own-parts.ts'
import { plain, saysNothing, tidy, type Parsed } from '../../platform/files/workbook/parsed.ts'
import {
  note,
  problemAt,
  refusal,
  warning,
  type Remark,
  type RowProblem,
} from '../../platform/files/workbook/row-problems.ts'
import { hiddenRow, hiddenSheet, nothingToRead, openingOf } from '../../platform/files/workbook/sheet-remarks.ts'
import type { Sheet, SheetCell, SheetRow, Workbook } from '../../platform/files/workbook/sheet.ts'
import { weathers, type Weather } from '../contract.ts'
import { isRefusal, readMeasurement } from '../measurement-text.ts'
import { findReadingsHeader, readingFields, type ReadingField, type ReadingsHeader } from './columns.ts'
import { readSamplingTime, type SamplingTime } from './sampling-time.ts'

/** One row that describes a reading, as far as it is understood. */
export type ReadingRow = {
  readonly sheet: string
  readonly row: number
  /** As written, tidied. */
  readonly written: Readonly<Partial<Record<ReadingField, string>>>
  /** Field → A1 address, also of an empty cell. */
  readonly cells: Readonly<Partial<Record<ReadingField, string>>>
  readonly taken?: SamplingTime
  readonly sample: Sample
  readonly weather?: Weather
}

export type ReadingsEvent =
  | { readonly kind: 'reading'; readonly row: ReadingRow; readonly problems: readonly RowProblem[] }
  | { readonly kind: 'remark'; readonly problem: RowProblem }

/**
 * Reads every table of readings in a workbook, row by row. Nothing that cannot be understood enters: whatever refuses a row is among
 * its problems, with its cell. A row 检出限 gives the detection limits for 未检出 in the rows below it.
 *
 * @example for await (const event of readReadings(workbook)) if (event.kind === 'reading') keep(event.row)
 */
export async function* readReadings(workbook: Workbook): AsyncGenerator<ReadingsEvent, void, undefined> {
  const withoutHeader: Sheet[] = []
  let tables = 0
  for (const sheet of workbook.sheets) {
    if (ownSheets.includes(sheet.name)) continue
    if (sheet.hidden) {
      yield said(sheet, hiddenSheet(sheet))
      continue
    }
    const opening = await openingOf(workbook, sheet)
    if (opening.length === 0) continue
    const header = findReadingsHeader(opening)
    if (header === undefined) {
      withoutHeader.push(sheet)
      continue
    }
    tables++
    yield* readSheet(workbook, sheet, header)
  }
  for (const sheet of withoutHeader) yield said(sheet, tables > 0 ? skippedSheet(sheet) : noHeader(sheet))
  if (tables === 0 && withoutHeader.length === 0)
    yield { kind: 'remark', problem: problemAt({ sheet: '', row: 0 }, nothingToRead()) }
}

async function* readSheet(workbook: Workbook, sheet: Sheet, header: ReadingsHeader): AsyncGenerator<ReadingsEvent> {
  const problems = headerProblems(sheet.name, header)
  for (const problem of problems) yield { kind: 'remark', problem }
  if (problems.some(({ severity }) => severity === 'refuse')) return
  const limits = new Map<Parameter, number>()
  for await (const row of workbook.rows(sheet)) {
    if (row.row <= header.lastRow) continue
    yield* readOne(row, header, limits)
  }
}

function headerProblems(sheet: string, header: ReadingsHeader): readonly RowProblem[] {
  const at = (cell: string, remark: Remark) => problemAt({ sheet, row: header.lastRow, cell }, remark)
  return [
    ...header.refusals.map(({ cell, code, zh, en }) => at(cell, refusal(code, { zh, en }))),
    ...header.repeated.map(({ cell, field, header: text }) => at(cell, repeatedColumn(field, text))),
    ...header.unknown.map(({ cell, header: text, measured }) =>
      at(cell, measured ? strangeColumn(text) : unknownColumn(text)),
    ),
  ]
}

type Limits = Map<Parameter, number>

function* readOne(row: SheetRow, header: ReadingsHeader, limits: Limits): Generator<ReadingsEvent> {
  const own = row.cells.filter(cell => cell.mergedFrom === undefined && tidy(cell.text) !== '')
  if (own.length === 0 && !row.cells.some(cell => cell.error !== undefined)) return
  const first = plain(own[0]?.text ?? '')
  const at = { sheet: row.sheet, row: row.row }
  if (isLimitRow(own, header)) {
    yield* takeLimits(row, header, limits)
    return
  }
  if (isNoReading(own, first, header)) {
    yield { kind: 'remark', problem: problemAt(at, skippedRow(first)) }
    return
  }
  yield readingOf(row, header, limits)
}

const limitWords = /^(?:方法)?(?:检出限|检测限|最低检出浓度|detection limit|mdl|lod)$/i
/** Means, extremes, limits and footnotes that stand below a table. */
const summaryWords =
  /^(?:合计|总计|平均|均值|最大|最小|最高|最低|标准|限值|评价|达标|单位|注|备注|说明|填表|制表|审核|采样人|检测人|分析人|报告)/

function isLimitRow(own: readonly SheetCell[], { measurements }: ReadingsHeader): boolean {
  return own.some(cell => !measurements.has(cell.column) && limitWords.test(plain(cell.text)))
}

function isNoReading(own: readonly SheetCell[], first: string, header: ReadingsHeader): boolean {
  const columns = (['code', 'name', 'day', 'time'] as const).map(field => header.fields.get(field)?.column)
  const told = own.filter(cell => columns.includes(cell.column) && !summaryWords.test(plain(cell.text)))
  const measured = own.some(cell => header.measurements.has(cell.column))
  return told.length === 0 && (summaryWords.test(first) || !measured)
}

function* takeLimits(row: SheetRow, header: ReadingsHeader, limits: Limits): Generator<ReadingsEvent> {
  for (const cell of row.cells) {
    const column = header.measurements.get(cell.column)
    if (column === undefined || saysNothing(cell.text)) continue
    const limit = readMeasurement(cell.text.replace(/^\s*[<＜]/, ''), { column })
    if (limit !== undefined && !isRefusal(limit) && limit.value > 0) limits.set(column.parameter, limit.value)
    else {
      const at = { sheet: row.sheet, row: row.row, cell: cell.address }
      yield { kind: 'remark', problem: problemAt(at, unreadableLimit(plain(cell.text))) }
    }
  }
}

function readingOf(row: SheetRow, header: ReadingsHeader, limits: Limits): ReadingsEvent {
  const cellOf = (field: ReadingField) => {
    const column = header.fields.get(field)?.column
    return row.cells.find(cell => cell.column === column)
  }
  const problems: RowProblem[] = row.hidden ? [problemAt({ sheet: row.sheet, row: row.row }, hiddenRow())] : []
  const note = (cell: string | undefined, remark: Remark) =>
    void problems.push(problemAt({ sheet: row.sheet, row: row.row, ...(cell === undefined ? {} : { cell }) }, remark))
  const written = writtenFields(header, cellOf)
  const taken = takenAt(cellOf('day'), cellOf('time'))
  const cells = addressesOf(row, header)
  for (const remark of taken.remarks) note(cells.time ?? cells.day, remark)
  const sample = sampleOf(row, { header, limits, note })
  const weather = weatherOf(written.weather)
  if (weather === 'unknown') note(cellOf('weather')?.address, unknownWeather(written.weather ?? ''))
  return {
    kind: 'reading',
    row: {
      sheet: row.sheet,
      row: row.row,
      written,
      cells,
      sample,
      ...(taken.value === undefined ? {} : { taken: taken.value }),
      ...(weather === undefined || weather === 'unknown' ? {} : { weather }),
    },
    problems,
  }
}

const fieldIds = Object.keys(readingFields) as readonly ReadingField[] // keys of a const object are exactly its union

function writtenFields(header: ReadingsHeader, cellOf: (field: ReadingField) => SheetCell | undefined) {
  const texts = fieldIds.flatMap(field => {
    const text = header.fields.has(field) ? tidy(cellOf(field)?.text ?? '') : ''
    return saysNothing(text) ? [] : [[field, text] as const]
  })
  return Object.fromEntries(texts) as Partial<Record<ReadingField, string>> // entries of exactly these keys
}

function addressesOf(row: SheetRow, header: ReadingsHeader): Partial<Record<ReadingField, string>> {
  const letters = ({ cell }: { cell: string }) => cell.replace(/\d+$/, '')
  return Object.fromEntries([...header.fields].map(([field, column]) => [field, `${letters(column)}${row.row}`]))
}

function takenAt(day: SheetCell | undefined, time: SheetCell | undefined): Parsed<SamplingTime> {
  const stated = (cell: SheetCell | undefined) => (cell === undefined || saysNothing(cell.text) ? undefined : cell)
  const [onDay, atTime] = [stated(day), stated(time)]
  if (onDay === undefined && atTime === undefined) return { refused: true, remarks: [timeMissing()] }
  return readSamplingTime({ day: onDay, time: atTime })
}

type Sampling = {
  readonly header: ReadingsHeader
  readonly limits: Limits
  readonly note: (cell: string | undefined, remark: Remark) => void
}

function sampleOf(row: SheetRow, { header, limits, note }: Sampling): Sample {
  const sample: Partial<Record<Parameter, Measurement>> = {}
  for (const cell of row.cells) {
    const column = header.measurements.get(cell.column)
    if (column === undefined) continue
    const { parameter } = column
    const text = cell.error ?? cell.text
    const measured = readMeasurement(text, { column, detectionLimit: limits.get(parameter) })
    if (measured === undefined) continue
    // One value merged over rows: nobody can say to which sample it belongs.
    if (cell.mergedFrom !== undefined) note(cell.address, mergedValue(parameter))
    else if (isRefusal(measured)) note(cell.address, refusal(measured.code, { zh: measured.zh, en: measured.en }))
    else sample[parameter] = measured
  }
  return sample
}

const weatherByWord: ReadonlyMap<string, Weather> = new Map(
  Object.entries(weathers).flatMap(([id, { zh, en }]) => [[zh, id as Weather] as const, [en, id as Weather] as const]), // keys of a const object are exactly its union
)
const weatherSynonyms: Readonly<Record<string, Weather>> = {
  晴天: 'sunny',
  多云: 'cloudy',
  阴天: 'cloudy',
  雨天: 'rain',
  小雨: 'rain',
  中雨: 'rain',
  大雨: 'rain',
  暴雨: 'rain',
  小雪: 'snow',
}

function weatherOf(text: string | undefined): Weather | 'unknown' | undefined {
  if (text === undefined) return undefined
  const word = plain(text).toLowerCase()
  return weatherByWord.get(word) ?? weatherSynonyms[word] ?? 'unknown'
}

function said(sheet: Sheet, remark: Remark): ReadingsEvent {
  return { kind: 'remark', problem: problemAt({ sheet: sheet.name, row: 0 }, remark) }
}

function fieldWords(field: ReadingField): Bilingual {
  return readingFields[field].name
}

function repeatedColumn(field: ReadingField, header: string): Remark {
  const { zh, en } = fieldWords(field)
  return refusal('column.repeated', {
    zh: `“${header}”和前面的一列都是${zh}，不能确定用哪一列。请删去一列或改名。`,
    en: `“${header}” and a column before it are both the ${en}; which one counts is not clear. Remove or rename one.`,
  })
}

function unknownColumn(header: string): Remark {
  return note('column.unknown', {
    zh: `“${header}”列不认识，没有导入。`,
    en: `The column “${header}” is not known and was not imported.`,
  })
}

function strangeColumn(header: string): Remark {
  return warning('column.not-a-parameter', {
    zh: `“${header}”像是监测指标，但本平台没有这一指标，这一列没有导入。请核对列名的写法。`,
    en: `“${header}” looks like a measurement, but the platform knows none of that name; the column was not imported. Check how it is written.`,
  })
}

function unreadableLimit(text: string): Remark {
  return warning('detection-limit.unreadable', {
    zh: `检出限“${text}”无法理解，没有采用。请只写数字，如 0.025。`,
    en: `The detection limit “${text}” cannot be understood and was not used. Write a number alone, such as 0.025.`,
  })
}

function skippedRow(first: string): Remark {
  return note('row.not-a-reading', {
    zh: `这一行（“${first}”）没有水体和采样时间，不是监测数据，没有读取。`,
    en: `This row (“${first}”) names neither water nor time of sampling: it is no reading and was not read.`,
  })
}

function timeMissing(): Remark {
  return refusal('time.missing', {
    zh: '没有采样时间。请填写，如 2026-03-12 09:30；只知道日期时写日期。',
    en: 'The time of sampling is missing. Write it, such as 2026-03-12 09:30; the date alone where no more is known.',
  })
}

function mergedValue(parameter: Parameter): Remark {
  const { zh, en } = parameters[parameter].name
  return refusal('cell.merged', {
    zh: `${zh}是合并单元格，不能确定这个值属于哪一次采样。请取消合并，分别填写。`,
    en: `The ${en} stands in a merged cell: to which sample it belongs is not clear. Unmerge it and fill in each.`,
  })
}

function unknownWeather(text: string): Remark {
  return warning('weather.unknown', {
    zh: `天气“${text}”不认识，没有导入。可写：晴、阴、雨、雨后、雪。`,
    en: `The weather “${text}” is not known and was not imported. Write 晴 sunny, 阴 cloudy, 雨 rain, 雨后 after rain or 雪 snow.`,
  })
}

function skippedSheet({ name }: Sheet): Remark {
  return note('sheet.no-header', {
    zh: `工作表“${name}”前 ${searchedRows} 行没有找到监测数据的表头，没有读取。`,
    en: `No header of readings was found in the first ${searchedRows} rows of the sheet “${name}”; it was not read.`,
  })
}

function noHeader({ name }: Sheet): Remark {
  return refusal('sheet.no-header', {
    zh: `工作表“${name}”前 ${searchedRows} 行没有找到表头。请确认选对了文件，并保留写有“水体编号或水体名称、采样时间、氨氮(mg/L)”等列名的一行；可下载空白模板对照。`,
    en: `No header was found in the first ${searchedRows} rows of the sheet “${name}”. Check that it is the right file, and keep the row with 水体编号 or 水体名称, 采样时间 and parameters such as 氨氮(mg/L); compare with the blank template.`,
  })
}
