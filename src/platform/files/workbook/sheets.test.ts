import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as XLSX from '@e965/xlsx'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { fixture } from '../../../../tests/support/inventories.ts'
import { writeLongList } from '../../../../tests/support/long-list.ts'
import { Problem } from '../../../domain/problems.ts'
import { fileSink } from '../xlsx-writer.ts'
import { openWorkbook, openWorkbookContent } from './sheets.ts'
import type { SheetRow, Workbook } from './sheets.ts'

async function firstRows(workbook: Workbook): Promise<readonly SheetRow[]> {
  const rows: SheetRow[] = []
  const [sheet] = workbook.sheets
  if (sheet !== undefined) for await (const row of workbook.rows(sheet)) rows.push(row)
  return rows
}

const texts = (rows: readonly SheetRow[]): readonly (readonly string[])[] =>
  rows.map(row => row.cells.map(cell => `${cell.address}=${cell.text}`))

/** An xlsx from the XML of its sheet, as small as the standard allows. */
function xlsx(sheetXml: string, others: Readonly<Record<string, string>> = {}, workbookAttributes = ''): Uint8Array {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`
  const parts: Record<string, string> = {
    '_rels/.rels': `<Relationships>${relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns:r="${office}"><workbookPr${workbookAttributes}/><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${relation('r1', 'worksheet', 'worksheets/sheet1.xml')}${relation('r2', 'sharedStrings', '/xl/sharedStrings.xml')}${relation('r3', 'styles', 'styles.xml')}</Relationships>`,
    'xl/worksheets/sheet1.xml': sheetXml,
    ...others,
  }
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])))
}

const sheet = (rows: string, behind = ''): string => `<worksheet><sheetData>${rows}</sheetData>${behind}</worksheet>`

async function refusal(content: Uint8Array): Promise<Problem> {
  try {
    await firstRows(await openWorkbookContent(content))
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('not refused')
}

describe('a workbook', () => {
  it.each(['wuhan-2025q4.xlsx', 'wuhan-2025q4.xls', 'odd-cells.xlsx', 'tianshui-2025.xlsx'])(
    'holds what another reader finds in it: %s',
    async name => {
      const book = XLSX.read(fixture(name))
      const workbook = await openWorkbookContent(fixture(name))
      expect(workbook.sheets.map(one => one.name)).toEqual(book.SheetNames)
      for (const one of workbook.sheets) {
        const found: string[] = []
        for await (const row of workbook.rows(one)) {
          for (const cell of row.cells)
            if (cell.mergedFrom === undefined) found.push(`${cell.address}=${cell.number ?? cell.text}`)
        }
        const theirs = Object.entries(book.Sheets[one.name] ?? {}).filter(([key]) => !key.startsWith('!'))
        const wanted = theirs.map(([key, cell]) => `${key}=${(cell as XLSX.CellObject).v}`) // keys without "!" are cells
        expect(found.toSorted()).toEqual(wanted.filter(one => !one.endsWith('=')).toSorted())
      }
    },
  )

  it('is told by its content, not by its name', async () => {
    expect((await openWorkbookContent(fixture('wuhan-2025q4.xlsx'))).format).toBe('xlsx')
    expect((await openWorkbookContent(fixture('wuhan-2025q4.xls'))).format).toBe('xls')
    expect(await openWorkbookContent(fixture('wuhan-2025q4.csv'))).toMatchObject({ format: 'csv', encoding: 'utf-8' })
    expect(await openWorkbookContent(fixture('wuhan-2025q4.gb18030.csv'))).toMatchObject({ encoding: 'gb18030' })
  })

  it('gives every cell of a merged area its first value, marked with where it comes from', async () => {
    const rows = await firstRows(
      await openWorkbookContent(
        xlsx(
          sheet(
            '<row r="1"><c r="A1" t="inlineStr"><is><t>区</t></is></c></row><row r="2"><c r="C2"><v>1</v></c></row><row r="3"><c r="C3"><v>2</v></c></row>',
            '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>',
          ),
        ),
      ),
    )
    expect(texts(rows)).toEqual([['A1=区', 'B1=区'], ['A2=区', 'B2=区', 'C2=1'], ['C3=2']])
    expect(rows[1]?.cells.map(cell => cell.mergedFrom)).toEqual(['A1', 'A1', undefined])
  })

  it('joins rich text, leaves out phonetic readings and undoes escapes', async () => {
    const strings =
      '<sst><si><r><t>城</t></r><r><t xml:space="preserve">北 </t></r><rPh><t>běi</t></rPh></si><si><t>a&amp;b&#x4e00;_x000D_</t></si></sst>'
    const content = xlsx(sheet('<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>9</v></c></row>'), {
      'xl/sharedStrings.xml': strings,
    })
    const [row] = await firstRows(await openWorkbookContent(content))
    expect(row?.cells.map(cell => [cell.address, cell.text, cell.error])).toEqual([
      ['A1', '城北 ', undefined],
      ['B1', 'a&b一\r', undefined],
      ['C1', '', '#REF!'],
    ])
  })

  it('reads results of formulas and names those that failed or were never saved', async () => {
    const cells =
      '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>T(1)</f><v>文</v></c><c r="C1" t="e"><f>NA()</f><v>#N/A</v></c><c r="D1"><f>X1</f></c>'
    const [row] = await firstRows(await openWorkbookContent(xlsx(sheet(`<row r="1">${cells}</row>`))))
    expect(row?.cells.map(cell => [cell.text, cell.error, cell.formula])).toEqual([
      ['2', undefined, true],
      ['文', undefined, true],
      ['#N/A', '#N/A', true],
      ['', '#EMPTY-FORMULA', true],
    ])
  })

  it('shows dates as far as their format does, from 1900 or 1904, and codes with their zeros', async () => {
    const styles =
      '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="171" formatCode="000000"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>'
    const row =
      '<row r="1"><c r="A1" s="1"><v>45808</v></c><c r="B1" s="2"><v>45808</v></c><c r="C1" s="3"><v>123</v></c><c r="D1"><v>114.79295000000001</v></c></row>'
    const from1900 = await firstRows(await openWorkbookContent(xlsx(sheet(row), { 'xl/styles.xml': styles })))
    expect(texts(from1900)).toEqual([['A1=2025-05-31', 'B1=2025年5月', 'C1=000123', 'D1=114.79295']])
    const from1904 = await firstRows(
      await openWorkbookContent(xlsx(sheet(row), { 'xl/styles.xml': styles }, ' date1904="1"')),
    )
    expect(from1904[0]?.cells[0]?.date).toBe('2029-06-01')
  })

  it('written with prefixes, comments and CDATA is the same', async () => {
    const content = xlsx(
      '<x:worksheet xmlns:x="m"><!-- <x:row> --><x:sheetData><x:row r="2" hidden="1"><x:c r="B2" t="inlineStr"><x:is><x:t><![CDATA[a<b]]></x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>',
    )
    const rows = await firstRows(await openWorkbookContent(content))
    expect(rows).toMatchObject([{ row: 2, hidden: true, cells: [{ address: 'B2', text: 'a<b' }] }])
  })
})

describe('text separated by signs', () => {
  const read = async (content: string | Uint8Array) =>
    texts(
      await firstRows(
        await openWorkbookContent(typeof content === 'string' ? new TextEncoder().encode(content) : content),
      ),
    )

  it.each([
    [
      'a,b\r\nc,d\r\n',
      [
        ['A1=a', 'B1=b'],
        ['A2=c', 'B2=d'],
      ],
    ],
    ['a,b\n\nc', [['A1=a', 'B1=b'], [], ['A3=c']]],
    [
      'a\tb\rc\td',
      [
        ['A1=a', 'B1=b'],
        ['A2=c', 'B2=d'],
      ],
    ],
    [
      'a;"b;""c""\nd"\ne;f',
      [
        ['A1=a', 'B1=b;"c"\nd'],
        ['A2=e', 'B2=f'],
      ],
    ],
    ['\ufeffa,,c', [['A1=a', 'C1=c']]],
    ['a,""\n', [['A1=a']]],
  ])('is cut as a spreadsheet would: %j', async (content, rows) => expect(await read(content)).toEqual(rows))

  it('is read in UTF-16 by its mark', async () => {
    expect(await read(new Uint8Array(Buffer.from('\ufeff县\t区', 'utf16le')))).toEqual([['A1=县', 'B1=区']])
  })
})

describe('a file that cannot be read is refused with what to do', () => {
  it.each([
    ['truncated.xlsx', 'workbook.damaged'],
    ['encrypted.xlsx', 'workbook.protected'],
    ['html.xls', 'workbook.wrong-kind'],
    ['unclosed-quote.csv', 'workbook.damaged'],
  ])('%s: %s', async (name, code) => {
    const problem = await refusal(fixture(name))
    expect(problem.kind.code).toBe(code)
    expect(problem.words().zh).toMatch(/请/)
  })

  it.each([
    ['nothing', '', 'workbook.empty'],
    ['a PDF', '%PDF-1.7', 'workbook.wrong-kind'],
    ['XML', '<?xml version="1.0"?><Workbook/>', 'workbook.wrong-kind'],
    ['zeros', 'a\0b', 'workbook.wrong-kind'],
  ])('%s', async (_, content, code) => {
    expect((await refusal(new TextEncoder().encode(content))).kind.code).toBe(code)
  })

  it('in no known encoding', async () => {
    expect((await refusal(Uint8Array.of(0x61, 0x2c, 0xff, 0xff))).kind.code).toBe('workbook.damaged')
  })

  it('as a Word document, an ods and another zip', async () => {
    const zipOf = (name: string): Uint8Array => zipSync({ [name]: strToU8('x'), mimetype: strToU8('x') })
    expect((await refusal(zipOf('word/document.xml'))).words().en).toContain('a Word document')
    expect((await refusal(zipOf('content.xml'))).words().en).toContain('ods')
    expect((await refusal(zipOf('a.txt'))).words().en).toContain('a zip archive')
  })

  it('where one byte of a part was changed', async () => {
    const stored = zipSync({ 'xl/workbook.xml': [strToU8('<workbook/>'), { level: 0 }] })
    stored[stored.indexOf(0x3c) + 1] = 0x58
    expect((await refusal(stored)).kind.code).toBe('workbook.damaged')
  })
})

describe('100,000 rows', () => {
  it('are read holding no more than some hundreds at any time', { timeout: 120_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'jiuqing-'))
    try {
      const path = join(folder, 'long.xlsx')
      await writeLongList(100_000, fileSink(path))
      const workbook = await openWorkbook(path)
      let rows = 0
      const [first] = workbook.sheets
      if (first !== undefined) for await (const row of workbook.rows(first)) rows += Math.sign(row.cells.length)
      await workbook.close()
      expect(rows).toBe(100_001)
      expect(workbook.mostRowsHeld()).toBeLessThan(1000)
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})
