import { cellAt, pointZoom } from '../../src/waters/cells.ts'
import { endedStages, talliedZooms } from '../../src/waters/tallies-store.ts'
import { shapeCells } from '../../src/waters/values.ts'
import type { WaterShape } from '../../src/waters/water-row.ts'
import type { Ask } from './check.ts'

/** What is worked out from other columns and kept beside them says what counting and computing anew says. */
export async function checkDerived(ask: Ask): Promise<readonly string[]> {
  return [
    ...(await checkSums(ask, { what: 'the tallies of divisions', statement: divisions })),
    ...(await checkSums(ask, { what: 'the tallies of map cells', statement: mapCells, values: [endedStages] })),
    ...(await checkCells(ask)),
  ]
}

/**
 * Counted otherwise than the product does: from the table, by plain grouping; the notes that were not folded yet are added to the
 * tallies as readers add them. Areas are compared to a thousandth of a square metre, for a double holds 17 digits and a sum of it 15.
 */
const divisions = `
  with levels (digits) as (values (6), (9), (12)),
  told as (
    select region_code, digits, stage, list, colour, count, area_m2, without_area, invented from water_tallies union all
    select rpad(left(region_code, digits), 12, '0'), digits, stage, list, colour, count, area_m2, without_area, invented
    from water_tally_changes cross join levels),
  counted as (
    select rpad(left(region_code, digits), 12, '0') as region_code, digits, stage, coalesce(list, 'none') as list,
           coalesce(colour, 'none') as colour, 1 as count, coalesce(area_m2, 0)::numeric as area_m2,
           (area_m2 is null)::int as without_area, invented::int as invented from waters cross join levels),
  woven as (
    select *, 1 as sign from told union all select *, -1 from counted)
  select region_code, digits, stage, list, colour, sum(sign * count)::int as count, round(sum(sign * area_m2), 3) as area_m2,
         sum(sign * without_area)::int as without_area, sum(sign * invented)::int as invented
  from woven group by 1, 2, 3, 4, 5
  having sum(sign * count) <> 0 or round(sum(sign * area_m2), 3) <> 0 or sum(sign * without_area) <> 0 or sum(sign * invented) <> 0`

const mapCells = `
  with zooms as (select zoom, 2 * (${pointZoom} - zoom) as bits from generate_series(${talliedZooms.from}, ${talliedZooms.to}) zoom),
  noted as (
    select region_code, cell, longitude, latitude, type, stage, list, colour, count, area_m2 from water_tally_changes),
  standing as (
    select region_code, cell, longitude, latitude, type, stage, coalesce(list, 'none'), coalesce(colour, 'none'), 1,
           coalesce(area_m2, 0)::numeric from waters),
  single as (
    select *, 1 as sign from noted where cell is not null union all select *, -1 from standing where cell is not null),
  shown as (
    select * from single union all
    select region_code, cell, longitude, latitude, 'any', 'any', list, 'any', count, area_m2, sign from single
    where stage <> all($1::text[])),
  woven as (
    select county_code, zoom, cell, type, stage, list, colour, count, area_m2, longitude_sum, latitude_sum from water_cell_tallies
    union all
    select left(region_code, 6), zoom, cell >> bits, type, stage, list, colour, sign * count, sign * area_m2,
           sign * count * longitude, sign * count * latitude from shown cross join zooms)
  select county_code, zoom, cell, type, stage, list, colour, sum(count)::int as count, round(sum(area_m2), 3) as area_m2,
         round(sum(longitude_sum)::numeric, 6) as longitude, round(sum(latitude_sum)::numeric, 6) as latitude
  from woven group by 1, 2, 3, 4, 5, 6, 7
  having sum(count) <> 0 or round(sum(area_m2), 3) <> 0
      or round(sum(longitude_sum)::numeric, 6) <> 0 or round(sum(latitude_sum)::numeric, 6) <> 0`

type Sums = { readonly what: string; readonly statement: string; readonly values?: readonly unknown[] }

/** @param statement finds by how much a tally is more than what is counted, where they differ */
async function checkSums(ask: Ask, { what, statement, values = [] }: Sums): Promise<readonly string[]> {
  const rows = await ask<Record<string, unknown>>(statement, values)
  if (rows.length === 0) return []
  const shown = rows.slice(0, 3).map(row => JSON.stringify(row))
  return [`${what} are not what the waters add up to: ${rows.length}, by ${shown.join(' ')}`]
}

type Placed = {
  readonly id: string
  readonly cell: string | null
  readonly longitude: number | null
  readonly latitude: number | null
  readonly geometry: WaterShape | null
}

/** The map's cell of a position, and the cells that a drawn shape touches. */
async function checkCells(ask: Ask): Promise<readonly string[]> {
  const touched = await ask<{ water_id: string; cell: string }>('select water_id, cell from water_cells')
  const cellsOf = Map.groupBy(touched, ({ water_id }) => water_id)
  const waters = await ask<Placed>('select id, cell, longitude, latitude, geometry from waters')
  return waters.flatMap(({ id, cell, longitude, latitude, geometry }) => {
    const at = longitude === null || latitude === null ? null : cellAt(longitude, latitude)
    const kept = (cellsOf.get(id) ?? []).map(row => Number(row.cell))
    const wanted = geometry === null ? [] : [...shapeCells(geometry)]
    return [
      ...((cell === null ? null : Number(cell)) === at ? [] : [`water ${id} stands in another cell than its position`]),
      ...(ordered(kept) === ordered(wanted) ? [] : [`water ${id} is drawn in other cells than its shape touches`]),
    ]
  })
}

const ordered = (cells: readonly number[]) => cells.toSorted((a, b) => a - b).join()
