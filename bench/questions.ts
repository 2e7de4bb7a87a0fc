import { rangeOf, systemActor, type Actor } from '../src/platform/actor.ts'
import { reading, type Database, type Tx } from '../src/platform/db/database.ts'
import { listReadings } from '../src/monitoring/store.ts'
import { surveyCoverage } from '../src/survey/store.ts'
import { tileAt } from '../src/waters/cells.ts'
import { waterSorts, type WaterFilter, type WaterSort } from '../src/waters/filter.ts'
import { tallyWaters } from '../src/waters/overview-store.ts'
import { listWaters, requireWater, waterDetail, waterHistory, waterTile } from '../src/waters/store.ts'

/** Whose questions are measured: everything, one county, one town of the made-up province. */
export const askers = {
  city: asker('500000000000'),
  county: asker('500231000000'),
  town: asker('500231102000'),
} as const

export type Asker = keyof typeof askers

function asker(region: string): Actor {
  return { ...systemActor('job'), region, range: rangeOf(region) }
}

export type Question = { readonly name: string; readonly ask: (tx: Tx, round: number) => Promise<unknown> }

/** Questions that one promise is made of. */
export type Group = {
  readonly name: string
  readonly yardstick: YardstickName
  readonly questions: readonly Question[]
  /** How often each is asked. */
  readonly rounds: number
}

export type YardstickName = 'page' | 'pass' | 'row' | `tile ${number}`

const filters: Readonly<Record<string, WaterFilter>> = {
  'no filter': {},
  'national list': { list: ['national'] },
  'on no list': { list: ['none'] },
  'in works, yellow': { stage: ['in-works'], colour: ['yellow'] },
  'relapsed ponds': { stage: ['relapsed'], type: ['pond'] },
  reservoirs: { type: ['reservoir'] },
  'area 2,000 to 2,100 m2': { areaFromM2: 2000, areaBelowM2: 2100 },
  'area from 11,900 m2': { areaFromM2: 11_900 },
  complaints: { complaint: true },
  'without position': { position: 'unknown' },
  'by monitoring': { basis: ['monitoring'] },
  'one cause': { cause: 'livestock' },
}

const searches = {
  'two characters': '龙井',
  'a common ending': '堰塘',
  'nothing there': '鑫鑫',
  'a number': '77',
} as const

export async function groupsOf(database: Database, who: Asker): Promise<readonly Group[]> {
  const actor = askers[who]
  const { items } = await reading(database, actor, tx => listWaters(tx, {}, { sort: 'area', limit: 60 }))
  const idAt = (round: number) => items[round % items.length]!.id
  return [
    {
      name: 'overview',
      yardstick: 'pass',
      rounds: 40,
      questions: [
        { name: 'totals', ask: tx => tallyWaters(tx, { digits: 0 }) },
        {
          name: 'by division',
          ask: tx => tallyWaters(tx, { digits: { city: 6, county: 9, town: 12 }[who] as 6 | 9 | 12 }),
        },
        { name: 'survey coverage', ask: tx => surveyCoverage(tx, 'county') },
      ],
    },
    { name: 'list, every filter and order, first and later pages', yardstick: 'page', rounds: 2, questions: pages() },
    { name: 'search by name', yardstick: 'page', rounds: 6, questions: searched() },
    {
      name: 'a water, its history and readings',
      yardstick: 'row',
      rounds: 60,
      questions: [
        { name: 'water', ask: async (tx, round) => waterDetail(tx, await requireWater(tx, idAt(round))) },
        { name: 'history', ask: (tx, round) => waterHistory(tx, idAt(round), { limit: 20 }) },
        { name: 'readings', ask: (tx, round) => listReadings(tx, { waterId: idAt(round) }, { limit: 100 }) },
      ],
    },
    tiles('map tiles of zoom 0 to 9', [0, 3, 5, 6, 7, 8, 9], 7),
    tiles('map tiles of zoom 10 to 13', [10, 11, 12, 13], 11),
    tiles('map tiles of zoom 14 and deeper', [14, 16], 14),
  ]
}

function pages(): readonly Question[] {
  return Object.entries(filters).flatMap(([name, filter]) =>
    waterSorts.map(sort => ({ name: `${name} by ${sort}`, ask: firstAndLater(filter, sort) })),
  )
}

/** The first page, the second in the second round. */
function firstAndLater(filter: WaterFilter, sort: WaterSort): Question['ask'] {
  let cursor: string | undefined
  return async tx => {
    const page = await listWaters(tx, filter, { sort, limit: 50, cursor })
    cursor = page.next
  }
}

function searched(): readonly Question[] {
  return Object.entries(searches).flatMap(([name, search]) =>
    (['code', 'name', '-area'] as const).map(sort => ({
      name: `${name} by ${sort}`,
      ask: (tx: Tx) => listWaters(tx, { search }, { sort, limit: 50 }),
    })),
  )
}

function tiles(name: string, zooms: readonly number[], yardstickZoom: number): Group {
  const questions = zooms.flatMap(z => [
    { name: `zoom ${z}`, ask: (tx: Tx, round: number) => waterTile(tx, tileNear(z, round), {}) },
    {
      name: `zoom ${z}, listed ponds`,
      ask: (tx: Tx, round: number) => waterTile(tx, tileNear(z, round), { stage: ['listed'], type: ['pond'] }),
    },
  ])
  return { name, yardstick: `tile ${yardstickZoom}`, rounds: 12, questions }
}

/** Around the middle of the county of the askers, another one each round. */
export function tileNear(z: number, round: number) {
  return tileAt(107.35 + ((round % 7) - 3) * 0.05, 30.33 + ((round % 5) - 2) * 0.05, z)
}
