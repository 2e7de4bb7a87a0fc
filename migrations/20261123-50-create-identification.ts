import { sql, type Kysely } from 'kysely'
import { allowApplication, applicationRole, scopeByRegion } from './support/walls.ts'

/** Verdicts, never changed once given, and the bulk judgements that give many. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createVerdicts(db)
  await createJudgements(db)
}

async function createVerdicts(db: Kysely<unknown>): Promise<void> {
  await sql`create table verdicts (
    county_code text collate "C" not null,
    id uuid not null,
    water_id uuid not null,
    region_code text collate "C" not null,
    standard_id text not null,
    outcome text not null check (outcome in ('black-odorous', 'not-black-odorous', 'undecided')),
    basis text not null,
    record jsonb not null,
    at timestamptz not null,
    by_account uuid not null,
    judge text not null,
    primary key (county_code, id),
    foreign key (county_code, water_id) references waters (county_code, id)
  )`.execute(db)
  await sql`create index verdicts_by_water on verdicts (county_code, water_id, id desc)`.execute(db)
  await sql`create index verdicts_by_id on verdicts (id desc)`.execute(db)
  await allowApplication(db, 'verdicts', ['select', 'insert'])
  // A verdict moves with its water when the water's village is corrected; nothing else of it changes.
  await sql`grant update (region_code) on verdicts to ${sql.id(applicationRole)}`.execute(db)
  await scopeByRegion(db, 'verdicts')
}

/** Of a division, a city perhaps: a small local table without county. `last_*` is where the job goes on after a stop. */
async function createJudgements(db: Kysely<unknown>): Promise<void> {
  await sql`create table judgements (
    id uuid primary key,
    region_code text collate "C" not null,
    standard_id text not null,
    state text not null check (state in ('waiting', 'running', 'done')),
    total integer not null,
    judged integer not null,
    identified integer not null,
    cleared integer not null,
    undecided integer not null,
    last_county text collate "C",
    last_water uuid,
    started_by uuid not null,
    starter text not null,
    started_at timestamptz not null,
    finished_at timestamptz
  )`.execute(db)
  await sql`create unique index one_judgement_at_a_time on judgements (region_code) where state <> 'done'`.execute(db)
  await allowApplication(db, 'judgements', ['select', 'insert', 'update'])
  await scopeByRegion(db, 'judgements')
}
