import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { utils, write } from '@e965/xlsx'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inventoryRows2025 } from '../../tests/fixtures/places/inventory-rows-2025.ts'
import { divisionFilesAt, readDivisionFiles } from './divisions-file.ts'
import type { DivisionFile, DivisionReading } from './divisions-file.ts'
import { fullName, pathTo } from './divisions.ts'
import { makeGazetteer, resolvePlace } from './names.ts'
import { shippedChongqing } from './shipped/chongqing.ts'

const areas = 'code,name,cityCode,provinceCode\n420117,"新洲区",4201,42\n'
const streets = 'code,name,areaCode,provinceCode,cityCode\n420117001,"邾城街道",420117,42,4201\n'
const villages =
  'code,name,streetCode,provinceCode,cityCode,areaCode\n420117001204,"城北村委会",420117001,42,4201,420117\n'
const whole = `${areas}${streets.split('\n')[1]}\n${villages.split('\n')[1]}\n`

function csv(text: string, name = 'divisions.csv'): DivisionFile {
  return { name, content: strToU8(text) }
}

function read(
  text: string,
  more: { edition?: string; cityName?: string } = { edition: '2023' },
): Promise<DivisionReading> {
  return readDivisionFiles({ files: [csv(text)], ...more })
}

async function refusals(text: string, more?: { edition?: string; cityName?: string }): Promise<readonly string[]> {
  const { problems } = await read(text, more)
  return problems.filter(one => one.severity === 'refuse').map(one => `${one.cell ?? ''} ${one.code}`.trim())
}

/** Encodes text in GB18030 by turning the decoder round; two-byte characters only, which all common names are. */
function gb18030(text: string): Uint8Array {
  const decoder = new TextDecoder('gb18030')
  const bytesOf = new Map<string, readonly number[]>()
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++)
      bytesOf.set(decoder.decode(new Uint8Array([lead, trail])), [lead, trail])
  }
  return new Uint8Array(
    Array.from(text).flatMap(one => (one < '\u0080' ? [one.charCodeAt(0)] : (bytesOf.get(one) ?? []))),
  )
}

describe('files of divisions', () => {
  const expected = ['湖北省', '武汉市', '新洲区', '邾城街道', '城北村委会']
  const names = (reading: DivisionReading) => reading.table.all.map(one => one.name)

  test('levels follow from the codes; city and province are added by name', async () => {
    const reading = await read(whole)
    expect(names(reading)).toEqual(expected)
    expect(reading).toMatchObject({ read: 3, refused: false, problems: [] })
    expect(fullName(reading.table, '420117001204')).toBe('湖北省武汉市新洲区邾城街道城北村委会')
  })

  test('several files, a zip and a workbook with several sheets give the same', async () => {
    const three = { 'a.csv': areas, 'b.csv': streets, 'c.csv': villages }
    const files = Object.entries(three).map(([name, text]) => csv(text, name))
    const zip = zipSync({
      ...Object.fromEntries(Object.entries(three).map(([name, text]) => [name, strToU8(text)])),
      '__MACOSX/._a.csv': strToU8('x'),
    })
    const book = utils.book_new()
    for (const [name, text] of Object.entries(three)) {
      utils.book_append_sheet(
        book,
        utils.aoa_to_sheet(
          text
            .trim()
            .split('\n')
            .map(line => line.replaceAll('"', '').split(',')),
        ),
        name,
      )
    }
    const xlsx = new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx' }) as ArrayBuffer) // the library types it as any
    for (const given of [files, [{ name: '区划.zip', content: zip }], [{ name: '区划.xlsx', content: xlsx }]]) {
      const reading = await readDivisionFiles({ files: given, edition: '2023' })
      expect(names(reading)).toEqual(expected)
      expect(reading.problems).toEqual([])
    }
  })

  test('GB18030 and a UTF-8 byte order mark are read', async () => {
    for (const content of [gb18030(whole), strToU8(`\ufeff${whole}`)]) {
      const reading = await readDivisionFiles({ files: [{ name: 'a.csv', content }], edition: '2023' })
      expect(names(reading)).toEqual(expected)
    }
  })

  test('Chinese headers below a title row, codes padded to twelve digits, and the edition in a column', async () => {
    const text =
      '武汉市区划代码表\n统计用区划代码,名称,版本\n420117000000,新洲区,2024\n420117001000,邾城街道,2024\n420117001204,城北村委会,2024\n'
    const reading = await read(text, {})
    expect(names(reading)).toEqual(expected)
    expect(reading.table.edition).toBe('2024')
  })

  test('a folder is read file by file, what is no table is said to be left out', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'divisions-'))
    await writeFile(join(folder, 'all.csv'), whole)
    await writeFile(join(folder, 'readme.pdf'), 'x')
    const reading = await readDivisionFiles({ files: await divisionFilesAt(folder), edition: '2023' })
    await rm(folder, { recursive: true })
    expect(reading.problems.map(one => one.code)).toEqual(['file.skipped'])
    expect(reading.refused).toBe(false)
  })

  test('the grouping rows of a municipality are left out, its counties hang under it', async () => {
    const text =
      'code,name\n50,重庆市\n5001,市辖区\n5002,县\n500231,垫江县\n500231102,沙坪镇\n500231102201,甲村村民委员会\n'
    const reading = await read(text)
    expect(names(reading)).toEqual(['重庆市', '垫江县', '沙坪镇', '甲村村民委员会'])
    expect(reading.problems.map(one => one.code)).toEqual(['rows.grouping'])
  })

  test('a city without counties has its towns directly', async () => {
    const reading = await read('code,name\n441900003,东城街道\n441900003001,岗贝社区居委会\n441900,东莞市\n')
    expect(pathTo(reading.table, '441900003001').map(one => one.name)).toEqual([
      '广东省',
      '东莞市',
      '东城街道',
      '岗贝社区居委会',
    ])
    expect(resolvePlace(makeGazetteer({ table: reading.table }), { county: '东莞市', town: '东城街' })).toMatchObject({
      regionCode: '441900003000',
    })
  })

  test('--name names the one city of the files', async () => {
    const reading = await read(whole, { edition: '2023', cityName: '武汉' })
    expect(reading.table.byCode.get('420100000000')?.name).toBe('武汉')
  })
})

describe('what is refused, with its cell', () => {
  test.each([
    ['code,name\n,新洲区\n', ['B2 code.missing']],
    ['code,name\n4.20117E+11,城北村委会\n', ['A2 code.digits-lost']],
    ['code,name\n42011,新洲区\n', ['A2 code.shape']],
    ['code,name\n42O117,新洲区\n', ['A2 code.shape']],
    ['code,name\n990117,新洲区\n', ['A2 code.province']],
    ['code,name\n420117,\n', ['A2 name.missing']],
    ['code,name\n420117,???\n', ['B2 name.unreadable']],
    [`code,name\n420117,${'区'.repeat(51)}\n`, ['B2 name.too-long']],
    ['code,name\n420117,新洲区\n420117,黄陂区\n', ['A3 code.two-names']],
    ['code,name,areaCode\n420117,新洲区,\n420117001,邾城街道,420116\n', ['C3 parent.differs']],
    ['code,name\n420117,新洲区\n420117001204,城北村委会\n', ['A3 parent.absent']],
    ['code,name\n429701,某区\n', ['city.unnamed']],
    ['代号,名字\n420117,新洲区\n', ['header.missing']],
    ['code,name\n', ['file.no-rows']],
  ])('%j is refused as %j', async (text, expected) => {
    expect(await refusals(text)).toEqual(expected)
    expect((await read(text)).refused).toBe(true)
  })

  test('a name of 50 characters passes, one of 51 does not', async () => {
    expect(await refusals(`code,name\n420117,${'区'.repeat(50)}\n`)).toEqual([])
  })

  test('the edition must be stated, be a year, and be one', async () => {
    expect(await refusals(whole, {})).toEqual(['edition.missing'])
    expect(await refusals(whole, { edition: '23' })).toEqual(['edition.wrong'])
    expect(await refusals('code,name,year\n420117,新洲区,2022\n', { edition: '2023' })).toEqual(['A2 edition.differs'])
  })

  test('one city name for several cities is refused', async () => {
    const two = 'code,name\n420117,新洲区\n420202,黄石港区\n'
    expect(await refusals(two, { edition: '2023', cityName: '武汉市' })).toEqual(['city.name-for-several'])
  })

  test('each sentence says in both languages where and what to do', async () => {
    const { problems } = await read('code,name\n420117,新洲区\n420117,黄陂区\n')
    expect(problems[0]).toMatchObject({
      file: 'divisions.csv',
      cell: 'A3',
      zh: '代码 420117 在divisions.csv A2已用于另一个名称。一个代码只能对应一个地方，请更正其中之一。',
      en: 'Code 420117 stands at divisions.csv A2 with another name. One code is one place: correct one of them.',
    })
  })

  test('a damaged zip and a picture renamed to csv are named', async () => {
    const damaged = { name: 'a.zip', content: zipSync({ 'a.csv': strToU8(whole) }).slice(0, 60) }
    await expect(readDivisionFiles({ files: [damaged], edition: '2023' })).rejects.toThrow('places.zip-damaged')
    const picture = { name: 'a.csv', content: new Uint8Array([0xff, 0xd8, 0xff, 0xe0]) }
    await expect(readDivisionFiles({ files: [picture], edition: '2023' })).rejects.toThrow('workbook.wrong-kind')
  })
})

describe('what only warns', () => {
  test('the same row twice is taken once; two places of one name under one parent are kept', async () => {
    const reading = await read(`${whole}420117,新洲区\n420117001205,城北村委会\n`)
    expect(reading.problems.map(one => `${one.cell ?? ''} ${one.code}`)).toEqual(['A5 code.repeated', 'A6 name.twice'])
    expect(reading.refused).toBe(false)
  })

  test('an edition without villages says so', async () => {
    expect((await read(areas)).problems.map(one => one.code)).toEqual(['villages.none'])
  })

  test('a parent that is known already need not be in the file', async () => {
    const files = [csv('code,name\n500231102999,新村村民委员会\n')]
    const reading = await readDivisionFiles({ files, edition: '2023', known: shippedChongqing() })
    expect(reading.refused).toBe(false)
  })

  test('more problems than the limit end in one line with their number', async () => {
    const rows = Array.from({ length: 1002 }, (_, i) => `x${i},名称`).join('\n')
    const { problems } = await read(`code,name\n${rows}\n`)
    expect(problems).toHaveLength(1001)
    expect(problems.at(-1)?.zh).toBe('另有 2 个问题没有列出。')
  })
})

const real = process.env['JIUQING_REAL'] ?? fileURLToPath(new URL('../../../shared/real', import.meta.url))
const hasReal = existsSync(join(real, 'places'))

describe.runIf(hasReal)('the divisions of Wuhan and Tianshui as they come', () => {
  let reading: DivisionReading
  beforeAll(async () => {
    reading = await readDivisionFiles({ files: await divisionFilesAt(join(real, 'places')), edition: '2023' })
  })

  test('all 6,462 rows come in', () => {
    expect(reading).toMatchObject({ read: 13 + 193 + 3495 + 7 + 130 + 2624, refused: false })
  })

  test.each(inventoryRows2025)('$county $town $village resolves to $code', row => {
    expect(resolvePlace(makeGazetteer({ table: reading.table }), row)).toMatchObject({ regionCode: row.code })
  })
})

afterAll(() => {
  if (!hasReal) console.info('skipped: the divisions of Wuhan and Tianshui are not here (set JIUQING_REAL)')
})
