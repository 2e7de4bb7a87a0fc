import { cellAddress, parseAddress } from './address.ts'
import { numberFormat, shown } from './number-formats.ts'
import type { NumberFormat } from './number-formats.ts'
import { decodeEscapes } from './shared-strings.ts'
import type { SharedStrings } from './shared-strings.ts'
import type { SheetCell, SheetRow } from './sheet.ts'
import { attribute, createXmlScanner } from './xml-scanner.ts'

/** What the cells of all sheets lean on. */
export type CellContext = {
  readonly sharedStrings: SharedStrings
  /** By style index, the `s` of a cell. */
  readonly formats: readonly NumberFormat[]
  readonly from1904: boolean
}

/** A cell as it stands in the file, before types and styles are looked up. */
type RawCell = {
  readonly column: number
  readonly type: string
  readonly style: number
  value: string
  inline: string
  formula: boolean
}

const plain = numberFormat(0)

export type RowScanner = { push(text: string): readonly SheetRow[]; end(): readonly SheetRow[] }

/**
 * Rows of one worksheet part, as its XML passes. Cells and rows without an address count on from the one before, as the
 * standard allows (ECMA-376 part 1, 18.3.1.4 and 18.3.1.73).
 */
export function createRowScanner(sheet: string, context: CellContext): RowScanner {
  let ready: SheetRow[] = []
  let row = 0
  let hidden = false
  let cells: SheetCell[] = []
  let cell: RawCell | undefined
  let column = -1
  let into: 'value' | 'inline' | undefined
  let phonetic = false
  const scanner = createXmlScanner({
    open(name, attributes) {
      if (name === 'row') {
        row = Number(attribute(attributes, 'r') ?? row + 1)
        hidden = ['1', 'true'].includes(attribute(attributes, 'hidden') ?? '')
        cells = []
        column = -1
      } else if (name === 'c') {
        column = parseAddress(attribute(attributes, 'r') ?? '')?.column ?? column + 1
        cell = rawCell(column, attributes)
      } else if (cell === undefined) return
      else if (name === 'v') into = 'value'
      else if (name === 't' && !phonetic) into = 'inline'
      else if (name === 'f') cell.formula = true
      else if (name === 'rPh') phonetic = true
    },
    close(name) {
      if (name === 'v' || name === 't') into = undefined
      else if (name === 'rPh') phonetic = false
      else if (name === 'c' && cell !== undefined) {
        const finished = finishCell(row, cell, context)
        if (finished !== undefined) cells.push(finished)
        cell = undefined
      } else if (name === 'row') ready.push({ sheet, row, hidden, cells })
    },
    text(text) {
      if (cell !== undefined && into !== undefined) cell[into] += text
    },
  })
  const taken = (): readonly SheetRow[] => {
    const rows = ready
    ready = []
    return rows
  }
  return {
    push(text) {
      scanner.push(text)
      return taken()
    },
    end() {
      scanner.end()
      return taken()
    },
  }
}

function rawCell(column: number, attributes: string): RawCell {
  return {
    column,
    type: attribute(attributes, 't') ?? 'n',
    style: Number(attribute(attributes, 's') ?? 0),
    value: '',
    inline: '',
    formula: false,
  }
}

function finishCell(row: number, raw: RawCell, context: CellContext): SheetCell | undefined {
  const content = contentOf(raw, context)
  if (content === undefined) return undefined
  const address = cellAddress(row, raw.column)
  return { address, row, column: raw.column, ...content, ...(raw.formula ? { formula: true } : {}) }
}

type Content = Pick<SheetCell, 'text' | 'number' | 'date' | 'error'>

function contentOf(raw: RawCell, context: CellContext): Content | undefined {
  if (raw.type === 'inlineStr') return textContent(decodeEscapes(raw.inline))
  if (raw.value === '') return raw.formula && raw.type !== 'str' ? { text: '', error: '#EMPTY-FORMULA' } : undefined
  if (raw.type === 's') return sharedContent(raw.value, context.sharedStrings)
  if (raw.type === 'str') return textContent(decodeEscapes(raw.value))
  if (raw.type === 'e') return { text: raw.value, error: raw.value }
  if (raw.type === 'b') return { text: raw.value === '1' || raw.value === 'true' ? 'TRUE' : 'FALSE' }
  if (raw.type === 'd')
    return { text: raw.value.replace('T', ' ').replace(' 00:00:00', ''), date: raw.value.replace('Z', '') }
  const number = Number(raw.value)
  if (!Number.isFinite(number)) return { text: raw.value, error: '#VALUE!' }
  return { ...shown(number, context.formats[raw.style] ?? plain, context.from1904), number }
}

function textContent(text: string): Content | undefined {
  return text === '' ? undefined : { text }
}

function sharedContent(index: string, sharedStrings: SharedStrings): Content | undefined {
  const text = sharedStrings.at(Number(index))
  return text === undefined ? { text: '', error: '#REF!' } : textContent(text)
}
