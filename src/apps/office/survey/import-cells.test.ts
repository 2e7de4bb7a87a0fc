import { describe, expect, it } from 'vitest'
import { cellsBySeverity, otherCells, swapOf } from './import-cells.ts'

const problem = (cell: string | undefined, severity: 'refuse' | 'warn' | 'info') => ({
  sheet: '清单',
  row: 5,
  code: `some.${severity}`,
  severity,
  zh: '…',
  en: '…',
  ...(cell === undefined ? {} : { cell }),
})

describe('the cells of a row', () => {
  it('stand refusals first, then warnings, and notes apart', () => {
    const { pressing, notes } = cellsBySeverity({
      problems: [problem('P5', 'info'), problem('K5', 'warn'), problem('G5', 'warn'), problem('G5', 'refuse')],
    })
    expect(pressing.map(({ cell }) => cell)).toEqual(['G5', 'K5'])
    expect(pressing[0]?.problems.map(({ severity }) => severity)).toEqual(['refuse', 'warn'])
    expect(notes.map(({ cell }) => cell)).toEqual(['P5'])
  })

  it('are none where the row has no problem', () => {
    expect(cellsBySeverity({ problems: [] })).toEqual({ pressing: [], notes: [] })
  })

  it('without a problem can be corrected too', () => {
    expect(otherCells({ problems: [problem('D5', 'refuse')], cells: { village: 'D5', name: 'E5' } })).toEqual(['E5'])
  })
})

describe('exchanging longitude and latitude', () => {
  const cells = { startLongitude: 'K8', startLatitude: 'L8' }

  it('corrects both cells of the end', () => {
    const row = { cells, written: { startLongitude: '30.21', startLatitude: '107.22' } }
    expect(swapOf(row, 'startLatitude')).toEqual([
      { cell: 'L8', text: '30.21' },
      { cell: 'K8', text: '107.22' },
    ])
  })

  it('empties the cell whose partner is empty', () => {
    expect(swapOf({ cells, written: { startLongitude: '30.21' } }, 'startLongitude')).toEqual([
      { cell: 'K8', text: '' },
      { cell: 'L8', text: '30.21' },
    ])
  })

  it('is not offered for other fields, or where the partner has no column', () => {
    expect(swapOf({ cells, written: {} }, 'areaM2')).toEqual([])
    expect(swapOf({ cells: { startLongitude: 'K8' }, written: {} }, 'startLongitude')).toEqual([])
  })
})
