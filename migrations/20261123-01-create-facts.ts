import { sql, type Kysely } from 'kysely'
import { allowApplication, applicationRole, scopeByRegion } from './support/walls.ts'

/** Facts, their chains and their personal values; the application's role. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`do $$ begin
    if not exists (select from pg_roles where rolname = ${sql.lit(applicationRole)}) then
      create role ${sql.id(applicationRole)} nologin;
    end if;
    if not pg_has_role(current_user, ${sql.lit(applicationRole)}, 'member') then
      execute format('grant ${sql.raw(applicationRole)} to %I', current_user);
    end if;
  end $$`.execute(db)
  await sql`grant usage on schema public to ${sql.id(applicationRole)}`.execute(db)
  await createFacts(db)
  await createChains(db)
  await createPersonal(db)
}

async function createFacts(db: Kysely<unknown>): Promise<void> {
  await sql`create table facts (
    county_code text collate "C" not null,
    sequence bigint not null,
    id uuid not null,
    kind text not null,
    at timestamptz not null,
    actor_id uuid not null,
    region_code text collate "C" not null,
    subject_id text not null,
    body jsonb not null,
    personal jsonb not null,
    previous_hash text not null,
    hash text not null,
    primary key (county_code, sequence)
  )`.execute(db)
  await sql`create index facts_by_subject on facts (subject_id, county_code, sequence)`.execute(db)
  await sql`create index facts_by_time on facts (at desc, id)`.execute(db)
  await allowApplication(db, 'facts', ['select', 'insert'])
  await scopeByRegion(db, 'facts')
}

async function createChains(db: Kysely<unknown>): Promise<void> {
  await sql`create table fact_chains (
    county_code text collate "C" primary key,
    sequence bigint not null,
    hash text not null
  )`.execute(db)
  await allowApplication(db, 'fact_chains', ['select', 'insert', 'update'])
  // A town's officer appends to the chain of the county around the town.
  await restrictToCounty(db, 'fact_chains', 'all', { alsoFromInside: true })
}

async function createPersonal(db: Kysely<unknown>): Promise<void> {
  await sql`create table fact_personal (
    county_code text collate "C" not null,
    fact_id uuid not null,
    field text not null,
    value text not null,
    salt text not null,
    primary key (county_code, fact_id, field)
  )`.execute(db)
  await allowApplication(db, 'fact_personal', ['select', 'insert', 'delete'])
  await restrictToCounty(db, 'fact_personal', 'insert', { alsoFromInside: true })
  await restrictToCounty(db, 'fact_personal', 'select', { alsoFromInside: false })
  await restrictToCounty(db, 'fact_personal', 'delete', { alsoFromInside: false })
}

async function restrictToCounty(
  db: Kysely<unknown>,
  table: string,
  command: 'all' | 'insert' | 'select' | 'delete',
  { alsoFromInside }: { alsoFromInside: boolean },
): Promise<void> {
  const from = sql`nullif(current_setting('app.scope_from', true), '') collate "C"`
  const to = sql`nullif(current_setting('app.scope_to', true), '') collate "C"`
  const whole = sql`(county_code || '000000') >= ${from} and (county_code || '000000') < ${to}`
  const inside = sql`(${from} is not null and county_code in (left(${from}, 6), '000000'))`
  const allowed = alsoFromInside ? sql`(${whole}) or ${inside}` : whole
  const clauses = {
    all: sql`using (${allowed}) with check (${allowed})`,
    insert: sql`with check (${allowed})`,
    select: sql`using (${allowed})`,
    delete: sql`using (${allowed})`,
  }
  await sql`alter table ${sql.table(table)} enable row level security`.execute(db)
  await sql`create policy ${sql.id(`by_county_${command}`)} on ${sql.table(table)} for ${sql.raw(command)}
            to ${sql.id(applicationRole)} ${clauses[command]}`.execute(db)
}
