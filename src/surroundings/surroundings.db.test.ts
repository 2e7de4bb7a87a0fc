import { read, utils } from '@e965/xlsx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openActorDoor, type ActorDoor } from '../../tests/support/actor-door.ts'
import { testDatabase, type TestDatabase } from '../../tests/support/database.ts'
import {
  dianjiang,
  municipal,
  pond,
  recordOne,
  shaping,
  withPlaces,
  yongchuan,
  zhutuo,
} from '../../tests/support/waters.ts'
import { systemActor, type Actor } from '../platform/actor.ts'
import { atomically, reading } from '../platform/db/database.ts'
import type { RowFault } from '../platform/ledger/witness.ts'
import { putSource, type WaterRow } from '../waters/store.ts'
import { moveLinksToRegion } from './links-store.ts'
import { serveSurroundings } from './routes.ts'
import { findRecord, moveSurroundingsOfTown } from './surroundings-store.ts'
import { tellLinks } from './told-links-store.ts'
import { linkWitness, surroundingWitness } from './witness-store.ts'

const now = new Date('2026-11-30T04:00:00Z')
let test: TestDatabase
let office: ActorDoor
let water: WaterRow
beforeAll(async () => {
  test = await testDatabase({ clock: () => now })
  await withPlaces(test.database)
  office = await openActorDoor(test, serveSurroundings)
  water = await recordOne(test.database, pond(), dianjiang)
})
afterAll(async () => {
  await office.close()
  await test.close()
})

type Made = { readonly [key: string]: unknown }
const send = (method: string, path: string, body?: unknown, status?: number, actor: Actor = dianjiang) =>
  office.call(actor, { method: method as 'POST', path, ...(body === undefined ? {} : { body }) }, status)
const get = (path: string, actor?: Actor, status?: number) => send('GET', path, undefined, status, actor)
const position = { longitude: 107.4211, latitude: 30.2101 }
let names = 0
const settlement = (changes: Made = {}) => ({
  sort: 'settlement',
  name: `前进村${++names}组`,
  regionCode: shaping,
  people: 200,
  handling: 'none',
  ...changes,
})
const works = (changes: Made = {}) => ({
  sort: 'facility',
  name: `前进村${++names}号站`,
  regionCode: shaping,
  kind: 'central',
  state: 'running',
  capacityM3PerDay: 20,
  ...changes,
})
const record = (values: Made, status?: number, actor?: Actor) =>
  send('POST', '/surroundings', { values }, status, actor)
const link = (surroundingId: unknown, body: Made = {}, status?: number, actor?: Actor, waterId = water.id) =>
  send(
    'POST',
    `/surroundings/waters/${waterId}/links`,
    { surroundingId, kind: 'drains-into', sinceOn: '2026-11-01', ...body },
    status,
    actor,
  )
const of = (waterId = water.id, actor?: Actor) =>
  get(`/surroundings/waters/${waterId}`, actor) as Promise<{
    links: Made[]
    proposals: Made[]
    declined: Made[]
    past: Made[]
    balance: Record<string, Made>
    warnings: Made[]
  }>
const freshWater = (changes: object = {}) =>
  recordOne(test.database, pond({ name: `塘${++names}`, ...changes }), municipal)

describe('works and settlements', () => {
  it('are recorded, found by division, words and state, and counted with what is not known of them', async () => {
    const [one, other] = [
      await record(settlement()),
      await record(works({ state: 'idle', capacityM3PerDay: undefined })),
    ]
    expect(one).toMatchObject({ sort: 'settlement', people: 200, version: 1, regionNames: { town: '沙坪镇' } })
    const found = (query: string) =>
      get(`/surroundings?region=${shaping}&${query}`).then(({ items }) => (items as Made[]).map(({ id }) => id))
    expect(await found('sort=settlement')).toContain(one['id'])
    expect(await found('state=idle')).toEqual([other['id']])
    expect(await found(`search=${encodeURIComponent(String(other['name']))}`)).toEqual([other['id']])
    expect(await found('handling=unknown')).toEqual([])
    expect(await get(`/surroundings/counts?region=${shaping}`)).toMatchObject({
      facilities: 1,
      standing: 1,
      capacityUnknown: 1,
      settlements: 1,
      people: 200,
      untreatedSettlements: 1,
    })
  })

  it('stand once under a name in a division, and are refused with what cannot be', async () => {
    const values = settlement()
    await record(values)
    expect(await record(values, 409)).toHaveProperty('code', 'surroundings.exists')
    const slip = await record(works({ treatedM3PerDay: 900, treatedOn: '2026-11-01' }), 422)
    expect(slip).toHaveProperty('code', 'surroundings.implausible')
    expect(await record(works({ position: { longitude: 30.2, latitude: 107.4 } }), 422)).toHaveProperty(
      'code',
      'surroundings.implausible',
    )
    expect(await record(settlement({ regionCode: '500000000000' }), 422, municipal)).toHaveProperty(
      'code',
      'surroundings.place-too-high',
    )
  })

  it('are changed by whoever saw the newest version, keep their sort, and the same again is no change', async () => {
    const { id, name } = await record(works())
    const change = (values: Made, expectedVersion: number, status?: number) =>
      send('PUT', `/surroundings/${String(id)}`, { values, expectedVersion, reason: '实地核对' }, status)
    const next = works({ name, capacityM3PerDay: 50 })
    expect(await change(next, 1)).toMatchObject({ version: 2, capacityM3PerDay: 50 })
    expect(await change(next, 2)).toMatchObject({ version: 2 })
    expect(await change(next, 1, 409)).toHaveProperty('code', 'surroundings.changed-meanwhile')
    expect(await change(settlement({ name }), 2, 422)).toHaveProperty('code', 'surroundings.sort-fixed')
  })

  it('are nobody to another county, which can neither read, change nor write them', async () => {
    const { id } = await record(settlement())
    await get(`/surroundings/${String(id)}`, yongchuan, 404)
    await send('POST', `/surroundings/${String(id)}/remove`, { reason: '核对' }, 404, yongchuan)
    await record(settlement(), 403, yongchuan)
    expect(await get('/surroundings', yongchuan)).toMatchObject({ items: [] })
  })
})

describe('what stands near a water', () => {
  it('is proposed by distance, accepted or declined with one word, and proposed again once a refusal is undone', async () => {
    const pool = await freshWater()
    const hamlet = await record(settlement({ position, coordinateSource: 'cgcs2000' }))
    const far = await record(settlement({ position: { longitude: 107.43, latitude: 30.21 } }))
    const proposed = async () => (await of(pool.id)).proposals.map(({ id }) => id)
    expect(await proposed()).toContain(hamlet['id'])
    expect(await proposed()).not.toContain(far['id'])
    const { distanceM } = (await of(pool.id)).proposals.find(({ id }) => id === hamlet['id'])!
    expect(distanceM).toBe(106) // on the ellipsoid: 105.8 m east, 11.1 m north
    const declined = await send('POST', `/surroundings/waters/${pool.id}/declined`, {
      surroundingId: hamlet['id'],
      kind: 'drains-into',
    })
    expect(await proposed()).not.toContain(hamlet['id'])
    await send('POST', `/surroundings/links/${String(declined['id'])}/end`, { reason: '重新核对' })
    expect(await proposed()).toContain(hamlet['id'])
    await link(hamlet['id'], { proposed: true }, 200, dianjiang, pool.id)
    expect(await proposed()).not.toContain(hamlet['id'])
    expect(await of(pool.id)).toMatchObject({
      links: [{ surroundingId: hamlet['id'], distanceM: 106, link: 'drains-into' }],
      past: [{ surroundingId: hamlet['id'], endReason: '重新核对' }],
    })
  })
})

describe('a link', () => {
  it('stands once, fits its sort, is of a day that has come, and is undone with a reason', async () => {
    const { id } = await record(settlement())
    expect(await link(id, { kind: 'treats' }, 422)).toHaveProperty('code', 'surroundings.link-unfit')
    expect(await link(id, { sinceOn: '2026-12-01' }, 422)).toHaveProperty('code', 'surroundings.link-day-refused')
    const made = await link(id, { sinceOn: '2026-11-30' })
    expect(await link(id, {}, 409)).toHaveProperty('code', 'surroundings.linked-already')
    const end = (status?: number) =>
      send('POST', `/surroundings/links/${String(made['id'])}/end`, { reason: '已搬迁' }, status)
    await end()
    expect(await end(409)).toHaveProperty('code', 'surroundings.link-ended')
    await link(id)
  })

  it('names an outlet only of its own water', async () => {
    const { id } = await record(works())
    const outletId = '0198a0b0-0000-7000-8000-0000000000aa'
    const linked = { kind: 'discharges-into', outletId }
    expect(await link(id, linked, 422)).toHaveProperty('code', 'surroundings.outlet-elsewhere')
    await atomically(test.database, dianjiang, tx =>
      putSource(tx, { id: outletId, values: { kind: 'outlet', name: '东侧排口' }, waterIds: [water.id] }),
    )
    await link(id, linked)
    const { links } = await of()
    expect(links.find(({ surroundingId }) => surroundingId === id)).toMatchObject({ outlet: { name: '东侧排口' } })
  })

  it('gives the balance of its water, and the warnings of works', async () => {
    const pool = await freshWater()
    const hamlet = await record(settlement({ handling: 'connected' }))
    const station = await record(works({ capacityM3PerDay: 10 }))
    await link(hamlet['id'], {}, 200, dianjiang, pool.id)
    await link(station['id'], { kind: 'make-up-water' }, 200, dianjiang, pool.id)
    const { balance, warnings } = await of(pool.id)
    expect(balance).toMatchObject({
      generated: { m3PerDay: 11.2, complete: true },
      treated: { m3PerDay: 10, complete: true },
      untreated: { m3PerDay: 1.2, complete: true },
    })
    expect(warnings.map(({ concern }) => concern)).toEqual(['water-without-quantity'])
    await send('POST', `/surroundings/${String(station['id'])}/remove`, { reason: '拆除' })
    const after = await of(pool.id)
    expect(after.links.filter(({ removed }) => removed).map(({ name }) => name)).toEqual([station['name']])
    expect(after.balance['untreated']).toEqual({ complete: false })
  })

  it('across a county border is made by the city, tells its county what the works are, and follows their changes', async () => {
    const pool = await freshWater()
    const there = works({ regionCode: zhutuo })
    const { id } = await record(there, 200, yongchuan)
    expect(await link(id, { kind: 'treats' }, 404, dianjiang, pool.id)).toHaveProperty('code', 'surroundings.not-found')
    await link(id, { kind: 'treats' }, 200, municipal, pool.id)
    const seen = async () => (await of(pool.id)).links[0]
    expect(await seen()).toMatchObject({ name: there.name, capacityM3PerDay: 20, regionNames: { county: '永川区' } })
    await get(`/surroundings/${String(id)}`, dianjiang, 404)
    expect(await get(`/surroundings/${String(id)}`, yongchuan)).toMatchObject({ links: [] })
    const values = works({ ...there, state: 'broken' })
    const body = { values, expectedVersion: 1, reason: '设备损坏' }
    await send('PUT', `/surroundings/${String(id)}`, body, 200, yongchuan)
    expect(await seen()).toMatchObject({ state: 'running' }) // not to be seen from there; the job tells it
    await atomically(test.database, systemActor('job'), async tx => {
      const row = await findRecord(tx, String(id))
      if (row !== undefined) await tellLinks(tx, row)
    })
    expect(await seen()).toMatchObject({ state: 'broken' })
  })

  it('goes with its water to another division, and works go with their town', async () => {
    const pool = await freshWater()
    const { id } = await record(works())
    await link(id, { kind: 'treats' }, 200, dianjiang, pool.id)
    await atomically(test.database, systemActor('job'), tx => moveLinksToRegion(tx, pool.id, zhutuo))
    const [row] = await test.asOwner('select region_code from surrounding_links where water_id = $1', [pool.id])
    expect(row).toEqual({ region_code: zhutuo })
    const town = '500231104000'
    const there = await record(settlement({ regionCode: town }))
    const move = { from: town, to: '500171104000' }
    const isMore = await atomically(test.database, systemActor('job'), tx => moveSurroundingsOfTown(tx, move, '调整'))
    expect(isMore).toBe(false)
    const [moved] = await test.asOwner('select region_code, version from surroundings where id = $1', [there['id']])
    expect(moved).toEqual({ region_code: move.to, version: 2 })
  })
})

const csv = (...lines: readonly string[]) =>
  Buffer.from(['类别,名称,乡镇,运行状态,设计规模(m³/d),人口,污水去向,经度,纬度,坐标系', ...lines].join('\n'))
const take = (content: Buffer, query = '', actor?: Actor) =>
  send('POST', `/surroundings/import${query}`, content, 200, actor)

describe('a list from Excel', () => {
  const hamlet = '聚居点,表中一组,沙坪镇,,,120,直排,107.42,30.21,CGCS2000'

  it('is tried, taken in whole, and a second time changes only what it says', async () => {
    const first = csv(hamlet, '处理设施,表中站,沙坪镇,正常,30吨/天,,,,,')
    expect(await take(first, '?dryRun=true')).toMatchObject({ read: 2, recorded: 2, problems: [], dryRun: true })
    expect(await take(first)).toMatchObject({ recorded: 2, changed: 0, unchanged: 0 })
    const second = csv('聚居点,表中一组,沙坪镇,,,130,,,,', '处理设施,表中站,沙坪镇,正常,30,,,,,')
    expect(await take(second)).toMatchObject({ recorded: 0, changed: 1, unchanged: 1 })
    const { items } = await get(`/surroundings?search=${encodeURIComponent('表中一组')}`)
    expect(items).toMatchObject([{ people: 130, handling: 'none', longitude: 107.42, version: 2 }])
  })

  it('is refused whole with every fault at its cell', async () => {
    const outcome = await take(
      csv(
        '聚居点,丙组,沙坪镇,,,很多,直排,,,',
        '处理设施,丙站,不存在镇,好,30,,,,,',
        '处理设施,丁站,沙坪镇,,30,12,,107,,',
        ',戊站,沙坪镇,,,,,,,',
        '聚居点,己组,沙坪镇,,,1,,,,',
        '聚居点,己组,沙坪镇,,,1,,,,',
      ),
    )
    const cells = (outcome['problems'] as Made[]).map(({ cell, code }) => `${String(cell)} ${String(code)}`)
    expect(cells.toSorted()).toEqual(
      [
        'F2 cell.number',
        'C3 cell.place',
        'D3 cell.unknown-word',
        'F4 cell.of-other-sort',
        'I4 cell.half',
        'A5 cell.blank',
        'B7 cell.repeated',
      ].toSorted(),
    )
    expect(outcome).toMatchObject({ recorded: 0, read: 6 })
    expect(await get(`/surroundings?search=${encodeURIComponent('己组')}`)).toMatchObject({ items: [] })
  })

  it('of another county is refused row by row, and one without the columns names them', async () => {
    const outcome = await take(Buffer.from('类别,名称,行政区划代码\n聚居点,外来组,500118118000'))
    expect(outcome['problems']).toMatchObject([{ cell: 'C2', code: 'cell.place' }])
    const refused = await send('POST', '/surroundings/import', Buffer.from('名称\n甲'), 422)
    expect(refused).toHaveProperty('code', 'surroundings.import-header')
  })

  it('comes back as it was exported: read again it changes nothing', async () => {
    await record(settlement({ position, coordinateSource: 'gcj-02', livestock: '生猪 40 头' }))
    const url = '/api/surroundings/export.xlsx'
    const answer = await office.door.http.inject({ method: 'GET', url, headers: { 'x-actor': dianjiang.username } })
    const exported = answer.rawPayload
    const sheet = read(exported).Sheets['设施与聚居点']!
    expect(utils.sheet_to_json(sheet).length).toBeGreaterThan(5)
    const again = await take(exported)
    expect(again).toMatchObject({ recorded: 0, changed: 0, problems: [] })
    expect(again['unchanged']).toBe(utils.sheet_to_json(sheet).length)
  })
})

describe('the ledger', () => {
  const faults = async () => {
    const found: RowFault[] = []
    await reading(test.database, systemActor('command-line'), async tx => {
      await surroundingWitness.check(tx, fault => found.push(fault))
      await linkWitness.check(tx, fault => found.push(fault))
    })
    return found.map(({ fault, table, words }) => `${table} ${fault} ${words.en}`)
  }

  it('vouches for every row, and tells each that was changed behind its back', async () => {
    expect(await faults()).toEqual([])
    const [one] = await test.asOwner(`select id from surroundings where removed_at is null and people = 200 limit 1`)
    await test.asOwner('update surroundings set people = 20 where id = $1', [one?.['id']])
    const [held] = await test.asOwner(`select id from surrounding_links where state = 'linked' order by id limit 1`)
    await test.asOwner(`update surrounding_links set told = told || '{"capacityM3PerDay": 999}' where id = $1`, [
      held?.['id'],
    ])
    const told = await faults()
    expect(told).toHaveLength(2)
    expect(told[0]).toMatch(/^surroundings row-differs .*people/)
    expect(told[1]).toMatch(/^surrounding_links row-differs .*tells of its other end/)
  })
})
