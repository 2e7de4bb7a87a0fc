import { sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { MoneySource, RewardStage, RewardState } from './rules.ts'

/** What later slices ask of a water's money: whole yuan. */
export type MoneyOfWater = {
  readonly sources: readonly {
    readonly source: MoneySource
    readonly plannedYuan: number
    readonly allottedYuan: number
    readonly spentYuan: number
    readonly exceptionYuan: number
    /** Spent beyond what was allotted. */
    readonly excessYuan: number
  }[]
  /** Granted and not taken back. */
  readonly exceptions: readonly {
    readonly entryId: string
    readonly source: MoneySource
    readonly yuan: number
    /** YYYY-MM-DD */
    readonly on: string
    readonly reason: string
    readonly documentNumber: string
  }[]
  readonly rewards: readonly {
    readonly rewardId: string
    readonly cycle: number
    readonly state: RewardState
    readonly yuan: number
    readonly releasedYuan: number
    readonly releasedStage: RewardStage | null
  }[]
}

/**
 * Money planned, allotted and spent by source, exceptions that stand, and rewards, in one query. Of a water that the caller may not see,
 * or without any money, the lists are empty.
 *
 * @example (await moneyOfWater(tx, water.id)).sources.find(({ source }) => source === 'county')?.spentYuan
 */
export async function moneyOfWater(tx: Tx, waterId: string): Promise<MoneyOfWater> {
  const { rows } = await sql<MoneyOfWater>`
    select
      (select coalesce(jsonb_agg(jsonb_build_object('source', source, 'plannedYuan', planned_yuan, 'allottedYuan', allotted_yuan,
                'spentYuan', spent_yuan, 'exceptionYuan', exception_yuan, 'excessYuan', greatest(0, spent_yuan - allotted_yuan))
              order by source), '[]')
       from money_balances where water_id = ${waterId}) as sources,
      (select coalesce(jsonb_agg(jsonb_build_object('entryId', e.id, 'source', e.source, 'yuan', e.yuan, 'on', e.on_day,
                'reason', e.reason, 'documentNumber', e.document_number) order by e.id), '[]')
       from money_entries e where e.water_id = ${waterId} and e.kind = 'exception' and e.reverses is null
         and not exists (select from money_entries r where r.county_code = e.county_code and r.reverses = e.id)) as exceptions,
      (select coalesce(jsonb_agg(jsonb_build_object('rewardId', id, 'cycle', cycle, 'state', state, 'yuan', yuan,
                'releasedYuan', released_yuan, 'releasedStage', released_stage) order by id), '[]')
       from money_rewards where water_id = ${waterId}) as rewards`.execute(tx.sql)
  return rows[0]! // a select without from has one row
}
