/**
 * Promise: what a person waits for does not grow with the number of waters.
 *
 * `node bench/scale.ts FOLDER...`, each filled by `jiuqing load` (1,600, 100,000 and 1,000,000 waters, say), the smallest first. Asks what a
 * person's pages ask, for the city (all waters), a county and a town, straight in this process: median and 99th percentile over all
 * questions of a group, the slowest question, the growth since the smallest folder, and the ratio to a yardstick of the same run: the
 * bare SQL of a page, of a row by its key, one grouped pass over the table, the same bytes of a tile from a prepared table, a bare `unnest`.
 */
import { Client } from 'pg'
import { uuidv7 } from '../src/domain/ids.ts'
import { atomically, reading, type Database, type Tx } from '../src/platform/db/database.ts'
import { recordWaters, waterTile, type WaterDraft, type WaterRow } from '../src/waters/store.ts'
import { inMs, quantiles, tell, type Quantiles } from './lines.ts'
import { onFolder, type Filled } from './on-folder.ts'
import { askers, groupsOf, tileNear, type Asker, type Group, type YardstickName } from './questions.ts'
import { millisecondsOf } from './timed.ts'

const verbose = process.argv.includes('--each')
const folders = process.argv.slice(2).filter(argument => !argument.startsWith('--'))
const smallest = new Map<string, Quantiles>()

async function measure({ database, owner, size }: Filled): Promise<void> {
  await prepareTiles(database, owner)
  const yardsticks = await measureYardsticks(owner)
  for (const who of Object.keys(askers) as Asker[]) {
    for (const group of await groupsOf(database, who)) await measureGroup(database, { who, group, size, yardsticks })
  }
  await measureWriting(database, owner, size)
}

type Measuring = {
  readonly who: Asker
  readonly group: Group
  readonly size: string
  readonly yardsticks: ReadonlyMap<YardstickName, number>
}

async function measureGroup(database: Database, { who, group, size, yardsticks }: Measuring): Promise<void> {
  const times: number[] = []
  let slowest = { name: '', p50: 0 }
  for (const { name, ask } of group.questions) {
    const own: number[] = []
    for (let round = 0; round < group.rounds; round++) {
      own.push(await millisecondsOf(() => reading(database, askers[who], tx => ask(tx, round))))
    }
    times.push(...own)
    const took = quantiles(own)
    if (verbose) console.log(`  ${who}: ${name.padEnd(44)} ${inMs(took)}`)
    if (took.p50 > slowest.p50) slowest = { name, p50: took.p50 }
  }
  const took = quantiles(times)
  const bare = yardsticks.get(group.yardstick) ?? Number.NaN
  tell({
    promise: `${who}: ${group.name}`,
    size,
    measured: `${inMs(took)} (slowest: ${slowest.name}, ${slowest.p50.toFixed(0)} ms)`,
    yardstick: `${yardstickNames(group.yardstick)} ${bare.toFixed(1)} ms`,
    ratio: took.p50 / bare,
    growth: growthOf(`${who}: ${group.name}`, took),
  })
}

function growthOf(promise: string, took: Quantiles): number | undefined {
  const before = smallest.get(promise)
  if (before === undefined) smallest.set(promise, took)
  return before === undefined ? undefined : took.p50 / before.p50
}

const tileZooms = [7, 11, 14]

function yardstickNames(name: YardstickName): string {
  if (name === 'page') return 'bare SQL of a page'
  if (name === 'row') return 'a row by its key'
  return name === 'pass' ? 'one grouped pass' : 'same bytes prepared'
}

async function prepareTiles(database: Database, owner: Client): Promise<void> {
  await owner.query('create temporary table prepared_tiles (z int, x int, y int, content bytea, primary key (z, x, y))')
  for (const z of tileZooms) {
    const tile = tileNear(z, 0)
    const content = await reading(database, askers.city, tx => waterTile(tx, tile, {}))
    const values = [tile.z, tile.x, tile.y, Buffer.from(content ?? [])]
    await owner.query('insert into prepared_tiles values ($1, $2, $3, $4)', values)
  }
}

/** Medians in milliseconds, past row-level security. */
async function measureYardsticks(owner: Client): Promise<ReadonlyMap<YardstickName, number>> {
  const [some] = (await owner.query<{ county_code: string; id: string }>('select county_code, id from waters limit 1'))
    .rows
  const asked: readonly (readonly [YardstickName, string, readonly unknown[]])[] = [
    ['page', 'select * from waters order by code, id limit 50', []],
    ['row', 'select * from waters where county_code = $1 and id = $2', [some?.county_code, some?.id]],
    ['pass', 'select stage, list, colour, count(*), sum(area_m2) from waters group by 1, 2, 3', []],
    ...tileZooms.map(z => {
      const { x, y } = tileNear(z, 0)
      return [`tile ${z}`, 'select content from prepared_tiles where z = $1 and x = $2 and y = $3', [z, x, y]] as const
    }),
  ]
  const found = new Map<YardstickName, number>()
  for (const [name, statement, values] of asked) {
    const times: number[] = []
    for (let round = 0; round < (name === 'pass' ? 5 : 40); round++) {
      times.push(await millisecondsOf(() => owner.query(statement, [...values])))
    }
    found.set(name, quantiles(times).p50)
  }
  return found
}

const recordedAtOnce = 1000

/**
 * Recording a thousand waters, tallies and all, against a bare insert of the same rows into a table with the same indexes. Neither is
 * kept: the folder stays as it was.
 */
async function measureWriting(database: Database, owner: Client, size: string): Promise<void> {
  const own: number[] = []
  const bare: number[] = []
  let rows: readonly WaterRow[] = []
  for (let round = 0; round < 9; round++) {
    own.push(
      await millisecondsOf(() =>
        undone(database, async tx => {
          rows = await recordWaters(tx, drafts(round), { importId: uuidv7(Date.now()) })
        }),
      ),
    )
  }
  const text = JSON.stringify(rows)
  for (let round = 0; round < 9; round++) {
    await owner.query('begin')
    const insert = 'insert into waters select * from jsonb_populate_recordset(null::waters, $1::jsonb)'
    bare.push(await millisecondsOf(() => owner.query(insert, [text])))
    await owner.query('rollback')
  }
  const took = quantiles(own)
  const bareMs = quantiles(bare).p50
  tell({
    promise: `recording ${recordedAtOnce.toLocaleString('en')} waters in one transaction`,
    size,
    measured: inMs(took),
    yardstick: `bare insert of the rows ${bareMs.toFixed(0)} ms`,
    ratio: took.p50 / bareMs,
    growth: growthOf('recording', took),
  })
}

class Undone extends Error {}

async function undone(database: Database, work: (tx: Tx) => Promise<void>): Promise<void> {
  try {
    await atomically(database, askers.city, async tx => {
      await work(tx)
      throw new Undone()
    })
  } catch (error) {
    if (!(error instanceof Undone)) throw error
  }
}

function drafts(round: number): readonly WaterDraft[] {
  return Array.from({ length: recordedAtOnce }, (_, index) => ({
    values: {
      name: `测量塘${round}-${index}`,
      type: 'pond',
      regionCode: '500231102000',
      areaM2: 200 + ((index * 31) % 5000),
      position: { longitude: 107.3 + (index % 97) / 1000, latitude: 30.2 + (index % 89) / 1000 },
      coordinateSource: 'cgcs2000',
    },
    candidateSource: 'workbook',
    entry: { transition: 'declare', list: 'municipal' },
    invented: true,
  }))
}

for (const folder of folders) await onFolder(folder, measure)
