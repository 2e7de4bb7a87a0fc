import { sql, type Kysely } from 'kysely'
import { allowApplication, applicationRole, scopeByRegion } from './support/walls.ts'

/** Survey tasks and their villages, candidates, and two of the three bases (the third are the readings). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTasks(db)
  await createVillages(db)
  await createCandidates(db)
  await createSenses(db)
  await createQuestionnaires(db)
}

/**
 * A task belongs to the division that set it, a city perhaps, so it has no county: a small reference table. Everyone inside
 * the division sees it (a county must read the task it was given); only whoever answers for the whole division changes it.
 */
async function createTasks(db: Kysely<unknown>): Promise<void> {
  await sql`create table survey_tasks (
    id uuid primary key,
    region_code text collate "C" not null,
    region_end text collate "C" not null,
    title text not null,
    due_on date not null,
    places_edition text not null,
    note text,
    created_by uuid not null,
    created_at timestamptz not null,
    closed_at timestamptz,
    version integer not null
  )`.execute(db)
  await allowApplication(db, 'survey_tasks', ['select', 'insert', 'update'])
  const from = sql`nullif(current_setting('app.scope_from', true), '') collate "C"`
  const to = sql`nullif(current_setting('app.scope_to', true), '') collate "C"`
  const inside = sql`region_code >= ${from} and region_end <= ${to}`
  await sql`alter table survey_tasks enable row level security`.execute(db)
  await sql`create policy touched on survey_tasks for select to ${sql.id(applicationRole)}
            using (region_code < ${to} and region_end > ${from})`.execute(db)
  await sql`create policy set_within on survey_tasks for insert to ${sql.id(applicationRole)}
            with check (${inside})`.execute(db)
  await sql`create policy changed_within on survey_tasks for update to ${sql.id(applicationRole)}
            using (${inside}) with check (${inside})`.execute(db)
}

async function createVillages(db: Kysely<unknown>): Promise<void> {
  await sql`create table survey_villages (
    county_code text collate "C" not null,
    village_code text collate "C" not null,
    task_id uuid not null references survey_tasks (id),
    region_code text collate "C" not null check (region_code = village_code),
    state text not null check (state in ('open', 'in-progress', 'done-none-found', 'done-with-candidates')),
    found integer not null check (found >= 0),
    surveyed_on date,
    note text,
    reported_by uuid,
    reporter text,
    reported_at timestamptz,
    primary key (county_code, village_code, task_id)
  )`.execute(db)
  await sql`create index survey_villages_by_task on survey_villages (task_id, village_code)`.execute(db)
  await sql`create index survey_villages_by_region on survey_villages (region_code, task_id desc)`.execute(db)
  await allowApplication(db, 'survey_villages', ['select', 'insert', 'update'])
  await scopeByRegion(db, 'survey_villages')
}

async function createCandidates(db: Kysely<unknown>): Promise<void> {
  await sql`create table survey_candidates (
    county_code text collate "C" not null,
    water_id uuid not null,
    region_code text collate "C" not null,
    task_id uuid references survey_tasks (id),
    source text not null,
    found_on date,
    note text,
    recorded_by uuid not null,
    recorder text not null,
    recorded_at timestamptz not null,
    in_scope boolean,
    scope_reason text,
    scope_by uuid,
    scope_at timestamptz,
    primary key (county_code, water_id),
    foreign key (county_code, water_id) references waters (county_code, id),
    check ((in_scope is null) = (scope_reason is null))
  )`.execute(db)
  await allowApplication(db, 'survey_candidates', ['select', 'insert', 'update'])
  await scopeByRegion(db, 'survey_candidates')
}

async function createSenses(db: Kysely<unknown>): Promise<void> {
  await sql`create table senses_records (
    county_code text collate "C" not null,
    id uuid not null,
    water_id uuid not null,
    region_code text collate "C" not null,
    observed_at timestamptz not null,
    colour text not null,
    colour_text text,
    odour smallint check (odour between 0 and 5),
    finding text not null,
    floating text,
    weather text,
    note text,
    photos uuid[] not null,
    recorded_by uuid not null,
    recorder text not null,
    recorded_at timestamptz not null,
    primary key (county_code, id),
    foreign key (county_code, water_id) references waters (county_code, id)
  )`.execute(db)
  await sql`create index senses_by_water on senses_records (county_code, water_id, observed_at desc)`.execute(db)
  await allowApplication(db, 'senses_records', ['select', 'insert'])
  await allowToFollowRegion(db, 'senses_records')
  await scopeByRegion(db, 'senses_records')
}

async function createQuestionnaires(db: Kysely<unknown>): Promise<void> {
  await sql`create table questionnaires (
    county_code text collate "C" not null,
    id uuid not null,
    water_id uuid not null,
    region_code text collate "C" not null,
    held_on date not null,
    issued integer,
    valid integer not null check (valid >= 0),
    black integer not null check (black between 0 and valid),
    adults_living_there integer,
    satisfied integer check (satisfied between 0 and valid),
    note text,
    photos uuid[] not null,
    recorded_by uuid not null,
    recorder text not null,
    recorded_at timestamptz not null,
    primary key (county_code, id),
    foreign key (county_code, water_id) references waters (county_code, id)
  )`.execute(db)
  await sql`create index questionnaires_by_water on questionnaires (county_code, water_id, held_on desc)`.execute(db)
  await allowApplication(db, 'questionnaires', ['select', 'insert'])
  await allowToFollowRegion(db, 'questionnaires')
  await scopeByRegion(db, 'questionnaires')
}

/** Records are never changed, but they move with their water when its village is corrected. */
async function allowToFollowRegion(db: Kysely<unknown>, table: string): Promise<void> {
  await sql`grant update (region_code) on ${sql.table(table)} to ${sql.id(applicationRole)}`.execute(db)
}
