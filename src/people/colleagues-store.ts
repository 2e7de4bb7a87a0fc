import type { Role } from '../domain/permissions.ts'
import type { Tx } from '../platform/db/database.ts'
import { containing } from './paging.ts'

export type Colleague = {
  readonly id: string
  readonly name: string
  readonly organisation: string
  readonly role: Role
}

/**
 * Accounts in use of the caller's jurisdiction by part of a name or organisation, to be named for some work. Never by telephone number
 * or username: whoever may not read accounts would learn them by guessing.
 */
export async function findColleagues(
  tx: Tx,
  { search, limit }: { readonly search?: string | undefined; readonly limit: number },
): Promise<readonly Colleague[]> {
  let query = tx.sql
    .selectFrom('accounts')
    .innerJoin('organisations', 'organisations.id', 'accounts.organisation_id')
    .select(['accounts.id', 'accounts.display_name as name', 'organisations.name as organisation', 'accounts.role'])
    .where('accounts.disabled_at', 'is', null)
    .where('accounts.display_name', '<>', '')
  if (search !== undefined) {
    const pattern = containing(search)
    query = query.where(({ eb, or }) =>
      or([eb('accounts.display_name', 'ilike', pattern), eb('organisations.name', 'ilike', pattern)]),
    )
  }
  return query.orderBy('accounts.display_name').orderBy('accounts.id').limit(limit).execute()
}
