import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { utils, write } from '@e965/xlsx'
import { cast, actorOf } from '../../../tests/support/actors.ts'
import { testDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { dianjiang, pond, recordOne, shaping, withPlaces, yongchuan, zhutuo } from '../../../tests/support/waters.ts'
import { recordSample } from '../../../tests/support/samples.ts'
import { judgeSampled } from '../../identification/judge-sampled.ts'
import type { Actor } from '../../platform/actor.ts'
import { reading } from '../../platform/db/database.ts'
import type { RowProblem } from '../../platform/files/workbook/row-problems.ts'
import { openWorkbookContent } from '../../platform/files/workbook/sheets.ts'
import { memorySink } from '../../platform/files/xlsx-writer.ts'
import { openLog } from '../../platform/log.ts'
import { addWaterNumber, findWater, type WaterRow } from '../../waters/store.ts'
import { atomically } from '../../platform/db/database.ts'
import { listReadings } from '../store.ts'
import { writeTemplate } from '../../survey/workbook/templates.ts'
import { importReadings, markReadings } from './importing.ts'

const now = new Date('2026-11-23T04:00:00Z')
let test: TestDatabase
let water: WaterRow
let twin: WaterRow

beforeAll(async () => {
  test = await testDatabase({ clock: () => now })
  await withPlaces(test.database)
  water = await recordOne(test.database, pond())
  twin = await recordOne(test.database, pond({ name: '双胞塘', position: { longitude: 107.5, latitude: 30.3 } }))
  const elsewhere = { name: '双胞塘', regionCode: '500231103000', position: { longitude: 107.3, latitude: 30.1 } }
  await recordOne(test.database, pond(elsewhere))
  const foreign = { name: '永川塘', regionCode: zhutuo, position: { longitude: 105.9, latitude: 29 } }
  await recordOne(test.database, pond(foreign))
  await atomically(test.database, dianjiang, tx =>
    addWaterNumber(tx, water.id, { issuer: '市局', number: '渝黑 12 号', issuedOn: '2026-01-05' }),
  )
})
afterAll(() => test.close())

const csv = (...lines: readonly string[]) => Buffer.from(lines.join('\n'))
const header = '水体编号,水体名称,乡镇,点位,采样时间,溶解氧(mg/L),氨氮(mg/L),透明度(cm),pH'

type How = { readonly dryRun?: boolean; readonly partial?: boolean; readonly actor?: Actor }

function importing(content: Uint8Array, { dryRun = false, partial = false, actor = dianjiang }: How = {}) {
  return importReadings({ database: test.database, actor, content, fileName: '三月.csv', dryRun, partial })
}

const readingsOf = async ({ id }: WaterRow) =>
  (await reading(test.database, dianjiang, tx => listReadings(tx, { waterId: id }, { limit: 500 }))).items

const codes = (problems: readonly RowProblem[]) =>
  problems.filter(({ severity }) => severity !== 'info').map(({ cell, code }) => `${cell} ${code}`)

/** One row with everything sound but what is given. */
const row = (changes: Partial<Record<'code' | 'name' | 'town' | 'point' | 'time' | 'ammonia' | 'ph', string>>) => {
  const {
    code = water.code,
    name = '',
    town = '',
    point = '',
    time = '2026-03-01 08:00',
    ammonia = '3',
    ph = '7',
  } = changes
  return [code, name, town, point, time, '1.4', ammonia, '18', ph].join(',')
}

describe('a file of readings', () => {
  it('is recorded with qualifiers, units and times, tried first without writing, and the second time changes nothing', async () => {
    const content = csv(
      '垫江县三月监测,,,,,,,,',
      '水体编号,水体名称,乡镇,点位,采样时间,溶解氧(mg/L),氨氮(μg/L),透明度(m),pH',
      '检出限,,,,,,25,,',
      `${water.code},,,1号点,2026-03-12 09:30,1.4,<25,0.18,7.4`,
      `,水井大田水塘,沙坪镇,2号点,2026-03-12,0.5 mg/L,未检出,见底,`,
      '渝黑12号,,,1号点,2026年4月2日 10时,ND,16.2mg/L,20cm,7.1',
      '平均值,,,,,1.1,12,,',
    )
    const tried = await importing(content, { dryRun: true })
    expect(tried).toMatchObject({
      read: 3,
      created: 3,
      unchanged: 0,
      refused: 0,
      dryRun: true,
      suspected: 1,
      judged: true,
    })
    expect(await readingsOf(water)).toEqual([])

    expect(await importing(content)).toMatchObject({ read: 3, created: 3, unchanged: 0, refused: 0 })
    const kept = (await readingsOf(water)).map(({ point, takenAt, sample, source }) => ({
      point,
      takenAt,
      sample,
      source,
    }))
    expect(kept).toEqual([
      {
        point: '1号点',
        takenAt: '2026-04-02T02:00:00.000Z',
        source: 'workbook',
        sample: {
          dissolvedOxygen: { value: 0, qualifier: 'not-detected' },
          ammoniaNitrogen: { value: 16.2, qualifier: 'measured' },
          secchiDepth: { value: 20, qualifier: 'measured' },
          ph: { value: 7.1, qualifier: 'measured' },
        },
      },
      {
        point: '2号点',
        takenAt: '2026-03-12T04:00:00.000Z',
        source: 'workbook',
        sample: {
          dissolvedOxygen: { value: 0.5, qualifier: 'measured' },
          ammoniaNitrogen: { value: 0.025, qualifier: 'below' },
          secchiDepth: { value: 0, qualifier: 'to-bottom' },
        },
      },
      {
        point: '1号点',
        takenAt: '2026-03-12T01:30:00.000Z',
        source: 'workbook',
        sample: {
          dissolvedOxygen: { value: 1.4, qualifier: 'measured' },
          ammoniaNitrogen: { value: 0.025, qualifier: 'below' },
          secchiDepth: { value: 18, qualifier: 'measured' },
          ph: { value: 7.4, qualifier: 'measured' },
        },
      },
    ])

    expect(await importing(content)).toMatchObject({ read: 3, created: 0, unchanged: 3, refused: 0 })
    expect(await readingsOf(water)).toHaveLength(3)
    const facts = await test.asOwner(`select body from facts where kind = 'reading.imported'`)
    expect(facts).toHaveLength(1)
    expect(facts[0]).toMatchObject({ body: { readings: 3, waterIds: [water.id], fileName: '三月.csv' } })
  })

  it.each([
    ['an unknown code', { code: 'JQ500231-9999' }, 'A2 water.code-unknown'],
    ['a code and another name', { name: '别的塘' }, 'B2 water.code-and-name-differ'],
    ['a name nobody has', { code: '', name: '没有的塘' }, 'B2 water.name-unknown'],
    ['a name of two waters', { code: '', name: '双胞塘' }, 'B2 water.ambiguous'],
    ['a name that lies elsewhere', { code: '', name: '水井大田水塘', town: '高安镇' }, 'B2 water.elsewhere'],
    ['a water of another county', { code: '', name: '永川塘' }, 'B2 water.name-unknown'],
    ['no water', { code: '', point: '1' }, 'B2 water.missing'],
    ['no time', { time: '' }, 'E2 time.missing'],
    ['a time to come', { time: '2026-11-24 08:00' }, 'E2 date.in-future'],
    ['a day to come', { time: '2026-11-24' }, 'E2 date.in-future'],
    ['a day before anybody sampled', { time: '1920-03-01' }, 'E2 date.too-early'],
    ['pH 72', { ph: '72' }, 'I2 measurement.implausible'],
    ['a word', { ammonia: '较高' }, 'G2 measurement.unreadable'],
    ['a unit of another quantity', { ammonia: '3 cm' }, 'G2 measurement.unit-unknown'],
    ['a point that is a sentence', { point: '点'.repeat(61) }, 'D2 point.too-long'],
  ])('with %s is refused at its cell, and nothing of it enters', async (_what, changes, problem) => {
    const before = (await readingsOf(water)).length
    const outcome = await importing(csv(header, row(changes), row({ time: '2026-05-05 08:00' })))
    expect(outcome).toMatchObject({ read: 2, created: 0, refused: 1 })
    expect(codes(outcome.problems)).toEqual([problem])
    expect(outcome.problems.every(({ zh, en }) => zh.length > 5 && en.length > 5)).toBe(true)
    expect(await readingsOf(water)).toHaveLength(before)
  })

  it('enters in part where that is asked for', async () => {
    const content = csv(header, row({ ph: '72', time: '2026-06-01 08:00' }), row({ time: '2026-06-02 08:00' }))
    expect(await importing(content, { partial: true })).toMatchObject({ read: 2, created: 1, refused: 1 })
    expect((await readingsOf(water))[0]).toMatchObject({ takenAt: '2026-06-02T00:00:00.000Z', point: '1' })
  })

  it('never overwrites: other values for the same water, point and time are refused, in the file too', async () => {
    const at = '2026-06-02 08:00'
    const again = await importing(csv(header, row({ time: at, ammonia: '9' })))
    expect(codes(again.problems)).toEqual(['E2 reading.differs'])
    expect(again.problems[0]?.zh).toContain('氨氮 3 mg/L / 9 mg/L')
    const twice = csv(header, row({ time: '2026-06-03 08:00' }), row({ time: '2026-06-03 08:00', ammonia: '9' }))
    expect(codes((await importing(twice)).problems)).toEqual(['E3 reading.differs'])
    const same = csv(header, row({ time: '2026-06-04 08:00' }), row({ time: '2026-06-04 08:00' }))
    const outcome = await importing(same)
    expect(outcome).toMatchObject({ read: 2, created: 1, unchanged: 1, refused: 0 })
    expect(codes(outcome.problems)).toEqual(['E3 row.repeated'])
  })

  it('of a day alone is the reading of that day which is on record already, whatever its hour', async () => {
    const sample = { dissolvedOxygen: 1.4, ammoniaNitrogen: 3, secchiDepth: 18, ph: 7 }
    await recordSample(test.database, dianjiang, {
      waterId: twin.id,
      takenAt: new Date('2026-07-01T09:10:00+08:00'),
      sample,
    })
    const outcome = await importing(csv(header, row({ code: twin.code, time: '2026-07-01' })))
    expect(outcome).toMatchObject({ created: 0, unchanged: 1, refused: 0 })
  })

  it('without a header, with a unit missing or a column twice is refused as a whole, with what to do', async () => {
    expect((await importing(csv('一,二', '1,2'))).problems).toMatchObject([{ code: 'sheet.no-header' }])
    const bare = await importing(csv('水体编号,采样时间,透明度', `${water.code},2026-03-01,18`))
    expect(bare).toMatchObject({ read: 0, created: 0, refused: 1 })
    expect(codes(bare.problems)).toEqual(['C1 header.unit-missing'])
    const double = csv('水体编号,水体编码,采样时间,pH', `${water.code},,2026-03-01,7`)
    expect(codes((await importing(double)).problems)).toEqual(['B1 column.repeated'])
  })

  it('is the blank workbook once it is filled in; example and explanations are skipped', async () => {
    const sink = memorySink()
    await writeTemplate('readings', sink)
    const empty = await importing(sink.content())
    expect(empty).toMatchObject({ read: 0, created: 0, refused: 0 })
    const book = utils.book_new()
    const rows = [
      ['水体编号', '水体名称', '点位', '采样时间', '氨氮(mg/L)'],
      [water.code, '水井大田水塘', '1号点', new Date('2026-08-01T09:30:00Z'), '<0.025'],
    ]
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows, { dateNF: 'yyyy-mm-dd hh:mm', UTC: true }), '监测数据')
    const filled: unknown = write(book, { type: 'buffer', bookType: 'xls' })
    expect(await importing(filled as Uint8Array)).toMatchObject({ read: 1, created: 1, refused: 0 }) // `type` asks for a buffer
    expect((await readingsOf(water))[0]).toMatchObject({ takenAt: '2026-08-01T01:30:00.000Z' })
  })

  it('comes back with its bad cells marked, explained beside the last column and listed with a link', async () => {
    const content = csv(header, row({ ph: '72' }), row({ time: '2026-09-09 08:00' }))
    const sink = memorySink()
    await markReadings({ database: test.database, actor: dianjiang, content, fileName: 'x.csv' }, sink)
    const marked = await openWorkbookContent(sink.content())
    const texts: string[] = []
    for (const sheet of marked.sheets)
      for await (const { cells } of marked.rows(sheet)) texts.push(...cells.map(({ text }) => text))
    expect(marked.sheets[0]?.name).toBe('问题清单')
    expect(texts.filter(text => text.includes('pH“72”')).length).toBeGreaterThanOrEqual(2)
    expect(texts).toContain('问题说明')
    expect(await importing(sink.content())).toMatchObject({ read: 2, refused: 1 })
  })
})

describe('whoever imports', () => {
  it('reaches the waters of the own jurisdiction alone', async () => {
    const outcome = await importing(csv(header, row({})), { actor: yongchuan })
    expect(codes(outcome.problems)).toEqual(['A2 water.code-unknown'])
  })

  it('of a town leaves a fact that the own people see', async () => {
    const content = csv(header, row({ time: '2026-10-01 08:00' }))
    expect(await importing(content, { actor: cast.chen })).toMatchObject({ created: 1, judged: false })
    const facts = await test.asOwner(
      `select region_code from facts where kind = 'reading.imported' order by at desc, sequence desc limit 1`,
    )
    expect(facts).toEqual([{ region_code: shaping }])
  })
})

describe('the job after it', () => {
  const runJob = async () => {
    const [fact] = await test.asOwner(
      `select id, county_code as chain, sequence::int from facts where kind = 'reading.imported' order by sequence desc limit 1`,
    )
    const files = {
      receive: () => Promise.reject(new Error('nothing is uploaded here')),
      read: () => Promise.reject(new Error('nothing is read here')),
      locate: async () => undefined,
    }
    const reference = {
      ...(fact as { id: string; chain: string; sequence: number }),
      kind: 'reading.imported' as const,
    }
    await judgeSampled.run({ database: test.database, files, log: openLog('silent') }, reference)
  }
  const stageOf = async (id: string) => (await reading(test.database, dianjiang, tx => findWater(tx, id)))?.stage
  const verdicts = (id: string) => test.asOwner(`select 1 from verdicts where water_id = $1`, [id])

  it('judges a suspected water in the name of an officer who may, once', async () => {
    const fresh = await recordOne(test.database, pond({ name: '新塘', position: { longitude: 107.6, latitude: 30.4 } }))
    const officer = await enrolled('jiang', 'county-officer', dianjiang.region)
    const outcome = await importing(csv(header, row({ code: fresh.code, time: '2026-11-20 08:00', ammonia: '21' })), {
      actor: officer,
    })
    expect(outcome).toMatchObject({ created: 1, suspected: 1, judged: true })
    await runJob()
    await runJob()
    expect(await stageOf(fresh.id)).toBe('identified')
    expect(await verdicts(fresh.id)).toHaveLength(1)
  })

  it('leaves the water waiting for an officer where a laboratory imported', async () => {
    const fresh = await recordOne(
      test.database,
      pond({ name: '又一塘', position: { longitude: 107.65, latitude: 30.45 } }),
    )
    const laboratory = await enrolled('lab', 'monitoring-agency', dianjiang.region)
    const outcome = await importing(csv(header, row({ code: fresh.code, time: '2026-11-20 08:00', ammonia: '21' })), {
      actor: laboratory,
    })
    expect(outcome).toMatchObject({ created: 1, suspected: 1, judged: false })
    await runJob()
    expect(await stageOf(fresh.id)).toBe('suspected')
    expect(await verdicts(fresh.id)).toEqual([])
  })
})

async function enrolled(
  username: string,
  role: 'county-officer' | 'monitoring-agency',
  region: string,
): Promise<Actor> {
  const { createAccount, createOrganisation } = await import('../../people/store.ts')
  return atomically(test.database, actorOf('admin', 'administrator', '500000000000'), async tx => {
    const organisation = await createOrganisation(tx, { name: `${username} 单位`, kind: 'bureau', regionCode: region })
    const account = await createAccount(tx, {
      username,
      displayName: username,
      role,
      organisationId: organisation.id,
      regionCode: region,
      passwordHash: 'x',
      mustChangePassword: false,
    })
    return { ...actorOf(username, role, region), accountId: account.id }
  })
}
