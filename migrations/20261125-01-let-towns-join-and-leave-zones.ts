import { sql, type Kysely } from 'kysely'

/**
 * Towns join and leave functional zones. A zone remembers the reporting codes of towns that left; a village's survey keeps the code
 * it was set under (`village_code`) and stands where the village reports now (`region_code`). A task of a county goes on as one of
 * the zone for the villages that went there (`continues`), because a county's task is not seen from the zone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table place_zones add column former_towns jsonb not null default '[]'`.execute(db)
  await sql`alter table survey_villages drop constraint survey_villages_check`.execute(db)
  await sql`alter table survey_tasks add column continues uuid references survey_tasks (id)`.execute(db)
}
