import { sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { WaterRow } from '../../waters/store.ts'

/** More make no better middle. */
const mostCompared = 1000

/**
 * Yuan a m² of waters of the same type and a like size in the jurisdiction, by their newest approved plan with money; the water itself is left out.
 *
 * @param withinTimes up to so many times larger or smaller
 */
export async function costsOfComparable(
  tx: Tx,
  { id, type, area_m2 }: WaterRow,
  withinTimes: number,
): Promise<readonly number[]> {
  if (area_m2 === null || area_m2 <= 0) return []
  const { rows } = await sql<{ yuan: number }>`
    select distinct on (plans.county_code, plans.water_id) plans.cost_yuan / waters.area_m2 as yuan
    from plans join waters on waters.county_code = plans.county_code and waters.id = plans.water_id
    where plans.state = 'approved' and plans.cost_yuan > 0 and waters.id <> ${id}::uuid and waters.type = ${type}
      and waters.area_m2 between ${area_m2 / withinTimes}::numeric and ${area_m2 * withinTimes}::numeric
    order by plans.county_code, plans.water_id, plans.id desc limit ${mostCompared}`.execute(tx.sql)
  return rows.map(({ yuan }) => yuan)
}
