import { atomically, reading } from '../../platform/db/database.ts'
import { serve, type Door } from '../../platform/http/serve.ts'
import * as contract from './contract.ts'
import { stepPlan } from './deciding.ts'
import { commentPlan, savePlan } from './plans-store.ts'
import { prefillOfWater } from './prefilling.ts'
import { countPlans, listPlans, showPlan, showPlanOfWater, showVersion } from './showing.ts'

/** One-water-one-plans: written in versions, submitted, returned, approved. */
export function servePlans(door: Door): void {
  serve(door, contract.listPlans, ({ database, actor, query }) => reading(database, actor, tx => listPlans(tx, query)))
  serve(door, contract.countPlans, ({ database, actor, query }) =>
    reading(database, actor, tx => countPlans(tx, query.region)),
  )
  serve(door, contract.getPlan, ({ database, actor, params }) =>
    reading(database, actor, tx => showPlan(tx, params.id)),
  )
  serve(door, contract.getPlanOfWater, ({ database, actor, params }) =>
    reading(database, actor, tx => showPlanOfWater(tx, params.id)),
  )
  serve(door, contract.prefillPlan, ({ database, actor, params }) =>
    reading(database, actor, tx => prefillOfWater(tx, params.id)),
  )
  serve(door, contract.getPlanVersion, ({ database, actor, params }) =>
    reading(database, actor, tx => showVersion(tx, params.id, params.version)),
  )
  serve(door, contract.savePlan, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => showPlan(tx, (await savePlan(tx, params.id, body)).id)),
  )
  serve(door, contract.stepPlan, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => showPlan(tx, (await stepPlan(tx, params.id, body)).id)),
  )
  serve(door, contract.commentPlan, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => {
      await commentPlan(tx, params.id, body)
      return showPlan(tx, params.id)
    }),
  )
}
