import { sql } from 'kysely'
import type { RegionCode } from '../domain/regions.ts'
import type { Tx } from '../platform/db/database.ts'

/** An account of the role `expert` that is in use, with its division: it sees the waters of that division. */
export type ExpertAtHand = {
  readonly accountId: string
  readonly name: string
  readonly organisationId: string
  readonly organisation: string
  readonly regionCode: RegionCode
}

/** Experts who see the caller's division, whole or in part, by organisation and name; also those whose accounts the caller may not see. */
export async function expertsAtHand(tx: Tx): Promise<readonly ExpertAtHand[]> {
  const { rows } = await sql<ExpertAtHand>`
    select account_id as "accountId", display_name as name, organisation_id as "organisationId", organisation,
           region_code as "regionCode"
    from experts_at_hand() order by organisation, display_name, account_id`.execute(tx.sql)
  return rows
}

/** Names of organisations of the caller's jurisdiction and above it; others are absent. */
export async function organisationNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.sql
    .selectFrom('organisations')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
