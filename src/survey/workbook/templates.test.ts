import * as XLSX from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { doors, readAll } from '../../../tests/support/inventories.ts'
import { memorySink } from '../../platform/files/xlsx-writer.ts'
import { checkHeader } from './header-check.ts'
import { findHeader } from './headers.ts'
import { openWorkbookContent } from './sheets.ts'
import { templateColumns, writeTemplate } from './templates.ts'
import type { TemplateName } from './templates.ts'

async function template(name: TemplateName): Promise<Uint8Array> {
  const sink = memorySink()
  await writeTemplate(name, sink)
  return sink.content()
}

describe('a blank template', () => {
  it.each([
    ['official-list', 'declaration'],
    ['survey', 'survey'],
  ] as const)('has only official headers and is read without a word: %s', async (name, kind) => {
    const workbook = await openWorkbookContent(await template(name))
    const [sheet] = workbook.sheets
    if (sheet === undefined) throw new Error('no sheet')
    const rows = await collect(workbook.rows(sheet))
    const header = findHeader(rows)
    if (header === undefined) throw new Error('no header')
    expect(header.columns.map(column => column.header)).toEqual(templateColumns(name).map(column => column.header))
    expect(checkHeader(sheet.name, header, false)).toEqual({ kind, problems: [] })
  })

  it.each(['official-list', 'survey'] as const)(
    'gives a sound water when its own example is filled in: %s',
    async name => {
      const book = XLSX.read(await template(name))
      const [first = ''] = book.SheetNames
      book.Sheets[first] = book.Sheets['示例'] ?? {}
      const read = await readAll(new Uint8Array(XLSX.write(book, { type: 'array', bookType: 'xlsx' })), doors)
      expect(read.refused).toEqual([])
      expect(read.rows.map(row => row.name)).toEqual(['城北村汪套湾东部水沟'])
    },
  )

  it('has the annex-3 columns in their official order', () => {
    const headers = templateColumns('official-list').map(column => column.header)
    expect(headers.join(',')).toBe(
      '序号,县级行政区划,乡镇/街道,行政村名称,水体名称,水体类型,水域面积(m2),长(m),宽(m),起点名称,起点经度,起点纬度,终点名称,终点经度,终点纬度,监管清单级别,主要污染问题,治理完成时间,治理后是否常年有水',
    )
  })

  it('keeps example and explanations on sheets of their own', async () => {
    expect(XLSX.read(await template('readings')).SheetNames).toEqual(['监测数据', '示例', '填写说明'])
  })
})

async function collect<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}
