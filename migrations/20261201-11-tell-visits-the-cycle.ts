import { sql, type Kysely } from 'kysely'
import { applicationRole } from './support/walls.ts'

/** A visit counts for the cycle of its water in which it was made; one that is only planned has the cycle it was planned in. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table verification_visits add column cycle integer not null default 1 check (cycle >= 1)`.execute(db)
  await sql`update verification_visits v set cycle = coalesce((
    select (f.body->>'cycle')::int from facts f
    where f.subject_id = v.water_id::text and f.kind = 'water.moved' and f.at <= coalesce(v.ended_at, v.planned_at)
    order by f.at desc, f.sequence desc limit 1), 1)`.execute(db)
  await sql`alter table verification_visits alter column cycle drop default`.execute(db)
  await sql`grant update (cycle) on verification_visits to ${sql.id(applicationRole)}`.execute(db)
}
