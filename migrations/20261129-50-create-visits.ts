import { sql, type Kysely } from 'kysely'
import { allowApplication, applicationRole, scopeByRegion } from './support/walls.ts'

/** Visits by the verification handbook, what they find and how it is put right, and the draws of spot checks. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createVisits(db)
  await createRectifications(db)
  await createSteps(db)
  await createSamples(db)
}

/** Planned once; recorded or cancelled once. Of the plan nothing changes. */
async function createVisits(db: Kysely<unknown>): Promise<void> {
  await sql`create table verification_visits (
    county_code text collate "C" not null,
    id uuid not null,
    water_id uuid not null,
    region_code text collate "C" not null,
    phase text not null,
    role text not null,
    handbook text not null,
    visitor_account uuid,
    visitor_organisation text,
    due_on date not null,
    sample_id uuid,
    planned_by uuid not null,
    planned_at timestamptz not null,
    state text not null check (state in ('planned', 'done', 'cancelled')),
    visited_on date,
    answers jsonb,
    note text,
    ended_by uuid,
    ended_at timestamptz,
    primary key (county_code, id),
    foreign key (county_code, water_id) references waters (county_code, id),
    check (visitor_account is not null or visitor_organisation is not null),
    check ((state = 'planned') = (ended_at is null)),
    check ((state = 'done') = (answers is not null))
  )`.execute(db)
  await sql`create index verification_visits_by_water on verification_visits (county_code, water_id, id desc)`.execute(
    db,
  )
  // Both lists of the page: what is to be done by its day, and everything by its day.
  await sql`create index verification_visits_planned on verification_visits (due_on, id) where state = 'planned'`.execute(
    db,
  )
  await sql`create index verification_visits_by_day on verification_visits (due_on desc, id desc)`.execute(db)
  await allowApplication(db, 'verification_visits', ['select', 'insert'])
  await sql`grant update (region_code, state, visited_on, answers, note, ended_by, ended_at)
            on verification_visits to ${sql.id(applicationRole)}`.execute(db)
  await scopeByRegion(db, 'verification_visits')
}

async function createRectifications(db: Kysely<unknown>): Promise<void> {
  await sql`create table rectifications (
    county_code text collate "C" not null,
    id uuid not null,
    water_id uuid not null,
    region_code text collate "C" not null,
    visit_id uuid not null,
    handbook text not null,
    item_id text not null,
    severity text not null,
    note text,
    photos uuid[] not null,
    opened_by uuid not null,
    opened_at timestamptz not null,
    owner_account uuid,
    owner_organisation text,
    due_on date not null,
    state text not null check (state in ('open', 'answered', 'returned', 'closed')),
    state_since timestamptz not null,
    steps integer not null,
    primary key (county_code, id),
    foreign key (county_code, water_id) references waters (county_code, id),
    foreign key (county_code, visit_id) references verification_visits (county_code, id),
    unique (county_code, visit_id, item_id),
    check (owner_account is not null or owner_organisation is not null)
  )`.execute(db)
  await sql`create index rectifications_by_water on rectifications (county_code, water_id, id desc)`.execute(db)
  await sql`create index rectifications_unsettled on rectifications (due_on, id) where state <> 'closed'`.execute(db)
  await sql`create index rectifications_closed on rectifications (state_since desc, id desc) where state = 'closed'`.execute(
    db,
  )
  await allowApplication(db, 'rectifications', ['select', 'insert'])
  await sql`grant update (region_code, owner_account, owner_organisation, due_on, state, state_since, steps)
            on rectifications to ${sql.id(applicationRole)}`.execute(db)
  await scopeByRegion(db, 'rectifications')
}

/** What was done about an item, one after another; never changed. */
async function createSteps(db: Kysely<unknown>): Promise<void> {
  await sql`create table rectification_steps (
    county_code text collate "C" not null,
    rectification_id uuid not null,
    number integer not null,
    region_code text collate "C" not null,
    step text not null,
    reason text not null,
    photos uuid[] not null,
    owner_account uuid,
    owner_organisation text,
    due_on date not null,
    by_account uuid not null,
    at timestamptz not null,
    primary key (county_code, rectification_id, number),
    foreign key (county_code, rectification_id) references rectifications (county_code, id)
  )`.execute(db)
  await allowApplication(db, 'rectification_steps', ['select', 'insert'])
  await sql`grant update (region_code) on rectification_steps to ${sql.id(applicationRole)}`.execute(db)
  await scopeByRegion(db, 'rectification_steps')
}

/** A draw belongs to a division that may be a city: a small local table without county. Never changed. */
async function createSamples(db: Kysely<unknown>): Promise<void> {
  await sql`create table verification_samples (
    id uuid primary key,
    region_code text collate "C" not null,
    seed text not null,
    size integer not null,
    filter jsonb not null,
    population uuid[] not null,
    strata jsonb not null,
    drawn uuid[] not null,
    drawn_by uuid not null,
    drawn_at timestamptz not null
  )`.execute(db)
  await allowApplication(db, 'verification_samples', ['select', 'insert'])
  await scopeByRegion(db, 'verification_samples')
}
