import { sql, type Kysely } from 'kysely'

/** When an outline was written: servers that hold outlines in memory see by the newest whether theirs still hold. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table place_outlines add column written_at timestamptz`.execute(db)
  await sql`update place_outlines set written_at = now()`.execute(db)
  await sql`alter table place_outlines alter column written_at set not null`.execute(db)
}
