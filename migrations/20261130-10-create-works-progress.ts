import { sql, type Kysely } from 'kysely'
import { allowApplication, applicationRole, scopeByRegion } from './support/walls.ts'

/** Schedules of works with what was reported of each measure, and the parts that departments fill and countersign. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createSchedules(db)
  await createMeasures(db)
  await createChanges(db)
  await createReports(db)
  await createParts(db)
  await createPartSteps(db)
}

/**
 * One schedule for the works of a water in a cycle. `caught_up_on`, `ends_on` and `quiet_since` are the worst days over the measures still
 * open, none where all are done: the level of the works is a comparison of these days with today, so that a board needs no nightly job.
 */
async function createSchedules(db: Kysely<unknown>): Promise<void> {
  await sql`create table works_schedules (
    county_code text collate "C" not null,
    id uuid not null,
    water_id uuid not null,
    region_code text collate "C" not null,
    cycle integer not null,
    plan_id uuid not null,
    plan_version integer not null,
    state text not null check (state in ('scheduled', 'running', 'completed', 'stopped')),
    caught_up_on date,
    ends_on date,
    quiet_since date,
    last_day date not null,
    cost_yuan numeric not null,
    earned_yuan numeric not null,
    share double precision not null,
    open_measures integer not null,
    started_on date,
    completed_on date,
    created_at timestamptz not null,
    by_account uuid not null,
    primary key (county_code, id),
    foreign key (county_code, water_id) references waters (county_code, id)
  )`.execute(db)
  await sql`create unique index one_schedule_a_cycle on works_schedules (county_code, water_id, cycle) where state <> 'stopped'`.execute(
    db,
  )
  await sql`create index works_schedules_by_water on works_schedules (water_id, id)`.execute(db)
  // The board: every number of it stands in this index, by division.
  await sql`create index works_schedules_board on works_schedules (region_code)
            include (state, caught_up_on, ends_on, quiet_since, cost_yuan, earned_yuan) where state in ('scheduled', 'running')`.execute(
    db,
  )
  // Its list: the one furthest behind first.
  await sql`create index works_schedules_by_slippage on works_schedules ((coalesce(caught_up_on, 'infinity')), id)
            include (region_code, state, ends_on, quiet_since) where state in ('scheduled', 'running')`.execute(db)
  await allowApplication(db, 'works_schedules', ['select', 'insert', 'update'])
  await scopeByRegion(db, 'works_schedules')
}

/** A measure of the approved plan, as it is scheduled now; what it was before stands in `works_changes`. */
async function createMeasures(db: Kysely<unknown>): Promise<void> {
  await sql`create table works_measures (
    county_code text collate "C" not null,
    id uuid not null,
    schedule_id uuid not null,
    water_id uuid not null,
    region_code text collate "C" not null,
    number integer not null,
    measure_id text not null,
    unit text not null,
    cost_yuan numeric not null,
    version integer not null,
    starts_on date not null,
    ends_on date not null,
    quantity double precision not null,
    contractor text,
    dropped boolean not null,
    done_quantity double precision not null,
    last_report_on date,
    primary key (county_code, id),
    foreign key (county_code, schedule_id) references works_schedules (county_code, id),
    unique (county_code, schedule_id, number)
  )`.execute(db)
  await sql`create index works_measures_by_water on works_measures (water_id, id)`.execute(db)
  await allowApplication(db, 'works_measures', ['select', 'insert'])
  await sql`grant update (region_code, version, starts_on, ends_on, quantity, contractor, dropped, done_quantity, last_report_on)
            on works_measures to ${sql.id(applicationRole)}`.execute(db)
  await scopeByRegion(db, 'works_measures')
}

/** Every version of a measure's schedule, with why it was changed; never changed themselves. */
async function createChanges(db: Kysely<unknown>): Promise<void> {
  await sql`create table works_changes (
    county_code text collate "C" not null,
    measure_id uuid not null,
    version integer not null,
    water_id uuid not null,
    region_code text collate "C" not null,
    starts_on date not null,
    ends_on date not null,
    quantity double precision not null,
    contractor text,
    dropped boolean not null,
    reason text,
    at timestamptz not null,
    by_account uuid not null,
    primary key (county_code, measure_id, version),
    foreign key (county_code, measure_id) references works_measures (county_code, id)
  )`.execute(db)
  await sql`create index works_changes_by_water on works_changes (water_id, measure_id, version)`.execute(db)
  await allowApplication(db, 'works_changes', ['select', 'insert'])
  await sql`grant update (region_code) on works_changes to ${sql.id(applicationRole)}`.execute(db)
  await scopeByRegion(db, 'works_changes')
}

/** What was reported; a wrong report stays and is named by the one that corrects it. */
async function createReports(db: Kysely<unknown>): Promise<void> {
  await sql`create table works_reports (
    county_code text collate "C" not null,
    id uuid not null,
    measure_id uuid not null,
    water_id uuid not null,
    region_code text collate "C" not null,
    on_day date not null,
    done_quantity double precision not null,
    note text,
    photos uuid[] not null,
    invoices uuid[] not null,
    corrects uuid,
    at timestamptz not null,
    by_account uuid not null,
    primary key (county_code, id),
    foreign key (county_code, measure_id) references works_measures (county_code, id)
  )`.execute(db)
  await sql`create index works_reports_by_water on works_reports (water_id, measure_id, on_day, id)`.execute(db)
  await sql`create unique index one_correction_a_report on works_reports (county_code, corrects) where corrects is not null`.execute(
    db,
  )
  await allowApplication(db, 'works_reports', ['select', 'insert'])
  await sql`grant update (region_code) on works_reports to ${sql.id(applicationRole)}`.execute(db)
  await scopeByRegion(db, 'works_reports')
}

/** A part of the works that a department is asked for, as it stands; how it came so in `works_part_steps`. */
async function createParts(db: Kysely<unknown>): Promise<void> {
  await sql`create table works_parts (
    county_code text collate "C" not null,
    id uuid not null,
    water_id uuid not null,
    region_code text collate "C" not null,
    cycle integer not null,
    organisation_id uuid not null,
    subject text not null,
    ask text not null,
    due_on date not null,
    state text not null check (state in ('asked', 'filled', 'signed', 'refused', 'withdrawn')),
    version integer not null,
    content jsonb,
    signed_hash text,
    signed_by uuid,
    signed_at timestamptz,
    asked_at timestamptz not null,
    asked_by uuid not null,
    primary key (county_code, id),
    foreign key (county_code, water_id) references waters (county_code, id),
    check ((state = 'signed') = (signed_hash is not null))
  )`.execute(db)
  await sql`create index works_parts_by_water on works_parts (water_id, id)`.execute(db)
  await sql`create index works_parts_by_organisation on works_parts (organisation_id, due_on, id)`.execute(db)
  await sql`create index works_parts_owed on works_parts (due_on, id) include (region_code, organisation_id) where state in ('asked', 'filled')`.execute(
    db,
  )
  await sql`create index works_parts_by_day on works_parts (due_on, id) include (region_code, organisation_id, state)`.execute(
    db,
  )
  await allowApplication(db, 'works_parts', ['select', 'insert'])
  await sql`grant update (region_code, ask, due_on, state, version, content, signed_hash, signed_by, signed_at)
            on works_parts to ${sql.id(applicationRole)}`.execute(db)
  await scopeByRegion(db, 'works_parts')
}

async function createPartSteps(db: Kysely<unknown>): Promise<void> {
  await sql`create table works_part_steps (
    county_code text collate "C" not null,
    part_id uuid not null,
    number integer not null,
    water_id uuid not null,
    region_code text collate "C" not null,
    step text not null,
    moved_to text not null,
    ask text not null,
    due_on date not null,
    content jsonb,
    signed_hash text,
    voids text,
    reason text,
    at timestamptz not null,
    by_account uuid not null,
    primary key (county_code, part_id, number),
    foreign key (county_code, part_id) references works_parts (county_code, id)
  )`.execute(db)
  await sql`create index works_part_steps_by_water on works_part_steps (water_id, part_id, number)`.execute(db)
  await allowApplication(db, 'works_part_steps', ['select', 'insert'])
  await sql`grant update (region_code) on works_part_steps to ${sql.id(applicationRole)}`.execute(db)
  await scopeByRegion(db, 'works_part_steps')
}
