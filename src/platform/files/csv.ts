import { Problem } from '../../domain/problems.ts'
import { createDecoding, type CsvEncoding } from './csv-encoding.ts'
import { csvDamaged } from './csv-problems.ts'

export { csvDamaged, csvNotText } from './csv-problems.ts'

export type CsvRecord = {
  /** Line of the file on which the record starts, from 1. */
  readonly line: number
  readonly cells: readonly string[]
  /** The record as written, without its line end: to pass a row through untouched. */
  readonly raw: string
}

export type CsvFormat = {
  encoding: CsvEncoding
  byteOrderMark: boolean
  delimiter: ',' | '\t' | ';'
  lineEnd: '\n' | '\r\n'
}

export type CsvReading = {
  /** Known once the first batch has come. */
  readonly format: CsvFormat
  /** Batches of records, about one per piece of the source; blank lines are left out. */
  readonly batches: AsyncGenerator<readonly CsvRecord[], void, undefined>
}

/** A record longer than this is a quotation mark that nobody closed; it bounds the memory. */
const longestRecordChars = 1_000_000

/**
 * Reads comma, tab or semicolon separated text in pieces, in bounded memory: UTF-8 with or without mark, GB18030, or UTF-16 with
 * mark; RFC 4180 quotes; LF or CRLF.
 *
 * @throws Problem `csv.not-text` (a workbook by content), `csv.damaged` (encoding or quotes, with the line) while iterating
 * @example
 * const reading = readCsv(createReadStream('samples.csv'))
 * for await (const records of reading.batches) for (const { cells } of records) console.log(cells)
 */
export function readCsv(source: AsyncIterable<Uint8Array>): CsvReading {
  const format: CsvFormat = { encoding: 'utf-8', byteOrderMark: false, delimiter: ',', lineEnd: '\n' }
  return { format, batches: batchesOf(source, format) }
}

/** One record at a time, where speed does not matter. */
export async function* readCsvRecords(source: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRecord, void, undefined> {
  for await (const records of readCsv(source).batches) yield* records
}

async function* batchesOf(
  source: AsyncIterable<Uint8Array>,
  format: CsvFormat,
): AsyncGenerator<readonly CsvRecord[], void, undefined> {
  const decoding = createDecoding()
  const cutter = createCutter(format)
  const line = (): number => cutter.line()
  for await (const bytes of source) {
    const records = cutter.push(decoding.decode(bytes, line))
    format.encoding = decoding.settings.encoding
    format.byteOrderMark = decoding.settings.byteOrderMark
    if (records.length > 0) yield records
  }
  const rest = [...cutter.push(decoding.end(line)), ...cutter.end()]
  format.encoding = decoding.settings.encoding
  format.byteOrderMark = decoding.settings.byteOrderMark
  if (rest.length > 0) yield rest
}

type Cutter = {
  line(): number
  push(text: string): readonly CsvRecord[]
  end(): readonly CsvRecord[]
}

function createCutter(format: CsvFormat): Cutter {
  let held = ''
  let line = 1
  let formatKnown = false

  const cut = (text: string, last: boolean): readonly CsvRecord[] => {
    const records: CsvRecord[] = []
    let start = 0
    let nextQuote = text.indexOf('"')
    while (start < text.length) {
      if (!formatKnown) formatKnown = learnFormat(text, start, format)
      // Kept between records: looking through the whole piece again for each of them would be quadratic.
      if (nextQuote !== -1 && nextQuote < start) nextQuote = text.indexOf('"', start)
      const lineFeed = text.indexOf('\n', start)
      const isPlain = nextQuote === -1 || (lineFeed !== -1 && lineFeed < nextQuote)
      const end = isPlain ? lineFeed : quotedRecordEnd(text, start, format.delimiter)
      if (end === -1 && !last) break
      const stop = end === -1 ? text.length : end
      const raw = text.slice(start, stop > start && text.charCodeAt(stop - 1) === carriageReturn ? stop - 1 : stop)
      if (raw !== '') records.push({ line, raw, cells: cellsOf(raw, format.delimiter, line) })
      line += raw.includes('\n') ? raw.split('\n').length : 1
      start = stop + 1
    }
    held = start === 0 ? text : text.slice(start)
    if (held.length > longestRecordChars) throw tooLong(line)
    return records
  }
  return {
    line: () => line,
    push: text => (text === '' ? [] : cut(held === '' ? text : held + text, false)),
    end: () => cut(held, true),
  }
}

const carriageReturn = 13
const lineFeedCode = 10
const quote = 34

/** From the first line that is not blank. @returns whether there was one */
function learnFormat(text: string, start: number, format: CsvFormat): boolean {
  const lineFeed = text.indexOf('\n', start)
  const end = lineFeed === -1 ? text.length : lineFeed
  const hasReturn = end > start && text.charCodeAt(end - 1) === carriageReturn
  const header = text.slice(start, hasReturn ? end - 1 : end)
  format.delimiter = delimiterOf(header)
  format.lineEnd = hasReturn ? '\r\n' : '\n'
  return header !== '' && lineFeed !== -1
}

/** Where the record with quotes that begins at `start` ends: its line feed; -1 where it is not yet complete. */
function quotedRecordEnd(text: string, start: number, delimiter: string): number {
  const delimiterCode = delimiter.charCodeAt(0)
  let quoted = false
  let cellStart = true
  for (let index = start; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (quoted) {
      if (code !== quote) continue
      if (text.charCodeAt(index + 1) === quote) index++
      else quoted = false
    } else if (code === lineFeedCode) return index
    else {
      quoted = code === quote && cellStart
      cellStart = code === delimiterCode
    }
  }
  return -1
}

function delimiterOf(header: string): CsvFormat['delimiter'] {
  const bare = header.replaceAll(/"[^"]*"/g, '')
  const counted = ([',', '\t', ';'] as const).map(delimiter => ({ delimiter, count: bare.split(delimiter).length }))
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).delimiter
}

function cellsOf(raw: string, delimiter: string, line: number): readonly string[] {
  return raw.includes('"') ? quotedCells(raw, delimiter, line) : raw.split(delimiter)
}

function quotedCells(raw: string, delimiter: string, line: number): readonly string[] {
  const cells: string[] = []
  let position = 0
  for (;;) {
    if (raw.charCodeAt(position) !== quote) {
      const end = raw.indexOf(delimiter, position)
      cells.push(end === -1 ? raw.slice(position) : raw.slice(position, end))
      if (end === -1) return cells
      position = end + 1
      continue
    }
    const { text, next } = quotedCell(raw, position, line)
    cells.push(text)
    if (next >= raw.length) return cells
    if (raw[next] !== delimiter) throw textAfterQuote(line)
    position = next + 1
  }
}

function quotedCell(raw: string, position: number, line: number): { text: string; next: number } {
  let text = ''
  let from = position + 1
  for (;;) {
    const close = raw.indexOf('"', from)
    if (close === -1) throw unclosedQuote(line)
    text += raw.slice(from, close)
    if (raw.charCodeAt(close + 1) !== quote) return { text, next: close + 1 }
    text += '"'
    from = close + 2
  }
}

function unclosedQuote(line: number): Problem {
  return new Problem(csvDamaged, {
    line,
    zh: '引号没有结束。请检查该行的英文双引号是否成对。',
    en: 'a quotation mark never closes. Check that the double quotes of that line are in pairs.',
  })
}

function tooLong(line: number): Problem {
  return new Problem(csvDamaged, {
    line,
    zh: '超过一百万个字符仍未结束：引号没有结束，或文件没有换行。',
    en: 'more than a million characters without an end: a quotation mark never closes, or the file has no line ends.',
  })
}

function textAfterQuote(line: number): Problem {
  return new Problem(csvDamaged, {
    line,
    zh: '引号结束后还有文字。单元格内的英文双引号须写成两个。',
    en: 'text follows a closing quotation mark. A double quote inside a cell is written twice.',
  })
}

/** @example csvCell('a,"b"', ',') // '"a,""b"""' */
export function csvCell(text: string, delimiter: string): string {
  const plain = !text.includes(delimiter) && !text.includes('"') && !text.includes('\n') && !text.includes('\r')
  return plain ? text : `"${text.replaceAll('"', '""')}"`
}

/** One line of csv without its line end. */
export function csvLine(cells: readonly string[], delimiter: string = ','): string {
  return cells.map(cell => csvCell(cell, delimiter)).join(delimiter)
}
