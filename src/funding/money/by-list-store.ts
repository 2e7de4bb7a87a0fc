import { sql } from 'kysely'
import type { RegionRange } from '../../domain/regions.ts'
import { policyAt } from '../../policy/policy.ts'
import { moneySourceIds } from '../../policy/money-schemas.ts'
import type { FigureSource, KindSource } from '../../waters/by-list-store.ts'

type Ids =
  | 'money-planned'
  | 'planned-per-water'
  | 'planned-per-m2'
  | 'money-allotted'
  | 'allotted-per-water'
  | 'allotted-per-m2'

/**
 * Money on record for waters, of every source but enterprises that must pay for their own works.
 *
 * @param today YYYY-MM-DD: the day whose sources count
 */
export function moneyFigures({ from, to }: RegionRange, today: string): FigureSource<Ids> {
  const natures = policyAt('funding-sources', today).value.sources
  const counted = moneySourceIds.filter(id => natures[id] !== undefined && natures[id] !== 'enterprise')
  const perWater = (sum: 'planned' | 'allotted') => ({ of: sql`(m.${sql.ref(sum)} > 0)::int`, part: sql`m.${sql.ref(sum)}` }) // prettier-ignore
  const perArea = (sum: 'planned' | 'allotted') => ({
    of: sql`case when m.${sql.ref(sum)} > 0 then w.area_m2 end`,
    part: sql`m.${sql.ref(sum)}`,
  })
  return {
    from: sql`left join (
      select county_code, water_id, sum(planned_yuan) as planned, sum(allotted_yuan) as allotted from money_balances
      where source = any(${counted}::text[]) and region_code >= ${from} collate "C" and region_code < ${to} collate "C"
      group by region_code, county_code, water_id) m on m.county_code = w.county_code and m.water_id = w.id`,
    figures: {
      'money-planned': { of: sql`1`, part: sql`(m.planned > 0)::int` },
      'planned-per-water': perWater('planned'),
      'planned-per-m2': perArea('planned'),
      'money-allotted': { of: sql`1`, part: sql`(m.allotted > 0)::int` },
      'allotted-per-water': perWater('allotted'),
      'allotted-per-m2': perArea('allotted'),
    },
  }
}

/** First day of the edition of the policy `rewards` under which a water's rewards were earmarked. */
export const rewardEditions: KindSource = {
  from: sql`join money_rewards r on r.county_code = w.county_code and r.water_id = w.id
    join money_reward_steps s on s.county_code = r.county_code and s.reward_id = r.id and s.step = 'earmark'`,
  kind: sql`s.policy_from::text`,
}
