import { sql } from 'kysely'
import { roles, type Role } from '../domain/permissions.ts'
import { uuidv7 } from '../domain/ids.ts'
import { Problem } from '../domain/problems.ts'
import { contains, type RegionCode } from '../domain/regions.ts'
import { rangeOf } from '../platform/actor.ts'
import type { Tx } from '../platform/db/database.ts'
import {
  holdAccount,
  requireAccount,
  requireOrganisation,
  requireSeparatePhone,
  type AccountRow,
} from './accounts-store.ts'
import { handoverImpossible, handoverNotFound, lastAdministrator } from './problems.ts'
import { findHandoverFault, refuseOwn, requireGrantable, requireMayGrant, requireSeparation } from './rules.ts'

type HandoverTable = {
  id: string
  from_account: string
  to_account: string
  region_code: RegionCode
  reason: string
  disabled: boolean
  at: Date
  by_account: string
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    handovers: HandoverTable
    'auth.attempts': { username: string; failures: number; last_at: Date; locked_until: Date | null }
  }
}

export type HandoverRow = HandoverTable

export type AccountChanges = {
  readonly displayName?: string | undefined
  readonly role?: Role | undefined
  readonly organisationId?: string | undefined
  readonly regionCode?: RegionCode | undefined
  readonly phone?: string | null | undefined
  readonly email?: string | null | undefined
}

/**
 * Changes an account for a stated reason. What stays the same is not recorded as changed.
 *
 * @throws Problem `account.not-found`, `account.role-not-yours`, `account.region-not-yours`, `account.role-level`,
 * `account.own-rights`, `account.roles-separated`, `account.last-administrator`, `organisation.not-found`
 */
export async function changeAccount(
  tx: Tx,
  { id, changes, reason }: { id: string; changes: AccountChanges; reason: string },
): Promise<AccountRow> {
  const before = await holdAccount(tx, id)
  requireMayGrant(tx.actor, before.role)
  const changed = changedColumns(before, changes)
  const names = Object.keys(changed)
  if (names.length === 0) return before
  await requireAllowedChange(tx, before, changed)
  await tx.sql.updateTable('accounts').set(changed).where('id', '=', id).execute()
  if (changed.region_code !== undefined) await moveAccountRecords(tx, id, changed.region_code)
  await tx.append({
    kind: 'account.changed',
    regionCode: before.region_code,
    subjectId: id,
    body: { changed: names.map(name => fieldOf[name] ?? name), reason, to: openOf(changed) },
    personal: personalOf(changed),
  })
  return requireAccount(tx, id)
}

type ChangedColumns = Partial<
  Pick<AccountRow, 'display_name' | 'role' | 'organisation_id' | 'region_code' | 'phone' | 'email'>
>

const fieldOf: Readonly<Record<string, string>> = {
  display_name: 'displayName',
  organisation_id: 'organisationId',
  region_code: 'regionCode',
}

function changedColumns(before: AccountRow, changes: AccountChanges): ChangedColumns {
  const wanted: ChangedColumns = {
    ...(changes.displayName === undefined ? {} : { display_name: changes.displayName }),
    ...(changes.role === undefined ? {} : { role: changes.role }),
    ...(changes.organisationId === undefined ? {} : { organisation_id: changes.organisationId }),
    ...(changes.regionCode === undefined ? {} : { region_code: changes.regionCode }),
    ...(changes.phone === undefined ? {} : { phone: changes.phone }),
    ...(changes.email === undefined ? {} : { email: changes.email }),
  }
  const known: Readonly<Record<string, unknown>> = before
  return Object.fromEntries(Object.entries(wanted).filter(([column, value]) => known[column] !== value))
}

/** What of a change is nobody's private matter. */
function openOf({ role, region_code: regionCode, organisation_id: organisationId }: ChangedColumns) {
  return {
    ...(role === undefined ? {} : { role }),
    ...(regionCode === undefined ? {} : { regionCode }),
    ...(organisationId === undefined ? {} : { organisationId }),
  }
}

function personalOf({ display_name: displayName, phone, email }: ChangedColumns): Record<string, string> {
  return {
    ...(displayName === undefined ? {} : { displayName }),
    ...(typeof phone === 'string' ? { phone } : {}),
    ...(typeof email === 'string' ? { email } : {}),
  }
}

async function requireAllowedChange(tx: Tx, before: AccountRow, changed: ChangedColumns): Promise<void> {
  const after = { role: changed.role ?? before.role, regionCode: changed.region_code ?? before.region_code }
  if (changed.role !== undefined || changed.region_code !== undefined) {
    refuseOwn(tx.actor, before.id)
    requireGrantable(tx.actor, after)
    requireSeparation(before.role, after.role)
    await requireAnotherAdministrator(tx, before)
  }
  if (changed.organisation_id !== undefined) await requireOrganisation(tx, changed.organisation_id)
  await requireSeparatePhone(tx, { role: after.role, phone: changed.phone ?? before.phone }, before.id)
}

/** What hangs on an account is found under the account's own division. */
async function moveAccountRecords(tx: Tx, id: string, regionCode: RegionCode): Promise<void> {
  await tx.sql.updateTable('auth.credentials').set({ region_code: regionCode }).where('account_id', '=', id).execute()
  await tx.sql.updateTable('api_tokens').set({ region_code: regionCode }).where('account_id', '=', id).execute()
}

/**
 * Whoever is taken out of office as administrator leaves another enabled one behind who answers for the same area. The lock
 * stops two administrators from disabling each other at the same moment.
 *
 * @throws Problem `account.last-administrator`
 */
async function requireAnotherAdministrator(tx: Tx, leaving: AccountRow): Promise<void> {
  if (leaving.role !== 'administrator' || leaving.disabled_at !== null) return
  await sql`select pg_advisory_xact_lock(hashtextextended('people.administrators', 0))`.execute(tx.sql)
  const others = await tx.sql
    .selectFrom('accounts')
    .select('region_code')
    .where('role', '=', 'administrator')
    .where('disabled_at', 'is', null)
    .where('id', '<>', leaving.id)
    .execute()
  if (others.some(other => contains(rangeOf(other.region_code), leaving.region_code))) return
  throw new Problem(lastAdministrator, {})
}

/** Disables an account; its sessions and tokens end with the next request. Disabling again changes nothing. */
export async function disableAccount(tx: Tx, id: string, reason: string): Promise<AccountRow> {
  refuseOwn(tx.actor, id)
  const before = await holdAccount(tx, id)
  requireMayGrant(tx.actor, before.role)
  if (before.disabled_at !== null) return before
  await requireAnotherAdministrator(tx, before)
  await tx.sql
    .updateTable('accounts')
    .set(({ eb }) => ({ disabled_at: tx.at, session_generation: eb('session_generation', '+', 1) }))
    .where('id', '=', id)
    .execute()
  await tx.append({ kind: 'account.disabled', regionCode: before.region_code, subjectId: id, body: { reason } })
  return requireAccount(tx, id)
}

export async function enableAccount(tx: Tx, id: string, reason: string): Promise<AccountRow> {
  refuseOwn(tx.actor, id)
  const before = await holdAccount(tx, id)
  requireMayGrant(tx.actor, before.role)
  if (before.disabled_at === null) return before
  await requireSeparatePhone(tx, before, id)
  await tx.sql.updateTable('accounts').set({ disabled_at: null }).where('id', '=', id).execute()
  await tx.append({ kind: 'account.enabled', regionCode: before.region_code, subjectId: id, body: { reason } })
  return requireAccount(tx, id)
}

/**
 * Sets a password to be used once, ends the account's sessions and any lock.
 *
 * @param mustChangePassword false only where the password is published anyway, as in the demonstration
 */
export async function resetPassword(
  tx: Tx,
  id: string,
  passwordHash: string,
  mustChangePassword = true,
): Promise<AccountRow> {
  refuseOwn(tx.actor, id)
  const before = await holdAccount(tx, id)
  requireMayGrant(tx.actor, before.role)
  await tx.sql
    .updateTable('auth.credentials')
    .set({ password_hash: passwordHash })
    .where('account_id', '=', id)
    .execute()
  await tx.sql
    .updateTable('accounts')
    .set(({ eb }) => ({
      must_change_password: mustChangePassword,
      password_changed_at: tx.at,
      locked_until: null,
      session_generation: eb('session_generation', '+', 1),
    }))
    .where('id', '=', id)
    .execute()
  await tx.sql.deleteFrom('auth.attempts').where('username', '=', before.username).execute()
  await tx.append({
    kind: 'password.reset',
    regionCode: before.region_code,
    subjectId: id,
    body: { by: 'administrator' },
  })
  return requireAccount(tx, id)
}

export type Handover = {
  readonly fromId: string
  readonly toId: string
  readonly reason: string
  /** The giver leaves: the account is disabled with it. */
  readonly disable: boolean
}

/**
 * Hands open work over from one person to another. The fact `account.handed-over` says so; each later slice moves what it
 * keeps open when it reacts to it. What was done stays with whoever did it.
 *
 * @throws Problem `account.handover-impossible` and those of `disableAccount`
 */
export async function handOver(tx: Tx, { fromId, toId, reason, disable }: Handover) {
  // Always in the same order, so that two handovers between the same people wait instead of blocking each other.
  for (const id of [fromId, toId].toSorted()) await holdAccount(tx, id)
  const from = await requireAccount(tx, fromId)
  const to = await requireAccount(tx, toId)
  requireMayGrant(tx.actor, from.role)
  const fault = findHandoverFault(holderOf(from), holderOf(to))
  if (fault !== undefined) throw new Problem(handoverImpossible, fault)
  const id = uuidv7(tx.at.getTime())
  await tx.sql
    .insertInto('handovers')
    .values({
      id,
      from_account: fromId,
      to_account: toId,
      region_code: from.region_code,
      reason,
      disabled: disable,
      at: tx.at,
      by_account: tx.actor.accountId,
    })
    .execute()
  await tx.append({
    kind: 'account.handed-over',
    regionCode: from.region_code,
    subjectId: fromId,
    body: { toAccountId: toId, reason, handoverId: id },
  })
  return { id, from: disable ? await disableAccount(tx, fromId, reason) : from, to }
}

function holderOf(row: AccountRow) {
  return {
    id: row.id,
    role: row.role,
    roleName: roles[row.role].name,
    range: rangeOf(row.region_code),
    regionCode: row.region_code,
    disabled: row.disabled_at !== null,
  }
}

/** @throws Problem `account.handover-not-found` */
export async function requireHandover(tx: Tx, id: string): Promise<HandoverRow> {
  const row = await tx.sql.selectFrom('handovers').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) throw new Problem(handoverNotFound, { id })
  return row
}
