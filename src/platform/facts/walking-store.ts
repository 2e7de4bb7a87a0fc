import { sql } from 'kysely'
import type { Fact, FactKind } from '../../domain/facts.ts'
import type { Tx } from '../db/database.ts'
import { factOf } from './store.ts'

const batchFacts = 1000

/** Every fact of some kinds, chain by chain and in order, a thousand at a time. */
export async function* factsOfKinds<K extends FactKind>(
  tx: Tx,
  kinds: readonly K[],
): AsyncGenerator<readonly Fact<K>[], void, undefined> {
  let after = { chain: '', sequence: 0 }
  for (;;) {
    const rows = await tx.sql
      .selectFrom('facts')
      .selectAll()
      .where('kind', 'in', kinds)
      .where(sql<boolean>`(county_code, sequence) > (${after.chain}, ${after.sequence}::bigint)`)
      .orderBy('county_code')
      .orderBy('sequence')
      .limit(batchFacts)
      .execute()
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows.map(row => factOf(row) as unknown as Fact<K>) // only these kinds were asked for
    after = { chain: last.county_code, sequence: last.sequence }
  }
}

/** The facts of some kinds about some subjects, as they happened: by chain and sequence within a subject, by time across chains. */
export async function factsAbout<K extends FactKind>(
  tx: Tx,
  subjects: readonly string[],
  kinds: readonly K[],
): Promise<ReadonlyMap<string, readonly Fact<K>[]>> {
  if (subjects.length === 0) return new Map()
  const rows = await tx.sql
    .selectFrom('facts')
    .selectAll()
    .where('subject_id', 'in', subjects)
    .where('kind', 'in', kinds)
    .orderBy('subject_id')
    .orderBy('county_code')
    .orderBy('sequence')
    .execute()
  const facts = Map.groupBy(
    rows.map(row => factOf(row) as unknown as Fact<K>),
    ({ subjectId }) => subjectId,
  ) // only these kinds were asked for
  return new Map([...facts].map(([subject, some]) => [subject, inOrder(some)]))
}

/** A subject that moved to another county has facts in two chains, which only time puts in order. */
function inOrder<K extends FactKind>(facts: readonly Fact<K>[]): readonly Fact<K>[] {
  if (new Set(facts.map(({ chain }) => chain)).size < 2) return facts
  return facts.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) || a.sequence - b.sequence)
}
