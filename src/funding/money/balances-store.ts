import { sql } from 'kysely'
import type { RegionCode } from '../../domain/regions.ts'
import type { Tx } from '../../platform/db/database.ts'
import { entriesOfSource } from './entry-rows-store.ts'
import { balanceOf, excessOf, oldestUnspentOn, type Balance, type MoneySource } from './rules.ts'
import { changeTallies, type Figures } from './tallies-store.ts'

export type BalanceTable = {
  county_code: string
  water_id: string
  source: MoneySource
  region_code: RegionCode
  planned_yuan: number
  allotted_yuan: number
  spent_yuan: number
  exception_yuan: number
  oldest_unspent_on: string | null
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    money_balances: BalanceTable
  }
}

export function toBalance(
  row: Omit<BalanceTable, 'county_code' | 'water_id' | 'source' | 'region_code' | 'oldest_unspent_on'>,
): Balance {
  return {
    plannedYuan: row.planned_yuan,
    allottedYuan: row.allotted_yuan,
    spentYuan: row.spent_yuan,
    exceptionYuan: row.exception_yuan,
  }
}

/** What a balance adds to the sums of its division. */
function figuresOf(row: BalanceTable): Figures {
  return {
    waters: 1,
    planned_yuan: row.planned_yuan,
    allotted_yuan: row.allotted_yuan,
    spent_yuan: row.spent_yuan,
    exception_yuan: row.exception_yuan,
    exceptions: row.exception_yuan > 0 ? 1 : 0,
    excess_yuan: excessOf(toBalance(row)),
  }
}

/** Brings the sums of a water and source up to date after an entry. The water is held, so that nobody else enters anything meanwhile. */
export async function settleBalance(
  tx: Tx,
  water: { readonly county_code: string; readonly id: string; readonly region_code: RegionCode },
  source: MoneySource,
): Promise<void> {
  const entries = await entriesOfSource(tx, water, source)
  const balance = balanceOf(entries)
  const row: BalanceTable = {
    county_code: water.county_code,
    water_id: water.id,
    source,
    region_code: water.region_code,
    planned_yuan: balance.plannedYuan,
    allotted_yuan: balance.allottedYuan,
    spent_yuan: balance.spentYuan,
    exception_yuan: balance.exceptionYuan,
    oldest_unspent_on: oldestUnspentOn(entries) ?? null,
  }
  const before = await holdBalance(tx, row)
  const { county_code: _county, water_id: _water, source: _source, ...changing } = row
  await tx.sql
    .insertInto('money_balances')
    .values(row)
    .onConflict(conflict => conflict.columns(['county_code', 'water_id', 'source']).doUpdateSet(changing))
    .execute()
  await changeTallies(tx, row, [
    ...(before === undefined ? [] : [{ region: before.region_code, figures: figuresOf(before), sign: -1 as const }]),
    { region: row.region_code, figures: figuresOf(row), sign: 1 },
  ])
}

async function holdBalance(
  tx: Tx,
  { county_code, water_id, source }: Pick<BalanceTable, 'county_code' | 'water_id' | 'source'>,
): Promise<BalanceTable | undefined> {
  return tx.sql
    .selectFrom('money_balances')
    .selectAll()
    .where('county_code', '=', county_code)
    .where('water_id', '=', water_id)
    .where('source', '=', source)
    .forUpdate()
    .executeTakeFirst()
}

export async function balancesOfWater(tx: Tx, waterId: string): Promise<readonly BalanceTable[]> {
  return tx.sql.selectFrom('money_balances').selectAll().where('water_id', '=', waterId).orderBy('source').execute()
}

/** Balances of a water go with it to another division, and their sums from the one to the other. A second run finds them there already. */
export async function moveBalancesToRegion(tx: Tx, waterId: string, region_code: RegionCode): Promise<void> {
  const rows = await tx.sql
    .selectFrom('money_balances')
    .selectAll()
    .where('water_id', '=', waterId)
    .where('region_code', '<>', region_code)
    .orderBy('source')
    .forUpdate()
    .execute()
  if (rows.length === 0) return
  await tx.sql.updateTable('money_balances').set({ region_code }).where('water_id', '=', waterId).execute()
  for (const row of rows) {
    await changeTallies(tx, row, [
      { region: row.region_code, figures: figuresOf(row), sign: -1 },
      { region: region_code, figures: figuresOf(row), sign: 1 },
    ])
  }
}

export type ListedBalance = BalanceTable & {
  readonly code: string
  readonly name: string
  readonly exception_id: string | null
  readonly reason: string | null
  readonly document_number: string | null
  readonly on_day: string | null
  readonly by_account: string | null
}

export type BalanceFilter = {
  readonly range: { readonly from: RegionCode; readonly to: RegionCode }
  readonly source?: MoneySource | undefined
  /** Last day on which late money was allotted; absent for balances with an exception. */
  readonly lateSince?: string | undefined
}

/** Where a page begins: after this row. */
export type BalanceKey = { readonly oldestOn: string; readonly waterId: string; readonly source: string }

/** The oldest unspent first where they are late, else by water; after the row of `after`. */
export async function findBalances(
  tx: Tx,
  { range, source, lateSince }: BalanceFilter,
  page: { readonly after: BalanceKey | undefined; readonly limit: number },
): Promise<readonly ListedBalance[]> {
  // Of balances with an exception the day is the same for all: they are few, and lie in the order of an index without it.
  const day = lateSince === undefined ? sql`'0001-01-01'::date` : sql`b.oldest_unspent_on`
  const order = lateSince === undefined ? sql`b.water_id, b.source` : sql`b.oldest_unspent_on, b.water_id, b.source`
  const { after } = page
  const conditions = [
    sql`b.region_code >= ${range.from} and b.region_code < ${range.to}`,
    lateSince === undefined ? sql`b.exception_yuan > 0` : sql`b.oldest_unspent_on <= ${lateSince}::date`,
    source === undefined ? sql`true` : sql`b.source = ${source}`,
    after === undefined
      ? sql`true`
      : sql`(${day}, b.water_id, b.source) > (${after.oldestOn}::date, ${after.waterId}::uuid, ${after.source}::text)`,
  ]
  const { rows } = await sql<ListedBalance>`
    select b.*, w.code, w.name, e.id as exception_id, e.reason, e.document_number, e.on_day, e.by_account
    from money_balances b join waters w on w.county_code = b.county_code and w.id = b.water_id
    left join lateral (
      select x.id, x.reason, x.document_number, x.on_day, x.by_account from money_entries x
      where b.exception_yuan > 0 and x.water_id = b.water_id and x.source = b.source and x.kind = 'exception' and x.reverses is null
        and not exists (select from money_entries r where r.county_code = x.county_code and r.reverses = x.id)
      order by x.id desc limit 1) e on true
    where ${sql.join(conditions, sql` and `)} order by ${order} limit ${page.limit}`.execute(tx.sql)
  return rows
}
