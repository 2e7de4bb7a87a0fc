import { sql, type Kysely } from 'kysely'
import { allowApplication, scopeByRegion } from './support/walls.ts'

/** Imports of lists and surveys with every row as read, so that a bad cell can be corrected before anything is written. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table survey_imports (
    county_code text collate "C" not null,
    id uuid not null,
    region_code text collate "C" not null,
    file_name text not null,
    sha256 text not null,
    state text not null,
    account_id uuid not null,
    corrections jsonb not null default '[]',
    rows_read integer not null default 0,
    ready integer not null default 0,
    refused integer not null default 0,
    undecided integer not null default 0,
    remarks jsonb not null default '[]',
    outcome jsonb,
    failure jsonb,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    version integer not null default 1,
    primary key (county_code, id)
  )`.execute(db)
  await sql`create index survey_imports_by_time on survey_imports (created_at desc, id)`.execute(db)
  await sql`create table survey_import_rows (
    county_code text collate "C" not null,
    import_id uuid not null,
    position integer not null,
    region_code text collate "C" not null,
    sheet text not null,
    sheet_row integer not null,
    outcome text not null,
    name text,
    written jsonb not null,
    cells jsonb not null,
    water jsonb,
    problems jsonb not null,
    match jsonb,
    decision text,
    decided_water_id uuid,
    primary key (county_code, import_id, position),
    foreign key (county_code, import_id) references survey_imports (county_code, id)
  )`.execute(db)
  await sql`create index survey_import_rows_by_outcome on survey_import_rows (county_code, import_id, outcome, position)`.execute(
    db,
  )
  for (const table of ['survey_imports', 'survey_import_rows']) {
    await allowApplication(db, table, ['select', 'insert', 'update', 'delete'])
    await scopeByRegion(db, table)
  }
}
