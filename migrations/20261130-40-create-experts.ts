import { sql, type Kysely } from 'kysely'
import { allowApplication, applicationRole, scopeByRegion, someScope } from './support/walls.ts'

/** Experts one-to-one: whom they help, their advice, and what became of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createAssignments(db)
  await createAdvice(db)
  await createSteps(db)
  await nameExpertsAtHand(db)
}

/** To a county (without water) or to one water. Of it only the end changes. */
async function createAssignments(db: Kysely<unknown>): Promise<void> {
  await sql`create table expert_assignments (
    county_code text collate "C" not null,
    id uuid not null,
    region_code text collate "C" not null,
    water_id uuid,
    expert_account uuid,
    expert_organisation uuid,
    from_on date not null,
    until_on date,
    reason text not null,
    assigned_by uuid not null,
    assigned_at timestamptz not null,
    end_reason text,
    ended_by uuid,
    ended_at timestamptz,
    primary key (county_code, id),
    foreign key (county_code, water_id) references waters (county_code, id),
    check ((expert_account is null) <> (expert_organisation is null)),
    check (until_on is null or until_on >= from_on),
    check ((ended_by is null) = (ended_at is null) and (ended_by is null) = (end_reason is null))
  )`.execute(db)
  await sql`create index expert_assignments_by_water on expert_assignments (county_code, water_id)`.execute(db)
  await sql`create index expert_assignments_by_time on expert_assignments (assigned_at desc, id desc)`.execute(db)
  await allowApplication(db, 'expert_assignments', ['select', 'insert'])
  await sql`grant update (region_code, until_on, end_reason, ended_by, ended_at)
            on expert_assignments to ${sql.id(applicationRole)}`.execute(db)
  await scopeByRegion(db, 'expert_assignments')
}

async function createAdvice(db: Kysely<unknown>): Promise<void> {
  await sql`create table expert_advice (
    county_code text collate "C" not null,
    id uuid not null,
    water_id uuid not null,
    region_code text collate "C" not null,
    expert_account uuid,
    expert_organisation uuid,
    phase text not null,
    measure_id text,
    part text,
    text text not null,
    files uuid[] not null,
    given_by uuid not null,
    given_at timestamptz not null,
    due_on date not null,
    state text not null check (state in ('open', 'answered', 'closed', 'withdrawn')),
    state_since timestamptz not null,
    steps integer not null,
    primary key (county_code, id),
    foreign key (county_code, water_id) references waters (county_code, id),
    check ((expert_account is null) <> (expert_organisation is null))
  )`.execute(db)
  await sql`create index expert_advice_by_water on expert_advice (county_code, water_id, id desc)`.execute(db)
  await sql`create index expert_advice_unsettled on expert_advice (due_on, id) where state in ('open', 'answered')`.execute(
    db,
  )
  await sql`create index expert_advice_by_time on expert_advice (state_since desc, id desc)`.execute(db)
  await allowApplication(db, 'expert_advice', ['select', 'insert'])
  await sql`grant update (region_code, due_on, state, state_since, steps)
            on expert_advice to ${sql.id(applicationRole)}`.execute(db)
  await scopeByRegion(db, 'expert_advice')
}

/** Answers of the county and what the expert makes of them, one after another; never changed. */
async function createSteps(db: Kysely<unknown>): Promise<void> {
  await sql`create table expert_advice_steps (
    county_code text collate "C" not null,
    advice_id uuid not null,
    number integer not null,
    region_code text collate "C" not null,
    step text not null,
    adoption text,
    text text not null,
    deed text,
    files uuid[] not null,
    due_on date not null,
    by_account uuid not null,
    at timestamptz not null,
    primary key (county_code, advice_id, number),
    foreign key (county_code, advice_id) references expert_advice (county_code, id),
    check ((step = 'answer') = (adoption is not null))
  )`.execute(db)
  await allowApplication(db, 'expert_advice_steps', ['select', 'insert'])
  await sql`grant update (region_code) on expert_advice_steps to ${sql.id(applicationRole)}`.execute(db)
  await scopeByRegion(db, 'expert_advice_steps')
}

/**
 * Accounts of experts who can see the caller's division, whole or in part: a county chooses among the city's experts, whose accounts
 * stand behind the wall. It runs as the owner and gives name, organisation and division of experts alone: whom a county may ask for help
 * is no secret from it. Telephone, e-mail and username are never given.
 */
async function nameExpertsAtHand(db: Kysely<unknown>): Promise<void> {
  await sql`create function experts_at_hand()
    returns table (account_id uuid, display_name text, organisation_id uuid, organisation text, region_code text)
    language sql stable security definer set search_path = ''
    as $$
      select a.id, a.display_name, o.id, o.name, a.region_code
      from public.accounts a join public.organisations o on o.id = a.organisation_id,
        lateral (select case when substr(a.region_code, 1, 2) = '00' then ''
                             when substr(a.region_code, 3, 4) = '0000' then substr(a.region_code, 1, 2)
                             when substr(a.region_code, 5, 2) = '00' then substr(a.region_code, 1, 4)
                             else substr(a.region_code, 1, 6) end as prefix) held
      where a.role = 'expert' and a.disabled_at is null and a.display_name <> '' and ${someScope}
        and a.region_code < nullif(current_setting('app.scope_to', true), '') collate "C"
        and held.prefix || ':' > nullif(current_setting('app.scope_from', true), '') collate "C"
    $$`.execute(db)
  await sql`revoke all on function experts_at_hand() from public`.execute(db)
  await sql`grant execute on function experts_at_hand() to ${sql.id(applicationRole)}`.execute(db)
}
