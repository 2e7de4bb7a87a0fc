import { sql, type Kysely } from 'kysely'

/**
 * Who answers for an import that is under way, and as whom its jobs work. It begins as whoever uploaded it (`account_id`, which stays)
 * and passes on with a handover.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table survey_imports add column responsible_id uuid`.execute(db)
  await sql`update survey_imports set responsible_id = account_id`.execute(db)
  await sql`alter table survey_imports alter column responsible_id set not null`.execute(db)
  await sql`create index survey_imports_by_responsible on survey_imports (responsible_id, state)`.execute(db)
}
