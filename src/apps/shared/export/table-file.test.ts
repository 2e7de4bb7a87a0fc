import { read, utils } from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { csvOf } from './table-file.ts'
import { xlsxOf } from './xlsx.ts'

const table = {
  name: '水体',
  headers: ['名称', '编号', '面积(m2)'],
  rows: [
    ['水井大田"水塘', '500231', 2260],
    ['=1+1', '00123', undefined],
  ],
} as const

describe('a table as CSV', () => {
  it('begins with the mark that makes Excel read Chinese, and quotes what needs quotes', () => {
    expect(csvOf(table).startsWith('\uFEFF名称,编号,面积(m2)\r\n"水井大田""水塘",500231,2260\r\n')).toBe(true)
  })
  it('never hands a formula to a spreadsheet', () => {
    expect(csvOf(table)).toContain("'=1+1,00123,\r\n")
  })
})

describe('a table as a workbook', () => {
  it('is read back by an independent reader with numbers as numbers and codes as text', () => {
    const book = read(xlsxOf(table), { type: 'array' })
    const rows = utils.sheet_to_json(book.Sheets[book.SheetNames[0] ?? ''] ?? {}, { header: 1 })
    expect(rows).toEqual([
      ['名称', '编号', '面积(m2)'],
      ['水井大田"水塘', '500231', 2260],
      ['=1+1', '00123'],
    ])
  })
  it('survives control characters in a name', () => {
    const book = read(xlsxOf({ ...table, rows: [['a\u0001b<&', '', 1]] }), { type: 'array' })
    expect(book.Sheets[book.SheetNames[0] ?? '']?.A2.v).toBe('ab<&')
  })
})
