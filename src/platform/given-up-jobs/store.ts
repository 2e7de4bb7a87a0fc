import { sql } from 'kysely'
import type { FactKind } from '../../domain/facts.ts'
import { Problem } from '../../domain/problems.ts'
import type { RegionCode } from '../../domain/regions.ts'
import type { Tx } from '../db/database.ts'
import type { FactReference } from '../facts/reference.ts'
import { cutPage, readCursor, writeCursor, type RowPage } from '../http/cursor.ts'
import type { GivenUpState, Mender } from './contract.ts'
import { jobNotFound, jobSettled } from './problems.ts'

type GivenUpJobTable = {
  county_code: string
  id: string
  region_code: RegionCode
  job: string
  fact_id: string
  fact_kind: FactKind
  fact_sequence: number
  subject_id: string
  tries: number
  mender: Mender
  woken_at: Date
  gave_up_at: Date
  state: GivenUpState
  settled_at: Date | null
  settled_by: string | null
  reason: string | null
}

declare module '../db/tables.ts' {
  interface Tables {
    given_up_jobs: GivenUpJobTable
  }
}

/** One job that gave up, as stored. */
export type StoredGivenUp = {
  /** The job's own id in the queue: giving up is kept once, however often it is told. */
  readonly id: string
  readonly regionCode: RegionCode
  readonly job: string
  readonly fact: FactReference
  readonly subjectId: string
  /** How often it was run. */
  readonly tries: number
  readonly mender: Mender
  readonly wokenAt: Date
  readonly gaveUpAt: Date
  readonly state: GivenUpState
  readonly settledAt?: Date
  readonly settledBy?: string
  readonly reason?: string
}

export type NewGivenUp = Omit<StoredGivenUp, 'state' | 'settledAt' | 'settledBy' | 'reason'>

/** Keeps a job that gave up. @returns `undefined` where it is kept already */
export async function keepGivenUp(tx: Tx, fresh: NewGivenUp): Promise<StoredGivenUp | undefined> {
  const row = await tx.sql
    .insertInto('given_up_jobs')
    .values({
      county_code: fresh.fact.chain,
      id: fresh.id,
      region_code: fresh.regionCode,
      job: fresh.job,
      fact_id: fresh.fact.id,
      fact_kind: fresh.fact.kind,
      fact_sequence: fresh.fact.sequence,
      subject_id: fresh.subjectId,
      tries: fresh.tries,
      mender: fresh.mender,
      woken_at: fresh.wokenAt,
      gave_up_at: fresh.gaveUpAt,
      state: 'open',
      settled_at: null,
      settled_by: null,
      reason: null,
    })
    .onConflict(conflict => conflict.columns(['county_code', 'id']).doNothing())
    .returningAll()
    .executeTakeFirst()
  return row === undefined ? undefined : givenUpOf(row)
}

/** Newest first, a page at a time, of what the actor may see. */
export async function findGivenUp(
  tx: Tx,
  { show, cursor, limit }: { show: 'open' | 'settled'; cursor?: string | undefined; limit: number },
): Promise<RowPage<StoredGivenUp>> {
  let query = tx.sql
    .selectFrom('given_up_jobs')
    .selectAll()
    .where('state', show === 'open' ? '=' : '<>', 'open')
    .orderBy('gave_up_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
  if (cursor !== undefined) {
    const [at, id] = readCursor(cursor, ['instant', 'uuid'])
    query = query.where(sql<boolean>`(gave_up_at, id) < (${new Date(at)}, ${id}::uuid)`)
  }
  const rows = (await query.execute()).map(givenUpOf)
  return cutPage(rows, limit, last => writeCursor([last.gaveUpAt.toISOString(), last.id]))
}

/**
 * One that nobody has seen to, held so that nobody else does until this command is done.
 *
 * @throws Problem `job.not-found`, also for one outside the caller's jurisdiction; `job.settled`
 */
export async function holdOpenGivenUp(tx: Tx, id: string): Promise<StoredGivenUp> {
  const row = await tx.sql.selectFrom('given_up_jobs').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (row === undefined) throw new Problem(jobNotFound, { id })
  if (row.state !== 'open') throw new Problem(jobSettled, { id })
  return givenUpOf(row)
}

type Settlement = { readonly state: Exclude<GivenUpState, 'open'>; readonly reason?: string }

/** @returns it as settled by this command's actor */
export async function settleGivenUp(
  tx: Tx,
  held: StoredGivenUp,
  { state, reason }: Settlement,
): Promise<StoredGivenUp> {
  const row = await tx.sql
    .updateTable('given_up_jobs')
    .set({ state, reason: reason ?? null, settled_at: tx.at, settled_by: tx.actor.accountId })
    .where('county_code', '=', held.fact.chain)
    .where('id', '=', held.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return givenUpOf(row)
}

/**
 * Whoever asked for something has had it done again, or given it up: what the queue gave up about it is seen to.
 *
 * @example await settleGivenUpAbout(tx, held.id, { state: 'retried' })
 */
export async function settleGivenUpAbout(tx: Tx, subjectId: string, { state, reason }: Settlement): Promise<void> {
  await tx.sql
    .updateTable('given_up_jobs')
    .set({ state, reason: reason ?? null, settled_at: tx.at, settled_by: tx.actor.accountId })
    .where('subject_id', '=', subjectId)
    .where('mender', '=', 'asker')
    .where('state', '=', 'open')
    .execute()
}

/** How many wait for somebody, by job; past the wall, for `/metrics`. */
export const countOpenGivenUp = `select job, count(*)::int as count from given_up_jobs where state = 'open' group by job`

function givenUpOf(row: GivenUpJobTable): StoredGivenUp {
  return {
    id: row.id,
    regionCode: row.region_code,
    job: row.job,
    fact: { id: row.fact_id, chain: row.county_code, sequence: row.fact_sequence, kind: row.fact_kind },
    subjectId: row.subject_id,
    tries: row.tries,
    mender: row.mender,
    wokenAt: row.woken_at,
    gaveUpAt: row.gave_up_at,
    state: row.state,
    ...(row.settled_at === null ? {} : { settledAt: row.settled_at }),
    ...(row.settled_by === null ? {} : { settledBy: row.settled_by }),
    ...(row.reason === null ? {} : { reason: row.reason }),
  }
}
