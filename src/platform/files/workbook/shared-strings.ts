import { Problem } from '../../../domain/problems.ts'
import { workbookTooLarge } from './problems.ts'
import { createXmlScanner } from './xml-scanner.ts'

export type SharedStrings = { readonly count: number; at(index: number): string | undefined }

/** 256 MB of text is about ten million different cells; beyond it a csv file is the better way. */
const mostBytes = 268_435_456

/**
 * The table of texts of an xlsx, kept as packed UTF-8 and decoded one by one when asked: 30 bytes a text instead of a string
 * object each, because a list of 100,000 rows brings a million of them and they all come before the first row.
 * Phonetic readings (rPh) are left out, rich text is joined.
 */
export async function readSharedStrings(texts: AsyncIterable<string>): Promise<SharedStrings> {
  const packed = createPack()
  let depth = 0
  let inText = false
  let text = ''
  const scanner = createXmlScanner({
    open(name) {
      if (name === 'rPh') depth++
      if (name === 'si') text = ''
      inText = name === 't' && depth === 0
    },
    close(name) {
      if (name === 'rPh') depth--
      if (name === 't') inText = false
      if (name === 'si') packed.add(decodeEscapes(text))
    },
    text(piece) {
      if (inText) text += piece
    },
  })
  for await (const piece of texts) scanner.push(piece)
  scanner.end()
  return packed
}

function createPack(): SharedStrings & { add(text: string): void } {
  const encoder = new TextEncoder()
  const decoder = new TextDecoder()
  let bytes = Buffer.alloc(65_536)
  let ends = new Uint32Array(4096)
  let used = 0
  let count = 0
  return {
    get count() {
      return count
    },
    add(text) {
      if (used + text.length * 3 > bytes.length) bytes = grown(bytes, used + text.length * 3)
      if (count === ends.length) ends = doubled(ends)
      used += encoder.encodeInto(text, bytes.subarray(used)).written
      ends[count++] = used
    },
    at(index) {
      if (!Number.isInteger(index) || index < 0 || index >= count) return undefined
      return decoder.decode(bytes.subarray(index === 0 ? 0 : ends[index - 1], ends[index]))
    },
  }
}

function grown(bytes: Buffer<ArrayBuffer>, needed: number): Buffer<ArrayBuffer> {
  if (needed > mostBytes) {
    throw new Problem(workbookTooLarge, {
      what: { zh: '工作簿中的文字超过 256 MB', en: 'The workbook holds more than 256 MB of text' },
    })
  }
  const larger = Buffer.alloc(Math.max(bytes.length * 2, needed))
  bytes.copy(larger)
  return larger
}

function doubled(ends: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(ends.length * 2)
  larger.set(ends)
  return larger
}

/** Excel writes characters that XML forbids as `_x000D_` (ECMA-376 part 1, 22.9.2.19). */
export function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text
  return text.replaceAll(/_x([0-9a-f]{4})_/gi, (_, hex) => String.fromCharCode(Number.parseInt(String(hex), 16)))
}
