import { columnLetters, cellAddress } from './workbook/address.ts'
import { commentsXml, vmlXml } from './xlsx/notes-xml.ts'
import type { Note } from './xlsx/notes-xml.ts'
import { rowXml, sheetEnd, sheetHead, shownWidth } from './xlsx/sheet-xml.ts'
import type { Link, SheetPlan, SheetTail, XlsxCell } from './xlsx/sheet-xml.ts'
import { stylesXml } from './xlsx/styles.ts'
import { xmlText } from './xlsx/xml-text.ts'
import { createZipWriter } from './xlsx/zip-sink.ts'
import type { ByteSink, ZipWriter } from './xlsx/zip-sink.ts'

export { columnRange, sheetPlace } from './xlsx/sheet-xml.ts'
export type { SheetPlan, SheetTail, Validation, XlsxCell } from './xlsx/sheet-xml.ts'
export type { CellStyle } from './xlsx/styles.ts'
export { fileSink, memorySink } from './xlsx/zip-sink.ts'
export type { ByteSink } from './xlsx/zip-sink.ts'

/** Excel opens no more links than 65,530 on a sheet; notes are drawn one by one and slow it down long before. */
export const mostLinks = 65_000
export const mostNotes = 2000

export type SheetWriter = {
  /** Writes the next row, or row `at` (from 1, further down than the last). Cells in order of column. */
  row(cells: readonly XlsxCell[], at?: number, hidden?: boolean): Promise<void>
  end(tail?: SheetTail): Promise<void>
}

export type XlsxWriter = {
  /** Begins a sheet; the one before must have ended. */
  sheet(plan: SheetPlan): Promise<SheetWriter>
  /** Ends the workbook. Tabs stand in the order of `names`, else in that of writing. */
  end(names?: readonly string[]): Promise<void>
}

type WrittenSheet = { readonly plan: SheetPlan; readonly part: number; readonly hasNotes: boolean }

/**
 * Writes an xlsx as it goes: rows are packed and handed to the sink, nothing but links and notes is held. It knows the few
 * looks of `xlsx/styles.ts`, frozen panes, widths, drop-downs, links inside the workbook and notes.
 *
 * @example
 * const book = createXlsx(fileSink('out.xlsx'))
 * const sheet = await book.sheet({ name: '表一', frozen: { rows: 1, columns: 0 } })
 * await sheet.row([{ column: 0, value: '水体名称', style: 'header' }])
 * await sheet.end()
 * await book.end()
 */
export function createXlsx(sink: ByteSink): XlsxWriter {
  const zip = createZipWriter(sink)
  const sheets: WrittenSheet[] = []
  return {
    async sheet(plan) {
      refuseName(plan.name, sheets)
      const part = sheets.length + 1
      zip.begin(`xl/worksheets/sheet${part}.xml`)
      await zip.add(sheetHead(plan))
      return sheetWriter({ zip, plan, part, onEnd: hasNotes => sheets.push({ plan, part, hasNotes }) })
    },
    async end(names = []) {
      const ordered = sheets.toSorted((a, b) => tabPlace(a, names) - tabPlace(b, names))
      await writePackage(zip, ordered)
      await zip.end()
    },
  }
}

/** Sheets that are not named keep their order, behind the named ones. */
function tabPlace({ plan }: WrittenSheet, names: readonly string[]): number {
  const at = names.indexOf(plan.name)
  return at < 0 ? names.length : at
}

function refuseName(name: string, sheets: readonly WrittenSheet[]): void {
  if (name === '' || name.length > 31 || /[[\]:*?/\\]/.test(name)) throw new RangeError(`not a sheet name: ${name}`)
  if (sheets.some(({ plan }) => plan.name === name)) throw new RangeError(`two sheets of one name: ${name}`)
}

type OpenSheet = {
  readonly zip: ZipWriter
  readonly plan: SheetPlan
  readonly part: number
  readonly onEnd: (hasNotes: boolean) => void
}

function sheetWriter({ zip, plan, part, onEnd }: OpenSheet): SheetWriter {
  const links: Link[] = []
  const notes: Note[] = []
  let last = 0
  return {
    async row(cells, at = last + 1, hidden = false) {
      if (at <= last) throw new RangeError(`row ${at} comes after row ${last}`)
      last = at
      for (const { column, link, note } of cells) {
        const address = cellAddress(at, column)
        if (link !== undefined && links.length < mostLinks) links.push({ address, target: link })
        if (note !== undefined && notes.length < mostNotes) notes.push({ address, text: note })
      }
      await zip.add(rowXml({ row: at, hidden, widths: plan.widths ?? [] }, cells))
    },
    async end(tail = {}) {
      await zip.add(sheetEnd(tail, links, notes.length > 0))
      await zip.finish()
      if (notes.length > 0) await writeNotes(zip, part, notes)
      onEnd(notes.length > 0)
    },
  }
}

async function writeNotes(zip: ZipWriter, part: number, notes: readonly Note[]): Promise<void> {
  await writePart(zip, `xl/comments${part}.xml`, commentsXml(notes))
  await writePart(zip, `xl/drawings/vmlDrawing${part}.vml`, vmlXml(notes))
  const drawing = relationship('rId1', 'vmlDrawing', `../drawings/vmlDrawing${part}.vml`)
  const comments = relationship('rId2', 'comments', `../comments${part}.xml`)
  await writePart(zip, `xl/worksheets/_rels/sheet${part}.xml.rels`, relationshipsXml([drawing, comments]))
}

async function writePart(zip: ZipWriter, name: string, text: string): Promise<void> {
  zip.begin(name)
  await zip.add(text)
  await zip.finish()
}

async function writePackage(zip: ZipWriter, sheets: readonly WrittenSheet[]): Promise<void> {
  await writePart(zip, 'xl/workbook.xml', workbookXml(sheets))
  const related = sheets.map(({ part }) => relationship(`rId${part}`, 'worksheet', `worksheets/sheet${part}.xml`))
  const styles = relationship(`rId${sheets.length + 1}`, 'styles', 'styles.xml')
  await writePart(zip, 'xl/_rels/workbook.xml.rels', relationshipsXml([...related, styles]))
  await writePart(zip, 'xl/styles.xml', stylesXml())
  await writePart(zip, '_rels/.rels', relationshipsXml([relationship('rId1', 'officeDocument', 'xl/workbook.xml')]))
  await writePart(zip, '[Content_Types].xml', contentTypesXml(sheets))
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const officeRelations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const spreadsheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

function workbookXml(sheets: readonly WrittenSheet[]): string {
  const active = Math.max(
    0,
    sheets.findIndex(({ plan }) => plan.active),
  )
  const tabs = sheets.map(({ plan, part }) => {
    return `<sheet name="${xmlText(plan.name)}" sheetId="${part}"${plan.hidden ? ' state="hidden"' : ''} r:id="rId${part}"/>`
  })
  return `${declaration}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${officeRelations}">\
<bookViews><workbookView activeTab="${active}"/></bookViews><sheets>${tabs.join('')}</sheets></workbook>`
}

function relationship(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${officeRelations}/${type}" Target="${target}"/>`
}

function relationshipsXml(relations: readonly string[]): string {
  return `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations.join('')}</Relationships>`
}

function contentTypesXml(sheets: readonly WrittenSheet[]): string {
  const override = (name: string, type: string): string =>
    `<Override PartName="${name}" ContentType="${spreadsheetType}.${type}+xml"/>`
  const parts = sheets.flatMap(({ part, hasNotes }) => [
    override(`/xl/worksheets/sheet${part}.xml`, 'worksheet'),
    ...(hasNotes ? [override(`/xl/comments${part}.xml`, 'comments')] : []),
  ])
  return `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>\
<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>\
${override('/xl/workbook.xml', 'sheet.main')}${override('/xl/styles.xml', 'styles')}${parts.join('')}</Types>`
}

/**
 * A name Excel accepts, near to the wished one: other programs write longer names and other signs.
 *
 * @param taken names already in the workbook; Excel does not tell upper from lower case
 */
export function sheetNameFor(wished: string, taken: readonly string[]): string {
  const base = wished.replaceAll(/[[\]:*?/\\]/g, '_').slice(0, 31) || '表'
  const lower = new Set(taken.map(name => name.toLowerCase()))
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base.slice(0, 27)}_${number}`
    if (!lower.has(name.toLowerCase())) return name
  }
}

/** Widths for columns with these headers: Chinese characters are two wide. */
export function widthsFor(headers: readonly string[], least = 8, most = 30): readonly number[] {
  return headers.map(header => Math.min(most, Math.max(least, shownWidth(header) + 2)))
}

/** Range of a table with its header row, for filter buttons. @example tableRange({ columns: 4, fromRow: 1, toRow: 9 }) // 'A1:D9' */
export function tableRange(size: {
  readonly columns: number
  readonly fromRow: number
  readonly toRow: number
}): string {
  return `A${size.fromRow}:${columnLetters(size.columns - 1)}${size.toRow}`
}
