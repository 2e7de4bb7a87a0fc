import { pieces } from './byte-source.ts'
import type { ByteSource } from './byte-source.ts'
import { cellAddress } from './address.ts'
import { damaged } from './problems.ts'
import type { Sheet, SheetCell, SheetRow, Workbook } from './sheet.ts'

/** Excel writes these names of failed formulas into csv as plain text. */
const errorText = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!)$/

/**
 * Opens comma, tab or semicolon separated text (RFC 4180, with lone LF and CR too). One pass finds the encoding: UTF-8 with
 * or without mark, else GB18030 (Excel's "CSV" in a Chinese Windows), else UTF-16 by its mark ("Unicode text").
 *
 * @throws Problem `workbook.damaged` where the bytes are in none of them, or a quotation mark never closes
 */
export async function openDelimited(source: ByteSource): Promise<Workbook> {
  const encoding = await detectEncoding(source)
  const separator = await detectSeparator(source, encoding)
  const sheet: Sheet = { name: 'csv', index: 0, hidden: false }
  let mostRowsHeld = 0
  return {
    format: 'csv',
    encoding,
    sheets: [sheet],
    rows: () => rows(source, { encoding, separator, onHeld: held => (mostRowsHeld = Math.max(mostRowsHeld, held)) }),
    merges: () => Promise.resolve([]),
    mostRowsHeld: () => mostRowsHeld,
    close: () => source.close(),
  }
}

type Reading = { readonly encoding: string; readonly separator: string; readonly onHeld: (rows: number) => void }

async function* rows(source: ByteSource, reading: Reading): AsyncGenerator<SheetRow, void, undefined> {
  const split = createSplitter(reading.separator)
  let row = 0
  const toRow = (values: readonly string[]): SheetRow => {
    row++
    return { sheet: 'csv', row, hidden: false, cells: cellsOf(row, values) }
  }
  for await (const text of decoded(source, reading.encoding)) {
    const records = split.push(text)
    reading.onHeld(records.length)
    for (const record of records) yield toRow(record)
  }
  for (const record of split.end()) yield toRow(record)
}

function cellsOf(row: number, values: readonly string[]): readonly SheetCell[] {
  const cells: SheetCell[] = []
  for (const [column, text] of values.entries()) {
    if (text === '') continue
    const error = errorText.test(text.trim()) ? { error: text.trim() } : {}
    cells.push({ address: cellAddress(row, column), row, column, text, ...error })
  }
  return cells
}

export type Splitter = {
  push(text: string): readonly (readonly string[])[]
  end(): readonly (readonly string[])[]
}

/** Cuts text that comes in pieces into records of fields. A quoted field may hold separators and line ends. */
export function createSplitter(separator: string): Splitter {
  let field = ''
  let record: string[] = []
  let state: 'start' | 'plain' | 'quoted' | 'quote-seen' = 'start'
  let afterReturn = false
  let line = 1
  let quoteLine = 1
  let done: string[][] = []
  const endField = (): void => {
    record.push(field)
    field = ''
    state = 'start'
  }
  const endRecord = (): void => {
    endField()
    done.push(record)
    record = []
  }
  const take = (): readonly (readonly string[])[] => {
    const records = done
    done = []
    return records
  }
  const step = (character: string): void => {
    if (character === '\n') line++
    if (state === 'quoted') {
      if (character === '"') state = 'quote-seen'
      else field += character
      return
    }
    if (state === 'quote-seen' && character === '"') {
      field += '"'
      state = 'quoted'
      return
    }
    const ignoredLineFeed = afterReturn && character === '\n'
    afterReturn = character === '\r'
    if (ignoredLineFeed) return
    if (character === separator) return endField()
    if (character === '\n' || character === '\r') return endRecord()
    if (character === '"' && state === 'start') {
      state = 'quoted'
      quoteLine = line
      return
    }
    field += character
    state = 'plain'
  }
  return {
    push(text) {
      for (const character of text) step(character)
      return take()
    },
    end() {
      if (state === 'quoted') {
        throw damaged(`第 ${quoteLine} 行的引号没有结束`, `the quotation mark of line ${quoteLine} never closes`)
      }
      if (field !== '' || record.length > 0 || state !== 'start') endRecord()
      return take()
    },
  }
}

async function* decoded(source: ByteSource, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  for await (const piece of pieces(source, 0, source.bytes)) yield decoder.decode(piece, { stream: true })
  yield decoder.decode()
}

const encodings = ['utf-8', 'gb18030'] as const

async function detectEncoding(source: ByteSource): Promise<string> {
  const mark = await source.read(0, 2)
  if (mark[0] === 0xff && mark[1] === 0xfe) return 'utf-16le'
  if (mark[0] === 0xfe && mark[1] === 0xff) return 'utf-16be'
  for (const encoding of encodings) {
    if (await decodes(source, encoding)) return encoding
  }
  throw damaged('文字既不是 UTF-8 也不是 GB18030 编码', 'its text is neither in UTF-8 nor in GB18030')
}

async function decodes(source: ByteSource, encoding: string): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    for await (const piece of pieces(source, 0, source.bytes)) decoder.decode(piece, { stream: true })
    decoder.decode()
    return true
  } catch (cause) {
    // A fatal decoder's TypeError is the answer "no"; anything else, such as a disk fault, is not.
    if (cause instanceof TypeError) return false
    throw cause
  }
}

/** The separator found most often in the first lines, outside quotation marks; a comma where none is found. */
async function detectSeparator(source: ByteSource, encoding: string): Promise<string> {
  const head = new TextDecoder(encoding).decode(await source.read(0, 8192)).replaceAll(/"[^"]*"/g, '')
  const counted = [',', '\t', ';'].map(separator => ({ separator, count: head.split(separator).length }))
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).separator
}
