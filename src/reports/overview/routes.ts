import type { Stage } from '../../domain/lifecycle.ts'
import { stageIds, stages } from '../../domain/lifecycle.ts'
import { levelOf, type RegionCode } from '../../domain/regions.ts'
import { lateAdvice } from '../../experts/advice-store.ts'
import { openTodos as identificationTodos } from '../../identification/store.ts'
import { awaitedNotices } from '../../notices/notices-store.ts'
import { plansToApprove, plansToRevise, type WaitingPlans } from '../../planning/plans/waiting-store.ts'
import { placeDirectory, placeName, placeNames, type PlaceDirectory } from '../../places/store.ts'
import { reading, type Tx } from '../../platform/db/database.ts'
import { wholeCountry } from '../../platform/actor.ts'
import { serve, type Door } from '../../platform/http/serve.ts'
import { countOpenImports } from '../../survey/import-store.ts'
import { openTodos as surveyTodos, surveyCoverage } from '../../survey/store.ts'
import { tallyWaters, type WaterTally } from '../../waters/overview-store.ts'
import { findUnplacedWaters } from '../../waters/unplaced-store.ts'
import type { WaitingList } from '../../waters/waiting-store.ts'
import { lateRectifications, lateVisits, ownRectifications } from '../../works/late-store.ts'
import { getOverview, getOverviewCounties, getOverviewTodo, type DivisionTally, type Todo } from './contract.ts'

type Level = DivisionTally['level']

/** The first page of the office: totals, progress by division, and what waits for somebody. */
export function serveOverview(door: Door): void {
  serve(door, getOverview, ({ database, actor, query }) =>
    reading(database, actor, async tx => {
      const region = query.region
      const tallies = await tallyWaters(tx, { region, digits: 0 })
      const { total } = await surveyCoverage(tx, 'county', region === undefined ? {} : { region })
      return { ...sums(tallies), ...surveyed(total), ...overall(tallies), countedAt: tx.at.toISOString() }
    }),
  )
  serve(door, getOverviewCounties, ({ database, actor, query }) =>
    reading(database, actor, async tx => ({ items: await divisionTallies(tx, query.region ?? tx.actor.region) })),
  )
  serve(door, getOverviewTodo, ({ database, actor }) =>
    reading(database, actor, async tx => ({ items: await todos(tx) })),
  )
}

/** A water that ended counts in no total: it was found not to be one, or has gone into others. */
const isCounted = ({ stage }: WaterTally): boolean => !stages[stage].end
const eliminatedStages: ReadonlySet<Stage> = new Set(['accepted', 'delisted', 'upkeep'])

function sums(tallies: readonly WaterTally[]) {
  const counted = tallies.filter(isCounted)
  const eliminated = counted.filter(({ stage }) => eliminatedStages.has(stage))
  return {
    waters: total(counted, 'count'),
    areaM2: total(counted, 'areaM2'),
    watersWithoutArea: total(counted, 'withoutArea'),
    eliminated: total(eliminated, 'count'),
    eliminatedAreaM2: total(eliminated, 'areaM2'),
    lists: perList(counted, 'count'),
    colours: {
      red: total(
        counted.filter(({ colour }) => colour === 'red'),
        'count',
      ),
      yellow: total(
        counted.filter(({ colour }) => colour === 'yellow'),
        'count',
      ),
      green: total(
        counted.filter(({ colour }) => colour === 'green'),
        'count',
      ),
      none: total(
        counted.filter(({ colour }) => colour === null),
        'count',
      ),
    },
  }
}

type Figure = 'count' | 'areaM2' | 'withoutArea' | 'invented'

/** Areas are kept to the tenth of a square metre: sums of doubles would show their dust. */
function total(tallies: readonly WaterTally[], figure: Figure): number {
  return Math.round(tallies.reduce((sum, tally) => sum + tally[figure], 0) * 10) / 10
}

function perList(tallies: readonly WaterTally[], figure: Figure) {
  const of = (list: 'national' | 'municipal' | 'county') =>
    total(
      tallies.filter(tally => tally.list === list),
      figure,
    )
  return { national: of('national'), municipal: of('municipal'), county: of('county') }
}

function overall(tallies: readonly WaterTally[]) {
  const counted = tallies.filter(isCounted)
  return {
    stages: Object.fromEntries(
      stageIds.map(stage => [
        stage,
        total(
          tallies.filter(tally => tally.stage === stage),
          'count',
        ),
      ]),
    ),
    listAreasM2: perList(counted, 'areaM2'),
    invented: total(counted, 'invented'),
  }
}

function surveyed({
  villages,
  noneFound,
  withCandidates,
}: {
  villages: number
  noneFound: number
  withCandidates: number
}) {
  return { villages, villagesSurveyed: noneFound + withCandidates }
}

const levelBelow = { province: 'county', city: 'county', county: 'town', town: 'village', village: 'village' } as const

const digitsOf = { county: 6, town: 9, village: 12 } as const satisfies Record<Level, number>

async function divisionTallies(tx: Tx, region: RegionCode): Promise<DivisionTally[]> {
  // An administrator of the whole country has no division of their own: every county stands below.
  const scope = region === wholeCountry ? {} : { region }
  const level: Level = region === wholeCountry ? 'county' : levelBelow[levelOf(region)]
  const directory = await placeDirectory(tx)
  const tallies = Map.groupBy(await tallyWaters(tx, { ...scope, digits: digitsOf[level] }), ({ division }) => division)
  const coverage = await surveyCoverage(tx, level, scope)
  const covered = new Map(coverage.items.map(item => [item.regionCode, item]))
  return [...new Set([...tallies.keys(), ...covered.keys()])].sort().map(code => ({
    regionCode: code,
    name: nameAt(directory, code, level),
    level,
    ...sums(tallies.get(code) ?? []),
    ...surveyed(covered.get(code) ?? { villages: 0, noneFound: 0, withCandidates: 0 }),
  }))
}

/** The division's own name; a water recorded above the level stands under its county's or town's. */
function nameAt(directory: PlaceDirectory, code: RegionCode, level: Level): string {
  const { county, town, village } = placeNames(directory, code)
  return { county, town: town ?? county, village: village ?? town ?? county }[level] ?? code
}

async function todos(tx: Tx): Promise<Todo[]> {
  const found = [
    [await awaitedTodo(tx)],
    [await planTodo(tx, 'plans-to-approve', plansToApprove), await planTodo(tx, 'plans-to-revise', plansToRevise)],
    await worksTodos(tx),
    await surveyTodos(tx),
    await identificationTodos(tx),
    [await openImports(tx), await unplaced(tx)],
  ].flat()
  return found.filter(({ count }) => count > 0).map(todo => ({ ...todo, examples: todo.examples.slice(0, 5) }))
}

/** Notices that wait for the caller's receipt, by their day. */
async function awaitedTodo(tx: Tx): Promise<Todo> {
  const directory = await placeDirectory(tx)
  const { count, examples } = await awaitedNotices(tx)
  return {
    kind: 'to-confirm',
    count,
    examples: examples.map(({ id, title, region_code, issued_at, reply_by }) => ({
      subject: 'notice' as const,
      id,
      title,
      place: placeName(directory, region_code),
      since: issued_at.toISOString(),
      ...(reply_by === null ? {} : { dueOn: reply_by }),
    })),
  }
}

/** Plans on which the caller has to act, by their day. */
async function planTodo(tx: Tx, kind: Todo['kind'], find: (tx: Tx) => Promise<WaitingPlans>): Promise<Todo> {
  const directory = await placeDirectory(tx)
  const { count, examples } = await find(tx)
  return {
    kind,
    count,
    examples: examples.map(({ id, waterName, regionCode, since, dueOn }) => ({
      subject: 'plan' as const,
      id,
      title: waterName,
      place: placeName(directory, regionCode),
      since: since.toISOString(),
      dueOn,
    })),
  }
}

/** What is late in verification and expert help, for whoever can do something about it. */
async function worksTodos(tx: Tx): Promise<Todo[]> {
  const { may } = tx.actor
  const directory = await placeDirectory(tx)
  const todo = (
    kind: Todo['kind'],
    subject: Todo['examples'][number]['subject'],
    { count, examples }: WaitingList,
  ) => ({
    kind,
    count,
    examples: examples.map(({ id, waterName, regionCode, dueOn }) => ({
      subject,
      id,
      title: waterName,
      place: placeName(directory, regionCode),
      since: `${dueOn}T00:00:00+08:00`,
    })),
  })
  return [
    may('works.answer') ? [todo('to-rectify', 'rectification', await ownRectifications(tx))] : [],
    may('works.verify') ? [todo('late-rectifications', 'rectification', await lateRectifications(tx))] : [],
    may('works.verify') ? [todo('late-visits', 'visit', await lateVisits(tx))] : [],
    may('experts.assign') || may('experts.advise') ? [todo('late-advice', 'advice', await lateAdvice(tx))] : [],
  ].flat()
}

async function openImports(tx: Tx): Promise<Todo> {
  if (!tx.actor.may('water.import')) return { kind: 'drafts', count: 0, examples: [] }
  const directory = await placeDirectory(tx)
  const { count, examples } = await countOpenImports(tx)
  return {
    kind: 'drafts',
    count,
    examples: examples.map(({ id, fileName, regionCode, createdAt }) => ({
      subject: 'import' as const,
      id,
      title: fileName,
      place: placeName(directory, regionCode),
      since: createdAt.toISOString(),
    })),
  }
}

async function unplaced(tx: Tx): Promise<Todo> {
  const directory = await placeDirectory(tx)
  const { count, capped, examples } = await findUnplacedWaters(tx, 5)
  return {
    kind: 'without-position',
    count,
    ...(capped ? { capped } : {}),
    examples: examples.map(({ id, name, regionCode, since }) => ({
      subject: 'water' as const,
      id,
      title: name,
      place: placeName(directory, regionCode),
      since: since.toISOString(),
    })),
  }
}
