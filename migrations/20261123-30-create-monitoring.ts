import { sql, type Kysely } from 'kysely'
import { allowApplication, scopeByRegion } from './support/walls.ts'

/** First and last month with a partition of its own; what lies outside stands in `readings_before` and `readings_after`. */
const months = { from: 2022, to: 2028 }

/** Readings, partitioned by month, and the keys that keep an id from being used twice. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table readings (
    county_code text collate "C" not null,
    taken_at timestamptz not null,
    id uuid not null,
    water_id uuid not null,
    region_code text collate "C" not null,
    point text not null,
    sample jsonb not null,
    weather text,
    note text,
    source text not null,
    by_account uuid not null,
    recorded_at timestamptz not null,
    primary key (county_code, taken_at, id),
    foreign key (county_code, water_id) references waters (county_code, id)
  ) partition by range (taken_at)`.execute(db)
  await createPartitions(db)
  await sql`create index readings_by_water on readings (water_id, taken_at desc, id desc)`.execute(db)
  await sql`create index readings_by_time on readings (taken_at desc, id desc)`.execute(db)
  await allowApplication(db, 'readings', ['select', 'insert', 'update'])
  await scopeByRegion(db, 'readings')
  // A partitioned table can be unique only with its time in the key: the id alone is kept unique here.
  await sql`create table reading_keys (
    county_code text collate "C" not null,
    id uuid not null,
    region_code text collate "C" not null,
    taken_at timestamptz not null,
    content_hash text not null,
    primary key (county_code, id)
  )`.execute(db)
  await sql`create index reading_keys_by_id on reading_keys (id)`.execute(db)
  await allowApplication(db, 'reading_keys', ['select', 'insert', 'update'])
  await scopeByRegion(db, 'reading_keys')
}

async function createPartitions(db: Kysely<unknown>): Promise<void> {
  const first = `${months.from}-01-01 00:00:00+00`
  const end = `${months.to + 1}-01-01 00:00:00+00`
  await sql`create table readings_before partition of readings
            for values from (minvalue) to (${sql.lit(first)})`.execute(db)
  for (let year = months.from; year <= months.to; year++) {
    for (let month = 1; month <= 12; month++) {
      const from = new Date(Date.UTC(year, month - 1, 1)).toISOString()
      const to = new Date(Date.UTC(year, month, 1)).toISOString()
      const name = `readings_${year}_${String(month).padStart(2, '0')}`
      await sql`create table ${sql.table(name)} partition of readings
                for values from (${sql.lit(from)}) to (${sql.lit(to)})`.execute(db)
    }
  }
  await sql`create table readings_after partition of readings
            for values from (${sql.lit(end)}) to (maxvalue)`.execute(db)
}
