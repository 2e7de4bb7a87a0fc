import { factLabels } from '../../domain/facts.ts'
import type { PersonLabel } from '../../domain/person-label.ts'
import { Problem } from '../../domain/problems.ts'
import { atomically, reading, type Tx } from '../db/database.ts'
import type { LabelPeople } from '../facts/routes.ts'
import { serve, type Door } from '../http/serve.ts'
import type { JobQueue } from '../jobs.ts'
import { dismissGivenUpJob, listGivenUpJobs, retryGivenUpJob, type GivenUpJob } from './contract.ts'
import { jobNotKnown, jobNotYours } from './problems.ts'
import { findGivenUp, holdOpenGivenUp, settleGivenUp, type StoredGivenUp } from './store.ts'

type Queue = Pick<JobQueue, 'labelOf' | 'sendAgain'>

/**
 * Puts the jobs that gave up on the server: looked at, run again, or dismissed with a reason.
 *
 * @example serveGivenUpJobs(door, queue, labelPeople)
 */
export function serveGivenUpJobs(door: Door, queue: Queue, labelPeople: LabelPeople): void {
  const shapes = async (tx: Tx, kept: readonly StoredGivenUp[]) => {
    const whoIs = await labelPeople(
      tx,
      kept.flatMap(({ settledBy }) => settledBy ?? []),
    )
    return kept.map(one => shapeOf(one, queue, whoIs))
  }
  const shape = async (tx: Tx, kept: StoredGivenUp) => (await shapes(tx, [kept]))[0]! // one in, one out
  serve(door, listGivenUpJobs, ({ database, actor, query }) =>
    reading(database, actor, async tx => {
      const { items, ...rest } = await findGivenUp(tx, query)
      return { items: await shapes(tx, items), ...rest }
    }),
  )
  serve(door, retryGivenUpJob, ({ database, actor, params }) =>
    atomically(database, actor, async tx => {
      const held = await holdOpenGivenUp(tx, params.id)
      return shape(tx, await retry(tx, queue, held))
    }),
  )
  serve(door, dismissGivenUpJob, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => {
      const held = await holdOpenGivenUp(tx, params.id)
      const settled = await settleGivenUp(tx, held, { state: 'dismissed', reason: body.reason })
      await tx.append({ kind: 'job.dismissed', ...about(held), body: { ...asked(held), reason: body.reason } })
      return shape(tx, settled)
    }),
  )
}

/** Sends it in the same transaction that says it was sent: never twice, never only said. */
async function retry(tx: Tx, queue: Queue, held: StoredGivenUp): Promise<StoredGivenUp> {
  if (held.mender === 'asker') throw new Problem(jobNotYours, { id: held.id })
  if (queue.labelOf(held.job) === undefined) throw new Problem(jobNotKnown, { job: held.job })
  const settled = await settleGivenUp(tx, held, { state: 'retried' })
  await tx.append({ kind: 'job.retried', ...about(held), body: asked(held) })
  await queue.sendAgain(tx.sql, held.job, held.fact)
  return settled
}

function about({ id, regionCode, fact }: StoredGivenUp) {
  return { regionCode, subjectId: id, chain: fact.chain }
}

function asked({ job, fact }: StoredGivenUp) {
  return { job, wokenBy: { chain: fact.chain, sequence: fact.sequence, kind: fact.kind } }
}

function shapeOf(kept: StoredGivenUp, queue: Queue, whoIs: (id: string) => PersonLabel): GivenUpJob {
  const { job, fact, settledAt, settledBy, reason } = kept
  return {
    id: kept.id,
    job,
    label: queue.labelOf(job) ?? { zh: job, en: job },
    factKind: fact.kind,
    factLabel: factLabels[fact.kind],
    chain: fact.chain,
    sequence: fact.sequence,
    regionCode: kept.regionCode,
    subjectId: kept.subjectId,
    tries: kept.tries,
    mender: kept.mender,
    wokenAt: kept.wokenAt.toISOString(),
    gaveUpAt: kept.gaveUpAt.toISOString(),
    state: kept.state,
    ...(settledAt === undefined ? {} : { settledAt: settledAt.toISOString() }),
    ...(settledBy === undefined ? {} : { settledBy: whoIs(settledBy) }),
    ...(reason === undefined ? {} : { reason }),
  }
}
