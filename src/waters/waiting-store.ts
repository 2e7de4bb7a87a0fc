import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { RegionCode } from '../domain/regions.ts'
import type { Tx } from '../platform/db/database.ts'

/** Something that waits, with the water it is about and the day it is or was due. */
export type Waiting = {
  readonly id: string
  readonly waterName: string
  readonly regionCode: RegionCode
  /** YYYY-MM-DD */
  readonly dueOn: string
}

export type WaitingList<Item extends Waiting = Waiting> = { readonly count: number; readonly examples: readonly Item[] }

/**
 * How many records about waters wait in the caller's jurisdiction, and the five whose day comes first.
 *
 * @param table whose rows have `id`, `county_code`, `water_id`, `region_code` and `due_on`; it is `t` in the others, the water `w`
 * @param more further columns of what waits
 * @example await waitingIn(tx, sql`rectifications`, sql`t.state <> 'closed'`)
 */
export async function waitingIn<Item extends Waiting = Waiting>(
  tx: Tx,
  table: RawBuilder<unknown>,
  condition: RawBuilder<SqlBool>,
  more = sql``,
): Promise<WaitingList<Item>> {
  const { from, to } = tx.actor.range
  const { rows } = await sql<Item & { readonly count: number }>`
    select t.id, w.name as "waterName", t.region_code as "regionCode", t.due_on as "dueOn", (count(*) over ())::int as count ${more}
    from ${table} t join waters w on w.county_code = t.county_code and w.id = t.water_id
    where t.region_code >= ${from} collate "C" and t.region_code < ${to} collate "C" and ${condition}
    order by t.due_on, t.id limit 5`.execute(tx.sql)
  const examples = rows.map(({ count: _count, ...example }) => example as unknown as Item) // what is left of it
  return { count: rows[0]?.count ?? 0, examples }
}
