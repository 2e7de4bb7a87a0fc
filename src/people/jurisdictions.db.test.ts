import { sql } from 'kysely'
import { Client as PgClient } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminPassword, cookieOf, openTestDoor, type Client, type TestDoor } from '../../tests/support/door.ts'
import { testDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { systemActor, wholeCountry } from '../platform/actor.ts'
import { atomically, reading } from '../platform/db/database.ts'
import { disableAccount, handOver } from './account-changes-store.ts'
import { actorForUsername, createAccount, createOrganisation, findActor, requireHandover } from './store.ts'

const dianjiang = '500231000000'
const yongchuan = '500118000000'

let test: TestDatabase
let door: TestDoor
let admin: Client
const ids: Record<string, string> = {}
const organisations: Record<string, string> = {}

beforeAll(async () => {
  test = await testDatabase()
  door = await openTestDoor(test)
  admin = await door.signIn('admin', adminPassword)
  for (const regionCode of ['500000000000', dianjiang, yongchuan]) {
    const created = await admin.send('POST', '/api/organisations', { name: '生态环境局', kind: 'bureau', regionCode })
    organisations[regionCode] = String(created.json()['id'])
  }
  await enrol('zhao', 'municipal-officer', '500000000000')
  await enrol('li', 'county-officer', dianjiang)
  await enrol('chen', 'village-chief', '500231103205')
  await enrol('county.admin', 'administrator', dianjiang)
  await enrol('auditor', 'auditor', dianjiang)
  await enrol('sun', 'county-officer', yongchuan)
})
afterAll(async () => {
  await door.close()
  await test.close()
})

const password = 'Zhanghao#2026'
const clients: Record<string, Client> = {}

async function enrol(username: string, role: string, regionCode: string, phone?: string): Promise<void> {
  const organisationId = organisations[regionCode] ?? organisations[dianjiang]
  const created = await admin.send('POST', '/api/accounts', {
    username,
    displayName: `姓名-${username}`,
    role,
    organisationId,
    regionCode,
    ...(phone === undefined ? {} : { phone }),
  })
  const { account, oneTimePassword } = created.raw.json<{ account: { id: string }; oneTimePassword: string }>()
  const first = await door.signIn(username, oneTimePassword)
  const changed = await first.send('POST', '/api/session/password', {
    oldPassword: oneTimePassword,
    newPassword: password,
  })
  ids[username] = account.id
  clients[username] = door.withHeaders({ cookie: cookieOf(changed) })
}

const as = (username: string): Client => clients[username] ?? door.anyone
const idOf = (username: string): string => ids[username] ?? ''

async function usernamesSeenBy(client: Client, query = ''): Promise<readonly string[]> {
  const answer = await client.get(`/api/accounts${query}`)
  return answer.raw.json<{ items: { username: string }[] }>().items.map(({ username }) => username)
}

describe('the first wall: the application', () => {
  it('shows a county officer the accounts of that county and no others', async () => {
    expect(await usernamesSeenBy(as('li'))).toEqual(['auditor', 'chen', 'county.admin', 'li'])
    expect(await usernamesSeenBy(as('sun'))).toEqual(['sun'])
    expect(await usernamesSeenBy(as('zhao'))).toHaveLength(6)
  })

  it('answers for another county’s account exactly as for none', async () => {
    const elsewhere = await as('sun').get(`/api/accounts/${idOf('li')}`)
    const nowhere = await as('sun').get('/api/accounts/0193f3c2-0000-7000-8000-000000000001')
    expect([elsewhere.status, nowhere.status]).toEqual([404, 404])
    expect(elsewhere.json()['code']).toBe(nowhere.json()['code'])
    for (const what of ['disable', 'enable']) {
      const answer = await as('sun').send('POST', `/api/accounts/${idOf('li')}/${what}`, { reason: '越界' })
      expect(answer.status).toBe(404)
    }
    expect((await as('sun').send('POST', `/api/accounts/${idOf('li')}/password-reset`)).status).toBe(404)
    expect((await as('sun').send('PATCH', `/api/accounts/${idOf('li')}`, { phone: '1', reason: '越界' })).status).toBe(
      400,
    )
  })

  it('finds nothing of another county by search, filter or cursor', async () => {
    expect(await usernamesSeenBy(as('sun'), '?search=li')).toEqual([])
    expect(await usernamesSeenBy(as('sun'), `?region=${dianjiang}`)).toEqual([])
    const cursor = Buffer.from('["a"]').toString('base64url')
    expect(await usernamesSeenBy(as('sun'), `?cursor=${cursor}`)).toEqual(['sun'])
    expect((await as('sun').get('/api/accounts?cursor=nonsense')).json()).toMatchObject({
      code: 'request.cursor-invalid',
    })
  })

  it('pages through every account once', async () => {
    const seen: string[] = []
    let next: string | undefined = ''
    while (next !== undefined) {
      const answer: { items: { username: string }[]; next?: string } = (
        await admin.get(`/api/accounts?limit=2${next === '' ? '' : `&cursor=${next}`}`)
      ).raw.json()
      seen.push(...answer.items.map(({ username }) => username))
      next = answer.next
    }
    expect(seen).toEqual(['admin', 'auditor', 'chen', 'county.admin', 'li', 'sun', 'zhao'])
  })

  it('shows the organisations of the county and of those above it', async () => {
    const answer = await as('li').get('/api/organisations')
    const regions = answer.raw.json<{ items: { regionCode: string }[] }>().items.map(({ regionCode }) => regionCode)
    expect(regions).toEqual([wholeCountry, '500000000000', dianjiang])
  })

  it('needs the permission: a village chief sees no accounts', async () => {
    expect((await as('chen').get('/api/accounts')).json()).toMatchObject({ code: 'permission.missing' })
    expect((await door.anyone.get('/api/accounts')).json()).toMatchObject({ code: 'session.required' })
  })
})

describe('the second wall: the database', () => {
  async function asApplication<Row>(statement: string, scope?: { from: string; to: string }): Promise<Row[]> {
    const client = new PgClient({ connectionString: test.ownerUrl, options: '-c role=jiuqing_app' })
    await client.connect()
    try {
      await client.query('begin')
      if (scope !== undefined) {
        await client.query(`select set_config('app.scope_from', $1, true), set_config('app.scope_to', $2, true)`, [
          scope.from,
          scope.to,
        ])
      }
      return (await client.query(statement)).rows
    } finally {
      await client.end()
    }
  }
  const tables = ['accounts', 'organisations', 'handovers', 'api_tokens', 'facts'] as const

  it('shows nothing without a scope, nor with an empty one', async () => {
    for (const table of tables) {
      expect(await asApplication(`select 1 from ${table}`)).toEqual([])
      expect(await asApplication(`select 1 from ${table}`, { from: '', to: '' })).toEqual([])
    }
  })

  it('shows one county’s accounts inside its scope even where the application forgot to ask', async () => {
    const rows = await asApplication<{ username: string }>('select username from accounts order by 1', {
      from: yongchuan,
      to: '500119000000',
    })
    expect(rows).toEqual([{ username: 'sun' }])
  })

  it('hides other counties from a store function without any condition, run for a county officer', async () => {
    const actor = await actorForUsername(test.database, 'sun')
    const all = await reading(test.database, actor, tx => tx.sql.selectFrom('accounts').select('username').execute())
    expect(all).toEqual([{ username: 'sun' }])
  })

  it('refuses to write into another county', async () => {
    const actor = await actorForUsername(test.database, 'sun')
    const moved = atomically(test.database, actor, tx =>
      tx.sql.updateTable('accounts').set({ region_code: dianjiang }).where('username', '=', 'sun').execute(),
    )
    await expect(moved).rejects.toMatchObject({ kind: { code: 'region.outside-jurisdiction' } })
    const elsewhere = await atomically(test.database, actor, tx =>
      tx.sql.updateTable('accounts').set({ role: 'administrator' }).where('username', '=', 'li').executeTakeFirst(),
    )
    expect(elsewhere.numUpdatedRows).toBe(0n)
  })

  it('lets the application read neither passwords nor sessions', async () => {
    const everywhere = { from: wholeCountry, to: ':' }
    for (const column of ['password_hash', '*']) {
      await expect(asApplication(`select ${column} from auth.credentials`, everywhere)).rejects.toThrow(
        /permission denied/,
      )
    }
    await expect(asApplication('select 1 from auth.sessions', everywhere)).rejects.toThrow(/permission denied/)
  })

  it('lets the role that signs in read no telephone numbers, waters or facts, and write only its own kinds of facts', async () => {
    const signingIn = async (statement: string) => {
      const client = new PgClient({ connectionString: test.ownerUrl, options: '-c role=jiuqing_auth' })
      await client.connect()
      try {
        return (await client.query(statement)).rows
      } finally {
        await client.end()
      }
    }
    await expect(signingIn('select phone from accounts')).rejects.toThrow(/permission denied/)
    await expect(signingIn(`update accounts set role = 'administrator'`)).rejects.toThrow(/permission denied/)
    await expect(signingIn('select 1 from facts')).rejects.toThrow(/permission denied/)
    await expect(signingIn('select 1 from waters')).rejects.toThrow(/permission denied/)
    const forged = `insert into facts select '500231', 999, gen_random_uuid(), 'water.moved', now(), gen_random_uuid(),
                    '500231000000', 'w', '{}', '{}', '', ''`
    await expect(signingIn(forged)).rejects.toThrow(/row-level security/)
  })
})

describe('who may make whom', () => {
  const draft = (more: Record<string, unknown>) => ({
    username: 'not.made',
    displayName: '无',
    role: 'town-chief',
    organisationId: organisations[dianjiang],
    regionCode: '500231103000',
    ...more,
  })
  const codeOf = async (client: Client, more: Record<string, unknown>) =>
    (await client.send('POST', '/api/accounts', draft(more))).json()['code']

  it('keeps a county officer below the administrator and the auditor, and inside the county', async () => {
    for (const role of ['administrator', 'auditor', 'municipal-officer']) {
      expect(await codeOf(as('li'), { role, regionCode: dianjiang })).toBe('account.role-not-yours')
    }
    expect(await codeOf(as('li'), { regionCode: '500118100000' })).toBe('account.region-not-yours')
    expect(await codeOf(as('li'), { regionCode: '500000000000', role: 'county-officer' })).toBe(
      'account.region-not-yours',
    )
    expect(await codeOf(as('li'), { regionCode: dianjiang })).toBe('account.role-level')
    expect(await codeOf(as('li'), { organisationId: organisations[yongchuan] })).toBe('organisation.not-found')
    expect(await codeOf(as('li'), { username: 'sun' })).toBe('account.username-taken')
    expect(await codeOf(as('li'), { username: '王' })).toBe('account.username-malformed')
    expect(await codeOf(as('zhao'), {})).toBe('permission.missing')
  })

  it('leaves administrators and auditors to administrators', async () => {
    for (const [what, body] of [
      ['disable', { reason: '试' }],
      ['password-reset', undefined],
    ] as const) {
      const answer = await as('li').send('POST', `/api/accounts/${idOf('auditor')}/${what}`, body && { reason: '试试' })
      expect(answer.json()).toMatchObject({ code: 'account.role-not-yours' })
    }
    const list = await as('li').get('/api/accounts')
    const manageable = list.raw
      .json<{ items: { username: string; manageable: boolean }[] }>()
      .items.filter(item => item.manageable)
    expect(manageable.map(({ username }) => username)).toEqual(['chen', 'li'])
  })

  it('lets nobody lift or end their own rights', async () => {
    const own = `/api/accounts/${idOf('county.admin')}`
    const change = (body: Record<string, unknown>) => as('county.admin').send('PATCH', own, { ...body, reason: '自己' })
    expect((await change({ role: 'county-officer' })).json()).toMatchObject({ code: 'account.own-rights' })
    expect((await change({ regionCode: '500000000000' })).json()).toMatchObject({ code: 'account.own-rights' })
    expect((await as('county.admin').send('POST', `${own}/disable`, { reason: '自己' })).json()).toMatchObject({
      code: 'account.own-rights',
    })
    expect((await change({ phone: '023-7460 0000' })).json()).toMatchObject({ phone: '023-7460 0000' })
  })

  it('never turns an administrator into an auditor, nor lets one telephone number be both', async () => {
    const turned = await admin.send('PATCH', `/api/accounts/${idOf('county.admin')}`, {
      role: 'auditor',
      reason: '转岗',
    })
    expect(turned.json()).toMatchObject({ code: 'account.roles-separated' })
    const both = { role: 'auditor', regionCode: dianjiang, phone: '023-7460 0000' }
    expect(await codeOf(admin, both)).toBe('account.roles-separated')
  })

  it('says what changed, in the ledger, without names of people in the chain', async () => {
    const answer = await as('li').send('PATCH', `/api/accounts/${idOf('chen')}`, {
      displayName: '陈新名',
      regionCode: '500231103206',
      reason: '换村任职',
    })
    expect(answer.json()).toMatchObject({ displayName: '陈新名', regionCode: '500231103206' })
    const facts = await test.asOwner(
      `select body, personal from facts where kind = 'account.changed' and subject_id = $1`,
      [idOf('chen')],
    )
    expect(facts).toEqual([
      {
        body: { changed: ['displayName', 'regionCode'], reason: '换村任职', to: { regionCode: '500231103206' } },
        personal: { displayName: expect.stringMatching(/^[0-9a-f]{64}$/) },
      },
    ])
    const same = await as('li').send('PATCH', `/api/accounts/${idOf('chen')}`, {
      displayName: '陈新名',
      reason: '再改',
    })
    expect(same.status).toBe(200)
    expect(
      await test.asOwner(`select 1 from facts where kind = 'account.changed' and subject_id = $1`, [idOf('chen')]),
    ).toHaveLength(1)
  })

  it('keeps the last administrator in office, also when two disable each other at once', async () => {
    const only = atomically(test.database, systemActor('command-line'), async tx => {
      const found = await sql<{ id: string }>`select id from accounts where username = 'admin'`.execute(tx.sql)
      return disableAccount(tx, found.rows[0]?.id ?? '', '误操作')
    })
    await expect(only).rejects.toMatchObject({ kind: { code: 'account.last-administrator' } })
    await enrol('twin.one', 'administrator', '510000000000')
    await enrol('twin.two', 'administrator', '510000000000')
    await admin.send('POST', `/api/accounts/${idOf('county.admin')}/disable`, { reason: '另有管理员' })
    const disable = (who: string, whom: string) =>
      as(who).send('POST', `/api/accounts/${idOf(whom)}/disable`, { reason: '互相停用' })
    const answers = await Promise.all([disable('twin.one', 'twin.two'), disable('twin.two', 'twin.one')])
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    const left = await test.asOwner(
      `select count(*)::int as left from accounts where username like 'twin.%' and disabled_at is null`,
    )
    expect(left).toEqual([{ left: 1 }])
  })
})

describe('handing over', () => {
  it('records giver, receiver and reason, and disables the giver where asked', async () => {
    await enrol('leaving', 'county-officer', dianjiang)
    const answer = await as('li').send('POST', `/api/accounts/${idOf('leaving')}/handover`, {
      toAccountId: idOf('li'),
      reason: '调任市局',
      disable: true,
    })
    expect(answer.json()).toMatchObject({ from: { disabled: true }, to: { username: 'li' } })
    const handoverId = String(answer.json()['handoverId'])
    const facts = await test.asOwner(
      `select kind, body from facts where subject_id = $1 and kind like 'account.%' order by sequence`,
      [idOf('leaving')],
    )
    expect(facts.slice(1)).toEqual([
      { kind: 'account.handed-over', body: { toAccountId: idOf('li'), reason: '调任市局', handoverId } },
      { kind: 'account.disabled', body: { reason: '调任市局' } },
    ])
    const found = await reading(test.database, systemActor('job'), tx => requireHandover(tx, handoverId))
    expect(found).toMatchObject({ to_account: idOf('li'), disabled: true })
    expect(await findActor(test.database, idOf('leaving'))).toBeUndefined()
  })

  it('goes only to somebody in office who answers for the same area with the same rights', async () => {
    await enrol('giver', 'county-officer', dianjiang)
    await enrol('weaker', 'operator', dianjiang)
    const to = async (username: string) => {
      const toAccountId = idOf(username)
      const answer = await admin.send('POST', `/api/accounts/${idOf('giver')}/handover`, {
        toAccountId,
        reason: '移交',
      })
      return String(answer.json()['zh'])
    }
    expect(await to('sun')).toContain('辖区')
    expect(await to('weaker')).toContain('权限')
    expect(await to('giver')).toContain('同一账号')
    expect(await to('leaving')).toContain('已停用')
    expect((await admin.get(`/api/accounts/${idOf('giver')}`)).json()).toMatchObject({ disabled: false })
  })
})

describe('the command line', () => {
  it('acts as a named person within that person’s jurisdiction', async () => {
    const actor = await actorForUsername(test.database, 'LI')
    expect(actor).toMatchObject({ username: 'li', via: 'command-line', range: { from: dianjiang } })
    const organisation = atomically(test.database, actor, tx =>
      createOrganisation(tx, { name: '越界单位', kind: 'other', regionCode: yongchuan }),
    )
    await expect(organisation).rejects.toMatchObject({ kind: { code: 'account.region-not-yours' } })
  })

  it('refuses a name that is unknown or disabled, and says so', async () => {
    for (const username of ['nobody', 'leaving']) {
      await expect(actorForUsername(test.database, username)).rejects.toMatchObject({
        kind: { code: 'account.username-unknown' },
      })
    }
  })

  it('leaves nothing behind of an account whose creation fails later', async () => {
    const failing = atomically(test.database, systemActor('command-line'), async tx => {
      await createAccount(tx, {
        username: 'half.made',
        displayName: '半途',
        role: 'expert',
        organisationId: organisations[dianjiang] ?? '',
        regionCode: dianjiang,
        passwordHash: 'none',
        mustChangePassword: true,
      })
      await handOver(tx, { fromId: 'x', toId: 'y', reason: '', disable: false })
    })
    await expect(failing).rejects.toThrow('uuid')
    expect(await test.asOwner(`select 1 from accounts where username = 'half.made'`)).toEqual([])
  })
})
