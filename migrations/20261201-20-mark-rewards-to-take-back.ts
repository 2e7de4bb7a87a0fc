import { sql, type Kysely } from 'kysely'
import { applicationRole } from './support/walls.ts'

/**
 * A reward whose water relapsed or fell behind carries a mark, and the sums of divisions count the marks: to find them the board read every
 * water of the city. Late spending is counted from an index whose order holds the division, so that the wall is asked once, not for each row.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table money_rewards add column to_take_back boolean not null default false`.execute(db)
  await sql`grant update (to_take_back) on money_rewards to ${sql.id(applicationRole)}`.execute(db)
  await sql`alter table money_tallies add column rewards_to_take_back integer not null default 0`.execute(db)
  await markRewards(db)
  await sql`create index money_rewards_to_take_back on money_rewards (id desc) include (region_code) where to_take_back`.execute(
    db,
  )
  await indexLate(db)
}

/** As the rule has it on the day of this migration; from here on the job that follows the water keeps the mark. */
async function markRewards(db: Kysely<unknown>): Promise<void> {
  await sql`update money_rewards r set to_take_back = true from waters w
    where w.county_code = r.county_code and w.id = r.water_id and r.released_stage is not null and r.state in ('partly', 'released')
      and w.stage not in ('merged', 'split') and (w.cycle <> r.cycle
        or w.stage in ('suspected', 'cleared', 'identified', 'listed', 'planned', 'in-works', 'relapsed')
        or (w.stage = 'completed' and r.released_stage in ('accepted', 'delisted'))
        or (w.stage = 'accepted' and r.released_stage = 'delisted'))`.execute(db)
  await sql`update money_tallies t set rewards_to_take_back = c.rewards
    from (select county_code, digits, rpad(left(region_code, digits), 12, '0') as region_code, source, count(*) as rewards
          from money_rewards cross join (values (6), (9), (12)) levels(digits) where to_take_back group by 1, 2, 3, 4) c
    where t.county_code = c.county_code and t.digits = c.digits and t.region_code = c.region_code and t.source = c.source`.execute(
    db,
  )
}

async function indexLate(db: Kysely<unknown>): Promise<void> {
  await sql`drop index money_balances_unspent`.execute(db)
  await sql`create index money_balances_unspent on money_balances (oldest_unspent_on, water_id, source)
    include (region_code) where oldest_unspent_on is not null`.execute(db)
  await sql`create index money_balances_late on money_balances (oldest_unspent_on, region_code, source)
    include (allotted_yuan, spent_yuan) where oldest_unspent_on is not null`.execute(db)
}
