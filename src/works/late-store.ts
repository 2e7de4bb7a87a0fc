import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { chinaDate } from '../domain/dates.ts'
import type { Tx } from '../platform/db/database.ts'
import { waitingIn, type WaitingList } from '../waters/waiting-store.ts'
import { selfOf } from './parties.ts'

/** Planned visits past their day. */
export function lateVisits(tx: Tx): Promise<WaitingList> {
  return waitingIn(tx, sql`verification_visits`, sql<SqlBool>`t.state = 'planned' and ${isLate(tx)}`)
}

/** Rectification items past their day: of the whole jurisdiction. */
export function lateRectifications(tx: Tx): Promise<WaitingList> {
  return waitingIn(tx, sql`rectifications`, sql<SqlBool>`t.state <> 'closed' and ${isLate(tx)}`)
}

/** Items that the caller or their organisation has to put right, late or not. */
export async function ownRectifications(tx: Tx): Promise<WaitingList> {
  const { account, organisation = '' } = await selfOf(tx)
  return waitingIn(
    tx,
    sql`rectifications`,
    sql<SqlBool>`t.state in ('open', 'returned')
      and (t.owner_account = ${account}::uuid or (t.owner_account is null and t.owner_organisation = ${organisation}))`,
  )
}

function isLate(tx: Tx): RawBuilder<SqlBool> {
  return sql<SqlBool>`t.due_on < ${chinaDate(tx.at)}::date`
}
