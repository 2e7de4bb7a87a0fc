import { Problem } from '../../domain/problems.ts'
import { csvDamaged, csvNotText } from './csv-problems.ts'

export const csvEncodings = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'] as const
export type CsvEncoding = (typeof csvEncodings)[number]

type Decoder = InstanceType<typeof TextDecoder>

/** What is known of a file's text once its first non-ASCII bytes were seen. */
export type TextSettings = { encoding: CsvEncoding; byteOrderMark: boolean }

/** Workbooks, archives and pictures that people send with the ending .csv. */
const binaryStarts = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], zh: '是 xlsx 工作簿或压缩包', en: 'is an xlsx workbook or an archive' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], zh: '是旧版 Excel（xls）工作簿', en: 'is an old Excel (xls) workbook' },
  { bytes: [0x25, 0x50, 0x44, 0x46], zh: '是 PDF 文件', en: 'is a PDF' },
] as const

/** Bytes in, text out, with the encoding found on the way and kept in `settings`. */
export type TextDecoding = {
  readonly settings: TextSettings
  /** @throws Problem `csv.not-text`, `csv.damaged` */
  decode(bytes: Uint8Array, line: () => number): string
  end(line: () => number): string
}

/**
 * Decodes as UTF-8 (with or without mark), UTF-16 (with mark), or GB18030 where the first non-ASCII piece is no UTF-8. Pure ASCII
 * stays open, so that the choice is made on real evidence; once made it holds, and a byte that does not fit is named.
 */
export function createDecoding(): TextDecoding {
  const settings: TextSettings = { encoding: 'utf-8', byteOrderMark: false }
  let decoder: Decoder | undefined
  let held: Uint8Array = new Uint8Array(0)
  let atStart = true

  const choose = (bytes: Uint8Array, last: boolean): string | undefined => {
    if (atStart) {
      if (bytes.length < 4 && !last) return undefined
      refuseBinary(bytes)
      decoder = decoderOfMark(bytes, settings)
      atStart = false
      if (decoder !== undefined) return undefined
    }
    if (isAscii(bytes)) return latin1(bytes)
    settings.encoding = startsAsUtf8(bytes, last) ? 'utf-8' : 'gb18030'
    decoder = new TextDecoder(settings.encoding, { fatal: true })
    return undefined
  }
  const decodeWith = (bytes: Uint8Array, stream: boolean, line: () => number): string => {
    try {
      return decoder!.decode(bytes, { stream })
    } catch (cause) {
      if (!(cause instanceof TypeError)) throw cause // a fatal decoder says "does not fit" by a TypeError
      throw new Problem(csvDamaged, { line: line(), ...doesNotFit(settings.encoding) }, { cause })
    }
  }
  const take = (bytes: Uint8Array, last: boolean, line: () => number): string => {
    if (decoder !== undefined) return decodeWith(bytes, !last, line)
    const all = held.length === 0 ? bytes : joined(held, bytes)
    held = new Uint8Array(0)
    const text = choose(all, last)
    if (text !== undefined) return text
    if (decoder !== undefined) return decodeWith(all, !last, line)
    held = all
    return ''
  }
  return {
    settings,
    decode: (bytes, line) => take(bytes, false, line),
    end: line => take(new Uint8Array(0), true, line),
  }
}

function refuseBinary(bytes: Uint8Array): void {
  const found = binaryStarts.find(start => start.bytes.every((byte, index) => bytes[index] === byte))
  if (found !== undefined) throw new Problem(csvNotText, { zh: found.zh, en: found.en })
  const marked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (!marked && bytes.subarray(0, 4096).includes(0)) {
    throw new Problem(csvNotText, { zh: '含有二进制内容', en: 'holds binary content' })
  }
}

function decoderOfMark(bytes: Uint8Array, settings: TextSettings): Decoder | undefined {
  const mark =
    bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
      ? 'utf-8'
      : bytes[0] === 0xff && bytes[1] === 0xfe
        ? 'utf-16le'
        : bytes[0] === 0xfe && bytes[1] === 0xff
          ? 'utf-16be'
          : undefined
  if (mark === undefined) return undefined
  settings.encoding = mark
  settings.byteOrderMark = true
  return new TextDecoder(mark, { fatal: true })
}

function isAscii(bytes: Uint8Array): boolean {
  for (let index = 0; index < bytes.length; index++) if (bytes[index]! > 127) return false
  return true
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

function startsAsUtf8(bytes: Uint8Array, last: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !last })
    return true
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause // as above
    return false
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const all = new Uint8Array(first.length + second.length)
  all.set(first)
  all.set(second, first.length)
  return all
}

function doesNotFit(encoding: CsvEncoding): { zh: string; en: string } {
  const name = encoding.toUpperCase()
  return {
    zh: `有字节不符合 ${name} 编码，文件可能混用了编码或已损坏。请另存为“CSV UTF-8”后再试。`,
    en: `a byte does not fit ${name}; the file mixes encodings or is damaged. Save it as "CSV UTF-8" and try again.`,
  }
}
