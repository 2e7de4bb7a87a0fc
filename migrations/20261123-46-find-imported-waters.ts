import { sql, type Kysely } from 'kysely'

/** Bulk work after an import walks the waters it touched. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index water_imports_by_import on water_imports (import_id, water_id)`.execute(db)
}
