import { sql, type Kysely } from 'kysely'
import { allowApplication } from './support/walls.ts'

/** Administrative divisions: public facts, the same for everybody, so without row-level security. Reference tables. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table places (
    code text collate "C" primary key,
    name text not null,
    level text not null,
    parent_code text collate "C",
    edition text not null,
    retired_in text
  )`.execute(db)
  await sql`create index places_by_parent on places (parent_code, code)`.execute(db)
  await sql`create table place_editions (
    id uuid primary key,
    edition text not null,
    imported_at timestamptz not null,
    sha256 text not null,
    scope text collate "C" not null,
    divisions integer not null
  )`.execute(db)
  await sql`create table place_aliases (
    id uuid primary key,
    name text not null,
    within_code text collate "C" not null references places (code),
    source text not null,
    edition text not null,
    registered_at timestamptz not null,
    unique (within_code, name)
  )`.execute(db)
  await sql`create table place_zones (
    code text collate "C" primary key,
    name text not null,
    edition text not null,
    source text not null,
    confidence text not null,
    towns jsonb not null
  )`.execute(db)
  await sql`create table place_outlines (
    code text collate "C" primary key,
    geometry jsonb not null,
    authoritative boolean not null,
    source text not null
  )`.execute(db)
  await allowApplication(db, 'places', ['select', 'insert', 'update'])
  await allowApplication(db, 'place_editions', ['select', 'insert'])
  await allowApplication(db, 'place_aliases', ['select', 'insert'])
  await allowApplication(db, 'place_zones', ['select', 'insert', 'update'])
  await allowApplication(db, 'place_outlines', ['select', 'insert', 'update'])
}
