import { sql, type Kysely } from 'kysely'

/** What waits for a judgement stands on the first page of everybody: a county reads its own alone, the longest waiting first. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index waters_suspected on waters (region_code, stage_since, id) include (name) where stage = 'suspected'`.execute(
    db,
  )
}
