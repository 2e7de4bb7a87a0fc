import { utils, write, type WorkSheet } from '@e965/xlsx'

type Line = readonly (string | number | null)[]

type ExplainedBook = {
  readonly name: string
  /** The row of columns, then what is filled in already. */
  readonly lines: readonly Line[]
  /** Of the columns, in characters. */
  readonly widths: readonly number[]
  /** A column and what goes into it, line by line. */
  readonly hints: readonly (readonly [string, string])[]
  readonly hintWidth: number
}

/** A list to be filled in and sent back, as xlsx, with a second sheet that says what goes where. */
export function explainedBook({ name, lines, widths, hints, hintWidth }: ExplainedBook): Buffer {
  const book = utils.book_new()
  utils.book_append_sheet(book, sheetOf(lines, widths), name)
  utils.book_append_sheet(book, sheetOf(hints, [hintWidth, 90]), '填写说明')
  const written: unknown = write(book, { type: 'buffer', bookType: 'xlsx', compression: true })
  if (!Buffer.isBuffer(written)) throw new TypeError('the workbook writer gave no buffer')
  return written
}

function sheetOf(lines: readonly Line[], widths: readonly number[]): WorkSheet {
  const sheet = utils.aoa_to_sheet(lines.map(line => [...line]))
  sheet['!cols'] = widths.map(wch => ({ wch }))
  return sheet
}
