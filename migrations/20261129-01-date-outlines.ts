import { sql, type Kysely } from 'kysely'

/** When an outline was written: servers that hold outlines in memory see by the newest whether theirs still hold. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table place_outlines add column written_at timestamptz not null default now()`.execute(db)
}
