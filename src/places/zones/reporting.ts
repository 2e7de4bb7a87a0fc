import { fullCode, type RegionCode } from '../../domain/regions.ts'
import { childrenOf, divisionTable, type Division, type DivisionTable } from '../divisions.ts'
import { reportingCodeOf, type Zone } from './zones.ts'

/**
 * The divisions as they report: each functional zone stands beside the counties, and its towns with their villages stand under
 * it, by their reporting codes, instead of under the county of the code book. Whoever answers for a zone finds their towns here.
 * Without zones it is the table itself.
 *
 * @example reportingTable(table, [wansheng]).byCode.get('500171100000')?.name // '万东镇', no longer '500110100000'
 */
export function reportingTable(table: DivisionTable, zones: readonly Zone[]): DivisionTable {
  const running = zones.filter(({ towns }) => towns.length > 0)
  if (running.length === 0) return table
  const moved = new Map(running.flatMap(zone => zone.towns.flatMap(town => codesOf(table, running, town.statistical))))
  const counties = running.map((zone): Division => ({ code: fullCode(zone.code), name: zone.name, level: 'county' }))
  const divisions = [...table.all.map(one => ({ ...one, code: moved.get(one.code) ?? one.code })), ...counties]
  return divisionTable(
    table.edition,
    divisions.toSorted((a, b) => (a.code < b.code ? -1 : 1)),
  )
}

/** A town and its villages: statistical code → reporting code. */
function codesOf(
  table: DivisionTable,
  zones: readonly Zone[],
  town: RegionCode,
): readonly (readonly [RegionCode, RegionCode])[] {
  return [town, ...childrenOf(table, town).map(({ code }) => code)].map(
    code => [code, reportingCodeOf(zones, code)] as const,
  )
}
