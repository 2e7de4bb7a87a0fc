import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openActorDoor, type ActorDoor } from '../../tests/support/actor-door.ts'
import { actorOf } from '../../tests/support/actors.ts'
import { testDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { withPlaces } from '../../tests/support/waters.ts'
import { uuidv7 } from '../domain/ids.ts'
import type { Role } from '../domain/permissions.ts'
import { actorForUsername, createAccount, createOrganisation } from '../people/store.ts'
import { systemActor, type Actor } from '../platform/actor.ts'
import { atomically, reading } from '../platform/db/database.ts'
import { openFileStore } from '../platform/files/attachments-store.ts'
import type { Notice, NoticeSummary } from './contract.ts'
import { filesOfNotices } from './notice-files-store.ts'
import { awaitedNotices } from './notices-store.ts'
import { serveNotices } from './routes.ts'
import { noticeWitness } from './witness-store.ts'

const dianjiang = '500231000000'
const yongchuan = '500118000000'

let test: TestDatabase
let office: ActorDoor
let folder: string
let now = new Date('2026-12-01T02:00:00Z')
let people: Readonly<Record<'city' | 'officer' | 'chief' | 'elsewhere', Actor>>

beforeAll(async () => {
  test = await testDatabase({ clock: () => now })
  await withPlaces(test.database)
  folder = await mkdtemp(join(tmpdir(), 'jiuqing-notices-'))
  const files = await openFileStore(folder)
  office = await openActorDoor(test, door => serveNotices(door, files))
  people = {
    city: await person('wang', 'municipal-officer', '500000000000'),
    officer: await person('li', 'county-officer', dianjiang),
    chief: await person('chen', 'town-chief', '500231102000'),
    elsewhere: await person('zhao', 'county-officer', yongchuan),
  }
})
afterAll(async () => {
  await office.close()
  await test.close()
  await rm(folder, { recursive: true, force: true })
})

async function person(username: string, role: Role, regionCode: string): Promise<Actor> {
  await atomically(test.database, systemActor('command-line'), async tx => {
    const organisation = await createOrganisation(tx, { name: `${username}局`, kind: 'bureau', regionCode })
    const passwordHash = 'not a hash that any password gives'
    const names = { username, displayName: username, role, organisationId: organisation.id, regionCode }
    await createAccount(tx, { ...names, passwordHash, mustChangePassword: false })
  })
  return actorForUsername(test.database, username)
}

type Body = Notice & {
  readonly code: string
  readonly items: readonly NoticeSummary[]
  readonly next: string
  readonly unread: number
  readonly overdue: number
}

async function call(actor: Actor, method: 'GET' | 'POST', path: string, body?: object): Promise<Body> {
  now = new Date(now.getTime() + 1000)
  await office.call(actor, { method: 'GET', path: '/notices/unread' }) // makes the actor known at the door
  const answer = await office.door.http.inject({
    method,
    url: `/api/notices${path}`,
    headers: { 'x-actor': actor.username },
    ...(body === undefined ? {} : { payload: body }),
  })
  return answer.json() as Body
}

const issue = (actor: Actor, changes: object = {}) =>
  call(actor, 'POST', '', {
    kind: 'notice',
    title: '关于开展排查的通知',
    text: '请各区县开展排查。',
    divisions: [dianjiang],
    ...changes,
  })
const titlesOf = ({ items }: Body) => items.map(({ title }) => title)
const faults = () =>
  reading(test.database, systemActor('job'), async tx => {
    const found: string[] = []
    await noticeWitness.check(tx, ({ words }) => found.push(words.en))
    return found
  })

describe('a notice', () => {
  it('reaches whom it is addressed to, and is there for nobody else', async () => {
    const { city, officer, chief, elsewhere } = people
    const { id } = await issue(city, { title: '致垫江', roles: ['county-officer'] })
    expect((await call(officer, 'GET', `/${id}`)).receipt).toBe('unread')
    for (const actor of [chief, elsewhere]) expect((await call(actor, 'GET', `/${id}`)).code).toBe('notice.not-found')
    expect(titlesOf(await call(officer, 'GET', ''))).toContain('致垫江')
    expect(titlesOf(await call(chief, 'GET', ''))).not.toContain('致垫江')
    expect(titlesOf(await call(city, 'GET', ''))).toEqual([])
    expect(titlesOf(await call(city, 'GET', '?box=issued'))).toEqual(['致垫江'])
  })

  it('is opened and confirmed once, each a fact; its issuer sees by whom, a reader does not', async () => {
    const { city, officer, chief } = people
    const { id } = await issue(city, { title: '回执', replyBy: '2026-12-10' })
    for (const _ of [1, 2]) expect((await call(chief, 'POST', `/${id}/opening`)).receipt).toBe('opened')
    for (const _ of [1, 2]) expect((await call(officer, 'POST', `/${id}/confirmation`)).receipt).toBe('confirmed')
    const { receipts } = await call(city, 'GET', `/${id}`)
    expect(receipts?.map(({ county, state }) => [county, state])).toEqual([
      ['垫江县', 'confirmed'],
      ['垫江县', 'opened'],
    ])
    expect((await call(officer, 'GET', `/${id}`)).receipts).toBeUndefined()
    const told = await test.asOwner(`select kind from facts where subject_id = $1 order by at, sequence`, [id])
    expect(told.map(({ kind }) => kind)).toEqual([
      'notice.issued',
      'notice.opened',
      'notice.opened',
      'notice.confirmed',
    ])
    expect((await call(city, 'POST', `/${id}/opening`)).code).toBe('notice.not-addressed')
  })

  it('is overdue the day after, and counted so until it is confirmed', async () => {
    const { city, chief } = people
    const before = await call(chief, 'GET', '/unread')
    const { id } = await issue(city, { title: '限期', roles: ['town-chief'], replyBy: '2026-12-01' })
    expect(await call(chief, 'GET', '/unread')).toEqual({ unread: before.unread + 1, overdue: before.overdue })
    now = new Date('2026-12-02T02:00:00Z')
    expect((await call(chief, 'GET', '/unread')).overdue).toBe(before.overdue + 1)
    expect((await call(city, 'GET', `/${id}`)).receipts?.map(({ state }) => state)).toEqual(['overdue'])
    await call(chief, 'POST', `/${id}/confirmation`)
    expect(await call(chief, 'GET', '/unread')).toEqual(before)
  })

  it('is replaced by a new one or withdrawn with a reason, and stays readable', async () => {
    const { city, officer } = people
    const { id } = await issue(city, { title: '旧版' })
    const renewed = await issue(city, { title: '新版', replaces: id })
    expect(await call(officer, 'GET', `/${id}`)).toMatchObject({ state: 'replaced', replacedBy: renewed.id })
    expect((await call(officer, 'POST', `/${id}/confirmation`)).code).toBe('notice.not-in-force')
    expect((await issue(city, { title: '再版', replaces: id })).code).toBe('notice.not-in-force')
    expect((await call(officer, 'POST', `/${renewed.id}/withdrawal`, { reason: '有误' })).code).toBe(
      'notice.issued-elsewhere',
    )
    await call(city, 'POST', `/${renewed.id}/withdrawal`, { reason: '日期有误' })
    expect(await call(officer, 'GET', `/${renewed.id}`)).toMatchObject({
      state: 'withdrawn',
      withdrawnReason: '日期有误',
    })
  })

  it('waits for its reader: with a day until it is confirmed, without one until it is opened, the most urgent first', async () => {
    const { city, officer, elsewhere } = people
    const waiting = (actor: Actor) =>
      reading(test.database, actor, async tx => {
        const { count, examples } = await awaitedNotices(tx)
        return { count, titles: examples.map(({ title }) => title) }
      })
    const before = await waiting(officer)
    const open = { roles: ['county-officer'] }
    const dateless = await issue(city, { title: '不限期', ...open })
    const dated = await issue(city, { title: '待回执', replyBy: '2026-12-03', ...open })
    const more = await waiting(officer)
    expect(more.count).toBe(before.count + 2)
    expect(more.titles.indexOf('待回执')).toBeLessThan(more.titles.indexOf('不限期'))
    for (const { id } of [dateless, dated]) await call(officer, 'POST', `/${id}/opening`)
    expect((await waiting(officer)).titles).toContain('待回执')
    expect((await waiting(officer)).count).toBe(before.count + 1)
    await call(officer, 'POST', `/${dated.id}/confirmation`)
    expect(await waiting(officer)).toEqual(before)
    expect((await waiting(elsewhere)).count).toBe(0)
  })

  describe('with a file', () => {
    const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])
    const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
    const send = (actor: Actor, id: string, bytes = png, status = 200) =>
      office.call(
        actor,
        { method: 'PUT', path: `/notices/files/${id}?name=a.png&sha256=${hashOf(bytes)}`, body: bytes },
        status,
      )
    const fetched = (actor: Actor, notice: string, id: string, status = 200) =>
      office.call(actor, { method: 'GET', path: `/notices/${notice}/files/${id}` }, status)

    it('takes it along for good: whoever may read the notice may read the file, nobody else', async () => {
      const { city, officer, chief, elsewhere } = people
      const id = uuidv7(now.getTime())
      for (const _ of [1, 2]) await send(city, id)
      const notice = await issue(city, { title: '附件', roles: ['county-officer'], files: [id] })
      expect(notice.files).toEqual([{ id, name: 'a.png', type: 'image/png', bytes: png.length }])
      for (const actor of [city, officer]) expect(await fetched(actor, notice.id, id)).toHaveProperty('body')
      for (const actor of [chief, elsewhere])
        expect(await fetched(actor, notice.id, id, 404)).toMatchObject({ code: 'notice.not-found' })
      const other = await issue(city, { title: '无附件', divisions: [yongchuan] })
      expect(await fetched(elsewhere, other.id, id, 404)).toMatchObject({ code: 'notice.file-not-found' })
      expect((await issue(city, { files: [id] })).code).toBe('notice.files-not-there')
      const lost = hashOf(Buffer.from('none'))
      const named = await reading(test.database, systemActor('job'), tx => filesOfNotices(tx, [hashOf(png), lost]))
      expect(named).toEqual([hashOf(png)])
    })

    it('refuses another under its id, one of somebody else, one that is no picture or paper', async () => {
      const { city, officer, chief } = people
      const id = uuidv7(now.getTime())
      await send(city, id)
      expect(await send(city, id, Buffer.concat([png, png]), 409)).toMatchObject({ code: 'notice.file-differs' })
      expect((await issue(officer, { files: [id] })).code).toBe('notice.files-not-there')
      const text = Buffer.from('只是文字，不是图片')
      expect(await send(city, uuidv7(1), text, 415)).toMatchObject({ code: 'attachment.type-refused' })
      expect(await send(chief, uuidv7(2), png, 403)).toMatchObject({ code: 'permission.missing' })
    })
  })

  it('goes only to the issuer’s own divisions, with a day that is not past', async () => {
    const { officer } = people
    expect((await issue(officer, { divisions: [yongchuan] })).code).toBe('notice.division-elsewhere')
    expect((await issue(officer, { replyBy: '2026-12-01' })).code).toBe('notice.day-past')
    expect((await issue(people.chief)).code).toBe('permission.missing')
    expect((await issue(officer, { title: '今天', replyBy: '2026-12-02', divisions: ['500231102000'] })).state).toBe(
      'in-force',
    )
  })

  it('is listed page by page, unread first', async () => {
    const { chief } = people
    const all = (await call(chief, 'GET', '')).items
    const ranks = all.map(({ receipt }) => (receipt === 'unread' ? 0 : 1))
    expect(ranks).toEqual(ranks.toSorted())
    expect(new Set(ranks).size).toBe(2)
    const first = await call(chief, 'GET', '?limit=1')
    const rest = await call(chief, 'GET', `?limit=500&cursor=${first.next}`)
    expect([...first.items, ...rest.items]).toEqual(all)
  })
})

describe('the ledger', () => {
  it('vouches for notices and receipts, and names what was changed behind its back', async () => {
    expect(await faults()).toEqual([])
    await test.asOwner(`update notices set body_text = '假' where title = '旧版'`)
    await test.asOwner(`update notice_receipts set confirmed_at = null where confirmed_at is not null`)
    await test.asOwner(`update notice_files set name = '换.png' where notice_id is not null`)
    await test.asOwner(`delete from notice_receipts where confirmed_at is null and account_id = $1`, [
      people.chief.accountId,
    ])
    const found = await faults()
    expect(found.some(words => /^notice .* content was changed/.test(words))).toBe(true)
    expect(found.some(words => /time of confirmation/.test(words))).toBe(true)
    expect(found.some(words => /^file .* of a notice.*name and type/.test(words))).toBe(true)
    expect(found.some(words => /^receipt .* is gone/.test(words))).toBe(true)
  })
})

it('a notice to a county reaches the chief of a village in it', async () => {
  const villager = actorOf('luo', 'village-chief', '500231102201')
  const { id } = await issue(people.officer, { title: '到村' })
  expect((await call(villager, 'POST', `/${id}/opening`)).receipt).toBe('opened')
})
