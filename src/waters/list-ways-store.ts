import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Tx } from '../platform/db/database.ts'
import type { WaterFilter } from './filter.ts'
import { allOf, conditionsOf, isEmpty, isIndexed, rangesOf, watersWithWords, wordsOf } from './list-filter-store.ts'
import type { Group, Order, Place, Total } from './list-order-store.ts'
import { itemColumns, type ItemRow } from './water-item.ts'

/*
 * Three ways to one page of waters, whatever the filter and the order (docs/decisions/027):
 * all that match are read and sorted (a county's, or few), or the index of the order is walked, so far and no further.
 */

export type Asked = {
  readonly filter: WaterFilter
  readonly order: Order
  readonly after: Place | undefined
  readonly limit: number
  readonly effort: Effort
  /** The tallies say how many there are: a walk need not count beyond the page. */
  readonly counted: boolean
}

type Row = ItemRow & { readonly sort_key: string }

export type Found = {
  readonly rows: readonly Row[]
  /** Where the next page begins; absent after the last. */
  readonly next?: Place
  readonly total: Total
}

/** Beyond this many, a walk says only that there are more. */
const countedAtMost = 1000

/** How much one page may cost, in waters. */
export type Effort = {
  /** Read one by one and sorted at once. */
  readonly gathered: number
  /** Entries of an order's index walked past, where they tell alone whether a water matches. */
  readonly walked: number
  /** The same, where each water must be read for its text. */
  readonly read: number
}

/** Each costs some 20 ms on two cores. */
export const usualEffort: Effort = { gathered: 5000, walked: 8000, read: 1500 }

/** Reads all that match and sorts them: where they are few anyway. @param among what to read instead of all waters */
export async function readAll(tx: Tx, asked: Asked, among = sql`waters`): Promise<Found> {
  const matching = matchingIn(asked, among, conditionsOf(asked.filter))
  const { rows, matching: count } = await page(tx, asked, { tables: sql`matching as materialized (${matching})` })
  return { ...cut(rows, asked), total: { count, capped: false } }
}

/**
 * Collects what an index finds and sorts it.
 *
 * @returns `undefined` where that is too much, or no index serves the filter
 */
export async function gather(tx: Tx, asked: Asked): Promise<Found | undefined> {
  const ranges = rangesOf(asked.filter).map(({ condition }) => condition)
  const most = asked.effort.gathered + 1
  if (ranges.length > 0) {
    const columns = sql.raw(`id, stage_since, updated_at, ${textColumns}`)
    const found = await gatherFrom(tx, asked, sql`select ${columns} from waters where ${allOf(ranges)} limit ${most}`)
    if (found !== undefined) return found
  }
  const words = wordsOf(asked.filter)
  return isEmpty(words) ? undefined : gatherFrom(tx, asked, sql`select * from ${watersWithWords(words, most)} found`)
}

async function gatherFrom(tx: Tx, asked: Asked, candidates: RawBuilder<unknown>): Promise<Found | undefined> {
  const few = sql<SqlBool>`(select count(*) from candidate) <= ${asked.effort.gathered}`
  const matching = matchingIn(asked, sql`candidate`, [few, ...conditionsOf(asked.filter)])
  const {
    rows,
    matching: count,
    few: areFew,
  } = await page(tx, asked, {
    tables: sql`candidate as materialized (${candidates}), matching as materialized (${matching})`,
    few,
  })
  return areFew ? { ...cut(rows, asked), total: { count, capped: false } } : undefined
}

function matchingIn({ order }: Asked, among: RawBuilder<unknown>, conditions: readonly RawBuilder<SqlBool>[]) {
  return sql`select id, ${order.key} as key from ${among} waters where ${allOf(conditions)}`
}

/**
 * Walks along the index of the order until the page is full or the walk has gone far enough.
 *
 * @returns what it met; with fewer rows than asked for and a `next` where the walk ended before the waters did
 */
export async function walk(tx: Tx, asked: Asked): Promise<Found> {
  const { order, filter, limit, effort, counted } = asked
  const most = isIndexed(filter) ? effort.walked : effort.read
  // Read no further than what asks for it: without an end to find, as far as `matching` needs.
  const walked = sql`select id, ${order.key} as key, ${columnsFor(filter)} from ${walkFrom(asked)}
    order by ${order.key} ${order.direction}, id ${order.direction} limit ${most}`
  const matching = sql`select id, key from walked waters where ${allOf(conditionsOf(filter))}
    order by key ${order.direction}, id ${order.direction} limit ${(counted ? limit : Math.max(countedAtMost, limit)) + 1}`
  const {
    rows,
    matching: count,
    end,
  } = await page(tx, asked, {
    tables: sql`walked as materialized (${walked}), matching as materialized (${matching})`,
    end: sql`case when (select count(*) from matching) <= ${counted ? limit : countedAtMost}
             then (select jsonb_build_object('value', key::text, 'id', id) from walked offset ${most - 1} limit 1) end`,
  })
  const found = cut(rows, asked)
  const next = found.next ?? end ?? undefined
  const total = { count: Math.min(count, countedAtMost), capped: count > countedAtMost || end !== null }
  return { ...found, ...(next === undefined ? {} : { next }), total }
}

function walkFrom(asked: Asked): RawBuilder<unknown> {
  const { order, filter, after } = asked
  const along = rangesOf(filter).flatMap(({ by, condition }) => (by === order.name ? [condition] : []))
  const group = groupOf(asked)
  const inGroup = group === undefined ? [] : [sql<SqlBool>`${group.of} = ${group.value}`]
  return sql`waters where ${allOf([order.after(after, order.key, group), ...along, ...inGroup])}`
}

/** A list goes with its areas and a stage with its dates: one value of them has an index of the order of its own. */
function groupOf({ order: { name }, filter: { list, stage } }: Asked): Group | undefined {
  const [onlyList, ...otherLists] = list ?? []
  const [onlyStage, ...otherStages] = stage ?? []
  if (name === 'area' && onlyList !== undefined && otherLists.length === 0)
    return { of: sql`case when list is null then 'none' else list end`, value: onlyList }
  if ((name === 'since' || name === 'updated') && onlyStage !== undefined && otherStages.length === 0)
    return { of: sql`stage`, value: onlyStage }
  return undefined
}

const indexedColumns = 'region_code, area_m2, stage, list, colour, type, basis, complaint, invented, cell'
const textColumns = `${indexedColumns}, code, name, search_text, causes`

function columnsFor(filter: WaterFilter): RawBuilder<unknown> {
  return sql.raw(isIndexed(filter) ? indexedColumns : textColumns)
}

type Sources = {
  /** `matching` (`id`, `key`) and what it needs. */
  readonly tables: RawBuilder<unknown>
  readonly few?: RawBuilder<SqlBool>
  readonly end?: RawBuilder<unknown>
}

/** The page that lies after the asked place among `matching`, and how many these are. */
async function page(tx: Tx, { order, after, limit }: Asked, { tables, few = sql`true`, end = sql`null` }: Sources) {
  type Facts = { readonly matching: number; readonly few: boolean; readonly end: Place | null }
  const { rows } = await sql<Partial<Row> & Facts>`
    with ${tables},
    page as (select id, key from matching where ${order.after(after, sql`key`)}
             order by key ${order.direction}, id ${order.direction} limit ${limit + 1})
    select ${sql.join(itemColumns.map(column => sql.ref(`waters.${column}`)))}, page.key::text as sort_key,
           (select count(*)::int from matching) as matching, ${few} as few, ${end} as end
    from (select) one left join page on true left join waters on waters.id = page.id
    order by page.key ${order.direction}, page.id ${order.direction}`.execute(tx.sql)
  const [first] = rows as [(typeof rows)[number]] // `one` makes sure of it
  const shown = rows.filter((row): row is Row & Facts => typeof row.id === 'string')
  return { rows: shown, matching: first.matching, few: first.few, end: first.end }
}

function cut(rows: readonly Row[], { limit }: Asked): Pick<Found, 'rows' | 'next'> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const more = rows.length > limit && last !== undefined
  return { rows: shown, ...(more ? { next: { value: last.sort_key, id: last.id } } : {}) }
}
