import { Problem } from '../../domain/problems.ts'
import { contains } from '../../domain/regions.ts'
import type { Bilingual } from '../../domain/words.ts'
import { findActor } from '../../people/store.ts'
import { systemActor, type Actor } from '../../platform/actor.ts'
import { atomically, reading, type Tx } from '../../platform/db/database.ts'
import { findFact } from '../../platform/facts/read.ts'
import type { FactReference, Job, JobContext } from '../../platform/jobs.ts'
import { changeImport, findImport, holdImport, type GaveUpAt, type StoredImport } from '../import-store.ts'
import { fileNotKept } from './problems.ts'
import { stageImport } from './staging.ts'
import { writeImport } from './writing.ts'

const accountGone: Bilingual = {
  zh: '经办人的账号已停用，导入没有继续，没有写入任何内容。请管理员把该账号的工作移交给在用账号，再点“重试”；也可由在用账号重新上传。',
  en: 'The account in charge is disabled, so the import did not go on; nothing was written. Have an administrator hand its work over to an active account and try again, or upload the file anew.',
}

const accountMoved: Bilingual = {
  zh: '经办人已调到其他辖区，导入没有继续，没有写入任何内容。请管理员把工作移交给本辖区的在用账号，再点“重试”；也可由本辖区的账号重新上传。',
  en: 'The account in charge now belongs to another division, so the import did not go on; nothing was written. Have its work handed over to an account of this one and try again, or upload the file anew.',
}

const gaveUpReading: Bilingual = {
  zh: '平台多次尝试仍没有核查完这个文件，已经停下。没有写入任何内容；页面上的更正和确认都还在。请先重试；若再次停下，请重新上传，或把文件名和上传时间告诉系统管理员。',
  en: 'The platform tried many times to check this file and has stopped. Nothing was written; corrections and decisions made on the page are kept. Try again; if it stops once more, upload the file anew, or tell your administrator the name of the file and when it was uploaded.',
}

const gaveUpWriting: Bilingual = {
  zh: '平台多次尝试仍没有写成，已经停下。一行也没有写入；核查过的行、更正和确认都还在。请先重试；若再次停下，请重新上传，或把文件名和上传时间告诉系统管理员。',
  en: 'The platform tried many times to write this and has stopped. Not one row was written; the checked rows, corrections and decisions are kept. Try again; if it stops once more, upload the file anew, or tell your administrator the name of the file and when it was uploaded.',
}

/** Reads an uploaded or corrected workbook into rows to look at. Running twice reads twice and ends the same. */
export const readWorkbook: Job = {
  name: 'read-survey-workbook',
  label: { zh: '核查导入的工作簿', en: 'check an imported workbook' },
  run: async (context, fact) => {
    const work = await importOf(context, fact, 'reading')
    if (work === undefined) return
    const { held, actor } = work
    const path = await context.files.locate(held.sha256)
    if (path === undefined)
      return fail(context, held, { failure: new Problem(fileNotKept, { name: held.fileName }).words() })
    await stageImport({ database: context.database, actor, held, path })
  },
  giveUp: (tx, fact) => giveUp(tx, fact, { at: { step: 'reading' }, failure: gaveUpReading }),
}

/** Writes a confirmed import. It is written in one transaction, so a second run finds it done. */
export const writeWorkbook: Job = {
  name: 'write-survey-import',
  label: { zh: '写入导入的水体', en: 'write imported waters' },
  run: async (context, fact) => {
    const work = await importOf(context, fact, 'writing')
    if (work === undefined) return
    const { held, actor } = work
    const partial = await reading(context.database, actor, tx => partialOf(tx, fact))
    try {
      await atomically(context.database, actor, async tx => {
        if (await isIn(tx, held, 'writing')) await writeImport(tx, held.id, { partial })
      })
    } catch (error) {
      // What the caller can mend is told on the page and the import stays open; anything else is tried again by the queue.
      if (!(error instanceof Problem) || error.kind.status >= 500) throw error
      await atomically(context.database, actor, async tx => {
        if (await isIn(tx, held, 'writing')) await changeImport(tx, held, { state: 'open', failure: error.words() })
      })
    }
  },
  giveUp: async (tx, fact) =>
    giveUp(tx, fact, { at: { step: 'writing', partial: await partialOf(tx, fact) }, failure: gaveUpWriting }),
}

async function partialOf(tx: Tx, fact: FactReference): Promise<boolean> {
  return (await findFact(tx, fact, 'survey.import-confirmed'))?.body.partial ?? false
}

/** Asked under a lock: another run may have written it, or somebody ended it, since this one began. */
async function isIn(tx: Tx, { id }: StoredImport, state: StoredImport['state']): Promise<boolean> {
  return (await holdImport(tx, id)).state === state
}

/** Rows, corrections and decisions stay: whoever uploaded it begins again where it stopped, or gives it up. */
async function giveUp(
  tx: Tx,
  fact: FactReference,
  { at, failure }: { readonly at: GaveUpAt; readonly failure: Bilingual },
): Promise<boolean> {
  const held = await holdImport(tx, await importIdOf(tx, fact))
  if (held.state !== at.step) return false
  await changeImport(tx, held, { state: 'failed', failure, gaveUp: at })
  return true
}

async function importIdOf(tx: Tx, fact: FactReference): Promise<string> {
  const woken = await findFact(tx, fact, fact.kind)
  if (woken === undefined) throw new Error(`no fact of an import at ${fact.chain}/${fact.sequence}`)
  return woken.subjectId
}

async function importOf(
  context: JobContext,
  fact: FactReference,
  state: GaveUpAt['step'],
): Promise<{ held: StoredImport; actor: Actor } | undefined> {
  const { database } = context
  const held = await reading(database, systemActor('job'), async tx => findImport(tx, await importIdOf(tx, fact)))
  if (held.state !== state) return undefined
  const actor = await findActor(database, held.responsibleId)
  // Whoever was moved to another division since sees the import no more, and could not even note that it failed.
  if (actor !== undefined && contains(actor.range, held.regionCode)) return { held, actor }
  // Where it stopped is kept, so that whoever takes over the work can go on from there.
  const gaveUp = await stepOf(context, fact, state)
  await fail(context, held, { failure: actor === undefined ? accountGone : accountMoved, gaveUp })
  return undefined
}

async function stepOf({ database }: JobContext, fact: FactReference, step: GaveUpAt['step']): Promise<GaveUpAt> {
  if (step === 'reading') return { step }
  return { step, partial: await reading(database, systemActor('job'), tx => partialOf(tx, fact)) }
}

async function fail(
  { database }: JobContext,
  held: StoredImport,
  why: { readonly failure: Bilingual; readonly gaveUp?: GaveUpAt },
): Promise<void> {
  await atomically(database, systemActor('job'), async tx => {
    if (await isIn(tx, held, held.state)) await changeImport(tx, held, { state: 'failed', ...why })
  })
}
