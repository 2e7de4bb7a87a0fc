import { atomically, reading } from '../../platform/db/database.ts'
import type { FileStore } from '../../platform/files/attachments-store.ts'
import { serve, type Door } from '../../platform/http/serve.ts'
import { receiveAttachment } from '../../waters/receiving.ts'
import { countProgress, listProgress, listUnscheduled } from './board.ts'
import { completeWorks } from './completing.ts'
import * as contract from './contract.ts'
import * as parts from './parts/contract.ts'
import { askForPart, stepPart } from './parts/parts-store.ts'
import { listParts, showPart } from './parts/showing.ts'
import { reportProgress } from './reports-store.ts'
import { startWorks } from './running.ts'
import { adjustMeasure, makeSchedule } from './schedules-store.ts'
import { worksOfWater } from './showing.ts'

/** Schedules of works, reports of their measures, boards, and the parts of departments. */
export function serveProgress(door: Door, files: FileStore): void {
  serveBoards(door)
  serveSchedules(door)
  serveParts(door, files)
}

function serveBoards(door: Door): void {
  serve(door, contract.countProgress, ({ database, actor, query }) =>
    reading(database, actor, tx => countProgress(tx, query.region)),
  )
  serve(door, contract.listProgress, ({ database, actor, query }) =>
    reading(database, actor, tx => listProgress(tx, query)),
  )
  serve(door, contract.listUnscheduled, ({ database, actor, query }) =>
    reading(database, actor, tx => listUnscheduled(tx, query)),
  )
  serve(door, contract.getWorks, ({ database, actor, params }) =>
    reading(database, actor, tx => worksOfWater(tx, params.id)),
  )
}

function serveSchedules(door: Door): void {
  serve(door, contract.makeSchedule, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => {
      await makeSchedule(tx, params.id, body)
      return worksOfWater(tx, params.id)
    }),
  )
  serve(door, contract.adjustMeasure, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => worksOfWater(tx, await adjustMeasure(tx, params.id, body))),
  )
  serve(door, contract.reportProgress, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx =>
      worksOfWater(tx, await reportProgress(tx, params.id, params.reportId, body)),
    ),
  )
  serve(door, contract.startWorks, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => {
      await startWorks(tx, params.id, body.startedOn)
      return worksOfWater(tx, params.id)
    }),
  )
  serve(door, contract.completeWorks, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => {
      await completeWorks(tx, params.id, body)
      return worksOfWater(tx, params.id)
    }),
  )
}

function serveParts(door: Door, files: FileStore): void {
  serve(door, parts.askForPart, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => showPart(tx, await askForPart(tx, params.id, body))),
  )
  serve(door, parts.stepPart, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => {
      await stepPart(tx, params.id, body)
      return showPart(tx, params.id)
    }),
  )
  serve(door, parts.listParts, ({ database, actor, query }) => reading(database, actor, tx => listParts(tx, query)))
  serve(door, parts.getPart, ({ database, actor, params }) => reading(database, actor, tx => showPart(tx, params.id)))
  serve(door, parts.putPartFile, ({ database, actor, params, query, body }) =>
    receiveAttachment(
      { database, actor, files },
      { ...query, id: params.attachmentId, waterId: params.id, kind: 'other', content: body },
    ),
  )
}
