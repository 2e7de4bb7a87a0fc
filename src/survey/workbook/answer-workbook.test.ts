import * as XLSX from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { fixture, readAll, readWorkbook } from '../../../tests/support/inventories.ts'
import { memorySink } from '../../platform/files/xlsx-writer.ts'
import { writeAnswer } from '../../platform/files/workbook/answer-workbook.ts'
import type { RowProblem } from '../../platform/files/workbook/row-problems.ts'
import { findHeader } from './headers.ts'
import { openWorkbookContent } from './sheets.ts'

async function answerTo(
  content: Uint8Array,
  given?: readonly RowProblem[],
): Promise<{ readonly answer: Uint8Array; readonly problems: readonly RowProblem[] }> {
  const workbook = await openWorkbookContent(content)
  const problems = given ?? (await readWorkbook(workbook)).problems
  const sink = memorySink()
  await writeAnswer({ workbook, problems, findHeader }, sink)
  return { answer: sink.content(), problems }
}

const decided = (problems: readonly RowProblem[]): readonly unknown[] =>
  problems
    .filter(problem => problem.severity !== 'info')
    .map(({ sheet, cell, row, code }) => ({ sheet, cell, row, code }))

describe('the answer to a workbook', () => {
  it.each(['odd-cells.xlsx', 'odd-cells.csv', 'wuhan-2025q4.xls', 'tianshui-2025.xlsx'])(
    'can be imported again as it is and says the same at the same cells: %s',
    async name => {
      const { answer, problems } = await answerTo(fixture(name))
      const again = await readAll(answer)
      expect(decided(again.problems)).toEqual(decided(problems))
    },
  )

  it('marks the refused cell, explains it in a note and in the column behind the last', async () => {
    const { answer } = await answerTo(fixture('odd-cells.xlsx'))
    const book = XLSX.read(answer, { cellStyles: true })
    expect(book.SheetNames).toEqual(['问题清单', '排查'])
    const sheet = book.Sheets['排查']
    expect(sheet?.['G4']).toMatchObject({ v: '300-400' })
    expect(sheet?.['G4'].s.fgColor.rgb).toBe('F8CBAD')
    expect(sheet?.['G4'].c[0].t).toContain('“300-400”是一个范围')
    expect(sheet?.['Y1'].v).toBe('问题说明')
    expect(sheet?.['Y4'].v).toMatch(/^G4 “300-400”/)
    expect(sheet?.['Y2']).toBeUndefined()
  })

  it('lists every problem with a link to its cell, a repeated note once', async () => {
    const { answer } = await answerTo(fixture('odd-cells.xlsx'))
    const list = XLSX.read(answer).Sheets['问题清单']
    expect(list?.['C5']).toMatchObject({ v: 'G4', l: { location: "'排查'!G4" } })
    const texts: string[] = XLSX.utils.sheet_to_json<string[]>(list ?? {}, { header: 1 }).flat()
    expect(texts.filter(text => typeof text === 'string' && text.includes('“邾城街”'))).toHaveLength(2)
  })

  it('lists what must be corrected above what must be decided above warnings above notes, each in the order of the file', async () => {
    const said = (row: number, code: string, severity: RowProblem['severity']): RowProblem => ({
      sheet: '排查',
      row,
      cell: `C${row}`,
      code,
      severity,
      zh: `${code} ${row}`,
      en: code,
    })
    const scattered = [
      said(9, 'area.odd', 'warn'),
      said(8, 'match.near', 'refuse'),
      said(7, 'area.note', 'info'),
      said(6, 'area.range', 'refuse'),
      said(5, 'area.odd', 'warn'),
      said(4, 'match.near', 'refuse'),
      said(3, 'area.range', 'refuse'),
    ]
    const { answer } = await answerTo(fixture('odd-cells.xlsx'), scattered)
    const list = XLSX.read(answer).Sheets['问题清单'] ?? {}
    const rows = XLSX.utils.sheet_to_json<string[]>(list, { header: 1 }).slice(4)
    expect(rows.map(row => `${row[0]} ${row[2]}`)).toEqual([
      '拒收 refused C3',
      '拒收 refused C6',
      '待确认 to decide C4',
      '待确认 to decide C8',
      '提醒 warning C5',
      '提醒 warning C9',
      '说明 note C7',
    ])
    expect(list['A2'].v).toContain('拒收 2 处，待确认 2 处，提醒 2 处，说明 1 处')
  })

  it('keeps numbers as numbers, dates as dates and codes of many digits as text', async () => {
    const sheet = XLSX.utils.aoa_to_sheet([
      ['行政村名称', '水体名称', '水域面积(m2)', '治理完成时间', '编码'],
      ['城北村', '塘', 300.5, 45808, '123456789012345678'],
    ])
    sheet['D2'].z = 'yyyy"年"m"月"'
    const book = XLSX.utils.book_new()
    XLSX.utils.book_append_sheet(book, sheet, '表')
    const { answer } = await answerTo(new Uint8Array(XLSX.write(book, { type: 'array', bookType: 'xlsx' })))
    const copy = XLSX.read(answer, { cellNF: true }).Sheets['表']
    expect(copy?.['C2']).toMatchObject({ t: 'n', v: 300.5 })
    expect(copy?.['D2']).toMatchObject({ t: 'n', v: 45808, w: '2025年5月' })
    expect(copy?.['E2']).toMatchObject({ t: 's', v: '123456789012345678' })
  })

  it('keeps merged areas and hidden sheets', async () => {
    const { answer } = await answerTo(fixture('wuhan-2025q4.xlsx'))
    const book = XLSX.read(answer)
    const merges = (book.Sheets['2025年第四季度']?.['!merges'] ?? []).map(range => XLSX.utils.encode_range(range))
    expect(merges).toContain('B6:B9')
    expect(book.Workbook?.Sheets?.map(sheet => sheet.Hidden)).toEqual([0, 0, 1, 0])
  })

  it('gives, once corrected, the water that the corrected cell describes', async () => {
    const { answer } = await answerTo(fixture('odd-cells.xlsx'))
    const book = XLSX.read(answer)
    const sheet = book.Sheets['排查']
    if (sheet) sheet['G4'] = { t: 'n', v: 350 }
    const again = await readAll(new Uint8Array(XLSX.write(book, { type: 'array', bookType: 'xlsx' })))
    expect(again.rows.find(row => row.row === 4)?.area.value).toBe(350)
  })
})
