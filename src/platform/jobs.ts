import { fromKysely, PgBoss } from 'pg-boss'
import { Client } from 'pg'
import type { FactKind } from '../domain/facts.ts'
import { applicationRole, type Database } from './db/database.ts'
import type { FileStore } from './files/attachments-store.ts'
import type { Log } from './log.ts'

/** Names one appended fact; what a job receives. A job reads the rest itself, because it may run late and twice. */
export type FactReference = {
  readonly id: string
  readonly chain: string
  readonly sequence: number
  readonly kind: FactKind
}

export type JobContext = { readonly database: Database; readonly files: FileStore; readonly log: Log }

/** Work that a fact causes, after and apart from the command that appended it. Must bear running twice. */
export type Job = { readonly name: string; readonly run: (context: JobContext, fact: FactReference) => Promise<void> }

export type JobsByFact = Readonly<Record<FactKind, readonly Job[]>>

export type JobQueue = { stop(): Promise<void>; readonly waiting: () => Promise<number> }

const queueOptions = { retryLimit: 20, retryDelay: 2, retryBackoff: true, retryDelayMax: 600, deadLetter: 'given-up' }

/**
 * Starts the queue: facts appended from now on wake their jobs inside their own transaction, and this process works them off.
 */
export async function startJobs(jobsByFact: JobsByFact, context: JobContext): Promise<JobQueue> {
  const { database, log } = context
  const boss = new PgBoss({ connectionString: database.ownerUrl, max: 4, application_name: 'jiuqing jobs' })
  boss.on('error', (error: Error) => log.error({ err: error }, 'job queue'))
  await boss.start()
  const jobs = [...new Set(Object.values(jobsByFact).flat())]
  await boss.createQueue('given-up')
  for (const job of jobs) await boss.createQueue(job.name, queueOptions)
  await grantQueue(database.ownerUrl)
  for (const job of jobs) await workOff(boss, job, context)
  database.wakeJobs = async (transaction, fact) => {
    for (const job of jobsByFact[fact.kind]) {
      const reference: FactReference = { id: fact.id, chain: fact.chain, sequence: fact.sequence, kind: fact.kind }
      await boss.send(job.name, reference, { db: fromKysely(transaction) })
    }
  }
  return { stop: () => boss.stop({ graceful: true, timeout: 20_000 }), waiting: () => countWaiting(database.ownerUrl) }
}

async function workOff(boss: PgBoss, job: Job, context: JobContext): Promise<void> {
  await boss.work<FactReference>(job.name, { pollingIntervalSeconds: 1 }, async batch => {
    for (const { data } of batch) await runLogged(job, context, data)
  })
}

/** The queue tries a failed job again and keeps its fault to itself: the log is where an operator looks. */
async function runLogged(job: Job, context: JobContext, fact: FactReference): Promise<void> {
  try {
    await job.run(context, fact)
  } catch (error) {
    context.log.error({ err: error, job: job.name, chain: fact.chain, sequence: fact.sequence }, 'job failed')
    throw error
  }
}

/** Commands send jobs as the application's role, which owns nothing of the queue. */
async function grantQueue(ownerUrl: string): Promise<void> {
  await asOwner(ownerUrl, client =>
    client.query(`grant usage on schema pgboss to ${applicationRole};
                  grant select, insert, update on all tables in schema pgboss to ${applicationRole};
                  grant execute on all functions in schema pgboss to ${applicationRole}`),
  )
}

async function countWaiting(ownerUrl: string): Promise<number> {
  const result = await asOwner(ownerUrl, client =>
    client.query(`select count(*)::int as waiting from pgboss.job where state < 'completed' and name <> 'given-up'`),
  )
  return result.rows[0].waiting
}

async function asOwner<Result>(ownerUrl: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
