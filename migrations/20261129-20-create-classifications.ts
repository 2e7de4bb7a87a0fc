import { sql, type Kysely } from 'kysely'
import { allowApplication, applicationRole, scopeByRegion } from './support/walls.ts'

/** Causes and class of a water 分类施策: never changed once given; the newest row of a water counts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table water_classifications (
    county_code text collate "C" not null,
    id uuid not null,
    water_id uuid not null,
    region_code text collate "C" not null,
    rule_class text not null check (rule_class in ('complex', 'simple', 'undecided')),
    override_class text check (override_class in ('complex', 'simple')),
    override_reason text,
    record jsonb not null,
    at timestamptz not null,
    by_account uuid not null,
    primary key (county_code, id),
    foreign key (county_code, water_id) references waters (county_code, id),
    check ((override_class is null) = (override_reason is null))
  )`.execute(db)
  await sql`create index water_classifications_by_water on water_classifications (county_code, water_id, id desc)`.execute(
    db,
  )
  await allowApplication(db, 'water_classifications', ['select', 'insert'])
  // A classification moves with its water when the water's village is corrected; nothing else of it changes.
  await sql`grant update (region_code) on water_classifications to ${sql.id(applicationRole)}`.execute(db)
  await scopeByRegion(db, 'water_classifications')
}
