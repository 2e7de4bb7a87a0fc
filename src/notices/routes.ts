import { atomically, reading, type Tx } from '../platform/db/database.ts'
import { serve, type Door } from '../platform/http/serve.ts'
import * as contract from './contract.ts'
import { confirmNotice, issueNotice, openNotice, tallyUnread, withdrawNotice } from './notices-store.ts'
import { listNotices, showNotice } from './showing.ts'

/** Notices: issued, received, opened, confirmed, withdrawn. */
export function serveNotices(door: Door): void {
  serve(door, contract.listNotices, ({ database, actor, query }) =>
    reading(database, actor, tx => listNotices(tx, query)),
  )
  serve(door, contract.countUnread, ({ database, actor }) => reading(database, actor, tallyUnread))
  serve(door, contract.getNotice, ({ database, actor, params }) =>
    reading(database, actor, tx => showNotice(tx, params.id)),
  )
  serve(door, contract.issueNotice, ({ database, actor, body }) =>
    atomically(database, actor, async tx => showNotice(tx, await issueNotice(tx, body))),
  )
  serve(door, contract.openNotice, ({ database, actor, params }) =>
    atomically(database, actor, shown(params.id, openNotice)),
  )
  serve(door, contract.confirmNotice, ({ database, actor, params }) =>
    atomically(database, actor, shown(params.id, confirmNotice)),
  )
  serve(door, contract.withdrawNotice, ({ database, actor, params, body }) =>
    atomically(
      database,
      actor,
      shown(params.id, (tx, id) => withdrawNotice(tx, id, body.reason)),
    ),
  )
}

function shown(id: string, act: (tx: Tx, id: string) => Promise<void>) {
  return async (tx: Tx) => {
    await act(tx, id)
    return showNotice(tx, id)
  }
}
