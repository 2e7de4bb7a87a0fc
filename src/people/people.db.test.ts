import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminPassword, cookieOf, openTestDoor, type Client, type TestDoor } from '../../tests/support/door.ts'
import { testDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { actorForUsername } from './store.ts'

const minuteMs = 60_000
let now = new Date('2026-11-23T01:00:00Z')
const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * minuteMs)
}

let test: TestDatabase
let door: TestDoor
let organisationId: string

beforeAll(async () => {
  test = await testDatabase({ clock: () => now })
  door = await openTestDoor(test, { publicUrl: 'https://jiuqing.example' })
  const admin = await door.signIn('admin', adminPassword)
  const created = await admin.send('POST', '/api/organisations', {
    name: '垫江县生态环境局',
    kind: 'bureau',
    regionCode: '500231000000',
  })
  organisationId = String(created.json()['id'])
})
afterAll(async () => {
  await door.close()
  await test.close()
})

/** Creates an account as the first administrator and gives its one-time password. */
async function newAccount(username: string, more: Record<string, unknown> = {}) {
  const admin = await door.signIn('admin', adminPassword)
  const answer = await admin.send('POST', '/api/accounts', {
    username,
    displayName: '王敏',
    role: 'county-officer',
    organisationId,
    regionCode: '500231000000',
    ...more,
  })
  expect(answer.raw.body).toContain('oneTimePassword')
  const { account, oneTimePassword } = answer.raw.json<{ account: { id: string }; oneTimePassword: string }>()
  return { id: account.id, oneTimePassword }
}

/** The same, past the forced change of password. */
async function ready(username: string, more: Record<string, unknown> = {}) {
  const { id, oneTimePassword } = await newAccount(username, more)
  const first = await door.signIn(username, oneTimePassword)
  const password = 'Zhanghao#2026'
  const changed = await first.send('POST', '/api/session/password', {
    oldPassword: oneTimePassword,
    newPassword: password,
  })
  expect(changed.status).toBe(200)
  return { id, password, client: door.withHeaders({ cookie: cookieOf(changed) }) }
}

const signInWith = (username: string, password: string) =>
  door.anyone.send('POST', '/api/session', { username, password })

const kindsAbout = (id: string) =>
  test
    .asOwner('select kind from facts where subject_id = $1 order by county_code, sequence', [id])
    .then(rows => rows.map(({ kind }) => kind))

describe('signing in', () => {
  it('sets a cookie no script can read and says who is there', async () => {
    const answer = await signInWith('ADMIN ', adminPassword)
    expect(answer.status).toBe(200)
    expect(answer.json()).toMatchObject({
      account: { username: 'admin', role: 'administrator' },
      mustChangePassword: false,
    })
    expect(String(answer.raw.headers['set-cookie'])).toMatch(
      /^jiuqing\.session_token=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
    )
    const client = door.withHeaders({ cookie: `other=1; ${cookieOf(answer)}` })
    expect((await client.get('/api/session')).json()).toMatchObject({ via: 'session', idleMinutes: 30 })
  })

  it('answers an unknown name and a wrong password with the same words', async () => {
    await newAccount('same.words')
    const unknown = await signInWith('nobody.here', 'Wrong-1234')
    const wrong = await signInWith('same.words', 'Wrong-1234')
    const plain = (answer: typeof wrong) => ({ ...answer.json(), instance: undefined })
    expect(wrong.status).toBe(401)
    expect(plain(unknown)).toEqual(plain(wrong))
  })

  it('names a character that cannot be kept instead of failing', async () => {
    const answer = await signInWith('nul\u0000l', 'Wrong-1234')
    expect([answer.status, answer.json()['code']]).toEqual([400, 'request.text-unstorable'])
  })

  it('keeps no name that nobody has in the ledger', async () => {
    await signInWith('My-Secret-Password-1', 'x')
    const rows = await test.asOwner(`select body from facts where kind = 'session.refused' and subject_id = 'unknown'`)
    expect(JSON.stringify(rows)).not.toContain('secret')
    expect(rows).toContainEqual({ body: { username: 'my***', why: 'unknown' } })
  })

  it('ends on signing out, and says so in the ledger', async () => {
    const { id, client } = await ready('signs.out')
    const out = await client.send('DELETE', '/api/session')
    expect(out.status).toBe(200)
    expect(String(out.raw.headers['set-cookie'])).toContain('Max-Age=0')
    expect((await client.get('/api/session')).status).toBe(401)
    expect(await kindsAbout(id)).toEqual(['account.created', 'session.opened', 'password.changed', 'session.closed'])
  })

  it('is refused from an address that tries more than sixty times a minute', async () => {
    const statuses: number[] = []
    for (let attempt = 0; attempt < 61; attempt++) {
      const answer = await door.door.http.inject({
        method: 'POST',
        url: '/api/session',
        remoteAddress: '192.0.2.1',
        headers: { 'content-type': 'application/json' },
        payload: '{}',
      })
      statuses.push(answer.statusCode)
    }
    expect(statuses).toEqual([...Array(60).fill(400), 429])
  })

  it('refuses a request from another site', async () => {
    const { client } = await ready('foreign.origin')
    const answer = await door.door.http.inject({
      method: 'POST',
      url: '/api/session',
      headers: { origin: 'https://evil.example', 'content-type': 'application/json' },
      payload: '{}',
    })
    expect(answer.statusCode).toBe(403)
    expect((await client.get('/api/session')).status).toBe(200)
  })
})

describe('the first password', () => {
  it('opens nothing but its own change', async () => {
    const { oneTimePassword } = await newAccount('must.change')
    const client = await door.signIn('must.change', oneTimePassword)
    expect((await client.get('/api/session')).json()).toMatchObject({
      mustChangePassword: true,
      mustChangeBecause: 'first',
    })
    const barred = await client.get('/api/accounts')
    expect(barred.status).toBe(403)
    expect(barred.json()).toMatchObject({ code: 'password.change-required' })
  })

  it('is changed into one that keeps the rules, each broken rule named', async () => {
    const { oneTimePassword } = await newAccount('rule.keeper')
    const client = await door.signIn('rule.keeper', oneTimePassword)
    const weak = await client.send('POST', '/api/session/password', {
      oldPassword: oneTimePassword,
      newPassword: 'abc',
    })
    expect(weak.status).toBe(422)
    expect(String(weak.json()['zh'])).toMatch(/至少 8 位.*3 种/)
    const wrongOld = await client.send('POST', '/api/session/password', {
      oldPassword: 'no',
      newPassword: 'Good-2026-x',
    })
    expect(wrongOld.json()).toMatchObject({ code: 'password.wrong' })
  })

  it('ends every other session when it is changed', async () => {
    const { password, client } = await ready('two.places')
    const other = await door.signIn('two.places', password)
    const changed = await client.send('POST', '/api/session/password', {
      oldPassword: password,
      newPassword: 'Another-2026',
    })
    expect(changed.status).toBe(200)
    expect((await other.get('/api/session')).status).toBe(401)
    expect((await client.get('/api/session')).status).toBe(401)
    const rotated = door.withHeaders({ cookie: cookieOf(changed) })
    expect((await rotated.get('/api/session')).status).toBe(200)
  })

  it('stays as an administrator reset it while the change was under way', async () => {
    const { id, password } = await ready('changes.late')
    const admin = await door.signIn('admin', adminPassword)
    const [changed, reset] = await Promise.all([
      door.people
        .changePassword(await actorForUsername(test.database, 'changes.late'), {
          oldPassword: password,
          newPassword: 'Mine-2026-now',
        })
        .catch((error: unknown) => error),
      admin.send('POST', `/api/accounts/${id}/password-reset`),
    ])
    const oneTimePassword = String(reset.json()['oneTimePassword'])
    const mine = (await signInWith('changes.late', 'Mine-2026-now')).status
    const theirs = (await signInWith('changes.late', oneTimePassword)).status
    // Whichever came last holds, and never both.
    expect([mine, theirs].toSorted()).toEqual([200, 401])
    expect(changed).toBeDefined()
  })

  it('must be renewed after 90 days, not a day before', async () => {
    const { password } = await ready('ninety.days')
    const day = 24 * 60
    later(90 * day - 1)
    expect((await signInWith('ninety.days', password)).json()).toMatchObject({ mustChangePassword: false })
    later(1)
    expect((await signInWith('ninety.days', password)).json()).toMatchObject({ mustChangeBecause: 'expired' })
    later(-90 * day)
  })
})

describe('lock-out', () => {
  it('locks after five failures, names the minutes left, and opens again by itself', async () => {
    const { id, password } = await ready('locks.out')
    for (let failure = 1; failure < 5; failure++) expect((await signInWith('locks.out', 'Wrong-1')).status).toBe(401)
    const fifth = await signInWith('locks.out', 'Wrong-1')
    expect(fifth.status).toBe(429)
    expect(String(fifth.json()['zh'])).toContain('15 分钟')
    later(5)
    const right = await signInWith('locks.out', password)
    expect(right.status).toBe(429)
    expect(String(right.json()['en'])).toContain('10 min')
    const admin = await door.signIn('admin', adminPassword)
    expect((await admin.get(`/api/accounts/${id}`)).json()).toMatchObject({ lockedUntil: '2026-11-23T01:15:00.000Z' })
    later(10)
    expect((await signInWith('locks.out', password)).status).toBe(200)
    expect((await admin.get(`/api/accounts/${id}`)).json()).toMatchObject({ lockedUntil: null })
    later(-15)
  })

  it('forgets four failures after one success', async () => {
    const { password } = await ready('four.times')
    for (const round of [1, 2]) {
      for (let failure = 1; failure < 5; failure++) await signInWith('four.times', `Wrong-${round}`)
      expect((await signInWith('four.times', password)).status).toBe(200)
    }
  })

  it('gives twenty attempts at once no more tries than one after another', async () => {
    await ready('many.at.once')
    const attempts = await Promise.all(
      [...Array(20).keys()].map(() => door.people.signIn('many.at.once', 'Wrong-1').catch(error => error.kind.code)),
    )
    expect(attempts.filter(code => code === 'session.refused')).toHaveLength(4)
    expect(attempts.filter(code => code === 'session.locked')).toHaveLength(16)
  })

  it('locks a name that nobody has in the same way', async () => {
    const codes: unknown[] = []
    for (let attempt = 0; attempt < 6; attempt++) codes.push((await signInWith('ghost.user', 'x')).json()['code'])
    expect(codes).toEqual([...Array(4).fill('session.refused'), 'session.locked', 'session.locked'])
  })

  it('ends with a reset by the administrator, whose one-time password works at once', async () => {
    const { id } = await ready('reset.me')
    for (let failure = 0; failure < 5; failure++) await signInWith('reset.me', 'Wrong-1')
    const admin = await door.signIn('admin', adminPassword)
    const reset = await admin.send('POST', `/api/accounts/${id}/password-reset`)
    const answer = await signInWith('reset.me', String(reset.json()['oneTimePassword']))
    expect(answer.json()).toMatchObject({ mustChangePassword: true, mustChangeBecause: 'first' })
  })
})

describe('idleness', () => {
  const afterIdling = async (client: Client, minutes: number) => {
    later(minutes)
    return (await client.get('/api/session')).status
  }

  it('ends a session after 30 minutes without use, not before', async () => {
    const { client } = await ready('idles')
    expect(await afterIdling(client, 29)).toBe(200)
    expect(await afterIdling(client, 29)).toBe(200)
    expect(await afterIdling(client, 30)).toBe(401)
    later(-88)
  })

  it('counts a page that refreshes by itself as nobody there', async () => {
    const { password } = await ready('left.open')
    const answer = await signInWith('left.open', password)
    const page = door.withHeaders({ cookie: cookieOf(answer), 'jiuqing-unattended': '1' })
    expect(await afterIdling(page, 20)).toBe(200)
    expect(await afterIdling(page, 10)).toBe(401)
    later(-30)
  })

  it('ends even a busy session after 12 hours', async () => {
    const { client } = await ready('busy.day')
    for (let half = 0; half < 28; half++) expect(await afterIdling(client, 25)).toBe(200)
    expect(await afterIdling(client, 20)).toBe(401)
    later(-720)
  })
})

describe('API tokens', () => {
  it('do what both the person and the token may, are shown once and end when revoked', async () => {
    const { client } = await ready('has.token')
    const issued = await client.send('POST', '/api/tokens', {
      label: '县水质接口',
      permissions: ['people.read'],
      expiresInDays: 30,
    })
    const { secret, token } = issued.raw.json<{ secret: string; token: { id: string } }>()
    expect(JSON.stringify(await test.asOwner('select * from api_tokens'))).not.toContain(secret)
    const program = door.withHeaders({ authorization: `Bearer ${secret}` })
    expect((await program.get('/api/accounts')).status).toBe(200)
    expect((await program.get('/api/facts')).status).toBe(403)
    expect((await program.get('/api/session')).json()).toMatchObject({ via: 'token', permissions: ['people.read'] })
    const again = await program.send('POST', '/api/tokens', {
      label: 'x',
      permissions: ['people.read'],
      expiresInDays: 1,
    })
    expect(again.json()).toMatchObject({ code: 'session.not-token' })
    expect((await client.send('DELETE', `/api/tokens/${token.id}`)).status).toBe(200)
    expect((await program.get('/api/accounts')).json()).toMatchObject({ code: 'token.invalid' })
  })

  it('cannot reach beyond the rights or the longest life', async () => {
    const { client } = await ready('wants.more')
    const ask = (permissions: string[], expiresInDays: number) =>
      client.send('POST', '/api/tokens', { label: '试', permissions, expiresInDays })
    expect((await ask(['places.import'], 30)).json()).toMatchObject({ code: 'token.beyond-rights' })
    expect((await ask(['people.read'], 366)).json()).toMatchObject({ code: 'token.too-long' })
    expect((await ask(['people.read'], 365)).status).toBe(200)
  })

  it('expire on their day and end with the account', async () => {
    const { id, client } = await ready('token.ends')
    const issue = async () =>
      String(
        (
          await client.send('POST', '/api/tokens', { label: '短', permissions: ['people.read'], expiresInDays: 1 })
        ).json()['secret'],
      )
    const program = door.withHeaders({ authorization: `Bearer ${await issue()}` })
    later(24 * 60 - 1)
    expect((await program.get('/api/accounts')).status).toBe(200)
    later(1)
    expect((await program.get('/api/accounts')).status).toBe(401)
    later(-24 * 60)
    const admin = await door.signIn('admin', adminPassword)
    await admin.send('POST', `/api/accounts/${id}/disable`, { reason: '离职' })
    expect((await program.get('/api/accounts')).status).toBe(401)
  })
})

describe('disabling', () => {
  it('ends sessions at once and tells only whoever knows the password', async () => {
    const { id, password, client } = await ready('leaves')
    const admin = await door.signIn('admin', adminPassword)
    expect((await admin.send('POST', `/api/accounts/${id}/disable`, { reason: '调离' })).json()).toMatchObject({
      disabled: true,
    })
    expect((await client.get('/api/session')).status).toBe(401)
    expect((await signInWith('leaves', password)).json()).toMatchObject({ code: 'session.disabled' })
    expect((await signInWith('leaves', 'Wrong-1')).json()).toMatchObject({ code: 'session.refused' })
    await admin.send('POST', `/api/accounts/${id}/enable`, { reason: '调回' })
    expect((await client.get('/api/session')).status).toBe(401)
    expect((await signInWith('leaves', password)).status).toBe(200)
  })
})
