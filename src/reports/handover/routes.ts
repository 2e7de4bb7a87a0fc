import { rangeOf } from '../../platform/actor.ts'
import { reading } from '../../platform/db/database.ts'
import { serve, type Door } from '../../platform/http/serve.ts'
import { findAccount, requireAccount, requireHandover } from '../../people/store.ts'
import { countHandedOver, countOpenImportsOf } from '../../survey/import-handovers-store.ts'
import { getHandover, getOpenWork } from './contract.ts'

/** What a handover would move, before it is confirmed, and what it moved. */
export function serveHandover(door: Door): void {
  serve(door, getOpenWork, ({ database, actor, params, query }) =>
    reading(database, actor, async tx => {
      const account = await requireAccount(tx, params.id)
      const receiver = query.toAccountId === undefined ? undefined : await requireAccount(tx, query.toAccountId)
      const range = receiver === undefined ? undefined : rangeOf(receiver.region_code)
      return { imports: await countOpenImportsOf(tx, account.id, range) }
    }),
  )
  serve(door, getHandover, ({ database, actor, params }) =>
    reading(database, actor, async tx => {
      const { id: handoverId, from_account: fromId, to_account: toId } = await requireHandover(tx, params.id)
      const receiver = await findAccount(tx, toId)
      const [moved, { moves: waiting }] = [
        await countHandedOver(tx, { handoverId, fromId }),
        await countOpenImportsOf(tx, fromId, receiver === undefined ? undefined : rangeOf(receiver.region_code)),
      ]
      // Nothing waits for somebody who left the post since.
      const gone = receiver === undefined || receiver.disabled_at !== null
      return { imports: { moved, waiting: gone ? 0 : waiting } }
    }),
  )
}
