/**
 * Promise: the money board costs the same at any number of waters, and the money of one water is a few rows by their key.
 *
 * `node bench/money.ts FOLDER...`, each filled by `jiuqing load`, the smallest first. Puts three sources of money on every water that has
 * none, a fifth of them late and some with exceptions, and a reward on every third of those whose stage can have one: earmarked before the works
 * are done, released in part after them, and to be taken back where the water relapsed; then asks what pages and later slices ask, straight in
 * this process. Yardsticks of the same run: one grouped pass over the balances, and a balance by its key.
 */
import type { Client } from 'pg'
import { uuidv7 } from '../src/domain/ids.ts'
import { recordEntry } from '../src/funding/money/entries-store.ts'
import { moneyOfWater } from '../src/funding/money/money-of-water-store.ts'
import { listBalances, listEntries, showBoard } from '../src/funding/money/showing.ts'
import { atomically, reading, type Tx } from '../src/platform/db/database.ts'
import { inMs, tell, type Quantiles } from './lines.ts'
import { onFolder, type Filled } from './on-folder.ts'
import { askers } from './questions.ts'
import { timesOf } from './timed.ts'

const rounds = 30
const smallest = new Map<string, Quantiles>()

const at = `'2026-11-01T00:00:00Z'::timestamptz`
const hashed = `abs(hashtext(w.id::text || s.source))`

/** As the stores would leave it, but for facts: nothing here asks for any. */
async function fillMoney(owner: Client): Promise<void> {
  const found = await owner.query('select from money_balances limit 1')
  if (found.rowCount !== 0) return
  const sources = `(values ('municipal-grant'), ('county'), ('villagers')) s(source)`
  await owner.query(`insert into money_balances
    select w.county_code, w.id, s.source, w.region_code, 120000, 100000, case when ${hashed} % 3 = 0 then 100000 else ${hashed} % 90000 end,
           case when ${hashed} % 500 = 0 then 5000 else 0 end,
           case when ${hashed} % 3 = 0 then null when ${hashed} % 5 = 1 then date '2024-05-01' else date '2026-10-01' end
    from waters w cross join ${sources}`)
  await owner.query(`insert into money_entries (county_code, id, water_id, region_code, cycle, kind, source, yuan, on_day, document_number,
      policy_from, by_account, at, reason)
    select b.county_code, gen_random_uuid(), b.water_id, b.region_code, 1, k.kind, b.source, k.yuan, coalesce(b.oldest_unspent_on, date '2026-08-01'),
           'bench', date '2020-01-01', gen_random_uuid(), ${at}, case when k.kind = 'exception' then 'bench' end
    from money_balances b cross join lateral (values ('planned', b.planned_yuan), ('allotted', b.allotted_yuan), ('spent', b.spent_yuan),
      ('exception', b.exception_yuan)) k(kind, yuan) where k.yuan > 0`)
  await owner.query(`insert into money_rewards (county_code, id, water_id, region_code, cycle, list, source, yuan, released_yuan, released_stage,
      state, steps, to_take_back)
    select w.county_code, gen_random_uuid(), w.id, w.region_code, w.cycle, w.list, 'municipal-grant', 90000, case when done then 27000 else 0 end,
           case when done then 'completed' end, case when done then 'partly' else 'earmarked' end, case when done then 2 else 1 end,
           w.stage = 'relapsed'
    from waters w cross join lateral (select w.stage in ('completed', 'accepted', 'delisted', 'upkeep', 'relapsed')) s(done)
    where abs(hashtext(w.id::text)) % 3 = 0 and w.list is not null and (done or w.stage in ('planned', 'in-works'))`)
  await owner.query(`insert into money_tallies (county_code, digits, region_code, source, waters, planned_yuan, allotted_yuan, spent_yuan,
      exception_yuan, exceptions, excess_yuan, held_yuan, released_yuan, taken_back_yuan, rewards_to_take_back)
    select county_code, digits, rpad(left(region_code, digits), 12, '0'), source, sum(waters), sum(planned), sum(allotted), sum(spent),
           sum(exception), sum((exception > 0)::int), sum(greatest(0, spent - allotted)), sum(held), sum(released), 0, sum(due)
    from (select county_code, region_code, source, 1 as waters, planned_yuan as planned, allotted_yuan as allotted, spent_yuan as spent,
                 exception_yuan as exception, 0 as held, 0 as released, 0 as due from money_balances
          union all
          select county_code, region_code, source, 0, 0, 0, 0, 0, yuan - released_yuan, released_yuan, to_take_back::int from money_rewards) every
    cross join (values (6), (9), (12)) levels(digits) group by 1, 2, 3, 4`)
  await owner.query('vacuum analyze money_balances, money_entries, money_rewards, money_tallies')
}

async function measure({ database, owner, size }: Filled): Promise<void> {
  await fillMoney(owner)
  const { rows: waters } = await owner.query<{ id: string }>(
    `select id from waters where region_code like '500231%' order by id limit ${rounds}`,
  )
  const idAt = (round: number) => waters[round % waters.length]!.id
  const yardstick = (statement: string) => timesOf(rounds, () => owner.query(statement))
  const { p50: pass } = await yardstick(
    'select left(region_code, 6), source, sum(allotted_yuan), sum(spent_yuan) from money_balances group by 1, 2',
  )
  const { p50: row } = await yardstick(
    `select * from money_balances where water_id = '${idAt(0)}' and source = 'county'`,
  )
  const asked = (who: keyof typeof askers, ask: (tx: Tx, round: number) => Promise<unknown>) => (round: number) =>
    reading(database, askers[who], tx => ask(tx, round))
  const board = { size, of: 'one grouped pass over the balances', yardstick: pass }
  const one = { size, of: 'one balance by its key', yardstick: row }
  for (const who of ['city', 'county', 'town'] as const) {
    await question(`money board of a ${who}`, asked(who, tx => showBoard(tx)), board) // prettier-ignore
  }
  await question('money: late spending, first page', asked('city', tx => listBalances(tx, { state: 'late', limit: 100 })), board) // prettier-ignore
  await question('money: entries of a source, first page', asked('county', tx => listEntries(tx, { source: 'county', kind: 'spent', limit: 100 })), board) // prettier-ignore
  await question('money of one water, for later slices', asked('county', (tx, round) => moneyOfWater(tx, idAt(round))), one) // prettier-ignore
  const entry = { kind: 'planned', source: 'county', yuan: 1, on: '2026-11-01', documentNumber: 'bench' } as const
  const write = (round: number) =>
    atomically(database, askers.county, tx => recordEntry(tx, { waterId: idAt(round), id: uuidv7(Date.now()) }, entry))
  await question('money: an entry recorded, with its fact and sums', write, one)
}

async function question(
  promise: string,
  ask: (round: number) => Promise<unknown>,
  beside: { readonly size: string; readonly of: string; readonly yardstick: number },
): Promise<void> {
  const took = await timesOf(rounds, ask)
  const first = smallest.get(promise) ?? took
  smallest.set(promise, first)
  tell({
    promise,
    size: beside.size,
    measured: inMs(took),
    yardstick: `${beside.of}: ${beside.yardstick.toFixed(1)} ms`,
    ratio: took.p50 / beside.yardstick,
    growth: took.p50 / first.p50,
  })
}

for (const folder of process.argv.slice(2)) await onFolder(folder, measure)
