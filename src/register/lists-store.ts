import { sql } from 'kysely'
import { chinaDate } from '../domain/dates.ts'
import { stageIds, type Stage } from '../domain/lifecycle.ts'
import { regionRange, type RegionCode } from '../domain/regions.ts'
import { supervisionListIds, supervisionLists, type SupervisionList } from '../domain/waters.ts'
import type { QueryOf } from '../platform/http/endpoint.ts'
import type { Tx } from '../platform/db/database.ts'
import { regionNamesOf } from '../places/region-names.ts'
import { placeDirectory } from '../places/store.ts'
import { policyAt } from '../policy/policy.ts'
import { tallyWaters, type WaterTally } from '../waters/overview-store.ts'
import type { ListWay } from '../waters/words.ts'
import type { Disagreement, getDisagreements, ListTotals } from './contract.ts'
import { deriveList } from './rules.ts'

/** Treated, verified and not relapsed since. */
const eliminatedStages: ReadonlySet<Stage> = new Set(['accepted', 'delisted', 'upkeep'])

/**
 * The three lists in numbers, for what the caller may see.
 *
 * @example (await listTotals(tx)).find(({ list }) => list === 'national')?.count // 80
 */
export async function listTotals(tx: Tx, region?: RegionCode): Promise<ListTotals[]> {
  const tallies = await tallyWaters(tx, { region, digits: 0 })
  const disagreements = await countDisagreements(tx, region)
  return supervisionListIds.map(list => {
    const own = tallies.filter(tally => tally.list === list)
    return { ...totalsOf(list, own), disagreements: disagreements.get(list) ?? 0 }
  })
}

function totalsOf(list: SupervisionList, tallies: readonly WaterTally[]): Omit<ListTotals, 'disagreements'> {
  const eliminated = tallies.filter(({ stage }) => eliminatedStages.has(stage))
  const ofColour = (colour: WaterTally['colour']) => sumOf(tallies.filter(tally => tally.colour === colour)).count
  return {
    list,
    label: supervisionLists[list],
    ...sumOf(tallies),
    withoutArea: tallies.reduce((sum, { withoutArea }) => sum + withoutArea, 0),
    stages: stageIds
      .map(stage => ({ stage, ...sumOf(tallies.filter(tally => tally.stage === stage)) }))
      .filter(({ count }) => count > 0),
    colours: { red: ofColour('red'), yellow: ofColour('yellow'), green: ofColour('green'), none: ofColour(null) },
    eliminated: sumOf(eliminated).count,
    eliminatedAreaM2: sumOf(eliminated).areaM2,
  }
}

function sumOf(tallies: readonly WaterTally[]): { count: number; areaM2: number } {
  return {
    count: tallies.reduce((sum, { count }) => sum + count, 0),
    areaM2: tallies.reduce((sum, { areaM2 }) => sum + areaM2, 0),
  }
}

async function countDisagreements(tx: Tx, region: RegionCode | undefined): Promise<Map<SupervisionList, number>> {
  const { rows } = await sql<{ list: SupervisionList; count: number }>`
    select w.list, count(*)::int as count from waters w where ${disagrees(tx, region)} group by 1`.execute(tx.sql)
  return new Map(rows.map(({ list, count }) => [list, count]))
}

/** The limits of `deriveList` in SQL, so that only the rows that disagree are read. The county list is by hand and never disagrees. */
function disagrees(tx: Tx, region: RegionCode | undefined) {
  const { scopeFromM2, nationalFromM2 } = policyAt('lists', chinaDate(tx.at)).value
  const range = region === undefined ? tx.actor.range : regionRange(region)
  return sql`w.region_code >= ${range.from} collate "C" and w.region_code < ${range.to} collate "C"
    and w.area_m2 is not null and (
      (w.list = 'national' and w.area_m2 < ${nationalFromM2})
      or (w.list = 'municipal' and (w.area_m2 >= ${nationalFromM2} or (w.area_m2 < ${scopeFromM2} and not w.complaint))))`
}

type DisagreeingRow = {
  id: string
  code: string
  name: string
  region_code: RegionCode
  area_m2: number
  complaint: boolean
  list: SupervisionList
  list_how: ListWay
}

/** Waters whose list is not the one their area gives, by id. */
export async function findDisagreements(
  tx: Tx,
  { region, list, cursor, limit }: QueryOf<typeof getDisagreements>,
): Promise<{ items: Disagreement[]; next?: string }> {
  const directory = await placeDirectory(tx)
  const policy = policyAt('lists', chinaDate(tx.at))
  const { rows } = await sql<DisagreeingRow>`
    select w.id, w.code, w.name, w.region_code, w.area_m2, w.complaint, w.list, w.list_how from waters w
    where ${disagrees(tx, region)} and ${list === undefined ? sql`true` : sql`w.list = ${list}`}
      and ${cursor === undefined ? sql`true` : sql`w.id > ${cursor}::uuid`}
    order by w.id limit ${limit + 1}`.execute(tx.sql)
  const items = rows.slice(0, limit).map(row => {
    const derived = deriveList({ areaM2: row.area_m2, strongComplaints: row.complaint }, policy)
    return {
      waterId: row.id,
      code: row.code,
      name: row.name,
      regionCode: row.region_code,
      regionNames: regionNamesOf(directory, row.region_code),
      areaM2: row.area_m2,
      list: row.list,
      ...(derived.list === undefined ? {} : { derivedList: derived.list }),
      how: row.list_how,
      words: derived.words,
    }
  })
  const last = items.at(-1)
  return rows.length > limit && last !== undefined ? { items, next: last.waterId } : { items }
}
