import { factLabels, type FactKind } from '../../domain/facts.ts'
import { reading, type Tx } from '../db/database.ts'
import { serve, type Door } from '../http/serve.ts'
import { checkChains } from './check.ts'
import * as contract from './contract.ts'
import { listFacts } from './store.ts'

/** Display names by account id; the platform knows no people, so whoever does hands this in. */
export type ActorNames = (tx: Tx, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>

/**
 * Puts the ledger on the server.
 *
 * @example serveFacts(door, accountNames)
 */
export function serveFacts(door: Door, actorNames: ActorNames): void {
  serve(door, contract.listFacts, ({ database, actor, query }) =>
    reading(database, actor, async tx => {
      const { items, next } = await listFacts(tx, query, query)
      const names = await actorNames(
        tx,
        items.map(({ actorId }) => actorId),
      )
      return {
        items: items.map(item => ({
          ...item,
          actorName: names.get(item.actorId) ?? null,
          body: { ...item.body },
          personal: { ...item.personal },
        })),
        next,
      }
    }),
  )
  serve(door, contract.listFactKinds, async () => ({
    items: (Object.keys(factLabels) as readonly FactKind[]).map(id => ({ id, label: factLabels[id] })), // its keys are the kinds
  }))
  serve(door, contract.checkFacts, async ({ database, actor }) => {
    const chains = await checkChains(database, actor)
    return {
      sound: chains.every(({ fault }) => fault === null),
      facts: chains.reduce((sum, { facts }) => sum + facts, 0),
      chains: [...chains],
    }
  })
}
