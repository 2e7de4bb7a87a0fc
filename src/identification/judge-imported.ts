import { findActor } from '../people/store.ts'
import { systemActor, type Actor } from '../platform/actor.ts'
import { atomically, reading, type Database } from '../platform/db/database.ts'
import { findFact } from '../platform/facts/read.ts'
import type { Job } from '../platform/jobs.ts'
import { watersOfImport } from '../waters/imports-store.ts'
import { judgeWater } from './judging.ts'
import { latestVerdicts } from './verdicts-store.ts'

const batchSize = 50

type Counts = { identified: number; cleared: number; undecided: number }

/**
 * Judges the waters that a survey workbook brought, under the edition in force, in the name of whoever imported it. Rows of an
 * official list are declarations and stand at `listed`: nothing to judge. Running twice judges nothing twice.
 */
export const judgeImported: Job = {
  name: 'identification.judge-imported',
  run: async ({ database }, fact) => {
    const imported = await reading(database, systemActor('job'), tx => findFact(tx, fact, 'survey.imported'))
    if (imported === undefined) return
    const { importId } = imported.body
    const actor = (await findActor(database, imported.actorId)) ?? systemActor('job')
    const counts: Counts = { identified: 0, cleared: 0, undecided: 0 }
    let after: string | undefined
    do {
      after = await judgeBatch(database, actor, { importId, after, counts })
    } while (after !== undefined)
    if (counts.identified + counts.cleared + counts.undecided === 0) return
    await atomically(database, actor, tx =>
      tx.append({
        kind: 'survey.import-judged',
        regionCode: imported.regionCode,
        subjectId: importId,
        body: { importId, ...counts },
      }),
    )
  },
}

type Batch = { readonly importId: string; readonly after: string | undefined; readonly counts: Counts }

/** @returns the last water of the batch, or `undefined` where none is left */
async function judgeBatch(
  database: Database,
  actor: Actor,
  { importId, after, counts }: Batch,
): Promise<string | undefined> {
  return atomically(database, actor, async tx => {
    const waters = await watersOfImport(tx, importId, { stage: 'suspected', after, limit: batchSize })
    const judged = await latestVerdicts(
      tx,
      waters.map(({ id }) => id),
    )
    for (const { id } of waters) {
      if (judged.has(id)) continue
      const { stageAfter } = await judgeWater(tx, id, { dryRun: false, disputed: false })
      counts[stageAfter === 'identified' || stageAfter === 'cleared' ? stageAfter : 'undecided'] += 1
    }
    return waters.at(-1)?.id
  })
}
