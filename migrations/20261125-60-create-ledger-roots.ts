import { sql, type Kysely } from 'kysely'
import { allowApplication } from './support/walls.ts'

/**
 * Daily roots: the last fact of each chain at the end of a finished day in China, kept once and never changed. Public, hence without
 * row-level security: a date, a chain, a number and a hash.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table ledger_roots (
    county_code text collate "C" not null,
    date date not null,
    sequence bigint not null,
    hash text not null,
    primary key (county_code, date)
  )`.execute(db)
  await sql`create index ledger_roots_by_date on ledger_roots (date desc, county_code)`.execute(db)
  // Which days are closed, also those on which nothing happened.
  await sql`create table ledger_days (
    single boolean primary key default true check (single),
    closed_through date not null
  )`.execute(db)
  await allowApplication(db, 'ledger_roots', ['select', 'insert'])
  await allowApplication(db, 'ledger_days', ['select', 'insert', 'update'])
}
