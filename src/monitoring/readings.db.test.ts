import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openActorDoor, type ActorDoor } from '../../tests/support/actor-door.ts'
import { testDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { dianjiang, municipal, pond, recordOne, withPlaces, yongchuan, zhutuo } from '../../tests/support/waters.ts'
import { uuidv7 } from '../domain/ids.ts'
import { atomically, reading } from '../platform/db/database.ts'
import { serveMonitoring } from './routes.ts'
import { listReadings, moveReadingsToRegion } from './store.ts'
import type { Actor } from '../platform/actor.ts'
import type { WaterRow } from '../waters/store.ts'

const now = new Date('2026-11-23T04:00:00Z')
let test: TestDatabase
let office: ActorDoor
let own: WaterRow
beforeAll(async () => {
  test = await testDatabase({ clock: () => now })
  await withPlaces(test.database)
  office = await openActorDoor(test, serveMonitoring)
  own = await recordOne(test.database, pond(), dianjiang)
})
afterAll(async () => {
  await office.close()
  await test.close()
})

const sample = { ammoniaNitrogen: { value: 16.2 }, dissolvedOxygen: { value: 0.5, qualifier: 'below' } }
const body = (more: object = {}) => ({ waterId: own.id, takenAt: '2026-11-20T09:30:00+08:00', sample, ...more })
const put = (id: string, sent: object, status?: number, actor: Actor = dianjiang) =>
  office.call(actor, { method: 'PUT', path: `/monitoring/readings/${id}`, body: sent }, status)
const list = (actor: Actor, query = '') =>
  office.call(actor, { method: 'GET', path: `/monitoring/readings?limit=500${query}` })

describe('a reading', () => {
  it('is recorded with its qualifiers and stands under its water', async () => {
    const id = uuidv7(now.getTime())
    const saved = await put(id, body({ weather: 'after-rain', note: '有味' }))
    expect(saved).toMatchObject({ id, takenAt: '2026-11-20T01:30:00.000Z', weather: 'after-rain', point: '1' })
    expect(saved['sample']).toEqual({
      ammoniaNitrogen: { value: 16.2, qualifier: 'measured' },
      dissolvedOxygen: { value: 0.5, qualifier: 'below' },
    })
    expect(await office.call(dianjiang, { method: 'GET', path: `/monitoring/readings/${id}` })).toEqual(saved)
  })

  it('sent again with the same content is recorded once, the same instant in another offset included', async () => {
    const id = uuidv7(now.getTime())
    const first = await put(id, body())
    expect(await put(id, body({ takenAt: '2026-11-20T01:30:00Z' }))).toEqual(first)
    const facts = await test.asOwner(
      `select 1 from facts where kind = 'reading.recorded' and body->>'readingId' = $1`,
      [id],
    )
    expect(facts).toHaveLength(1)
  })

  it('sent at the same time from two places is recorded once', async () => {
    const id = uuidv7(now.getTime())
    await Promise.all([put(id, body()), put(id, body()), put(id, body())])
    expect(await test.asOwner('select 1 from readings where id = $1', [id])).toHaveLength(1)
  })

  it('of other content under the same id is refused and changes nothing, another month included', async () => {
    const id = uuidv7(now.getTime())
    const first = await put(id, body())
    const refused = await put(id, body({ takenAt: '2026-10-20T09:30:00+08:00', sample: { ph: { value: 7 } } }), 409)
    expect(refused).toMatchObject({ code: 'reading.differs', details: { fields: ['takenAt', 'sample'] } })
    expect(await office.call(dianjiang, { method: 'GET', path: `/monitoring/readings/${id}` })).toEqual(first)
  })

  it.each([
    [14, 200],
    [14.01, 422],
    [72, 422],
    [0, 200],
  ])('of pH %d answers %d', async (value, status) => {
    expect(await put(uuidv7(now.getTime()), body({ sample: { ph: { value } } }), status)).toBeDefined()
  })

  it.each([
    ['2026-11-23T12:10:00+08:00', 200],
    ['2026-11-23T12:10:01+08:00', 422],
    ['2015-01-01T00:00:00+08:00', 200],
  ])('taken at %s answers %d', async (takenAt, status) => {
    expect(await put(uuidv7(now.getTime()), body({ takenAt }), status)).toBeDefined()
  })

  it('without any measurement, or without an offset of time, is refused', async () => {
    for (const faulty of [{ sample: {} }, { takenAt: '2026-11-20T09:30:00' }]) {
      expect(await put(uuidv7(now.getTime()), body(faulty), 400)).toHaveProperty('code', 'request.invalid')
    }
  })
})

describe('readings', () => {
  it('page newest first, each exactly once, also where many share an instant', async () => {
    const water = await recordOne(test.database, pond(), dianjiang)
    for (let index = 0; index < 23; index++) {
      const takenAt = `2026-0${1 + (index % 3)}-10T08:00:00+08:00`
      await put(uuidv7(now.getTime()), body({ waterId: water.id, takenAt }))
    }
    const ids: string[] = []
    const times: string[] = []
    let cursor: string | undefined
    do {
      const page = await reading(test.database, dianjiang, tx =>
        listReadings(tx, { waterId: water.id }, { limit: 5, cursor }),
      )
      ids.push(...page.items.map(({ id }) => id))
      times.push(...page.items.map(({ takenAt }) => takenAt))
      cursor = page.next
    } while (cursor !== undefined)
    expect(new Set(ids).size).toBe(23)
    expect(times).toEqual(times.toSorted().toReversed())
  })

  it('can be asked for by parameter and time', async () => {
    const water = await recordOne(test.database, pond(), dianjiang)
    await put(uuidv7(now.getTime()), body({ waterId: water.id, sample: { ph: { value: 7 } } }))
    await put(uuidv7(now.getTime()), body({ waterId: water.id, takenAt: '2026-09-01T00:00:00Z' }))
    const count = async (query: string) =>
      ((await list(dianjiang, `&waterId=${water.id}${query}`))['items'] as unknown[]).length
    expect(await count('')).toBe(2)
    expect(await count('&parameter=ph')).toBe(1)
    expect(await count('&before=2026-09-01T00:00:00Z')).toBe(0)
    expect(await count('&from=2026-09-01T00:00:00Z')).toBe(2)
  })

  it('of another county are neither seen nor written, and nothing is seen without a scope', async () => {
    const other = await recordOne(test.database, pond({ regionCode: zhutuo }), yongchuan)
    const id = uuidv7(now.getTime())
    await put(id, body({ waterId: other.id }), 200, yongchuan)
    await put(uuidv7(now.getTime()), body({ waterId: other.id }), 404, dianjiang)
    await office.call(dianjiang, { method: 'GET', path: `/monitoring/readings/${id}` }, 404)
    expect(await list(dianjiang, `&waterId=${other.id}`)).toEqual({ items: [] })
    expect(await list(dianjiang, '&county=500118')).toEqual({ items: [] })
    for (const table of ['readings', 'reading_keys']) {
      expect((await test.database.pool.query(`select 1 from ${table}`)).rows).toEqual([])
    }
    await expect(test.database.pool.query('select 1 from readings_2026_11')).rejects.toThrow('permission denied')
  })

  it('follow their water to another division', async () => {
    const water = await recordOne(test.database, pond(), dianjiang)
    await put(uuidv7(now.getTime()), body({ waterId: water.id }))
    await atomically(test.database, municipal, tx => moveReadingsToRegion(tx, water.id, zhutuo))
    expect(await list(dianjiang, `&waterId=${water.id}`)).toEqual({ items: [] })
    expect((await list(yongchuan, `&waterId=${water.id}`))['items']).toHaveLength(1)
  })
})
