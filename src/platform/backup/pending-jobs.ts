import { PgBoss } from 'pg-boss'
import type { ClientBase } from 'pg'
import { z } from 'zod'
import { queueOptions } from '../jobs.ts'

/**
 * A job that waits, waits for another try, or was at work when the snapshot was taken: it is done again, as after a crash, since
 * jobs bear running twice. Persisted in backups; in words of our own, because the queue's tables change with its version.
 */
export const PendingJob = z.object({
  queue: z.string(),
  id: z.uuid(),
  content: z.unknown(),
  priority: z.int(),
  startAfter: z.iso.datetime({ offset: true }),
  triesLeft: z.int(),
})
export type PendingJob = z.output<typeof PendingJob>

const batchJobs = 1000

/** Jobs not done yet, a thousand at a time; none where the queue was never started. */
export async function* pendingJobs(client: ClientBase): AsyncGenerator<readonly PendingJob[], void, undefined> {
  const found = await client.query<{ there: boolean }>(`select to_regclass('pgboss.job') is not null as there`)
  if (found.rows[0]?.there !== true) return
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const { rows } = await client.query<PendingJob>(
      `select name as queue, id, data as content, priority, greatest(retry_limit - retry_count, 1) as "triesLeft",
              to_char(start_after at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "startAfter"
       from pgboss.job where state in ('created', 'retry', 'active') and name !~ '^__pgboss__' and id > $1 order by id limit ${batchJobs}`,
      [after],
    )
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows
    after = last.id
  }
}

/** Makes the queue in a database that has none and puts the jobs in it, under the ids they had. */
export async function enqueue(url: string, jobs: AsyncIterable<readonly PendingJob[]>): Promise<number> {
  const boss = new PgBoss({ connectionString: url, max: 2, supervise: false, schedule: false })
  const faults: Error[] = []
  boss.on('error', (error: Error) => faults.push(error))
  await boss.start()
  let number = 0
  try {
    const queues = new Set<string>()
    for await (const batch of jobs) {
      for (const queue of new Set(batch.map(job => job.queue))) {
        if (!queues.has(queue)) await createQueue(boss, queue)
        queues.add(queue)
        await insertJobs(boss, queue, batch)
      }
      number += batch.length
    }
  } finally {
    await boss.stop({ graceful: false })
  }
  if (faults[0] !== undefined) throw faults[0]
  return number
}

async function createQueue(boss: PgBoss, queue: string): Promise<void> {
  await boss.createQueue(queueOptions.deadLetter)
  if (queue !== queueOptions.deadLetter) await boss.createQueue(queue, queueOptions)
}

async function insertJobs(boss: PgBoss, queue: string, batch: readonly PendingJob[]): Promise<void> {
  const jobs = batch
    .filter(job => job.queue === queue)
    .map(({ id, content, priority, startAfter, triesLeft }) => ({
      id,
      priority,
      startAfter,
      retryLimit: triesLeft,
      // What came out of a jsonb column of objects goes into one again.
      ...(typeof content === 'object' && content !== null ? { data: content } : {}),
    }))
  await boss.insert(queue, jobs)
}
