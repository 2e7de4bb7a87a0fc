import { sql, type Kysely } from 'kysely'

/** The role of the running application; see src/platform/db/database.ts. */
export const applicationRole = 'jiuqing_app'

type Right = 'select' | 'insert' | 'update' | 'delete'

/** Gives the application rights on a table; nothing is given by default. */
export async function allowApplication(db: Kysely<unknown>, table: string, rights: readonly Right[]): Promise<void> {
  await sql`grant ${sql.raw(rights.join(', '))} on ${sql.table(table)} to ${sql.id(applicationRole)}`.execute(db)
}

/**
 * Row-level security by region: a row is there for whoever's range holds its `region_code`. An unset or empty scope shows
 * nothing (`nullif`: an empty setting would compare as below every code and open the table).
 */
export async function scopeByRegion(db: Kysely<unknown>, table: string): Promise<void> {
  const inScope = sql`region_code >= nullif(current_setting('app.scope_from', true), '') collate "C"
                  and region_code < nullif(current_setting('app.scope_to', true), '') collate "C"`
  await sql`alter table ${sql.table(table)} enable row level security`.execute(db)
  await sql`create policy in_scope on ${sql.table(table)} to ${sql.id(applicationRole)}
            using (${inScope}) with check (${inScope})`.execute(db)
}

/** True where the connection's jurisdiction is set, and from before to: a condition of policies that show rows of other divisions. */
export const someScope = sql`(nullif(current_setting('app.scope_from', true), '') collate "C"
    < nullif(current_setting('app.scope_to', true), '') collate "C")`
