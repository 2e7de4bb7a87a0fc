import { sql, type Kysely } from 'kysely'
import { allowApplication, applicationRole, scopeByRegion } from './support/walls.ts'

/** Acceptance and delisting: files with their snapshot, what was decided, what was objected, and measures that need source and quantity. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createDeclared(db)
  await createFiles(db)
  await createDecisions(db)
  await createObjections(db)
}

/** Make-up water, agents and the like, as somebody put them on record; withdrawn once, never changed. */
async function createDeclared(db: Kysely<unknown>): Promise<void> {
  await sql`create table declared_measures (
    county_code text collate "C" not null,
    id uuid not null,
    water_id uuid not null,
    region_code text collate "C" not null,
    cycle integer not null,
    measure_id text not null,
    quantity numeric,
    source text,
    starts_on date not null,
    note text,
    declared_by uuid not null,
    declared_at timestamptz not null,
    withdrawn_by uuid,
    withdrawn_at timestamptz,
    withdrawn_why text,
    primary key (county_code, id),
    foreign key (county_code, water_id) references waters (county_code, id),
    check ((withdrawn_at is null) = (withdrawn_why is null))
  )`.execute(db)
  await sql`create index declared_measures_by_water on declared_measures (county_code, water_id, id)`.execute(db)
  await allowApplication(db, 'declared_measures', ['select', 'insert'])
  await sql`grant update (region_code, withdrawn_by, withdrawn_at, withdrawn_why)
            on declared_measures to ${sql.id(applicationRole)}`.execute(db)
  await scopeByRegion(db, 'declared_measures')
}

/** The snapshot stays as it was sent in; only the standing and, once, the notice change. */
async function createFiles(db: Kysely<unknown>): Promise<void> {
  await sql`create table acceptance_files (
    county_code text collate "C" not null,
    id uuid not null,
    water_id uuid not null,
    region_code text collate "C" not null,
    cycle integer not null,
    policy text not null,
    standard_id text not null,
    snapshot jsonb not null,
    snapshot_hash text not null,
    note text,
    submitted_by uuid not null,
    submitted_at timestamptz not null,
    state text not null check (state in ('submitted', 'accepted', 'on-notice', 'delisted', 'refused', 'withdrawn', 'revoked', 'lapsed')),
    step text check (step in ('self-check', 'acceptance', 'delisting')),
    state_since timestamptz not null,
    due_on date,
    decisions integer not null,
    notice_id uuid,
    notice_from date,
    notice_to date,
    notice_place text,
    notice_by uuid,
    notice_at timestamptz,
    primary key (county_code, id),
    foreign key (county_code, water_id) references waters (county_code, id),
    check ((notice_id is null) = (notice_to is null))
  )`.execute(db)
  await sql`create unique index one_standing_file_a_cycle on acceptance_files (county_code, water_id, cycle)
            where state in ('submitted', 'accepted', 'on-notice', 'delisted')`.execute(db)
  await sql`create index acceptance_files_by_water on acceptance_files (county_code, water_id, id desc)`.execute(db)
  await sql`create index acceptance_files_running on acceptance_files (due_on, id) include (region_code, state)
            where state in ('submitted', 'accepted', 'on-notice')`.execute(db)
  await sql`create index acceptance_files_by_state on acceptance_files (state, id desc) include (region_code)`.execute(
    db,
  )
  await allowApplication(db, 'acceptance_files', ['select', 'insert'])
  await sql`grant update (region_code, state, step, state_since, due_on, decisions,
              notice_id, notice_from, notice_to, notice_place, notice_by, notice_at)
            on acceptance_files to ${sql.id(applicationRole)}`.execute(db)
  await scopeByRegion(db, 'acceptance_files')
}

/** One after another; never changed. */
async function createDecisions(db: Kysely<unknown>): Promise<void> {
  await sql`create table acceptance_decisions (
    county_code text collate "C" not null,
    file_id uuid not null,
    number integer not null,
    region_code text collate "C" not null,
    step text,
    decision text not null,
    reason text not null,
    items text[] not null,
    by_account uuid not null,
    at timestamptz not null,
    primary key (county_code, file_id, number),
    foreign key (county_code, file_id) references acceptance_files (county_code, id)
  )`.execute(db)
  await allowApplication(db, 'acceptance_decisions', ['select', 'insert'])
  await sql`grant update (region_code) on acceptance_decisions to ${sql.id(applicationRole)}`.execute(db)
  await scopeByRegion(db, 'acceptance_decisions')
}

/** What was said against a file while its notice ran; answered once. */
async function createObjections(db: Kysely<unknown>): Promise<void> {
  await sql`create table acceptance_objections (
    county_code text collate "C" not null,
    id uuid not null,
    file_id uuid not null,
    region_code text collate "C" not null,
    received_on date not null,
    text text not null,
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    upheld boolean,
    answer text,
    answered_by uuid,
    answered_at timestamptz,
    primary key (county_code, id),
    foreign key (county_code, file_id) references acceptance_files (county_code, id),
    check ((answer is null) = (upheld is null))
  )`.execute(db)
  await sql`create index acceptance_objections_by_file on acceptance_objections (county_code, file_id, id)`.execute(db)
  await allowApplication(db, 'acceptance_objections', ['select', 'insert'])
  await sql`grant update (region_code, upheld, answer, answered_by, answered_at)
            on acceptance_objections to ${sql.id(applicationRole)}`.execute(db)
  await scopeByRegion(db, 'acceptance_objections')
}
