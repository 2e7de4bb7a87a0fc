import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tmpdir } from 'node:os'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { openActorDoor, type ActorDoor } from '../../tests/support/actor-door.ts'
import { testDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { dianjiang, municipal, pond, recordOne, shaping, withPlaces, zhutuo } from '../../tests/support/waters.ts'
import type { Actor } from '../platform/actor.ts'
import { atomically } from '../platform/db/database.ts'
import { openFileStore } from '../platform/files/attachments-store.ts'
import { serveWaters } from './routes.ts'
import { correctWater, moveWater } from './store.ts'

let test: TestDatabase
let office: ActorDoor
let folder: string
beforeAll(async () => {
  test = await testDatabase()
  await withPlaces(test.database)
  folder = await mkdtemp(join(tmpdir(), 'jiuqing-lineage-'))
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

describe('splitting and merging', () => {
  it('refuses to split a water that was founded in another county, in words', async () => {
    const water = await recordOne(test.database, pond({ name: '迁移河', type: 'river', areaM2: 4000 }), dianjiang)
    const moved = await atomically(test.database, municipal, tx =>
      correctWater(tx, { id: water.id, expectedVersion: 1, changes: { regionCode: zhutuo }, reason: '区划更正' }),
    )
    const part = (name: string) => ({ values: { name, type: 'river', regionCode: zhutuo, areaM2: 2000 }, share: 0.5 })
    const body = {
      expectedVersion: moved.version,
      reason: '不连续',
      why: 'not-continuous',
      parts: [part('甲'), part('乙')],
    }
    const refused = await post(municipal, `/waters/${water.id}/split`, body, 422)
    expect(refused).toMatchObject({ code: 'water.split-refused', details: { why: 'founded-elsewhere' } })
  })

  it('splits a listed water into listed parts, keeps both histories and the shares', async () => {
    const parent = await recordOne(
      test.database,
      pond({ type: 'river', areaM2: 4000 }, { entry: { transition: 'declare', list: 'national' } }),
      dianjiang,
    )
    const part = (name: string, areaM2: number, share: number) => ({
      values: { name, type: 'river', regionCode: shaping, areaM2 },
      share,
    })
    const body = {
      expectedVersion: 1,
      reason: '黑臭河段不连续',
      why: 'not-continuous',
      parts: [part('上段', 1000, 0.25), part('下段', 3000, 0.75)],
    }
    const split = await post(dianjiang, `/waters/${parent.id}/split`, body)
    expect(split['water']).toMatchObject({
      stage: 'split',
      children: [
        { name: '上段', share: 0.25 },
        { name: '下段', share: 0.75 },
      ],
    })
    expect(split['parts']).toMatchObject([{ stage: 'listed', list: 'national' }, { stage: 'listed' }])
    const first = (split['parts'] as { id: string }[])[0]!.id
    expect(await get(dianjiang, `/waters/${first}`)).toMatchObject({ parents: [{ id: parent.id, how: 'split' }] })
  })

  it('refuses parts that are larger than the whole, shares that do not add up, and parts elsewhere', async () => {
    const parent = await recordOne(test.database, pond({ areaM2: 1000 }), dianjiang)
    const part = (more: object, share?: number) => ({
      values: { name: '段', type: 'pond', regionCode: shaping, areaM2: 500, ...more },
      ...(share === undefined ? {} : { share }),
    })
    const tries = [
      [part({ areaM2: 600 }), part({})],
      [part({}, 0.5), part({}, 0.4)],
      [part({ regionCode: zhutuo }), part({})],
    ]
    for (const parts of tries) {
      const refused = await post(
        municipal,
        `/waters/${parent.id}/split`,
        { expectedVersion: 1, why: 'recorded-as-one', reason: '拆分', parts },
        422,
      )
      expect(refused['code']).toBe('water.split-refused')
    }
    await post(municipal, `/waters/${parent.id}/split`, {
      expectedVersion: 1,
      why: 'recorded-as-one',
      reason: '拆分',
      parts: [part({ areaM2: 515 }), part({})],
    })
  })

  it('keeps to the unit of record: a closed water is not cut, waters far apart are not one, reaches that join add up', async () => {
    const closed = await recordOne(test.database, pond({ areaM2: 1000 }), dianjiang)
    const part = { values: { name: '段', type: 'pond', regionCode: shaping, areaM2: 500 } }
    const cut = { expectedVersion: 1, why: 'not-continuous', reason: '拆分', parts: [part, part] }
    expect(await post(dianjiang, `/waters/${closed.id}/split`, cut, 422)).toMatchObject({
      details: { why: 'split.closed-water' },
    })
    const reach = (areaM2: number, longitude: number) =>
      recordOne(test.database, pond({ type: 'ditch', areaM2, position: { longitude, latitude: 30.2 } }), dianjiang)
    const [upper, lower, far] = [await reach(300, 107.4), await reach(450, 107.4003), await reach(100, 107.41)]
    const merge = (other: { id: string }, status?: number) =>
      post(
        dianjiang,
        `/waters/${upper.id}/merger`,
        {
          expectedVersion: 1,
          merged: [{ id: other.id, expectedVersion: 1 }],
          why: 'continuous-reach',
          reason: '同一连续河段',
        },
        status,
      )
    expect(await merge(far, 422)).toMatchObject({ details: { why: 'merge.too-far-apart' } })
    expect(await merge(lower)).toMatchObject({ id: upper.id, areaM2: 750, version: 2 })
  })

  it('merges waters into one that stays, and not into itself or an ended one', async () => {
    const [into, from] = [
      await recordOne(test.database, pond(), dianjiang),
      await recordOne(test.database, pond(), dianjiang),
    ]
    const merge = (id: string, other: string, status?: number) =>
      post(
        dianjiang,
        `/waters/${id}/merger`,
        { expectedVersion: 1, merged: [{ id: other, expectedVersion: 1 }], why: 'same-water', reason: '同一水体' },
        status,
      )
    expect((await merge(into.id, into.id, 422))['code']).toBe('water.merge-refused')
    expect(await merge(into.id, from.id)).toMatchObject({
      id: into.id,
      parents: [{ id: from.id, how: 'merge', stage: 'merged' }],
    })
    const third = await recordOne(test.database, pond(), dianjiang)
    const refused = await post(
      dianjiang,
      `/waters/${from.id}/merger`,
      { expectedVersion: 2, merged: [{ id: third.id, expectedVersion: 1 }], why: 'same-water', reason: '误操作' },
      422,
    )
    expect(refused['code']).toBe('water.merge-refused')
    expect(await get(dianjiang, `/waters/${from.id}/history`)).toMatchObject({
      items: [{ kind: 'water.moved', reason: '同一水体' }, {}, {}],
    })
  })

  it('brings a split water back only once its parts have ended, or its area would count twice', async () => {
    const parent = await recordOne(test.database, pond({ type: 'river', areaM2: 1000 }), dianjiang)
    const values = { name: '段', type: 'river', regionCode: shaping, areaM2: 500 }
    const body = { expectedVersion: 1, why: 'not-continuous', reason: '误拆分', parts: [{ values }, { values }] }
    const split = await post(dianjiang, `/waters/${parent.id}/split`, body)
    const restore = () =>
      atomically(test.database, dianjiang, tx =>
        moveWater(tx, { id: parent.id, expectedVersion: 2, transition: 'restore', reason: '撤销拆分' }),
      )
    await expect(restore()).rejects.toThrow('water.split-refused')
    for (const { id } of split['parts'] as { id: string }[]) {
      await atomically(test.database, dianjiang, tx =>
        moveWater(tx, { id, expectedVersion: 1, transition: 'dismiss', reason: '误拆分' }),
      )
    }
    expect(await restore()).toMatchObject({ stage: 'suspected', version: 3 })
  })
})
