import { sql, type Kysely } from 'kysely'
import { allowApplication, applicationRole, scopeByRegion, someScope } from './support/walls.ts'

/**
 * Notices that one division issues to others, and who of them opened and confirmed each. A city issues as often as a county, so they have no
 * county: small local tables. A notice is there for its issuer and for whoever's range lies in a division it is addressed to.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table notices (
    id uuid primary key,
    region_code text collate "C" not null,
    kind text not null check (kind in ('notice', 'guide', 'compendium', 'annual-work-plan')),
    title text not null,
    number text,
    body_text text not null,
    issued_by uuid not null,
    issued_at timestamptz not null,
    divisions text[] collate "C" not null,
    division_ends text[] collate "C" not null,
    roles text[] not null,
    reply_by date,
    replaces uuid references notices (id),
    replaced_by uuid references notices (id),
    withdrawn_at timestamptz,
    withdrawn_reason text
  )`.execute(db)
  await allowApplication(db, 'notices', ['select', 'insert'])
  // What was issued never changes; it is withdrawn or replaced.
  await sql`grant update (replaced_by, withdrawn_at, withdrawn_reason) on notices to ${sql.id(applicationRole)}`.execute(
    db,
  )
  await scopeByRegion(db, 'notices')
  await sql`create policy addressed on notices for select to ${sql.id(applicationRole)}
    using (${someScope} and exists (select from unnest(divisions, division_ends) as addressed (division, division_end)
      where division <= nullif(current_setting('app.scope_from', true), '') collate "C"
        and division_end >= nullif(current_setting('app.scope_to', true), '') collate "C"))`.execute(db)
  await createReceipts(db)
}

/** The region is the reader's: whoever issued a notice above sees the receipts of everybody below, nobody sees a neighbour's. */
async function createReceipts(db: Kysely<unknown>): Promise<void> {
  await sql`create table notice_receipts (
    notice_id uuid not null references notices (id),
    account_id uuid not null,
    region_code text collate "C" not null,
    opened_at timestamptz not null,
    confirmed_at timestamptz,
    primary key (notice_id, account_id)
  )`.execute(db)
  await sql`create index notice_receipts_by_account on notice_receipts (account_id)`.execute(db)
  await allowApplication(db, 'notice_receipts', ['select', 'insert'])
  await sql`grant update (confirmed_at) on notice_receipts to ${sql.id(applicationRole)}`.execute(db)
  await scopeByRegion(db, 'notice_receipts')
}
