import { sql, type Kysely } from 'kysely'
import { allowApplication, applicationRole, scopeByRegion } from './support/walls.ts'

/** Waters with their areas, numbers, lineage, pollution sources and attachments. `county_code` is the founding county. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createWaters(db)
  await createCodeCounters(db)
  await createSearch(db)
  await createWaterCells(db)
  await createAreas(db)
  await createNumbers(db)
  await createLineage(db)
  await createImports(db)
  await createSources(db)
  await createAttachments(db)
}

async function createWaters(db: Kysely<unknown>): Promise<void> {
  await sql`create table waters (
    county_code text collate "C" not null,
    id uuid not null,
    region_code text collate "C" not null,
    code text collate "C" not null,
    name text collate "C" not null,
    name_grams text[] not null,
    search_text text not null,
    type text not null,
    area_m2 double precision,
    area_method text,
    area_on date,
    length_m double precision,
    width_m double precision,
    depth_cm double precision,
    start_name text,
    start_longitude double precision,
    start_latitude double precision,
    end_name text,
    end_longitude double precision,
    end_latitude double precision,
    longitude double precision,
    latitude double precision,
    coordinate_source text,
    geometry jsonb,
    cell bigint,
    natural_villages text,
    place_text text,
    stage text not null,
    cycle integer not null,
    stage_since timestamptz not null,
    state_changed_at timestamptz not null,
    held jsonb,
    list text,
    list_how text,
    colour text,
    colour_by_hand boolean not null,
    causes text[] not null,
    causes_text text,
    completion_text text,
    completion_on date,
    completion_precision text,
    year_round boolean,
    basis text not null,
    candidate_source text not null,
    complaint boolean not null,
    invented boolean not null,
    version integer not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (county_code, id),
    unique (county_code, code),
    check ((longitude is null) = (latitude is null) and (longitude is null) = (cell is null)),
    check (longitude <> 0 or latitude <> 0)
  )`.execute(db)
  await sql`create index waters_by_id on waters (id)`.execute(db)
  await sql`create index waters_by_region on waters (region_code, code, id)`.execute(db)
  await sql`create index waters_by_code on waters (code, id)`.execute(db)
  await sql`create index waters_by_name on waters (name, id)`.execute(db)
  await sql`create index waters_by_area on waters (coalesce(area_m2, -1), id)`.execute(db)
  await sql`create index waters_by_since on waters (stage_since, id)`.execute(db)
  await sql`create index waters_by_update on waters (updated_at, id)`.execute(db)
  // What a tile of low zoom counts, without visiting the table.
  await sql`create index waters_by_cell on waters (cell)
    include (region_code, longitude, latitude, list, area_m2, stage)`.execute(db)
  await sql`create index waters_by_grams on waters using gin (name_grams)`.execute(db)
  await allowApplication(db, 'waters', ['select', 'insert', 'update'])
  await scopeByRegion(db, 'waters')
}

/** The next public code of a county. A town's officer takes one from the county around the town. */
async function createCodeCounters(db: Kysely<unknown>): Promise<void> {
  await sql`create table water_code_counters (
    county_code text collate "C" primary key,
    last integer not null
  )`.execute(db)
  await allowApplication(db, 'water_code_counters', ['select', 'insert', 'update'])
  const from = sql`nullif(current_setting('app.scope_from', true), '') collate "C"`
  const to = sql`nullif(current_setting('app.scope_to', true), '') collate "C"`
  const allowed = sql`((county_code || '000000') >= ${from} and (county_code || '000000') < ${to})
                      or (${from} is not null and county_code = left(${from}, 6))`
  await sql`alter table water_code_counters enable row level security`.execute(db)
  await sql`create policy by_county on water_code_counters to ${sql.id(applicationRole)}
            using (${allowed}) with check (${allowed})`.execute(db)
}

/**
 * Row-level security may use an index only with leakproof operators, and those of arrays are not. This function looks into the
 * index of bigrams as the owner and keeps the same wall itself: an unset scope finds nothing.
 */
async function createSearch(db: Kysely<unknown>): Promise<void> {
  await sql`create function waters_with_grams(grams text[]) returns setof uuid
    language sql stable security definer set search_path = pg_catalog, public
    as $$ select id from public.waters where name_grams @> grams
          and region_code >= nullif(current_setting('app.scope_from', true), '') collate "C"
          and region_code < nullif(current_setting('app.scope_to', true), '') collate "C" $$`.execute(db)
  await sql`revoke all on function waters_with_grams(text[]) from public`.execute(db)
  await sql`grant execute on function waters_with_grams(text[]) to ${sql.id(applicationRole)}`.execute(db)
}

/** The cells of zoom 14 that a drawn shape touches; a water without a shape has none. */
async function createWaterCells(db: Kysely<unknown>): Promise<void> {
  await sql`create table water_cells (
    county_code text collate "C" not null,
    cell bigint not null,
    water_id uuid not null,
    region_code text collate "C" not null,
    primary key (county_code, water_id, cell),
    foreign key (county_code, water_id) references waters (county_code, id)
  )`.execute(db)
  await sql`create index water_cells_by_cell on water_cells (cell) include (water_id, region_code)`.execute(db)
  await allowApplication(db, 'water_cells', ['select', 'insert', 'update', 'delete'])
  await scopeByRegion(db, 'water_cells')
}

async function createAreas(db: Kysely<unknown>): Promise<void> {
  await sql`create table water_areas (
    county_code text collate "C" not null,
    id uuid not null,
    water_id uuid not null,
    region_code text collate "C" not null,
    area_m2 double precision not null,
    method text not null,
    area_on date,
    geometry jsonb,
    recorded_at timestamptz not null,
    by_account uuid not null,
    primary key (county_code, id),
    foreign key (county_code, water_id) references waters (county_code, id)
  )`.execute(db)
  await sql`create index water_areas_by_water on water_areas (water_id, recorded_at)`.execute(db)
  await allowApplication(db, 'water_areas', ['select', 'insert', 'update'])
  await scopeByRegion(db, 'water_areas')
}

async function createNumbers(db: Kysely<unknown>): Promise<void> {
  await sql`create table water_numbers (
    county_code text collate "C" not null,
    id uuid not null,
    water_id uuid not null,
    region_code text collate "C" not null,
    issuer text not null,
    number text not null,
    issued_on date not null,
    added_at timestamptz not null,
    by_account uuid not null,
    primary key (county_code, id),
    unique (county_code, issuer, number),
    foreign key (county_code, water_id) references waters (county_code, id)
  )`.execute(db)
  await sql`create index water_numbers_by_water on water_numbers (water_id, issued_on)`.execute(db)
  await allowApplication(db, 'water_numbers', ['select', 'insert', 'update'])
  await scopeByRegion(db, 'water_numbers')
}

async function createLineage(db: Kysely<unknown>): Promise<void> {
  await sql`create table water_lineage (
    county_code text collate "C" not null,
    parent_id uuid not null,
    child_id uuid not null,
    region_code text collate "C" not null,
    how text not null,
    share double precision,
    at timestamptz not null,
    primary key (county_code, parent_id, child_id),
    foreign key (county_code, parent_id) references waters (county_code, id),
    foreign key (county_code, child_id) references waters (county_code, id)
  )`.execute(db)
  await sql`create index water_lineage_by_parent on water_lineage (parent_id)`.execute(db)
  await sql`create index water_lineage_by_child on water_lineage (child_id)`.execute(db)
  await allowApplication(db, 'water_lineage', ['select', 'insert', 'update'])
  await scopeByRegion(db, 'water_lineage')
}

/** Which batch of an import recorded a water: its fact stands under the import's id. */
async function createImports(db: Kysely<unknown>): Promise<void> {
  await sql`create table water_imports (
    county_code text collate "C" not null,
    water_id uuid not null,
    import_id uuid not null,
    region_code text collate "C" not null,
    row_hash text,
    primary key (county_code, water_id, import_id),
    foreign key (county_code, water_id) references waters (county_code, id)
  )`.execute(db)
  await allowApplication(db, 'water_imports', ['select', 'insert', 'update'])
  await scopeByRegion(db, 'water_imports')
}

async function createSources(db: Kysely<unknown>): Promise<void> {
  await sql`create table pollution_sources (
    county_code text collate "C" not null,
    id uuid not null,
    region_code text collate "C" not null,
    kind text not null,
    name text not null,
    quantity double precision,
    quantity_unit text,
    longitude double precision,
    latitude double precision,
    coordinate_source text,
    note text,
    recorded_at timestamptz not null,
    updated_at timestamptz not null,
    removed_at timestamptz,
    primary key (county_code, id)
  )`.execute(db)
  await sql`create index pollution_sources_by_id on pollution_sources (id)`.execute(db)
  await allowApplication(db, 'pollution_sources', ['select', 'insert', 'update'])
  await scopeByRegion(db, 'pollution_sources')
  await sql`create table water_sources (
    county_code text collate "C" not null,
    water_id uuid not null,
    source_id uuid not null,
    region_code text collate "C" not null,
    linked_at timestamptz not null,
    primary key (county_code, water_id, source_id),
    foreign key (county_code, water_id) references waters (county_code, id),
    foreign key (county_code, source_id) references pollution_sources (county_code, id)
  )`.execute(db)
  await sql`create index water_sources_by_source on water_sources (source_id)`.execute(db)
  await sql`create index water_sources_by_water on water_sources (water_id)`.execute(db)
  await allowApplication(db, 'water_sources', ['select', 'insert', 'update', 'delete'])
  await scopeByRegion(db, 'water_sources')
}

async function createAttachments(db: Kysely<unknown>): Promise<void> {
  await sql`create table attachments (
    county_code text collate "C" not null,
    id uuid not null,
    water_id uuid not null,
    region_code text collate "C" not null,
    name text not null,
    kind text not null,
    caption text,
    type text not null,
    bytes bigint not null,
    sha256 text not null,
    taken_at timestamptz,
    added_at timestamptz not null,
    by_account uuid not null,
    removed_at timestamptz,
    primary key (county_code, id),
    foreign key (county_code, water_id) references waters (county_code, id)
  )`.execute(db)
  await sql`create index attachments_by_water on attachments (water_id, added_at)`.execute(db)
  await sql`create index attachments_by_content on attachments (sha256)`.execute(db)
  await allowApplication(db, 'attachments', ['select', 'insert', 'update'])
  await scopeByRegion(db, 'attachments')
}
