import { sql, type Kysely } from 'kysely'
import { allowApplication, applicationRole, scopeByRegion } from './support/walls.ts'

/** Who answers for a water at which level, from a day until a day. Nothing of a post changes but its end, once, and its division. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createDuties(db)
  await indexDuties(db)
}

async function createDuties(db: Kysely<unknown>): Promise<void> {
  await sql`create table water_duties (
    county_code text collate "C" not null,
    id uuid not null,
    water_id uuid not null,
    region_code text collate "C" not null,
    level text collate "C" not null check (level in ('town', 'village', 'site')),
    name text not null,
    organisation text not null,
    office_phone text,
    mobile text,
    account_id uuid,
    from_on date not null,
    until_on date,
    source text not null,
    assigned_at timestamptz not null,
    by_account uuid not null,
    ended_at timestamptz,
    ended_by uuid,
    end_reason text,
    primary key (county_code, id),
    foreign key (county_code, water_id) references waters (county_code, id),
    check (until_on >= from_on),
    check ((until_on is null) = (ended_at is null) and (until_on is null) = (ended_by is null) and (until_on is null) = (end_reason is null))
  )`.execute(db)
  await allowApplication(db, 'water_duties', ['select', 'insert'])
  await sql`grant update (region_code, until_on, ended_at, ended_by, end_reason) on water_duties to ${sql.id(applicationRole)}`.execute(
    db,
  )
  await scopeByRegion(db, 'water_duties')
}

/**
 * Posts begin and end today at the latest, so those without an end are exactly who answers today: which waters lack somebody needs no
 * look at the calendar, but a walk along two indexes that lie in the same order, waters by division and posts by division. Neither visits its table.
 */
async function indexDuties(db: Kysely<unknown>): Promise<void> {
  await sql`create unique index one_holder_of_a_duty on water_duties (county_code, water_id, level) where until_on is null`.execute(
    db,
  )
  await sql`create index water_duties_by_id on water_duties (id)`.execute(db)
  await sql`create index water_duties_by_water on water_duties (water_id, level, from_on)`.execute(db)
  await sql`create index water_duties_held on water_duties (level, region_code, water_id) include (county_code, id)
    where until_on is null`.execute(db)
  await sql`create index water_duties_by_person on water_duties (name, level) where until_on is null`.execute(db)
  await sql`create index waters_for_duties on waters (region_code, id) include (stage, county_code)
    where stage <> all (array['suspected', 'cleared', 'merged', 'split'])`.execute(db)
}
