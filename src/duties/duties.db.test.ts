import { utils, write } from '@e965/xlsx'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openActorDoor, type ActorDoor } from '../../tests/support/actor-door.ts'
import { testDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { dianjiang, municipal, pond, recordOne, withPlaces, yongchuan, zhutuo } from '../../tests/support/waters.ts'
import type { Stage } from '../domain/lifecycle.ts'
import type { Actor } from '../platform/actor.ts'
import { reading } from '../platform/db/database.ts'
import { systemActor } from '../platform/actor.ts'
import type { RowFault } from '../platform/ledger/witness.ts'
import type { WaterRow } from '../waters/store.ts'
import { moveDutiesToRegion } from './duties-store.ts'
import { serveDuties } from './routes.ts'
import { atomically } from '../platform/db/database.ts'
import { dutyWitness } from './witness-store.ts'

const now = new Date('2026-11-29T04:00:00Z')
let test: TestDatabase
let office: ActorDoor
let water: WaterRow
beforeAll(async () => {
  test = await testDatabase({ clock: () => now })
  await withPlaces(test.database)
  office = await openActorDoor(test, serveDuties)
})
beforeEach(async () => {
  water = await planned()
})
afterAll(async () => {
  await office.close()
  await test.close()
})

/** A water in a stage that expects persons. */
async function planned(stage: Stage = 'planned'): Promise<WaterRow> {
  const row = await recordOne(test.database, pond(), dianjiang)
  await test.asOwner(`update waters set stage = $2 where id = $1`, [row.id, stage])
  return row
}

const chief = { name: '吴前', organisation: '前进村村民委员会', officePhone: '023-74500000', mobile: '13900000001' }
type Sent = { readonly [key: string]: unknown }
const assign = (id: string, body: Sent = {}, status?: number, actor: Actor = dianjiang) =>
  office.call(
    actor,
    {
      method: 'POST',
      path: `/duties/waters/${id}`,
      body: { level: 'village', holder: chief, fromOn: '2026-03-01', ...body },
    },
    status,
  )
const end = (id: unknown, body: Sent, status?: number, actor: Actor = dianjiang) =>
  office.call(actor, { method: 'POST', path: `/duties/${String(id)}/end`, body }, status)
const replace = (id: unknown, body: Sent, status?: number, actor: Actor = dianjiang) =>
  office.call(actor, { method: 'POST', path: `/duties/${String(id)}/replace`, body }, status)
const get = (path: string, actor: Actor = dianjiang, status?: number) =>
  office.call(actor, { method: 'GET', path }, status)
const of = (id: string, actor?: Actor) => get(`/duties/waters/${id}`, actor)

describe('a person responsible', () => {
  it('is named, shown at the water and taken off what it lacks', async () => {
    expect(await of(water.id)).toMatchObject({ items: [], missing: ['town', 'village', 'site'] })
    const named = await assign(water.id)
    expect(named).toMatchObject({ level: 'village', ...chief, fromOn: '2026-03-01', source: 'form' })
    expect(await of(water.id)).toMatchObject({ items: [{ id: named['id'] }], missing: ['town', 'site'] })
  })

  it('holds a post alone until relieved, and stays in the history with the reason', async () => {
    const first = await assign(water.id)
    expect(await assign(water.id, { holder: { ...chief, name: '郑后' } }, 422)).toHaveProperty(
      'code',
      'duty.day-refused',
    )
    await end(first['id'], { untilOn: '2026-06-01', reason: '换届' })
    await assign(water.id, { holder: { ...chief, name: '郑后' }, fromOn: '2026-05-31' }, 422)
    await assign(water.id, { holder: { ...chief, name: '郑后' }, fromOn: '2026-06-01' })
    expect(await of(water.id)).toMatchObject({
      items: [{ name: '郑后' }, { name: '吴前', untilOn: '2026-06-01', endReason: '换届' }],
    })
    expect(await end(first['id'], { untilOn: '2026-06-01', reason: '换届' }, 409)).toHaveProperty('code', 'duty.ended')
  })

  it('named twice at the same moment is named once', async () => {
    const both = await Promise.allSettled([assign(water.id, {}, 200), assign(water.id, {}, 200)])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await test.asOwner('select 1 from water_duties where water_id = $1', [water.id])).toHaveLength(1)
  })

  it.each([
    ['2026-11-29', 200],
    ['2026-11-30', 422],
  ])('beginning on %s answers %d', async (fromOn, status) => {
    expect(await assign(water.id, { fromOn }, status)).toBeDefined()
  })

  it('stands in the ledger without name and mobile telephone', async () => {
    await assign(water.id)
    const [fact] = await test.asOwner(
      `select body::text as body, personal::text as personal from facts where kind = 'duty.assigned' and subject_id = $1`,
      [water.id],
    )
    expect(fact?.['body']).toContain('前进村村民委员会')
    expect(`${fact?.['body']}${fact?.['personal']}`).not.toMatch(/吴前|13900000001/)
    expect(Object.keys(JSON.parse(String(fact?.['personal'])) as object).toSorted()).toEqual(['mobile', 'name'])
  })

  it('shows the mobile telephone only to those who may assign', async () => {
    await assign(water.id)
    const reader: Actor = { ...dianjiang, may: permission => permission === 'water.read' }
    expect(await of(water.id)).toMatchObject({ items: [{ mobile: '13900000001' }] })
    const seen = JSON.stringify(await of(water.id, reader))
    expect(seen).toContain('吴前')
    expect(seen).not.toContain('13900000001')
  })

  it('is nobody for another county, and refused at waters that ended', async () => {
    const named = await assign(water.id)
    await assign(water.id, { level: 'town' }, 404, yongchuan)
    await end(named['id'], { untilOn: '2026-06-01', reason: '换届' }, 404, yongchuan)
    expect(await get(`/duties/waters/${water.id}`, yongchuan, 404)).toHaveProperty('code', 'water.not-found')
    const merged = await planned('merged')
    expect(await assign(merged.id, {}, 422)).toHaveProperty('code', 'duty.water-ended')
  })

  it('with an account that does not exist is refused', async () => {
    const holder = { ...chief, accountId: water.id }
    expect(await assign(water.id, { holder }, 404)).toHaveProperty('code', 'account.not-found')
  })

  it('follows the water to another division', async () => {
    await assign(water.id)
    await test.asOwner(`update waters set region_code = $2 where id = $1`, [water.id, zhutuo])
    await atomically(test.database, systemActor('job'), tx => moveDutiesToRegion(tx, water.id, zhutuo))
    expect(await of(water.id, yongchuan)).toMatchObject({ items: [{ name: '吴前' }] })
  })
})

describe('a hand-over', () => {
  const successor = { name: '郑后', organisation: '前进村村民委员会' }
  const asked = { holder: successor, fromOn: '2026-06-01', reason: '村两委换届' }

  it('of one post ends it and names the successor from the same day on', async () => {
    const first = await assign(water.id)
    expect(await replace(first['id'], { ...asked, scope: 'one' })).toEqual({ replaced: 1 })
    expect(await of(water.id)).toMatchObject({
      items: [
        { name: '郑后', fromOn: '2026-06-01', source: 'handover' },
        { name: '吴前', untilOn: '2026-06-01' },
      ],
    })
  })

  it('of all posts of one person leaves namesakes, other levels and other divisions alone', async () => {
    const person = { ...chief, name: '冯同' }
    const [second, namesake, elsewhere] = [await planned(), await planned(), await planned()]
    await test.asOwner(`update waters set region_code = '500231103000' where id = $1`, [elsewhere.id])
    const first = await assign(water.id, { holder: person })
    await assign(second.id, { holder: person })
    await assign(second.id, { level: 'site', holder: person })
    await assign(namesake.id, { holder: { ...person, mobile: '13900000009' } })
    await assign(elsewhere.id, { holder: person })
    const same = await get(`/duties/${String(first['id'])}/same-person`)
    expect(same['items']).toHaveLength(3)
    const within = { ...asked, scope: 'person', region: '500231102000' }
    expect(await replace(first['id'], within)).toEqual({ replaced: 2 })
    expect(await of(second.id)).toMatchObject({
      items: [{ level: 'village', name: '郑后' }, { level: 'site', name: '冯同' }, { untilOn: '2026-06-01' }],
    })
    expect(await of(namesake.id)).toMatchObject({ items: [{ name: '冯同' }] })
    expect(await of(elsewhere.id)).toMatchObject({ items: [{ name: '冯同' }] })
  })

  it('that does not fit one of the waters changes none', async () => {
    const person = { ...chief, name: '冯全' }
    const second = await planned()
    const first = await assign(water.id, { holder: person })
    await assign(second.id, { holder: person, fromOn: '2026-07-01' })
    expect(await replace(first['id'], { ...asked, scope: 'person' }, 422)).toHaveProperty('code', 'duty.day-refused')
    expect(await of(water.id)).toMatchObject({ items: [{ name: '冯全' }] })
  })
})

describe('waters that lack persons', () => {
  const lacking = async (query: string, actor: Actor = dianjiang) => {
    const { items } = (await get(`/duties/waters?limit=500${query}`, actor)) as { items: { water: { id: string } }[] } // lists answer so
    return items.map(item => item.water.id)
  }

  it('are found by level, page by page, each once, and counted alike', async () => {
    await assign(water.id, { level: 'town' })
    const listed = await planned('listed')
    expect(await lacking('&lacks=town')).not.toContain(water.id)
    expect(await lacking('&lacks=site')).toContain(water.id)
    const any = await lacking('')
    expect(any).toContain(water.id)
    expect(any).not.toContain(listed.id)
    const paged: string[] = []
    let cursor = ''
    do {
      const page = (await get(`/duties/waters?limit=2${cursor}`)) as {
        items: { water: { id: string } }[]
        next?: string
      } // as above
      paged.push(...page.items.map(item => item.water.id))
      cursor = page.next === undefined ? '' : `&cursor=${page.next}`
    } while (cursor !== '')
    expect(paged).toEqual(any)
    const counts = await get('/duties/counts')
    expect(counts).toMatchObject({ any: any.length, town: (await lacking('&lacks=town')).length })
    expect(counts).toMatchObject({ waters: (await lacking('&lacks=none')).length })
  })

  it('lack nothing once all three levels are named, and a post that ended counts as lacking', async () => {
    const ids = []
    for (const level of ['town', 'village', 'site']) ids.push((await assign(water.id, { level }))['id'])
    expect(await lacking('')).not.toContain(water.id)
    await end(ids[2], { untilOn: '2026-11-01', reason: '合同到期' })
    expect(await lacking('&lacks=site')).toContain(water.id)
  })

  it('are those of the reader alone', async () => {
    expect(await lacking('', yongchuan)).not.toContain(water.id)
    expect(await lacking('', municipal)).toContain(water.id)
    expect(await get('/duties/counts?region=500231103105')).toMatchObject({ waters: 0, any: 0 })
  })
})

describe('a list of persons responsible', () => {
  const header = ['水体编号', '级别', '姓名', '单位', '办公电话', '手机', '起始日期']
  const file = (...rows: readonly (readonly unknown[])[]) => {
    const book = utils.book_new()
    utils.book_append_sheet(book, utils.aoa_to_sheet([['责任人名册'], header, ...rows.map(row => [...row])]), '责任人')
    return write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer // so asked
  }
  const send = (bytes: Buffer, query = '', status?: number) =>
    office.call(dianjiang, { method: 'POST', path: `/duties/import${query}`, body: bytes }, status)

  it('names everybody at once, dates written and real', async () => {
    const outcome = await send(
      file(
        [water.code, '镇级', '周大川', '沙坪镇人民政府', '023-74500001', '13900000002', '2026年3月1日'],
        [water.code, '村级', '吴前', '前进村村民委员会', '', '', new Date(Date.UTC(2026, 2, 1))],
      ),
    )
    expect(outcome).toMatchObject({ read: 2, assigned: 2, replaced: 0, unchanged: 0, problems: [] })
    expect(await of(water.id)).toMatchObject({
      items: [
        { level: 'town', name: '周大川', fromOn: '2026-03-01', source: 'workbook' },
        { level: 'village', name: '吴前', fromOn: '2026-03-01' },
      ],
    })
  })

  it('tried only changes nothing', async () => {
    const row = [water.code, '镇级', '周大川', '沙坪镇人民政府', '', '', '2026-03-01']
    expect(await send(file(row), '?dryRun=true')).toMatchObject({ assigned: 1, dryRun: true })
    expect(await of(water.id)).toMatchObject({ items: [] })
  })

  it('with any fault names nobody and says each cell', async () => {
    const outcome = await send(
      file(
        [water.code, '镇级', '周大川', '沙坪镇人民政府', '', '', '2026-03-01'],
        ['500231-999999', '县级', '', '沙坪镇人民政府', '电话', '', '2026年13月1日'],
        [water.code, '镇级', '周大川', '沙坪镇人民政府', '', '', '2026-03-01'],
        [water.code, '村级', '吴前', '前进村村民委员会', '', '', '2026-12-01'],
      ),
    )
    const { problems } = outcome as { problems: { cell: string; code: string }[] } // the contract says so
    expect(problems.map(({ cell, code }) => `${cell} ${code}`).toSorted()).toEqual([
      'A4 cell.water',
      'B4 cell.level',
      'B5 cell.repeated',
      'C4 cell.blank',
      'E4 cell.phone',
      'G4 cell.date',
      'G6 duty.day-refused',
    ])
    expect(outcome).toMatchObject({ assigned: 0 })
    expect(await of(water.id)).toMatchObject({ items: [] })
  })

  it('leaves who stands there already, and replaces somebody else only with a reason', async () => {
    await assign(water.id)
    const same = [water.code, '村级', '吴前', '前进村村民委员会', '', '', '2026-03-01']
    expect(await send(file(same))).toMatchObject({ unchanged: 1, assigned: 0 })
    const other = [water.code, '村级', '郑后', '前进村村民委员会', '', '', '2026-06-01']
    expect(await send(file(other))).toMatchObject({ problems: [{ cell: 'C3', code: 'cell.held' }] })
    const reason = encodeURIComponent('村两委换届')
    expect(await send(file(other), `?reason=${reason}`)).toMatchObject({ replaced: 1, problems: [] })
    expect(await of(water.id)).toMatchObject({ items: [{ name: '郑后' }, { name: '吴前', endReason: '村两委换届' }] })
  })

  it('does not know waters of another county', async () => {
    const foreign = await recordOne(test.database, pond({ regionCode: zhutuo }), municipal)
    const row = [foreign.code, '镇级', '周大川', '沙坪镇人民政府', '', '', '2026-03-01']
    expect(await send(file(row))).toMatchObject({ problems: [{ cell: 'A3', code: 'cell.water' }] })
  })

  it('without the header it needs is refused and says which columns are missing', async () => {
    const bytes = Buffer.from('水体编号,姓名\nx,y')
    expect(await send(bytes, '', 422)).toMatchObject({
      code: 'duty.import-header',
      details: { missing: ['级别', '单位', '起始日期'] },
    })
  })
})

describe('the check of the ledger', () => {
  const faults = async () => {
    const found: RowFault[] = []
    await reading(test.database, systemActor('command-line'), tx =>
      dutyWitness.check(tx, fault => void found.push(fault)),
    )
    return found
  }

  it('finds nothing where every change went through the platform', async () => {
    const named = await assign(water.id)
    await end(named['id'], { untilOn: '2026-06-01', reason: '换届' })
    expect(await faults()).toEqual([])
  })

  it('names posts that were changed, deleted or written in the database itself', async () => {
    const named = await assign(water.id)
    const id = String(named['id'])
    await test.asOwner(`update water_duties set name = '赵改', office_phone = '110' where id = $1`, [id])
    const [changed] = await faults()
    expect(changed).toMatchObject({ fault: 'row-differs', row: id })
    expect(changed?.words.zh).toMatch(/办公电话、姓名/)
    await test.asOwner(`update water_duties set id = '0198a0b0-0000-7000-8000-000000000001' where id = $1`, [id])
    expect((await faults()).map(({ fault }) => fault).toSorted()).toEqual(['row-gone', 'row-unvouched'])
    await test.asOwner(`delete from water_duties where water_id = $1`, [water.id])
    expect((await faults()).map(({ fault }) => fault)).toEqual(['row-gone'])
  })
})
