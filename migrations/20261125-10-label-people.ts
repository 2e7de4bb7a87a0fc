import { sql, type Kysely } from 'kysely'
import { applicationRole } from './support/walls.ts'

/**
 * Who stands behind an id, also beyond the caller's jurisdiction: a county reads the name and office of whoever judged its water at
 * the city. It runs as the owner, past the wall around `accounts`, so it answers ids only: whoever does not hold one (of a row behind
 * their own wall; UUIDs are not guessed) finds nobody, and nobody can be listed. Telephone, e-mail and role are never given; the
 * username, half of what signs in, only inside the caller's scope.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create function person_labels(ids uuid[])
    returns table (id uuid, display_name text, organisation text, username text, disabled boolean)
    language sql stable security definer set search_path = ''
    as $$
      select a.id, a.display_name, o.name,
             case when a.region_code >= nullif(current_setting('app.scope_from', true), '') collate "C"
                   and a.region_code < nullif(current_setting('app.scope_to', true), '') collate "C" then a.username end,
             a.disabled_at is not null
      from public.accounts a join public.organisations o on o.id = a.organisation_id
      where a.id = any(ids) and nullif(current_setting('app.scope_from', true), '') is not null
    $$`.execute(db)
  await sql`revoke all on function person_labels(uuid[]) from public`.execute(db)
  await sql`grant execute on function person_labels(uuid[]) to ${sql.id(applicationRole)}`.execute(db)
}
