import { sql, type Kysely } from 'kysely'
import { allowApplication, applicationRole } from './support/walls.ts'

/**
 * Daily roots: the last fact of each chain at the end of a finished day in China, kept once and never changed. Public: a date, a chain,
 * a number and a hash. Any sound scope reads them; only the platform itself, whose scope is everything, writes.
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
  for (const table of ['ledger_roots', 'ledger_days']) await secure(db, table)
}

async function secure(db: Kysely<unknown>, table: string): Promise<void> {
  const from = sql`nullif(current_setting('app.scope_from', true), '') collate "C"`
  const to = sql`nullif(current_setting('app.scope_to', true), '') collate "C"`
  const isSomebody = sql`(${from} ~ '^[0-9]{12}$' and ${from} < ${to})`
  const isPlatform = sql`(${isSomebody} and ${from} = '000000000000')`
  await sql`alter table ${sql.table(table)} enable row level security`.execute(db)
  await sql`create policy read_by_whoever_is_somebody on ${sql.table(table)} for select to ${sql.id(applicationRole)}
            using (${isSomebody})`.execute(db)
  await sql`create policy add_as_platform on ${sql.table(table)} for insert to ${sql.id(applicationRole)}
            with check (${isPlatform})`.execute(db)
  await sql`create policy change_as_platform on ${sql.table(table)} for update to ${sql.id(applicationRole)}
            using (${isPlatform}) with check (${isPlatform})`.execute(db)
}
