import { sql, type Kysely } from 'kysely'
import { applicationRole } from './support/walls.ts'

const signInRole = 'jiuqing_auth'
const from = sql`nullif(current_setting('app.scope_from', true), '') collate "C"`
const to = sql`nullif(current_setting('app.scope_to', true), '') collate "C"`
/** A scope as the platform sets it: half of one, one upside down or something else altogether is none. */
const isSomebody = sql`(${from} ~ '^[0-9]{12}$' and ${from} < ${to})`

/** What the second wall let through: divisions without any scope, names tried at the door, titles of tasks for somebody else. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await secureDivisions(db)
  await secureAttempts(db)
  await showTasksToWhomTheyAskFor(db)
  await showNothingAroundNoScope(db)
}

/** Everybody who is somebody reads the divisions, public facts; only whoever answers for a division writes it. */
async function secureDivisions(db: Kysely<unknown>): Promise<void> {
  const codes = {
    places: sql`code`,
    place_editions: sql`scope`,
    place_aliases: sql`within_code`,
    place_zones: sql`(code || '000000')`,
    place_outlines: sql`code`,
  }
  for (const [table, code] of Object.entries(codes)) {
    const within = sql`${code} collate "C" >= ${from} and ${code} collate "C" < ${to}`
    await sql`alter table ${sql.table(table)} enable row level security`.execute(db)
    await sql`create policy read_by_whoever_is_somebody on ${sql.table(table)} for select to ${sql.id(applicationRole)}
              using (${isSomebody})`.execute(db)
    await sql`create policy add_within on ${sql.table(table)} for insert to ${sql.id(applicationRole)}
              with check (${within})`.execute(db)
    await sql`create policy change_within on ${sql.table(table)} for update to ${sql.id(applicationRole)}
              using (${within}) with check (${within})`.execute(db)
  }
}

/** A lock is lifted by name, for accounts of the jurisdiction alone: people type all sorts of things into the field for the name. */
async function secureAttempts(db: Kysely<unknown>): Promise<void> {
  await sql`alter table auth.attempts enable row level security`.execute(db)
  // `accounts` is read as whoever asks, behind its own wall.
  await sql`create policy of_own_accounts on auth.attempts to ${sql.id(applicationRole)}
            using (${isSomebody} and exists (
              select from public.accounts a where a.username = attempts.username))`.execute(db)
  await sql`create policy sign_in on auth.attempts to ${sql.id(signInRole)} using (true) with check (true)`.execute(db)
}

/** A city's task may ask villages of one county only: then it is nobody else's business. */
async function showTasksToWhomTheyAskFor(db: Kysely<unknown>): Promise<void> {
  await sql`drop policy touched on survey_tasks`.execute(db)
  await sql`create policy touched on survey_tasks for select to ${sql.id(applicationRole)}
            using ((region_code >= ${from} and region_end <= ${to})
              or (region_code < ${to} and region_end > ${from} and exists (
                select from survey_villages v where v.task_id = survey_tasks.id)))`.execute(db)
}

/** What is shown around a scope, not in it: the county's chain and counter to a town, the names of organisations above. */
async function showNothingAroundNoScope(db: Kysely<unknown>): Promise<void> {
  const whole = sql`((county_code || '000000') >= ${from} and (county_code || '000000') < ${to})`
  const chain = sql`${isSomebody} and (${whole} or county_code in (left(${from}, 6), '000000'))`
  const counter = sql`${isSomebody} and (${whole} or county_code = left(${from}, 6))`
  await sql`alter policy by_county_all on fact_chains using (${chain}) with check (${chain})`.execute(db)
  await sql`alter policy by_county_insert on fact_personal with check (${chain})`.execute(db)
  await sql`alter policy by_county on water_code_counters using (${counter}) with check (${counter})`.execute(db)
  await sql`alter policy above_scope on organisations
            using (${isSomebody} and region_code <= ${from} and region_end >= ${to})`.execute(db)
}
