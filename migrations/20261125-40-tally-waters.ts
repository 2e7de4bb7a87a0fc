import { sql, type Kysely } from 'kysely'
import { allowApplication, scopeByRegion } from './support/walls.ts'

/**
 * Waters counted in the transaction that changes them. What a command changes is noted as rows of `water_tally_changes`, which nobody
 * waits for; now and then they are folded into the tallies by division and by map cell. Readers add both.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createChanges(db)
  await createTallies(db)
  await createCellTallies(db)
  await sql`insert into water_tally_changes
    select county_code, gen_random_uuid(), region_code, cell, longitude, latitude, type, stage, coalesce(list, 'none'), coalesce(colour, 'none'),
           1, coalesce(area_m2, 0)::numeric, (area_m2 is null)::int, invented::int from waters`.execute(db)
}

async function createChanges(db: Kysely<unknown>): Promise<void> {
  await sql`create table water_tally_changes (
    county_code text collate "C" not null,
    id uuid not null,
    region_code text collate "C" not null,
    cell bigint,
    longitude double precision,
    latitude double precision,
    type text not null,
    stage text not null,
    list text not null,
    colour text not null,
    count integer not null,
    area_m2 numeric not null,
    without_area integer not null,
    invented integer not null,
    primary key (county_code, id)
  )`.execute(db)
  await allowApplication(db, 'water_tally_changes', ['select', 'insert', 'delete'])
  await scopeByRegion(db, 'water_tally_changes')
}

/** By county (6 digits), town (9) and village (12): `region_code` is the division, padded. Areas are exact, so that sums leave no dust. */
async function createTallies(db: Kysely<unknown>): Promise<void> {
  await sql`create table water_tallies (
    county_code text collate "C" not null,
    digits smallint not null check (digits in (6, 9, 12)),
    region_code text collate "C" not null,
    stage text not null,
    list text not null,
    colour text not null,
    count integer not null,
    area_m2 numeric not null,
    without_area integer not null,
    invented integer not null,
    primary key (county_code, digits, region_code, stage, list, colour)
  )`.execute(db)
  await sql`create index water_tallies_by_region on water_tallies (digits, region_code)`.execute(db)
  await allowApplication(db, 'water_tallies', ['select', 'insert', 'update', 'delete'])
  await scopeByRegion(db, 'water_tallies')
}

/**
 * By county and cell of the map's zooms 4 to 13. Rows of type, stage and colour `any` count all waters that have not ended: what a map
 * without a filter shows.
 */
async function createCellTallies(db: Kysely<unknown>): Promise<void> {
  await sql`create table water_cell_tallies (
    county_code text collate "C" not null,
    region_code text collate "C" not null,
    zoom smallint not null,
    cell bigint not null,
    type text not null,
    stage text not null,
    list text not null,
    colour text not null,
    count integer not null,
    area_m2 numeric not null,
    longitude_sum double precision not null,
    latitude_sum double precision not null,
    primary key (county_code, zoom, cell, stage, type, list, colour)
  )`.execute(db)
  await sql`create index water_cell_tallies_by_cell on water_cell_tallies (zoom, cell)`.execute(db)
  await allowApplication(db, 'water_cell_tallies', ['select', 'insert', 'update', 'delete'])
  await scopeByRegion(db, 'water_cell_tallies')
}
