import { roles, type Role } from '../../src/domain/permissions.ts'
import { levelOf, type RegionCode, type RegionLevel } from '../../src/domain/regions.ts'
import { rangeOf, systemActor } from '../../src/platform/actor.ts'
import { atomically, type Database } from '../../src/platform/db/database.ts'
import { actorOf } from '../../src/people/actors-store.ts'
import { createAccount, createOrganisation } from '../../src/people/store.ts'
import { hashPassword } from '../../src/people/passwords.ts'
import { hashSecret, issueToken, newSecret } from '../../src/people/tokens-store.ts'
import type { TestDatabase } from '../support/database.ts'

/** Where somebody of the cast answers for something. */
export type Jurisdiction =
  | 'country'
  | 'city'
  | 'dianjiang'
  | 'yongchuan'
  | 'zone'
  | 'shaping'
  | 'chengxi'
  | 'shaping-first'
  | 'shaping-second'

export type Jurisdictions = Readonly<Record<Jurisdiction, RegionCode>>

/** Somebody who calls: a role at a place, by session or by token. */
export type Member = {
  readonly name: string
  readonly role: Role
  readonly at: Jurisdiction
  readonly region: RegionCode
  readonly accountId: string
  readonly session: Readonly<Record<string, string>>
  readonly token: Readonly<Record<string, string>>
}

export type Cast = readonly Member[]

/** Every role at every jurisdiction of the levels at which it is held: a new role or level is cast by itself. */
export function membersOf(jurisdictions: Jurisdictions): readonly { role: Role; at: Jurisdiction }[] {
  const places = Object.entries(jurisdictions) as [Jurisdiction, RegionCode][] // the keys of the record
  return (Object.keys(roles) as Role[]).flatMap(role =>
    // likewise
    places.filter(([, region]) => isHeldAt(role, region)).map(([at]) => ({ role, at })),
  )
}

function isHeldAt(role: Role, region: RegionCode): boolean {
  const levels: readonly RegionLevel[] = roles[role].levels
  return levels.includes(levelOf(region))
}

/** Puts the whole cast on record, signed in and with a token each. */
export async function enrol(test: TestDatabase, jurisdictions: Jurisdictions): Promise<Cast> {
  const passwordHash = await hashPassword('Qiang#2026-jiuqing')
  const cast: Member[] = []
  for (const { role, at } of membersOf(jurisdictions)) {
    cast.push(await enrolOne(test, { role, at, region: jurisdictions[at], passwordHash }))
  }
  return cast
}

type Enrolling = {
  readonly role: Role
  readonly at: Jurisdiction
  readonly region: RegionCode
  readonly passwordHash: string
}

async function enrolOne(test: TestDatabase, { role, at, region, passwordHash }: Enrolling): Promise<Member> {
  const { database } = test
  const name = `${role}.${at}`
  const account = await atomically(database, systemActor('command-line'), async tx => {
    const organisation = await createOrganisation(tx, { name: `${name}单位`, kind: 'government', regionCode: region })
    const who = { username: name, displayName: `${name}某`, role, organisationId: organisation.id, regionCode: region }
    return createAccount(tx, { ...who, passwordHash, mustChangePassword: false })
  })
  const sessions = await sessionsFor(test, account.id)
  let turn = 0
  return {
    name,
    role,
    at,
    region,
    accountId: account.id,
    get session() {
      turn += 1
      return sessions[turn % sessions.length]!
    },
    token: { authorization: `Bearer ${await tokenFor(database, account)}` },
  }
}

/** Several, so that none meets the limit of requests a minute. Signing in is another test's story. */
async function sessionsFor(
  { asOwner }: TestDatabase,
  accountId: string,
): Promise<readonly { readonly cookie: string }[]> {
  const secrets = Array.from({ length: 8 }, newSecret)
  await asOwner('insert into auth.sessions select unnest($1::text[]), $2, 0, now(), now()', [
    secrets.map(hashSecret),
    accountId,
  ])
  return secrets.map(secret => ({ cookie: `jiuqing.session_token=${secret}` }))
}

/** A token with all the rights of its holder: it must not pass where the holder does not. */
async function tokenFor(database: Database, account: Parameters<typeof actorOf>[0]): Promise<string> {
  const actor = actorOf(account, 'session')
  const permissions = [...roles[account.role].may]
  const { secret } = await atomically(database, actor, tx =>
    issueToken(tx, { label: `${account.username}令牌`, permissions, expiresInDays: 30, maxDays: 365 }),
  )
  return secret
}

/** Whether something that lies at `region` belongs to the world of somebody who answers for `of`. */
export function isInWorld(of: RegionCode, region: RegionCode): boolean {
  const { from, to } = rangeOf(of)
  return region >= from && region < to
}
