import { sql, type SqlBool } from 'kysely'
import { levelOf, type RegionLevel } from '../../domain/regions.ts'
import { supervisionListIds } from '../../domain/waters.ts'
import type { Tx } from '../../platform/db/database.ts'
import { waitingIn, type Waiting, type WaitingList } from '../../waters/waiting-store.ts'
import { rulesOf } from './deciding.ts'
import { approverOf } from './rules.ts'

/** A plan on which the caller has to act, with the day by which the policy of its step wants an answer. */
export type WaitingPlan = Waiting & {
  /** When it entered its state. */
  readonly since: Date
}

export type WaitingPlans = WaitingList<WaitingPlan>

const none: WaitingPlans = { count: 0, examples: [] }

/** Whose approvals are a level's own: a city may take those of counties too, but is not awaited there. */
const ownApprovals: Readonly<Partial<Record<RegionLevel, 'city' | 'county'>>> = {
  province: 'city',
  city: 'city',
  county: 'county',
}

/** Plans that wait for the approval of the caller's own level. */
export async function plansToApprove(tx: Tx): Promise<WaitingPlans> {
  const own = ownApprovals[levelOf(tx.actor.region)]
  const lists = supervisionListIds.filter(list => approverOf(list, rulesOf(tx)) === own)
  if (!tx.actor.may('register.decide') || lists.length === 0) return none
  return waiting(tx, sql<SqlBool>`t.state = 'submitted' and w.list = any(${lists}::text[])`)
}

/** Plans returned for revision, for whoever wrote them: counties, towns and villages. */
export async function plansToRevise(tx: Tx): Promise<WaitingPlans> {
  const isAbove = ownApprovals[levelOf(tx.actor.region)] === 'city'
  if (!tx.actor.may('plan.write') || isAbove) return none
  return waiting(tx, sql<SqlBool>`t.state = 'returned'`)
}

function waiting(tx: Tx, condition: ReturnType<typeof sql<SqlBool>>): Promise<WaitingPlans> {
  return waitingIn<WaitingPlan>(tx, sql`plans`, condition, sql`, t.entered_at as since`)
}
