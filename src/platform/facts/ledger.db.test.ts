import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminPassword, cookieOf, openTestDoor, type Client, type TestDoor } from '../../../tests/support/door.ts'
import { testDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import type { PersonLabel } from '../../domain/person-label.ts'

type Entry = { id: string; kind: string; chain: string; sequence: number; actor: PersonLabel; at: string }
type Ledger = { items: Entry[]; next: string | null }
type Check = {
  sound: boolean
  facts: number
  chains: { chain: string; facts: number; fault: { fault: string; sequence: number } | null }[]
}

let test: TestDatabase
let door: TestDoor
let auditor: Client
let other: Client

beforeAll(async () => {
  test = await testDatabase()
  door = await openTestDoor(test)
  auditor = await enrolAuditor('audit.dianjiang', '500231000000')
  other = await enrolAuditor('audit.yongchuan', '500118000000')
})
afterAll(async () => {
  await door.close()
  await test.close()
})

async function enrolAuditor(username: string, regionCode: string): Promise<Client> {
  const admin = await door.signIn('admin', adminPassword)
  const organisation = await admin.send('POST', '/api/organisations', { name: '督查室', kind: 'audit', regionCode })
  const created = await admin.send('POST', '/api/accounts', {
    username,
    displayName: '钱审',
    role: 'auditor',
    organisationId: organisation.json()['id'],
    regionCode,
    phone: '13900000000',
  })
  const oldPassword = String(created.json()['oneTimePassword'])
  const first = await door.signIn(username, oldPassword)
  const changed = await first.send('POST', '/api/session/password', { oldPassword, newPassword: 'Shenji#2026' })
  return door.withHeaders({ cookie: cookieOf(changed) })
}

const ledger = async (client: Client, query = '') => (await client.get(`/api/facts${query}`)).raw.json<Ledger>()
const check = async (client: Client) => (await client.get('/api/facts/check')).raw.json<Check>()

describe('the ledger', () => {
  it('shows an auditor what happened in the jurisdiction, newest first, in words', async () => {
    const { items } = await ledger(auditor)
    expect(items.map(({ kind }) => kind)).toEqual([
      'password.changed',
      'session.opened',
      'account.created',
      'organisation.created',
    ])
    expect(items[2]).toMatchObject({
      chain: '500231',
      label: { zh: '新增账号', en: 'account created' },
      personal: { displayName: '钱审', phone: '13900000000' },
      actor: { standing: 'working', name: '系统管理员', organisation: '平台管理' },
    })
    expect(items[0]).toMatchObject({ actor: { name: '钱审' } })
  })

  it('filters by kind, subject, person and time', async () => {
    const [newest] = (await ledger(auditor)).items
    const at = encodeURIComponent(newest?.at ?? '')
    expect((await ledger(auditor, '?kind=session.opened')).items).toHaveLength(1)
    expect((await ledger(auditor, `?from=${at}`)).items.map(({ id }) => id)).toEqual([newest?.id])
    expect((await ledger(auditor, `?to=${at}`)).items).toHaveLength(3)
    expect((await ledger(auditor, '?subject=nothing')).items).toEqual([])
    expect((await auditor.get('/api/facts?kind=no.such')).status).toBe(400)
  })

  it('leaves sign-ins out where asked, says how many, and shows a group alone', async () => {
    const page = (await auditor.get('/api/facts?group=without-sign-ins')).raw.json<
      Ledger & { signInsHidden: { count: number; orMore: boolean } | null }
    >()
    expect(page.items.map(({ kind }) => kind)).toEqual(['password.changed', 'account.created', 'organisation.created'])
    expect(page.signInsHidden).toEqual({ count: 1, orMore: false })
    const whose = `&actor=${page.items[1]?.actor.id}`
    expect((await auditor.get(`/api/facts?group=without-sign-ins${whose}`)).json()).toMatchObject({
      signInsHidden: { count: 0, orMore: false },
    })
    expect((await ledger(auditor, '?group=sign-in')).items.map(({ kind }) => kind)).toEqual(['session.opened'])
    expect((await ledger(auditor, '?group=waters')).items).toEqual([])
    expect((await auditor.get('/api/facts')).json()).toMatchObject({ signInsHidden: null })
    expect((await auditor.get('/api/facts?group=nobody')).status).toBe(400)
  })

  it('goes on from a cursor through entries of one instant, each once and in order', async () => {
    await test.asOwner('create table kept_times as select county_code, sequence, at from facts')
    await test.asOwner(`update facts set at = '2026-11-23T08:00:00Z' where county_code = '500231'`)
    const whole = (await ledger(auditor, '?limit=500')).items.map(({ id }) => id)
    const paged: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Ledger = await ledger(auditor, `?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`)
      paged.push(...page.items.map(({ id }) => id))
      cursor = page.next
    }
    expect(paged).toEqual(whole)
    await test.asOwner(`update facts set at = kept.at from kept_times kept
                        where kept.county_code = facts.county_code and kept.sequence = facts.sequence`)
    await test.asOwner('drop table kept_times')
  })

  it('pages through every fact once', async () => {
    const seen: string[] = []
    let query = '?limit=1'
    for (
      let page: Ledger | undefined;
      page === undefined || page.next !== null;
      query = `?limit=1&cursor=${page.next}`
    ) {
      page = await ledger(auditor, query)
      seen.push(...page.items.map(({ id }) => id))
    }
    expect(seen).toEqual((await ledger(auditor)).items.map(({ id }) => id))
  })

  it('shows an erased personal value as erased', async () => {
    await test.asOwner(`delete from fact_personal where field = 'phone' and county_code = '500231'`)
    const { items } = await ledger(auditor, '?kind=account.created')
    expect(items[0]).toMatchObject({ personal: { displayName: '钱审', phone: null } })
    expect(await check(auditor)).toMatchObject({ sound: true })
  })

  it('is not for those who may not read it', async () => {
    const admin = await door.signIn('admin', adminPassword)
    expect((await admin.get('/api/facts')).json()).toMatchObject({ code: 'permission.missing' })
    expect((await admin.get('/api/facts/check')).status).toBe(403)
  })
})

describe('checking the chains', () => {
  const tamperings = [
    [
      'a changed body',
      `update facts set body = '{"via":"other"}' where kind = 'session.opened' and county_code = '500231'`,
      'changed',
      3,
    ],
    [
      'a changed time',
      `update facts set at = at + interval '1 second' where county_code = '500231' and sequence = 2`,
      'changed',
      2,
    ],
    ['a removed fact', `delete from facts where county_code = '500231' and sequence = 2`, 'missing', 2],
    ['a removed last fact', `delete from facts where county_code = '500231' and sequence = 4`, 'missing', 4],
    ['a chain removed whole', `delete from facts where county_code = '500231'`, 'missing', 1],
    ['a removed head', `delete from fact_chains where county_code = '500231'`, 'missing', 5],
    [
      'a changed name',
      `update fact_personal set value = '赵审' where county_code = '500231' and field = 'displayName'`,
      'personal-changed',
      2,
    ],
  ] as const

  it('finds them sound, each auditor those of the own jurisdiction and the common one', async () => {
    const mine = await check(auditor)
    expect(mine.sound).toBe(true)
    expect(mine.chains.map(({ chain, facts }) => [chain, facts > 0])).toEqual([
      ['000000', true],
      ['500231', true],
    ])
    expect((await check(other)).chains.map(({ chain }) => chain)).toEqual(['000000', '500118'])
  })

  it.each(tamperings)('finds %s, and in that county only', async (_what, statement, fault, sequence) => {
    await test.asOwner('create table kept_facts as select * from facts')
    await test.asOwner('create table kept_chains as select * from fact_chains')
    await test.asOwner('create table kept_personal as select * from fact_personal')
    await test.asOwner(statement)
    const found = await check(auditor)
    expect(found.sound).toBe(false)
    expect(found.chains.find(({ chain }) => chain === '500231')?.fault).toMatchObject({ fault, sequence })
    expect((await check(other)).sound).toBe(true)
    for (const [table, kept] of [
      ['facts', 'kept_facts'],
      ['fact_chains', 'kept_chains'],
      ['fact_personal', 'kept_personal'],
    ]) {
      await test.asOwner(`delete from ${table}`)
      await test.asOwner(`insert into ${table} select * from ${kept}`)
      await test.asOwner(`drop table ${kept}`)
    }
  })

  it('cannot be avoided by the application: its role may neither change nor delete a fact', async () => {
    await expect(test.database.pool.query(`update facts set body = '{}'`)).rejects.toThrow(/permission denied/)
    await expect(test.database.pool.query('delete from facts')).rejects.toThrow(/permission denied/)
  })
})
