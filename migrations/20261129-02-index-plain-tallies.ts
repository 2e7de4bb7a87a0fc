import { sql, type Kysely } from 'kysely'

/** A map without a filter reads one row of a cell among some fifteen. Without the figures, so that they change without touching the index. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index water_cell_tallies_plain on water_cell_tallies (zoom, cell) where stage = 'any'`.execute(db)
}
