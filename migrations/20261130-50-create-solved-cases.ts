import { sql, type Kysely } from 'kysely'
import { allowApplication, applicationRole, scopeByRegion, someScope } from './support/walls.ts'

/**
 * Solved cases of the compendium with every version of their text. A case may be of a city or tell of a water elsewhere, so it has no county: small
 * local tables. What is published is there for every county to learn from; drafts and withdrawn cases stay behind the wall of their division.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createCases(db)
  await createVersions(db)
}

async function createCases(db: Kysely<unknown>): Promise<void> {
  await sql`create table solved_cases (
    id uuid primary key,
    region_code text collate "C" not null,
    water_id uuid,
    state text not null check (state in ('draft', 'published', 'withdrawn')),
    version integer not null,
    published_version integer,
    solved_on date,
    relapsed_on date,
    known_on date,
    earlier_relapses integer not null,
    reason text,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    by_account uuid not null
  )`.execute(db)
  await sql`create unique index one_case_a_water on solved_cases (water_id) where state <> 'withdrawn'`.execute(db)
  await sql`create index solved_cases_by_state on solved_cases (state, id)`.execute(db)
  await allowApplication(db, 'solved_cases', ['select', 'insert', 'update'])
  await scopeByRegion(db, 'solved_cases')
  await sql`create policy published on solved_cases for select to ${sql.id(applicationRole)}
    using (state = 'published' and ${someScope})`.execute(db)
}

async function createVersions(db: Kysely<unknown>): Promise<void> {
  await sql`create table solved_case_versions (
    case_id uuid not null references solved_cases (id),
    version integer not null,
    region_code text collate "C" not null,
    content jsonb not null,
    content_hash text not null,
    at timestamptz not null,
    by_account uuid not null,
    is_published boolean not null,
    primary key (case_id, version)
  )`.execute(db)
  await allowApplication(db, 'solved_case_versions', ['select', 'insert'])
  // What a version says never changes; it is published, withdrawn, and moves with its water to another division.
  await sql`grant update (region_code, is_published) on solved_case_versions to ${sql.id(applicationRole)}`.execute(db)
  await scopeByRegion(db, 'solved_case_versions')
  await sql`create policy published on solved_case_versions for select to ${sql.id(applicationRole)}
    using (is_published and ${someScope})`.execute(db)
}
