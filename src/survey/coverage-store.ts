import { sql } from 'kysely'
import { levelOf, regionRange, type RegionCode } from '../domain/regions.ts'
import type { Tx } from '../platform/db/database.ts'
import { pathOf, placeDirectory, type PlaceDirectory } from '../places/store.ts'
import { tallyWaters } from '../waters/overview-store.ts'
import type { CoverageRow } from './contract.ts'
import type { CoverageLevel } from './rules.ts'
import { countsOf, requireTask, villageCounts, type VillageCountsRow } from './tasks-store.ts'

export type Coverage = {
  readonly total: Omit<CoverageRow, 'regionCode' | 'name' | 'level'>
  readonly items: CoverageRow[]
}

const digitsOf = { county: 6, town: 9, village: 12 } as const satisfies Record<CoverageLevel, 6 | 9 | 12>

/**
 * How far the survey has come, division by division, for what the caller may see. A village is counted once, by its latest
 * task, or by the task asked for.
 *
 * @param scope.region twelve digits: only what lies inside it
 * @example (await surveyCoverage(tx, 'county')).total.donePercent // 99.8
 */
export async function surveyCoverage(
  tx: Tx,
  level: CoverageLevel,
  scope: { readonly region?: RegionCode | undefined; readonly taskId?: string | undefined } = {},
): Promise<Coverage> {
  if (scope.taskId !== undefined) await requireTask(tx, scope.taskId)
  const digits = digitsOf[level]
  const [villages, candidates, directory] = await Promise.all([
    countVillages(tx, digits, scope),
    countCandidates(tx, digits, scope.region),
    placeDirectory(tx),
  ])
  const divisions = [...new Set([...villages.keys(), ...candidates.keys()])].toSorted()
  const items = divisions.map(division => ({
    ...nameOf(directory, division, level),
    ...coverageOf(villages.get(division) ?? noVillage, candidates.get(division) ?? 0),
  }))
  return { total: totalOf(items), items }
}

const noVillage = { villages: 0, open: 0, inProgress: 0, noneFound: 0, withCandidates: 0, overdue: 0 }
type VillageCounts = typeof noVillage

async function countVillages(
  tx: Tx,
  digits: 6 | 9 | 12,
  { region, taskId }: { readonly region?: RegionCode | undefined; readonly taskId?: string | undefined },
): Promise<Map<RegionCode, VillageCounts>> {
  const range = region === undefined ? tx.actor.range : regionRange(region)
  const { rows } = await sql<VillageCountsRow & { division: RegionCode }>`
    with v as (
      select distinct on (region_code) region_code, village_code, task_id, state from survey_villages
      where region_code >= ${range.from} and region_code < ${range.to}
        and ${taskId === undefined ? sql`true` : sql`task_id = ${taskId}`}
      order by region_code, task_id desc
    )
    select rpad(left(v.region_code, ${digits}), 12, '0') as division, ${villageCounts(tx.at)}
    from v join survey_tasks t on t.id = v.task_id group by 1`.execute(tx.sql)
  return new Map(rows.map(row => [row.division, countsOf(row)]))
}

async function countCandidates(
  tx: Tx,
  digits: 6 | 9 | 12,
  region: RegionCode | undefined,
): Promise<Map<RegionCode, number>> {
  const tallies = await tallyWaters(tx, { region, digits, stages: ['suspected'] })
  const counts = new Map<RegionCode, number>()
  for (const { division, count } of tallies) counts.set(division, (counts.get(division) ?? 0) + count)
  return counts
}

function nameOf(directory: PlaceDirectory, division: RegionCode, level: CoverageLevel) {
  const name = pathOf(directory, division).at(-1)?.name ?? division
  // A water recorded only to its county stands on a line of its own below town level.
  const found = levelOf(division)
  return { regionCode: division, name, level: found === 'county' || found === 'town' ? found : level }
}

function coverageOf(counts: VillageCounts, candidates: number): Coverage['total'] {
  const done = counts.noneFound + counts.withCandidates
  return {
    ...counts,
    candidates,
    ...(counts.villages === 0 ? {} : { donePercent: Math.floor((done / counts.villages) * 1000) / 10 }),
  }
}

function totalOf(items: readonly CoverageRow[]): Coverage['total'] {
  const sum = (of: (item: CoverageRow) => number) => items.reduce((total, item) => total + of(item), 0)
  const counts = {
    villages: sum(item => item.villages),
    open: sum(item => item.open),
    inProgress: sum(item => item.inProgress),
    noneFound: sum(item => item.noneFound),
    withCandidates: sum(item => item.withCandidates),
    overdue: sum(item => item.overdue),
  }
  return coverageOf(
    counts,
    sum(item => item.candidates),
  )
}
