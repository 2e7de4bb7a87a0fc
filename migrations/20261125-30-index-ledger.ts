import { sql, type Kysely } from 'kysely'

/** Kinds of the group `sign-in`, as they were when this was written: an index goes by what stands in it. */
const signIns = sql.raw(`'session.opened', 'session.refused', 'session.closed'`)

/**
 * The ledger is read newest first, mostly without sign-ins, which are many: the partial index holds none, so that a flood of refused
 * attempts cannot slow the page down. By person and by kind it is read through indexes of the same order.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index facts_but_sign_ins on facts (at desc, id) where kind not in (${signIns})`.execute(db)
  await sql`create index facts_by_actor on facts (actor_id, at desc, id)`.execute(db)
  await sql`create index facts_by_kind on facts (kind, at desc, id)`.execute(db)
  await sql`create index facts_by_region on facts (region_code, at desc, id)`.execute(db)
}
