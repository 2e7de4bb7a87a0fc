import { sql, type Kysely } from 'kysely'
import { allowApplication, applicationRole, scopeByRegion } from './support/walls.ts'

/** The role that signs people in: it alone reads password hashes and sessions, and it can do nothing else. */
const signInRole = 'jiuqing_auth'

/** Organisations, accounts, handovers, API tokens; credentials and sessions in a schema of their own. Reference tables. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createSignInRole(db)
  await createOrganisations(db)
  await createAccounts(db)
  await createHandovers(db)
  await createTokens(db)
  await createCredentials(db)
  await createSessions(db)
  await letSignInAppendFacts(db)
}

async function createSignInRole(db: Kysely<unknown>): Promise<void> {
  // From PostgreSQL 16 on, whoever creates a role is its member without the right to act as it.
  await sql`do $$ begin
    if not exists (select from pg_roles where rolname = ${sql.lit(signInRole)}) then
      create role ${sql.id(signInRole)} nologin;
    end if;
    if not pg_has_role(current_user, ${sql.lit(signInRole)},
                       case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end) then
      execute format('grant ${sql.raw(signInRole)} to %I', current_user);
    end if;
  end $$`.execute(db)
  await sql`grant usage on schema public to ${sql.id(signInRole)}`.execute(db)
  await sql`create schema auth`.execute(db)
  await sql`grant usage on schema auth to ${sql.id(signInRole)}, ${sql.id(applicationRole)}`.execute(db)
}

async function createOrganisations(db: Kysely<unknown>): Promise<void> {
  await sql`create table organisations (
    id uuid primary key,
    name text not null,
    kind text not null,
    region_code text collate "C" not null,
    region_end text collate "C" not null,
    created_at timestamptz not null,
    unique (region_code, name)
  )`.execute(db)
  await allowApplication(db, 'organisations', ['select', 'insert', 'update'])
  await scopeByRegion(db, 'organisations')
  // A village chief belongs to the town's government: names of organisations above are seen, never changed.
  await sql`create policy above_scope on organisations for select to ${sql.id(applicationRole)}
    using (region_code <= nullif(current_setting('app.scope_from', true), '') collate "C"
       and region_end >= nullif(current_setting('app.scope_to', true), '') collate "C")`.execute(db)
}

async function createAccounts(db: Kysely<unknown>): Promise<void> {
  await sql`create table accounts (
    id uuid primary key,
    username text collate "C" not null unique,
    display_name text not null,
    role text not null,
    organisation_id uuid not null references organisations (id),
    region_code text collate "C" not null,
    phone text,
    email text,
    disabled_at timestamptz,
    must_change_password boolean not null,
    password_changed_at timestamptz not null,
    locked_until timestamptz,
    session_generation integer not null default 0,
    last_signed_in_at timestamptz,
    created_at timestamptz not null,
    created_by uuid not null
  )`.execute(db)
  await sql`create index accounts_by_region on accounts (region_code, username)`.execute(db)
  await sql`create index accounts_by_organisation on accounts (organisation_id)`.execute(db)
  await allowApplication(db, 'accounts', ['select', 'insert', 'update'])
  await scopeByRegion(db, 'accounts')
  await sql`grant select (id, username, display_name, role, organisation_id, region_code, disabled_at, must_change_password,
                          password_changed_at, session_generation),
                  update (must_change_password, password_changed_at, locked_until, session_generation, last_signed_in_at)
            on accounts to ${sql.id(signInRole)}`.execute(db)
  await sql`create policy sign_in_read on accounts for select to ${sql.id(signInRole)} using (true)`.execute(db)
  await sql`create policy sign_in_write on accounts for update to ${sql.id(signInRole)} using (true)`.execute(db)
}

async function createHandovers(db: Kysely<unknown>): Promise<void> {
  await sql`create table handovers (
    id uuid primary key,
    from_account uuid not null references accounts (id),
    to_account uuid not null references accounts (id),
    region_code text collate "C" not null,
    reason text not null,
    disabled boolean not null,
    at timestamptz not null,
    by_account uuid not null
  )`.execute(db)
  await sql`create index handovers_by_giver on handovers (from_account, at)`.execute(db)
  await allowApplication(db, 'handovers', ['select', 'insert'])
  await scopeByRegion(db, 'handovers')
}

async function createTokens(db: Kysely<unknown>): Promise<void> {
  await sql`create table api_tokens (
    id uuid primary key,
    account_id uuid not null references accounts (id),
    region_code text collate "C" not null,
    secret_hash text not null unique,
    label text not null,
    permissions text[] not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    last_used_at timestamptz
  )`.execute(db)
  await sql`create index api_tokens_by_account on api_tokens (account_id)`.execute(db)
  await allowApplication(db, 'api_tokens', ['select', 'insert', 'update', 'delete'])
  await scopeByRegion(db, 'api_tokens')
  await sql`grant select, update (last_used_at) on api_tokens to ${sql.id(signInRole)}`.execute(db)
  await sql`create policy sign_in_read on api_tokens for select to ${sql.id(signInRole)} using (true)`.execute(db)
  await sql`create policy sign_in_write on api_tokens for update to ${sql.id(signInRole)} using (true)`.execute(db)
}

/** The application sets password hashes and can never read one. */
async function createCredentials(db: Kysely<unknown>): Promise<void> {
  await sql`create table auth.credentials (
    account_id uuid primary key references accounts (id),
    region_code text collate "C" not null,
    password_hash text not null
  )`.execute(db)
  await scopeByRegion(db, 'auth.credentials')
  await sql`grant insert, update, select (account_id, region_code) on auth.credentials
            to ${sql.id(applicationRole)}`.execute(db)
  await sql`grant select, update on auth.credentials to ${sql.id(signInRole)}`.execute(db)
  await sql`create policy sign_in on auth.credentials to ${sql.id(signInRole)} using (true)`.execute(db)
}

async function createSessions(db: Kysely<unknown>): Promise<void> {
  await sql`create table auth.sessions (
    token_hash text primary key,
    account_id uuid not null references accounts (id),
    generation integer not null,
    created_at timestamptz not null,
    last_used_at timestamptz not null
  )`.execute(db)
  await sql`create index sessions_by_account on auth.sessions (account_id)`.execute(db)
  await sql`create index sessions_by_use on auth.sessions (last_used_at)`.execute(db)
  await sql`grant select, insert, update, delete on auth.sessions to ${sql.id(signInRole)}`.execute(db)
  // By name, not by account: a name nobody has locks as one that somebody has, so trying tells nothing.
  await sql`create table auth.attempts (
    username text collate "C" primary key,
    failures integer not null,
    last_at timestamptz not null,
    locked_until timestamptz
  )`.execute(db)
  await sql`create index attempts_by_time on auth.attempts (last_at)`.execute(db)
  await sql`grant select, insert, update, delete on auth.attempts to ${sql.id(signInRole)}`.execute(db)
  await sql`grant select (username), delete on auth.attempts to ${sql.id(applicationRole)}`.execute(db)
}

/** Signing in is recorded in the transaction that does it; no other kind of fact can be written by that role. */
async function letSignInAppendFacts(db: Kysely<unknown>): Promise<void> {
  await sql`grant insert on facts to ${sql.id(signInRole)}`.execute(db)
  await sql`create policy sign_in on facts for insert to ${sql.id(signInRole)}
    with check (kind in ('session.opened', 'session.refused', 'session.closed', 'password.changed'))`.execute(db)
  await sql`grant select, insert, update on fact_chains to ${sql.id(signInRole)}`.execute(db)
  await sql`create policy sign_in on fact_chains to ${sql.id(signInRole)} using (true)`.execute(db)
}
