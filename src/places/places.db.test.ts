import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { actorOf } from '../../tests/support/actors.ts'
import { systemActor } from '../platform/actor.ts'
import { atomically, reading } from '../platform/db/database.ts'
import { newAlias } from './aliases.ts'
import { importPlaces } from './importing.ts'
import { resolvePlace } from './names.ts'
import { ensureShippedPlaces } from './seed.ts'
import { insertAlias, placeDirectory, placeName, placeNames } from './store.ts'

const actor = systemActor('command-line')

function csv(rows: readonly (readonly [string, string])[]) {
  return [
    {
      name: 'divisions.csv',
      content: new TextEncoder().encode(`code,name\n${rows.map(row => row.join(',')).join('\n')}\n`),
    },
  ]
}

const firstEdition = [
  ['620502', '秦州区'],
  ['620502101', '大门镇'],
  ['620502101201', '上街村民委员会'],
  ['620502101202', '下街村民委员会'],
] as const

let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
  await ensureShippedPlaces(test.database)
})
afterAll(() => test.close())

describe('the places of a new platform', () => {
  it('hold Chongqing with its 38 counties, 1,031 towns and 11,270 villages, once, however often it starts', async () => {
    await Promise.all([ensureShippedPlaces(test.database), ensureShippedPlaces(test.database)])
    const counts = await test.asOwner('select level, count(*)::int as count from places group by level')
    expect(Object.fromEntries(counts.map(({ level, count }) => [level, count]))).toEqual({
      province: 1,
      county: 38,
      town: 1031,
      village: 11_270,
    })
  })

  it('name a code by county, town and village', async () => {
    const directory = await reading(test.database, actor, placeDirectory)
    expect(placeNames(directory, '500231000000')).toEqual({ county: '垫江县' })
    expect(placeName(directory, '500231000000')).toBe('重庆市垫江县')
  })

  it('find 建安社区 in 沙坪镇 only as an alias per source, without a code of its own', async () => {
    const written = { county: '垫江县', town: '沙坪镇', village: '建安社区' }
    const before = await reading(test.database, actor, placeDirectory)
    expect(resolvePlace(before.gazetteer, written).outcome).toBe('absent')
    const town = resolvePlace(before.gazetteer, { county: '垫江县', town: '沙坪镇' })
    const within = town.outcome === 'resolved' ? town.regionCode : ''
    await atomically(test.database, actor, async tx => {
      const alias = newAlias(before.table, { name: '建安社区', within, source: '垫江县 2024-12 名册' })
      await insertAlias(tx, '01930000-0000-7000-8000-000000000001', alias)
    })
    const after = await reading(test.database, actor, placeDirectory)
    const found = resolvePlace(after.gazetteer, written)
    expect(found).toMatchObject({
      outcome: 'resolved',
      regionCode: within,
      correspondences: [{ kind: 'alias-per-source' }],
    })
  })
})

describe('importing an edition', () => {
  it('brings another city beside Chongqing and changes nothing the second time', async () => {
    const wanted = { files: csv(firstEdition), edition: '2023', dryRun: false }
    const first = await atomically(test.database, actor, tx => importPlaces(tx, wanted))
    expect(first).toMatchObject({ created: 6, updated: 0, retired: 0, refused: 0 }) // four rows, and their city and province by name
    const second = await atomically(test.database, actor, tx => importPlaces(tx, wanted))
    expect(second).toMatchObject({ created: 0, updated: 0, unchanged: 6, retired: 0 })
    const imports = await test.asOwner(`select count(*)::int as count from facts where kind = 'places.imported'`)
    expect(imports).toEqual([{ count: 2 }])
  })

  it('says what a new edition changes, keeps what is gone as retired, and a dry run changes nothing', async () => {
    const files = csv([
      ['620502', '秦州区'],
      ['620502101', '大门镇'],
      ['620502101201', '上街社区居民委员会'],
      ['620502101209', '下街村民委员会'],
    ])
    const trial = await atomically(test.database, actor, tx =>
      importPlaces(tx, { files, edition: '2024', dryRun: true }),
    )
    expect(trial).toMatchObject({ created: 1, updated: 1, retired: 1, dryRun: true })
    expect(trial.changes.map(({ kind, code }) => [kind, code])).toEqual([
      ['village-to-community', '620502101201'],
      ['recoded', '620502101209'],
    ])
    expect(trial.changes[1]?.words.zh).toContain('620502101202')
    expect(await test.asOwner(`select code from places where retired_in is not null`)).toEqual([])
    await atomically(test.database, actor, tx => importPlaces(tx, { files, edition: '2024', dryRun: false }))
    expect(await test.asOwner(`select code, name from places where retired_in is not null`)).toEqual([
      { code: '620502101202', name: '下街村民委员会' },
    ])
  })

  it('refuses the whole file for one bad code and names the cell', async () => {
    const files = csv([
      ['620503', '麦积区'],
      ['62050310', '元龙镇'],
    ])
    const report = await atomically(test.database, actor, tx =>
      importPlaces(tx, { files, edition: '2023', dryRun: false }),
    )
    expect(report.refused).toBe(1)
    expect(report.problems.find(({ severity }) => severity === 'refuse')).toMatchObject({
      code: 'code.shape',
      cell: 'A3',
    })
    expect(await test.asOwner(`select code from places where code = '620503000000'`)).toEqual([])
  })

  it('says nothing about villages when the file speaks of counties only', async () => {
    const report = await atomically(test.database, actor, tx =>
      importPlaces(tx, { files: csv([['620502', '秦州区']]), edition: '2025', dryRun: true }),
    )
    expect(report.retired).toBe(0)
  })

  it('lets a county’s administrator neither retire the county next door nor rename the city above', async () => {
    await atomically(test.database, actor, tx =>
      importPlaces(tx, { files: csv([['620503', '麦积区']]), edition: '2023', dryRun: false }),
    )
    const own = actorOf('zhou', 'administrator', '620502000000')
    const asOwn = (rows: readonly (readonly [string, string])[], dryRun = false) =>
      atomically(test.database, own, tx => importPlaces(tx, { files: csv(rows), edition: '2026', dryRun }))
    const known = () => test.asOwner(`select code, name, retired_in from places where code like '62%' order by code`)
    const before = await known()
    const withoutNextDoor = [
      ['620502', '秦州区'],
      ['620521', '清水县'],
    ] as const
    await expect(asOwn(withoutNextDoor)).rejects.toThrow('places.outside-jurisdiction')
    // Told before the question whether to import, not after it.
    await expect(asOwn(withoutNextDoor, true)).rejects.toThrow('places.outside-jurisdiction')
    await expect(
      asOwn([
        ['6205', '改名市'],
        ['620502', '秦州区'],
        ['620503', '麦积区'],
      ]),
    ).rejects.toThrow('places.outside-jurisdiction')
    expect(await known()).toEqual(before)
    // The own county alone says nothing about the one next door.
    expect(await asOwn([['620502', '秦州区']])).toMatchObject({ created: 0, updated: 0, retired: 0 })
    expect(await known()).toEqual(before)
  })

  it('warns, naming them, where files of several counties leave counties out', async () => {
    const rows = [
      ['620502', '秦州区'],
      ['620521', '清水县'],
    ] as const
    const report = await atomically(test.database, actor, tx =>
      importPlaces(tx, { files: csv(rows), edition: '2026', dryRun: true }),
    )
    expect(report).toMatchObject({ refused: 0, retired: 1 })
    const warning = report.problems.find(({ code }) => code === 'counties.gone')
    expect(warning?.severity).toBe('warn')
    expect(warning?.zh).toContain('麦积区')
  })

  it('registers a name of a source once', async () => {
    const alias = { name: '新名社区', within: '500231102000', source: '名册', edition: '2023' }
    await atomically(test.database, actor, tx => insertAlias(tx, '01930000-0000-7000-8000-000000000002', alias))
    const again = atomically(test.database, actor, tx => insertAlias(tx, '01930000-0000-7000-8000-000000000003', alias))
    await expect(again).rejects.toThrow('place.alias-taken')
  })
})
