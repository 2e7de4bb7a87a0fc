import { sql, type Kysely } from 'kysely'
import { applicationRole } from './support/walls.ts'

const from = sql`nullif(current_setting('app.scope_from', true), '') collate "C"`
const to = sql`nullif(current_setting('app.scope_to', true), '') collate "C"`

/**
 * A town that a functional zone runs is named in `place_aliases` by its statistical code, which lies in its county. Whoever answers
 * for the zone registers what sources call places there.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop policy add_within on place_aliases`.execute(db)
  await sql`create policy add_within on place_aliases for insert to ${sql.id(applicationRole)}
            with check ((within_code collate "C" >= ${from} and within_code collate "C" < ${to}) or exists (
              select from place_zones z, jsonb_to_recordset(z.towns) as town (statistical text, reporting text)
              where town.statistical = within_code
                and town.reporting collate "C" >= ${from} and town.reporting collate "C" < ${to}))`.execute(db)
}
