import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { chinaDate } from '../domain/dates.ts'
import type { RegionCode } from '../domain/regions.ts'
import type { Tx } from '../platform/db/database.ts'
import { selfOf } from './parties.ts'

/** Something that waits, with the water it is about and the day it is or was due. */
export type Waiting = {
  readonly id: string
  readonly waterName: string
  readonly regionCode: RegionCode
  /** YYYY-MM-DD */
  readonly dueOn: string
}

export type WaitingList = { readonly count: number; readonly examples: readonly Waiting[] }

/** Planned visits past their day. */
export function lateVisits(tx: Tx): Promise<WaitingList> {
  return waiting(tx, sql`verification_visits`, sql<SqlBool>`t.state = 'planned' and ${isLate(tx)}`)
}

/** Rectification items past their day: of the whole jurisdiction. */
export function lateRectifications(tx: Tx): Promise<WaitingList> {
  return waiting(tx, sql`rectifications`, sql<SqlBool>`t.state <> 'closed' and ${isLate(tx)}`)
}

/** Items that the caller or their organisation has to put right, late or not. */
export async function ownRectifications(tx: Tx): Promise<WaitingList> {
  const { account, organisation = '' } = await selfOf(tx)
  return waiting(
    tx,
    sql`rectifications`,
    sql<SqlBool>`t.state in ('open', 'returned')
      and (t.owner_account = ${account}::uuid or (t.owner_account is null and t.owner_organisation = ${organisation}))`,
  )
}

function isLate(tx: Tx): RawBuilder<SqlBool> {
  return sql<SqlBool>`t.due_on < ${chinaDate(tx.at)}::date`
}

async function waiting(tx: Tx, table: RawBuilder<unknown>, condition: RawBuilder<SqlBool>): Promise<WaitingList> {
  const within = sql`t.region_code >= ${tx.actor.range.from} collate "C" and t.region_code < ${tx.actor.range.to} collate "C"`
  const { rows } = await sql<Waiting & { readonly count: number }>`
    select t.id, w.name as "waterName", t.region_code as "regionCode", t.due_on as "dueOn", (count(*) over ())::int as count
    from ${table} t join waters w on w.county_code = t.county_code and w.id = t.water_id
    where ${within} and ${condition} order by t.due_on, t.id limit 5`.execute(tx.sql)
  return { count: rows[0]?.count ?? 0, examples: rows.map(({ count: _count, ...example }) => example) }
}
