import { contains } from '../domain/regions.ts'
import { Problem } from '../domain/problems.ts'
import { atomically, reading } from '../platform/db/database.ts'
import { serve, type Door } from '../platform/http/serve.ts'
import { placeNotFound } from '../places/problems.ts'
import { isPlace, placeDirectory } from '../places/store.ts'
import { requireWater } from '../waters/store.ts'
import * as contract from './contract.ts'
import { currentStandardId, requireEdition, suitableStandards } from './editions.ts'
import { findJudgement, listJudgements, openJudgement } from './judgements-store.ts'
import { judgeWater } from './judging.ts'
import { replay } from './replay.ts'
import { findVerdict, keptRecord, listVerdicts, verdictsOfWater } from './verdicts-store.ts'

/** Judging one water or many, and the verdicts kept. The trial of another edition compares lists: the register serves it. */
export function serveIdentification(door: Door): void {
  serve(door, contract.listIdentificationStandards, async () => ({
    items: suitableStandards().map(({ id, title, citation }) => ({
      id,
      title,
      citation,
      current: id === currentStandardId,
    })),
  }))
  serve(door, contract.judgeWater, ({ database, actor, params, body }) =>
    (body.dryRun ? reading : atomically)(database, actor, tx => judgeWater(tx, params.id, body)),
  )
  serveVerdicts(door)
  serveJudgements(door)
}

function serveVerdicts(door: Door): void {
  serve(door, contract.listVerdictsOfWater, ({ database, actor, params }) =>
    reading(database, actor, async tx => {
      await requireWater(tx, params.id)
      return { items: await verdictsOfWater(tx, params.id) }
    }),
  )
  serve(door, contract.listVerdicts, ({ database, actor, query }) =>
    reading(database, actor, tx => listVerdicts(tx, query)),
  )
  serve(door, contract.getVerdict, ({ database, actor, params }) =>
    reading(database, actor, tx => findVerdict(tx, params.id)),
  )
  serve(door, contract.replayVerdict, ({ database, actor, params }) =>
    reading(database, actor, async tx => replay(await keptRecord(tx, params.id))),
  )
}

function serveJudgements(door: Door): void {
  serve(door, contract.startJudgement, ({ database, actor, body }) =>
    atomically(database, actor, async tx => {
      const { standardId } = requireEdition(body.standardId ?? currentStandardId)
      const known = isPlace(await placeDirectory(tx), body.regionCode)
      if (!known || !contains(actor.range, body.regionCode)) throw new Problem(placeNotFound, { code: body.regionCode })
      return openJudgement(tx, body.regionCode, standardId)
    }),
  )
  serve(door, contract.listJudgements, ({ database, actor }) =>
    reading(database, actor, async tx => ({ items: await listJudgements(tx) })),
  )
  serve(door, contract.getJudgement, ({ database, actor, params }) =>
    reading(database, actor, tx => findJudgement(tx, params.id)),
  )
}
