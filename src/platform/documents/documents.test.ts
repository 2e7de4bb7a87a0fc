import { unzipSync, strFromU8 } from 'fflate'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Block, OfficialDocument } from './document.ts'
import { chineseNumber, numberHeadings } from './numbering.ts'
import { pairRows } from './pair-rows.ts'
import { dealOut, fitted } from './paper.ts'
import { drawableWith } from './pdf/glyphs.ts'
import { pdfDefinition } from './pdf/write-pdf.ts'
import { settable, spreads } from './plain-text.ts'
import { writeDocument } from './write.ts'

function paper(blocks: readonly Block[], changes: Partial<OfficialDocument> = {}): OfficialDocument {
  return {
    language: 'zh',
    title: '关于治理情况的通报',
    blocks,
    footer: { lines: ['来源：久清平台'], fingerprint: '记录链 500231' },
    about: { author: '久清', madeAt: new Date('2026-12-01T00:00:00Z') },
    ...changes,
  }
}

const longTable: Block = {
  kind: 'table',
  columns: [
    { title: '序号', share: 1, align: 'right' },
    { title: '散列', share: 4 },
  ],
  rows: Array.from({ length: 120 }, (_unused, index) => [String(index + 1), 'ab12'.repeat(16)]),
}

async function wordParts(document: OfficialDocument): Promise<(name: string) => string> {
  const parts = unzipSync(await writeDocument(document, 'docx'))
  return name => strFromU8(parts[name] ?? new Uint8Array())
}

async function pagesOf(document: OfficialDocument): Promise<number> {
  const pdf = Buffer.from(await writeDocument(document, 'pdf')).toString('latin1')
  return [...pdf.matchAll(/\/Type \/Page\b/g)].length
}

describe('numbers of headings', () => {
  it.each([
    [1, '一'],
    [9, '九'],
    [10, '十'],
    [11, '十一'],
    [20, '二十'],
    [99, '九十九'],
    [100, '100'],
  ])('%i is %s', (number, text) => expect(chineseNumber(number)).toBe(text))

  it('begin again below each heading of a higher level, and leave other blocks alone', () => {
    const levels = [1, 2, 2, 3, 4, 1, 2] as const
    const blocks = levels.map(level => ({ kind: 'heading', level, text: '题' }) as const)
    const texts = (language: 'zh' | 'en') =>
      numberHeadings([...blocks, longTable], language).map(block =>
        block.kind === 'heading' ? block.text : block.kind,
      )
    expect(texts('zh')).toEqual(['一、题', '（一）题', '（二）题', '1. 题', '（1）题', '二、题', '（一）题', 'table'])
    expect(texts('en')).toEqual(['1. 题', '1.1 题', '1.2 题', '1.2.1 题', '1.2.1.1 题', '2. 题', '2.1 题', 'table'])
  })
})

describe('the measures of a paper', () => {
  it('deal out a width so that columns fill it exactly', () => {
    expect(dealOut(100, [1, 1, 1])).toEqual([33, 34, 33])
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9000 }),
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }),
        (width, shares) => {
          expect(dealOut(width, shares).reduce((sum, part) => sum + part, 0)).toBe(width)
        },
      ),
    )
  })

  it('make a picture fit without changing its proportions or enlarging it', () => {
    const room = { width: 100, height: 50 }
    expect(fitted({ widthPx: 96, heightPx: 48 }, room)).toEqual({ widthMm: 25.4, heightMm: 12.7 })
    const tall = fitted({ widthPx: 1000, heightPx: 4000 }, room)
    expect(tall.heightMm).toBeCloseTo(50)
    expect(tall.widthMm).toBeCloseTo(12.5)
  })

  it('give a long value a row of its own where two pairs stand side by side', () => {
    const rows = [
      ['甲', '短'],
      ['乙', '长'.repeat(37)],
      ['丙', undefined],
      ['丁', '短'],
    ] as const
    expect(pairRows({ rows, abreast: 2 }).map(row => row.map(({ name }) => name))).toEqual([
      ['甲'],
      ['乙'],
      ['丙', '丁'],
    ])
    expect(pairRows({ rows, abreast: 1 })).toHaveLength(4)
    expect(
      pairRows({
        rows: [
          ['乙', '长'.repeat(36)],
          ['甲', '短'],
        ],
        abreast: 2,
      }),
    ).toHaveLength(1)
  })
})

describe('text that is set', () => {
  it('loses what no file may hold and keeps everything else', () => {
    expect(settable('a\u0000b\r\nc\u000bd\te\ud800')).toBe('ab\ncd  e\ufffd')
    expect(settable('𠮷野家')).toBe('𠮷野家')
  })

  it('is spread to both margins unless it is English or holds a hash', () => {
    expect(spreads('中文', 'zh')).toBe(true)
    expect(spreads('words', 'en')).toBe(false)
    expect(spreads([{ text: '散列' }, { text: 'a'.repeat(24) }], 'zh')).toBe(true)
    expect(spreads([{ text: '散列' }, { text: 'a'.repeat(25) }], 'zh')).toBe(false)
  })

  it('names a character that the font lacks instead of drawing a box, and leaves out what is invisible', () => {
    const drawable = drawableWith(codePoint => codePoint < 0x20000 && codePoint !== 0xfe0f)
    expect(drawable.draw('村民𠮷某☎\ufe0f')).toBe('村民〔U+20BB7〕某☎')
    expect(drawable.absent()).toEqual(['𠮷'])
  })
})

describe('the Word file', () => {
  it('has A4 with the margins of an official paper and the faces for Chinese and Latin', async () => {
    const part = await wordParts(paper([{ kind: 'paragraph', text: '全县共12处。' }]))
    expect(part('word/document.xml')).toContain('<w:pgSz w:w="11906" w:h="16838"')
    expect(part('word/document.xml')).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/)
    const body = /<w:style [^>]*w:styleId="JiuqingBody".*?<\/w:style>/s.exec(part('word/styles.xml'))?.[0]
    expect(body).toMatch(/w:eastAsia="仿宋"/)
    expect(body).toContain('w:line="560"')
    expect(body).toContain('w:lineRule="exact"')
    expect(body).toContain('w:firstLineChars="200"')
    expect(body).toContain('<w:sz w:val="32"/>')
    expect(part('word/fontTable.xml')).toContain('<w:font w:name="方正小标宋简体"><w:altName w:val="宋体"/>')
  })

  it('numbers headings in the styles that Word navigates by', async () => {
    const part = await wordParts(
      paper([
        { kind: 'heading', level: 1, text: '总体情况' },
        { kind: 'heading', level: 2, text: '清单' },
      ]),
    )
    expect(part('word/document.xml')).toMatch(/<w:pStyle w:val="Heading1"\/>.*?一、总体情况/)
    expect(part('word/document.xml')).toMatch(/<w:pStyle w:val="Heading2"\/>.*?（一）清单/)
  })

  it('repeats the header row of a table, keeps short rows whole and fixes the widths to the type area', async () => {
    const xml = (await wordParts(paper([longTable])))('word/document.xml')
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(1)
    expect(xml.match(/<w:cantSplit\/>/g)).toHaveLength(121)
    const widths = [...xml.matchAll(/<w:gridCol w:w="(\d+)"/g)].map(([, width]) => Number(width))
    expect(widths.reduce((sum, width) => sum + width, 0)).toBe(8844)
    expect(xml).toContain('<w:tblLayout w:type="fixed"/>')
  })

  it('puts page number, source and fingerprint at the foot of odd and even pages', async () => {
    const part = await wordParts(paper([]))
    for (const name of ['word/footer1.xml', 'word/footer2.xml']) {
      expect(part(name)).toContain('来源：久清平台')
      expect(part(name)).toContain('记录链 500231')
      expect(part(name)).toContain('PAGE')
    }
  })

  it('keeps a rare character and makes harmless what is markup', async () => {
    const xml = (await wordParts(paper([{ kind: 'paragraph', text: '村民𠮷某<b>&\u0000' }])))('word/document.xml')
    expect(xml).toContain('村民𠮷某&lt;b&gt;&amp;')
  })
})

describe('the PDF', () => {
  it('goes on over pages with the header row, and embeds its font', async () => {
    const bytes = Buffer.from(await writeDocument(paper([longTable]), 'pdf')).toString('latin1')
    expect(bytes.startsWith('%PDF-')).toBe(true)
    expect(bytes).toMatch(/\/FontFile2/)
    expect(await pagesOf(paper([longTable]))).toBeGreaterThan(2)
    expect(await pagesOf(paper([{ kind: 'paragraph', text: '短。' }]))).toBe(1)
  })

  it('says at the end which characters its font lacks', () => {
    const said = JSON.stringify(pdfDefinition(paper([{ kind: 'paragraph', text: '村民𠮷某' }])).content)
    expect(said).toContain('村民〔U+20BB7〕某')
    expect(said).toContain('本文件所用字体缺少 1 个字')
    expect(JSON.stringify(pdfDefinition(paper([{ kind: 'paragraph', text: '村民' }])).content)).not.toContain('缺少')
  })

  it('lets no line run out of the type area, whatever stands in a cell', () => {
    const wide = 'W'.repeat(400)
    const outside: number[] = []
    const edge = 595.28 - (26 / 25.4) * 72 + 0.5
    const definition = pdfDefinition(
      paper([
        longTable,
        {
          kind: 'table',
          columns: [
            { title: wide, share: 1 },
            { title: '乙', share: 9 },
          ],
          rows: [[wide, '字'.repeat(2000)]],
        },
      ]),
    )
    const tables = (definition.content as { table?: { widths: number[] } }[]).flatMap(({ table }) =>
      table === undefined ? [] : [table],
    )
    for (const { widths } of tables) {
      const right = (28 / 25.4) * 72 + widths.reduce((sum, width) => sum + width + 9, 0)
      if (right > edge) outside.push(right)
    }
    expect(tables).toHaveLength(2)
    expect(outside).toEqual([])
  })
})

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('', '\n', '长'.repeat(900), 'a'.repeat(900), '𠮷'.repeat(40), '\ud800', '<&>"\u0000'),
)
const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), level: fc.constantFrom(1, 2, 3, 4), text: anyText }),
  fc.record({ kind: fc.constant('paragraph' as const), text: anyText }),
  fc.record({ kind: fc.constant('note' as const), text: anyText }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(anyText, { maxLength: 4 }) }),
  fc.record({
    kind: fc.constant('pairs' as const),
    abreast: fc.constantFrom(1, 2),
    rows: fc.array(fc.tuple(anyText, fc.option(anyText, { nil: undefined })), { maxLength: 5 }),
  }),
  fc.record({
    kind: fc.constant('table' as const),
    columns: fc.array(fc.record({ title: anyText, share: fc.integer({ min: 1, max: 9 }) }), {
      minLength: 1,
      maxLength: 6,
    }),
    rows: fc.array(fc.array(anyText, { maxLength: 7 }), { maxLength: 8 }),
  }),
  fc.record({
    kind: fc.constant('figures' as const),
    abreast: fc.constantFrom(1, 2),
    figures: fc.array(fc.record({ picture: fc.constant(undefined), caption: anyText }), { maxLength: 3 }),
  }),
  fc.constant({ kind: 'page-break' as const }),
)

describe('both writers', () => {
  it('write whatever people typed, however long', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyBlock, { maxLength: 4 }), anyText, async (blocks, title) => {
        const document = paper(blocks, { title })
        expect(
          Buffer.from(await writeDocument(document, 'docx'))
            .subarray(0, 2)
            .toString(),
        ).toBe('PK')
        expect(
          Buffer.from(await writeDocument(document, 'pdf'))
            .subarray(0, 5)
            .toString(),
        ).toBe('%PDF-')
      }),
      { numRuns: 6 },
    )
  })
})
