import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Shape } from '../../places/geometry.ts'
import { csvLine } from '../../platform/files/csv.ts'
import { createXlsx, widthsFor, type ByteSink } from '../../platform/files/xlsx-writer.ts'
import type { ExportFormat } from '../../waters/contract.ts'
import type { WaterRow } from '../../waters/store.ts'
import { registerCells, registerColumns, registerHeaders, type CellValue, type Wording } from './columns.ts'
import { createGeoPackage } from './geopackage.ts'

export type RegisterRows = {
  readonly rows: AsyncIterable<WaterRow>
  readonly wording: Wording
  /** Time of the snapshot. */
  readonly at: Date
}

type Writing = (register: RegisterRows, sink: ByteSink) => Promise<void>

/** Each writes row by row as they come: memory does not grow with the register. */
export const registerFormats = {
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', write: writeXlsx },
  csv: { type: 'text/csv; charset=utf-8', write: writeCsv },
  geojson: { type: 'application/geo+json', write: writeGeoJson },
  gpkg: { type: 'application/geopackage+sqlite3', write: writeGeoPackage },
} as const satisfies Record<ExportFormat, { readonly type: string; readonly write: Writing }>

async function writeXlsx({ rows, wording }: RegisterRows, sink: ByteSink): Promise<void> {
  const book = createXlsx(sink)
  const sheet = await book.sheet({
    name: '清单',
    widths: widthsFor(registerHeaders),
    frozen: { rows: 1, columns: 0 },
    active: true,
  })
  await sheet.row(registerHeaders.map((value, column) => ({ column, value, style: 'header' })))
  let index = 0
  for await (const row of rows) {
    const cells = registerCells(row, wording, index++)
    await sheet.row(cells.flatMap((value, column) => (value === undefined ? [] : [{ column, value }])))
  }
  await sheet.end()
  await book.end()
}

/** UTF-8 with a byte order mark, because Excel takes a file without one for GBK. */
async function writeCsv({ rows, wording }: RegisterRows, sink: ByteSink): Promise<void> {
  const encoder = new TextEncoder()
  await sink.write(encoder.encode(`\ufeff${csvLine(registerHeaders)}\r\n`))
  let index = 0
  for await (const row of rows) {
    await sink.write(encoder.encode(`${csvLine(registerCells(row, wording, index++).map(csvText))}\r\n`))
  }
  await sink.end()
}

/** A name that begins like a formula would be run by the program that opens the file. */
function csvText(value: CellValue): string {
  if (typeof value === 'string') return /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return value === undefined ? '' : String(value)
}

/** RFC 7946; positions are CGCS2000, equal to WGS84 within centimetres. */
async function writeGeoJson({ rows, wording }: RegisterRows, sink: ByteSink): Promise<void> {
  const encoder = new TextEncoder()
  await sink.write(encoder.encode('{"type":"FeatureCollection","features":['))
  let index = 0
  for await (const row of rows) {
    const feature = {
      type: 'Feature',
      id: row.id,
      geometry: shapeOf(row) ?? null,
      properties: properties(row, wording, index),
    }
    await sink.write(encoder.encode(`${index === 0 ? '\n' : ',\n'}${JSON.stringify(feature)}`))
    index++
  }
  await sink.write(encoder.encode('\n]}\n'))
  await sink.end()
}

/** By the same names as the columns of the GeoPackage. */
function properties(row: WaterRow, wording: Wording, index: number): Readonly<Record<string, CellValue>> {
  const cells = registerCells(row, wording, index)
  return Object.fromEntries([
    ...registerColumns.map(({ field }, column) => [field, cells[column]]),
    ...layerColumns.map(({ name, value }) => [name, value(row)]),
  ])
}

/** What a map layer needs beside the list table. */
const layerColumns = [
  { name: 'code', type: 'TEXT', value: row => row.code },
  { name: 'stage', type: 'TEXT', value: row => row.stage },
  { name: 'cycle', type: 'INTEGER', value: row => row.cycle },
  { name: 'list', type: 'TEXT', value: row => row.list ?? undefined },
  { name: 'colour', type: 'TEXT', value: row => row.colour ?? undefined },
  { name: 'regionCode', type: 'TEXT', value: row => row.region_code },
] as const satisfies readonly {
  readonly name: string
  readonly type: 'TEXT' | 'INTEGER'
  readonly value: (row: WaterRow) => CellValue
}[]

const realFields = new Set([
  'areaM2',
  'lengthM',
  'widthM',
  'startLongitude',
  'startLatitude',
  'endLongitude',
  'endLatitude',
])
const wholeFields = new Set(['sequence', 'version'])

async function writeGeoPackage({ rows, wording, at }: RegisterRows, sink: ByteSink): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'jiuqing-export-'))
  try {
    const path = join(folder, 'waters.gpkg')
    const layer = createGeoPackage(
      path,
      [
        ...registerColumns.map(({ field }) => ({ name: field, type: columnType(field) })),
        ...layerColumns.map(({ name, type }) => ({ name, type })),
      ],
      at.toISOString(),
    )
    let index = 0
    for await (const row of rows) {
      layer.add(shapeOf(row), [...registerCells(row, wording, index++), ...layerColumns.map(({ value }) => value(row))])
    }
    layer.end()
    await copyTo(path, sink)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function columnType(field: string): 'TEXT' | 'REAL' | 'INTEGER' {
  if (realFields.has(field)) return 'REAL'
  return wholeFields.has(field) ? 'INTEGER' : 'TEXT'
}

async function copyTo(path: string, sink: ByteSink): Promise<void> {
  const file = await open(path)
  try {
    for await (const chunk of file.createReadStream({ autoClose: false })) await sink.write(chunk)
  } finally {
    await file.close()
  }
  await sink.end()
}

/** The drawn shape, else the position; absent where neither is known. */
export function shapeOf(row: WaterRow): Shape | undefined {
  if (row.geometry !== null) return row.geometry
  if (row.longitude === null || row.latitude === null) return undefined
  return { type: 'Point', coordinates: [row.longitude, row.latitude] }
}
