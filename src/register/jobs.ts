import { chinaDate } from '../domain/dates.ts'
import { findActor } from '../people/store.ts'
import { systemActor, type Actor } from '../platform/actor.ts'
import { atomically, reading, type Database } from '../platform/db/database.ts'
import { findFact } from '../platform/facts/read.ts'
import type { Job } from '../platform/jobs.ts'
import { watersOfImport } from '../waters/imports-store.ts'
import { requireWater } from '../waters/store.ts'
import { derivedListOf } from './entry.ts'
import { listWater } from './deciding.ts'

const batchSize = 50

/**
 * Puts the waters that a survey workbook brought and the standard identified onto the list that their area gives. Those whose area
 * is unknown or out of scope stay at `identified` for a person to decide. Promotion and demotion are always by hand.
 */
export const listImported: Job = {
  name: 'register.list-imported',
  label: { zh: '新导入的水体列入清单', en: 'list imported waters' },
  run: async ({ database }, fact) => {
    const judged = await reading(database, systemActor('job'), tx => findFact(tx, fact, 'survey.import-judged'))
    if (judged === undefined) return
    const actor = (await findActor(database, judged.actorId)) ?? systemActor('job')
    let after: string | undefined
    do {
      after = await listBatch(database, actor, { importId: judged.body.importId, after })
    } while (after !== undefined)
  },
}

async function listBatch(
  database: Database,
  actor: Actor,
  { importId, after }: { importId: string; after: string | undefined },
): Promise<string | undefined> {
  return atomically(database, actor, async tx => {
    const waters = await watersOfImport(tx, importId, { stage: 'identified', after, limit: batchSize })
    for (const { id, version } of waters) {
      const { list } = derivedListOf(await requireWater(tx, id), chinaDate(tx.at))
      if (list !== undefined) await listWater(tx, id, { expectedVersion: version })
    }
    return waters.at(-1)?.id
  })
}

export const registerJobs = { 'survey.import-judged': [listImported] } as const
