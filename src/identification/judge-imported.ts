import { findActor } from '../people/store.ts'
import { systemActor, type Actor } from '../platform/actor.ts'
import { atomically, reading, type Database, type Tx } from '../platform/db/database.ts'
import { findFact, type WokenBy } from '../platform/facts/read.ts'
import { listFacts } from '../platform/facts/store.ts'
import type { Job } from '../platform/jobs.ts'
import { watersOfImport } from '../waters/imports-store.ts'
import { judgeWater } from './judging.ts'
import type { IdentificationRecord } from './rules.ts'
import { latestVerdicts } from './verdicts-store.ts'

const batchSize = 50
const countedAtOnce = 1000

/**
 * Judges the waters that a survey workbook brought, under the edition in force, in the name of whoever imported it. Rows of an
 * official list are declarations and stand at `listed`: nothing to judge. Running twice judges nothing twice, and a run that goes on
 * where another stopped still tells the register what came of all of them.
 */
export const judgeImported: Job = {
  name: 'identification.judge-imported',
  label: { zh: '判定新导入的水体', en: 'judge imported waters' },
  run: async ({ database }, fact) => {
    const imported = await reading(database, systemActor('job'), tx => findFact(tx, fact, 'survey.imported'))
    if (imported === undefined) return
    const { importId } = imported.body
    const actor = (await findActor(database, imported.actorId)) ?? systemActor('job')
    let after: string | undefined
    do {
      after = await judgeBatch(database, actor, { importId, after })
    } while (after !== undefined)
    await atomically(database, actor, tx => tellOutcome(tx, imported))
  },
}

/** @returns the last water of the batch, or `undefined` where none is left */
async function judgeBatch(
  database: Database,
  actor: Actor,
  { importId, after }: { readonly importId: string; readonly after: string | undefined },
): Promise<string | undefined> {
  return atomically(database, actor, async tx => {
    const waters = await watersOfImport(tx, importId, { stage: 'suspected', after, limit: batchSize })
    const judged = await latestVerdicts(
      tx,
      waters.map(({ id }) => id),
    )
    for (const { id } of waters) if (!judged.has(id)) await judgeWater(tx, id, { dryRun: false, disputed: false })
    return waters.at(-1)?.id
  })
}

/** Appends `survey.import-judged` once for an import of which anything was judged: by what is kept, not by what this run did. */
async function tellOutcome(tx: Tx, imported: WokenBy<'survey.imported'>): Promise<void> {
  const { importId } = imported.body
  const told = await listFacts(tx, { kind: 'survey.import-judged', subject: importId }, { limit: 1 })
  if (told.items.length > 0) return
  const counts = await countVerdicts(tx, importId, new Date(imported.at))
  if (counts.identified + counts.cleared + counts.undecided === 0) return
  await tx.append({
    kind: 'survey.import-judged',
    regionCode: imported.regionCode,
    subjectId: importId,
    body: { importId, ...counts },
  })
}

const countOf = {
  'black-odorous': 'identified',
  'not-black-odorous': 'cleared',
  undecided: 'undecided',
} as const satisfies Record<IdentificationRecord['outcome'], string>

/** @param since verdicts given before the import belong to another judgement */
async function countVerdicts(tx: Tx, importId: string, since: Date) {
  const counts = { identified: 0, cleared: 0, undecided: 0 }
  let after: string | undefined
  do {
    const waters = await watersOfImport(tx, importId, { after, limit: countedAtOnce })
    const verdicts = await latestVerdicts(
      tx,
      waters.map(({ id }) => id),
    )
    for (const { outcome, at } of verdicts.values()) if (at >= since) counts[countOf[outcome]] += 1
    after = waters.at(-1)?.id
  } while (after !== undefined)
  return counts
}
