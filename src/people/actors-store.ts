import { sql } from 'kysely'
import { roleMay, type Permission, type Role } from '../domain/permissions.ts'
import { Problem } from '../domain/problems.ts'
import type { RegionCode } from '../domain/regions.ts'
import { rangeOf, systemActor, wholeCountry, type Actor } from '../platform/actor.ts'
import { atomically, reading, type Database } from '../platform/db/database.ts'
import { createAccount } from './accounts-store.ts'
import { createOrganisation } from './organisations-store.ts'
import { generatePassword, hashPassword } from './passwords.ts'
import { usernameUnknown } from './problems.ts'
import { normalUsername } from './rules.ts'

export type ActingAccount = {
  readonly id: string
  readonly username: string
  readonly role: Role
  readonly organisation_id: string
  readonly region_code: RegionCode
}

/**
 * The actor an account stands for.
 *
 * @param only the permissions of an API token: it may do what both the role and the token allow
 */
export function actorOf(account: ActingAccount, via: Actor['via'], only?: readonly Permission[]): Actor {
  return {
    accountId: account.id,
    username: account.username,
    role: account.role,
    organisationId: account.organisation_id,
    region: account.region_code,
    range: rangeOf(account.region_code),
    may: permission => roleMay(account.role, permission) && (only === undefined || only.includes(permission)),
    via,
  }
}

/** The actor of an enabled account, for jobs that go on in somebody's name; `undefined` where disabled or unknown. */
export function findActor(database: Database, accountId: string): Promise<Actor | undefined> {
  return findEnabled(database, 'job', { column: 'id', value: accountId })
}

/**
 * The actor for a command run `--as USER` by whoever owns the machine.
 *
 * @throws Problem `account.username-unknown`
 */
export async function actorForUsername(database: Database, username: string): Promise<Actor> {
  const actor = await findEnabled(database, 'command-line', { column: 'username', value: normalUsername(username) })
  if (actor === undefined) throw new Problem(usernameUnknown, { username })
  return actor
}

async function findEnabled(
  database: Database,
  via: 'job' | 'command-line',
  { column, value }: { column: 'id' | 'username'; value: string },
): Promise<Actor | undefined> {
  const account = await reading(database, systemActor(via), tx =>
    tx.sql
      .selectFrom('accounts')
      .select(['id', 'username', 'role', 'organisation_id', 'region_code'])
      .where(column, '=', value)
      .where('disabled_at', 'is', null)
      .executeTakeFirst(),
  )
  return account === undefined ? undefined : actorOf(account, via)
}

export type FirstAdministrator = {
  readonly username: string
  /** Set where it was generated: printed once, to be changed at the first sign-in. */
  readonly generatedPassword?: string
}

/**
 * Creates user `admin` for the whole country on a platform without any account.
 *
 * @param password as given by the operator; without one a password is generated that must be changed at the first sign-in
 * @returns what to print, or `undefined` where accounts exist already
 */
export async function ensureAdministrator(
  database: Database,
  password?: string,
): Promise<FirstAdministrator | undefined> {
  const chosen = password ?? generatePassword()
  const created = await createFirst(database, chosen, password === undefined)
  if (!created) return undefined
  return { username: firstUsername, ...(password === undefined ? { generatedPassword: chosen } : {}) }
}

const firstUsername = 'admin'

async function createFirst(database: Database, password: string, mustChangePassword: boolean): Promise<boolean> {
  if (await hasAccounts(database)) return false
  const passwordHash = await hashPassword(password)
  return atomically(database, systemActor('command-line'), async tx => {
    // Several servers may start at once on one database.
    await sql`select pg_advisory_xact_lock(hashtextextended('people.first-administrator', 0))`.execute(tx.sql)
    const anyone = await tx.sql.selectFrom('accounts').select('id').limit(1).executeTakeFirst()
    if (anyone !== undefined) return false
    const organisation = await createOrganisation(tx, { name: '平台管理', kind: 'other', regionCode: wholeCountry })
    await createAccount(tx, {
      username: firstUsername,
      displayName: '系统管理员',
      role: 'administrator',
      organisationId: organisation.id,
      regionCode: wholeCountry,
      passwordHash,
      mustChangePassword,
    })
    return true
  })
}

function hasAccounts(database: Database): Promise<boolean> {
  return reading(database, systemActor('command-line'), async tx => {
    const anyone = await tx.sql.selectFrom('accounts').select('id').limit(1).executeTakeFirst()
    return anyone !== undefined
  })
}
