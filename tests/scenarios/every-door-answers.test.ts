import { Buffer } from 'node:buffer'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../../src/app.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { atomically, reading } from '../../src/platform/db/database.ts'
import type { Endpoint } from '../../src/platform/http/endpoint.ts'
import { createAccount, createOrganisation } from '../../src/people/store.ts'
import { hashPassword } from '../../src/people/passwords.ts'
import type { Role } from '../../src/domain/permissions.ts'
import { roleMay } from '../../src/domain/permissions.ts'
import { findWater } from '../../src/waters/store.ts'
import { appOn } from '../support/app-on.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'
import { requestsFor, type Known, type OddRequest } from '../support/odd-requests.ts'

/** Stands in everything of Dianjiang that the officer of Yongchuan asks for and must never be shown. */
const secret = '垫江机密'
const password = 'Mimi#2026-jiuqing'
const dianjiang = '500231000000'
const yongchuan = '500118000000'
const village = '500231102201'

let test: TestDatabase
let app: App
let folder: string
let known: Known = {}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jiuqing-doors-'))
  test = await testDatabase({ connections: 12 })
  app = await appOn(test, folder)
  await enrol()
  for (const person of ['li', 'sun', 'wang'] as const) await signInOften(person)
  known = await furnish()
})
afterAll(async () => {
  await app.stop()
  await test.close()
  await rm(folder, { recursive: true, force: true })
})

const people = {
  li: ['county-officer', dianjiang],
  sun: ['county-officer', yongchuan],
  wang: ['municipal-officer', '500000000000'],
  fang: ['village-chief', village],
} as const satisfies Record<string, readonly [Role, string]>
type Person = keyof typeof people

const accounts: Record<string, string> = {}

async function enrol(): Promise<void> {
  const passwordHash = await hashPassword(password)
  await atomically(test.database, systemActor('command-line'), async tx => {
    for (const [username, [role, regionCode]] of Object.entries(people)) {
      const name = `${username}-${regionCode.startsWith('500231') ? secret : '单位'}`
      const organisation = await createOrganisation(tx, { name, kind: 'bureau', regionCode })
      accounts[`${username}-organisation`] = organisation.id
      const account = await createAccount(tx, {
        username,
        displayName: name,
        role,
        organisationId: organisation.id,
        regionCode,
        passwordHash,
        mustChangePassword: false,
      })
      accounts[username] = account.id
    }
  })
}

/** Each person signs in several times, so that no session meets the limit of requests a minute. */
const sessions = new Map<Person, string[]>()
let turn = 0

/** One after another: every attempt counts towards the lock until its password was found right. */
async function signInOften(person: Person): Promise<void> {
  const cookies: string[] = []
  while (cookies.length < 12) cookies.push(await signIn(person))
  sessions.set(person, cookies)
}

function cookieOf(person: Person): string {
  const cookies = sessions.get(person) ?? []
  turn += 1
  return cookies[turn % cookies.length] ?? ''
}

async function signIn(person: Person): Promise<string> {
  const answer = await app.http.inject({
    method: 'POST',
    url: '/api/session',
    payload: { username: person, password },
    remoteAddress: `10.9.0.${sessions.size}`,
  })
  if (answer.statusCode !== 200) throw new Error(`${person} was not signed in: ${answer.body}`)
  return String(answer.headers['set-cookie']).split(';')[0] ?? ''
}

async function ask(person: Person, { method, url, body }: Omit<OddRequest, 'what'>) {
  const bytes = Buffer.isBuffer(body)
  return app.http.inject({
    method,
    url,
    headers: {
      cookie: cookieOf(person),
      ...(body === undefined ? {} : { 'content-type': bytes ? 'application/octet-stream' : 'application/json' }),
    },
    remoteAddress: `10.${turn >> 16}.${(turn >> 8) & 255}.${turn & 255}`,
    ...(body === undefined ? {} : { payload: bytes ? body : await withVersion(JSON.stringify(body)) }),
  })
}

/** Stands for the version that the water has when the request is sent: requests before it may have raised it. */
const currentVersion = 424_242

async function withVersion(json: string): Promise<string> {
  if (!json.includes(`:${currentVersion}`)) return json
  const row = await reading(test.database, systemActor('job'), tx => findWater(tx, known['waterId'] ?? ''))
  return json.replaceAll(`:${currentVersion}`, `:${row?.version ?? 0}`)
}

async function made(person: Person, method: OddRequest['method'], url: string, body?: unknown) {
  const answer = await ask(person, { method, url: `/api${url}`, ...(body === undefined ? {} : { body }) })
  if (answer.statusCode >= 300) throw new Error(`${method} ${url}: ${answer.statusCode} ${answer.body}`)
  return answer.json<Record<string, unknown>>()
}

const ids = {
  reading: '01999999-0000-7000-8000-000000000001',
  senses: '01999999-0000-7000-8000-000000000002',
  source: '01999999-0000-7000-8000-000000000003',
}

/** Puts one of everything on record in Dianjiang. @returns ids by the names that endpoints have for them */
async function furnish(): Promise<Known> {
  const values = { name: `${secret}塘`, type: 'pond', regionCode: village, areaM2: 2400 }
  const position = { longitude: 107.42, latitude: 30.21 }
  const water = await made('li', 'POST', '/waters', {
    values: { ...values, position, coordinateSource: 'cgcs2000', naturalVillages: secret },
    reason: `${secret}登记`,
    acceptDoubts: true,
  })
  const waterId = String(water['id'])
  const task = await made('li', 'POST', '/survey/tasks', {
    title: `${secret}排查`,
    regionCode: dianjiang,
    dueOn: '2027-01-01',
    note: secret,
    villages: { filter: 'all', codes: [], except: [] },
  })
  await made('li', 'PUT', `/monitoring/readings/${ids.reading}`, {
    waterId,
    takenAt: '2026-11-01T08:00:00+08:00',
    sample: { dissolvedOxygen: { value: 1.2 } },
    note: secret,
  })
  await made('li', 'PUT', `/sources/${ids.source}`, {
    values: { kind: 'outlet', name: `${secret}排口` },
    waterIds: [waterId],
  })
  const judged = await made('li', 'POST', `/identification/waters/${waterId}/judge`, { dryRun: false, disputed: false })
  const upload = await made(
    'li',
    'POST',
    `/survey-imports?fileName=${encodeURIComponent(`${secret}.csv`)}`,
    Buffer.from(secret),
  )
  const token = await made('li', 'POST', '/tokens', { label: secret, permissions: ['water.read'], expiresInDays: 3 })
  return {
    uuid: waterId,
    waterId,
    code: String(water['code']),
    regionCode: village,
    region: dianjiang,
    county: '500231',
    villageCode: village,
    taskId: String((task['task'] as { id: string }).id),
    importId: String(upload['id']),
    verdictId: String(judged['verdictId']),
    tokenId: String((token['token'] as { id: string }).id),
    standardId: 'rural-black-odorous-2023',
    organisationId: accounts['li-organisation'] ?? '',
    subject: waterId,
    search: secret,
    fileName: '清单.csv',
    ...Object.fromEntries(['x', 'y', 'z'].map(name => [name, '0'])),
  }
}

/** What `:id` means behind each root. */
function knownFor({ path }: Endpoint): Known {
  const id = [
    ['/monitoring/readings', ids.reading],
    ['/survey/senses', ids.senses],
    ['/survey/tasks', known['taskId']],
    ['/survey-imports', known['importId']],
    ['/identification/verdicts', known['verdictId']],
    ['/sources', ids.source],
    ['/tokens', known['tokenId']],
    ['/accounts', accounts['fang']],
  ].find(([root]) => path.startsWith(root ?? ''))?.[1]
  return { ...known, id: id ?? known['waterId'] ?? '', ...(path === '/places/:code' ? { code: village } : {}) }
}

function personFor({ may }: Endpoint): Person {
  if (may === 'anyone' || may === 'signed-in') return 'li'
  return roleMay('county-officer', may) ? 'li' : 'wang'
}

/** Would end the very sessions that the test asks with. */
const endsSession = new Set(['DELETE /session', 'POST /session/password'])
const nameOf = ({ method, path }: Endpoint) => `${method} ${path}`

/** Several at a time: a row that one of them holds makes the others wait. */
async function askAll(
  requests: readonly OddRequest[],
  person: Person,
  check: (request: OddRequest, status: number, body: string) => void,
): Promise<void> {
  for (let start = 0; start < requests.length; start += 8) {
    await Promise.all(
      requests.slice(start, start + 8).map(async request => {
        const answer = await ask(person, request)
        check(request, answer.statusCode, answer.body)
      }),
    )
  }
}

const pond = { name: '新塘', type: 'pond', regionCode: village, areaM2: 900, areaOn: '2026-11-01', depthCm: 40 }
const place = { position: { longitude: 107.43, latitude: 30.22 }, coordinateSource: 'cgcs2000' }
const outline = {
  type: 'Polygon',
  coordinates: [[[107.42, 30.21], [107.421, 30.21], [107.421, 30.211], [107.42, 30.211], [107.42, 30.21]]], // prettier-ignore
}
const reason = '核对后更正'

/** Bodies that are accepted, or come as far as the rules about values that no schema knows. */
function bodyFor(endpoint: Endpoint): unknown {
  const bodies: Readonly<Record<string, unknown>> = {
    'POST /waters': { values: { ...pond, ...place, length: 3 }, geometry: outline, reason, acceptDoubts: true },
    'POST /waters/check': { values: { ...pond, ...place }, geometry: outline },
    'PATCH /waters/:id': {
      expectedVersion: currentVersion,
      changes: { areaM2: 2500, lengthM: 80, widthM: 30, start: place.position, completion: { text: '2026年' } },
      reason,
      acceptDoubts: true,
    },
    'PUT /waters/:id/geometry': {
      expectedVersion: currentVersion,
      geometry: outline,
      takeArea: true,
      reason,
      acceptDoubts: true,
    },
    'PUT /sources/:id': {
      values: { kind: 'outlet', name: '排口', quantity: 3, quantityUnit: 'm³/d', ...place },
      waterIds: [known['waterId']],
      reason,
    },
    'POST /survey/tasks': {
      title: '秋季排查',
      regionCode: dianjiang,
      dueOn: '2027-01-01',
      villages: { filter: 'listed', codes: [village], except: [] },
    },
    'POST /survey/candidates': { name: '新沟', type: 'ditch', villageCode: village, source: 'field-team', areaM2: 300 },
    'POST /accounts': {
      username: 'fang.two',
      displayName: '方',
      role: 'village-chief',
      organisationId: accounts['li-organisation'],
      regionCode: village,
    },
    'PUT /survey/tasks/:id/villages/:villageCode': { state: 'done-none-found', found: 0, surveyedOn: '2026-11-01' },
    'PATCH /place-zones/:code': { towns: ['500231104000'], reason },
    'POST /place-zones': { code: '500173', name: '试验区', source: '文件', towns: ['500231103000'] },
    'POST /identification/waters/:id/judge': { dryRun: true, disputed: true },
    'PUT /waters/:id/colour': { colour: 'red', reason, expectedVersion: currentVersion },
    'POST /waters/:id/split': {
      expectedVersion: currentVersion,
      parts: [1, 2].map(part => ({ values: { ...pond, name: `塘${part}` }, geometry: outline, share: 0.5 })),
      why: 'village-border',
      reason,
    },
    'POST /survey-imports/:id/corrections': { cells: [{ sheet: '表', cell: 'A1', text: '水塘' }] },
    'POST /register/waters/:id/list': { list: 'county', reason, expectedVersion: currentVersion },
    'POST /register/waters/:id/change-list': { list: 'county', reason, expectedVersion: currentVersion },
    'POST /register/waters/:id/transitions': {
      transition: 'dismiss',
      expectedVersion: currentVersion,
      reason,
      values: {},
    },
  }
  return bodies[nameOf(endpoint)]
}

describe('every door', () => {
  it('answers odd input with what is wrong, never with an internal error', async () => {
    const failures: string[] = []
    const shown = new Set<string>()
    for (const endpoint of app.door.endpoints.filter(one => !endsSession.has(nameOf(one)))) {
      const requests = [...requestsFor(endpoint, knownFor(endpoint), bodyFor(endpoint))]
      await askAll(requests, personFor(endpoint), ({ what }, status, body) => {
        if (body.includes(secret)) shown.add(nameOf(endpoint))
        if (status >= 500) failures.push(`${nameOf(endpoint)} ${what}: ${status} ${body}`)
      })
    }
    expect(failures).toEqual([])
    // Their own officer is shown it, so that the next test looks for what is there.
    expect(shown.size).toBeGreaterThan(25)
  })

  it('shows an officer of another county nothing, whatever is asked for', async () => {
    const told: string[] = []
    for (const endpoint of app.door.endpoints.filter(one => !endsSession.has(nameOf(one)))) {
      const requests = [...requestsFor(endpoint, knownFor(endpoint), bodyFor(endpoint))]
      const asked = requests.filter(({ what }) => what === 'sound' || what.startsWith('query '))
      await askAll(asked, 'sun', (request, _status, body) => {
        if (body.includes(secret) && !echoes(request, body)) told.push(`${nameOf(endpoint)} ${request.what}: ${body}`)
      })
    }
    expect(told).toEqual([])
    // Nor has that officer changed anything there.
    const done = 'select kind from facts where actor_id = $1 and region_code between $2 and $3'
    expect(await test.asOwner(done, [accounts['sun'], dianjiang, '500231999999'])).toEqual([])
  })
})

/** What the caller wrote may come back in a refusal. */
function echoes({ url, body }: OddRequest, answer: string): boolean {
  const written = `${decodeURIComponent(url)} ${JSON.stringify(body ?? '')}`
  return written.includes(secret) && !answer.includes('"items":[{')
}
