import { sql, type Kysely } from 'kysely'
import { allowApplication, applicationRole, scopeByRegion, someScope } from './support/walls.ts'

/**
 * Files that are issued with a notice, and what a notice is about. A file is sent first and goes out with the notice; from then on it is
 * there for whoever the notice is there for (policies of `notices` hold inside the condition).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table notices add column subject_id uuid`.execute(db)
  await sql`create index notices_by_subject on notices (subject_id) where subject_id is not null`.execute(db)
  await sql`create table notice_files (
    id uuid primary key,
    region_code text collate "C" not null,
    notice_id uuid references notices (id),
    name text not null,
    type text not null,
    bytes bigint not null check (bytes >= 0),
    sha256 text not null,
    added_at timestamptz not null,
    by_account uuid not null
  )`.execute(db)
  await sql`create index notice_files_by_notice on notice_files (notice_id)`.execute(db)
  await sql`create index notice_files_by_hash on notice_files (sha256)`.execute(db)
  await allowApplication(db, 'notice_files', ['select', 'insert'])
  await sql`grant update (notice_id) on notice_files to ${sql.id(applicationRole)}`.execute(db)
  await scopeByRegion(db, 'notice_files')
  await sql`create policy addressed on notice_files for select to ${sql.id(applicationRole)}
    using (${someScope} and exists (select from notices n where n.id = notice_id))`.execute(db)
}
