import { sql } from 'kysely'
import { uuidv7 } from '../domain/ids.ts'
import { Problem } from '../domain/problems.ts'
import type { RegionCode } from '../domain/regions.ts'
import type { Tx } from '../platform/db/database.ts'
import { placeDirectory, placeName } from '../places/store.ts'
import { countWaters } from '../waters/overview-store.ts'
import type { Judgement } from './contract.ts'
import { judgementNotFound, judgementRunning } from './problems.ts'

type JudgementTable = {
  id: string
  region_code: RegionCode
  standard_id: string
  state: 'waiting' | 'running' | 'done'
  total: number
  judged: number
  identified: number
  cleared: number
  undecided: number
  last_county: string | null
  last_water: string | null
  started_by: string
  starter: string
  started_at: Date
  finished_at: Date | null
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    judgements: JudgementTable
  }
}

/** How far the job came in one of its steps. */
export type JudgedBatch = {
  readonly identified: number
  readonly cleared: number
  readonly undecided: number
  /** Where the next step goes on; absent where nothing was left. */
  readonly last?: { readonly countyCode: string; readonly waterId: string }
}

/**
 * Asks for all suspected waters of a division to be judged; the job does it. Fact `judgement.started`.
 *
 * @throws Problem `identification.judgement-running` where one of this division is under way
 */
export async function openJudgement(tx: Tx, regionCode: RegionCode, standardId: string): Promise<Judgement> {
  const total = await countWaters(tx, { region: regionCode, stages: ['suspected'] })
  const id = uuidv7(tx.at.getTime())
  await refuseSecond(tx, regionCode)
  await tx.sql
    .insertInto('judgements')
    .values({
      id,
      region_code: regionCode,
      standard_id: standardId,
      state: 'waiting',
      total,
      judged: 0,
      identified: 0,
      cleared: 0,
      undecided: 0,
      last_county: null,
      last_water: null,
      started_by: tx.actor.accountId,
      starter: tx.actor.username,
      started_at: tx.at,
      finished_at: null,
    })
    .execute()
  await tx.append({
    kind: 'judgement.started',
    regionCode,
    subjectId: id,
    body: { judgementId: id, standardId, waters: total },
  })
  return findJudgement(tx, id)
}

async function refuseSecond(tx: Tx, regionCode: RegionCode): Promise<void> {
  // Two at the same moment: the second waits here until the first has committed, and then sees its row.
  await sql`select pg_advisory_xact_lock(hashtext(${`judgement ${regionCode}`}))`.execute(tx.sql)
  const running = await tx.sql
    .selectFrom('judgements')
    .select('id')
    .where('region_code', '=', regionCode)
    .where('state', '<>', 'done')
    .executeTakeFirst()
  if (running !== undefined) throw new Problem(judgementRunning, { id: running.id })
}

/** Held until the transaction ends, so that a job that runs twice does nothing twice. */
export async function holdJudgement(tx: Tx, id: string): Promise<JudgementTable | undefined> {
  return tx.sql.selectFrom('judgements').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function advanceJudgement(tx: Tx, id: string, batch: JudgedBatch): Promise<void> {
  const counted = batch.identified + batch.cleared + batch.undecided
  await tx.sql
    .updateTable('judgements')
    .set(row => ({
      state: batch.last === undefined ? 'done' : 'running',
      judged: row('judged', '+', counted),
      identified: row('identified', '+', batch.identified),
      cleared: row('cleared', '+', batch.cleared),
      undecided: row('undecided', '+', batch.undecided),
      ...(batch.last === undefined
        ? { finished_at: tx.at }
        : { last_county: batch.last.countyCode, last_water: batch.last.waterId }),
    }))
    .where('id', '=', id)
    .execute()
}

/** @throws Problem `identification.judgement-not-found` */
export async function findJudgement(tx: Tx, id: string): Promise<Judgement> {
  const [found] = await selectJudgements(tx, sql`id = ${id}`)
  if (found === undefined) throw new Problem(judgementNotFound, { id })
  return found
}

/** The last hundred, newest first. */
export async function listJudgements(tx: Tx): Promise<Judgement[]> {
  const { from, to } = tx.actor.range
  return selectJudgements(tx, sql`region_code >= ${from} and region_code < ${to}`)
}

async function selectJudgements(tx: Tx, condition: ReturnType<typeof sql>): Promise<Judgement[]> {
  const directory = await placeDirectory(tx)
  const { rows } = await sql<JudgementTable>`
    select * from judgements where ${condition} order by id desc limit 100`.execute(tx.sql)
  return rows.map(row => ({
    id: row.id,
    regionCode: row.region_code,
    regionName: placeName(directory, row.region_code),
    standardId: row.standard_id,
    state: row.state,
    total: row.total,
    judged: row.judged,
    identified: row.identified,
    cleared: row.cleared,
    undecided: row.undecided,
    startedAt: row.started_at.toISOString(),
    ...(row.finished_at === null ? {} : { finishedAt: row.finished_at.toISOString() }),
  }))
}
