import { chinaDate } from '../../domain/dates.ts'
import { levelOf, type RegionCode } from '../../domain/regions.ts'
import { divisionName, regionNamesOf } from '../../places/region-names.ts'
import { placeDirectory, type PlaceDirectory } from '../../places/store.ts'
import type { Tx } from '../../platform/db/database.ts'
import { cutPage, readCursor, writeCursor, type RowPage } from '../../platform/http/cursor.ts'
import { cursorInvalid } from '../../platform/http/cursor.ts'
import type { AnswerOf, QueryOf } from '../../platform/http/endpoint.ts'
import { DateText } from '../../domain/shapes.ts'
import { Problem } from '../../domain/problems.ts'
import { countWaters } from '../../waters/overview-store.ts'
import type {
  BoardRow,
  countProgress as countEndpoint,
  listProgress as listEndpoint,
  listUnscheduled as unscheduledEndpoint,
  UnscheduledWater,
} from './contract.ts'
import { countLateParts } from './parts/parts-store.ts'
import { limitsToday } from './schedules-store.ts'
import { judged, policyWords } from './showing.ts'
import {
  schedulesBySlippage,
  sumOf,
  tallyLevels,
  unscheduledWaters,
  type BoardTable,
  type LevelTally,
  type SlippageKey,
} from './works-store.ts'

type Counts = AnswerOf<typeof countEndpoint>

/** How many works stand at which level, altogether and by the divisions one level below. */
export async function countProgress(tx: Tx, region: RegionCode | undefined): Promise<Counts> {
  const tallies = await tallyLevels(tx, { region, digits: digitsBelow(region ?? tx.actor.region) })
  const directory = await placeDirectory(tx)
  const divisions = [...Map.groupBy(tallies, ({ division }) => division)].map(([division, own]) => ({
    division,
    name: divisionName(directory, division),
    ...countsOf(own),
  }))
  const waters = await countWaters(tx, { region, stages: ['planned', 'in-works'] })
  return {
    total: countsOf(tallies),
    divisions: divisions.toSorted((a, b) => b.late - a.late || b.silent - a.silent || b.slipping - a.slipping),
    // Never below zero while a tally and a schedule that was made beside it meet.
    withoutSchedule: Math.max(0, waters - sumOf(tallies)),
    partsLate: await countLateParts(tx, region),
    policy: policyWords(tx),
  }
}

/** Cities by county, counties by town, towns by village. */
function digitsBelow(region: RegionCode): 6 | 9 | 12 {
  const level = levelOf(region)
  if (level === 'province' || level === 'city') return 6
  return level === 'county' ? 9 : 12
}

function countsOf(tallies: readonly LevelTally[]) {
  const of = (level: LevelTally['level']) => sumOf(tallies.filter(tally => tally.level === level))
  return {
    late: of('late'),
    silent: of('silent'),
    slipping: of('slipping'),
    'on-time': of('on-time'),
    costYuan: tallies.reduce((sum, { costYuan }) => sum + costYuan, 0),
    earnedYuan: tallies.reduce((sum, { earnedYuan }) => sum + earnedYuan, 0),
  }
}

/** Works with their waters, the one furthest behind first. */
export async function listProgress(tx: Tx, query: QueryOf<typeof listEndpoint>): Promise<RowPage<BoardRow>> {
  const { region, level, cursor, limit } = query
  const after = cursor === undefined ? undefined : readSlippage(cursor)
  const rows = await schedulesBySlippage(tx, { region, level, after, limit: limit + 1 })
  const page = cutPage(rows, limit, ({ slippage, id }) => writeCursor([slippage, id]))
  const directory = await placeDirectory(tx)
  const judging = { limits: limitsToday(tx), today: chinaDate(tx.at) }
  return { ...page, items: page.items.map(row => shown(directory, row, judging)) }
}

/** Waters that wait for a schedule, the longest first. */
export async function listUnscheduled(
  tx: Tx,
  { region, cursor, limit }: QueryOf<typeof unscheduledEndpoint>,
): Promise<RowPage<UnscheduledWater>> {
  const [since, id] = cursor === undefined ? [] : readCursor(cursor, ['instant', 'uuid'])
  const after = since === undefined || id === undefined ? undefined : { since, id }
  const rows = await unscheduledWaters(tx, { region, after, limit: limit + 1 })
  const page = cutPage(rows, limit, ({ since, id }) => writeCursor([since, id]))
  const directory = await placeDirectory(tx)
  return {
    ...page,
    items: page.items.map(({ id, code, name, region_code: regionCode, stage, since }) => ({
      waterId: id,
      waterCode: code,
      waterName: name,
      regionCode,
      regionNames: regionNamesOf(directory, regionCode),
      stage,
      stageSince: new Date(since).toISOString(),
    })),
  }
}

/** @throws Problem `request.cursor-invalid` also for a day that is none */
function readSlippage(cursor: string): SlippageKey {
  const [day, id] = readCursor(cursor, ['text', 'uuid'])
  if (day !== 'infinity' && !DateText.safeParse(day).success) throw new Problem(cursorInvalid, {})
  return { day, id }
}

function shown(directory: PlaceDirectory, row: BoardTable, judging: Parameters<typeof judged>[1]): BoardRow {
  const { caught_up_on: caughtUpOn, ends_on: endsOn, quiet_since: quietSince } = row
  const open = caughtUpOn !== null && endsOn !== null && quietSince !== null
  return {
    waterId: row.water_id,
    waterCode: row.code,
    waterName: row.name,
    regionCode: row.region_code,
    regionNames: regionNamesOf(directory, row.region_code),
    state: row.state,
    ...judged(open ? { caughtUpOn, endsOn, quietSince } : undefined, judging),
    share: row.share,
    costYuan: row.cost_yuan,
    openMeasures: row.open_measures,
    firstDay: row.first_day,
    lastDay: row.last_day,
    ...(caughtUpOn === null ? {} : { caughtUpOn }),
    ...(row.longitude === null || row.latitude === null ? {} : { longitude: row.longitude, latitude: row.latitude }),
  }
}
