import { sql } from 'kysely'
import { chinaDate } from '../domain/dates.ts'
import { factLabels, type FactKind } from '../domain/facts.ts'
import { bodyOf, type FactBody, type Telling, type Told } from '../domain/told.ts'
import type { Bilingual } from '../domain/words.ts'
import { labelPeople, type WhoIs } from '../people/store.ts'
import { isPlace, placeDirectory, placeName } from '../places/store.ts'
import type { Tx } from '../platform/db/database.ts'
import { prepared } from '../platform/db/prepared.ts'
import { readCursor, writeCursor } from '../platform/http/cursor.ts'
import { tellFact } from './history-words.ts'
import type { HistoryEntry } from './shapes.ts'
import { requireWater } from './finding-store.ts'

export type HistoryPage = { readonly items: readonly HistoryEntry[]; readonly next?: string }

/**
 * Everything that happened to a water, newest first: its own facts and those of the imports that touched it.
 *
 * @throws Problem `water.not-found`, `request.cursor-invalid`
 */
export async function waterHistory(
  tx: Tx,
  id: string,
  page: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<HistoryPage> {
  const { county_code: county } = await requireWater(tx, id)
  const facts = await findFacts(tx, { id, county }, page)
  const shown = facts.slice(0, page.limit)
  const whoIs = await labelPeople(
    tx,
    shown.map(fact => fact.actor_id),
  )
  const telling = await tellingOf(tx)
  const last = shown.at(-1)
  const more = facts.length > page.limit && last !== undefined
  return {
    items: shown.map(fact => entryOf(fact, { whoIs, telling })),
    ...(more ? { next: writeCursor([last.at.toISOString(), String(last.sequence), last.id]) } : {}),
  }
}

async function findFacts(
  tx: Tx,
  { id, county }: { readonly id: string; readonly county: string },
  { cursor, limit }: { cursor?: string | undefined; limit: number },
) {
  const brought = tx.sql.selectFrom('water_imports').select('import_id').where('water_id', '=', id)
  const imports = await prepared(tx, brought)
  let query = tx.sql
    .selectFrom('facts')
    .select(['id', 'kind', 'at', 'actor_id', 'body', 'county_code', 'sequence', 'hash'])
    .where(sql<boolean>`subject_id = any(${[id, ...imports.map(({ import_id }) => import_id)]}::text[])`)
    // An import over many counties has a fact in each: only that of the water's own vouches for it.
    .where(sql<boolean>`(kind <> 'survey.imported' or county_code = ${county})`)
  if (cursor !== undefined) {
    const [at, sequence, factId] = readCursor(cursor, ['instant', 'whole', 'uuid'])
    query = query.where(sql<boolean>`(at, sequence, id) < (${at}::timestamptz, ${sequence}::bigint, ${factId}::uuid)`)
  }
  const newest = query.orderBy('at', 'desc').orderBy('sequence', 'desc').orderBy('id', 'desc')
  return prepared(tx, newest.limit(limit + 1))
}

/** Says what facts mean, for the ledger. */
export async function tellFacts(
  tx: Tx,
  personName: (accountId: string) => Bilingual,
): Promise<(kind: FactKind, body: FactBody) => Told> {
  const telling = { ...(await tellingOf(tx)), personName }
  return (kind, body) => tellFact(kind, body, telling)
}

type FactRow = Awaited<ReturnType<typeof findFacts>>[number]

/** What words need besides the facts: the names of divisions and of causes, as they are today. */
async function tellingOf(tx: Tx): Promise<Telling> {
  const directory = await placeDirectory(tx)
  return {
    placeName: code => (isPlace(directory, code) ? placeName(directory, code) : undefined),
    on: chinaDate(tx.at),
  }
}

function entryOf(
  fact: FactRow,
  { whoIs, telling }: { readonly whoIs: WhoIs; readonly telling: Telling },
): HistoryEntry {
  const told = tellFact(fact.kind, bodyOf(fact.body), telling)
  return {
    id: fact.id,
    at: fact.at.toISOString(),
    kind: fact.kind,
    label: factLabels[fact.kind],
    words: told.words,
    actor: whoIs(fact.actor_id),
    ...(told.reason === undefined ? {} : { reason: told.reason }),
    changes: [...told.changes],
    chain: fact.county_code,
    sequence: fact.sequence,
    hash: fact.hash,
  }
}
