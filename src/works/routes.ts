import { findColleagues } from '../people/colleagues-store.ts'
import { atomically, reading } from '../platform/db/database.ts'
import type { FileStore } from '../platform/files/attachments-store.ts'
import { serve, type Door } from '../platform/http/serve.ts'
import { receiveAttachment } from '../waters/receiving.ts'
import * as contract from './contract.ts'
import { findRectification, listRectifications, requireMayAttach, stepRectification } from './rectifications-store.ts'
import { findSample, keepSample, listSamples, planSampleVisits } from './samples-store.ts'
import { cancelVisit, findVisit, listVisits, planVisit, recordVisit } from './visits-store.ts'

/** Visits by the handbook, what they find, and spot checks. */
export function serveWorks(door: Door, files: FileStore): void {
  serveVisits(door)
  serveColleagues(door)
  servePhotos(door, files)
  serveRectifications(door)
  serveSamples(door)
}

function serveVisits(door: Door): void {
  serve(door, contract.planVisit, ({ database, actor, body }) =>
    atomically(database, actor, async tx => findVisit(tx, await planVisit(tx, body))),
  )
  serve(door, contract.listVisits, ({ database, actor, query }) =>
    reading(database, actor, tx => listVisits(tx, query)),
  )
  serve(door, contract.getVisit, ({ database, actor, params }) =>
    reading(database, actor, tx => findVisit(tx, params.id)),
  )
  serve(door, contract.recordVisit, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => {
      await recordVisit(tx, params.id, body)
      return findVisit(tx, params.id)
    }),
  )
  serve(door, contract.cancelVisit, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => {
      await cancelVisit(tx, params.id, body)
      return findVisit(tx, params.id)
    }),
  )
}

function serveColleagues(door: Door): void {
  serve(door, contract.listColleagues, ({ database, actor, query }) =>
    reading(database, actor, async tx => ({
      items: [...(await findColleagues(tx, { search: query.search, limit: 30 }))],
    })),
  )
}

function servePhotos(door: Door, files: FileStore): void {
  serve(door, contract.putWorksPhoto, async ({ database, actor, params, query, body }) => {
    await reading(database, actor, tx => requireMayAttach(tx, params.id))
    return receiveAttachment(
      { database, actor, files },
      { ...query, id: params.attachmentId, waterId: params.id, content: body },
    )
  })
}

function serveRectifications(door: Door): void {
  serve(door, contract.listRectifications, ({ database, actor, query }) =>
    reading(database, actor, tx => listRectifications(tx, query)),
  )
  serve(door, contract.stepRectification, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => {
      await stepRectification(tx, params.id, body)
      return findRectification(tx, params.id)
    }),
  )
}

function serveSamples(door: Door): void {
  serve(door, contract.drawSample, ({ database, actor, body }) =>
    atomically(database, actor, async tx => findSample(tx, await keepSample(tx, body))),
  )
  serve(door, contract.listSamples, ({ database, actor, query }) =>
    reading(database, actor, tx => listSamples(tx, query)),
  )
  serve(door, contract.getSample, ({ database, actor, params }) =>
    reading(database, actor, tx => findSample(tx, params.id)),
  )
  serve(door, contract.planSampleVisits, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => ({ planned: await planSampleVisits(tx, params.id, body) })),
  )
}
