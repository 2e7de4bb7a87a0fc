import type { Bilingual } from '../../../domain/words.ts'

/** `refuse`: the row cannot enter until it is corrected. `warn`: it enters, somebody should look. `info`: how it was read. */
export type Severity = 'refuse' | 'warn' | 'info'

/**
 * One thing to say about a cell, a row or a sheet of a workbook, in both languages: what is wrong, where, and what to do.
 *
 * @example { sheet: '表一', cell: 'H7', row: 7, code: 'quantity.range', severity: 'refuse', zh: '…', en: '…' }
 */
export type RowProblem = {
  readonly sheet: string
  /** A1 address; absent where the whole row or sheet is meant. */
  readonly cell?: string
  /** Counted from 1; 0 where the whole sheet or file is meant. */
  readonly row: number
  /** Persisted: scripts and the import page depend on it. Dotted, `subject.fault`. */
  readonly code: string
  readonly severity: Severity
  readonly zh: string
  readonly en: string
}

/** A remark about a value, before it is known in which cell it stood. */
export type Remark = { readonly code: string; readonly severity: Severity } & Bilingual

export type Place = { readonly sheet: string; readonly row: number; readonly cell?: string }

export function problemAt(place: Place, remark: Remark): RowProblem {
  const { sheet, row, cell } = place
  return { sheet, row, ...(cell === undefined ? {} : { cell }), ...remark }
}

export function refusal(code: string, words: Bilingual): Remark {
  return { code, severity: 'refuse', ...words }
}

export function warning(code: string, words: Bilingual): Remark {
  return { code, severity: 'warn', ...words }
}

export function note(code: string, words: Bilingual): Remark {
  return { code, severity: 'info', ...words }
}
