import type { JobWithMetadata, PgBoss } from 'pg-boss'
import { systemActor, wholeCountry } from '../actor.ts'
import { atomically, type Tx } from '../db/database.ts'
import { findFact } from '../facts/read.ts'
import type { FactReference } from '../facts/reference.ts'
import type { Job, JobContext } from '../jobs.ts'
import { keepGivenUp, settleGivenUp, type StoredGivenUp } from './store.ts'

/** The queue's name for jobs that it tried in vain. Persisted in the queue. */
export const givenUpQueue = 'given-up'

/** Seeing to a job that gave up must not itself give up: it is tried for two months. */
export const givenUpOptions = {
  retryLimit: 10_000,
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 600,
  retentionSeconds: 365 * 86_400,
}

/** Another run of the job had done it, or somebody ended what it was about. Persisted. */
const nothingUndone = '其对象已处理完毕，无需再执行。 Nothing was left undone.'

type GaveUp = JobWithMetadata<FactReference>

/** Sees to every job the queue gives up: keeps it for an administrator and lets its slice tell whoever asked. */
export async function watchGivenUp(boss: PgBoss, jobs: readonly Job[], context: JobContext): Promise<void> {
  const byName = new Map(jobs.map(job => [job.name, job]))
  const options = { pollingIntervalSeconds: 1, includeMetadata: true } as const // literal: the type of what is handed over depends on it
  await boss.work(givenUpQueue, options, async (batch: GaveUp[]) => {
    for (const gaveUp of batch) await seeTo(gaveUp, byName.get(gaveUp.sourceName ?? ''), context)
  })
}

/**
 * One transaction: what is kept stands for what was told, so that a second run, or one after the server was killed in the middle,
 * neither tells twice nor undoes what somebody has done about it since.
 */
async function seeTo(gaveUp: GaveUp, job: Job | undefined, { database, log }: JobContext): Promise<void> {
  const fresh = await atomically(database, systemActor('job'), async tx => {
    const kept = await keep(tx, gaveUp, job)
    if (kept === undefined) return false
    const undone = (await job?.giveUp?.(tx, gaveUp.data)) ?? true
    if (!undone) await settleGivenUp(tx, kept, { state: 'dismissed', reason: nothingUndone })
    return true
  })
  if (!fresh) return
  const { chain, sequence, kind } = gaveUp.data
  const told = { job: gaveUp.sourceName, chain, sequence, kind, tries: triesOf(gaveUp), lastFault: gaveUp.sourceOutput }
  log.error(told, 'job gave up')
}

async function keep(tx: Tx, gaveUp: GaveUp, job: Job | undefined): Promise<StoredGivenUp | undefined> {
  const fact = gaveUp.data
  const woken = await findFact(tx, fact, fact.kind)
  return keepGivenUp(tx, {
    id: gaveUp.sourceId ?? gaveUp.id,
    regionCode: woken?.regionCode ?? wholeCountry,
    job: gaveUp.sourceName ?? '',
    fact,
    subjectId: woken?.subjectId ?? '',
    tries: triesOf(gaveUp),
    mender: job?.giveUp === undefined ? 'administrator' : 'asker',
    wokenAt: gaveUp.sourceCreatedOn ?? gaveUp.createdOn,
    gaveUpAt: gaveUp.createdOn,
  })
}

/** The first run is no retry. */
function triesOf({ sourceRetryCount }: GaveUp): number {
  return (sourceRetryCount ?? 0) + 1
}
