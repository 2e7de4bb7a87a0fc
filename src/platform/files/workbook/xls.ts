import * as XLSX from '@e965/xlsx'
import { Problem } from '../../../domain/problems.ts'
import { cellAddress } from './address.ts'
import type { ByteSource } from './byte-source.ts'
import { createMergeFiller } from './merges.ts'
import { numberFormat, shown } from './number-formats.ts'
import { damaged, notAWorkbook, workbookProtected, workbookTooLarge } from './problems.ts'
import type { Sheet, SheetCell, SheetRow, Workbook } from './sheet.ts'

/** An xls holds 65,536 rows a sheet by format; 128 MB is several times the largest list of that size. */
const mostBytes = 134_217_728

/**
 * Opens an old binary workbook (BIFF in an OLE container), whole in memory: the format has no order that could be streamed.
 *
 * @throws Problem `workbook.protected`, `workbook.wrong-kind` (a .doc is an OLE container too), `workbook.damaged`, `workbook.too-large`
 */
export async function openXls(source: ByteSource): Promise<Workbook> {
  if (source.bytes > mostBytes) {
    throw new Problem(workbookTooLarge, {
      what: { zh: 'xls 文件超过 128 MB', en: 'The xls file is larger than 128 MB' },
    })
  }
  const content = Buffer.from(await source.read(0, source.bytes))
  refuseOtherContainers(content)
  const book = parse(content)
  const from1904 = book.Workbook?.WBProps?.date1904 === true
  const sheets = book.SheetNames.map((name, index): Sheet => {
    const hidden = (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0
    return { name, index, hidden }
  })
  const worksheet = (sheet: Sheet): XLSX.DenseWorkSheet => denseSheet(book.Sheets[sheet.name])
  return {
    format: 'xls',
    sheets,
    rows: sheet => rows(sheet.name, worksheet(sheet), from1904),
    merges: sheet => Promise.resolve(mergeReferences(worksheet(sheet))),
    mostRowsHeld: () => 65_536,
    close: () => source.close(),
  }
}

/** Names inside an OLE container are UTF-16. */
function refuseOtherContainers(content: Buffer): void {
  const holds = (name: string): boolean => content.includes(Buffer.from(name, 'utf16le'))
  if (holds('EncryptedPackage')) throw new Problem(workbookProtected, {})
  if (holds('WordDocument')) {
    throw new Problem(notAWorkbook, { looksLike: { zh: 'Word 文档', en: 'a Word document' } })
  }
  if (!holds('Workbook') && !holds('Book')) {
    throw new Problem(notAWorkbook, { looksLike: { zh: '其他 Office 文件', en: 'another kind of Office file' } })
  }
}

function parse(content: Buffer): XLSX.WorkBook {
  try {
    return XLSX.read(content, { type: 'buffer', dense: true, cellNF: true, cellHTML: false, cellFormula: true })
  } catch (cause) {
    if (cause instanceof Error && /password|encrypt/i.test(cause.message))
      throw new Problem(workbookProtected, {}, { cause })
    throw damaged('xls 的内部结构不完整', 'the inner structure of the xls is not complete', cause)
  }
}

function denseSheet(sheet: XLSX.WorkSheet | undefined): XLSX.DenseWorkSheet {
  if (sheet === undefined) throw damaged('缺少一个工作表的内容', 'the content of a sheet is missing')
  return sheet as XLSX.DenseWorkSheet // read with `dense: true` above
}

function mergeReferences(sheet: XLSX.DenseWorkSheet): readonly string[] {
  return (sheet['!merges'] ?? []).map((range: XLSX.Range) => XLSX.utils.encode_range(range))
}

async function* rows(
  name: string,
  sheet: XLSX.DenseWorkSheet,
  from1904: boolean,
): AsyncGenerator<SheetRow, void, undefined> {
  const fill = createMergeFiller(mergeReferences(sheet))
  for (const [index, cells] of (sheet['!data'] ?? []).entries()) {
    if (cells === undefined) continue
    const row = index + 1
    const own = cells.map((cell, column) => toCell({ row, column, cell, from1904 })).filter(cell => cell !== undefined)
    yield { sheet: name, row, hidden: sheet['!rows']?.[index]?.hidden === true, cells: fill(row, own) }
  }
}

type Placed = {
  readonly row: number
  readonly column: number
  readonly cell: XLSX.CellObject | undefined
  readonly from1904: boolean
}

function toCell({ row, column, cell, from1904 }: Placed): SheetCell | undefined {
  if (cell === undefined) return undefined
  const content = contentOf(cell, from1904)
  if (content === undefined) return undefined
  return {
    address: cellAddress(row, column),
    row,
    column,
    ...content,
    ...(cell.f === undefined ? {} : { formula: true }),
  }
}

function contentOf(
  cell: XLSX.CellObject,
  from1904: boolean,
): Pick<SheetCell, 'text' | 'number' | 'date' | 'error'> | undefined {
  if (cell.t === 'e') return { text: cell.w ?? '#VALUE!', error: cell.w ?? '#VALUE!' }
  if (cell.t === 'b') return { text: cell.v === true ? 'TRUE' : 'FALSE' }
  if (cell.t === 'n' && typeof cell.v === 'number') {
    return { ...shown(cell.v, numberFormat(0, String(cell.z ?? 'General')), from1904), number: cell.v }
  }
  return typeof cell.v === 'string' && cell.v !== '' ? { text: cell.v } : undefined
}
