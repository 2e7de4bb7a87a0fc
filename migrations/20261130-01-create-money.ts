import { sql, type Kysely } from 'kysely'
import { allowApplication, applicationRole, scopeByRegion } from './support/walls.ts'

/** Money of waters: entries that are only added, rewards and their steps, and the sums that the writing transactions keep. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createEntries(db)
  await createBalances(db)
  await createRewards(db)
  await createRewardSteps(db)
  await createTallies(db)
}

/** Whole yuan; a reversal has those of what it reverses, below zero. Nothing of an entry ever changes but the division of its water. */
async function createEntries(db: Kysely<unknown>): Promise<void> {
  await sql`create table money_entries (
    county_code text collate "C" not null,
    id uuid not null,
    water_id uuid not null,
    region_code text collate "C" not null,
    cycle integer not null,
    kind text not null check (kind in ('planned', 'allotted', 'spent', 'exception')),
    source text not null,
    yuan bigint not null,
    on_day date not null,
    measure_id text,
    document_number text not null,
    attachment_id uuid,
    note text,
    reverses uuid,
    reason text,
    policy_from date not null,
    by_account uuid not null,
    at timestamptz not null,
    primary key (county_code, id),
    foreign key (county_code, water_id) references waters (county_code, id),
    unique (county_code, reverses),
    check (yuan <> 0 and (reverses is null) = (yuan > 0)),
    check (reason is not null or (reverses is null and kind <> 'exception'))
  )`.execute(db)
  await sql`create index money_entries_by_water on money_entries (water_id, source, id)`.execute(db)
  await sql`create index money_entries_by_id on money_entries (id)`.execute(db)
  await sql`create index money_entries_by_day on money_entries (on_day desc, id desc) include (region_code)`.execute(db)
  await sql`create index money_entries_by_source on money_entries (source, kind, on_day desc, id desc) include (region_code)`.execute(
    db,
  )
  await allowApplication(db, 'money_entries', ['select', 'insert'])
  await sql`grant update (region_code) on money_entries to ${sql.id(applicationRole)}`.execute(db)
  await scopeByRegion(db, 'money_entries')
}

/** What the entries of a water and source come to. `oldest_unspent_on`: of the oldest allotment that is not wholly spent. */
async function createBalances(db: Kysely<unknown>): Promise<void> {
  await sql`create table money_balances (
    county_code text collate "C" not null,
    water_id uuid not null,
    source text not null,
    region_code text collate "C" not null,
    planned_yuan bigint not null check (planned_yuan >= 0),
    allotted_yuan bigint not null check (allotted_yuan >= 0),
    spent_yuan bigint not null check (spent_yuan >= 0),
    exception_yuan bigint not null check (exception_yuan >= 0),
    oldest_unspent_on date,
    primary key (county_code, water_id, source),
    foreign key (county_code, water_id) references waters (county_code, id),
    check (spent_yuan <= allotted_yuan + exception_yuan)
  )`.execute(db)
  await sql`create index money_balances_by_water on money_balances (water_id, source)`.execute(db)
  await sql`create index money_balances_excepted on money_balances (water_id, source) include (region_code) where exception_yuan > 0`.execute(
    db,
  )
  // The board counts late ones from the index alone.
  await sql`create index money_balances_unspent on money_balances (oldest_unspent_on, water_id, source)
    include (region_code, allotted_yuan, spent_yuan) where oldest_unspent_on is not null`.execute(db)
  await allowApplication(db, 'money_balances', ['select', 'insert', 'update'])
  await scopeByRegion(db, 'money_balances')
}

/** One that counts a water at a time; what was released stays on record when it is taken back. */
async function createRewards(db: Kysely<unknown>): Promise<void> {
  await sql`create table money_rewards (
    county_code text collate "C" not null,
    id uuid not null,
    water_id uuid not null,
    region_code text collate "C" not null,
    cycle integer not null,
    list text not null,
    source text not null,
    yuan bigint not null check (yuan > 0),
    released_yuan bigint not null check (released_yuan between 0 and yuan),
    released_stage text,
    state text not null check (state in ('earmarked', 'partly', 'released', 'taken-back', 'cancelled')),
    steps integer not null,
    primary key (county_code, id),
    foreign key (county_code, water_id) references waters (county_code, id)
  )`.execute(db)
  await sql`create unique index one_reward_a_water on money_rewards (county_code, water_id)
    where state not in ('taken-back', 'cancelled')`.execute(db)
  await sql`create index money_rewards_by_water on money_rewards (water_id, id desc)`.execute(db)
  await sql`create index money_rewards_by_id on money_rewards (id desc) include (region_code, state)`.execute(db)
  await allowApplication(db, 'money_rewards', ['select', 'insert'])
  await sql`grant update (region_code, released_yuan, released_stage, state, steps)
            on money_rewards to ${sql.id(applicationRole)}`.execute(db)
  await scopeByRegion(db, 'money_rewards')
}

/** What was decided about a reward, one after another; never changed. */
async function createRewardSteps(db: Kysely<unknown>): Promise<void> {
  await sql`create table money_reward_steps (
    county_code text collate "C" not null,
    reward_id uuid not null,
    number integer not null,
    region_code text collate "C" not null,
    step text not null check (step in ('earmark', 'release', 'take-back', 'cancel')),
    stage text,
    yuan bigint not null,
    evidence text[] not null,
    document_number text,
    attachment_id uuid,
    reason text,
    policy_from date not null,
    by_account uuid not null,
    at timestamptz not null,
    primary key (county_code, reward_id, number),
    foreign key (county_code, reward_id) references money_rewards (county_code, id)
  )`.execute(db)
  await sql`create index money_reward_steps_by_reward on money_reward_steps (reward_id, number)`.execute(db)
  await allowApplication(db, 'money_reward_steps', ['select', 'insert'])
  await sql`grant update (region_code) on money_reward_steps to ${sql.id(applicationRole)}`.execute(db)
  await scopeByRegion(db, 'money_reward_steps')
}

/**
 * Sums by county (6 digits), town (9) and village (12), changed in the transaction that changes what they sum, so that a board costs
 * the same at any number of waters.
 */
async function createTallies(db: Kysely<unknown>): Promise<void> {
  await sql`create table money_tallies (
    county_code text collate "C" not null,
    digits smallint not null check (digits in (6, 9, 12)),
    region_code text collate "C" not null,
    source text not null,
    waters integer not null,
    planned_yuan bigint not null,
    allotted_yuan bigint not null,
    spent_yuan bigint not null,
    exception_yuan bigint not null,
    exceptions integer not null,
    excess_yuan bigint not null,
    held_yuan bigint not null,
    released_yuan bigint not null,
    taken_back_yuan bigint not null,
    primary key (county_code, digits, region_code, source)
  )`.execute(db)
  await sql`create index money_tallies_by_region on money_tallies (digits, region_code)`.execute(db)
  await allowApplication(db, 'money_tallies', ['select', 'insert', 'update'])
  await scopeByRegion(db, 'money_tallies')
}
