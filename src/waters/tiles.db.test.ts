import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openActorDoor, type ActorDoor } from '../../tests/support/actor-door.ts'
import { testDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { dianjiang, municipal, pond, recordOne, withPlaces, yongchuan, zhutuo } from '../../tests/support/waters.ts'
import type { Actor } from '../platform/actor.ts'
import { atomically } from '../platform/db/database.ts'
import { openFileStore } from '../platform/files/attachments-store.ts'
import { tmpdir } from 'node:os'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { tileAt, type Tile } from './cells.ts'
import { serveWaters } from './routes.ts'
import { correctWater } from './store.ts'

const here = { longitude: 107.42, latitude: 30.21 }
const outline = {
  type: 'Polygon' as const,
  coordinates: [
    [
      [107.42, 30.21],
      [107.421, 30.21],
      [107.421, 30.2105],
      [107.42, 30.2105],
      [107.42, 30.21],
    ],
  ],
}

let test: TestDatabase
let office: ActorDoor
let folder: string
beforeAll(async () => {
  test = await testDatabase()
  await withPlaces(test.database)
  folder = await mkdtemp(join(tmpdir(), 'jiuqing-tiles-'))
  const files = await openFileStore(folder)
  office = await openActorDoor(test, door => serveWaters(door, files))
  await recordOne(
    test.database,
    pond({ name: '甲塘' }, { entry: { transition: 'declare', list: 'national' } }),
    dianjiang,
  )
  await recordOne(test.database, pond({ name: '乙塘', areaM2: 740 }, { geometry: outline }), dianjiang)
  await recordOne(test.database, pond({ name: '丙塘', regionCode: zhutuo }), yongchuan)
})
afterAll(async () => {
  await office.close()
  await test.close()
  await rm(folder, { recursive: true })
})

const tile = (z: number): Tile => tileAt(here.longitude, here.latitude, z)

async function ask(actor: Actor, { z, x, y }: Tile, more: { readonly etag?: string; readonly query?: string } = {}) {
  await office.call(actor, { method: 'GET', path: '/waters?limit=1' })
  return office.door.http.inject({
    url: `/tiles/waters/${z}/${x}/${y}.mvt${more.query ?? ''}`,
    headers: { 'x-actor': actor.username, ...(more.etag === undefined ? {} : { 'if-none-match': more.etag }) },
  })
}

async function featuresIn(actor: Actor, at: Tile, query = '') {
  const answer = await ask(actor, at, { query })
  if (answer.statusCode === 204) return []
  expect(answer.statusCode).toBe(200)
  const layer = new VectorTile(new PbfReader(new Uint8Array(answer.rawPayload))).layers['waters']
  return Array.from({ length: layer?.length ?? 0 }, (_, index) => layer!.feature(index))
}

describe('tiles of low zooms', () => {
  it('count waters by cell of a grid with area and lists, whoever may see them', async () => {
    for (const z of [0, 5, 10]) {
      const [cluster, ...others] = await featuresIn(municipal, tile(z))
      expect(others).toEqual([])
      expect(cluster?.properties).toEqual({ count: 3, areaM2: 5260, national: 1, municipal: 0, county: 0, none: 2 })
      expect(cluster?.type).toBe(1)
    }
  })

  it('count only the caller’s own', async () => {
    const [own] = await featuresIn(dianjiang, tile(8))
    const [other] = await featuresIn(yongchuan, tile(8))
    expect([own?.properties['count'], other?.properties['count']]).toEqual([2, 1])
  })
})

describe('tiles of high zooms', () => {
  it('hold every water as a point and the drawn one as a shape too', async () => {
    const features = await featuresIn(dianjiang, tile(14))
    const of = (name: string) => features.filter(feature => feature.properties['name'] === name)
    expect(
      of('甲塘').map(({ type, properties }) => [type, properties['list'], properties['colour'], properties['stage']]),
    ).toEqual([[1, 'national', 'red', 'listed']])
    expect(of('乙塘').map(({ type, properties }) => [type, properties['shaped'] ?? false])).toEqual([
      [3, false],
      [1, true],
    ])
    expect(of('丙塘')).toEqual([])
    expect(of('甲塘')[0]?.toGeoJSON(tile(14).x, tile(14).y, 14).geometry).toMatchObject({
      coordinates: [expect.closeTo(here.longitude, 4), expect.closeTo(here.latitude, 4)],
    })
  })

  it('show a shape in every tile it touches, deep down too, also where its point lies elsewhere', async () => {
    for (const z of [16, 18, 20]) {
      const corner = tileAt(107.42002, 30.21002, z)
      const shapes = (await featuresIn(dianjiang, corner)).filter(({ type }) => type === 3)
      expect(shapes.map(({ properties }) => properties['name'])).toEqual(['乙塘'])
    }
  })

  it('are narrowed by the filters of the list', async () => {
    expect(await featuresIn(dianjiang, tile(14), '?list=national')).toHaveLength(1)
    expect(await featuresIn(dianjiang, tile(14), '?stage=upkeep')).toHaveLength(0)
  })
})

describe('a tile', () => {
  it('with nothing in it is 204, and outside the map 404', async () => {
    expect((await ask(dianjiang, tileAt(100, 40, 14))).statusCode).toBe(204)
    expect((await ask(dianjiang, { z: 2, x: 4, y: 0 })).statusCode).toBe(404)
    expect((await ask(dianjiang, { z: 21, x: 0, y: 0 })).statusCode).toBe(404)
  })

  it('is 304 as long as nothing changed, and true in the very next request after a change', async () => {
    const row = await recordOne(
      test.database,
      pond({ name: '变塘', position: { longitude: 107.6, latitude: 30.5 } }),
      dianjiang,
    )
    const at = tileAt(107.6, 30.5, 14)
    const first = await ask(dianjiang, at)
    const etag = String(first.headers.etag)
    expect(first.headers['cache-control']).toBe('private, no-cache')
    expect((await ask(dianjiang, at, { etag })).statusCode).toBe(304)
    expect((await ask(dianjiang, at, { etag: `W/${etag}` })).statusCode).toBe(304)
    await atomically(test.database, dianjiang, tx =>
      correctWater(tx, { id: row.id, expectedVersion: 1, changes: { name: '新名塘' }, reason: '正名' }),
    )
    const second = await ask(dianjiang, at, { etag })
    expect(second.statusCode).toBe(200)
    const [feature] = await featuresIn(dianjiang, at)
    expect(feature?.properties['name']).toBe('新名塘')
  })

  it('is refused to whoever is not signed in', async () => {
    expect((await office.door.http.inject({ url: '/tiles/waters/0/0/0.mvt' })).statusCode).toBe(401)
  })

  it('holds a point beyond its edge, so that a circle on the border is whole in both', async () => {
    const at = tileAt(107.8, 30.6, 14)
    const beside = { ...at, x: at.x + 1 }
    const edge = (beside.x / 2 ** 14 - 0.5) * 360
    await recordOne(
      test.database,
      pond({ name: '边塘', position: { longitude: edge + 0.0002, latitude: 30.6 } }),
      dianjiang,
    )
    expect(await featuresIn(dianjiang, at)).toHaveLength(1)
    expect(await featuresIn(dianjiang, beside)).toHaveLength(1)
  })
})
