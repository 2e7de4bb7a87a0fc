import { createHash, randomBytes } from 'node:crypto'
import type { Permission, Role } from '../domain/permissions.ts'
import { uuidv7 } from '../domain/ids.ts'
import { Problem } from '../domain/problems.ts'
import type { RegionCode } from '../domain/regions.ts'
import type { Tx } from '../platform/db/database.ts'
import { requireMayGrant } from './rules.ts'
import { tokenBeyondRights, tokenNotFound, tokenTooLong } from './problems.ts'

type TokenTable = {
  id: string
  account_id: string
  region_code: RegionCode
  secret_hash: string
  label: string
  permissions: Permission[]
  created_at: Date
  expires_at: Date
  last_used_at: Date | null
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    api_tokens: TokenTable
  }
}

export type TokenRow = Omit<TokenTable, 'secret_hash' | 'region_code'> & { username: string; role: Role }

/** 256 random bits: no salt and no slow hash is needed to keep it from being guessed. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** What is stored of sessions and tokens, so that reading the table lets nobody in. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** Persisted in people's programs: how a token begins, so that it is recognised where it was left lying around. */
const tokenPrefix = 'jq_'

export type NewToken = {
  readonly label: string
  readonly permissions: readonly Permission[]
  readonly expiresInDays: number
  readonly maxDays: number
}

/**
 * Issues a token that acts for the actor with some of the actor's permissions.
 *
 * @throws Problem `token.beyond-rights`, `token.too-long`
 */
export async function issueToken(
  tx: Tx,
  { label, permissions, expiresInDays, maxDays }: NewToken,
): Promise<{ readonly token: TokenRow; readonly secret: string }> {
  const beyond = permissions.filter(permission => !tx.actor.may(permission))
  if (beyond.length > 0) throw new Problem(tokenBeyondRights, { permissions: beyond })
  if (expiresInDays > maxDays) throw new Problem(tokenTooLong, { maxDays })
  const secret = `${tokenPrefix}${newSecret()}`
  const id = uuidv7(tx.at.getTime())
  const expiresAt = new Date(tx.at.getTime() + expiresInDays * 86_400_000)
  const secretHash = hashSecret(secret)
  await tx.sql
    .insertInto('api_tokens')
    .values({
      id,
      account_id: tx.actor.accountId,
      region_code: tx.actor.region,
      secret_hash: secretHash,
      label,
      permissions: [...new Set(permissions)],
      created_at: tx.at,
      expires_at: expiresAt,
    })
    .execute()
  await tx.append({
    kind: 'token.issued',
    regionCode: tx.actor.region,
    subjectId: tx.actor.accountId,
    body: { tokenId: id, label, permissions, expiresAt: expiresAt.toISOString(), secretCheck: hashSecret(secretHash) },
  })
  return { token: await requireToken(tx, id), secret }
}

/** The actor's own tokens; all of the jurisdiction for whoever manages people. */
export function listTokens(tx: Tx): Promise<readonly TokenRow[]> {
  return selectTokens(tx).orderBy('api_tokens.created_at', 'desc').orderBy('api_tokens.id').execute()
}

/** @throws Problem `token.not-found`, `account.role-not-yours` */
export async function revokeToken(tx: Tx, id: string): Promise<void> {
  const token = await requireToken(tx, id)
  if (token.account_id !== tx.actor.accountId) requireMayGrant(tx.actor, token.role)
  const revoked = await tx.sql.deleteFrom('api_tokens').where('id', '=', id).returning('region_code').executeTakeFirst()
  if (revoked === undefined) throw new Problem(tokenNotFound, { id })
  await tx.append({
    kind: 'token.revoked',
    regionCode: revoked.region_code,
    subjectId: token.account_id,
    body: { tokenId: id },
  })
}

async function requireToken(tx: Tx, id: string): Promise<TokenRow> {
  const token = await selectTokens(tx).where('api_tokens.id', '=', id).executeTakeFirst()
  if (token === undefined) throw new Problem(tokenNotFound, { id })
  return token
}

function selectTokens(tx: Tx) {
  const query = tx.sql
    .selectFrom('api_tokens')
    .innerJoin('accounts', 'accounts.id', 'api_tokens.account_id')
    .select([
      'api_tokens.id',
      'api_tokens.account_id',
      'accounts.username',
      'accounts.role',
      'api_tokens.label',
      'api_tokens.permissions',
      'api_tokens.created_at',
      'api_tokens.expires_at',
      'api_tokens.last_used_at',
    ])
  return tx.actor.may('people.manage') ? query : query.where('api_tokens.account_id', '=', tx.actor.accountId)
}
