import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { z } from 'zod'
import type { App } from '../../src/app.ts'
import { uuidv7 } from '../../src/domain/ids.ts'
import { roles, type Role } from '../../src/domain/permissions.ts'
import type { RegionCode } from '../../src/domain/regions.ts'
import type { OrganisationKind } from '../../src/people/rules.ts'
import { hashPassword } from '../../src/people/passwords.ts'
import { postSession, postToken } from '../../src/people/contract.ts'
import { createAccount, createOrganisation } from '../../src/people/store.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { atomically } from '../../src/platform/db/database.ts'
import {
  fullPath,
  type AnswerOf,
  type BytesBody,
  type Endpoint,
  type FileAnswer,
} from '../../src/platform/http/endpoint.ts'
import { appOn } from './app-on.ts'
import { testDatabase, type TestDatabase } from './database.ts'

/** Somebody of a story, with the account that is made for it. */
export type Enrolling = {
  readonly name: string
  readonly role: Role
  readonly at: RegionCode
  readonly organisation: { readonly name: string; readonly kind: OrganisationKind }
}

type AnyEndpoint = Endpoint<z.ZodType, z.ZodType, z.ZodType | BytesBody, z.ZodType | FileAnswer>
/** What a caller writes: inputs of the schemas, so defaults may be left out. */
type InputOf<S> = [S] extends [z.ZodUndefined] ? undefined : S extends z.ZodType ? z.input<S> : Buffer
type PartOf<E, K extends 'params' | 'query' | 'body'> = E extends { readonly [P in K]?: infer S }
  ? InputOf<NonNullable<S>>
  : undefined
export type Asked<E> = {
  readonly params?: PartOf<E, 'params'>
  readonly query?: PartOf<E, 'query'>
  readonly body?: PartOf<E, 'body'>
}

/** A refusal as the platform words it. */
export type Refusal = { readonly status: number; readonly code: string; readonly zh: string; readonly en: string }

/** A person at the doors of the platform. */
export type Caller = {
  readonly accountId: string
  readonly organisationId: string
  /** @throws where the platform refuses */
  readonly call: <E extends AnyEndpoint>(endpoint: E, asked?: Asked<E>) => Promise<AnswerOf<E>>
  /** @throws where the platform does not refuse */
  readonly refused: <E extends AnyEndpoint>(endpoint: E, asked?: Asked<E>) => Promise<Refusal>
  /** The bytes of a file. */
  readonly fetch: <E extends AnyEndpoint>(endpoint: E, asked?: Asked<E>) => Promise<Buffer>
}

/** The whole platform in this process, on a clock that the story sets. */
export type TownHall<Name extends string> = {
  readonly test: TestDatabase
  readonly people: Readonly<Record<Name, Caller>>
  /** Sets the clock to nine in the morning in China. It goes on a second with every call. */
  readonly on: (day: string) => void
  readonly newId: () => string
  /** Until every background job is done. */
  readonly settled: () => Promise<void>
  close(): Promise<void>
}

const password = 'Xiangcun#2021-shui'

/**
 * Opens the platform for a story of months: everybody signs in over HTTP on the first day and calls with a token of their own from then on,
 * as a session ends long before.
 *
 * @example const hall = await openTownHall('2021-01-05', cast); await hall.people.li.call(getPlan, { params: { id } })
 */
export async function openTownHall<Name extends string>(
  firstDay: string,
  cast: Readonly<Record<Name, Enrolling>>,
): Promise<TownHall<Name>> {
  let now = morningOf(firstDay)
  const folder = await mkdtemp(join(tmpdir(), 'jiuqing-story-'))
  const test = await testDatabase({ clock: () => now, connections: 12 })
  const app = await appOn(test, folder)
  const send = sender(app, () => void (now = new Date(now.getTime() + 1000)))
  const enrolled = await enrol(test, cast)
  const people = {} as Record<Name, Caller> // filled below, a caller for each name
  for (const each of enrolled) people[each.name] = await signIn(send, each)
  return {
    test,
    people,
    on: day => void (now = morningOf(day)),
    newId: () => uuidv7(now.getTime()),
    settled: () => untilDone(test),
    close: async () => {
      await app.stop()
      await test.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const morningOf = (day: string) => new Date(`${day}T09:00:00+08:00`)

type Enrolled<Name> = {
  readonly name: Name
  readonly role: Role
  readonly accountId: string
  readonly organisationId: string
}

/** One hash for all, as making one is meant to be slow. */
async function enrol<Name extends string>(
  { database }: TestDatabase,
  cast: Readonly<Record<Name, Enrolling>>,
): Promise<readonly Enrolled<Name>[]> {
  const passwordHash = await hashPassword(password)
  return atomically(database, systemActor('command-line'), async tx => {
    const organisations = new Map<string, string>()
    const enrolled: Enrolled<Name>[] = []
    for (const username of Object.keys(cast) as Name[]) {
      // the keys of the record
      const { name: displayName, role, at: regionCode, organisation } = cast[username]
      const key = `${organisation.name} ${regionCode}`
      const organisationId =
        organisations.get(key) ?? (await createOrganisation(tx, { ...organisation, regionCode })).id
      organisations.set(key, organisationId)
      const account = {
        username,
        displayName,
        role,
        organisationId,
        regionCode,
        passwordHash,
        mustChangePassword: false,
      }
      enrolled.push({ name: username, role, accountId: (await createAccount(tx, account)).id, organisationId })
    }
    return enrolled
  })
}

type Sent = { readonly status: number; readonly body: Buffer; readonly cookie: string | undefined }
type Send = (
  endpoint: AnyEndpoint,
  asked: Asked<AnyEndpoint>,
  headers: Readonly<Record<string, string>>,
) => Promise<Sent>

function sender({ http }: App, tick: () => void): Send {
  let calls = 0
  return async (endpoint, asked, headers) => {
    tick()
    calls += 1
    const bytes = Buffer.isBuffer(asked.body)
    const answer = await http.inject({
      method: endpoint.method,
      url: addressOf(endpoint, asked),
      headers: {
        ...headers,
        ...(asked.body === undefined
          ? {}
          : { 'content-type': bytes ? 'application/octet-stream' : 'application/json' }),
      },
      // Limits per address are not what this is about.
      remoteAddress: `10.${calls >> 16}.${(calls >> 8) & 255}.${calls & 255}`,
      ...(asked.body === undefined ? {} : { payload: bytes ? (asked.body as Buffer) : JSON.stringify(asked.body) }),
    })
    const cookie = answer.headers['set-cookie']
    return {
      status: answer.statusCode,
      body: answer.rawPayload,
      cookie: (Array.isArray(cookie) ? cookie[0] : cookie)?.split(';')[0],
    }
  }
}

function addressOf(endpoint: AnyEndpoint, { params = {}, query = {} }: Asked<AnyEndpoint>): string {
  const given = params as Readonly<Record<string, unknown>> // of the endpoint's own schema
  const path = fullPath(endpoint).replaceAll(/:(\w+)/g, (_whole, name: string) =>
    encodeURIComponent(String(given[name])),
  )
  const search = new URLSearchParams(
    Object.entries(query as Record<string, unknown>).map(([name, value]) => [name, String(value)]), // likewise
  )
  return search.size === 0 ? path : `${path}?${search}`
}

async function signIn<Name extends string>(send: Send, { name, role, ...ids }: Enrolled<Name>): Promise<Caller> {
  const session = await send(postSession, { body: { username: name, password } }, {})
  if (session.cookie === undefined) throw new Error(`${name} was not signed in: ${session.body}`)
  const body = { label: `${name}的工作终端`, permissions: [...roles[role].may], expiresInDays: 365 }
  const token = JSON.parse(String((await send(postToken, { body }, { cookie: session.cookie })).body)) as AnswerOf<
    typeof postToken
  > // as declared
  return callerWith(send, { authorization: `Bearer ${token.secret}` }, ids)
}

function callerWith(
  send: Send,
  headers: Readonly<Record<string, string>>,
  ids: Pick<Caller, 'accountId' | 'organisationId'>,
): Caller {
  const get = async (endpoint: AnyEndpoint, asked: Asked<AnyEndpoint>) => {
    const { status, body } = await send(endpoint, asked, headers)
    if (status === 200) return body
    throw new Error(`${endpoint.method} ${addressOf(endpoint, asked)} was refused: ${status} ${body}`)
  }
  return {
    ...ids,
    call: async <E extends AnyEndpoint>(endpoint: E, asked: Asked<E> = {}) =>
      JSON.parse(String(await get(endpoint, asked as Asked<AnyEndpoint>))) as AnswerOf<E>, // the door cuts answers to the schema
    fetch: (endpoint, asked = {}) => get(endpoint, asked as Asked<AnyEndpoint>),
    refused: async (endpoint, asked = {}) => {
      const { status, body } = await send(endpoint, asked as Asked<AnyEndpoint>, headers)
      if (status < 400) throw new Error(`${endpoint.method} ${endpoint.path} was not refused: ${body}`)
      return { status, ...(JSON.parse(String(body)) as Omit<Refusal, 'status'>) }
    },
  }
}

export const sha256Of = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

async function untilDone({ asOwner }: TestDatabase): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const [row] = await asOwner(
      `select count(*)::int as waiting from pgboss.job where state < 'completed' and name <> 'given-up'`,
    )
    if (row?.['waiting'] === 0) return
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  throw new Error('the jobs of this story do not end')
}
