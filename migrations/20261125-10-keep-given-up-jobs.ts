import { sql, type Kysely } from 'kysely'
import { allowApplication, scopeByRegion } from './support/walls.ts'

/**
 * Jobs that the queue gave up, kept until somebody has seen to each; what an import needs to be begun again after one.
 * `kept_decisions`: decisions about likely duplicates, safe while the rows that carry them are read anew.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table given_up_jobs (
    county_code text collate "C" not null,
    id uuid not null,
    region_code text collate "C" not null,
    job text not null,
    fact_id uuid not null,
    fact_kind text not null,
    fact_sequence bigint not null,
    subject_id text not null,
    tries integer not null,
    mender text not null,
    woken_at timestamptz not null,
    gave_up_at timestamptz not null,
    state text not null,
    settled_at timestamptz,
    settled_by uuid,
    reason text,
    primary key (county_code, id)
  )`.execute(db)
  await sql`create index given_up_jobs_by_time on given_up_jobs (gave_up_at desc, id desc)`.execute(db)
  await sql`create index given_up_jobs_by_subject on given_up_jobs (subject_id) where state = 'open'`.execute(db)
  await allowApplication(db, 'given_up_jobs', ['select', 'insert', 'update'])
  await scopeByRegion(db, 'given_up_jobs')
  await sql`alter table survey_imports add column gave_up jsonb, add column kept_decisions jsonb not null default '{}'`.execute(
    db,
  )
}
