import { sql, type Kysely } from 'kysely'

/**
 * How a water that an import brought stood on its first day: stage and list. With it and the corrections since, the row as it was
 * founded can be worked out from the row as it is, and compared with the leaf that the import's fact vouches for. Null where an import
 * only corrected the water.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table water_imports add column entered jsonb`.execute(db)
}
