import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { municipal, pond, shaping, withPlaces, zhutuo } from '../../tests/support/waters.ts'
import { uuidv7 } from '../domain/ids.ts'
import { Problem } from '../domain/problems.ts'
import { atomically, reading } from '../platform/db/database.ts'
import { writeCursor } from '../platform/http/cursor.ts'
import { waterSorts, type WaterFilter, type WaterSort } from './filter.ts'
import { listWaters, recordWaters, type WaterDraft } from './store.ts'

const count = 137
let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
  await withPlaces(test.database)
  // Few names and areas among many waters, so that most share their sort value; some areas are unknown.
  const drafts: WaterDraft[] = Array.from({ length: count }, (_, index) => {
    const { areaM2: _known, ...values } = pond({
      name: ['大塘', '小塘', '宝峰河'][index % 3]!,
      regionCode: index % 2 === 0 ? shaping : zhutuo,
    }).values
    return { ...pond(), values: index % 5 === 0 ? values : { ...values, areaM2: 100 * (index % 4) + 200 } }
  })
  await atomically(test.database, municipal, tx => recordWaters(tx, drafts, { importId: uuidv7(Date.now()) }))
})
afterAll(() => test.close())

async function allPages(sort: WaterSort, limit: number, filter: WaterFilter = {}): Promise<readonly string[]> {
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const page = await reading(test.database, municipal, tx => listWaters(tx, filter, { sort, limit, cursor }))
    ids.push(...page.items.map(({ id }) => id))
    cursor = page.next
  } while (cursor !== undefined)
  return ids
}

describe('paging through waters', () => {
  it('gives every row exactly once under every order and page size, however many share a value', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...waterSorts), fc.integer({ min: 7, max: 150 }), async (sort, limit) => {
        const ids = await allPages(sort, limit)
        expect(ids).toHaveLength(count)
        expect(new Set(ids).size).toBe(count)
      }),
      { numRuns: 30 },
    )
  })

  it('goes down as it goes up, the other way round', async () => {
    for (const sort of ['name', 'area', 'since', 'code', 'updated'] as const) {
      expect(await allPages(`-${sort}`, 20)).toEqual((await allPages(sort, 20)).toReversed())
    }
  })

  it('counts what a filter leaves, and searches by two characters, by one, by code and by number', async () => {
    const found = async (filter: WaterFilter) =>
      (await reading(test.database, municipal, tx => listWaters(tx, filter, { sort: 'code', limit: 1 }))).total.count
    const thirds = (rest: number) => Array.from({ length: count }).filter((_, index) => index % 3 === rest).length
    expect(await found({ search: '宝峰' })).toBe(thirds(2))
    expect(await found({ search: '宝' })).toBe(thirds(2))
    expect(await found({ search: '峰宝' })).toBe(0)
    expect(await found({ search: '沙坪' })).toBe(Math.ceil(count / 2))
    expect(await found({ search: '宝峰 沙坪' })).toBe(Math.floor((count + 3) / 6))
    expect(await found({ search: 'jq500231' })).toBe(Math.ceil(count / 2))
    expect(await found({ search: '7' })).toBe(2)
    expect(await found({ county: '500118' })).toBe(Math.floor(count / 2))
    expect(await found({ list: ['none'] })).toBe(count)
    expect(await found({ list: ['national'] })).toBe(0)
    expect(await found({ colour: ['none', 'red'], stage: ['suspected'], type: ['pond'], basis: ['not-stated'] })).toBe(
      count,
    )
    expect(await found({ areaFromM2: 500 })).toBeLessThan(count)
    expect(await found({ areaFromM2: 300, areaBelowM2: 300 })).toBe(0)
  })

  it('refuses a cursor of another order and one that was tampered with', async () => {
    const broken = [
      writeCursor(['name', '大塘', uuidv7(0), '1', 'exact']),
      writeCursor(['area', 'x', uuidv7(0), '1', 'exact']),
      writeCursor(['area', '1', 'x', '1', 'exact']),
      writeCursor(['area', '1', uuidv7(0), '-1', 'exact']),
      writeCursor(['area', '1', uuidv7(0)]),
      'x',
    ]
    for (const cursor of broken) {
      await expect(
        reading(test.database, municipal, tx => listWaters(tx, {}, { sort: 'area', limit: 5, cursor })),
      ).rejects.toBeInstanceOf(Problem)
    }
  })
})
