/**
 * Promise: what a person waits for does not grow with the number of waters.
 *
 * `node bench/scale.ts FOLDER...`, each filled by `jiuqing load` (1,600, 100,000 and 1,000,000 waters, say), the smallest first. Prints for
 * each question a person's page asks, for the city (all waters) and for a county: median and 99th percentile of the calls, in
 * milliseconds, how they grew since the smallest folder, and the yardstick measured in the same run: the bare SQL of a page by primary
 * key for the list, the same bytes from a prepared table for the tiles, one grouped pass over the table for the overview.
 */
import { Client } from 'pg'
import { readConfig } from '../src/platform/config.ts'
import { rangeOf, systemActor, type Actor } from '../src/platform/actor.ts'
import { reading, type Database, type Tx } from '../src/platform/db/database.ts'
import { openConfiguredDatabase } from '../src/platform/start.ts'
import { surveyCoverage } from '../src/survey/store.ts'
import { listReadings } from '../src/monitoring/store.ts'
import { tileAt } from '../src/waters/cells.ts'
import { waterSorts, type WaterFilter } from '../src/waters/filter.ts'
import { tallyWaters } from '../src/waters/overview-store.ts'
import { listWaters, waterDetail, requireWater, waterHistory, waterTile } from '../src/waters/store.ts'

const folders = process.argv.slice(2)
const calls = 60
const city: Actor = { ...systemActor('job'), region: '500000000000', range: rangeOf('500000000000') }
const county: Actor = { ...systemActor('job'), region: '500231000000', range: rangeOf('500231000000') }
const town: Actor = { ...systemActor('job'), region: '500231102000', range: rangeOf('500231102000') }

type Took = { readonly p50: number; readonly p99: number }
const smallest = new Map<string, Took>()

for (const folder of folders) await measureFolder(folder)

async function measureFolder(folder: string): Promise<void> {
  const opened = await openConfiguredDatabase(readConfig({ JIUQING_DATA: folder }))
  try {
    const owner = new Client({ connectionString: opened.ownerUrl })
    await owner.connect()
    const [{ waters }] = (await owner.query<{ waters: number }>('select count(*)::int as waters from waters')).rows as [
      { waters: number },
    ]
    console.log(`\n${waters.toLocaleString('en')} waters (${folder})`)
    await measure(opened.database, owner)
    await owner.end()
  } finally {
    await opened.stop()
  }
}

async function measure(database: Database, owner: Client): Promise<void> {
  await prepareTiles(database, owner)
  await measureYardsticks(owner)
  for (const [who, actor] of [
    ['city', city],
    ['county', county],
    ['town', town],
  ] as const) {
    for (const [question, ask] of await questions(database, actor)) {
      await report(`${who}: ${question}`, round => reading(database, actor, tx => ask(tx, round)))
    }
  }
}

type Ask = (tx: Tx, round: number) => Promise<unknown>

async function questions(database: Database, actor: Actor): Promise<readonly (readonly [string, Ask])[]> {
  const page = { sort: 'code', limit: 50 } as const
  const ids = (await reading(database, actor, tx => listWaters(tx, {}, { sort: 'area', limit: 60 }))).items.map(
    ({ id }) => id,
  )
  const filters: readonly (readonly [string, WaterFilter])[] = [
    ['national list', { list: ['national'] }],
    ['in works and red', { stage: ['in-works'], colour: ['yellow'] }],
    ['relapsed ponds', { stage: ['relapsed'], type: ['pond'] }],
    ['area 2,000 to 2,100 m2', { areaFromM2: 2000, areaBelowM2: 2100 }],
    ['complaints', { complaint: true }],
    ['without position (none)', { position: 'unknown' }],
    ['basis monitoring (none)', { basis: ['monitoring'] }],
    ['search of two characters', { search: '龙井' }],
    ['search of a common ending', { search: '堰塘' }],
    ['search of nothing there', { search: '鑫鑫' }],
  ]
  return [
    ['overview: totals', tx => tallyWaters(tx, { digits: 0 })],
    ['overview: by division below', tx => tallyWaters(tx, { digits: actor === city ? 6 : actor === county ? 9 : 12 })],
    ['overview: survey coverage', tx => surveyCoverage(tx, 'county')],
    ...waterSorts.map(sort => [`list by ${sort}`, (tx: Tx) => listWaters(tx, {}, { sort, limit: 50 })] as const),
    ...filters.flatMap(([name, filter]) => [
      [`list, ${name}`, (tx: Tx) => listWaters(tx, filter, page)] as const,
      [`list by -area, ${name}`, (tx: Tx) => listWaters(tx, filter, { sort: '-area', limit: 50 })] as const,
    ]),
    ['a water', async (tx, round) => waterDetail(tx, await requireWater(tx, ids[round % ids.length]!))],
    ['its history', (tx, round) => waterHistory(tx, ids[round % ids.length]!, { limit: 20 })],
    ['its readings', (tx, round) => listReadings(tx, { waterId: ids[round % ids.length]! }, { limit: 20 })],
    ...[0, 3, 5, 6, 7, 8, 9, 10, 11, 12, 14].map(
      z => [`tile of zoom ${z}`, (tx: Tx, round: number) => waterTile(tx, tileOf(z, round), {})] as const,
    ),
    ['tile of zoom 7, filtered', (tx, round) => waterTile(tx, tileOf(7, round), { stage: ['listed'], type: ['pond'] })],
  ]
}

/** Around the middle of the city and of the county of the cast, another one each round. */
function tileOf(z: number, round: number) {
  return tileAt(107.35 + ((round % 7) - 3) * 0.05, 30.33 + ((round % 5) - 2) * 0.05, z)
}

async function prepareTiles(database: Database, owner: Client): Promise<void> {
  await owner.query('create temporary table prepared_tiles (z int, x int, y int, content bytea, primary key (z, x, y))')
  for (const z of [5, 8, 11, 14]) {
    const tile = tileOf(z, 0)
    const content = await reading(database, city, tx => waterTile(tx, tile, {}))
    await owner.query('insert into prepared_tiles values ($1, $2, $3, $4)', [
      tile.z,
      tile.x,
      tile.y,
      Buffer.from(content ?? []),
    ])
  }
}

async function measureYardsticks(owner: Client): Promise<void> {
  for (const z of [5, 8, 11, 14]) {
    const { x, y } = tileOf(z, 0)
    await report(`yardstick: tile of zoom ${z} from a prepared table`, () =>
      owner.query('select content from prepared_tiles where z = $1 and x = $2 and y = $3', [z, x, y]),
    )
  }
  await report('yardstick: bare page by code', () => owner.query('select * from waters order by code, id limit 50'))
  await report(
    'yardstick: one grouped pass',
    () => owner.query('select stage, list, colour, count(*), sum(area_m2) from waters group by 1, 2, 3'),
    5,
  )
}

async function report(question: string, ask: (round: number) => Promise<unknown>, rounds = calls): Promise<void> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const started = performance.now()
    await ask(round)
    times.push(performance.now() - started)
  }
  times.sort((a, b) => a - b)
  const took = { p50: times[Math.floor(times.length / 2)]!, p99: times[Math.floor(times.length * 0.99)]! }
  const before = smallest.get(question)
  if (before === undefined) smallest.set(question, took)
  const growth = before === undefined ? '' : `  grew ${(took.p50 / before.p50).toFixed(1)} x`
  console.log(
    `${question.padEnd(48)} p50 ${took.p50.toFixed(1).padStart(8)} ms  p99 ${took.p99.toFixed(1).padStart(8)} ms${growth}`,
  )
}
