import { sql, type Kysely } from 'kysely'
import { applicationRole } from './support/walls.ts'

const from = sql`nullif(current_setting('app.scope_from', true), '') collate "C"`
const to = sql`nullif(current_setting('app.scope_to', true), '') collate "C"`
/** The platform's own scope ends with ':', the character behind the digits. */
const end = sql`(nullif(${to}, ':'))::bigint`

/**
 * Whom a survey task asks stands in its own row: the codes of its villages as they report now, as ranges. The wall around tasks looked
 * into the villages for that, and Citus refuses a policy with a query in it on any table that it spreads or copies.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table survey_tasks add column asked int8multirange not null default '{}'`.execute(db)
  await sql`update survey_tasks t set asked = coalesce(
    (select range_agg(int8range(v.region_code::bigint, v.region_code::bigint + 1)) from survey_villages v where v.task_id = t.id),
    '{}')`.execute(db)
  // `case`: half a scope or one upside down makes no range, and must show nothing instead of failing.
  await sql`alter policy touched on survey_tasks to ${sql.id(applicationRole)}
    using (case when ${from} ~ '^[0-9]{12}$' and ${to} ~ '^([0-9]{12}|:)$' and ${from} < ${to}
      then (region_code >= ${from} and region_end <= ${to})
        or (region_code < ${to} and region_end > ${from} and asked && int8range((${from})::bigint, ${end}))
      else false end)`.execute(db)
}
