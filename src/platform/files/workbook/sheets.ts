import { Problem } from '../../../domain/problems.ts'
import type { Bilingual } from '../../../domain/words.ts'
import { bufferSource, fileSource } from './byte-source.ts'
import type { ByteSource } from './byte-source.ts'
import { openDelimited } from './delimited.ts'
import { notAWorkbook, workbookEmpty } from './problems.ts'
import type { Workbook } from './sheet.ts'
import { openXls } from './xls.ts'
import { openXlsx } from './xlsx.ts'

export type { Sheet, SheetCell, SheetRow, Workbook, WorkbookFormat } from './sheet.ts'

/**
 * Opens a table file by its content; the extension is not looked at. Close it when done.
 *
 * @throws Problem `workbook.empty`, `workbook.wrong-kind`, `workbook.protected`, `workbook.damaged`, `workbook.too-large`:
 * each with a sentence that says what to do
 * @example
 * const workbook = await openWorkbook('名册.xlsx')
 * for (const sheet of workbook.sheets) for await (const row of workbook.rows(sheet)) console.log(row.cells)
 * await workbook.close()
 */
export async function openWorkbook(path: string): Promise<Workbook> {
  return openSource(await fileSource(path))
}

/** The same for content already in memory, as an upload of moderate size. */
export function openWorkbookContent(content: Uint8Array): Promise<Workbook> {
  return openSource(bufferSource(content))
}

async function openSource(source: ByteSource): Promise<Workbook> {
  try {
    return await openByContent(source)
  } catch (error) {
    await source.close()
    throw error
  }
}

async function openByContent(source: ByteSource): Promise<Workbook> {
  if (source.bytes === 0) throw new Problem(workbookEmpty, {})
  const head = Buffer.from(await source.read(0, 4096))
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04])) return openXlsx(source)
  if (startsWith(head, [0xd0, 0xcf, 0x11, 0xe0])) return openXls(source)
  const looksLike = otherKind(head)
  if (looksLike !== undefined) throw new Problem(notAWorkbook, { looksLike })
  return openDelimited(source)
}

function startsWith(head: Buffer, bytes: readonly number[]): boolean {
  return bytes.every((byte, at) => head[at] === byte)
}

type Signature = { readonly bytes: readonly number[]; readonly is: Bilingual }

const signatures: readonly Signature[] = [
  { bytes: [0x25, 0x50, 0x44, 0x46], is: { zh: 'PDF 文档', en: 'a PDF document' } },
  { bytes: [0xff, 0xd8, 0xff], is: { zh: 'JPEG 图片', en: 'a JPEG picture' } },
  { bytes: [0x89, 0x50, 0x4e, 0x47], is: { zh: 'PNG 图片', en: 'a PNG picture' } },
  { bytes: [0x52, 0x61, 0x72, 0x21], is: { zh: 'RAR 压缩包', en: 'a RAR archive' } },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], is: { zh: '7z 压缩包', en: 'a 7z archive' } },
  { bytes: [0x1f, 0x8b], is: { zh: 'gzip 压缩文件', en: 'a gzip file' } },
  { bytes: [0x50, 0x4b, 0x05, 0x06], is: { zh: '空的压缩包', en: 'an empty zip archive' } },
]

function otherKind(head: Buffer): Bilingual | undefined {
  const signed = signatures.find(({ bytes }) => startsWith(head, bytes))
  if (signed !== undefined) return signed.is
  const utf16 = startsWith(head, [0xff, 0xfe]) || startsWith(head, [0xfe, 0xff])
  if (utf16) return undefined
  const text = head
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
    .toLowerCase()
  if (/^(?:<!doctype html|<html|<table|<head|<meta|<style)/.test(text)) {
    return {
      zh: '网页 (HTML)，多半由某个系统导出时改了扩展名',
      en: 'a web page (HTML), probably renamed by the system that exported it',
    }
  }
  if (text.startsWith('<?xml')) return { zh: 'XML 文件', en: 'an XML file' }
  if (text.startsWith('{\\rtf')) return { zh: 'RTF 文档', en: 'an RTF document' }
  // Text has no zero bytes outside UTF-16.
  return head.includes(0) ? { zh: '无法识别的二进制内容', en: 'binary content of an unknown kind' } : undefined
}
