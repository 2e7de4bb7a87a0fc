import { z } from 'zod'
import { RegionCodeText } from '../../../domain/shapes.ts'
import type { WaterSort } from '../../../waters/contract.ts'
import { waterSorts } from '../../../waters/contract.ts'

/** What the address of the waters page may hold. Several values of one filter stand with commas between them. */
export const WaterFilters = z.object({
  search: z.string().optional(),
  region: RegionCodeText.optional(),
  list: z.string().optional(),
  stage: z.string().optional(),
  type: z.string().optional(),
  colour: z.string().optional(),
  basis: z.string().optional(),
  position: z.enum(['known', 'unknown']).optional(),
  cause: z.string().optional(),
  sort: z.enum(waterSorts).optional(),
  chosen: z.string().optional(),
  view: z.enum(['list', 'map']).optional(),
})
export type WaterFilters = z.output<typeof WaterFilters>

const asked = ['search', 'region', 'list', 'stage', 'type', 'colour', 'basis', 'position', 'cause'] as const

/** The part of the address that narrows the list; `chosen`, `sort` and `view` do not. */
export function filterOf(filters: WaterFilters): Pick<WaterFilters, (typeof asked)[number]> {
  return Object.fromEntries(asked.flatMap(name => (filters[name] === undefined ? [] : [[name, filters[name]]])))
}

export function isFiltered(filters: WaterFilters): boolean {
  return Object.keys(filterOf(filters)).length > 0
}

export const noFilters = Object.fromEntries(asked.map(name => [name, undefined])) as Record<
  (typeof asked)[number],
  undefined
> // the keys of `asked`

export const sortColumns = { name: 'name', area: 'area', since: 'since', code: 'code', updated: 'updated' } as const
export type SortColumn = keyof typeof sortColumns

/** The order shown by a column header. */
export function orderOf(sort: WaterSort, column: SortColumn): 'ascend' | 'descend' | null {
  if (sort === column) return 'ascend'
  return sort === `-${column}` ? 'descend' : null
}

/** A click on a header: up, down, then back to the order by code. */
export function sortOf(
  column: string | undefined,
  order: 'ascend' | 'descend' | null | undefined,
): WaterSort | undefined {
  if (column === undefined || order === null || order === undefined) return undefined
  const wanted = order === 'ascend' ? column : `-${column}`
  return waterSorts.find(sort => sort === wanted)
}
