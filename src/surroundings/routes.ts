import { placeDirectory } from '../places/store.ts'
import { atomically, reading } from '../platform/db/database.ts'
import { collectUpload } from '../platform/http/collect-upload.ts'
import { serve, type Door } from '../platform/http/serve.ts'
import * as contract from './contract.ts'
import { importSurroundings } from './import-surroundings.ts'
import { declineSurrounding, endLink, linkSurrounding } from './links-store.ts'
import { showSurrounding, showSurroundings, showSurroundingsOfWater } from './showing.ts'
import {
  changeSurrounding,
  countSurroundings,
  everySurrounding,
  listSurroundings,
  recordSurrounding,
  removeSurrounding,
  requireSurrounding,
} from './surroundings-store.ts'
import { surroundingsTemplate, surroundingsWorkbook } from './write-workbook.ts'

/** Doors of the surroundings slice: sewage works and settlements, and what they have to do with waters. */
export function serveSurroundings(door: Door): void {
  serveRecords(door)
  serveLinks(door)
  serveWorkbooks(door)
}

function serveRecords(door: Door): void {
  serve(door, contract.listSurroundings, ({ database, actor, query }) =>
    reading(database, actor, async tx => {
      const { cursor, limit, ...filter } = query
      const page = await listSurroundings(tx, filter, { cursor, limit })
      return { ...page, items: await showSurroundings(tx, page.items) }
    }),
  )
  serve(door, contract.countSurroundings, ({ database, actor, query }) =>
    reading(database, actor, tx => countSurroundings(tx, query.region)),
  )
  serve(door, contract.getSurrounding, ({ database, actor, params }) =>
    reading(database, actor, async tx => showSurrounding(tx, await requireSurrounding(tx, params.id))),
  )
  serve(door, contract.recordSurrounding, ({ database, actor, body }) =>
    atomically(database, actor, async tx =>
      showSurrounding(tx, await recordSurrounding(tx, { ...body, source: 'form' })),
    ),
  )
  serve(door, contract.changeSurrounding, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx =>
      showSurrounding(tx, await changeSurrounding(tx, { ...params, ...body, source: 'form' })),
    ),
  )
  serve(door, contract.removeSurrounding, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => {
      await removeSurrounding(tx, params.id, body.reason)
      return { removed: true as const }
    }),
  )
}

function serveLinks(door: Door): void {
  serve(door, contract.getSurroundingsOfWater, ({ database, actor, params }) =>
    reading(database, actor, tx => showSurroundingsOfWater(tx, params.id)),
  )
  serve(door, contract.linkSurrounding, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => ({ id: (await linkSurrounding(tx, params.id, body)).id })),
  )
  serve(door, contract.declineSurrounding, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => ({ id: (await declineSurrounding(tx, params.id, body)).id })),
  )
  serve(door, contract.endLink, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => {
      await endLink(tx, params.id, body.reason)
      return { ended: true as const }
    }),
  )
}

function serveWorkbooks(door: Door): void {
  serve(door, contract.importSurroundings, async ({ database, actor, query, body }) => {
    const content = await collectUpload(body, contract.maxSurroundingsBytes)
    const outcome = await importSurroundings(database, actor, { content, ...query })
    return { ...outcome, problems: [...outcome.problems], dryRun: query.dryRun }
  })
  serve(door, contract.getSurroundingsTemplate, async () => ({
    content: surroundingsTemplate(),
    type: contract.getSurroundingsTemplate.answer.file[0] ?? '',
    name: '设施与聚居点模板.xlsx',
  }))
  serve(door, contract.exportSurroundings, async ({ database, actor, query }) => ({
    content: await reading(database, actor, async tx =>
      surroundingsWorkbook(await everySurrounding(tx, query), await placeDirectory(tx)),
    ),
    type: contract.exportSurroundings.answer.file[0] ?? '',
    name: '污水处理设施与聚居点.xlsx',
  }))
}
