/**
 * One cell that holds something. Empty cells are left out of a row.
 *
 * `text` is what the officer sees, as far as the file says it (a number with up to 15 digits, a date as far as its format shows
 * it); `number` the value of a numeric cell; `date` the calendar date or local date-time of a date cell, ISO 8601 without offset.
 *
 * @example { address: 'H4', row: 4, column: 7, text: '4004', number: 4004 }
 */
export type SheetCell = {
  readonly address: string
  /** Counted from 1, as in the address. */
  readonly row: number
  /** Counted from 0: A is 0. */
  readonly column: number
  readonly text: string
  readonly number?: number
  readonly date?: string
  /** `#N/A`, `#REF!`, ... or `#EMPTY-FORMULA` for a formula whose result was not saved. */
  readonly error?: string
  readonly formula?: true
  /** Set where the value comes from a merged area: the address of the cell it really stands in. */
  readonly mergedFrom?: string
}

export type SheetRow = {
  readonly sheet: string
  /** Counted from 1, as Excel does; for csv the line as Excel would show it. */
  readonly row: number
  /** Hidden by hand or by a filter. */
  readonly hidden: boolean
  readonly cells: readonly SheetCell[]
}

export type Sheet = {
  readonly name: string
  /** Counted from 0, in the order of the tabs. */
  readonly index: number
  readonly hidden: boolean
}

export type WorkbookFormat = 'xlsx' | 'xls' | 'csv'

/** An opened table file. Rows come one at a time; nothing is held but what the next row needs. */
export type Workbook = {
  readonly format: WorkbookFormat
  /** Of a csv file. */
  readonly encoding?: string
  readonly sheets: readonly Sheet[]
  /** Rows that hold something, from the top. May be called again, for a second pass. */
  rows(sheet: Sheet): AsyncGenerator<SheetRow, void, undefined>
  /** Merged areas of a sheet, for writing the same workbook again. */
  merges(sheet: Sheet): Promise<readonly string[]>
  /** The most rows that were held ready at any one time: what bounded memory is measured by. */
  mostRowsHeld(): number
  close(): Promise<void>
}
