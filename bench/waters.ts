/**
 * What a page of the list, a search and a map tile cost with 100,000 waters, for the city (all of them) and for one county;
 * the yardstick is a bare `select count(*)` over the same table in the same run.
 *
 * Run: node bench/waters.ts [number of waters]
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { uuidv7 } from '../src/domain/ids.ts'
import { rangeOf, systemActor, type Actor } from '../src/platform/actor.ts'
import { atomically, openDatabase, reading, type Database, type Tx } from '../src/platform/db/database.ts'
import { startEmbedded } from '../src/platform/db/embedded.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { ensureShippedPlaces } from '../src/places/seed.ts'
import { placeDirectory } from '../src/places/store.ts'
import { tileAt } from '../src/waters/cells.ts'
import { listWaters, recordWaters, waterTile, type WaterDraft } from '../src/waters/store.ts'

const number = Number(process.argv[2] ?? 100_000)
const words = ['宝峰', '大田', '水井', '转龙', '汪套', '新桥', '石坝', '青龙']
const folder = await mkdtemp(join(tmpdir(), 'jiuqing-bench-'))
const embedded = await startEmbedded(folder)
const city: Actor = { ...systemActor('job'), range: rangeOf('500000000000') }
const county: Actor = { ...systemActor('job'), region: '500231000000', range: rangeOf('500231000000') }

try {
  await migrate(embedded.url)
  const database = openDatabase(embedded.url)
  await ensureShippedPlaces(database)
  await fill(database)
  await tidyTables()
  await measure(database)
  await database.close()
} finally {
  await embedded.stop()
  await rm(folder, { recursive: true, force: true })
}

async function fill(database: Database): Promise<void> {
  const started = performance.now()
  const { table } = await reading(database, city, placeDirectory)
  const villages = table.all.filter(({ level }) => level === 'village')
  const batch = 10_000
  for (let done = 0; done < number; done += batch) {
    const drafts = Array.from({ length: Math.min(batch, number - done) }, (_, index) =>
      draft(done + index, villages[(done + index) % villages.length]!.code),
    )
    await atomically(database, city, tx => recordWaters(tx, drafts, { importId: uuidv7(Date.now()) }))
  }
  console.log(`${number} waters recorded in ${((performance.now() - started) / 1000).toFixed(1)} s`)
}

function draft(index: number, regionCode: string): WaterDraft {
  const longitude = 105.3 + (((index * 7919) % 100_003) / 100_003) * 4.8
  const latitude = 28.2 + (((index * 104_729) % 99_991) / 99_991) * 4
  const square = [
    [0, 0],
    [0.0004, 0],
    [0.0004, 0.0003],
    [0, 0.0003],
    [0, 0],
  ]
  return {
    values: {
      name: `${words[index % words.length]}${words[(index >> 3) % words.length]}塘${index}`,
      type: 'pond',
      regionCode,
      areaM2: 200 + ((index * 31) % 5000),
      position: { longitude, latitude },
      coordinateSource: 'cgcs2000',
    },
    ...(index % 2 === 0
      ? { geometry: { type: 'Polygon', coordinates: [square.map(([x = 0, y = 0]) => [longitude + x, latitude + y])] } }
      : {}),
    candidateSource: 'workbook',
    entry: { transition: 'declare', list: 'municipal' },
  }
}

/** What the database does by itself within minutes of so many rows. */
async function tidyTables(): Promise<void> {
  const owner = new Client({ connectionString: embedded.url })
  await owner.connect()
  await owner.query('vacuum analyze')
  await owner.end()
}

async function measure(database: Database): Promise<void> {
  const here = (z: number) => tileAt(107.35, 30.33, z)
  const bare = (tx: Tx) =>
    tx.sql
      .selectFrom('waters')
      .select(({ fn }) => fn.countAll().as('count'))
      .execute()
  const works: readonly (readonly [string, (tx: Tx) => Promise<unknown>])[] = [
    ['yardstick: count(*)', bare],
    ['first page by code', tx => listWaters(tx, {}, { sort: 'code', limit: 50 })],
    ['first page by area, down', tx => listWaters(tx, {}, { sort: '-area', limit: 50 })],
    ['search of two characters', tx => listWaters(tx, { search: '宝峰' }, { sort: 'code', limit: 50 })],
    ['search of a rare name', tx => listWaters(tx, { search: '塘77777' }, { sort: 'code', limit: 50 })],
    ['tile of zoom 5', tx => waterTile(tx, here(5), {})],
    ['tile of zoom 8', tx => waterTile(tx, here(8), {})],
    ['tile of zoom 11', tx => waterTile(tx, here(11), {})],
    ['tile of zoom 14', tx => waterTile(tx, here(14), {})],
  ]
  const yardsticks = { city: 0, county: 0 }
  for (const [name, work] of works) {
    const city_ = await median(database, city, work)
    const county_ = await median(database, county, work)
    if (yardsticks.city === 0) Object.assign(yardsticks, { city: city_, county: county_ })
    const ratios = `${(city_ / yardsticks.city).toFixed(2)} / ${(county_ / yardsticks.county).toFixed(2)}`
    console.log(
      `${name.padEnd(28)} city ${city_.toFixed(1)} ms, county ${county_.toFixed(1)} ms, of the yardstick ${ratios}`,
    )
  }
}

async function median(database: Database, actor: Actor, work: (tx: Tx) => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < 7; run++) {
    const started = performance.now()
    await reading(database, actor, work)
    times.push(performance.now() - started)
  }
  return times.sort((a, b) => a - b)[3] ?? 0
}
