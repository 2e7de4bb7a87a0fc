/** Letters of a column counted from 0: 0 → A, 26 → AA. */
export function columnLetters(column: number): string {
  let letters = ''
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  }
  return letters
}

/** A1 notation of a cell; the row is counted from 1, the column from 0. @example cellAddress(7, 1) // 'B7' */
export function cellAddress(row: number, column: number): string {
  return `${columnLetters(column)}${row}`
}

/** Column (from 0) and row (from 1) of an A1 address; `undefined` where it is none. */
export function parseAddress(address: string): { readonly row: number; readonly column: number } | undefined {
  let at = 0
  let column = 0
  for (; at < address.length; at++) {
    const letter = address.charCodeAt(at) | 0x20
    if (letter < 97 || letter > 122) break
    column = column * 26 + letter - 96
  }
  const row = Number(address.slice(at))
  return column > 0 && Number.isInteger(row) && row > 0 ? { row, column: column - 1 } : undefined
}

export type CellRange = {
  readonly fromRow: number
  readonly fromColumn: number
  readonly toRow: number
  readonly toColumn: number
}

/** @example parseRange('B3:B6') // { fromRow: 3, fromColumn: 1, toRow: 6, toColumn: 1 } */
export function parseRange(reference: string): CellRange | undefined {
  const [first = '', last = first] = reference.split(':')
  const from = parseAddress(first)
  const to = parseAddress(last)
  if (from === undefined || to === undefined) return undefined
  return { fromRow: from.row, fromColumn: from.column, toRow: to.row, toColumn: to.column }
}
