/**
 * The comparison of the lists (four sames): 44 figures of every listed water, in one walk. Not promised in tens of milliseconds for a city.
 *
 * `node bench/four-sames.ts FOLDER...`, each filled by `jiuqing load`, with money where `bench/money.ts` ran before. Yardstick of the same run: one
 * grouped pass over the waters.
 */
import { Client } from 'pg'
import { readConfig } from '../src/platform/config.ts'
import { reading, type Database } from '../src/platform/db/database.ts'
import { openConfiguredDatabase } from '../src/platform/start.ts'
import { compareLists } from '../src/reports/four-sames/comparing.ts'
import { inMs, quantiles, tell } from './lines.ts'
import { askers } from './questions.ts'

const rounds = 9

async function measureFolder(folder: string): Promise<void> {
  const opened = await openConfiguredDatabase(readConfig({ JIUQING_DATA: folder }))
  const owner = new Client({ connectionString: opened.ownerUrl })
  try {
    await owner.connect()
    await measure(opened.database, owner)
  } finally {
    await owner.end()
    await opened.stop()
  }
}

async function measure(database: Database, owner: Client): Promise<void> {
  const counted = await owner.query<{ count: number }>('select count(*)::int as count from waters')
  const size = `${(counted.rows[0]?.count ?? 0).toLocaleString('en')} waters`
  const grouped = 'select left(region_code, 6), list, stage, count(*) from waters group by 1, 2, 3'
  const pass = quantiles(await timesOf(() => owner.query(grouped))).p50
  for (const who of ['city', 'county'] as const) {
    const took = quantiles(await timesOf(() => reading(database, askers[who], tx => compareLists(tx, {}))))
    const yardstick = `one grouped pass over the waters: ${pass.toFixed(1)} ms`
    tell({ promise: `four sames of a ${who}`, size, measured: inMs(took), yardstick, ratio: took.p50 / pass })
  }
}

async function timesOf(work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const started = performance.now()
    await work()
    times.push(performance.now() - started)
  }
  return times
}

for (const folder of process.argv.slice(2)) await measureFolder(folder)
