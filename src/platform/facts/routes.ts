import { factLabels, type FactKind } from '../../domain/facts.ts'
import { nameWords, type PersonLabel } from '../../domain/person-label.ts'
import type { FactBody, Told } from '../../domain/told.ts'
import type { Bilingual } from '../../domain/words.ts'
import { reading, type Tx } from '../db/database.ts'
import type { QueryOf } from '../http/endpoint.ts'
import { serve, type Door } from '../http/serve.ts'
import { checkChains } from './check.ts'
import * as contract from './contract.ts'
import { countSignIns, listFacts } from './store.ts'

/** Who some accounts are; the platform knows no people, so whoever does hands this in. */
export type LabelPeople = (tx: Tx, ids: readonly string[]) => Promise<(id: string) => PersonLabel>

/** What facts say in words: the platform knows no slice's facts, so whoever does hands this in as well. */
export type TellFacts = (
  tx: Tx,
  personName: (accountId: string) => Bilingual,
) => Promise<(kind: FactKind, body: FactBody) => Told>

export type LedgerWords = { readonly labelPeople: LabelPeople; readonly tellFacts: TellFacts }

/**
 * Puts the ledger on the server.
 *
 * @example serveFacts(door, { labelPeople, tellFacts })
 */
export function serveFacts(door: Door, { labelPeople, tellFacts }: LedgerWords): void {
  serve(door, contract.listFacts, ({ database, actor, query }) =>
    reading(database, actor, async tx => {
      const { items, next } = await listFacts(tx, query, query)
      const whoIs = await labelPeople(
        tx,
        items.flatMap(({ actorId, body }) => [actorId, ...accountsIn(body)]),
      )
      const tell = await tellFacts(tx, id => nameWords(whoIs(id)))
      return {
        items: items.map(item => ({
          ...item,
          words: tell(item.kind, item.body).words,
          actor: whoIs(item.actorId),
          body: { ...item.body },
          personal: { ...item.personal },
        })),
        next,
        signInsHidden: isFirstWithout(query) ? await countSignIns(tx, query) : null,
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

/** Whom a fact names besides who did it. */
function accountsIn(body: FactBody): readonly string[] {
  const { toAccountId } = body
  return typeof toAccountId === 'string' ? [toAccountId] : []
}

function isFirstWithout({ group, kind, cursor }: QueryOf<typeof contract.listFacts>): boolean {
  return group === contract.withoutSignIns && kind === undefined && cursor === undefined
}
