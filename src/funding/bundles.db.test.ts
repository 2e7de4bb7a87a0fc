import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openActorDoor, type ActorDoor } from '../../tests/support/actor-door.ts'
import { testDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { dianjiang, municipal, pond, recordOne, withPlaces, yongchuan, zhutuo } from '../../tests/support/waters.ts'
import { systemActor } from '../platform/actor.ts'
import { reading } from '../platform/db/database.ts'
import type { RowFault } from '../platform/ledger/witness.ts'
import { serveFunding } from './routes.ts'
import { bundleWitness } from './witness-store.ts'

let test: TestDatabase
let door: ActorDoor
let pondId: string
let ditchId: string

beforeAll(async () => {
  test = await testDatabase()
  await withPlaces(test.database)
  door = await openActorDoor(test, serveFunding)
  pondId = (await recordOne(test.database, pond())).id
  ditchId = (await recordOne(test.database, pond({ name: '小沟', regionCode: zhutuo, areaM2: 1000 }))).id
  await recordOne(test.database, pond({ name: '还未列入的塘', areaM2: 500 }))
  await test.asOwner(`update waters set stage = 'listed', list = 'national' where id in ($1, $2)`, [pondId, ditchId])
})
afterAll(async () => {
  await door.close()
  await test.close()
})

const ask = { regionCode: municipal.region, ownYuan: 2_000_000, goal: 'area' }
const post = (path: string, body: object, actor = municipal, status = 200) =>
  door.call(actor, { method: 'POST', path, body }, status)

async function faultsOfTable(): Promise<readonly RowFault[]> {
  const faults: RowFault[] = []
  await reading(test.database, systemActor('job'), tx => bundleWitness.check(tx, fault => faults.push(fault)))
  return faults
}

describe('the candidates of a bundle', () => {
  it('are the waters on the lists, with the cost of the policy marked as an estimate', async () => {
    const { items } = (await door.call(municipal, {
      method: 'GET',
      path: `/funding/candidates?region=${municipal.region}`,
    })) as { items: { name: string; investmentYuan: number; estimated: boolean }[] }
    expect(items.map(({ name }) => name).toSorted()).toEqual(['小沟', '水井大田水塘'])
    expect(items.find(({ name }) => name === '小沟')).toMatchObject({
      investmentYuan: 729_000,
      estimated: true,
      county: '永川区',
      enterpriseResponsible: false,
    })
  })

  it('of another county are not there', async () => {
    const refused = await door.call(
      dianjiang,
      { method: 'GET', path: `/funding/candidates?region=${yongchuan.region}` },
      404,
    )
    expect(refused['code']).toBe('place.not-found')
  })
})

describe('a bundle', () => {
  it('is calculated with the figures entered, each water with its reason in both languages', async () => {
    const figures = [{ waterId: ditchId, investmentYuan: 1_500_000 }]
    const result = await post('/funding/bundles/solve', { ...ask, figures })
    expect(result['totals']).toMatchObject({ waters: 1, areaM2: 2260, investmentYuan: 1_647_540, awardYuan: 0 })
    expect(result['waters']).toContainEqual(
      expect.objectContaining({
        waterId: ditchId,
        in: false,
        estimated: false,
        reasons: [{ why: 'budget', words: expect.objectContaining({ zh: expect.stringContaining('需 150 万元') }) }],
      }),
    )
  })

  it.each([
    ['funding.no-candidates', () => ({ lists: ['county'] })],
    ['funding.not-candidates', () => ({ mustInclude: [crypto.randomUUID()] })],
    ['funding.wish-contradicts', () => ({ mustInclude: [pondId], mustLeaveOut: [pondId] })],
    ['funding.counties-contradict', () => ({ atLeastCounties: 3, atMostCounties: 2 })],
    [
      'funding.wish-against-rule',
      () => ({ mustInclude: [pondId], figures: [{ waterId: pondId, enterpriseResponsible: true }] }),
    ],
    ['funding.no-people-entered', () => ({ goal: 'people' })],
    ['funding.wishes-conflict', () => ({ mustInclude: [pondId], ownYuan: 10 })],
  ])('is refused with %s where the wishes cannot be', async (code, changes) => {
    expect((await post('/funding/bundles/solve', { ...ask, ...changes() }, municipal, 422))['code']).toBe(code)
  })

  it('is saved, opened and listed where it is, seen by no county below or beside, and removed for good reason only', async () => {
    const saved = await post('/funding/bundles', { ...ask, name: '2026年试点方案一' })
    const path = `/funding/bundles/${String(saved['id'])}`
    expect(await door.call(municipal, { method: 'GET', path })).toEqual(saved)
    expect((await door.call(municipal, { method: 'GET', path: '/funding/bundles' }))['items']).toHaveLength(1)
    expect((await door.call(dianjiang, { method: 'GET', path: '/funding/bundles' }))['items']).toEqual([])
    await door.call(dianjiang, { method: 'GET', path }, 404)
    await post(`${path}/remove`, { reason: '' }, municipal, 400)
    await post(`${path}/remove`, { reason: '另有方案' }, dianjiang, 404)
    expect(await faultsOfTable()).toEqual([])
    await post(`${path}/remove`, { reason: '另有方案' })
    await post(`${path}/remove`, { reason: '再删一次' }, municipal, 404)
    expect((await door.call(municipal, { method: 'GET', path: '/funding/bundles' }))['items']).toEqual([])
    expect(await faultsOfTable()).toEqual([])
  })

  it('changed, brought back or deleted in the database itself is found against the ledger', async () => {
    const saved = await post('/funding/bundles', { ...ask, name: '方案二' })
    await test.asOwner(`update bundles set name = '方案三' where id = $1`, [saved['id']])
    await test.asOwner(`update bundles set removed_at = null where removed_at is not null`)
    expect((await faultsOfTable()).map(({ fault }) => fault)).toEqual(['row-differs', 'row-differs'])
    await test.asOwner(`delete from bundles where id = $1`, [saved['id']])
    expect((await faultsOfTable()).map(({ fault }) => fault)).toContain('row-gone')
  })
})
