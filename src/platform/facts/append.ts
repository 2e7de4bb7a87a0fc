import { randomBytes } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { FactBodies, FactKind } from '../../domain/facts.ts'
import { uuidv7 } from '../../domain/ids.ts'
import { countyOf, type RegionCode } from '../../domain/regions.ts'
import { prepared } from '../db/prepared.ts'
import type { Tables } from '../db/tables.ts'
import { genesisHash, hashFact, sha256 } from './chain.ts'

export type NewFact<K extends FactKind = FactKind> = {
  readonly kind: K
  readonly regionCode: RegionCode
  readonly subjectId: string
  readonly body: FactBodies[K]
  /** Names, telephone numbers ...: stored beside the chain with a salt, erasable; only the salted hash is chained. */
  readonly personal?: Readonly<Record<string, string>>
  /** The chain where it differs from the county of `regionCode` (a water keeps its founding county's chain). */
  readonly chain?: string
}

export type AppendedFact = {
  readonly id: string
  readonly chain: string
  readonly sequence: number
  readonly hash: string
}

type FactTable = {
  county_code: string
  sequence: number
  id: string
  kind: FactKind
  at: Date
  actor_id: string
  region_code: RegionCode
  subject_id: string
  body: unknown
  personal: unknown
  previous_hash: string
  hash: string
}

type ChainTable = { county_code: string; sequence: number; hash: string }

type FactPersonalTable = {
  county_code: string
  fact_id: string
  field: string
  value: string
  salt: string
}

declare module '../db/tables.ts' {
  interface Tables {
    facts: FactTable
    fact_chains: ChainTable
    fact_personal: FactPersonalTable
  }
}

/** Facts that mean no county stand in this chain. Persisted. */
export const commonChain = '000000'

/**
 * Appends a fact to its county's chain. Holds the chain's head until the transaction ends, so facts of one county are
 * strictly ordered; other counties go on undisturbed.
 */
export async function appendFact<K extends FactKind>(
  transaction: Transaction<Tables>,
  fact: NewFact<K> & { readonly at: Date; readonly actorId: string },
): Promise<AppendedFact> {
  const chain = fact.chain ?? countyOf(fact.regionCode) ?? commonChain
  const head = await holdHead(transaction, chain)
  const personal = saltPersonal(fact.personal ?? {})
  const hashed = {
    id: uuidv7(fact.at.getTime()),
    chain,
    sequence: head.sequence + 1,
    kind: fact.kind,
    at: fact.at.toISOString(),
    actorId: fact.actorId,
    regionCode: fact.regionCode,
    subjectId: fact.subjectId,
    body: fact.body,
    personal: Object.fromEntries(personal.map(({ field, hash }) => [field, hash])),
    previousHash: head.hash,
  }
  const hash = hashFact(hashed)
  await writeFact(transaction, {
    county_code: chain,
    sequence: hashed.sequence,
    id: hashed.id,
    kind: fact.kind,
    at: fact.at,
    actor_id: fact.actorId,
    region_code: fact.regionCode,
    subject_id: fact.subjectId,
    body: JSON.stringify(fact.body),
    personal: JSON.stringify(hashed.personal),
    previous_hash: head.hash,
    hash,
  })
  if (personal.length > 0) {
    await transaction
      .insertInto('fact_personal')
      .values(
        personal.map(({ field, value, salt }) => ({ county_code: chain, fact_id: hashed.id, field, value, salt })),
      )
      .execute()
  }
  return { id: hashed.id, chain, sequence: hashed.sequence, hash }
}

/** Holds the head of a chain; begins the chain where this is its first fact. */
async function holdHead(transaction: Transaction<Tables>, chain: string): Promise<ChainTable> {
  const held = await lockHead(transaction, chain)
  if (held !== undefined) return held
  await transaction
    .insertInto('fact_chains')
    .values({ county_code: chain, sequence: 0, hash: genesisHash })
    .onConflict(conflict => conflict.column('county_code').doNothing())
    .execute()
  return (await lockHead(transaction, chain))! // inserted above, or meanwhile by somebody else
}

async function lockHead(transaction: Transaction<Tables>, chain: string): Promise<ChainTable | undefined> {
  const head = transaction.selectFrom('fact_chains').selectAll().where('county_code', '=', chain).forUpdate()
  const [held] = await prepared({ sql: transaction }, head)
  return held
}

/** The fact and the head that moves on to it, in one statement: every command waits for this. */
async function writeFact(transaction: Transaction<Tables>, fact: FactTable): Promise<void> {
  const { county_code, sequence, hash } = fact
  const writing = transaction
    .with('head', db => db.updateTable('fact_chains').set({ sequence, hash }).where('county_code', '=', county_code))
    .insertInto('facts')
    .values(fact)
  await prepared({ sql: transaction }, writing)
}

function saltPersonal(values: Readonly<Record<string, string>>) {
  return Object.entries(values).map(([field, value]) => {
    const salt = randomBytes(16).toString('hex')
    return { field, value, salt, hash: sha256(`${salt}:${value}`) }
  })
}
