import { sql, type SelectQueryBuilder, type SqlBool } from 'kysely'
import { Problem } from '../domain/problems.ts'
import { countyOf, regionRange, type RegionCode } from '../domain/regions.ts'
import { placeDirectory } from '../places/store.ts'
import type { Tx } from '../platform/db/database.ts'
import type { Tables } from '../platform/db/tables.ts'
import { cursorInvalid, readCursor, writeCursor, type CursorKey } from '../platform/http/cursor.ts'
import type { WaterFilter, WaterSort } from './filter.ts'
import { readSearch, type SearchTerm } from './search-words.ts'
import type { WaterItem } from './shapes.ts'
import { itemColumns, waterItem, type ItemRow } from './water-item.ts'
import type { WaterRow } from './water-row.ts'

type Query<O> = SelectQueryBuilder<Tables, 'waters', O>

export type Page = { readonly sort: WaterSort; readonly cursor?: string | undefined; readonly limit: number }

export type WaterPage = {
  readonly items: readonly WaterItem[]
  readonly next?: string
  readonly total: { readonly count: number; readonly capped: boolean }
}

/** Beyond this many, the total says only that there are more. */
const countedAtMost = 1000

/**
 * One page of waters. Pages are cut by the sort value and id of the last row, so every row comes exactly once however many share
 * a value, and a page costs the same wherever it lies.
 *
 * @throws Problem `request.cursor-invalid` for a cursor of another order
 */
export async function listWaters(tx: Tx, filter: WaterFilter, page: Page): Promise<WaterPage> {
  const directory = await placeDirectory(tx)
  const rows: readonly (ItemRow & { sort_key: string })[] = await filtered(tx, filter, page)
  const shown = rows.slice(0, page.limit)
  const last = shown.at(-1)
  return {
    items: shown.map(row => waterItem(directory, row)),
    ...(rows.length > page.limit && last !== undefined
      ? { next: writeCursor([page.sort, last.sort_key, last.id]) }
      : {}),
    total: await countWaters(tx, filter),
  }
}

async function filtered(tx: Tx, filter: WaterFilter, { sort, cursor, limit }: Page) {
  const down = sort.startsWith('-')
  const { expression, type } = sortKeys[(down ? sort.slice(1) : sort) as SortName] // a sort is a name with or without a minus
  let query = narrowed(tx, filter)
    .select(itemColumns)
    .select(sql<string>`(${sql.raw(expression)})::text`.as('sort_key'))
  if (cursor !== undefined) {
    const { value, id } = placeIn(cursor, sort, type)
    query = query.where(
      sql<SqlBool>`(${sql.raw(expression)}, id) ${sql.raw(down ? '<' : '>')} (${value}::${sql.raw(type)}, ${id}::uuid)`,
    )
  }
  const direction = sql.raw(down ? 'desc' : 'asc')
  return query
    .orderBy(sql`${sql.raw(expression)} ${direction}`)
    .orderBy(sql`id ${direction}`)
    .limit(limit + 1)
    .execute()
}

/**
 * Within one county the few waters are read first and then sorted: the planner would rather walk the index of the order through the
 * whole city until it meets enough of the county (170 ms instead of 5 with 100,000 waters). `offset 0` keeps it from that.
 */
function narrowed(tx: Tx, filter: WaterFilter) {
  const few = isWithinCounty(tx, filter)
  const waters = applyFilter(tx.sql.selectFrom('waters'), filter, { few })
  if (!few) return waters
  return tx.sql.selectFrom(waters.selectAll().offset(0).as('waters'))
}

function isWithinCounty({ actor }: Tx, { region, county }: WaterFilter): boolean {
  const narrow = (code: RegionCode) => countyOf(code) !== undefined
  return county !== undefined || narrow(actor.region) || (region !== undefined && narrow(region))
}

/** @throws Problem `request.cursor-invalid` for a cursor of another order, or one that was tampered with */
function placeIn(cursor: string, sort: WaterSort, type: SortType): { readonly value: string; readonly id: string } {
  const [order, value, id] = readCursor(cursor, ['text', cursorKeys[type], 'uuid'])
  if (order !== sort) throw new Problem(cursorInvalid, {})
  return { value, id }
}

type SortType = 'text collate "C"' | 'double precision' | 'timestamptz'

const cursorKeys = {
  'text collate "C"': 'text',
  'double precision': 'number',
  timestamptz: 'instant',
} as const satisfies Record<SortType, CursorKey>

type SortName = 'name' | 'area' | 'since' | 'code' | 'updated'

/** Each as its index has it. An unknown area sorts below every known one. */
const sortKeys = {
  name: { expression: 'name', type: 'text collate "C"' },
  code: { expression: 'code', type: 'text collate "C"' },
  area: { expression: 'coalesce(area_m2, -1)', type: 'double precision' },
  since: { expression: 'stage_since', type: 'timestamptz' },
  updated: { expression: 'updated_at', type: 'timestamptz' },
} as const satisfies Record<SortName, { readonly expression: string; readonly type: SortType }>

export async function countWaters(tx: Tx, filter: WaterFilter): Promise<WaterPage['total']> {
  const counted = applyFilter(tx.sql.selectFrom('waters'), filter, { few: isWithinCounty(tx, filter) })
    .select('id')
    .limit(countedAtMost + 1)
  const found = await tx.sql
    .selectFrom(counted.as('counted'))
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return { count: Math.min(found.count, countedAtMost), capped: found.count > countedAtMost }
}

/** The rectangle around the waters of a filter, west, south, east, north; absent where none has a position. */
export async function watersExtent(tx: Tx, filter: WaterFilter) {
  const found = await applyFilter(tx.sql.selectFrom('waters'), filter)
    .select(({ fn }) => [
      fn.min('longitude').as('west'),
      fn.min('latitude').as('south'),
      fn.max('longitude').as('east'),
      fn.max('latitude').as('north'),
      sql<number>`count(*) filter (where longitude is null)`.as('withoutPosition'),
    ])
    .executeTakeFirstOrThrow()
  const { west, south, east, north, withoutPosition } = found
  if (west === null || south === null || east === null || north === null) return { withoutPosition }
  const extent: [number, number, number, number] = [west, south, east, north]
  return { extent, withoutPosition }
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

/**
 * Narrows a query on waters by what the list's filter says.
 *
 * @param few the waters are few anyway: their text is read without the index of bigrams
 */
export function applyFilter<O>(query: Query<O>, filter: WaterFilter, { few = false } = {}): Query<O> {
  let narrowed = query
  if (filter.region !== undefined) {
    const { from, to } = regionRange(filter.region)
    narrowed = narrowed.where('region_code', '>=', from).where('region_code', '<', to)
  }
  if (filter.county !== undefined) narrowed = narrowed.where('county_code', '=', filter.county)
  if (filter.stage !== undefined) narrowed = narrowed.where('stage', 'in', filter.stage)
  if (filter.type !== undefined) narrowed = narrowed.where('type', 'in', filter.type)
  if (filter.basis !== undefined) narrowed = narrowed.where('basis', 'in', filter.basis)
  if (filter.list !== undefined) narrowed = narrowed.where(orNone('list', filter.list))
  if (filter.colour !== undefined) narrowed = narrowed.where(orNone('colour', filter.colour))
  if (filter.areaFromM2 !== undefined) narrowed = narrowed.where('area_m2', '>=', filter.areaFromM2)
  if (filter.areaBelowM2 !== undefined) narrowed = narrowed.where('area_m2', '<', filter.areaBelowM2)
  if (filter.complaint !== undefined) narrowed = narrowed.where('complaint', '=', filter.complaint)
  if (filter.invented !== undefined) narrowed = narrowed.where('invented', '=', filter.invented)
  if (filter.position !== undefined)
    narrowed = narrowed.where('cell', filter.position === 'known' ? 'is not' : 'is', null)
  if (filter.cause !== undefined) narrowed = narrowed.where(sql<SqlBool>`${filter.cause} = any(causes)`)
  for (const term of readSearch(filter.search ?? '')) narrowed = narrowed.where(searchCondition(term, few))
  return narrowed
}

function orNone(column: 'list' | 'colour', values: readonly string[]) {
  const known = values.filter(value => value !== 'none')
  const absent = values.includes('none') ? sql`${sql.ref(column)} is null` : sql`false`
  return sql<SqlBool>`(${sql.ref(column)} = any(${known}::text[]) or ${absent})`
}

function searchCondition(term: SearchTerm, few: boolean) {
  if (term.kind === 'code') return sql<SqlBool>`code >= ${term.from} and code < ${term.to}`
  if (term.kind === 'number') return sql<SqlBool>`code like ${`%${term.ending}`}`
  if (term.kind === 'prefix') return sql<SqlBool>`name >= ${term.text} and name < ${`${term.text}\u{10FFFF}`}`
  if (few) return sql<SqlBool>`position(${term.text} in search_text) > 0`
  // The pairs alone would also find a name that holds them apart; the text decides.
  return sql<SqlBool>`id in (select waters_with_grams(${term.grams}::text[])) and position(${term.text} in search_text) > 0`
}
