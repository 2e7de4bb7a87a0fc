import { cellAddress, parseRange } from './address.ts'
import type { CellRange } from './address.ts'
import type { SheetCell } from './sheet.ts'

/** Lists are not wider; a title merged across all 16,384 columns must not become 16,384 cells. */
const widestColumns = 256

/** Fills the cells of merged areas, row by row from the top. */
export type MergeFiller = (row: number, cells: readonly SheetCell[]) => readonly SheetCell[]

/**
 * Gives every cell of a merged area the value of its first cell, marked with `mergedFrom`. Only areas that reach the current
 * row are held.
 *
 * @param references areas as the file names them, `B3:B6`
 */
export function createMergeFiller(references: readonly string[]): MergeFiller {
  const waiting = references
    .map(parseRange)
    .filter(range => range !== undefined)
    .sort((a, b) => a.fromRow - b.fromRow)
  let next = 0
  let active: { readonly range: CellRange; readonly first?: SheetCell }[] = []
  return (row, cells) => {
    active = active.filter(({ range }) => range.toRow >= row)
    for (; next < waiting.length && (waiting[next]?.fromRow ?? 0) <= row; next++) {
      const range = waiting[next]
      if (range === undefined || range.toRow < row) continue
      const first = range.fromRow === row ? cells.find(cell => cell.column === range.fromColumn) : undefined
      active.push(first === undefined ? { range } : { range, first })
    }
    return active.length === 0 ? cells : filled(row, cells, active)
  }
}

function filled(
  row: number,
  cells: readonly SheetCell[],
  active: readonly { readonly range: CellRange; readonly first?: SheetCell }[],
): readonly SheetCell[] {
  const all = new Map(cells.map(cell => [cell.column, cell]))
  for (const { range, first } of active) {
    if (first === undefined) continue
    for (let column = range.fromColumn; column <= Math.min(range.toColumn, widestColumns - 1); column++) {
      if (row === range.fromRow && column === range.fromColumn) continue
      all.set(column, { ...first, row, column, address: cellAddress(row, column), mergedFrom: first.address })
    }
  }
  return [...all.values()].sort((a, b) => a.column - b.column)
}
