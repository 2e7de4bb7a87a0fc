import { cellAddress, columnLetters } from '../workbook/address.ts'
import { isWrapped, styleIndex } from './styles.ts'
import type { CellStyle } from './styles.ts'
import { xmlText } from './xml-text.ts'

/**
 * A cell to write. Numbers become numbers, text becomes text whatever it looks like: a code of 18 digits keeps all of them, and
 * `=1+1` is not a formula.
 */
export type XlsxCell = {
  readonly column: number
  readonly value?: string | number
  readonly style?: CellStyle
  /** A place in the same workbook, `'表一'!H7`. */
  readonly link?: string
  /** Shown when the pointer is on the cell. */
  readonly note?: string
}

export type Validation = {
  readonly range: string
  /** Choices of a drop-down; together at most 255 characters. */
  readonly list?: readonly string[]
  /** Shown when the cell is entered. */
  readonly prompt?: { readonly title: string; readonly text: string }
}

export type SheetPlan = {
  readonly name: string
  /** Widths in characters, by column. */
  readonly widths?: readonly number[]
  readonly frozen?: { readonly rows: number; readonly columns: number }
  readonly hidden?: boolean
  /** The tab that is open when the workbook is opened. */
  readonly active?: boolean
}

/** What stands behind the rows. */
export type SheetTail = {
  readonly merges?: readonly string[]
  readonly validations?: readonly Validation[]
  /** Range with filter buttons. */
  readonly filter?: string
}

export function sheetHead(plan: SheetPlan): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">\
<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"${plan.active ? ' tabSelected="1"' : ''}>${pane(plan.frozen)}</sheetView></sheetViews>\
<sheetFormatPr defaultRowHeight="15"/>${columns(plan.widths ?? [])}<sheetData>`
}

function pane(frozen: SheetPlan['frozen']): string {
  if (frozen === undefined || (frozen.rows === 0 && frozen.columns === 0)) return ''
  const corner = cellAddress(frozen.rows + 1, frozen.columns)
  const across = frozen.columns > 0 ? ` xSplit="${frozen.columns}"` : ''
  const down = frozen.rows > 0 ? ` ySplit="${frozen.rows}"` : ''
  const active = frozen.rows === 0 ? 'topRight' : frozen.columns === 0 ? 'bottomLeft' : 'bottomRight'
  return `<pane${across}${down} topLeftCell="${corner}" activePane="${active}" state="frozen"/><selection pane="${active}"/>`
}

function columns(widths: readonly number[]): string {
  if (widths.length === 0) return ''
  const each = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)
  return `<cols>${each.join('')}</cols>`
}

export type RowPlan = { readonly row: number; readonly hidden: boolean; readonly widths: readonly number[] }

/** One row. Cells must come in order of column. */
export function rowXml({ row, hidden, widths }: RowPlan, cells: readonly XlsxCell[]): string {
  const content = cells.map(cell => cellXml(cellAddress(row, cell.column), cell)).join('')
  const lines = Math.max(1, ...cells.map(cell => linesOf(cell, widths)))
  const height = lines > 1 ? ` ht="${Math.min(tallestPoints, lines * linePoints + 3)}" customHeight="1"` : ''
  return `<row r="${row}"${height}${hidden ? ' hidden="1"' : ''}>${content}</row>`
}

const linePoints = 15
/** Excel allows no taller row. */
const tallestPoints = 409

/** Lines a wrapped cell needs: not every program works out the height of rows that come without one. */
function linesOf({ value, style, column }: XlsxCell, widths: readonly number[]): number {
  if (typeof value !== 'string' || style === undefined || !isWrapped(style)) return 1
  const width = Math.max(4, (widths[column] ?? 9) - 1)
  return value.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(shownWidth(line) / width)), 0)
}

/** In digits' widths: Chinese characters and full-width signs take two. */
export function shownWidth(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[\u2010-\u2030\u2e80-\u{10ffff}]/u.test(character) ? 2 : 1), 0)
}

/** Excel calls a workbook with a longer cell damaged. */
const longestCharacters = 32_767

function cellXml(address: string, { value, style = 'plain' }: XlsxCell): string {
  const opening = `<c r="${address}" s="${styleIndex(style)}"`
  if (value === undefined || value === '') return `${opening}/>`
  if (typeof value === 'number' && Number.isFinite(value)) return `${opening}><v>${value}</v></c>`
  return `${opening} t="inlineStr"><is><t xml:space="preserve">${xmlText(String(value).slice(0, longestCharacters))}</t></is></c>`
}

export type Link = { readonly address: string; readonly target: string }

/** Elements behind the rows, in the order the schema demands (ECMA-376 part 1, 18.3.1.99). */
export function sheetEnd(tail: SheetTail, links: readonly Link[], hasNotes: boolean): string {
  return `</sheetData>${filterXml(tail.filter)}${mergesXml(tail.merges ?? [])}${validationsXml(tail.validations ?? [])}${linksXml(links)}\
<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>\
${hasNotes ? '<legacyDrawing r:id="rId1"/>' : ''}</worksheet>`
}

function filterXml(range: string | undefined): string {
  return range === undefined ? '' : `<autoFilter ref="${range}"/>`
}

function mergesXml(merges: readonly string[]): string {
  if (merges.length === 0) return ''
  return `<mergeCells count="${merges.length}">${merges.map(range => `<mergeCell ref="${range}"/>`).join('')}</mergeCells>`
}

function validationsXml(validations: readonly Validation[]): string {
  if (validations.length === 0) return ''
  return `<dataValidations count="${validations.length}">${validations.map(validationXml).join('')}</dataValidations>`
}

function validationXml({ range, list, prompt }: Validation): string {
  const choices = list?.join(',') ?? ''
  if (choices.length > 255)
    throw new RangeError(`the choices for ${range} are longer than the 255 characters Excel allows`)
  const words =
    prompt === undefined
      ? ''
      : ` showInputMessage="1" promptTitle="${xmlText(prompt.title.slice(0, 32))}" prompt="${xmlText(prompt.text.slice(0, 255))}"`
  if (list === undefined) return `<dataValidation allowBlank="1"${words} sqref="${range}"/>`
  // A warning, not a stop: lists may say 堰塘 or 国家级, which is understood as well.
  return `<dataValidation type="list" errorStyle="warning" allowBlank="1" showErrorMessage="1"${words} sqref="${range}"><formula1>"${xmlText(choices)}"</formula1></dataValidation>`
}

function linksXml(links: readonly Link[]): string {
  if (links.length === 0) return ''
  const each = links.map(({ address, target }) => `<hyperlink ref="${address}" location="${xmlText(target)}"/>`)
  return `<hyperlinks>${each.join('')}</hyperlinks>`
}

/** A link target inside the workbook. @example sheetPlace("李'表", 'H7') // "'李''表'!H7" */
export function sheetPlace(sheet: string, address: string): string {
  return `'${sheet.replaceAll("'", "''")}'!${address}`
}

/** The whole of a column below the header: `columnRange(5, 2)` → F3:F1048576. */
export function columnRange(column: number, headerRows: number): string {
  const letters = columnLetters(column)
  return `${letters}${headerRows + 1}:${letters}1048576`
}
