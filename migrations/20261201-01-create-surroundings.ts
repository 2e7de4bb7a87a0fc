import { sql, type Kysely } from 'kysely'
import { allowApplication, applicationRole, scopeByRegion } from './support/walls.ts'

/** Sewage works and settlements, and what they have to do with the waters around which they stand. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createSurroundings(db)
  await createLinks(db)
}

/** As they stand now; what they were before stands in the facts. */
async function createSurroundings(db: Kysely<unknown>): Promise<void> {
  await sql`create table surroundings (
    county_code text collate "C" not null,
    id uuid not null,
    region_code text collate "C" not null,
    sort text collate "C" not null check (sort in ('facility', 'settlement')),
    name text not null,
    kind text,
    state text,
    capacity_m3_per_day double precision,
    treated_m3_per_day double precision,
    treated_on date,
    households integer,
    people integer,
    handling text,
    livestock text,
    discharge_standard text,
    operator text,
    document text,
    longitude double precision,
    latitude double precision,
    coordinate_source text,
    cell bigint,
    note text,
    version integer not null,
    recorded_at timestamptz not null,
    updated_at timestamptz not null,
    by_account uuid not null,
    removed_at timestamptz,
    primary key (county_code, id),
    check ((longitude is null) = (latitude is null) and (longitude is null) = (cell is null)),
    check (sort = 'settlement' or (people is null and handling is null and livestock is null)),
    check (sort = 'facility' or (kind is null and state is null and capacity_m3_per_day is null and treated_m3_per_day is null))
  )`.execute(db)
  await sql`create unique index one_surrounding_of_a_name on surroundings (county_code, sort, region_code, name) where removed_at is null`.execute(
    db,
  )
  await sql`create index surroundings_by_id on surroundings (id)`.execute(db)
  await sql`create index surroundings_by_place on surroundings (region_code, id) where removed_at is null`.execute(db)
  await sql`create index surroundings_by_cell on surroundings (cell) where removed_at is null and cell is not null`.execute(
    db,
  )
  await allowApplication(db, 'surroundings', ['select', 'insert', 'update'])
  await scopeByRegion(db, 'surroundings')
}

/**
 * A link stands with its water, behind the same wall. `told` is what its other end says of itself: works of another county are named and
 * reckoned with at the water although its county cannot see their record.
 */
async function createLinks(db: Kysely<unknown>): Promise<void> {
  await sql`create table surrounding_links (
    county_code text collate "C" not null,
    id uuid not null,
    water_id uuid not null,
    region_code text collate "C" not null,
    surrounding_id uuid not null,
    state text collate "C" not null check (state in ('linked', 'declined', 'ended')),
    kind text collate "C" not null,
    quantity_m3_per_day double precision,
    source text,
    since_on date not null,
    outlet_id uuid,
    proposed boolean not null,
    told jsonb not null,
    told_version integer not null,
    told_removed boolean not null,
    at timestamptz not null,
    by_account uuid not null,
    was text collate "C",
    ended_at timestamptz,
    ended_by uuid,
    end_reason text,
    primary key (county_code, id),
    foreign key (county_code, water_id) references waters (county_code, id),
    check ((state = 'ended') = (ended_at is not null) and (ended_at is null) = (ended_by is null)
           and (ended_at is null) = (end_reason is null) and (ended_at is null) = (was is null))
  )`.execute(db)
  await sql`create unique index one_link_of_a_kind on surrounding_links (county_code, water_id, surrounding_id, kind) where state = 'linked'`.execute(
    db,
  )
  await sql`create unique index declined_once on surrounding_links (county_code, water_id, surrounding_id) where state = 'declined'`.execute(
    db,
  )
  await sql`create index surrounding_links_by_water on surrounding_links (water_id, id)`.execute(db)
  await sql`create index surrounding_links_by_surrounding on surrounding_links (surrounding_id)`.execute(db)
  await sql`create index surrounding_links_by_id on surrounding_links (id)`.execute(db)
  await allowApplication(db, 'surrounding_links', ['select', 'insert'])
  await sql`grant update (region_code, state, told, told_version, told_removed, was, ended_at, ended_by, end_reason)
            on surrounding_links to ${sql.id(applicationRole)}`.execute(db)
  await scopeByRegion(db, 'surrounding_links')
}
