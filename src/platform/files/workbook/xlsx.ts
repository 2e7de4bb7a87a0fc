import { Problem } from '../../../domain/problems.ts'
import type { ByteSource } from './byte-source.ts'
import { createMergeFiller } from './merges.ts'
import { numberFormat } from './number-formats.ts'
import type { NumberFormat } from './number-formats.ts'
import { damaged, notAWorkbook } from './problems.ts'
import { readSharedStrings } from './shared-strings.ts'
import type { SharedStrings } from './shared-strings.ts'
import { createRowScanner } from './sheet-rows.ts'
import type { CellContext } from './sheet-rows.ts'
import type { Sheet, SheetRow, Workbook } from './sheet.ts'
import { attribute, createXmlScanner } from './xml-scanner.ts'
import { unpack, zipEntries } from './zip-entries.ts'
import type { ZipEntry } from './zip-entries.ts'

/** XML handed to the scanner at once; with the shortest row there is, it bounds the rows held ready. */
const scanCharacters = 65_536

type Package = { readonly source: ByteSource; readonly entries: ReadonlyMap<string, ZipEntry> }
type SheetPart = { readonly sheet: Sheet; readonly entry: ZipEntry }
type Contents = { readonly parts: readonly SheetPart[]; readonly from1904: boolean }

/**
 * Opens an xlsx or xlsm. Texts and styles are read at once, rows only when asked for.
 *
 * @throws Problem `workbook.damaged`, `workbook.wrong-kind` (a Word file, an xlsb, an ods: zips as well)
 */
export async function openXlsx(source: ByteSource): Promise<Workbook> {
  const pack: Package = { source, entries: await zipEntries(source) }
  const bookPath = await workbookPath(pack)
  const related = await relationships(pack, bookPath)
  const contents = await readContents(pack, bookPath, related)
  const context: CellContext = {
    sharedStrings: await sharedStrings(pack, related),
    formats: await formats(pack, related),
    from1904: contents.from1904,
  }
  let mostRowsHeld = 0
  return {
    format: 'xlsx',
    sheets: contents.parts.map(part => part.sheet),
    rows: sheet =>
      sheetRows(pack, partOf(contents, sheet), context, held => (mostRowsHeld = Math.max(mostRowsHeld, held))),
    merges: sheet => mergeReferences(pack, partOf(contents, sheet).entry),
    mostRowsHeld: () => mostRowsHeld,
    close: () => source.close(),
  }
}

function partOf(contents: Contents, sheet: Sheet): SheetPart {
  const part = contents.parts[sheet.index]
  if (part === undefined) throw new RangeError(`no sheet ${sheet.index} in this workbook`)
  return part
}

async function* sheetRows(
  pack: Package,
  part: SheetPart,
  context: CellContext,
  onHeld: (rows: number) => void,
): AsyncGenerator<SheetRow, void, undefined> {
  const fill = createMergeFiller(await mergeReferences(pack, part.entry))
  const scanner = createRowScanner(part.sheet.name, context)
  const filled = (row: SheetRow): SheetRow => ({ ...row, cells: fill(row.row, row.cells) })
  for await (const text of texts(pack.source, part.entry)) {
    const rows = scanner.push(text)
    onHeld(rows.length)
    for (const row of rows) yield filled(row)
  }
  for (const row of scanner.end()) yield filled(row)
}

/** Merged areas stand behind the rows in the file but are needed before them: one pass over the end of the part. */
async function mergeReferences(pack: Package, entry: ZipEntry): Promise<readonly string[]> {
  const references: string[] = []
  const scanner = createXmlScanner({
    open(name, attributes) {
      const reference = name === 'mergeCell' ? attribute(attributes, 'ref') : undefined
      if (reference !== undefined) references.push(reference)
    },
    close: () => {},
    text: () => {},
  })
  let tail = ''
  let behindRows = false
  for await (const text of texts(pack.source, entry)) {
    if (behindRows) {
      scanner.push(text)
      continue
    }
    const seen = tail + text
    const end = /<\/(?:\w+:)?sheetData>|<(?:\w+:)?sheetData\s*\/>/.exec(seen)
    behindRows = end !== null
    if (end !== null) scanner.push(seen.slice(end.index + end[0].length))
    tail = seen.slice(-40)
  }
  return references
}

/** The text of a part in pieces of bounded length. */
async function* texts(source: ByteSource, entry: ZipEntry): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const decode = (bytes?: Uint8Array): string => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true })
    } catch (cause) {
      throw damaged(`其中的 ${entry.name} 不是 UTF-8 文字`, `its part ${entry.name} is not UTF-8 text`, cause)
    }
  }
  for await (const piece of unpack(source, entry)) {
    for (let at = 0; at < piece.length; at += scanCharacters) yield decode(piece.subarray(at, at + scanCharacters))
  }
  yield decode()
}

async function scanPart(
  pack: Package,
  path: string,
  open: (name: string, attributes: string) => void,
  close: (name: string) => void = () => {},
): Promise<void> {
  const entry = pack.entries.get(path)
  if (entry === undefined) throw damaged(`缺少 ${path}`, `its part ${path} is missing`)
  const scanner = createXmlScanner({ open, close, text: () => {} })
  for await (const text of texts(pack.source, entry)) scanner.push(text)
  scanner.end()
}

async function workbookPath(pack: Package): Promise<string> {
  refuseOtherZips(pack.entries)
  let path = 'xl/workbook.xml'
  if (!pack.entries.has('_rels/.rels')) return path
  await scanPart(pack, '_rels/.rels', (name, attributes) => {
    if (name !== 'Relationship' || !(attribute(attributes, 'Type') ?? '').endsWith('/officeDocument')) return
    path = (attribute(attributes, 'Target') ?? path).replace(/^\//, '')
  })
  return path
}

function refuseOtherZips(entries: ReadonlyMap<string, ZipEntry>): void {
  const refuse = (zh: string, en: string): never => {
    throw new Problem(notAWorkbook, { looksLike: { zh, en } })
  }
  const names = [...entries.keys()]
  if (names.some(name => name.startsWith('word/'))) refuse('Word 文档', 'a Word document')
  if (names.some(name => name.startsWith('ppt/'))) refuse('PowerPoint 演示文稿', 'a PowerPoint presentation')
  if (names.some(name => name.endsWith('workbook.bin'))) refuse('二进制工作簿 (xlsb)', 'a binary workbook (xlsb)')
  if (entries.has('content.xml') && entries.has('mimetype'))
    refuse('OpenDocument 表格 (ods)', 'an OpenDocument file (ods)')
  if (!names.some(name => name.endsWith('workbook.xml'))) refuse('压缩包 (zip)', 'a zip archive')
}

type Relationship = { readonly id: string; readonly type: string; readonly path: string }

async function relationships(pack: Package, bookPath: string): Promise<readonly Relationship[]> {
  const folder = bookPath.slice(0, bookPath.lastIndexOf('/') + 1)
  const found: Relationship[] = []
  await scanPart(pack, `${folder}_rels/${bookPath.slice(folder.length)}.rels`, (name, attributes) => {
    const target = attribute(attributes, 'Target')
    if (name !== 'Relationship' || target === undefined) return
    const path = target.startsWith('/') ? target.slice(1) : folder + target.replace(/^\.\//, '')
    const type = attribute(attributes, 'Type') ?? ''
    found.push({ id: attribute(attributes, 'Id') ?? '', type: type.slice(type.lastIndexOf('/') + 1), path })
  })
  return found
}

async function readContents(pack: Package, bookPath: string, related: readonly Relationship[]): Promise<Contents> {
  const parts: SheetPart[] = []
  let from1904 = false
  await scanPart(pack, bookPath, (name, attributes) => {
    if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attribute(attributes, 'date1904') ?? '')
    if (name !== 'sheet') return
    const relation = related.find(({ id }) => id === relationId(attributes))
    const entry = pack.entries.get(relation?.path ?? '')
    // Chart and dialogue sheets hold no rows.
    if (relation?.type !== 'worksheet' || entry === undefined) return
    const hidden = ['hidden', 'veryHidden'].includes(attribute(attributes, 'state') ?? '')
    parts.push({ sheet: { name: attribute(attributes, 'name') ?? '', index: parts.length, hidden }, entry })
  })
  if (parts.length === 0) throw damaged('没有工作表', 'it has no worksheet')
  return { parts, from1904 }
}

/** `r:id`; the prefix is the file's choice, and `sheetId` must not be taken for it. */
function relationId(attributes: string): string | undefined {
  return /\s\w+:id\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1]
}

async function sharedStrings(pack: Package, related: readonly Relationship[]): Promise<SharedStrings> {
  const path = related.find(({ type }) => type === 'sharedStrings')?.path
  const entry = path === undefined ? undefined : pack.entries.get(path)
  if (entry === undefined) return { count: 0, at: () => undefined }
  return readSharedStrings(texts(pack.source, entry))
}

async function formats(pack: Package, related: readonly Relationship[]): Promise<readonly NumberFormat[]> {
  const path = related.find(({ type }) => type === 'styles')?.path
  if (path === undefined || !pack.entries.has(path)) return []
  const codes = new Map<number, string>()
  const found: NumberFormat[] = []
  let inCellFormats = false
  await scanPart(
    pack,
    path,
    (name, attributes) => {
      if (name === 'cellXfs') inCellFormats = true
      if (name === 'numFmt')
        codes.set(Number(attribute(attributes, 'numFmtId')), attribute(attributes, 'formatCode') ?? '')
      if (name !== 'xf' || !inCellFormats) return
      const id = Number(attribute(attributes, 'numFmtId') ?? 0)
      found.push(numberFormat(id, codes.get(id)))
    },
    name => {
      if (name === 'cellXfs') inCellFormats = false
    },
  )
  return found
}
