export type Cell = string | number | boolean | null | undefined

/** A table as it leaves the page: what is shown, in the reader's language. */
export type TableFile = {
  /** Name to save under, without ending. */
  readonly name: string
  readonly headers: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

/**
 * Words a table as CSV: UTF-8 with a mark at the front (else Excel takes Chinese for another encoding), CRLF.
 * A text that a spreadsheet would run as a formula is led by an apostrophe.
 */
export function csvOf({ headers, rows }: TableFile): string {
  const lines = [headers, ...rows].map(cells => cells.map(csvCell).join(','))
  return `\uFEFF${lines.join('\r\n')}\r\n`
}

function csvCell(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  const text = typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : String(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Hands a file to the browser to save. */
export function saveFile(name: string, content: BlobPart, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

export function saveCsv(table: TableFile): void {
  saveFile(`${table.name}.csv`, csvOf(table), 'text/csv;charset=utf-8')
}

export async function saveXlsx(table: TableFile): Promise<void> {
  const { xlsxOf } = await import('./xlsx.ts')
  saveFile(
    `${table.name}.xlsx`,
    new Blob([xlsxOf(table)]),
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  )
}
