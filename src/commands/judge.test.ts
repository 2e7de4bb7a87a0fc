import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Problem } from '../domain/problems.ts'
import { WrongUsage } from '../command.ts'
import { judgeCommand } from './judge.ts'

let folder = ''
let said: string[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jiuqing-judge-test-'))
  said = []
  vi.spyOn(console, 'error').mockImplementation((text: string) => void said.push(text))
  vi.spyOn(console, 'log').mockImplementation((text: string) => void said.push(text))
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(folder, { recursive: true })
})

type Judged = { readonly code: number; readonly text: string }

async function judge(content: string | Uint8Array, ...args: readonly string[]): Promise<Judged> {
  const input = join(folder, 'samples.csv')
  const out = join(folder, 'out')
  await writeFile(input, content)
  const code = await judgeCommand.run([input, '-o', out, ...args])
  return { code, text: await readFile(out, 'utf8') }
}

async function judgeJson(content: string | Uint8Array, ...args: readonly string[]): Promise<Record<string, unknown>[]> {
  const { text } = await judge(content, '--json', ...args)
  return JSON.parse(text) as Record<string, unknown>[] // the shape is what each test looks at
}

async function refusalOf(content: string | Uint8Array, ...args: readonly string[]): Promise<Problem> {
  const error: unknown = await judge(content, ...args).catch((thrown: unknown) => thrown)
  if (!(error instanceof Problem)) throw new Error('expected a problem', { cause: error })
  return error
}

const surface = ['--standard', 'GB3838-2002'] as const
const rural = ['--standard', 'rural-black-odorous-2023'] as const

describe('jiuqing judge', () => {
  test('gives each row its verdict as JSON', async () => {
    const rows = await judgeJson('点位,溶解氧(mg/L),氨氮(mg/L)\n甲,6.5,1.2\n乙,8,0.1\n', ...surface)
    expect(rows).toMatchObject([
      {
        row: 1,
        outcome: 'judged',
        class: 'IV',
        deciding: ['ammoniaNitrogen'],
        multiples: { ammoniaNitrogen: 0.2 },
        problems: [],
      },
      { row: 2, outcome: 'judged', class: 'I', multiples: {} },
    ])
    expect(rows[0]).toHaveProperty('words.zh')
    expect(rows[0]).toHaveProperty('missing')
    expect(rows[0]).toHaveProperty('clauses')
  })

  test('appends the same as columns to csv and passes everything else through as written', async () => {
    const { text } = await judge('点位,"备注, 长",氨氮(mg/L)\r\n甲,"a ""b""\r\nc",1.2\r\n乙\r\n', ...surface)
    const [header, ...rest] = text.split('\r\n')
    expect(header).toBe(
      '点位,"备注, 长",氨氮(mg/L),row,outcome,class,grade,deciding,multiples,missing,clauses,words_zh,words_en,problems',
    )
    expect(rest[0]).toBe('甲,"a ""b""')
    expect(rest[1]).toMatch(/^c",1\.2,1,judged,IV,,ammoniaNitrogen,ammoniaNitrogen=0\.2,/)
    expect(rest[2]).toMatch(/^乙,,,2,cannot-judge,,,/)
  })

  test('English ids, micrograms and metres are understood', async () => {
    const rows = await judgeJson(
      'secchiDepth,透明度备注,水深(m),dissolvedOxygen,氨氮(μg/L)\n8,x,0.2,6,900\n7,x,0.2,6,900\n',
      ...rural,
    )
    expect(rows.map(({ outcome }) => outcome)).toEqual(['not-black-odorous', 'black-odorous'])
  })

  test('the column of the water type overrides --water, row by row', async () => {
    const content = '水体类型,总磷(mg/L)\n河流,0.1\n水库,0.1\n坑塘,0.1\n,0.1\n'
    const classes = async (...args: string[]) => (await judgeJson(content, ...surface, ...args)).map(row => row.class)
    expect(await classes()).toEqual(['II', 'IV', 'IV', 'II'])
    expect(await classes('--water', 'lake')).toEqual(['II', 'IV', 'IV', 'IV'])
  })

  test('a cell that cannot be read spoils its row by name, is counted, and stops nothing', async () => {
    const rows = await judgeJson('pH,氨氮(mg/L)\n72,0.1\n7,0.1\n72,9\n', ...surface)
    expect(rows).toMatchObject([
      {
        outcome: 'cannot-judge',
        class: null,
        deciding: ['ph'],
        problems: [{ column: 'pH', code: 'measurement.implausible', text: '72' }],
      },
      { outcome: 'judged', class: 'I', problems: [] },
      { outcome: 'judged', class: 'worse than V', problems: [{ column: 'pH' }] },
    ])
    expect(said.join('\n')).toContain('2 行有无法读取的单元格')
  })

  test('in a black-odour standard it is a missing indicator: undecided unless another fails', async () => {
    const content = '透明度(cm),溶解氧(mg/L),氨氮(mg/L)\n50,多,1\n50,多,20\n'
    expect(await judgeJson(content, ...rural)).toMatchObject([
      { outcome: 'undecided', problems: [{ column: '溶解氧(mg/L)' }] },
      { outcome: 'black-odorous', deciding: ['ammoniaNitrogen'] },
    ])
  })

  test('--strict turns refused cells into exit code 1', async () => {
    expect((await judge('pH\n72\n', ...surface)).code).toBe(0)
    expect((await judge('pH\n72\n', ...surface, '--strict')).code).toBe(1)
  })

  test('a row with more cells than headers, or of an unknown water type, is not judged', async () => {
    const rows = await judgeJson('水体类型,氨氮(mg/L)\n河流,1,234.5\n天坑,0.1\n河流,0.1,,\n', ...surface)
    expect(rows).toMatchObject([
      { outcome: 'cannot-judge', problems: [{ code: 'row.too-many-cells' }] },
      { outcome: 'cannot-judge', problems: [{ code: 'row.water-type-unknown' }] },
      { outcome: 'judged', class: 'I' },
    ])
  })

  test('未检出 takes the detection limit given for it', async () => {
    const content = '汞(mg/L),氨氮(mg/L)\n未检出,0.1\n'
    expect(await judgeJson(content, ...surface)).toMatchObject([{ outcome: 'cannot-judge' }])
    expect(await judgeJson(content, ...surface, '--detection-limit', 'mercury=0.00004')).toMatchObject([{ class: 'I' }])
    expect(await judgeJson(content, ...surface, '--detection-limit', '汞=0.00004')).toMatchObject([{ class: 'I' }])
  })

  test('the target class changes the multiples', async () => {
    expect(await judgeJson('氨氮(mg/L)\n1.2\n', ...surface, '--target', 'II')).toMatchObject([
      { multiples: { ammoniaNitrogen: 1.4 } },
    ])
  })

  test('--full prints whole records that can be replayed', async () => {
    const [verdict] = await judgeJson('氨氮(mg/L)\n1.2\n', ...surface, '--full')
    expect(verdict).toMatchObject({
      standardId: 'GB3838-2002',
      inputs: { sample: { ammoniaNitrogen: { value: 1.2, qualifier: 'measured' } }, context: { water: 'river' } },
    })
    expect(verdict).toHaveProperty('findings.5.citation.clause', '表1 第7项')
  })

  test('a file of headers alone gives an empty array', async () => {
    expect(await judgeJson('氨氮(mg/L)\n', ...surface)).toEqual([])
  })

  test('reads GB18030 and answers in UTF-8 with a mark, so that Excel shows it', async () => {
    const header = Uint8Array.from([0xb0, 0xb1, 0xb5, 0xaa, ...Buffer.from('(mg/L)\n1.2\n')])
    const { text } = await judge(header, ...surface)
    expect(text.startsWith('\uFEFF氨氮(mg/L),row')).toBe(true)
  })

  test('columns of its own name in the input are kept; the verdict takes a prefix', async () => {
    const { text } = await judge('outcome,氨氮(mg/L)\nx,1.2\n', ...surface)
    expect(text.split('\n')[0]).toContain('judge_outcome')
  })
})

describe('files that are refused as a whole', () => {
  test.each([
    ['an empty file', '', 'judge.file-empty'],
    ['a unit that does not fit', '氨氮(cm)\n1\n', 'judge.headers-refused'],
    ['transparency without a unit', '透明度,溶解氧(mg/L)\n1,2\n', 'judge.headers-refused'],
    ['two columns of one parameter', '氨氮(mg/L),NH3-N(mg/L)\n1,2\n', 'judge.headers-refused'],
    ['no indicator of the standard', '点位,备注\n1,2\n', 'judge.nothing-to-judge'],
    ['a workbook renamed to csv', 'PK\u0003\u0004xxxx', 'csv.not-text'],
    ['a quotation mark that never closes', '氨氮(mg/L),备注\n1,"x\n', 'csv.damaged'],
  ])('%s', async (_, content, code) => {
    const refusal = await refusalOf(content, ...surface)
    expect(refusal.kind.code).toBe(code)
    expect(refusal.words().zh).not.toBe('')
    expect(await readdir(folder)).toEqual(['samples.csv'])
  })

  test('a file that is not there', async () => {
    await expect(judgeCommand.run([join(folder, 'none.csv'), ...surface])).rejects.toThrow('judge.file-unreadable')
  })

  test('the input as its own output', async () => {
    const input = join(folder, 'a.csv')
    await writeFile(input, '氨氮(mg/L)\n1\n')
    await expect(judgeCommand.run([input, ...surface, '-o', input])).rejects.toThrow('judge.output-refused')
    expect(await readFile(input, 'utf8')).toBe('氨氮(mg/L)\n1\n')
  })
})

describe('wrong usage', () => {
  test.each([
    ['no file', [...surface]],
    ['two files', ['a.csv', 'b.csv', ...surface]],
    ['no standard', ['a.csv']],
    ['an unknown standard', ['a.csv', '--standard', 'GB3838']],
    ['an unknown water', ['a.csv', ...surface, '--water', 'sea']],
    ['an unknown class', ['a.csv', ...surface, '--target', 'VI']],
    ['a detection limit without a number', ['a.csv', ...surface, '--detection-limit', 'mercury']],
  ])('%s is said before anything is read', async (_, args) => {
    await expect(judgeCommand.run(args)).rejects.toBeInstanceOf(WrongUsage)
    expect(said).toEqual([])
  })

  test('--list prints the standards, also as JSON', async () => {
    expect(await judgeCommand.run(['--list'])).toBe(0)
    expect(said.join('\n')).toContain('rural-black-odorous-2023')
    said = []
    expect(await judgeCommand.run(['--list', '--json'])).toBe(0)
    expect(JSON.parse(said.join(''))).toHaveLength(4)
  })
})
