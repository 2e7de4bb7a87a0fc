import { Problem } from '../../domain/problems.ts'
import { contains } from '../../domain/regions.ts'
import type { Bilingual } from '../../domain/words.ts'
import { findActor } from '../../people/store.ts'
import { systemActor, type Actor } from '../../platform/actor.ts'
import { atomically, reading } from '../../platform/db/database.ts'
import { findFact } from '../../platform/facts/read.ts'
import type { FactReference, Job, JobContext } from '../../platform/jobs.ts'
import { changeImport, findImport, type StoredImport } from '../import-store.ts'
import { fileNotKept } from './problems.ts'
import { stageImport } from './staging.ts'
import { writeImport } from './writing.ts'

const accountGone: Bilingual = {
  zh: '上传人的账号已停用，导入没有继续。请由在用账号重新上传。',
  en: 'The account that uploaded this is disabled, so the import did not go on. Upload it again with an active account.',
}

const accountMoved: Bilingual = {
  zh: '上传人已调到其他辖区，导入没有继续。请由本辖区的在用账号重新上传。',
  en: 'The account that uploaded this now belongs to another division, so the import did not go on. Upload it again with an account of this one.',
}

/** Reads an uploaded or corrected workbook into rows to look at. Running twice reads twice and ends the same. */
export const readWorkbook: Job = {
  name: 'read-survey-workbook',
  run: async (context, fact) => {
    const work = await importOf(context, fact, 'reading')
    if (work === undefined) return
    const { held, actor } = work
    const path = await context.files.locate(held.sha256)
    if (path === undefined) return fail(context, held, new Problem(fileNotKept, { name: held.fileName }).words())
    await stageImport({ database: context.database, actor, held, path })
  },
}

/** Writes a confirmed import. It is written in one transaction, so a second run finds it done. */
export const writeWorkbook: Job = {
  name: 'write-survey-import',
  run: async (context, fact) => {
    const work = await importOf(context, fact, 'writing')
    if (work === undefined) return
    const { held, actor } = work
    const confirmed = await reading(context.database, actor, tx => findFact(tx, fact, 'survey.import-confirmed'))
    const partial = confirmed?.body.partial ?? false
    try {
      await atomically(context.database, actor, tx => writeImport(tx, held.id, { partial }))
    } catch (error) {
      // What the caller can mend is told on the page and the import stays open; anything else is tried again by the queue.
      if (!(error instanceof Problem) || error.kind.status >= 500) throw error
      await atomically(context.database, actor, tx => changeImport(tx, held, { state: 'open', failure: error.words() }))
    }
  },
}

async function importOf(
  context: JobContext,
  fact: FactReference,
  state: StoredImport['state'],
): Promise<{ held: StoredImport; actor: Actor } | undefined> {
  const { database } = context
  const held = await reading(database, systemActor('job'), async tx => {
    const woken = await findFact(tx, fact, fact.kind)
    if (woken === undefined) throw new Error(`no fact of an import at ${fact.chain}/${fact.sequence}`)
    return findImport(tx, woken.subjectId)
  })
  if (held.state !== state) return undefined
  const actor = await findActor(database, held.accountId)
  // Whoever was moved to another division since sees the import no more, and could not even note that it failed.
  if (actor !== undefined && contains(actor.range, held.regionCode)) return { held, actor }
  await fail(context, held, actor === undefined ? accountGone : accountMoved)
  return undefined
}

async function fail({ database }: JobContext, held: StoredImport, failure: Bilingual): Promise<void> {
  await atomically(database, systemActor('job'), tx => changeImport(tx, held, { state: 'failed', failure }))
}
