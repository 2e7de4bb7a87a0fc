import { read, utils, write, type WorkBook } from '@e965/xlsx'

/** A workbook as a browser's file field takes it. */
export type UploadedFile = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }

const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export function workbookOf(name: string, rows: readonly (readonly (string | number)[])[]): UploadedFile {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows.map(row => [...row])), '表1')
  return fileOf(name, book)
}

/**
 * The same workbook with another text in the one cell that holds `value`.
 *
 * @returns the file, and the address of the cell, e.g. `G5`
 * @throws RangeError where no cell, or more than one, holds it
 */
export function spoilt(
  name: string,
  content: Uint8Array,
  change: { readonly value: string | number; readonly text: string },
): { readonly file: UploadedFile; readonly cell: string } {
  const book = read(content, { type: 'buffer' })
  const sheet = book.Sheets[book.SheetNames[0] ?? ''] ?? {}
  const found = Object.keys(sheet).filter(address => sheet[address]?.v === change.value)
  const [cell] = found
  if (cell === undefined || found.length > 1) throw new RangeError(`${found.length} cells hold ${change.value}`)
  sheet[cell] = { t: 's', v: change.text }
  return { file: fileOf(name, book), cell }
}

function fileOf(name: string, book: WorkBook): UploadedFile {
  const written: unknown = write(book, { type: 'buffer', bookType: 'xlsx', compression: true })
  if (!Buffer.isBuffer(written)) throw new TypeError('the workbook writer gave no buffer')
  return { name, mimeType, buffer: written }
}
