/**
 * Promise: the boards of works cost tens of milliseconds at 100,000 waters.
 *
 * `node bench/progress.ts FOLDER...`, each filled by `jiuqing load`. Gives every water that is planned or further a schedule with days spread
 * over a year, open where its works are (that is what the board counts), asks what the board asks for the city, a county and a town, and takes
 * the schedules away again. Yardstick of the same run: one grouped
 * pass over the same rows in bare SQL, for the list its first page in bare SQL.
 */
import type { Client } from 'pg'
import { reading, type Database, type Tx } from '../src/platform/db/database.ts'
import { countProgress, listProgress } from '../src/works/progress/board.ts'
import { inMs, tell } from './lines.ts'
import { onFolder, type Filled } from './on-folder.ts'
import { askers, type Asker } from './questions.ts'
import { timesOf } from './timed.ts'

const rounds = 40

async function measureFolder({ database, owner }: Filled): Promise<void> {
  const schedules = await scheduleAll(owner)
  try {
    await measure(database, owner, schedules)
  } finally {
    await owner.query('delete from works_measures')
    await owner.query('delete from works_schedules')
  }
}

/** Written past the product's doors: what is measured is reading. The same days in every run. */
async function scheduleAll(owner: Client): Promise<string> {
  const day = (spread: number, from: number) =>
    `current_date - ${from} + (('x' || substr(md5(id::text || ${from}), 1, 6))::bit(24)::int % ${spread})`
  await owner.query(`
    insert into works_schedules (county_code, id, water_id, region_code, cycle, plan_id, plan_version, state, caught_up_on, ends_on,
        quiet_since, last_day, cost_yuan, earned_yuan, share, open_measures, created_at, by_account)
    select county_code, id, id, region_code, 1, id, 1,
        case stage when 'planned' then 'scheduled' when 'in-works' then 'running' else 'completed' end, ${day(90, 60)}, ${day(400, 30)}, ${day(40, 30)}, current_date + 200,
        100000, 40000, 0.4, 2, now(), id
    from waters where stage in ('planned', 'in-works', 'completed', 'accepted', 'delisted', 'upkeep')`)
  await owner.query(`
    insert into works_measures (county_code, id, schedule_id, water_id, region_code, number, measure_id, unit, cost_yuan, version,
        starts_on, ends_on, quantity, dropped, done_quantity)
    select county_code, id, id, water_id, region_code, 1, 'dredging', 'm3', 100000, 1, current_date - 60, current_date + 200, 900, false, 360
    from works_schedules`)
  await owner.query('vacuum analyze works_schedules')
  await owner.query('vacuum analyze works_measures')
  const { rows } = await owner.query<{ waters: string; open: string }>(
    `select to_char((select count(*) from waters), 'FM9,999,999') as waters,
            to_char(count(*) filter (where state in ('scheduled', 'running')), 'FM9,999,999') as open from works_schedules`,
  )
  return `${rows[0]?.waters} waters, ${rows[0]?.open} open works`
}

const questions: Readonly<Record<string, (tx: Tx) => Promise<unknown>>> = {
  'board of works, counts by level and division': (tx: Tx) => countProgress(tx, undefined),
  'board of works, first page by slippage': (tx: Tx) => listProgress(tx, { limit: 50 }),
  'board of works, first page of the late': (tx: Tx) => listProgress(tx, { limit: 50, level: 'late' }),
} as const

async function measure(database: Database, owner: Client, size: string): Promise<void> {
  const { p50: pass } = await timesOf(rounds, () =>
    owner.query(
      `select left(region_code, 6), ends_on < current_date, count(*), sum(cost_yuan) from works_schedules group by 1, 2`,
    ),
  )
  for (const who of Object.keys(askers) as Asker[]) {
    for (const [promise, ask] of Object.entries(questions)) {
      const took = await timesOf(rounds, () => reading(database, askers[who], ask))
      const yardstick = `one grouped pass ${pass.toFixed(1)} ms`
      tell({ promise: `${who}: ${promise}`, size, measured: inMs(took), yardstick, ratio: took.p50 / pass })
    }
  }
}

for (const folder of process.argv.slice(2)) await onFolder(folder, measureFolder)
