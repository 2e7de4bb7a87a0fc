import { fullCode, type RegionCode } from '../domain/regions.ts'
import type { CellProblem } from '../domain/shapes.ts'
import type { Bilingual } from '../domain/words.ts'
import { readDay } from '../duties/rules.ts'
import { resolvePlace } from '../places/names.ts'
import { isPlace, placeNames, type PlaceDirectory } from '../places/store.ts'
import type { Actor } from '../platform/actor.ts'
import {
  readCount,
  readDegrees,
  readFlow,
  readHandling,
  readKind,
  readSort,
  readSource,
  readState,
  type ReadCell,
} from './cells.ts'
import { columns, type SurroundingColumn, type WrittenSurrounding } from './workbook.ts'
import { surroundingSorts, type SurroundingSort } from './words.ts'

/** What a row says: only what is written; an empty cell says nothing. */
export type RowSaid = {
  readonly sort: SurroundingSort
  readonly name: string
  readonly regionCode: RegionCode
  /** Of the values of its sort. */
  readonly given: Readonly<Record<string, unknown>>
}

export type Faulty = { readonly problems: readonly CellProblem[] }

export type RowPlaces = { readonly directory: PlaceDirectory; readonly actor: Actor }

/** Reads a row, every fault with its cell. */
export function readRow(row: WrittenSurrounding, places: RowPlaces): RowSaid | Faulty {
  const problems: CellProblem[] = []
  const read = <Value>(column: SurroundingColumn, reader: (text: string) => ReadCell<Value>): Value | undefined => {
    const { text } = row.cells[column]
    if (text === '') return undefined
    const cell = reader(text)
    if ('value' in cell) return cell.value
    problems.push(at(row, column, cell.code, cell.words))
    return undefined
  }
  for (const column of ['sort', 'name'] as const) {
    if (row.cells[column].text === '') problems.push(at(row, column, 'cell.blank', blank(column)))
  }
  const sort = read('sort', readSort)
  const regionCode = readPlace(row, places, problems)
  const given = { ...readWords(row, read), ...readNumbers(row, read, problems) }
  if (sort !== undefined) problems.push(...misplaced(row, sort))
  if (sort === undefined || regionCode === undefined || problems.length > 0) return { problems }
  return { sort, name: row.cells.name.text, regionCode, given: known(given) }
}

export function at(
  row: WrittenSurrounding,
  column: SurroundingColumn,
  code: string,
  { zh, en }: Bilingual,
): CellProblem {
  return { sheet: row.sheet, cell: row.cells[column].address, code, zh, en }
}

type Reader = <Value>(column: SurroundingColumn, reader: (text: string) => ReadCell<Value>) => Value | undefined

function readWords({ cells }: WrittenSurrounding, read: Reader) {
  const typed = (column: SurroundingColumn) => (cells[column].text === '' ? undefined : cells[column].text)
  return {
    kind: read('kind', readKind),
    state: read('state', readState),
    handling: read('handling', readHandling),
    livestock: typed('livestock'),
    dischargeStandard: typed('dischargeStandard'),
    operator: typed('operator'),
    document: typed('document'),
    note: typed('note'),
  }
}

function readNumbers(row: WrittenSurrounding, read: Reader, problems: CellProblem[]) {
  const { date } = row.cells.treatedOn
  return {
    capacityM3PerDay: read('capacityM3PerDay', readFlow),
    treatedM3PerDay: read('treatedM3PerDay', readFlow),
    treatedOn: date === undefined ? read('treatedOn', readDate) : date.slice(0, 10),
    households: read('households', readCount),
    people: read('people', readCount),
    ...readPosition(row, read, problems),
  }
}

function readPosition(row: WrittenSurrounding, read: Reader, problems: CellProblem[]) {
  const [longitude, latitude] = [read('longitude', readDegrees), read('latitude', readDegrees)]
  const coordinateSource = read('coordinateSource', readSource)
  const isHalf = (row.cells.longitude.text === '') !== (row.cells.latitude.text === '')
  if (isHalf) problems.push(at(row, row.cells.longitude.text === '' ? 'longitude' : 'latitude', 'cell.half', half))
  if (longitude === undefined || latitude === undefined) return {}
  return { position: { longitude, latitude }, coordinateSource }
}

function readDate(text: string): ReadCell<string> {
  const day = readDay(text)
  if (day !== undefined) return { value: day }
  return {
    code: 'cell.date',
    words: {
      zh: `“${text}”不是日期，请按 2026-03-01 的样式填写。`,
      en: `“${text}” is no date; write it as 2026-03-01.`,
    },
  }
}

/** By its code where that is written, else by its names; county and town are those of the caller where they are left out. */
function readPlace(row: WrittenSurrounding, places: RowPlaces, problems: CellProblem[]): RegionCode | undefined {
  const { regionCode, county, town, village } = row.cells
  if (regionCode.text !== '') return placeByCode(row, places, problems)
  const own = placeNames(places.directory, places.actor.region)
  const written = {
    county: county.text || (own.county ?? ''),
    town: town.text || (county.text === '' || county.text === own.county ? own.town : undefined),
    village: village.text || undefined,
    within: places.actor.region,
  }
  if (written.county === '') {
    problems.push(at(row, 'county', 'cell.blank', placeMissing))
    return undefined
  }
  const found = resolvePlace(places.directory.gazetteer, written)
  if (found.outcome === 'resolved') return found.reportingCode
  const column = found.level === 'village' ? 'village' : found.level === 'town' ? 'town' : 'county'
  problems.push(at(row, column, 'cell.place', found.words))
  return undefined
}

function placeByCode(row: WrittenSurrounding, { directory }: RowPlaces, problems: CellProblem[]) {
  const { text } = row.cells.regionCode
  const code = /^\d+$/.test(text) && [6, 9, 12].includes(text.length) ? fullCode(text) : undefined
  if (code !== undefined && isPlace(directory, code)) return code
  problems.push(at(row, 'regionCode', 'cell.place', codeUnknown(text)))
  return undefined
}

/** Columns that say nothing of a sort: refused, not dropped. */
const notOf = {
  facility: ['people', 'handling', 'livestock'],
  settlement: ['kind', 'state', 'capacityM3PerDay', 'treatedM3PerDay', 'treatedOn', 'dischargeStandard', 'operator'],
} as const satisfies Record<SurroundingSort, readonly SurroundingColumn[]>

function misplaced(row: WrittenSurrounding, sort: SurroundingSort): readonly CellProblem[] {
  const filled = (notOf[sort] as readonly SurroundingColumn[]).filter(column => row.cells[column].text !== '') // widened to loop
  return filled.map(column =>
    at(row, column, 'cell.of-other-sort', {
      zh: `${surroundingSorts[sort].zh}不填“${columns[column]}”，请清空这一格，或另起一行登记。`,
      en: `“${columns[column]}” says nothing of ${surroundingSorts[sort].en}; clear the cell, or record it in a row of its own.`,
    }),
  )
}

function known(given: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

const blank = (column: SurroundingColumn): Bilingual => ({
  zh: `“${columns[column]}”没有填写，请补上。`,
  en: `“${columns[column]}” is blank; fill it in.`,
})
const half: Bilingual = {
  zh: '经度和纬度只填了一个。请补齐，或都留空。',
  en: 'Only one of longitude and latitude is filled in. Add the other, or leave both blank.',
}
const placeMissing: Bilingual = {
  zh: '没有填写所在区县。请填写区县名称，或行政区划代码。',
  en: 'The county is blank. Write its name, or the code of the division.',
}
const codeUnknown = (text: string): Bilingual => ({
  zh: `没有代码为“${text}”的行政区划。请填写 6、9 或 12 位代码，或改填区县、乡镇、村的名称。`,
  en: `No division has the code “${text}”. Write a code of 6, 9 or 12 digits, or the names of county, town and village.`,
})
