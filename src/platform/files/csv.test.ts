import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Problem } from '../../domain/problems.ts'
import { csvCell, csvLine, readCsv, readCsvRecords } from './csv.ts'

/** A few GB18030 words as bytes: Node can read GB18030 but not write it. 氨氮,总磷 */
const gb18030Header = [0xb0, 0xb1, 0xb5, 0xaa, 0x2c, 0xd7, 0xdc, 0xc1, 0xd7]

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size)
    yield await Promise.resolve(bytes.subarray(start, start + size))
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = []
  for await (const item of items) all.push(item)
  return all
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

async function cellsOf(bytes: Uint8Array, size = 7): Promise<string[][]> {
  return (await collect(readCsvRecords(inPieces(bytes, size)))).map(({ cells }) => [...cells])
}

async function problemOf(bytes: Uint8Array, size = 7): Promise<Problem> {
  const error: unknown = await cellsOf(bytes, size).catch((thrown: unknown) => thrown)
  if (!(error instanceof Problem)) throw new Error('expected a problem', { cause: error })
  return error
}

describe('reading csv', () => {
  test('reads UTF-8 cut in the middle of a character, at every piece size', async () => {
    const bytes = utf8('氨氮,总磷\r\n0.1,0.2\r\n')
    for (let size = 1; size <= bytes.length; size++) {
      expect(await cellsOf(bytes, size)).toEqual([
        ['氨氮', '总磷'],
        ['0.1', '0.2'],
      ])
    }
  })

  test('drops the byte order mark and remembers it', async () => {
    const reading = readCsv(inPieces(utf8('\uFEFFa,b\n1,2\n'), 2))
    const records = (await collect(reading.batches)).flat()
    expect(records.map(({ raw }) => raw)).toEqual(['a,b', '1,2'])
    expect(reading.format).toEqual({ encoding: 'utf-8', byteOrderMark: true, delimiter: ',', lineEnd: '\n' })
  })

  test('reads GB18030, at every piece size that shows a whole first character', async () => {
    const bytes = Uint8Array.from([...gb18030Header, 0x0d, 0x0a, 0x31, 0x2c, 0x32])
    for (let size = 2; size <= bytes.length; size++) {
      expect(await cellsOf(bytes, size)).toEqual([
        ['氨氮', '总磷'],
        ['1', '2'],
      ])
    }
  })

  test('reads GB18030 that begins after an ASCII header', async () => {
    const bytes = Uint8Array.from([...utf8('a,b\n1,2\n'), ...gb18030Header])
    expect((await cellsOf(bytes, 8)).at(-1)).toEqual(['氨氮', '总磷'])
  })

  test('reads UTF-16 with mark and tabs, which Excel calls Unicode text', async () => {
    const bytes = Uint8Array.from([
      0xff,
      0xfe,
      ...new Uint8Array(Uint16Array.from('氨氮\tpH\n1\t7', c => c.charCodeAt(0)).buffer),
    ])
    expect(await cellsOf(bytes, 3)).toEqual([
      ['氨氮', 'pH'],
      ['1', '7'],
    ])
  })

  test('reads quotes with delimiters, line ends and doubled quotes inside, and says on which line a record starts', async () => {
    const bytes = utf8('name,note\n"a, ""b""","two\nlines"\nc"d,e""\n')
    const records = await collect(readCsvRecords(inPieces(bytes, 5)))
    expect(records.map(({ cells }) => cells)).toEqual([
      ['name', 'note'],
      ['a, "b"', 'two\nlines'],
      ['c"d', 'e""'],
    ])
    expect(records.map(({ line }) => line)).toEqual([1, 2, 4])
  })

  test('leaves out blank lines but counts them', async () => {
    const records = await collect(readCsvRecords(inPieces(utf8('\n\na;b\n\n1;2'), 3)))
    expect(records.map(({ line, cells }) => [line, ...cells])).toEqual([
      [3, 'a', 'b'],
      [5, '1', '2'],
    ])
  })

  test('an empty file has no records', async () => {
    expect(await cellsOf(utf8(''))).toEqual([])
  })

  test('names a quotation mark that never closes, with its line', async () => {
    const problem = await problemOf(utf8('a,b\n1,"2\n3,4\n'))
    expect(problem.kind.code).toBe('csv.damaged')
    expect(problem.words().en).toContain('Line 2')
  })

  test('names text after a closing quotation mark', async () => {
    expect((await problemOf(utf8('a,b\n"1"x,2\n'))).words().en).toContain('text follows')
  })

  test('names a byte that does not fit the encoding', async () => {
    const problem = await problemOf(Uint8Array.from([...utf8('氨氮,b\n1,'), 0xff, 0x0a]), 64)
    expect(problem.kind.code).toMatch(/csv\.damaged/)
  })

  test('says that a workbook sent as csv is a workbook', async () => {
    const problem = await problemOf(Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 0, 0]), 64)
    expect(problem.kind.code).toBe('csv.not-text')
    expect(problem.words().zh).toContain('xlsx')
  })

  test('refuses a record without end before it fills the memory', async () => {
    const endless = utf8(`a\n"${'x'.repeat(1_100_000)}`)
    expect((await problemOf(endless, 65_536)).words().en).toContain('million')
  })
})

describe('writing csv', () => {
  test('quotes only what needs it', () => {
    expect(csvLine(['a', 'b,c', 'd"e', 'f\ng'])).toBe('a,"b,c","d""e","f\ng"')
    expect(csvCell('a;b', ';')).toBe('"a;b"')
  })

  test('what is written is read again, whatever it holds', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '氮', ',', '"', '\n', ';', ' ', '1') })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell), { minLength: 1 }),
        fc.integer({ min: 1, max: 50 }),
        async (rows, size) => {
          const text = ['h1,h2', ...rows.map(row => csvLine(row))].join('\r\n')
          expect(await cellsOf(utf8(text), size)).toEqual([['h1', 'h2'], ...rows])
        },
      ),
      { numRuns: 60 },
    )
  })
})
