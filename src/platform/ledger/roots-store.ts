import { sql } from 'kysely'
import { chinaDate } from '../../domain/dates.ts'
import { systemActor } from '../actor.ts'
import { atomically, reading, type Database, type Tx } from '../db/database.ts'
import type { DailyRoot } from './format.ts'

declare module '../db/tables.ts' {
  interface Tables {
    ledger_roots: { county_code: string; date: string; sequence: number; hash: string }
    ledger_days: { single: boolean; closed_through: string }
  }
}

const dayMs = 86_400_000

/** @param by days; negative ones lie before */
export function nextDay(date: string, by: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + by * dayMs).toISOString().slice(0, 10)
}

/**
 * Keeps the roots of the days that have ended in China since the last time: of each chain the last fact dated before the day's end.
 * A root once kept stays; a fact that arrives late, from a command that began before midnight, is in the next one. Reads only the
 * facts since the last closed day. Several servers may do it at once.
 *
 * @returns how many roots were added
 */
export async function closeDays(database: Database): Promise<number> {
  const yesterday = nextDay(chinaDate(database.clock()), -1)
  const closed = await reading(database, systemActor('job'), closedThrough)
  if (closed !== undefined && closed >= yesterday) return 0
  return atomically(database, systemActor('job'), async tx => {
    await sql`select pg_advisory_xact_lock(hashtextextended('ledger.close-days', 0))`.execute(tx.sql)
    const before = await closedThrough(tx)
    if (before !== undefined && before >= yesterday) return 0
    const added = await keepRoots(tx, before, yesterday)
    await sql`insert into ledger_days (closed_through) values (${yesterday})
              on conflict (single) do update set closed_through = excluded.closed_through`.execute(tx.sql)
    return added
  })
}

async function closedThrough(tx: Tx): Promise<string | undefined> {
  return (await tx.sql.selectFrom('ledger_days').select('closed_through').executeTakeFirst())?.closed_through
}

/** The moment a day ends in China. */
function dayEnd(date: string): Date {
  return new Date(Date.parse(`${date}T00:00:00+08:00`) + dayMs)
}

/** China keeps UTC+8 all year, so a day is a fixed span. A chain on which nothing new happened keeps its last root. */
async function keepRoots(tx: Tx, after: string | undefined, through: string): Promise<number> {
  const from = after === undefined ? sql`true` : sql`at >= ${dayEnd(after)}`
  const { rows } = await sql<{ county_code: string }>`
    with days as (
      select county_code, (at at time zone interval '8 hours')::date as date, max(sequence) as sequence from facts
      where ${from} and at < ${dayEnd(through)}
      group by 1, 2
    ), grown as (
      select county_code, date, max(sequence) over (partition by county_code order by date) as sequence from days
    )
    insert into ledger_roots (county_code, date, sequence, hash)
    select g.county_code, g.date, g.sequence, f.hash
    from grown g join facts f on f.county_code = g.county_code and f.sequence = g.sequence
    where not exists (select from ledger_roots r where r.county_code = g.county_code and r.sequence >= g.sequence)
    on conflict do nothing returning county_code`.execute(tx.sql)
  return rows.length
}

/** The root of every chain at the end of a closed day: each the newest kept on or before it. */
export async function rootsOn(tx: Tx, date: string): Promise<readonly DailyRoot[]> {
  const { rows } = await sql<{ chain: string; date: string; facts: number; hash: string }>`
    select distinct on (county_code) county_code as chain, date, sequence as facts, hash from ledger_roots
    where date <= ${date} order by county_code, date desc`.execute(tx.sql)
  return rows.map(({ chain, date: day, facts, hash }) => ({ date: day, chain, facts, hash }))
}

/** Every root kept of some chains, oldest first. */
export async function rootsOfChains(tx: Tx, chains: readonly string[]): Promise<readonly DailyRoot[]> {
  if (chains.length === 0) return []
  const rows = await tx.sql
    .selectFrom('ledger_roots')
    .selectAll()
    .where('county_code', 'in', chains)
    .orderBy('county_code')
    .orderBy('date')
    .execute()
  return rows.map(({ county_code: chain, date, sequence: facts, hash }) => ({ date, chain, facts, hash }))
}

/** The last day that is closed; `undefined` before the first. */
export function lastClosedDay(tx: Tx): Promise<string | undefined> {
  return closedThrough(tx)
}
