import { sql, type Kysely } from 'kysely'

/**
 * What a row of an import asks of a person, most pressing first: 0 to correct, 1 to decide (also once somebody decided, so that a decision
 * does not make its row jump away; a certain match asks nobody), 2 a warning, 3 nothing. Derived by the database, so that it cannot disagree with the row.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table survey_import_rows add column standing smallint not null generated always as (
    case when outcome = 'refused' then 0
         when outcome = 'undecided' then 1
         when decision is not null and match ->> 'reason' not in ('same-id', 'same-place-and-name') then 1
         when problems @> '[{"severity":"warn"}]'::jsonb then 2
         else 3 end) stored`.execute(db)
  await sql`create index survey_import_rows_by_standing
            on survey_import_rows (county_code, import_id, standing, position)`.execute(db)
}
