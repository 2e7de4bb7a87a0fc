import { sql } from 'kysely'
import type { Permission, Role } from '../domain/permissions.ts'
import { Problem } from '../domain/problems.ts'
import type { RegionCode } from '../domain/regions.ts'
import { wholeCountry } from '../platform/actor.ts'
import type { Database, Tx } from '../platform/db/database.ts'
import { prepared } from '../platform/db/prepared.ts'
import { notSignedIn } from '../platform/http/problems.ts'
import type { ActingAccount } from './actors-store.ts'

/** What only the role `jiuqing_auth` may read: see the migration. Every function here takes a connection of that role. */
type SessionTable = {
  token_hash: string
  account_id: string
  generation: number
  created_at: Date
  last_used_at: Date
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    'auth.sessions': SessionTable
  }
}

export type SigningAccount = ActingAccount & {
  readonly disabled_at: Date | null
  readonly must_change_password: boolean
  readonly password_changed_at: Date
  readonly session_generation: number
}

const signingColumns = [
  'accounts.id',
  'accounts.username',
  'accounts.role',
  'accounts.organisation_id',
  'accounts.region_code',
  'accounts.disabled_at',
  'accounts.must_change_password',
  'accounts.password_changed_at',
  'accounts.session_generation',
] as const

export type LockRules = { readonly failuresBeforeLockout: number; readonly lockoutMinutes: number }

export type Claim =
  | { readonly claimed: true; readonly lockedUntil: Date | null }
  | { readonly claimed: false; readonly lockedUntil: Date }

/**
 * Counts an attempt before the password is looked at, in a statement of its own: a thousand attempts at once get no more
 * tries than a thousand one after another. The attempt that uses up the tries sets the lock; success takes it away.
 */
export async function claimAttempt(auth: Database, username: string, rules: LockRules): Promise<Claim> {
  const now = auth.clock()
  const until = new Date(now.getTime() + rules.lockoutMinutes * 60_000)
  const limit = rules.failuresBeforeLockout
  const again = sql`case when attempts.locked_until is null then attempts.failures + 1 else 1 end`
  const claimed = await sql<{ locked_until: Date | null }>`
    insert into auth.attempts as attempts (username, failures, last_at, locked_until)
    values (${username}, 1, ${now}, ${limit <= 1 ? until : null})
    on conflict (username) do update
      set failures = ${again}, last_at = ${now},
          locked_until = case when ${again} >= ${limit} then ${until}::timestamptz end
      where attempts.locked_until is null or attempts.locked_until <= ${now}
    returning locked_until`.execute(auth.sql)
  const row = claimed.rows[0]
  if (row !== undefined) return { claimed: true, lockedUntil: row.locked_until }
  const locked = await auth.sql
    .selectFrom('auth.attempts')
    .select('locked_until')
    .where('username', '=', username)
    .executeTakeFirst()
  return { claimed: false, lockedUntil: locked?.locked_until ?? now }
}

export type Credentials = SigningAccount & { readonly password_hash: string }

export function findCredentials(auth: Database, username: string): Promise<Credentials | undefined> {
  return auth.sql
    .selectFrom('accounts')
    .innerJoin('auth.credentials', 'auth.credentials.account_id', 'accounts.id')
    .select([...signingColumns, 'auth.credentials.password_hash'])
    .where('accounts.username', '=', username)
    .executeTakeFirst()
}

type Refusal = {
  readonly username: string
  readonly account: SigningAccount | undefined
  readonly why: 'unknown' | 'password' | 'locked' | 'disabled'
  readonly lockedUntil: Date | null
}

/** Records a refused sign-in, and shows a lock on the account to whoever looks after it. */
export async function recordRefusal(tx: Tx, { username, account, why, lockedUntil }: Refusal): Promise<void> {
  if (account !== undefined && lockedUntil !== null) {
    await tx.sql.updateTable('accounts').set({ locked_until: lockedUntil }).where('id', '=', account.id).execute()
  }
  await tx.append({
    kind: 'session.refused',
    regionCode: account?.region_code ?? wholeCountry,
    subjectId: account?.id ?? 'unknown',
    // People type passwords into the field for the name: what is nobody's name is not kept for ever.
    body: { username: account === undefined ? `${username.slice(0, 2)}***` : username, why },
  })
}

type Opening = { readonly account: SigningAccount; readonly tokenHash: string; readonly liveSince: Date }

/** Opens a session and forgets failures; sweeps out what has ended, so that nothing has to run by the clock. */
export async function openSession(tx: Tx, { account, tokenHash, liveSince }: Opening): Promise<void> {
  await forgetAttempts(tx, account)
  await tx.sql.updateTable('accounts').set({ last_signed_in_at: tx.at }).where('id', '=', account.id).execute()
  await tx.sql.deleteFrom('auth.sessions').where('last_used_at', '<', liveSince).execute()
  const dayAgo = new Date(tx.at.getTime() - 86_400_000)
  await tx.sql.deleteFrom('auth.attempts').where('last_at', '<', dayAgo).execute()
  await insertSession(tx, account, tokenHash)
  await tx.append({
    kind: 'session.opened',
    regionCode: account.region_code,
    subjectId: account.id,
    body: { via: 'password' },
  })
}

async function insertSession(tx: Tx, account: SigningAccount, tokenHash: string): Promise<void> {
  await tx.sql
    .insertInto('auth.sessions')
    .values({
      token_hash: tokenHash,
      account_id: account.id,
      generation: account.session_generation,
      created_at: tx.at,
      last_used_at: tx.at,
    })
    .execute()
}

/** The right password was given: failures before it no longer count. */
export async function forgetAttempts(tx: Tx, account: ActingAccount): Promise<void> {
  await tx.sql.deleteFrom('auth.attempts').where('username', '=', account.username).execute()
  await tx.sql.updateTable('accounts').set({ locked_until: null }).where('id', '=', account.id).execute()
}

type NewPassword = {
  readonly account: SigningAccount
  readonly passwordHash: string
  readonly tokenHash: string
}

/** Changes the own password: every other session ends, a new one takes the place of this one. */
export async function changePassword(tx: Tx, { account, passwordHash, tokenHash }: NewPassword): Promise<void> {
  const generation = account.session_generation + 1
  const changed = await tx.sql
    .updateTable('accounts')
    .set({ must_change_password: false, password_changed_at: tx.at, session_generation: generation })
    .where('id', '=', account.id)
    .where('session_generation', '=', account.session_generation)
    .executeTakeFirst()
  // Reset or disabled by an administrator while the old password was being checked: that decision stands.
  if (changed.numUpdatedRows === 0n) throw new Problem(notSignedIn, {})
  await forgetAttempts(tx, account)
  await renewHash(tx, account.id, passwordHash)
  await tx.sql.deleteFrom('auth.sessions').where('account_id', '=', account.id).execute()
  await insertSession(tx, { ...account, session_generation: generation }, tokenHash)
  await tx.append({ kind: 'password.changed', regionCode: account.region_code, subjectId: account.id, body: {} })
}

/** Stores another hash: of a new password, or of the same one at today's cost. */
export async function renewHash(tx: Tx, accountId: string, passwordHash: string): Promise<void> {
  await tx.sql
    .updateTable('auth.credentials')
    .set({ password_hash: passwordHash })
    .where('account_id', '=', accountId)
    .execute()
}

export type SessionRow = SigningAccount & { readonly created_at: Date; readonly last_used_at: Date }

/** The session behind a cookie, unless its account was disabled, reset or changed its password since. */
export async function findSession(auth: Database, tokenHash: string): Promise<SessionRow | undefined> {
  const session = auth.sql
    .selectFrom('auth.sessions')
    .innerJoin('accounts', join =>
      join
        .onRef('accounts.id', '=', 'auth.sessions.account_id')
        .onRef('accounts.session_generation', '=', 'auth.sessions.generation'),
    )
    .select([...signingColumns, 'auth.sessions.created_at', 'auth.sessions.last_used_at'])
    .where('auth.sessions.token_hash', '=', tokenHash)
    .where('accounts.disabled_at', 'is', null)
  const [row] = await prepared(auth, session)
  return row
}

export async function touchSession(auth: Database, tokenHash: string, now: Date): Promise<void> {
  await auth.sql
    .updateTable('auth.sessions')
    .set({ last_used_at: now })
    .where('token_hash', '=', tokenHash)
    .where('last_used_at', '<', now)
    .execute()
}

/** Ends a session; ending one that is gone changes nothing. */
export async function closeSession(tx: Tx, tokenHash: string): Promise<void> {
  const closed = await tx.sql
    .deleteFrom('auth.sessions')
    .where('token_hash', '=', tokenHash)
    .returning('account_id')
    .executeTakeFirst()
  if (closed === undefined) return
  await tx.append({
    kind: 'session.closed',
    regionCode: tx.actor.region,
    subjectId: closed.account_id,
    body: {},
  })
}

export type TokenUse = {
  readonly id: string
  readonly username: string
  readonly role: Role
  readonly organisation_id: string
  readonly region_code: RegionCode
  readonly token_id: string
  readonly permissions: Permission[]
  readonly last_used_at: Date | null
}

/** The unexpired token with this hash, of an enabled account. */
export function findToken(auth: Database, secretHash: string, now: Date): Promise<TokenUse | undefined> {
  return auth.sql
    .selectFrom('api_tokens')
    .innerJoin('accounts', 'accounts.id', 'api_tokens.account_id')
    .select([
      'accounts.id',
      'accounts.username',
      'accounts.role',
      'accounts.organisation_id',
      'accounts.region_code',
      'api_tokens.id as token_id',
      'api_tokens.permissions',
      'api_tokens.last_used_at',
    ])
    .where('api_tokens.secret_hash', '=', secretHash)
    .where('api_tokens.expires_at', '>', now)
    .where('accounts.disabled_at', 'is', null)
    .executeTakeFirst()
}

export async function touchToken(auth: Database, tokenId: string, now: Date): Promise<void> {
  await auth.sql.updateTable('api_tokens').set({ last_used_at: now }).where('id', '=', tokenId).execute()
}
