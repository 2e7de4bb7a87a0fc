import { atomically, reading } from '../platform/db/database.ts'
import { serve, type Door } from '../platform/http/serve.ts'
import * as contract from './contract.ts'
import { beginNotice, decideFile } from './deciding.ts'
import { declareMeasure, withdrawMeasure } from './declared-store.ts'
import { answerObjection, recordObjection } from './objections-store.ts'
import { countFilesOf, listFiles, showAcceptance, showAcceptanceBrief, showFile } from './showing.ts'
import { submitFile } from './submitting.ts'

/** Files of acceptance: put together, sent in, decided step by step, published, and delisting at their end. */
export function serveAcceptance(door: Door): void {
  serveReading(door)
  serve(door, contract.submitFile, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => showFile(tx, await submitFile(tx, params.id, body.note))),
  )
  serve(door, contract.decideFile, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => {
      await decideFile(tx, params.id, body)
      return showFile(tx, params.id)
    }),
  )
  serve(door, contract.beginNotice, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => {
      await beginNotice(tx, params.id, body)
      return showFile(tx, params.id)
    }),
  )
  serve(door, contract.recordObjection, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => {
      await recordObjection(tx, params.id, body)
      return showFile(tx, params.id)
    }),
  )
  serve(door, contract.answerObjection, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => showFile(tx, await answerObjection(tx, params.id, body))),
  )
  serve(door, contract.declareMeasure, ({ database, actor, params, body }) =>
    atomically(database, actor, tx => declareMeasure(tx, params.id, body)),
  )
  serve(door, contract.withdrawMeasure, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => ({ waterId: await withdrawMeasure(tx, params.id, body.reason) })),
  )
}

function serveReading(door: Door): void {
  serve(door, contract.getAcceptanceBrief, ({ database, actor, params }) =>
    reading(database, actor, tx => showAcceptanceBrief(tx, params.id)),
  )
  serve(door, contract.getAcceptance, ({ database, actor, params }) =>
    reading(database, actor, tx => showAcceptance(tx, params.id)),
  )
  serve(door, contract.listFiles, ({ database, actor, query }) => reading(database, actor, tx => listFiles(tx, query)))
  serve(door, contract.countFiles, ({ database, actor, query }) =>
    reading(database, actor, tx => countFilesOf(tx, query.region)),
  )
  serve(door, contract.getFile, ({ database, actor, params }) =>
    reading(database, actor, tx => showFile(tx, params.id)),
  )
}
