import { atomically, reading, type Tx } from '../../platform/db/database.ts'
import type { FileStore } from '../../platform/files/attachments-store.ts'
import { serve, type Door } from '../../platform/http/serve.ts'
import { receiveAttachment } from '../../waters/receiving.ts'
import * as contract from './contract.ts'
import { grantException, recordEntry, reverseEntry } from './entries-store.ts'
import { earmarkReward, stepReward } from './rewards-store.ts'
import { listBalances, listEntries, listRewards, showBoard, showEntry, showReward } from './showing.ts'
import { showWaterMoney, showWaterMoneyBrief, warningsOfSource } from './water-money.ts'

/** Money of waters: entries, exceptions, rewards, and the board of what they come to. */
export function serveMoney(door: Door, files: FileStore): void {
  serveReading(door)
  serveEntries(door)
  serveRewards(door)
  serve(door, contract.putMoneyDocument, ({ database, actor, params, query, body }) =>
    receiveAttachment(
      { database, actor, files },
      { ...query, id: params.attachmentId, waterId: params.id, kind: 'scan', content: body },
    ),
  )
}

function serveReading(door: Door): void {
  serve(door, contract.getWaterMoney, ({ database, actor, params }) =>
    reading(database, actor, tx => showWaterMoney(tx, params.id)),
  )
  serve(door, contract.getWaterMoneyBrief, ({ database, actor, params }) =>
    reading(database, actor, tx => showWaterMoneyBrief(tx, params.id)),
  )
  serve(door, contract.getMoneyBoard, ({ database, actor, query }) =>
    reading(database, actor, tx => showBoard(tx, query.region)),
  )
  serve(door, contract.listMoneyEntries, ({ database, actor, query }) =>
    reading(database, actor, tx => listEntries(tx, query)),
  )
  serve(door, contract.listMoneyBalances, ({ database, actor, query }) =>
    reading(database, actor, tx => listBalances(tx, query)),
  )
  serve(door, contract.listRewards, ({ database, actor, query }) =>
    reading(database, actor, tx => listRewards(tx, query)),
  )
}

function serveEntries(door: Door): void {
  serve(door, contract.putMoneyEntry, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => {
      await recordEntry(tx, { waterId: params.id, id: params.entryId }, body)
      return recorded(tx, params.entryId)
    }),
  )
  serve(door, contract.putMoneyException, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => {
      await grantException(tx, { waterId: params.id, id: params.entryId }, body)
      return recorded(tx, params.entryId)
    }),
  )
  serve(door, contract.reverseMoneyEntry, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => recorded(tx, await reverseEntry(tx, params.id, body.reason))),
  )
}

/** An entry with what must be seen beside its source from now on. */
async function recorded(tx: Tx, id: string) {
  const entry = await showEntry(tx, id)
  return { entry, warnings: await warningsOfSource(tx, entry.water.id, entry.source) }
}

function serveRewards(door: Door): void {
  serve(door, contract.earmarkReward, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => showReward(tx, await earmarkReward(tx, params.id, body))),
  )
  serve(door, contract.stepReward, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => {
      await stepReward(tx, params.id, body)
      return showReward(tx, params.id)
    }),
  )
}
