import type { Fact, FactBodies, FactKind } from '../../domain/facts.ts'
import type { Tx } from '../db/database.ts'
import type { FactReference } from './reference.ts'

/** What a job needs of the fact that woke it. */
export type WokenBy<K extends FactKind> = Pick<Fact<K>, 'id' | 'at' | 'actorId' | 'regionCode' | 'subjectId' | 'body'>

/**
 * The fact a job was woken by, if it is of this kind; `undefined` for another kind, or where the job's actor may not see it.
 *
 * @example const corrected = await findFact(tx, reference, 'water.corrected')
 */
export async function findFact<K extends FactKind>(
  tx: Tx,
  { chain, sequence }: Pick<FactReference, 'chain' | 'sequence'>,
  kind: K,
): Promise<WokenBy<K> | undefined> {
  const row = await tx.sql
    .selectFrom('facts')
    .selectAll()
    .where('county_code', '=', chain)
    .where('sequence', '=', sequence)
    .where('kind', '=', kind)
    .executeTakeFirst()
  if (row === undefined) return undefined
  return {
    id: row.id,
    at: row.at.toISOString(),
    actorId: row.actor_id,
    regionCode: row.region_code,
    subjectId: row.subject_id,
    body: row.body as FactBodies[K], // written by appendFact from exactly this type, and the kind was asked for
  }
}
