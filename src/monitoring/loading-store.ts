import { systemActor } from '../platform/actor.ts'
import type { BulkLoad } from '../platform/db/bulk-load.ts'

/** Readings made in one statement: progress is shown, and the database's memory stays small. */
const atOnce = 1_000_000

/**
 * Gives the waters made-up readings, months apart, back from a date: transparency, oxygen, ammonia and pH with a season in them. Only
 * for measuring, in an empty table.
 *
 * @returns how many: the number asked for, rounded down to as many for each water
 */
export async function loadReadings(load: BulkLoad, { readings, waters, before, onProgress }: Loading): Promise<number> {
  const each = Math.floor(readings / waters)
  if (each === 0) return 0
  await load.withoutIndexes(['readings', 'reading_keys'], async () => {
    const step = Math.max(1, Math.floor(atOnce / waters))
    for (let first = 0; first < each; first += step) {
      const last = Math.min(each, first + step) - 1
      await insertReadings(load, { first, last, before })
      onProgress?.((last + 1) * waters)
    }
    await load.run(
      `insert into reading_keys select county_code, id, region_code, taken_at, repeat('0', 64) from readings`,
    )
  })
  await load.run('analyze readings')
  return each * waters
}

type Loading = {
  readonly readings: number
  readonly waters: number
  readonly before: Date
  readonly onProgress?: (readings: number) => void
}

async function insertReadings(load: BulkLoad, span: { first: number; last: number; before: Date }): Promise<void> {
  await load.run(
    `insert into readings (county_code, taken_at, id, water_id, region_code, point, sample, weather, note, source, by_account, recorded_at)
     select county_code, taken_at,
       (lpad(to_hex((extract(epoch from taken_at) * 1000)::bigint), 12, '0') || '7' || substr(mix, 1, 3) || '8' || substr(mix, 4, 15))::uuid,
       id, region_code, '1', jsonb_build_object(
         'secchiDepth', jsonb_build_object('value', 10 + (dice % 60), 'qualifier', 'measured'),
         'dissolvedOxygen', jsonb_build_object('value', round((1 + (dice % 70) / 10.0 + 2 * cos(back / 6.0))::numeric, 1), 'qualifier', 'measured'),
         'ammoniaNitrogen', jsonb_build_object('value', round((0.1 + (dice % 180) / 10.0)::numeric, 2), 'qualifier', 'measured'),
         'ph', jsonb_build_object('value', 6.5 + (dice % 20) / 10.0, 'qualifier', 'measured')),
       null, null, 'survey', $4::uuid, taken_at
     from (select county_code, id, region_code, back, md5(id::text || back) as mix, ('x' || substr(md5(id::text || back), 1, 7))::bit(28)::int as dice,
             $3::timestamptz - make_interval(days => back * 30, mins => (hashtext(id::text) & 1023)) as taken_at
           from waters cross join generate_series($1::int, $2::int) back) made`,
    [span.first, span.last, span.before, systemActor('command-line').accountId],
  )
}
