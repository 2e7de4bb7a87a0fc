import type { InjectOptions, Response } from 'light-my-request'
import { createServer } from '../../src/platform/http/server.ts'
import type { Door } from '../../src/platform/http/serve.ts'
import { openLog } from '../../src/platform/log.ts'
import { labelPeople, ensureAdministrator } from '../../src/people/store.ts'
import { servePeople } from '../../src/people/routes.ts'
import { openPeople, type People, type RegionLookup } from '../../src/people/sessions.ts'
import { tellFacts } from '../../src/waters/store.ts'
import { serveFacts } from '../../src/platform/facts/routes.ts'
import type { TestDatabase } from './database.ts'

export type Answer = { readonly status: number; readonly json: () => Record<string, unknown>; readonly raw: Response }

/** Somebody who calls: with the cookie of a session, a token, or nothing. */
export type Client = {
  readonly get: (path: string) => Promise<Answer>
  readonly send: (method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown) => Promise<Answer>
}

export type TestDoor = {
  readonly door: Door
  readonly people: People
  readonly anyone: Client
  /** Signs in over HTTP. @throws where that is refused */
  readonly signIn: (username: string, password: string) => Promise<Client>
  readonly withHeaders: (headers: Readonly<Record<string, string>>) => Client
  close(): Promise<void>
}

export const adminPassword = 'Test-only-2026'

/**
 * A server with people and ledger on a test's database, called without a network; further slices are put on `door`. The
 * first administrator exists: `admin` with `adminPassword`.
 *
 * @example
 * const { signIn, close } = await openTestDoor(test)
 * const admin = await signIn('admin', adminPassword)
 * expect((await admin.get('/api/accounts')).status).toBe(200)
 */
export async function openTestDoor(
  test: TestDatabase,
  options: { readonly regions?: RegionLookup; readonly publicUrl?: string } = {},
): Promise<TestDoor> {
  const { database, ownerUrl } = test
  await ensureAdministrator(database, adminPassword)
  const people = openPeople({ database, ownerUrl, ...options })
  const http = await createServer({ log: openLog('silent'), publicUrl: options.publicUrl, mapSources: [] })
  const door: Door = { http, database, endpoints: [], authenticate: people.authenticate }
  servePeople(door, people)
  serveFacts(door, { labelPeople, tellFacts })
  const withHeaders = (headers: Readonly<Record<string, string>>) => clientOf(door, headers)
  const anyone = withHeaders({})
  return {
    door,
    people,
    anyone,
    withHeaders,
    signIn: async (username, password) => {
      const answer = await anyone.send('POST', '/api/session', { username, password })
      if (answer.status !== 200) throw new Error(`${username} was not signed in: ${answer.raw.body}`)
      return withHeaders({ cookie: cookieOf(answer) })
    },
    close: async () => {
      await http.close()
      await people.close()
    },
  }
}

/** The cookie an answer sets, as a browser would send it back. */
export function cookieOf({ raw }: Answer): string {
  const header = raw.headers['set-cookie']
  return (Array.isArray(header) ? header[0] : header)?.split(';')[0] ?? ''
}

function clientOf({ http }: Door, headers: Readonly<Record<string, string>>): Client {
  const call = async (options: InjectOptions): Promise<Answer> => {
    const raw = await http.inject({
      remoteAddress: nextAddress(),
      ...options,
      headers: { ...headers, ...options.headers },
    })
    return { status: raw.statusCode, json: () => raw.json<Record<string, unknown>>(), raw }
  }
  return {
    get: path => call({ method: 'GET', url: path }),
    send: (method, url, body) => call({ method, url, ...payloadOf(body) }),
  }
}

let calls = 0

/** Each call comes from an address of its own: limits per address are not what these tests are about. */
function nextAddress(): string {
  calls++
  return `10.${(calls >> 16) & 255}.${(calls >> 8) & 255}.${calls & 255}`
}

function payloadOf(body: unknown): Pick<InjectOptions, 'payload' | 'headers'> {
  if (body === undefined) return {}
  if (Buffer.isBuffer(body)) return { payload: body, headers: { 'content-type': 'application/octet-stream' } }
  return { payload: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
}
