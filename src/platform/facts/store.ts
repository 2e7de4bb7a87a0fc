import { sql } from 'kysely'
import { factLabels, kindsOf, type Fact, type FactBodies, type FactGroup, type FactKind } from '../../domain/facts.ts'
import type { RegionCode } from '../../domain/regions.ts'
import type { Bilingual } from '../../domain/words.ts'
import { rangeOf } from '../actor.ts'
import type { Tx } from '../db/database.ts'
import { readCursor, writeCursor } from '../http/cursor.ts'
import { withoutSignIns } from './contract.ts'

export type FactFilter = {
  readonly kind?: FactKind | undefined
  readonly group?: FactGroup | typeof withoutSignIns | undefined
  readonly subject?: string | undefined
  readonly actor?: string | undefined
  readonly region?: RegionCode | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** A fact with its label and with the personal values that have not been erased (`null` for erased ones). */
export type LedgerEntry = Omit<Fact, 'personal'> & {
  readonly label: Bilingual
  readonly personal: Readonly<Record<string, string | null>>
}

/** The ledger, newest first, a page at a time, of what the actor may see. */
export async function listFacts(
  tx: Tx,
  filter: FactFilter,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ readonly items: readonly LedgerEntry[]; readonly next: string | null }> {
  const rows = await filteredFacts(tx, filter, cursor)
    .limit(limit + 1)
    .execute()
  const facts = rows.slice(0, limit).map(factOf)
  const values = await personalValues(tx, facts)
  const items = facts.map(fact => ({
    ...fact,
    label: factLabels[fact.kind],
    personal: Object.fromEntries(
      Object.keys(fact.personal).map(field => [field, values.get(`${fact.id} ${field}`)?.value ?? null]),
    ),
  }))
  const last = facts.at(-1)
  return { items, next: rows.length > limit && last !== undefined ? writeCursor([last.at, last.id]) : null }
}

/** Literals, not parameters: only so is it plain to the database that the partial index `facts_but_sign_ins` holds them all. */
const noSignIn = sql<boolean>`kind not in (${sql.join(kindsOf('sign-in').map(kind => sql.lit(kind)))})`

function matching(tx: Tx, { kind, group, subject, actor, region, from, to }: FactFilter) {
  let query = tx.sql.selectFrom('facts')
  if (kind !== undefined) query = query.where('kind', '=', kind)
  if (group === withoutSignIns) query = query.where(noSignIn)
  else if (group !== undefined) query = query.where('kind', 'in', kindsOf(group))
  if (subject !== undefined) query = query.where('subject_id', '=', subject)
  if (actor !== undefined) query = query.where('actor_id', '=', actor)
  if (region !== undefined) {
    const range = rangeOf(region)
    query = query.where('region_code', '>=', range.from).where('region_code', '<', range.to)
  }
  if (from !== undefined) query = query.where('at', '>=', new Date(from))
  if (to !== undefined) query = query.where('at', '<', new Date(to))
  return query
}

function filteredFacts(tx: Tx, filter: FactFilter, cursor: string | undefined) {
  const query = matching(tx, filter).selectAll().orderBy('at', 'desc').orderBy('id')
  if (cursor === undefined) return query
  const [at, id] = readCursor(cursor, ['instant', 'uuid'])
  const instant = new Date(at)
  // The first condition lets the index begin where the page before ended; the second alone would read from the newest on.
  return query.where('at', '<=', instant).where(({ eb, or }) => or([eb('at', '<', instant), eb('id', '>', id)]))
}

/** Nobody reads so many by hand: counting on would cost more than the page. */
const mostCounted = 1000

/** How many sign-ins the other filters would show. */
export async function countSignIns(
  tx: Tx,
  filter: FactFilter,
): Promise<{ readonly count: number; readonly orMore: boolean }> {
  const some = matching(tx, { ...filter, group: 'sign-in' })
    .select('id')
    .limit(mostCounted + 1)
  const { rows } = await tx.sql
    .selectFrom(some.as('some'))
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow()
  return { count: Math.min(rows, mostCounted), orMore: rows > mostCounted }
}

type FactRow = Awaited<ReturnType<ReturnType<typeof filteredFacts>['execute']>>[number]

/** A stored row as it was hashed. */
export function factOf(row: FactRow): Fact {
  return {
    id: row.id,
    chain: row.county_code,
    sequence: row.sequence,
    kind: row.kind,
    at: row.at.toISOString(),
    actorId: row.actor_id,
    regionCode: row.region_code,
    subjectId: row.subject_id,
    body: row.body as FactBodies[FactKind], // written by appendFact from exactly this type
    personal: row.personal as Fact['personal'], // likewise
    previousHash: row.previous_hash,
    hash: row.hash,
  }
}

type PersonalValue = { readonly value: string; readonly salt: string }

/** Stored personal values by `<fact id> <field>`. */
export async function personalValues(tx: Tx, facts: readonly Fact[]): Promise<ReadonlyMap<string, PersonalValue>> {
  const holders = facts.filter(({ personal }) => Object.keys(personal).length > 0)
  if (holders.length === 0) return new Map()
  const rows = await tx.sql
    .selectFrom('fact_personal')
    .select(['fact_id', 'field', 'value', 'salt'])
    .where('county_code', 'in', [...new Set(holders.map(({ chain }) => chain))])
    .where(
      'fact_id',
      'in',
      holders.map(({ id }) => id),
    )
    .execute()
  return new Map(rows.map(({ fact_id, field, value, salt }) => [`${fact_id} ${field}`, { value, salt }]))
}

export type ChainHead = { readonly chain: string; readonly facts: number; readonly hash: string }

/** Heads of all chains that the connection's scope holds. */
export async function chainHeads(tx: Tx): Promise<readonly ChainHead[]> {
  const rows = await tx.sql.selectFrom('fact_chains').selectAll().orderBy('county_code').execute()
  return rows.map(({ county_code: chain, sequence: facts, hash }) => ({ chain, facts, hash }))
}

const batchFacts = 1000

/** The facts of one chain in order, read a thousand at a time. */
export async function* factsOfChain(tx: Tx, chain: string): AsyncGenerator<readonly Fact[], void, undefined> {
  let after = 0
  for (;;) {
    const rows = await tx.sql
      .selectFrom('facts')
      .selectAll()
      .where('county_code', '=', chain)
      .where('sequence', '>', after)
      .orderBy('sequence')
      .limit(batchFacts)
      .execute()
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows.map(factOf)
    after = last.sequence
  }
}

/** Every chain that has facts, whether or not its head is still there. */
export async function chainsWithFacts(tx: Tx): Promise<readonly string[]> {
  const rows = await tx.sql.selectFrom('facts').select('county_code').distinct().execute()
  return rows.map(({ county_code: chain }) => chain)
}
