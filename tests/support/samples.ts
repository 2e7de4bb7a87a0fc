import { sql } from 'kysely'
import { uuidv7 } from '../../src/domain/ids.ts'
import type { Parameter } from '../../src/domain/parameters.ts'
import type { Actor } from '../../src/platform/actor.ts'
import { atomically, type Database } from '../../src/platform/db/database.ts'
import { requireWater } from '../../src/waters/store.ts'

/** A reading with measured values, in each parameter's unit. */
export async function recordSample(
  database: Database,
  actor: Actor,
  {
    waterId,
    takenAt,
    sample,
    point = '1',
  }: {
    readonly waterId: string
    readonly takenAt: Date
    readonly sample: { readonly [P in Parameter]?: number }
    readonly point?: string
  },
): Promise<void> {
  const measured = Object.fromEntries(
    Object.entries(sample).map(([parameter, value]) => [parameter, { value, qualifier: 'measured' }]),
  )
  await atomically(database, actor, async tx => {
    const water = await requireWater(tx, waterId)
    await sql`insert into readings (county_code, taken_at, id, water_id, region_code, point, sample, source, by_account, recorded_at)
      values (${water.county_code}, ${takenAt}, ${uuidv7(takenAt.getTime())}, ${waterId}, ${water.region_code}, ${point},
              ${JSON.stringify(measured)}::jsonb, 'survey', ${actor.accountId}, ${tx.at})`.execute(tx.sql)
  })
}
