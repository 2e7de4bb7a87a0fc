import { findActor } from '../people/store.ts'
import { systemActor, type Actor } from '../platform/actor.ts'
import { atomically, reading, type Database } from '../platform/db/database.ts'
import { findFact } from '../platform/facts/read.ts'
import type { Job } from '../platform/jobs.ts'
import { findWaters } from '../waters/store.ts'
import { judgeWater } from './judging.ts'
import { latestVerdicts } from './verdicts-store.ts'

const batchSize = 50

/**
 * Judges the suspected waters that a file of readings brought readings of, under the edition in force, in the name of whoever
 * imported it, where that person may judge. Readings of a laboratory that may not leave the water waiting for an officer. Running
 * twice judges nothing twice: a verdict given since the import stands.
 */
export const judgeSampled: Job = {
  name: 'identification.judge-sampled',
  label: { zh: '判定有新监测数据的疑似水体', en: 'judge suspected waters with new readings' },
  run: async ({ database }, fact) => {
    const imported = await reading(database, systemActor('job'), tx => findFact(tx, fact, 'reading.imported'))
    if (imported === undefined) return
    const actor = await judgeOf(database, imported.actorId)
    if (actor === undefined) return
    const { waterIds } = imported.body
    for (let at = 0; at < waterIds.length; at += batchSize) {
      await judgeBatch(database, actor, { ids: waterIds.slice(at, at + batchSize), since: new Date(imported.at) })
    }
  },
}

/** Whoever imported, where that person may judge; the platform, for whoever owns the data folder. */
async function judgeOf(database: Database, importerId: string): Promise<Actor | undefined> {
  const system = systemActor('job')
  const importer = importerId === system.accountId ? system : await findActor(database, importerId)
  return importer?.may('identification.judge') === true ? importer : undefined
}

async function judgeBatch(
  database: Database,
  actor: Actor,
  { ids, since }: { readonly ids: readonly string[]; readonly since: Date },
): Promise<void> {
  await atomically(database, actor, async tx => {
    const waters = await findWaters(tx, ids)
    const verdicts = await latestVerdicts(tx, ids)
    for (const { id, stage } of waters.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
      const verdict = verdicts.get(id)
      if (stage !== 'suspected' || (verdict !== undefined && verdict.at >= since)) continue
      await judgeWater(tx, id, { dryRun: false, disputed: false })
    }
  })
}
