import { sql } from 'kysely'
import type { Fact, FactBodies, FactKind } from '../../domain/facts.ts'
import { systemActor } from '../actor.ts'
import { reading, type Database } from '../db/database.ts'
import type { FactReference } from '../jobs.ts'

/**
 * The fact that woke a job.
 *
 * @throws Error where it is not there: jobs are sent in the transaction that appends their fact
 */
export async function findFact<K extends FactKind = FactKind>(
  database: Database,
  { chain, sequence }: FactReference,
): Promise<
  Pick<Fact<K>, 'subjectId' | 'regionCode'> & {
    readonly body: FactBodies[K]
    readonly at: Date
    readonly actorId: string
  }
> {
  const found = await reading(database, systemActor('job'), tx =>
    sql<{ subject_id: string; region_code: string; body: FactBodies[K]; at: Date; actor_id: string }>`
      select subject_id, region_code, body, at, actor_id from facts
      where county_code = ${chain} and sequence = ${sequence}`.execute(tx.sql),
  )
  const row = found.rows[0]
  if (row === undefined) throw new Error(`fact ${chain}/${sequence} is not there`)
  return { subjectId: row.subject_id, regionCode: row.region_code, body: row.body, at: row.at, actorId: row.actor_id }
}
