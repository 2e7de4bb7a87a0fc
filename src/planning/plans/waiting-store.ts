import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { levelOf, type RegionCode } from '../../domain/regions.ts'
import { supervisionListIds } from '../../domain/waters.ts'
import type { Tx } from '../../platform/db/database.ts'
import { rulesOf } from './deciding.ts'
import { approverOf } from './rules.ts'

/** A plan on which the caller has to act, with its water. */
export type WaitingPlan = {
  readonly id: string
  readonly waterName: string
  readonly regionCode: RegionCode
  /** When it entered its state. */
  readonly since: Date
  /** YYYY-MM-DD: by when the policy of that day wants an answer. */
  readonly dueOn: string
}

export type WaitingPlans = { readonly count: number; readonly examples: readonly WaitingPlan[] }

/** Plans that wait for the approval of the caller's own level: a city is not told of those that counties approve. */
export async function plansToApprove(tx: Tx): Promise<WaitingPlans> {
  const level = levelOf(tx.actor.region)
  const own = level === 'county' ? 'county' : level === 'town' || level === 'village' ? undefined : 'city'
  const lists = supervisionListIds.filter(list => approverOf(list, rulesOf(tx)) === own)
  if (!tx.actor.may('register.decide') || lists.length === 0) return { count: 0, examples: [] }
  return waiting(tx, sql<SqlBool>`p.state = 'submitted' and w.list = any(${lists}::text[])`)
}

/** Plans returned for revision, for whoever wrote them: counties, towns and villages. */
export async function plansToRevise(tx: Tx): Promise<WaitingPlans> {
  const above = ['province', 'city'].includes(levelOf(tx.actor.region))
  if (!tx.actor.may('plan.write') || above) return { count: 0, examples: [] }
  return waiting(tx, sql<SqlBool>`p.state = 'returned'`)
}

async function waiting(tx: Tx, condition: RawBuilder<SqlBool>): Promise<WaitingPlans> {
  const { from, to } = tx.actor.range
  const { rows } = await sql<WaitingPlan & { readonly count: number }>`
    select p.id, w.name as "waterName", p.region_code as "regionCode", p.entered_at as since, p.due_on as "dueOn",
           (count(*) over ())::int as count
    from plans p join waters w on w.county_code = p.county_code and w.id = p.water_id
    where ${condition} and p.region_code >= ${from} collate "C" and p.region_code < ${to} collate "C"
    order by p.due_on, p.id limit 5`.execute(tx.sql)
  return { count: rows[0]?.count ?? 0, examples: rows.map(({ count: _count, ...example }) => example) }
}
