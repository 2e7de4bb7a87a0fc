import type { Sheet, SheetCell, SheetRow, Workbook } from '../../platform/files/workbook/sheets.ts'
import { parseAddress } from '../../platform/files/workbook/address.ts'
import type { Correction } from './contract.ts'

/**
 * The workbook with cells corrected on the page, as if they had been typed into the file: reading it gives what reading the
 * corrected file would give.
 */
export function withCorrections(workbook: Workbook, corrections: readonly Correction[]): Workbook {
  if (corrections.length === 0) return workbook
  const bySheet = Map.groupBy(corrections, ({ sheet }) => sheet)
  return {
    ...workbook,
    rows: sheet => correctedRows(workbook, sheet, bySheet.get(sheet.name) ?? []),
  }
}

async function* correctedRows(
  workbook: Workbook,
  sheet: Sheet,
  corrections: readonly Correction[],
): AsyncGenerator<SheetRow, void, undefined> {
  const byRow = Map.groupBy(corrections, ({ cell }) => rowOf(cell))
  for await (const row of workbook.rows(sheet)) {
    const changes = byRow.get(row.row)
    yield changes === undefined ? row : { ...row, cells: correctedCells(row, changes) }
  }
}

function correctedCells(row: SheetRow, changes: readonly Correction[]): readonly SheetCell[] {
  // The last correction of a cell holds.
  const texts = new Map(changes.map(({ cell, text }) => [cell, text]))
  const kept = row.cells.filter(({ address }) => !texts.has(address))
  const corrected = [...texts].filter(([, text]) => text.trim() !== '').map(([address, text]) => cellOf(address, text))
  return [...kept, ...corrected].sort((a, b) => a.column - b.column)
}

function cellOf(address: string, text: string): SheetCell {
  const { row, column } = parseAddress(address) ?? { row: 0, column: 0 }
  return { address, row, column, text: text.trim() }
}

function rowOf(address: string): number {
  return parseAddress(address)?.row ?? 0
}
