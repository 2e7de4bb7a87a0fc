import { chinaDate } from '../domain/dates.ts'
import { atomically, reading } from '../platform/db/database.ts'
import { collectUpload } from '../platform/http/collect-upload.ts'
import { serve, type Door } from '../platform/http/serve.ts'
import { policyAt } from '../policy/policy.ts'
import * as contract from './contract.ts'
import { assignDuty, endDuty, replaceDuties } from './duties-store.ts'
import { dutiesTemplate } from './duties-template.ts'
import { importDuties } from './import-duties.ts'
import { countWatersByDuties, listWatersByDuties } from './lacking-store.ts'
import { dutyView, lackingViews, samePersonView, waterDutiesView } from './views.ts'

/** Doors of the duties slice: who answers for a water, and which waters nobody answers for. */
export function serveDuties(door: Door): void {
  serveLists(door)
  serveOneWater(door)
  serveReplacing(door)
  serveImport(door)
}

function serveLists(door: Door): void {
  serve(door, contract.listWatersByDuties, ({ database, actor, query }) =>
    reading(database, actor, async tx => {
      const page = await listWatersByDuties(tx, query, query)
      return { ...page, items: await lackingViews(tx, page.items) }
    }),
  )
  serve(door, contract.countWatersByDuties, ({ database, actor, query }) =>
    reading(database, actor, async tx => ({
      ...(await countWatersByDuties(tx, query.region)),
      citation: policyAt('duties', chinaDate(tx.at)).citation,
    })),
  )
}

function serveOneWater(door: Door): void {
  serve(door, contract.getDutiesOfWater, ({ database, actor, params }) =>
    reading(database, actor, tx => waterDutiesView(tx, params.id)),
  )
  serve(door, contract.assignDuty, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => dutyView(tx, await assignDuty(tx, params.id, body))),
  )
  serve(door, contract.endDuty, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => dutyView(tx, await endDuty(tx, params.id, body))),
  )
}

function serveReplacing(door: Door): void {
  serve(door, contract.getDutiesOfSamePerson, ({ database, actor, params, query }) =>
    reading(database, actor, async tx => ({ items: await samePersonView(tx, params.id, query.region) })),
  )
  serve(door, contract.replaceDuties, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => ({ replaced: await replaceDuties(tx, params.id, body) })),
  )
}

function serveImport(door: Door): void {
  serve(door, contract.importDuties, async ({ database, actor, query, body }) => {
    const content = await collectUpload(body, contract.maxDutiesBytes)
    const outcome = await importDuties(database, actor, { content, ...query })
    return { ...outcome, problems: [...outcome.problems], dryRun: query.dryRun }
  })
  serve(door, contract.getDutiesTemplate, async () => ({
    content: dutiesTemplate(),
    type: contract.getDutiesTemplate.answer.file[0] ?? '',
    name: '责任人名册模板.xlsx',
  }))
}
