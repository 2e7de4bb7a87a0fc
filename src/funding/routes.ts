import type { Actor } from '../platform/actor.ts'
import { atomically, reading, type Database } from '../platform/db/database.ts'
import { serve, type Door } from '../platform/http/serve.ts'
import { findCandidates, prepareAsk, resultOf, ruleInForce } from './asking.ts'
import { findBundle, insertBundle, listBundles, removeBundle } from './bundles-store.ts'
import * as contract from './contract.ts'
import { findBundleAside } from './solving.ts'

/** Pilot bundles: what may be bundled, the best bundle, and those that were saved. */
export function serveFunding(door: Door): void {
  serve(door, contract.getCandidates, ({ database, actor, query }) =>
    reading(database, actor, async tx => ({
      rule: ruleInForce(tx.at).shown,
      items: await findCandidates(tx, { regionCode: query.region }),
    })),
  )
  serve(door, contract.solveBundle, ({ database, actor, body }) => calculate(database, actor, body))
  serve(door, contract.saveBundle, async ({ database, actor, body: { name, ...ask } }) => {
    const result = await calculate(database, actor, ask)
    return atomically(database, actor, async tx => findBundle(tx, await insertBundle(tx, name, { ask, result })))
  })
  serve(door, contract.listBundles, ({ database, actor }) =>
    reading(database, actor, async tx => ({ items: await listBundles(tx) })),
  )
  serve(door, contract.getBundle, ({ database, actor, params }) =>
    reading(database, actor, tx => findBundle(tx, params.id)),
  )
  serve(door, contract.removeBundle, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => {
      await removeBundle(tx, params.id, body.reason)
      return { id: params.id }
    }),
  )
}

/** No transaction stays open while the solver works. */
async function calculate(database: Database, actor: Actor, ask: contract.BundleAsk): Promise<contract.BundleResult> {
  const prepared = await reading(database, actor, tx => prepareAsk(tx, ask))
  return resultOf(prepared, await findBundleAside(prepared.problem))
}
