import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { App } from '../../src/app.ts'
import type { RegionCode } from '../../src/domain/regions.ts'
import { placeDirectory } from '../../src/places/store.ts'
import { registerFunctionalZone } from '../../src/places/zones/registration.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { atomically, reading } from '../../src/platform/db/database.ts'
import type { Door } from '../../src/platform/http/serve.ts'
import { appOn } from '../support/app-on.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'
import { enrol, type Cast, type Jurisdictions, type Member } from './cast.ts'

/** One request, written as it goes over the wire; `path` is below `/api` unless it begins with `/tiles`. */
export type Ask = {
  readonly method: string
  readonly path: string
  readonly body?: unknown
  readonly headers?: Headers
}
export type Headers = Readonly<Record<string, string>>

/** What came back, as far as anybody could read something off it. */
export type Answer = { readonly status: number; readonly headers: Headers; readonly body: Buffer }

/** The whole platform on a database of its own, with zone and cast. */
export type Platform = {
  readonly test: TestDatabase
  readonly app: App
  readonly jurisdictions: Jurisdictions
  readonly cast: Cast
  /** Villages of a town, in the order of their codes; those of the zone's town by their reporting codes. */
  readonly villagesOf: (town: RegionCode) => readonly { readonly code: RegionCode; readonly name: string }[]
  readonly nameOf: (code: RegionCode) => string
  readonly ask: (headers: Headers, asked: Ask) => Promise<Answer>
  /** Until every job is done. */
  readonly settled: () => Promise<void>
  close(): Promise<void>
}

/** A town of 垫江县 becomes a functional zone of its own. */
const zoneTown = '500231104000'
const zoneCode = '500173'

/** @param mount puts further routes on the server, before anybody calls */
export async function openPlatform(mount: (door: Door) => void = () => undefined): Promise<Platform> {
  const folder = await mkdtemp(join(tmpdir(), 'jiuqing-walls-'))
  const test = await testDatabase({ connections: 12 })
  const app = await appOn(test, folder)
  mount(app.door)
  await openZone(test)
  const directory = await reading(test.database, systemActor('job'), placeDirectory)
  const jurisdictions = jurisdictionsIn(zoneTownOf(directory))
  const ask = asker(app)
  return {
    test,
    app,
    jurisdictions,
    cast: await enrol(test, jurisdictions),
    villagesOf: town =>
      directory.reporting.all.filter(({ code, level }) => level === 'village' && code.startsWith(town.slice(0, 9))),
    nameOf: code => directory.reporting.byCode.get(code)?.name ?? code,
    ask,
    settled: () => untilDone(test),
    close: async () => {
      await app.stop()
      await test.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function openZone(test: TestDatabase): Promise<void> {
  const wanted = { code: zoneCode, name: '试验区', source: '文件', confidence: 'to-be-confirmed' as const }
  await atomically(test.database, systemActor('command-line'), tx =>
    registerFunctionalZone(tx, { ...wanted, statisticalTowns: [zoneTown] }),
  )
}

type Directory = Awaited<ReturnType<typeof placeDirectory>>

export function zoneTownOf({ zones }: Directory): RegionCode {
  const reporting = zones.find(({ code }) => code === zoneCode)?.towns[0]?.reporting
  if (reporting === undefined) throw new Error('the zone has its town')
  return reporting
}

function jurisdictionsIn(townOfZone: RegionCode): Jurisdictions {
  return {
    country: '000000000000',
    city: '500000000000',
    dianjiang: '500231000000',
    yongchuan: '500118000000',
    zone: `${townOfZone.slice(0, 6)}000000`,
    shaping: '500231102000',
    chengxi: '500231103000',
    'shaping-first': '500231102201',
    'shaping-second': '500231102202',
  }
}

function asker(app: App): Platform['ask'] {
  let calls = 0
  return async (headers, { method, path, body, headers: more }) => {
    calls += 1
    const bytes = Buffer.isBuffer(body)
    const answer = await app.http.inject({
      method: method as 'GET', // one of the methods endpoints have
      url: path.startsWith('/tiles') ? path : `/api${path}`,
      headers: {
        ...headers,
        ...more,
        ...(body === undefined ? {} : { 'content-type': bytes ? 'application/octet-stream' : 'application/json' }),
      },
      // Limits per address are not what this is about.
      remoteAddress: `10.${calls >> 16}.${(calls >> 8) & 255}.${calls & 255}`,
      ...(body === undefined ? {} : { payload: bytes ? body : JSON.stringify(body) }),
    })
    const known = Object.entries(answer.headers).map(([name, value]) => [name, String(value)])
    return { status: answer.statusCode, headers: Object.fromEntries(known), body: answer.rawPayload }
  }
}

async function untilDone(test: TestDatabase): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const [row] = await test.asOwner(
      `select count(*)::int as waiting from pgboss.job where state < 'completed' and name <> 'given-up'`,
    )
    if (row?.['waiting'] === 0) return
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  throw new Error('the jobs of this story do not end')
}

/** The member of a role at a place. */
export function memberAt(cast: Cast, role: Member['role'], at: Member['at']): Member {
  const found = cast.find(member => member.role === role && member.at === at)
  if (found === undefined) throw new Error(`nobody is cast as ${role} of ${at}`)
  return found
}
