import { columnOf, repeatsHeader } from './headers.ts'
import type { Header } from './headers.ts'
import type { SurveyField } from './fields.ts'
import { plain, tidy } from '../../platform/files/workbook/parsed.ts'
import { note, warning } from '../../platform/files/workbook/row-problems.ts'
import type { Remark } from '../../platform/files/workbook/row-problems.ts'
import type { SheetRow } from './sheets.ts'

const total = /^(?:合计|总计|小计|共计|总数|累计|汇总)(?:$|[:：(（\d]|面积|数量|共)/
const footnote =
  /^(?:注|备注|说明|填表说明|附注|填报说明|填表人|填报人|制表人|审核人|审核|联系人|联系电话|填报单位|填报日期|制表日期|单位负责人|负责人|单位\(|\(盖章|盖章|\*|※)/
/** Without any of these a row says nothing about a water. */
const telling: readonly SurveyField[] = ['name', 'areaM2', 'startLongitude', 'startLatitude', 'type']

export type RowKind = 'water' | 'blank' | 'other'

/**
 * Tells waters from everything else that stands in a list: blank rows, totals, footnotes, section lines, repeated headers.
 * What is not a water is reported with its text, never imported.
 */
export function classifyRow(row: SheetRow, header: Header): { readonly kind: RowKind; readonly remark?: Remark } {
  const own = row.cells.filter(cell => cell.mergedFrom === undefined && tidy(cell.text) !== '')
  const errors = row.cells.some(cell => cell.error !== undefined)
  if (own.length === 0 && !errors) return { kind: 'blank' }
  if (repeatsHeader(row, header)) return { kind: 'other', remark: repeated() }
  const first = plain(own[0]?.text ?? '')
  if (own.some(cell => isTotal(cell.text))) return { kind: 'other', remark: totals(own.map(cell => cell.text)) }
  if (own.length <= 3 && footnote.test(first)) return { kind: 'other', remark: footnoteRemark(first) }
  if (own.length > 0 && !tells(row, header) && !errors) return { kind: 'other', remark: saysLittle(own, header) }
  return { kind: 'water' }
}

function isTotal(text: string): boolean {
  return total.test(plain(text).replaceAll(' ', ''))
}

function tells(row: SheetRow, header: Header): boolean {
  return telling.some(field => {
    const column = columnOf(header, field)?.column
    return row.cells.some(cell => cell.column === column && cell.mergedFrom === undefined && tidy(cell.text) !== '')
  })
}

function repeated(): Remark {
  return note('row.repeated-header', {
    zh: '这一行是重复的表头，已略过。',
    en: 'This row repeats the header and is skipped.',
  })
}

function totals(texts: readonly string[]): Remark {
  return note('row.total', {
    zh: `这一行是合计（${shortened(texts.join(' '))}），不作为水体导入。`,
    en: `This row is a total (${shortened(texts.join(' '))}) and is not imported as a water.`,
  })
}

function footnoteRemark(text: string): Remark {
  return note('row.footnote', {
    zh: `这一行是说明文字（${shortened(text)}），不作为水体导入。`,
    en: `This row is a note (${shortened(text)}) and is not imported as a water.`,
  })
}

function saysLittle(own: SheetRow['cells'], header: Header): Remark {
  const sequence = columnOf(header, 'sequence')?.column
  if (own.every(cell => cell.column === sequence)) {
    return note('row.only-number', {
      zh: `这一行只有序号 ${own[0]?.text ?? ''}，没有内容，已略过。`,
      en: `This row has only its number ${own[0]?.text ?? ''} and nothing else; it is skipped.`,
    })
  }
  const text = shortened(own.map(cell => cell.text).join(' '))
  return warning('row.not-a-water', {
    zh: `这一行没有水体名称、类型、面积和位置（只有“${text}”），未作为水体导入。如果是水体，请补全后再导入。`,
    en: `This row has no name, type, area or position (only “${text}”) and is not imported. If it is a water, complete it and import again.`,
  })
}

function shortened(text: string): string {
  const one = plain(text)
  return one.length > 60 ? `${one.slice(0, 60)}…` : one
}
