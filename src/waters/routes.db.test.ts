import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openActorDoor, type ActorDoor } from '../../tests/support/actor-door.ts'
import { testDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { dianjiang, municipal, pond, recordOne, withPlaces, yongchuan, zhutuo } from '../../tests/support/waters.ts'
import { uuidv7 } from '../domain/ids.ts'
import type { Actor } from '../platform/actor.ts'
import { openFileStore } from '../platform/files/attachments-store.ts'
import { serveWaters } from './routes.ts'
import type { WaterRow } from './store.ts'

let test: TestDatabase
let office: ActorDoor
let folder: string
beforeAll(async () => {
  test = await testDatabase()
  await withPlaces(test.database)
  folder = await mkdtemp(join(tmpdir(), 'jiuqing-files-'))
  const files = await openFileStore(folder)
  office = await openActorDoor(test, door => serveWaters(door, files))
})
afterAll(async () => {
  await office.close()
  await test.close()
  await rm(folder, { recursive: true })
})

const get = (actor: Actor, path: string, status?: number) => office.call(actor, { method: 'GET', path }, status)
const post = (actor: Actor, path: string, body: unknown, status?: number) =>
  office.call(actor, { method: 'POST', path, body }, status)

async function send(actor: Actor, method: 'PUT' | 'GET', url: string, bytes?: Uint8Array) {
  await get(actor, '/waters?limit=1')
  return office.door.http.inject({
    method,
    url: `/api${url}`,
    headers: {
      'x-actor': actor.username,
      ...(bytes === undefined ? {} : { 'content-type': 'application/octet-stream' }),
    },
    ...(bytes === undefined ? {} : { payload: Buffer.from(bytes) }),
  })
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describe('entering a water on the page', () => {
  it('answers the whole water', async () => {
    const { values } = pond({ name: '页面登记塘' })
    const water = await post(dianjiang, '/waters', { values })
    expect(water).toMatchObject({ name: '页面登记塘', stage: 'suspected', areaM2: 2260, findings: [], numbers: [] })
    expect(water['regionNames']).toEqual({ county: '垫江县', town: '沙坪镇' })
    expect(await get(dianjiang, `/water-codes/${String(water['code'])}`)).toEqual(water)
  })

  it('asks about a doubt, saves nothing, and saves once it is confirmed', async () => {
    const { values } = pond({ name: '可疑塘', lengthM: 10, widthM: 20, areaM2: 200 })
    const doubtful = await post(dianjiang, '/waters', { values }, 409)
    expect(doubtful['code']).toBe('water.doubtful')
    expect(await get(dianjiang, `/waters?search=${encodeURIComponent('可疑塘')}`)).toMatchObject({
      total: { count: 0 },
    })
    const saved = await post(dianjiang, '/waters', { values, acceptDoubts: true })
    expect(saved['findings']).not.toEqual([])
  })

  it('refuses what cannot be, confirmed or not', async () => {
    const { values } = pond({ areaM2: 310_000_000 })
    const refused = await post(
      dianjiang,
      '/waters',
      { values: { ...values, position: { longitude: 30.2, latitude: 107.4 } }, acceptDoubts: true },
      422,
    )
    expect(refused['code']).toBe('water.implausible')
  })

  it('doubts a position far outside the named county, and says in which one it lies', async () => {
    const { values } = pond({ position: { longitude: 105.92, latitude: 29.35 } })
    const checked = await post(dianjiang, '/waters/check', { values })
    expect(checked['doubts']).toMatchObject([{ field: 'position', code: 'position.outside-county' }])
    expect(JSON.stringify(checked['doubts'])).toContain('永川区')
  })

  it('refuses an outline that crosses itself with the place of the crossing', async () => {
    const ring = [
      [107.4, 30.2],
      [107.401, 30.201],
      [107.401, 30.2],
      [107.4, 30.201],
      [107.4, 30.2],
    ]
    const geometry = { type: 'Polygon', coordinates: [ring] }
    const refused = await post(dianjiang, '/waters', { ...pond(), geometry }, 422)
    expect(refused['code']).toBe('geometry.faulty')
  })

  it('shows likely duplicates before saving', async () => {
    const row = await recordOne(
      test.database,
      pond({ name: '重复塘', position: { longitude: 107.3, latitude: 30.3 } }),
      dianjiang,
    )
    const { values } = pond({ name: '另一个名字', position: { longitude: 107.3003, latitude: 30.3 } })
    const checked = await post(dianjiang, '/waters/check', { values })
    expect(checked['duplicates']).toMatchObject([{ water: { id: row.id }, reasons: [{ code: 'near' }] }])
    const other = await recordOne(test.database, { ...pond(), values }, dianjiang)
    expect(await get(dianjiang, `/waters/${other.id}/duplicates`)).toMatchObject({ items: [{ water: { id: row.id } }] })
  })
})

describe('correcting on the page', () => {
  it('is refused with who changed what where somebody was faster', async () => {
    const row = await recordOne(test.database, pond(), dianjiang)
    const correct = (areaM2: number, status: number) =>
      office.call(
        dianjiang,
        {
          method: 'PATCH',
          path: `/waters/${row.id}`,
          body: { expectedVersion: 1, changes: { areaM2 }, reason: '复测' },
        },
        status,
      )
    expect(await correct(2400, 200)).toMatchObject({ version: 2, areaM2: 2400 })
    const refused = await correct(2500, 409)
    expect(refused).toMatchObject({
      code: 'water.changed-meanwhile',
      details: { version: 2, fields: [{ field: 'areaM2' }] },
    })
    expect(String(refused['zh'])).toContain('水域面积')
  })

  it('does not let an old doubt stand in the way of another correction', async () => {
    const row = await recordOne(test.database, pond({ lengthM: 10, widthM: 20, areaM2: 200 }), dianjiang)
    const body = { expectedVersion: 1, changes: { name: '改名塘' }, reason: '正名' }
    const saved = await office.call(dianjiang, { method: 'PATCH', path: `/waters/${row.id}`, body })
    expect(saved['name']).toBe('改名塘')
  })

  it('warns where the drawn area differs from the stated one by more than a fifth', async () => {
    const row = await recordOne(test.database, pond(), dianjiang)
    const ring = [
      [107.42, 30.21],
      [107.421, 30.21],
      [107.421, 30.2105],
      [107.42, 30.2105],
      [107.42, 30.21],
    ]
    const body = { expectedVersion: 1, geometry: { type: 'Polygon', coordinates: [ring] }, reason: '勾绘' }
    const draw = (more: object, status: number) =>
      office.call(dianjiang, { method: 'PUT', path: `/waters/${row.id}/geometry`, body: { ...body, ...more } }, status)
    expect((await draw({}, 409))['code']).toBe('water.doubtful')
    const taken = await draw({ takeArea: true }, 200)
    expect(taken).toMatchObject({
      warnings: [{ code: 'area.drawn-differs' }],
      water: { areaMethod: 'drawn', version: 2 },
    })
  })
})

describe('numbers and sources', () => {
  it('keep issuer and date, and give one number to one water only', async () => {
    const [one, other] = [
      await recordOne(test.database, pond(), dianjiang),
      await recordOne(test.database, pond(), dianjiang),
    ]
    const number = { issuer: '生态环境部', number: 'ＣＱ-001', issuedOn: '2021-03-01' }
    const saved = await post(dianjiang, `/waters/${one.id}/numbers`, number)
    expect(saved['numbers']).toMatchObject([{ issuer: '生态环境部', number: 'CQ-001', issuedOn: '2021-03-01' }])
    const refused = await post(dianjiang, `/waters/${other.id}/numbers`, { ...number, number: 'CQ-001' }, 409)
    expect(refused['details']).toMatchObject({ code: one.code })
  })

  it('link one source to several waters, change it only with a reason, and take it off with one', async () => {
    const rows = [await recordOne(test.database, pond(), dianjiang), await recordOne(test.database, pond(), dianjiang)]
    const id = uuidv7(Date.now())
    const body = {
      values: { kind: 'livestock-farm', name: '养猪场', quantity: 120, quantityUnit: '头' },
      waterIds: rows.map(row => row.id),
    }
    const put = (more: object, status?: number) =>
      office.call(dianjiang, { method: 'PUT', path: `/sources/${id}`, body: { ...body, ...more } }, status)
    expect(await put({})).toMatchObject({ kind: 'livestock-farm', waters: [{ id: rows[0]!.id }, { id: rows[1]!.id }] })
    await put({})
    const changed = { values: { ...body.values, quantity: 150 } }
    expect((await put(changed, 409))['code']).toBe('source.differs')
    expect(await put({ ...changed, reason: '核实存栏' })).toMatchObject({ quantity: 150 })
    expect(await get(dianjiang, `/waters/${rows[1]!.id}/sources`)).toMatchObject({ items: [{ id }] })
    await post(dianjiang, `/sources/${id}/removal`, { reason: '已关停' })
    expect(await get(dianjiang, `/waters/${rows[0]!.id}/sources`)).toEqual({ items: [] })
    expect((await put({ reason: 'again' }, 404))['code']).toBe('source.not-found')
  })
})

describe('attachments', () => {
  const png = () =>
    sharp({ create: { width: 800, height: 600, channels: 3, background: '#336699' } })
      .png()
      .toBuffer()
  const place = (row: WaterRow, id: string, bytes: Uint8Array, hash = sha256(bytes)) =>
    `/waters/${row.id}/attachments/${id}?name=${encodeURIComponent('现场.jpg')}&sha256=${hash}`

  it('are kept whole under their hash, told by content, sent once however often, and downloaded the same', async () => {
    const row = await recordOne(test.database, pond(), dianjiang)
    const [id, bytes] = [uuidv7(Date.now()), await png()]
    for (let time = 0; time < 2; time++) {
      const sent = await send(dianjiang, 'PUT', place(row, id, bytes), bytes)
      expect(sent.json()).toMatchObject({ type: 'image/png', bytes: bytes.length, sha256: sha256(bytes) })
    }
    const download = await send(dianjiang, 'GET', `/waters/${row.id}/attachments/${id}`)
    expect(sha256(download.rawPayload)).toBe(sha256(bytes))
    const small = await send(dianjiang, 'GET', `/waters/${row.id}/attachments/${id}?as=thumbnail`)
    expect(await sharp(small.rawPayload).metadata()).toMatchObject({ format: 'jpeg', width: 480, height: 360 })
    const water = await get(dianjiang, `/waters/${row.id}`)
    expect(water['attachments']).toHaveLength(1)
  })

  it('that were damaged on the way or are no picture leave nothing behind', async () => {
    const row = await recordOne(test.database, pond(), dianjiang)
    const bytes = await png()
    const damaged = await send(dianjiang, 'PUT', place(row, uuidv7(Date.now()), bytes), bytes.subarray(0, 40))
    expect(damaged.json()).toMatchObject({ status: 422, code: 'attachment.damaged' })
    const page = new TextEncoder().encode('<script>alert(1)</script>')
    const refused = await send(dianjiang, 'PUT', place(row, uuidv7(Date.now()), page), page)
    expect(refused.json()).toMatchObject({ status: 415, code: 'attachment.type-refused' })
    expect((await readdir(folder)).filter(name => name.startsWith('incoming'))).toEqual([])
  })

  it('under an id in use are refused where the content is another', async () => {
    const row = await recordOne(test.database, pond(), dianjiang)
    const [id, bytes] = [uuidv7(Date.now()), await png()]
    await send(dianjiang, 'PUT', place(row, id, bytes), bytes)
    const other = await sharp(bytes).negate().png().toBuffer()
    expect((await send(dianjiang, 'PUT', place(row, id, other), other)).json()).toMatchObject({
      code: 'attachment.differs',
    })
  })

  it('that are removed are gone from the water, their file and record stay', async () => {
    const row = await recordOne(test.database, pond(), dianjiang)
    const [id, bytes] = [uuidv7(Date.now()), await png()]
    await send(dianjiang, 'PUT', place(row, id, bytes), bytes)
    await post(dianjiang, `/waters/${row.id}/attachments/${id}/removal`, { reason: '传错了' })
    expect((await send(dianjiang, 'GET', `/waters/${row.id}/attachments/${id}`)).statusCode).toBe(404)
    const kept = await test.asOwner('select sha256 from attachments where id = $1', [id])
    const hash = String(kept[0]?.['sha256'])
    expect(await readdir(join(folder, hash.slice(0, 2)))).toContain(hash)
  })
})

describe('two counties', () => {
  it('see disjoint worlds through every door of the waters', async () => {
    const own = await recordOne(test.database, pond({ name: '两县围墙塘' }), dianjiang)
    const other = await recordOne(test.database, pond({ name: '两县围墙塘', regionCode: zhutuo }), yongchuan)
    const search = `/waters?limit=500&search=${encodeURIComponent('围墙')}`
    const idsOf = async (actor: Actor) =>
      (((await get(actor, search))['items'] ?? []) as { id: string }[]).map(({ id }) => id)
    expect(await idsOf(dianjiang)).toEqual([own.id])
    expect(await idsOf(yongchuan)).toEqual([other.id])
    expect(new Set(await idsOf(municipal))).toEqual(new Set([own.id, other.id]))
  })

  it('get the same 404 for the other’s water as for none at all', async () => {
    const other = await recordOne(test.database, pond({ regionCode: zhutuo }), yongchuan)
    const missing = uuidv7(Date.now())
    const paths = (id: string) => [
      `/waters/${id}`,
      `/waters/${id}/history`,
      `/waters/${id}/duplicates`,
      `/waters/${id}/sources`,
      `/waters/${id}/attachments/${missing}`,
    ]
    for (const path of [...paths(other.id), ...paths(missing), `/water-codes/${other.code}`]) {
      expect(await get(dianjiang, path, 404)).toHaveProperty('status', 404)
    }
  })

  it('cannot write into each other', async () => {
    const other = await recordOne(test.database, pond({ regionCode: zhutuo }), yongchuan)
    const version = { expectedVersion: 1, reason: '越界' }
    await office.call(
      dianjiang,
      { method: 'PATCH', path: `/waters/${other.id}`, body: { ...version, changes: { name: '越界' } } },
      404,
    )
    await office.call(
      dianjiang,
      { method: 'PUT', path: `/waters/${other.id}/colour`, body: { ...version, colour: 'red' } },
      404,
    )
    await post(dianjiang, `/waters/${other.id}/numbers`, { issuer: '甲', number: '1', issuedOn: '2026-01-01' }, 404)
    await post(dianjiang, '/waters', { ...pond({ regionCode: zhutuo }), acceptDoubts: true }, 403)
    const source = { values: { kind: 'outlet', name: '口' }, waterIds: [other.id] }
    await office.call(dianjiang, { method: 'PUT', path: `/sources/${uuidv7(Date.now())}`, body: source }, 404)
    const bytes = new Uint8Array([0xff, 0xd8, 0xff])
    const sent = await send(
      dianjiang,
      'PUT',
      `/waters/${other.id}/attachments/${uuidv7(Date.now())}?name=a&sha256=${sha256(bytes)}`,
      bytes,
    )
    expect(sent.statusCode).toBe(404)
    expect(await get(yongchuan, `/waters/${other.id}`)).toMatchObject({ version: 1, attachments: [], sources: [] })
  })

  it('a connection of the application without a scope sees no row of any table and finds nothing by bigrams', async () => {
    await recordOne(test.database, pond(), dianjiang)
    const tables = [
      'waters',
      'water_areas',
      'water_cells',
      'water_numbers',
      'water_lineage',
      'water_imports',
      'pollution_sources',
      'water_sources',
      'attachments',
      'water_code_counters',
    ]
    for (const table of tables) {
      const seen = await test.database.pool.query(`select count(*)::int as count from ${table}`)
      expect([table, seen.rows[0].count]).toEqual([table, 0])
    }
    const found = await test.database.pool.query(`select * from waters_with_words(array['水塘'], '[]', null)`)
    expect(found.rows).toEqual([])
  })
})
