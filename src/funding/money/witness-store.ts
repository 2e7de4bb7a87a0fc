import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import { factsOfKinds } from '../../platform/facts/walking-store.ts'
import { rowDiffers, rowGone, rowUnvouched, type NoteFault, type Witness } from '../../platform/ledger/witness.ts'
import { rewardStageIds } from '../../policy/money-schemas.ts'
import { hashEntry } from './entry-rows-store.ts'
import { hashRewardStep, type RewardStepTable } from './reward-rows-store.ts'
import { fallenBehind } from './rules.ts'

const fieldNames = {
  entry: { zh: '登记内容', en: 'the entry' },
  water: { zh: '水体', en: 'its water' },
  sums: { zh: '合计', en: 'its sums' },
  step: { zh: '奖补内容', en: 'the step' },
  standing: { zh: '奖补状态', en: 'its standing' },
  mark: { zh: '待收回标记', en: 'whether it is to be taken back' },
} as const

const entryTable = 'money_entries'
const entryName = (id: string) => ({ zh: `资金登记 ${id}`, en: `entry of money ${id}` })

/** Entries against their facts, and what is summed up from them against the entries. */
export const moneyWitness: Witness = {
  tables: [entryTable, 'money_balances', 'money_tallies'],
  check: async (tx, note) =>
    (await checkEntries(tx, note)) + (await checkBalances(tx, note)) + (await checkTallies(tx, note)),
}

async function checkEntries(tx: Tx, note: NoteFault): Promise<number> {
  let rows = 0
  for await (const facts of factsOfKinds(tx, ['money.entered', 'money.exception-granted', 'money.reversed'])) {
    const ids = facts.map(({ body }) => body.entryId)
    const found = await tx.sql.selectFrom(entryTable).selectAll().where('id', 'in', ids).execute()
    const known = new Map(found.map(row => [row.id, row]))
    for (const { body, subjectId, chain, sequence } of facts) {
      const at = { table: entryTable, row: body.entryId, chain, sequence }
      const row = known.get(body.entryId)
      rows++
      if (row === undefined) {
        note(rowGone(at, entryName(body.entryId)))
        continue
      }
      const fields = [
        ...(hashEntry(row) === body.contentHash ? [] : [fieldNames.entry]),
        ...(row.water_id === subjectId ? [] : [fieldNames.water]),
      ]
      if (fields.length > 0) note(rowDiffers(at, entryName(row.id), fields))
    }
  }
  const { rows: loose } = await sql<{ id: string; chain: string }>`
    select id, county_code as chain from money_entries e where not exists (
      select from facts f where f.subject_id = e.water_id::text and f.kind in ('money.entered', 'money.exception-granted', 'money.reversed')
        and f.body->>'entryId' = e.id::text)`.execute(tx.sql)
  for (const { id, chain } of loose)
    note(rowUnvouched({ table: entryTable, row: id, chain, sequence: null }, entryName(id)))
  return rows
}

/** What the entries of each water and source come to. The oldest unspent allotment: the first that the sum of all up to it exceeds what is spent. */
const summed = sql`
  select b.county_code, b.water_id, b.source, b.planned, b.allotted, b.spent, b.exception,
         (select min(a.on_day) from (
            select x.on_day, sum(x.yuan) over (order by x.on_day rows unbounded preceding) as reached from money_entries x
            where x.county_code = b.county_code and x.water_id = b.water_id and x.source = b.source and x.kind = 'allotted'
              and x.reverses is null
              and not exists (select from money_entries r where r.county_code = x.county_code and r.reverses = x.id)) a
          where a.reached > b.spent) as oldest
  from (select county_code, water_id, source,
               coalesce(sum(yuan) filter (where kind = 'planned'), 0) as planned,
               coalesce(sum(yuan) filter (where kind = 'allotted'), 0) as allotted,
               coalesce(sum(yuan) filter (where kind = 'spent'), 0) as spent,
               coalesce(sum(yuan) filter (where kind = 'exception'), 0) as exception
        from money_entries group by county_code, water_id, source) b`

async function checkBalances(tx: Tx, note: NoteFault): Promise<number> {
  const { rows } = await sql<{ chain: string; water_id: string; source: string }>`
    select coalesce(s.county_code, m.county_code) as chain, coalesce(s.water_id, m.water_id) as water_id, coalesce(s.source, m.source) as source
    from (${summed}) s full join money_balances m using (county_code, water_id, source)
    where (s.planned, s.allotted, s.spent, s.exception, s.oldest)
      is distinct from (m.planned_yuan::numeric, m.allotted_yuan::numeric, m.spent_yuan::numeric, m.exception_yuan::numeric, m.oldest_unspent_on)`.execute(
    tx.sql,
  )
  for (const { chain, water_id, source } of rows) {
    const name = {
      zh: `水体 ${water_id} 的资金合计（${source}）`,
      en: `sums of the money (${source}) of water ${water_id}`,
    }
    note(rowDiffers({ table: 'money_balances', row: water_id, chain, sequence: null }, name, [fieldNames.sums]))
  }
  return countOf(tx, 'money_balances')
}

const tallied = [
  ['waters', sql`1`, sql`0`],
  ['planned_yuan', sql`planned_yuan`, sql`0`],
  ['allotted_yuan', sql`allotted_yuan`, sql`0`],
  ['spent_yuan', sql`spent_yuan`, sql`0`],
  ['exception_yuan', sql`exception_yuan`, sql`0`],
  ['exceptions', sql`(exception_yuan > 0)::int`, sql`0`],
  ['excess_yuan', sql`greatest(0, spent_yuan - allotted_yuan)`, sql`0`],
  ['held_yuan', sql`0`, sql`case when state in ('taken-back', 'cancelled') then 0 else yuan - released_yuan end`],
  ['released_yuan', sql`0`, sql`case when state in ('taken-back', 'cancelled') then 0 else released_yuan end`],
  ['taken_back_yuan', sql`0`, sql`case when state in ('taken-back', 'cancelled') then released_yuan else 0 end`],
  ['rewards_to_take_back', sql`0`, sql`to_take_back::int`],
] as const satisfies readonly (readonly [string, RawBuilder<unknown>, RawBuilder<unknown>])[]

async function checkTallies(tx: Tx, note: NoteFault): Promise<number> {
  const fromBalances = sql.join(tallied.map(([name, value]) => sql`${value} as ${sql.ref(name)}`))
  const fromRewards = sql.join(tallied.map(([name, , value]) => sql`${value} as ${sql.ref(name)}`))
  const sums = sql.join(tallied.map(([name]) => sql`sum(${sql.ref(name)}) as ${sql.ref(name)}`))
  const differs = sql.join(
    tallied.map(([name]) => sql`coalesce(c.${sql.ref(name)}, 0) <> coalesce(m.${sql.ref(name)}, 0)`),
    sql` or `,
  )
  const { rows } = await sql<{ chain: string; region: string; source: string }>`
    select coalesce(c.county_code, m.county_code) as chain, coalesce(c.region_code, m.region_code) as region, coalesce(c.source, m.source) as source
    from (select county_code, digits, rpad(left(region_code, digits), 12, '0') as region_code, source, ${sums}
          from (select county_code, region_code, source, ${fromBalances} from money_balances
                union all select county_code, region_code, source, ${fromRewards} from money_rewards) every
          cross join (values (6), (9), (12)) levels(digits) group by 1, 2, 3, 4) c
    full join money_tallies m on m.county_code = c.county_code and m.digits = c.digits and m.region_code = c.region_code and m.source = c.source
    where ${differs}`.execute(tx.sql)
  for (const { chain, region, source } of rows) {
    const name = { zh: `${region} 的资金汇总（${source}）`, en: `totals of the money (${source}) of ${region}` }
    note(rowDiffers({ table: 'money_tallies', row: region, chain, sequence: null }, name, [fieldNames.sums]))
  }
  return countOf(tx, 'money_tallies')
}

async function countOf(tx: Tx, table: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${sql.table(table)}`.execute(tx.sql)
  return rows[0]?.count ?? 0
}

const rewardTable = 'money_rewards'
const stepTable = 'money_reward_steps'
const rewardName = (id: string) => ({ zh: `奖补 ${id}`, en: `reward ${id}` })

/** Steps of rewards against their facts, where a reward stands against its steps, and its mark against its water. */
export const rewardWitness: Witness = {
  tables: [rewardTable, stepTable],
  check: async (tx, note) => {
    await checkMarks(tx, note)
    return (await checkSteps(tx, note)) + (await checkStanding(tx, note))
  },
}

/** As `refuseTakeBack` has it. */
const isToTakeBack = sql`(r.released_stage is not null and r.state in ('partly', 'released') and w.stage not in ('merged', 'split')
  and (w.cycle <> r.cycle or ${sql.join(
    rewardStageIds.map(
      stage => sql`(r.released_stage = ${stage} and w.stage = any(${[...fallenBehind(stage)]}::text[]))`,
    ),
    sql` or `,
  )}))`

/** A job that follows a water gives up after two hours and some; until then its mark may be behind. */
const followedAfterMs = 3 * 3_600_000

async function checkMarks(tx: Tx, note: NoteFault): Promise<void> {
  const since = new Date(tx.at.getTime() - followedAfterMs)
  const { rows } = await sql<{ id: string; chain: string }>`
    select r.id, r.county_code as chain from money_rewards r join waters w on w.county_code = r.county_code and w.id = r.water_id
    where r.to_take_back <> ${isToTakeBack} and not (r.released_stage is not null and exists (
      select from facts f where f.subject_id = r.water_id::text and f.kind = 'water.moved' and f.at > ${since}))`.execute(
    tx.sql,
  )
  for (const { id, chain } of rows)
    note(rowDiffers({ table: rewardTable, row: id, chain, sequence: null }, rewardName(id), [fieldNames.mark]))
}

const rewardKinds = [
  'money.reward-earmarked',
  'money.reward-released',
  'money.reward-taken-back',
  'money.reward-cancelled',
] as const

async function checkSteps(tx: Tx, note: NoteFault): Promise<number> {
  let rows = 0
  for await (const facts of factsOfKinds(tx, rewardKinds)) {
    const ids = facts.map(({ body }) => body.rewardId)
    const found = await tx.sql.selectFrom(stepTable).selectAll().where('reward_id', 'in', ids).execute()
    const known = new Map(found.map(row => [`${row.reward_id} ${row.number}`, row]))
    for (const { body, chain, sequence } of facts) {
      const at = { table: stepTable, row: body.rewardId, chain, sequence }
      const row = known.get(`${body.rewardId} ${body.number}`)
      rows++
      if (row === undefined) note(rowGone(at, rewardName(body.rewardId)))
      else if (hashRewardStep(row) !== body.contentHash)
        note(rowDiffers(at, rewardName(row.reward_id), [fieldNames.step]))
    }
  }
  const { rows: loose } = await sql<{ id: string; chain: string }>`
    select s.reward_id as id, s.county_code as chain from money_reward_steps s where not exists (
      select from facts f where f.kind = any(${[...rewardKinds]}::text[]) and f.body->>'rewardId' = s.reward_id::text
        and (f.body->>'number')::int = s.number)`.execute(tx.sql)
  for (const { id, chain } of loose)
    note(rowUnvouched({ table: stepTable, row: id, chain, sequence: null }, rewardName(id)))
  return rows
}

async function checkStanding(tx: Tx, note: NoteFault): Promise<number> {
  const rewards = await tx.sql.selectFrom(rewardTable).selectAll().execute()
  const steps = await tx.sql.selectFrom(stepTable).selectAll().orderBy('reward_id').orderBy('number').execute()
  const ofReward = Map.groupBy(steps, ({ reward_id }) => reward_id)
  for (const row of rewards) {
    const own = ofReward.get(row.id) ?? []
    ofReward.delete(row.id)
    const at = { table: rewardTable, row: row.id, chain: row.county_code, sequence: null }
    if (own.length === 0) note(rowUnvouched(at, rewardName(row.id)))
    else if (!standingFits(row, own)) note(rowDiffers(at, rewardName(row.id), [fieldNames.standing]))
  }
  for (const [id, own] of ofReward) {
    note(rowGone({ table: rewardTable, row: id, chain: own[0]?.county_code ?? '', sequence: null }, rewardName(id)))
  }
  return rewards.length
}

type Standing = {
  readonly yuan: number
  readonly released_yuan: number
  readonly released_stage: string | null
  readonly state: string
  readonly steps: number
}

function standingFits(row: Standing, steps: readonly RewardStepTable[]): boolean {
  const releases = steps.filter(({ step }) => step === 'release')
  const released = releases.reduce((sum, { yuan }) => sum + yuan, 0)
  const yuan = steps.find(({ step }) => step === 'earmark')?.yuan
  const last = steps.at(-1)
  const state =
    last?.step === 'take-back'
      ? 'taken-back'
      : last?.step === 'cancel'
        ? 'cancelled'
        : released === 0
          ? 'earmarked'
          : released === yuan
            ? 'released'
            : 'partly'
  return (
    row.yuan === yuan &&
    row.released_yuan === released &&
    row.released_stage === (releases.at(-1)?.stage ?? null) &&
    row.state === state &&
    row.steps === steps.length
  )
}
