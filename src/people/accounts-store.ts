import type { Role } from '../domain/permissions.ts'
import { Problem } from '../domain/problems.ts'
import { uuidv7 } from '../domain/ids.ts'
import type { RegionCode } from '../domain/regions.ts'
import { rangeOf } from '../platform/actor.ts'
import type { Tx } from '../platform/db/database.ts'
import { cutPage, readCursor, writeCursor, type RowPage } from '../platform/http/cursor.ts'
import { findOrganisation } from './organisations-store.ts'
import { containing, type Page } from './paging.ts'
import { accountNotFound, organisationNotFound, rolesSeparated, usernameTaken } from './problems.ts'
import { isSeparated, readUsername, requireGrantable } from './rules.ts'

type AccountTable = {
  id: string
  username: string
  display_name: string
  role: Role
  organisation_id: string
  region_code: RegionCode
  phone: string | null
  email: string | null
  disabled_at: Date | null
  must_change_password: boolean
  password_changed_at: Date
  locked_until: Date | null
  session_generation: number
  last_signed_in_at: Date | null
  created_at: Date
  created_by: string
}

type CredentialTable = { account_id: string; region_code: RegionCode; password_hash: string }

declare module '../platform/db/tables.ts' {
  interface Tables {
    accounts: AccountTable
    'auth.credentials': CredentialTable
  }
}

/** An account with the name of its organisation; `null` where that is outside what the caller may see. */
export type AccountRow = Omit<AccountTable, 'created_by' | 'session_generation'> & { organisation_name: string | null }

export type NewAccount = {
  readonly username: string
  readonly displayName: string
  readonly role: Role
  readonly organisationId: string
  readonly regionCode: RegionCode
  readonly phone?: string | undefined
  readonly email?: string | undefined
  /** From `hashPassword`: computed before the transaction, because it takes its time. */
  readonly passwordHash: string
  readonly mustChangePassword: boolean
}

/**
 * Creates an account with its password, in the actor's jurisdiction and below the actor's rights.
 *
 * @throws Problem `account.role-not-yours`, `account.region-not-yours`, `account.role-level`, `account.username-malformed`,
 * `account.username-taken`, `account.roles-separated`, `organisation.not-found`
 */
export async function createAccount(tx: Tx, draft: NewAccount): Promise<AccountRow> {
  requireGrantable(tx.actor, draft)
  const username = readUsername(draft.username)
  await requireOrganisation(tx, draft.organisationId)
  await requireSeparatePhone(tx, draft)
  const id = uuidv7(tx.at.getTime())
  const inserted = await tx.sql
    .insertInto('accounts')
    .values({
      ...accountColumns(draft),
      id,
      username,
      created_at: tx.at,
      password_changed_at: tx.at,
      created_by: tx.actor.accountId,
    })
    .onConflict(conflict => conflict.column('username').doNothing())
    .returning('id')
    .execute()
  if (inserted.length === 0) throw new Problem(usernameTaken, { username })
  await tx.sql
    .insertInto('auth.credentials')
    .values({ account_id: id, region_code: draft.regionCode, password_hash: draft.passwordHash })
    .execute()
  await tx.append({
    kind: 'account.created',
    regionCode: draft.regionCode,
    subjectId: id,
    body: { username, role: draft.role, regionCode: draft.regionCode, organisationId: draft.organisationId },
    personal: personalOf(draft),
  })
  return requireAccount(tx, id)
}

function accountColumns(draft: NewAccount) {
  return {
    display_name: draft.displayName,
    role: draft.role,
    organisation_id: draft.organisationId,
    region_code: draft.regionCode,
    phone: draft.phone ?? null,
    email: draft.email ?? null,
    must_change_password: draft.mustChangePassword,
    session_generation: 0,
  }
}

function personalOf({ displayName, phone, email }: NewAccount): Record<string, string> {
  return {
    displayName,
    ...(phone === undefined ? {} : { phone }),
    ...(email === undefined ? {} : { email }),
  }
}

/** @throws Problem `organisation.not-found` */
export async function requireOrganisation(tx: Tx, id: string): Promise<void> {
  if ((await findOrganisation(tx, id)) === undefined) throw new Problem(organisationNotFound, { id })
}

/**
 * One person does not hold administrator and auditor at once; the telephone number is what two accounts of one person share.
 *
 * @throws Problem `account.roles-separated`
 */
export async function requireSeparatePhone(
  tx: Tx,
  holder: { readonly role: Role; readonly phone?: string | null | undefined },
  exceptId?: string,
): Promise<void> {
  if (holder.phone === undefined || holder.phone === null) return
  const others = await tx.sql
    .selectFrom('accounts')
    .select(['id', 'role'])
    .where('phone', '=', holder.phone)
    .where('disabled_at', 'is', null)
    .execute()
  if (others.some(other => other.id !== exceptId && isSeparated(other.role, holder.role))) {
    throw new Problem(rolesSeparated, {})
  }
}

function selectAccounts(tx: Tx) {
  return tx.sql
    .selectFrom('accounts')
    .leftJoin('organisations', 'organisations.id', 'accounts.organisation_id')
    .select([
      'accounts.id',
      'accounts.username',
      'accounts.display_name',
      'accounts.role',
      'accounts.organisation_id',
      'organisations.name as organisation_name',
      'accounts.region_code',
      'accounts.phone',
      'accounts.email',
      'accounts.disabled_at',
      'accounts.must_change_password',
      'accounts.password_changed_at',
      'accounts.locked_until',
      'accounts.last_signed_in_at',
      'accounts.created_at',
    ])
}

export async function findAccount(tx: Tx, id: string): Promise<AccountRow | undefined> {
  return selectAccounts(tx).where('accounts.id', '=', id).executeTakeFirst()
}

/** @throws Problem `account.not-found`, in the same words for what does not exist and for what is elsewhere */
export async function requireAccount(tx: Tx, id: string): Promise<AccountRow> {
  const found = await findAccount(tx, id)
  if (found === undefined) throw new Problem(accountNotFound, { id })
  return found
}

/** As `requireAccount`, and nobody else changes it before this transaction ends. */
export async function holdAccount(tx: Tx, id: string): Promise<AccountRow> {
  const held = await tx.sql.selectFrom('accounts').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
  if (held === undefined) throw new Problem(accountNotFound, { id })
  return requireAccount(tx, id)
}

export type AccountFilter = {
  readonly search?: string | undefined
  readonly role?: Role | undefined
  readonly region?: RegionCode | undefined
  readonly organisation?: string | undefined
  readonly disabled?: boolean | undefined
}

/** Accounts by username, a page at a time. */
export async function listAccounts(
  tx: Tx,
  filter: AccountFilter,
  { cursor, limit }: Page,
): Promise<RowPage<AccountRow>> {
  let query = filtered(selectAccounts(tx), filter)
  if (cursor !== undefined) query = query.where('accounts.username', '>', readCursor(cursor, ['text'])[0])
  const rows = await query
    .orderBy('accounts.username')
    .limit(limit + 1)
    .execute()
  return cutPage(rows, limit, ({ username }) => writeCursor([username]))
}

type AccountQuery = ReturnType<typeof selectAccounts>

function filtered(query: AccountQuery, { search, role, region, organisation, disabled }: AccountFilter): AccountQuery {
  let narrowed = query
  if (role !== undefined) narrowed = narrowed.where('accounts.role', '=', role)
  if (organisation !== undefined) narrowed = narrowed.where('accounts.organisation_id', '=', organisation)
  if (disabled !== undefined) narrowed = narrowed.where('accounts.disabled_at', disabled ? 'is not' : 'is', null)
  if (region !== undefined) {
    const { from, to } = rangeOf(region)
    narrowed = narrowed.where('accounts.region_code', '>=', from).where('accounts.region_code', '<', to)
  }
  if (search !== undefined) {
    const pattern = containing(search)
    narrowed = narrowed.where(({ eb, or }) =>
      or([
        eb('accounts.display_name', 'ilike', pattern),
        eb('accounts.username', 'ilike', pattern),
        eb('accounts.phone', 'ilike', pattern),
      ]),
    )
  }
  return narrowed
}
