import { sql, type SqlBool } from 'kysely'
import { countyOf, levelOf } from '../domain/regions.ts'
import { placeDirectory } from '../places/store.ts'
import type { Tx } from '../platform/db/database.ts'
import type { WaterFilter, WaterSort } from './filter.ts'
import {
  applyFilter,
  watersWithWords,
  isEmpty,
  isIndexed,
  regionsOf,
  regionTokens,
  wordsOf,
} from './list-filter-store.ts'
import { orderOf, readListCursor, writeListCursor, type Total } from './list-order-store.ts'
import { gather, readAll, usualEffort, walk, type Asked, type Effort, type Found } from './list-ways-store.ts'
import { tallyWaters, type WaterTally } from './overview-store.ts'
import type { WaterItem } from './shapes.ts'
import { waterItem } from './water-item.ts'
import type { WaterRow } from './water-row.ts'

export type Page = {
  readonly sort: WaterSort
  readonly cursor?: string | undefined
  readonly limit: number
  /** What it may cost; as usual where absent. */
  readonly effort?: Effort
}

export type WaterPage = {
  /** May be fewer than asked for, even none, where the search goes on with `next`. */
  readonly items: readonly WaterItem[]
  readonly next?: string
  /** As the first page found it. */
  readonly total: Total
}

/**
 * One page of waters. Pages are cut by the sort value and id of the last row, so every row comes exactly once however many share
 * a value, and no page costs more because there are more waters (docs/decisions/027).
 *
 * @throws Problem `request.cursor-invalid` for a cursor of another order
 */
export async function listWaters(
  tx: Tx,
  filter: WaterFilter,
  { sort, cursor, limit, effort = usualEffort }: Page,
): Promise<WaterPage> {
  const directory = await placeDirectory(tx)
  const begun = cursor === undefined ? undefined : readListCursor(sort, cursor)
  const found = await find(tx, { filter, order: orderOf(sort), after: begun?.place, limit, effort })
  const total = begun?.total ?? found.total
  return {
    items: found.rows.map(row => waterItem(directory, row)),
    ...(found.next === undefined ? {} : { next: writeListCursor(sort, found.next, total) }),
    total,
  }
}

type Question = Omit<Asked, 'counted'>

async function find(tx: Tx, question: Question): Promise<Found> {
  const { filter, effort } = question
  if (isWithinCounty(tx, filter)) return readAll(tx, { ...question, counted: false }, wordsWithin(tx, filter))
  const tallied = await countTallied(tx, filter)
  const asked = { ...question, counted: tallied?.exact === true }
  const isFew = tallied !== undefined && tallied.count <= effort.gathered
  const found = (isFew ? await gather(tx, asked) : undefined) ?? (await walkOrGather(tx, asked))
  return asked.counted && tallied !== undefined ? { ...found, total: { count: tallied.count, capped: false } } : found
}

/** Most filters fill a page within a short walk. Where one does not, its waters are few, or lie far from where the order begins. */
async function walkOrGather(tx: Tx, asked: Asked): Promise<Found> {
  const walked = await walk(tx, asked)
  if (walked.next === undefined || walked.rows.length === asked.limit) return walked
  return (await gather(tx, asked)) ?? walked
}

function isWithinCounty({ actor }: Tx, filter: WaterFilter): boolean {
  return [actor.region, ...regionsOf(filter)].some(code => countyOf(code) !== undefined)
}

/** A county's waters with some words come from their index. A town's are so few that their text is read. */
function wordsWithin({ actor }: Tx, filter: WaterFilter) {
  const inTown = [actor.region, ...regionsOf(filter)].some(code => ['town', 'village'].includes(levelOf(code)))
  if (inTown || isIndexed(filter)) return undefined
  const words = wordsOf({ search: filter.search, cause: filter.cause })
  const regions = [actor.region, ...regionsOf(filter)].flatMap(regionTokens)
  if (isEmpty(words)) return undefined
  return watersWithWords({ ...words, tokenGroups: [...words.tokenGroups, ...regions] })
}

/**
 * How many waters have the list, stage and colour of a filter: exactly what it finds where it says no more, else the most it can find.
 * `undefined` where it names none of them.
 */
async function countTallied(tx: Tx, filter: WaterFilter) {
  const { list, stage, colour, ...others } = filter
  const exact = Object.values(others).every(value => value === undefined || value === '')
  if (!exact && list === undefined && stage === undefined && colour === undefined) return undefined
  const tallies = await tallyWaters(tx, { digits: 0, stages: stage })
  const counted = tallies.filter(tally => has(list, tally.list) && has(colour, tally.colour))
  return { count: counted.reduce((sum, { count }) => sum + count, 0), exact }
}

function has(values: readonly string[] | undefined, value: WaterTally['list'] | WaterTally['colour']): boolean {
  return values === undefined || values.includes(value ?? 'none')
}

const streamedAtOnce = 1000

/** Every water of a filter in the order of codes, in bounded memory: for exports. */
export async function* eachWater(tx: Tx, filter: WaterFilter): AsyncGenerator<WaterRow> {
  let after: Pick<WaterRow, 'code' | 'id'> | undefined
  for (;;) {
    let query = applyFilter(tx.sql.selectFrom('waters'), filter).selectAll().orderBy('code').orderBy('id')
    if (after !== undefined) query = query.where(sql<SqlBool>`(code, id) > (${after.code}, ${after.id}::uuid)`)
    const rows: readonly WaterRow[] = await query.limit(streamedAtOnce).execute()
    yield* rows
    after = rows.at(-1)
    if (after === undefined || rows.length < streamedAtOnce) return
  }
}
