import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { withDatabaseName } from '../support/database-address.ts'
import { platformProcess, torturePassword, type PlatformProcess } from '../torture/platform-process.ts'

const name = `jiuqing_three_${randomBytes(6).toString('hex')}`
const databaseUrl = withDatabaseName(inject('serverUrl'), name)
let folder: string
let servers: readonly PlatformProcess[]

/** One statement on the test's database server, or on the three servers' own database. */
async function ask(statement: string, url = databaseUrl): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows
  } finally {
    await client.end()
  }
}

type Answer = { readonly status: number; readonly body: Record<string, unknown>; readonly cookie: string }
type Asking = {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly body?: object
  readonly cookie?: string
}

/** Asks one of the three. */
async function at(
  server: 0 | 1 | 2,
  path: string,
  { method = 'GET', body, cookie = '' }: Asking = {},
): Promise<Answer> {
  const isBytes = body instanceof Uint8Array
  const answer = await fetch(`${servers[server]?.address}/api${path}`, {
    method,
    headers: { cookie, 'content-type': isBytes ? 'application/octet-stream' : 'application/json' },
    ...(body === undefined ? {} : { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) }),
  })
  const text = await answer.text()
  const isJson = answer.headers.get('content-type')?.includes('json') === true
  return {
    status: answer.status,
    body: isJson ? JSON.parse(text) : { length: text.length },
    cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '',
  }
}

async function signIn(server: 0 | 1 | 2, username: string, password = torturePassword): Promise<string> {
  const answer = await at(server, '/session', { method: 'POST', body: { username, password } })
  expect(answer.status).toBe(200)
  return answer.cookie
}

let admin: string
let wang: string
let wangId: string

async function enrol(username: string, role: string, regionCode: string): Promise<{ id: string; cookie: string }> {
  const bureau = await at(0, '/organisations', {
    method: 'POST',
    cookie: admin,
    body: { name: `${username}单位`, kind: 'bureau', regionCode },
  })
  const account = { username, displayName: username, role, organisationId: bureau.body['id'], regionCode }
  const created = await at(1, '/accounts', { method: 'POST', cookie: admin, body: account })
  const oldPassword = String(created.body['oneTimePassword'])
  const changed = await at(2, '/session/password', {
    method: 'POST',
    cookie: await signIn(2, username, oldPassword),
    body: { oldPassword, newPassword: torturePassword },
  })
  expect(changed.status).toBe(200)
  const [row] = await ask(`select id from accounts where username = '${username}'`)
  return { id: String(row?.['id']), cookie: changed.cookie }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jiuqing-three-'))
  await ask(`create database ${name}`, inject('serverUrl'))
  servers = await Promise.all(
    [0, 1, 2].map(number =>
      platformProcess({
        folder: join(folder, 'data'),
        logFile: join(folder, `server-${number}.log`),
        environment: { DATABASE_URL: databaseUrl },
      }),
    ),
  )
  await Promise.all(servers.map(server => server.start()))
  admin = await signIn(0, 'admin')
  ;({ id: wangId, cookie: wang } = await enrol('wang', 'municipal-officer', '500000000000'))
})
afterAll(async () => {
  await Promise.all(servers.map(server => server.stop()))
  await ask(`drop database ${name} with (force)`, inject('serverUrl'))
  await rm(folder, { recursive: true, force: true })
})

describe('three servers on one database', () => {
  it('started at once on an empty one: each migration ran once, and there is one administrator', async () => {
    const [migrations] = await ask(
      `select count(*)::int as rows, count(distinct name)::int as names from kysely_migration`,
    )
    expect(migrations?.['rows']).toBe(migrations?.['names'])
    expect(await ask(`select count(*)::int as count from accounts where username = 'admin'`)).toEqual([{ count: 1 }])
    expect(await ask('select count(*)::int as count from place_editions')).toEqual([{ count: 1 }])
  })

  it('share sessions: signed in at one, at work at the others', async () => {
    for (const server of [0, 1, 2] as const) {
      expect((await at(server, '/waters', { cookie: wang })).status).toBe(200)
    }
  })

  it('refuse a disabled account everywhere in the very next request', async () => {
    const { id, cookie } = await enrol('zhao', 'county-officer', '500118000000')
    for (const server of [0, 1, 2] as const) expect((await at(server, '/waters', { cookie })).status).toBe(200)
    const disabled = await at(2, `/accounts/${id}/disable`, { method: 'POST', cookie: admin, body: { reason: '离职' } })
    expect(disabled.status).toBe(200)
    for (const server of [0, 1, 2] as const) expect((await at(server, '/waters', { cookie })).status).toBe(401)
  })

  it('lock a name out together: wrong passwords count wherever they are tried', async () => {
    await enrol('chen', 'town-chief', '500231102000')
    const codes: unknown[] = []
    for (let tried = 0; tried < 12; tried++) {
      const server = (tried % 3) as 0 | 1 | 2 // a remainder of three
      const answer = await at(server, '/session', { method: 'POST', body: { username: 'chen', password: 'wrong-one' } })
      codes.push(answer.body['code'])
    }
    // Five tries in all, not five at each.
    expect(codes.filter(code => code === 'session.refused').length).toBeLessThan(6)
    expect(codes.at(-1)).toBe('session.locked')
    const right = { username: 'chen', password: torturePassword }
    for (const server of [0, 1, 2] as const) {
      expect((await at(server, '/session', { method: 'POST', body: right })).status).not.toBe(200)
    }
  })

  it('limit a caller’s requests together: what is asked at one counts at the others within a second or two', async () => {
    const { cookie } = await enrol('sun', 'auditor', '500000000000')
    const check = (server: 0 | 1 | 2) => at(server, '/facts/check', { cookie })
    // Ten a minute: three at each and one more, all allowed.
    for (const server of [0, 1, 2] as const) for (let asked = 0; asked < 3; asked++) await check(server)
    expect((await check(0)).status).toBe(200)
    // Asking counts as well: four times at most, so that nobody comes to ten alone.
    const seldom = { interval: 900, timeout: 3000 }
    for (const server of [1, 2] as const) {
      await expect.poll(async () => (await check(server)).body['code'], seldom).toBe('request.too-many')
    }
    // Others are not held up.
    expect((await at(1, '/waters', { cookie: wang })).status).toBe(200)
  })

  it('show a water in list, tile and numbers of another server in the very next request', async () => {
    const tile = '/tiles/waters/8/204/105.mvt'
    const before = await at(1, '/overview', { cookie: wang })
    const tileBefore = await at(2, tile, { cookie: wang })
    const values = {
      name: '三台服务器的塘',
      type: 'pond',
      regionCode: '500231102000',
      areaM2: 2260,
      position: { longitude: 107.42, latitude: 30.21 },
      coordinateSource: 'cgcs2000',
    }
    const created = await at(0, '/waters', { method: 'POST', cookie: wang, body: { values, acceptDoubts: true } })
    expect(created.status).toBe(200)
    const listed = await at(1, `/waters?search=${encodeURIComponent('三台服务器')}`, { cookie: wang })
    expect(listed.body).toMatchObject({ total: { count: 1 } })
    expect((await at(1, '/overview', { cookie: wang })).body).not.toEqual(before.body)
    expect((await at(2, tile, { cookie: wang })).body).not.toEqual(tileBefore.body)
  })

  it('name a place by its alias and a zone by its towns on another server in the very next request', async () => {
    const zone = {
      code: '500171',
      name: '万盛经开区',
      source: '测试',
      towns: ['500110100000', '500110101000'],
    }
    // Every server has its directory of places in memory by now.
    for (const server of [0, 1, 2] as const) {
      expect((await at(server, '/place-zones', { cookie: wang })).body).toEqual({ items: [] })
    }
    expect((await at(0, '/place-zones', { method: 'POST', cookie: wang, body: zone })).status).toBe(200)
    const values = { name: '功能区的塘', type: 'pond', regionCode: '500171100000', areaM2: 900 }
    const created = await at(1, '/waters', { method: 'POST', cookie: wang, body: { values, acceptDoubts: true } })
    expect(created.body).toMatchObject({ regionNames: { county: '万盛经开区' } })
    const change = { towns: ['500110100000'], reason: '调整' }
    expect((await at(2, '/place-zones/500171', { method: 'PATCH', cookie: wang, body: change })).status).toBe(200)
    const left = { ...values, name: '退出的镇', regionCode: '500171101000' }
    const refused = await at(0, '/waters', { method: 'POST', cookie: wang, body: { values: left, acceptDoubts: true } })
    expect(refused.status).toBe(422)
  })

  it('do the jobs of an import once, whichever of them takes them', async () => {
    const header =
      '县级行政区划,行政村名称,乡镇/街道,水体名称,水体类型,水域面积(m2),认定依据(感官/问卷/监测),有效问卷数,认为黑臭份数,采样日期'
    const uploads = Array.from({ length: 9 }, async (_, index) => {
      const server = (index % 3) as 0 | 1 | 2 // a remainder of three
      const bytes = Buffer.from(`${header}\n垫江县,前进村,沙坪镇,三机第${index}塘,坑塘,2400,问卷,40,30,2026-10-20`)
      const uploaded = await at(server, `/survey-imports?fileName=${index}.csv`, {
        method: 'POST',
        cookie: wang,
        body: bytes,
      })
      const id = String(uploaded.body['id'])
      await untilState(id, 'ready')
      const other = ((index + 1) % 3) as 0 | 1 | 2 // likewise
      await at(other, `/survey-imports/${id}/commit`, { method: 'POST', cookie: wang, body: {} })
      await untilState(id, 'imported')
    })
    await Promise.all(uploads)
    await expect
      .poll(() => ask(`select count(*)::int as count from facts where kind = 'survey.import-judged'`), {
        timeout: 60_000,
      })
      .toEqual([{ count: 9 }])
    expect(
      await ask(`select count(*)::int as waters, count(distinct name)::int as names, count(distinct code)::int as codes
                 from waters where name like '三机第%'`),
    ).toEqual([{ waters: 9, names: 9, codes: 9 }])
    expect(
      await ask(`select count(*)::int as verdicts, count(distinct water_id)::int as waters from verdicts`),
    ).toEqual([{ verdicts: 9, waters: 9 }])
  })

  it('take over the jobs and the people of one that is killed', async () => {
    await servers[0]?.killServer()
    expect((await at(1, '/session', { cookie: wang })).body).toMatchObject({ account: { id: wangId } })
    await servers[0]?.start()
    expect((await at(0, '/session', { cookie: wang })).status).toBe(200)
  })
})

async function untilState(id: string, state: string): Promise<void> {
  for (let asked = 0; asked < 100; asked++) {
    const held = await at((asked % 3) as 0 | 1 | 2, `/survey-imports/${id}`, { cookie: wang }) // a remainder of three
    if (held.body['state'] === state) return
    await pause(200)
  }
  const held = await at(0, `/survey-imports/${id}`, { cookie: wang })
  throw new Error(`import ${id} never came to ${state}: ${JSON.stringify(held.body)}`)
}
