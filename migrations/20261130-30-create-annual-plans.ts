import { sql, type Kysely } from 'kysely'
import { allowApplication, applicationRole, scopeByRegion } from './support/walls.ts'

/**
 * Annual work plans 年度工作方案: of a division that is a city as often as a county, so they have no county: small local tables. What an
 * edition said is kept version by version; of an issued one nothing changes but that a newer edition replaces it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table annual_plans (
    id uuid primary key,
    region_code text collate "C" not null,
    year integer not null,
    edition integer not null,
    state text not null check (state in ('draft', 'issued', 'replaced')),
    version integer not null,
    waters integer not null,
    area_m2 numeric not null,
    cost_yuan numeric not null,
    number text,
    issued_on date,
    reason text,
    entered_at timestamptz not null,
    created_at timestamptz not null,
    by_account uuid not null,
    unique (region_code, year, edition),
    check ((state = 'draft') = (number is null)),
    check ((state = 'draft') = (issued_on is null))
  )`.execute(db)
  // One of each at most: what is being drawn up, and what counts.
  await sql`create unique index one_annual_plan_in_a_state on annual_plans (region_code, year, state)
            where state <> 'replaced'`.execute(db)
  await allowApplication(db, 'annual_plans', ['select', 'insert'])
  await sql`grant update (state, version, waters, area_m2, cost_yuan, number, issued_on, reason, entered_at)
            on annual_plans to ${sql.id(applicationRole)}`.execute(db)
  await scopeByRegion(db, 'annual_plans')
  await sql`create table annual_plan_versions (
    plan_id uuid not null references annual_plans (id),
    version integer not null,
    region_code text collate "C" not null,
    content jsonb not null,
    content_hash text not null,
    at timestamptz not null,
    by_account uuid not null,
    primary key (plan_id, version)
  )`.execute(db)
  await allowApplication(db, 'annual_plan_versions', ['select', 'insert'])
  await scopeByRegion(db, 'annual_plan_versions')
}
