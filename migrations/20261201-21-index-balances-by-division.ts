import { sql, type Kysely } from 'kysely'

/** Money of the waters of a division, water by water, from an index alone: the comparison of the lists read every balance there is. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index money_balances_by_region on money_balances (region_code, county_code, water_id)
    include (source, planned_yuan, allotted_yuan)`.execute(db)
}
