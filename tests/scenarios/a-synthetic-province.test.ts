import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { witnesses } from '../../src/commands/check-ledger.ts'
import { loadProvince } from '../../src/commands/load.ts'
import { listReadings as readingsDoor } from '../../src/monitoring/contract.ts'
import { listReadings } from '../../src/monitoring/store.ts'
import { outlineSet } from '../../src/places/outlines.ts'
import { findOutlines } from '../../src/places/outlines-store.ts'
import { placeDirectory } from '../../src/places/store.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { bulkLoad } from '../../src/platform/db/bulk-load.ts'
import { reading } from '../../src/platform/db/database.ts'
import { checkChains } from '../../src/platform/facts/check.ts'
import type { RowFault } from '../../src/platform/ledger/witness.ts'
import { tallyWaters } from '../../src/waters/overview-store.ts'
import { getWater, listWaters as listDoor } from '../../src/waters/contract.ts'
import { correctWater, listWaters, requireWater, waterDetail, waterHistory, waterTile } from '../../src/waters/store.ts'
import { atomically } from '../../src/platform/db/database.ts'
import { cast } from '../support/actors.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'
import { withPlaces } from '../support/waters.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
  await withPlaces(test.database)
})
afterAll(() => test.close())

async function fill(asked: { waters: number; readings: number }) {
  const given = await reading(test.database, systemActor('job'), async tx => ({
    directory: await placeDirectory(tx),
    outlines: outlineSet(await findOutlines(tx)),
    at: tx.at,
  }))
  return bulkLoad(test.ownerUrl, load => loadProvince(load, asked, given))
}

async function rowFaults(): Promise<readonly RowFault[]> {
  const faults: RowFault[] = []
  await reading(test.database, systemActor('job'), async tx => {
    for (const witness of witnesses) await witness.check(tx, fault => faults.push(fault))
  })
  return faults
}

const indexes = () =>
  test.asOwner(
    `select tablename, regexp_replace(indexdef, '^create (unique )?index [^ ]+ ', '', 'i') as index from pg_indexes where schemaname = 'public' and (tablename in ('waters', 'water_cells', 'reading_keys') or tablename like 'readings%')
    order by 1, 2`,
  )

describe('a synthetic province', () => {
  let before: readonly Record<string, unknown>[]

  it('is loaded whole, with every index and key back in its place', async () => {
    before = await indexes()
    expect(await fill({ waters: 2000, readings: 10_500 })).toEqual({ waters: 2000, readings: 10_000 })
    expect(await indexes()).toEqual(before)
    const [keys] =
      await test.asOwner(`select count(*)::int as keys from pg_constraint where contype = 'f' and conparentid = 0
      and conrelid::regclass::text in ('water_areas', 'water_cells', 'water_imports', 'readings')`)
    expect(keys).toEqual({ keys: 4 })
  })

  it('is found like any other: list, search, map, tallies, readings, history', async () => {
    const read = <R>(work: Parameters<typeof reading<R>>[2]) => reading(test.database, cast.wang, work)
    const tallies = await read(tx => tallyWaters(tx, { digits: 0 }))
    expect(tallies.reduce((sum, { count }) => sum + count, 0)).toBe(2000)
    expect(tallies.reduce((sum, { invented }) => sum + invented, 0)).toBe(2000)
    const found = await read(tx => listWaters(tx, { search: '水库' }, { sort: 'code', limit: 10 }))
    expect(found.items.length).toBeGreaterThan(0)
    expect(found.items.every(({ name }) => name.includes('水库'))).toBe(true)
    expect(await read(tx => waterTile(tx, { z: 5, x: 25, y: 13 }, {}))).toBeDefined()
    const id = found.items[0]!.id
    const readings = await read(tx => listReadings(tx, { waterId: id }, { limit: 50 }))
    expect(readings.items).toHaveLength(5)
    const history = await read(tx => waterHistory(tx, id, { limit: 5 }))
    expect(history.items.map(({ kind }) => kind)).toEqual(['survey.imported'])
  })

  it('is answered by the doors: what was put past the rules has the shapes they promise', async () => {
    const page = await reading(test.database, cast.wang, tx => listWaters(tx, {}, { sort: '-area', limit: 500 }))
    expect(listDoor.answer.safeParse(page).error).toBeUndefined()
    for (const { id } of page.items.slice(0, 20)) {
      const readings = await reading(test.database, cast.wang, tx => listReadings(tx, { waterId: id }, { limit: 50 }))
      expect(readingsDoor.answer.safeParse(readings).error).toBeUndefined()
      const water = await reading(test.database, cast.wang, async tx => waterDetail(tx, await requireWater(tx, id)))
      expect(getWater.answer.safeParse(water).error).toBeUndefined()
    }
  })

  it('can be worked with, and its ledger holds', async () => {
    const [water] = (await reading(test.database, cast.li, tx => listWaters(tx, {}, { sort: 'code', limit: 1 }))).items
    const change = { id: water!.id, expectedVersion: 1, changes: { areaM2: 4321 }, reason: '复测' }
    await atomically(test.database, cast.li, tx => correctWater(tx, change))
    const chains = await checkChains(test.database, systemActor('job'))
    expect(chains.filter(({ fault }) => fault !== null)).toEqual([])
    expect(chains.length).toBeGreaterThanOrEqual(38)
  })

  it('is vouched for water by water; its readings are named as what they are, written in without a fact', async () => {
    const faults = await rowFaults()
    expect(new Set(faults.map(({ fault, table }) => `${fault} ${table}`))).toEqual(new Set(['row-unvouched readings']))
    expect(faults).toHaveLength(10_000)
    await test.asOwner(
      `update waters set area_m2 = area_m2 + 1 where id = (select id from waters where version = 1 order by id limit 1)`,
    )
    const tampered = (await rowFaults()).filter(({ table }) => table === 'waters')
    expect(tampered.map(({ fault }) => fault)).toEqual(['import-differs'])
  })

  it('never gets among waters that are there', async () => {
    await expect(fill({ waters: 10, readings: 0 })).rejects.toThrow('load.holds-waters')
    const [{ count } = { count: 0 }] = await test.asOwner('select count(*)::int as count from waters')
    expect(count).toBe(2000)
  })
})
