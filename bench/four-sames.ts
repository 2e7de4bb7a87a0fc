/**
 * The comparison of the lists (four sames): 44 figures of every listed water, in one walk. Not promised in tens of milliseconds for a city.
 *
 * `node bench/four-sames.ts FOLDER...`, each filled by `jiuqing load`, with money where `bench/money.ts` ran before. Yardstick of the same run: one
 * grouped pass over the waters.
 */
import { reading } from '../src/platform/db/database.ts'
import { compareLists } from '../src/reports/four-sames/comparing.ts'
import { inMs, tell } from './lines.ts'
import { onFolder, type Filled } from './on-folder.ts'
import { askers } from './questions.ts'
import { timesOf } from './timed.ts'

const rounds = 9

async function measure({ database, owner, size }: Filled): Promise<void> {
  const grouped = 'select left(region_code, 6), list, stage, count(*) from waters group by 1, 2, 3'
  const { p50: pass } = await timesOf(rounds, () => owner.query(grouped))
  for (const who of ['city', 'county'] as const) {
    const took = await timesOf(rounds, () => reading(database, askers[who], tx => compareLists(tx, {})))
    const yardstick = `one grouped pass over the waters: ${pass.toFixed(1)} ms`
    tell({ promise: `four sames of a ${who}`, size, measured: inMs(took), yardstick, ratio: took.p50 / pass })
  }
}

for (const folder of process.argv.slice(2)) await onFolder(folder, measure)
