import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { Problem } from '../domain/problems.ts'
import { cursorInvalid, readCursor, writeCursor, type CursorKey } from '../platform/http/cursor.ts'
import type { WaterSort } from './filter.ts'

type SortType = 'text collate "C"' | 'double precision' | 'timestamptz'

const cursorKeys = {
  'text collate "C"': 'text',
  'double precision': 'number',
  timestamptz: 'instant',
} as const satisfies Record<SortType, CursorKey>

export type SortName = 'name' | 'area' | 'since' | 'code' | 'updated'

/**
 * An unknown area sorts below every known one. Not `coalesce`: row-level security takes that for leaky and leaves its index aside.
 */
export const areaKey = 'case when area_m2 is null then -1 else area_m2 end'

/** Each as its index has it. */
const sortKeys = {
  name: { expression: 'name', type: 'text collate "C"' },
  code: { expression: 'code', type: 'text collate "C"' },
  area: { expression: areaKey, type: 'double precision' },
  since: { expression: 'stage_since', type: 'timestamptz' },
  updated: { expression: 'updated_at', type: 'timestamptz' },
} as const satisfies Record<SortName, { readonly expression: string; readonly type: SortType }>

/** Where a page ends: the sort value and id of its last row. */
export type Place = { readonly value: string; readonly id: string }

export type Total = { readonly count: number; readonly capped: boolean }

export type Order = {
  readonly name: SortName
  /** What is sorted by, on columns of `waters`. */
  readonly key: RawBuilder<unknown>
  readonly direction: RawBuilder<unknown>
  /** The condition that a row (its key so named, and `id`) comes after a place; inside a group, where all rows are of one. */
  after(place: Place | undefined, key?: RawBuilder<unknown>, group?: Group): RawBuilder<SqlBool>
}

/**
 * The one value that all rows have of what stands before the key in an index. It stands before it in the comparison too: else the
 * planner may take another index of the same key, and walk past everything that is of other groups.
 */
export type Group = { readonly of: RawBuilder<unknown>; readonly value: string }

/** @example orderOf('-area') // the largest first */
export function orderOf(sort: WaterSort): Order {
  const down = sort.startsWith('-')
  const name = (down ? sort.slice(1) : sort) as SortName // a sort is a name with or without a minus
  const { expression, type } = sortKeys[name]
  const own = sql.raw(expression)
  return {
    name,
    key: own,
    direction: sql.raw(down ? 'desc' : 'asc'),
    after: (place, key = own, group) => {
      if (place === undefined) return sql<SqlBool>`true`
      const compared = sql.raw(down ? '<' : '>')
      const at = sql`${place.value}::${sql.raw(type)}, ${place.id}::uuid`
      if (group === undefined) return sql<SqlBool>`(${key}, id) ${compared} (${at})`
      return sql<SqlBool>`(${group.of}, ${key}, id) ${compared} (${group.value} collate "C", ${at})`
    },
  }
}

/** A cursor remembers how many waters the first page counted, so that later pages need not count again. */
export function writeListCursor(sort: WaterSort, { value, id }: Place, { count, capped }: Total): string {
  return writeCursor([sort, value, id, String(count), capped ? 'capped' : 'exact'])
}

/** @throws Problem `request.cursor-invalid` for a cursor of another order, or one that was tampered with */
export function readListCursor(sort: WaterSort, cursor: string): { readonly place: Place; readonly total: Total } {
  const { type } = sortKeys[orderOf(sort).name]
  const [order, value, id, count, capped] = readCursor(cursor, ['text', cursorKeys[type], 'uuid', 'whole', 'text'])
  if (order !== sort) throw new Problem(cursorInvalid, {})
  return { place: { value, id }, total: { count: Number(count), capped: capped === 'capped' } }
}
