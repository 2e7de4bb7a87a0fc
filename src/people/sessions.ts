import type { FastifyRequest } from 'fastify'
import { chinaDate } from '../domain/dates.ts'
import { Problem } from '../domain/problems.ts'
import type { RegionCode } from '../domain/regions.ts'
import { policyAt } from '../policy/policy.ts'
import { systemActor, type Actor } from '../platform/actor.ts'
import { atomically, openDatabase, type Database, type Tx } from '../platform/db/database.ts'
import { translateDatabaseError } from '../platform/db/errors.ts'
import type { Caller } from '../platform/http/serve.ts'
import { actorOf } from './actors-store.ts'
import { bearerToken, sessionCookie } from './cookies.ts'
import { fitsPassword, hashPassword, isOutdated } from './passwords.ts'
import { passwordWeak, passwordWrong, signInDisabled, signInLocked, signInRefused, tokenInvalid } from './problems.ts'
import { findPasswordFaults, isLive, isPasswordExpired, minutesLeft, normalUsername } from './rules.ts'
import {
  changePassword,
  claimAttempt,
  closeSession,
  findCredentials,
  findSession,
  findToken,
  openSession,
  recordRefusal,
  renewHash,
  touchSession,
  touchToken,
  type Credentials,
  type SigningAccount,
} from './sign-in-store.ts'
import { hashSecret, newSecret } from './tokens-store.ts'

/** What this slice asks about divisions; the places slice comes later in a water's life, so the answer is handed in. */
export type RegionLookup = {
  /** Whether the divisions in use hold this code. */
  readonly exists: (tx: Tx, code: RegionCode) => Promise<boolean>
  /** Divisions meant by a written name, inside the actor's jurisdiction. */
  readonly named: (tx: Tx, written: string) => Promise<readonly RegionCode[]>
}

export type PeopleOptions = {
  readonly database: Database
  /** The owner's address, from which the connections of the role `jiuqing_auth` are made. */
  readonly ownerUrl: string
  /** Address people reach the platform under: over https the cookie is never sent in the clear. */
  readonly publicUrl?: string | undefined
  readonly clock?: () => Date
  readonly regions?: RegionLookup
}

export type SignedIn = {
  readonly secret: string
  readonly account: SigningAccount
  readonly mustChangePassword: boolean
}

/** Signing in and everything that knows who is calling. Holds its own connections: `close` them. */
export type People = {
  readonly database: Database
  readonly regions: RegionLookup
  /** Whether cookies carry `Secure`. */
  readonly secure: boolean
  readonly authenticate: (request: FastifyRequest) => Promise<Caller | undefined>
  readonly signIn: (username: string, password: string) => Promise<SignedIn>
  readonly signOut: (secret: string) => Promise<void>
  readonly changePassword: (actor: Actor, passwords: Passwords) => Promise<SignedIn>
  close(): Promise<void>
}

export type Passwords = { readonly oldPassword: string; readonly newPassword: string }

/** The role that alone reads credentials and sessions; created by the migration. */
const signInRole = 'jiuqing_auth'

/** Any well-formed code, and no names: for a platform without divisions. */
const anyRegion: RegionLookup = { exists: async () => true, named: async () => [] }

/**
 * Opens the door for people. Several servers may do so on one database: all state is in it.
 *
 * @example
 * const people = openPeople({ database, ownerUrl, publicUrl: config.publicUrl })
 * const door: Door = { http, database, endpoints: [], authenticate: people.authenticate }
 * servePeople(door, people)
 */
export function openPeople(options: PeopleOptions): People {
  const { database, ownerUrl, publicUrl, regions = anyRegion } = options
  const clock = options.clock ?? database.clock
  const auth = openDatabase(ownerUrl, { role: signInRole, connections: 6, clock })
  return {
    database,
    regions,
    secure: publicUrl?.startsWith('https:') ?? false,
    authenticate: request => translated(authenticate(auth, request)),
    signIn: (username, password) => translated(signIn(auth, normalUsername(username), password)),
    signOut: secret => translated(signOut(auth, secret)),
    changePassword: (actor, passwords) => translated(replacePassword(auth, actor, passwords)),
    close: () => auth.close(),
  }
}

async function translated<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work
  } catch (error) {
    throw translateDatabaseError(error)
  }
}

/** The account rules in force on the day. */
export function accountRules(now: Date) {
  return policyAt('accounts', chinaDate(now)).value
}

async function authenticate(auth: Database, request: FastifyRequest): Promise<Caller | undefined> {
  const bearer = bearerToken(request.headers.authorization)
  if (bearer !== undefined) return authenticateToken(auth, bearer)
  const secret = sessionCookie(request.headers.cookie)
  if (secret === undefined) return undefined
  return authenticateSession(auth, secret, request.headers['jiuqing-unattended'] === undefined)
}

async function authenticateToken(auth: Database, secret: string): Promise<Caller> {
  const now = auth.clock()
  const token = await findToken(auth, hashSecret(secret), now)
  if (token === undefined) throw new Problem(tokenInvalid, {})
  if (isStale(token.last_used_at, now)) await touchToken(auth, token.token_id, now)
  return { actor: actorOf(token, 'token', token.permissions), mustChangePassword: false }
}

/** @param attended a person did this; a page that refreshes by itself does not keep its session alive */
async function authenticateSession(auth: Database, secret: string, attended: boolean): Promise<Caller | undefined> {
  const now = auth.clock()
  const rules = accountRules(now)
  const tokenHash = hashSecret(secret)
  const session = await findSession(auth, tokenHash)
  if (session === undefined) return undefined
  if (!isLive({ createdAt: session.created_at, lastUsedAt: session.last_used_at }, now, rules)) return undefined
  if (attended && isStale(session.last_used_at, now)) await touchSession(auth, tokenHash, now)
  return { actor: actorOf(session, 'session'), mustChangePassword: mustChange(session, now) }
}

/** Use is noted at most this often: a page full of tiles does not write with every tile. */
const noteUseEveryMs = 30_000

function isStale(lastUsedAt: Date | null, now: Date): boolean {
  return lastUsedAt === null || now.getTime() - lastUsedAt.getTime() >= noteUseEveryMs
}

function mustChange(account: Pick<SigningAccount, 'must_change_password' | 'password_changed_at'>, now: Date): boolean {
  return passwordState(account, now) !== null
}

/** Why the password must be changed before anything else; `null` where it need not be. */
export function passwordState(
  account: Pick<SigningAccount, 'must_change_password' | 'password_changed_at'>,
  now: Date,
): 'first' | 'expired' | null {
  if (account.must_change_password) return 'first'
  return isPasswordExpired(account.password_changed_at, now, accountRules(now).passwordMaxAgeDays) ? 'expired' : null
}

async function signIn(auth: Database, username: string, password: string): Promise<SignedIn> {
  const account = await requireRightPassword(auth, { username, password, wrong: signInRefused })
  if (account.disabled_at !== null) {
    await refuse(auth, { username, account, why: 'disabled', lockedUntil: null })
    throw new Problem(signInDisabled, {})
  }
  const renewed = isOutdated(account.password_hash) ? await hashPassword(password) : undefined
  const secret = newSecret()
  await atomically(auth, actorOf(account, 'session'), async tx => {
    if (renewed !== undefined) await renewHash(tx, account.id, renewed)
    await openSession(tx, { account, tokenHash: hashSecret(secret), liveSince: deadBefore(tx.at) })
  })
  return { secret, account, mustChangePassword: mustChange(account, auth.clock()) }
}

function deadBefore(now: Date): Date {
  return new Date(now.getTime() - accountRules(now).idleMinutes * 60_000)
}

type Check = {
  readonly username: string
  readonly password: string
  readonly wrong: typeof signInRefused | typeof passwordWrong
}

/** Every failure costs an attempt and is recorded; the same work is done for a name that nobody has. */
async function requireRightPassword(auth: Database, { username, password, wrong }: Check): Promise<Credentials> {
  const claim = await claimAttempt(auth, username, accountRules(auth.clock()))
  const account = await findCredentials(auth, username)
  const { lockedUntil } = claim
  if (!claim.claimed) {
    await refuse(auth, { username, account, why: 'locked', lockedUntil })
    throw new Problem(signInLocked, { minutes: minutesLeft(claim.lockedUntil, auth.clock()) })
  }
  const fits = await fitsPassword(password, account?.password_hash)
  if (account !== undefined && fits) return account
  await refuse(auth, { username, account, why: account === undefined ? 'unknown' : 'password', lockedUntil })
  if (lockedUntil === null) throw new Problem(wrong, {})
  throw new Problem(signInLocked, { minutes: minutesLeft(lockedUntil, auth.clock()) })
}

function refuse(auth: Database, refusal: Parameters<typeof recordRefusal>[1]): Promise<void> {
  const actor = refusal.account === undefined ? systemActor('job') : actorOf(refusal.account, 'session')
  return atomically(auth, actor, tx => recordRefusal(tx, refusal))
}

async function signOut(auth: Database, secret: string): Promise<void> {
  const tokenHash = hashSecret(secret)
  const session = await findSession(auth, tokenHash)
  if (session === undefined) return
  await atomically(auth, actorOf(session, 'session'), tx => closeSession(tx, tokenHash))
}

async function replacePassword(auth: Database, actor: Actor, passwords: Passwords): Promise<SignedIn> {
  const { oldPassword: old, newPassword } = passwords
  const { username } = actor
  const faults = findPasswordFaults(newPassword, { username, old, rules: accountRules(auth.clock()) })
  if (faults.length > 0) throw new Problem(passwordWeak, { faults })
  const account = await requireRightPassword(auth, { username, password: old, wrong: passwordWrong })
  const passwordHash = await hashPassword(newPassword)
  const secret = newSecret()
  await atomically(auth, actor, tx => changePassword(tx, { account, passwordHash, tokenHash: hashSecret(secret) }))
  return { secret, account, mustChangePassword: false }
}
