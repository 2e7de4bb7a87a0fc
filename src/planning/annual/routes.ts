import { atomically, reading } from '../../platform/db/database.ts'
import { serve, type Door } from '../../platform/http/serve.ts'
import { beginAnnualPlan, changeAnnual, issueAnnual } from './changing.ts'
import * as contract from './contract.ts'
import { annualCandidates, listAnnualPlans, showAnnualPlan } from './showing.ts'

/** Annual work plans of cities and counties: drawn up, changed, issued, tracked. */
export function serveAnnualPlans(door: Door): void {
  serve(door, contract.listAnnualPlans, ({ database, actor, query }) =>
    reading(database, actor, tx => listAnnualPlans(tx, query)),
  )
  serve(door, contract.beginAnnualPlan, ({ database, actor, body }) =>
    atomically(database, actor, async tx => showAnnualPlan(tx, await beginAnnualPlan(tx, body))),
  )
  serve(door, contract.getAnnualPlan, ({ database, actor, params, query }) =>
    reading(database, actor, tx => showAnnualPlan(tx, params.id, query)),
  )
  serve(door, contract.listAnnualCandidates, ({ database, actor, params }) =>
    reading(database, actor, tx => annualCandidates(tx, params.id)),
  )
  serve(door, contract.changeAnnualPlan, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => {
      await changeAnnual(tx, params.id, body)
      return showAnnualPlan(tx, params.id)
    }),
  )
  serve(door, contract.issueAnnualPlan, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => {
      await issueAnnual(tx, params.id, body)
      return showAnnualPlan(tx, params.id)
    }),
  )
}
