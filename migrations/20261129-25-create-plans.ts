import { sql, type Kysely } from 'kysely'
import { allowApplication, applicationRole, scopeByRegion } from './support/walls.ts'

/** One-water-one-plans: one that counts for each cycle of a water, every version of its text kept, and what was said about it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createPlans(db)
  await createVersions(db)
  await createComments(db)
}

async function createPlans(db: Kysely<unknown>): Promise<void> {
  await sql`create table plans (
    county_code text collate "C" not null,
    id uuid not null,
    water_id uuid not null,
    region_code text collate "C" not null,
    cycle integer not null,
    state text not null check (state in ('draft', 'submitted', 'returned', 'approved', 'set-aside')),
    version integer not null,
    cost_yuan numeric not null,
    goal text,
    target_on date,
    entered_at timestamptz not null,
    due_on date,
    reference text,
    reason text,
    created_at timestamptz not null,
    by_account uuid not null,
    primary key (county_code, id),
    foreign key (county_code, water_id) references waters (county_code, id)
  )`.execute(db)
  await sql`create unique index one_plan_a_cycle on plans (county_code, water_id, cycle) where state <> 'set-aside'`.execute(
    db,
  )
  await sql`create index plans_by_water on plans (water_id, id)`.execute(db)
  await sql`create index plans_by_id on plans (id) include (region_code, state)`.execute(db)
  await sql`create index plans_by_due on plans (state, due_on, id) include (region_code)`.execute(db)
  await allowApplication(db, 'plans', ['select', 'insert', 'update'])
  await scopeByRegion(db, 'plans')
}

async function createVersions(db: Kysely<unknown>): Promise<void> {
  await sql`create table plan_versions (
    county_code text collate "C" not null,
    plan_id uuid not null,
    version integer not null,
    region_code text collate "C" not null,
    content jsonb not null,
    content_hash text not null,
    at timestamptz not null,
    by_account uuid not null,
    primary key (county_code, plan_id, version),
    foreign key (county_code, plan_id) references plans (county_code, id)
  )`.execute(db)
  await allowApplication(db, 'plan_versions', ['select', 'insert'])
  // A version moves with its water when that is corrected to another division; nothing else of it changes.
  await sql`grant update (region_code) on plan_versions to ${sql.id(applicationRole)}`.execute(db)
  await scopeByRegion(db, 'plan_versions')
}

async function createComments(db: Kysely<unknown>): Promise<void> {
  await sql`create table plan_comments (
    county_code text collate "C" not null,
    id uuid not null,
    plan_id uuid not null,
    region_code text collate "C" not null,
    version integer not null,
    section text not null,
    text text not null,
    at timestamptz not null,
    by_account uuid not null,
    primary key (county_code, id),
    foreign key (county_code, plan_id) references plans (county_code, id)
  )`.execute(db)
  await sql`create index plan_comments_by_plan on plan_comments (county_code, plan_id, id)`.execute(db)
  await allowApplication(db, 'plan_comments', ['select', 'insert'])
  await sql`grant update (region_code) on plan_comments to ${sql.id(applicationRole)}`.execute(db)
  await scopeByRegion(db, 'plan_comments')
}
