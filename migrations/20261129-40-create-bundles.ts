import { sql, type Kysely } from 'kysely'
import { allowApplication, scopeByRegion } from './support/walls.ts'

/**
 * Saved pilot bundles: of a division, a city mostly, so they have no county: a small local table. A removed one stays, with the moment; what
 * was calculated never changes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table bundles (
    id uuid primary key,
    region_code text collate "C" not null,
    name text not null,
    rule_from date not null,
    record jsonb not null,
    saved_by uuid not null,
    saved_at timestamptz not null,
    removed_at timestamptz
  )`.execute(db)
  await allowApplication(db, 'bundles', ['select', 'insert'])
  await sql`grant update (removed_at) on bundles to jiuqing_app`.execute(db)
  await scopeByRegion(db, 'bundles')
}
