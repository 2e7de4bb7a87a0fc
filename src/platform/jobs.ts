import { fromKysely, PgBoss, type JobResult, type Queue } from 'pg-boss'
import { Client } from 'pg'
import type { Transaction } from 'kysely'
import type { FactKind } from '../domain/facts.ts'
import type { FactBody } from '../domain/told.ts'
import type { Bilingual } from '../domain/words.ts'
import { applicationRole, type Database, type Tx } from './db/database.ts'
import type { Tables } from './db/tables.ts'
import type { FactReference } from './facts/reference.ts'
import type { FileStore } from './files/attachments-store.ts'
import { countOpenGivenUp } from './given-up-jobs/store.ts'
import { givenUpOptions, givenUpQueue, watchGivenUp } from './given-up-jobs/watch.ts'
import type { Log } from './log.ts'

export type { FactReference } from './facts/reference.ts'

export type JobContext = { readonly database: Database; readonly files: FileStore; readonly log: Log }

/** Work that a fact causes, after and apart from the command that appended it. Must bear running twice. */
export type Job = {
  /** Persisted in the queue. */
  readonly name: string
  /** What it does, for administrators. */
  readonly label: Bilingual
  readonly run: (context: JobContext, fact: FactReference) => Promise<void>
  /** Whether a fact of a kind that wakes it concerns it at all; absent: each does. A job that is not woken costs nothing. */
  readonly concerns?: (body: FactBody) => boolean
  /**
   * Once the queue has given it up: leaves what it was about so that whoever asked for it sees that, and can have it done again.
   * Without it an administrator does. Called once, as the platform. Answers whether anything was left undone.
   */
  readonly giveUp?: (tx: Tx, fact: FactReference) => Promise<boolean>
}

export type JobsByFact = Readonly<Record<FactKind, readonly Job[]>>

export type JobQueue = {
  stop(): Promise<void>
  readonly waiting: () => Promise<number>
  /** Jobs that gave up and that nobody has seen to, by name. */
  readonly givenUp: () => Promise<ReadonlyMap<string, number>>
  /** What a job is called; `undefined` for one this version does not have. */
  readonly labelOf: (job: string) => Bilingual | undefined
  /** Runs a job once more for a fact, in the transaction that says so. */
  readonly sendAgain: (transaction: Transaction<Tables>, job: string, fact: FactReference) => Promise<void>
}

/** How long the queue tries a job before it gives up. */
export type Patience = { readonly retryLimit: number; readonly retryDelay: number; readonly retryDelayMax: number }

/** 21 runs in somewhat more than two hours. */
const patience: Patience = { retryLimit: 20, retryDelay: 2, retryDelayMax: 600 }

/** A server that was killed is missed after a minute; a job that goes on for hours is one that hangs. */
const limits = { heartbeatSeconds: 60, expireInSeconds: 4 * 3600 }

/** Of every queue of the platform but that of given-up jobs. */
export const queueOptions = { ...patience, ...limits, retryBackoff: true, deadLetter: givenUpQueue, notify: true }

/**
 * Starts the queue: facts appended from now on wake their jobs inside their own transaction, and this process works them off.
 */
export async function startJobs(
  jobsByFact: JobsByFact,
  context: JobContext,
  tried: Patience = patience,
): Promise<JobQueue> {
  const { database, log } = context
  const boss = new PgBoss({
    connectionString: database.ownerUrl,
    max: 4,
    application_name: 'jiuqing jobs',
    useListenNotify: true,
  })
  boss.on('error', (error: Error) => log.error({ err: error }, 'job queue'))
  await boss.start()
  const jobs = [...new Set(Object.values(jobsByFact).flat())]
  await createQueues(boss, jobs, tried)
  await grantQueue(database.ownerUrl)
  for (const job of jobs) await workOff(boss, job, context)
  await watchGivenUp(boss, jobs, context)
  const send = async (transaction: Transaction<Tables>, job: string, { id, chain, sequence, kind }: FactReference) => {
    const reference: FactReference = { id, chain, sequence, kind }
    await boss.send(job, reference, { db: fromKysely(transaction) })
  }
  database.wakeJobs = async (transaction, fact) => {
    for (const { name, concerns } of jobsByFact[fact.kind]) {
      if (concerns === undefined || concerns(fact.body)) await send(transaction, name, fact)
    }
  }
  const labels = new Map(jobs.map(({ name, label }) => [name, label]))
  return {
    stop: () => boss.stop({ graceful: true, timeout: 20_000 }),
    waiting: () => countWaiting(database.ownerUrl),
    givenUp: () => countGivenUp(database.ownerUrl),
    labelOf: job => labels.get(job),
    sendAgain: send,
  }
}

/** A queue keeps what it was made with, so one of an earlier version is brought up to date. */
async function createQueues(boss: PgBoss, jobs: readonly Job[], tried: Patience): Promise<void> {
  const wanted: readonly Queue[] = [
    { name: givenUpQueue, ...givenUpOptions },
    ...jobs.map(({ name }) => ({ name, ...queueOptions, ...tried })),
  ]
  const there = new Map((await boss.getQueues()).map(queue => [queue.name, queue]))
  for (const queue of wanted) {
    const { name, ...options } = queue
    const found = there.get(name)
    if (found === undefined) await boss.createQueue(name, options)
    else if (!isAsWanted(found, queue)) await boss.updateQueue(name, options)
  }
}

function isAsWanted(found: Queue, wanted: Queue): boolean {
  return (Object.keys(wanted) as (keyof Queue)[]).every(option => found[option] === wanted[option]) // keys of a Queue
}

/**
 * The queue is told of work the moment it is there, and looks for itself every few seconds for what is to be tried again by then; every
 * second where it cannot be told. It takes one batch; a full one is followed by the next at once, so that many short jobs do not each
 * wait. Two are enough for that, and leave the others to the other servers.
 */
const working = {
  pollingIntervalSeconds: 1,
  notifyPollingIntervalSeconds: 5,
  batchSize: 2,
  burstWhenBatchFull: true,
  perJobResults: true,
} as const

async function workOff(boss: PgBoss, job: Job, context: JobContext): Promise<void> {
  await boss.work(
    job.name,
    working,
    async (batch: readonly { readonly id: string; readonly data: FactReference }[]) => {
      const results: JobResult[] = []
      for (const { id, data } of batch) results.push({ id, ...(await runLogged(job, context, data)) })
      return results
    },
  )
}

/** The queue tries a failed job again and keeps its fault to itself: the log is where an operator looks. */
async function runLogged(job: Job, context: JobContext, fact: FactReference): Promise<Omit<JobResult, 'id'>> {
  try {
    await job.run(context, fact)
    return { status: 'completed' }
  } catch (error) {
    context.log.error({ err: error, job: job.name, chain: fact.chain, sequence: fact.sequence }, 'job failed')
    return { status: 'failed', output: error }
  }
}

/**
 * Commands send jobs as the application's role, which owns nothing of the queue: it may add jobs, and see, of those in its own
 * chains, no more than their ids and when they may begin (the queue asks, to know whether to tell of them). What a job is about, and
 * what became of it, says what other counties do.
 */
async function grantQueue(ownerUrl: string): Promise<void> {
  await asOwner(ownerUrl, async client => {
    // Several servers may start at once, and two grants on one table at the same moment fail.
    await client.query(`select pg_advisory_lock(hashtextextended('platform.queue-grants', 0))`)
    await client.query(`grant usage on schema pgboss to ${applicationRole};
                        revoke all on all tables in schema pgboss from ${applicationRole};
                        grant select on pgboss.queue to ${applicationRole};
                        grant execute on all functions in schema pgboss to ${applicationRole}`)
    const { rows } = await client.query<{ name: string; secured: boolean }>(jobTables)
    for (const { name, secured } of rows) {
      await client.query(`grant insert, select (id, start_after) on ${name} to ${applicationRole}`)
      // Once: it holds up whoever uses the queue.
      if (!secured) await client.query(secureJobs(name))
    }
  })
}

/** The table of jobs and its parts. */
const jobTables = `
  select c.oid::regclass::text as name,
         exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'seen_in_own_chains') as secured
  from pg_class c
  where c.oid = 'pgboss.job'::regclass or c.oid in (select inhrelid from pg_inherits where inhparent = 'pgboss.job'::regclass)`

const scopeFrom = `nullif(current_setting('app.scope_from', true), '') collate "C"`
const scopeTo = `nullif(current_setting('app.scope_to', true), '') collate "C"`

/** As the chains themselves are walled: those of the scope, the one around it and the common one. */
function secureJobs(table: string): string {
  const chain = `(data ->> 'chain') collate "C"`
  return `
    alter table ${table} enable row level security;
    create policy sent_by_commands on ${table} for insert to ${applicationRole} with check (${scopeFrom} < ${scopeTo});
    create policy seen_in_own_chains on ${table} for select to ${applicationRole} using (
      ((${chain} || '000000') >= ${scopeFrom} and (${chain} || '000000') < ${scopeTo})
      or (${scopeFrom} < ${scopeTo} and ${chain} in (left(${scopeFrom}, 6), '000000')))`
}

async function countWaiting(ownerUrl: string): Promise<number> {
  const result = await asOwner(ownerUrl, client =>
    client.query(`select count(*)::int as waiting from pgboss.job where state < 'completed' and name <> $1`, [
      givenUpQueue,
    ]),
  )
  return result.rows[0].waiting
}

async function countGivenUp(ownerUrl: string): Promise<ReadonlyMap<string, number>> {
  const result = await asOwner(ownerUrl, client => client.query<{ job: string; count: number }>(countOpenGivenUp))
  return new Map(result.rows.map(({ job, count }) => [job, count]))
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
