import * as XLSX from '@e965/xlsx'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnLetters, parseAddress } from './workbook/address.ts'
import { openWorkbookContent } from './workbook/sheets.ts'
import { createXlsx, memorySink, sheetNameFor, sheetPlace } from './xlsx-writer.ts'
import type { XlsxCell } from './xlsx-writer.ts'

async function written(rows: readonly (readonly XlsxCell[])[]): Promise<Uint8Array> {
  const sink = memorySink()
  const book = createXlsx(sink)
  const sheet = await book.sheet({ name: '表' })
  for (const row of rows) await sheet.row(row)
  await sheet.end()
  await book.end()
  return sink.content()
}

async function firstCell(
  content: Uint8Array,
): Promise<{ readonly ours: string | undefined; readonly theirs: unknown }> {
  const workbook = await openWorkbookContent(content)
  const [sheet] = workbook.sheets
  const row = sheet && (await workbook.rows(sheet).next()).value
  return { ours: row?.cells[0]?.text, theirs: XLSX.read(content).Sheets['表']?.['A1']?.v }
}

describe('a written workbook', () => {
  it('gives back any text, whatever its characters', async () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 })
    await fc.assert(
      fc.asyncProperty(text, async value => {
        expect((await firstCell(await written([[{ column: 0, value }]]))).ours).toBe(value)
      }),
    )
  })

  it.each(['=1+1', '_x000D_', '500231103200123456', '<b>&"', ' 前后空格 '])(
    'keeps %s as text for other readers too',
    async value => {
      const { ours, theirs } = await firstCell(await written([[{ column: 0, value }]]))
      expect([ours, theirs]).toEqual([value, value])
    },
  )

  it('gives back any number', async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({ noNaN: true, noDefaultInfinity: true }), async value => {
        const { theirs } = await firstCell(await written([[{ column: 0, value }]]))
        expect(Object.is(theirs, value) || Number(theirs) === value).toBe(true)
      }),
    )
  })

  it('is the same bytes for the same content', async () => {
    const rows = [[{ column: 0, value: '水' }]]
    expect(Buffer.from(await written(rows)).equals(Buffer.from(await written(rows)))).toBe(true)
  })

  it('orders its tabs as told, hides and opens the right ones', async () => {
    const sink = memorySink()
    const book = createXlsx(sink)
    for (const name of ['一', '二', '三']) await (await book.sheet({ name, hidden: name === '二' })).end()
    await book.end(['三'])
    const read = XLSX.read(sink.content())
    expect(read.SheetNames).toEqual(['三', '一', '二'])
    expect(read.Workbook?.Sheets?.map(sheet => sheet.Hidden)).toEqual([0, 0, 1])
  })

  it('refuses what Excel would: bad and double names, rows out of order, choices too long', async () => {
    const book = createXlsx(memorySink())
    await expect(book.sheet({ name: 'a/b' })).rejects.toThrow('not a sheet name')
    const sheet = await book.sheet({ name: '表' })
    await sheet.row([], 3)
    await expect(sheet.row([], 3)).rejects.toThrow('row 3 comes after row 3')
    await expect(sheet.end({ validations: [{ range: 'A1', list: ['长'.repeat(256)] }] })).rejects.toThrow('255')
  })

  it('finds a name that Excel accepts', () => {
    expect(sheetNameFor('名册', ['表'])).toBe('名册')
    expect(sheetNameFor('a/b[1]', [])).toBe('a_b_1_')
    expect(sheetNameFor('List', ['list', 'LIST_2'])).toBe('List_3')
    expect(sheetNameFor('长'.repeat(40), [])).toHaveLength(31)
  })

  it('cuts a text that is longer than a cell may be', async () => {
    const content = await written([[{ column: 0, value: '水'.repeat(40_000) }]])
    expect((await firstCell(content)).ours).toHaveLength(32_767)
  })

  it('names places with a quotation mark in the sheet', () => {
    expect(sheetPlace("李'表", 'H7')).toBe("'李''表'!H7")
  })
})

describe('an address', () => {
  it('comes back from its letters', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 16_383 }), fc.integer({ min: 1, max: 1_048_576 }), (column, row) => {
        expect(parseAddress(`${columnLetters(column)}${row}`)).toEqual({ row, column })
      }),
    )
  })
})
