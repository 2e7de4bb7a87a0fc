import { sql } from 'kysely'
import { levelOf, type RegionCode, type RegionLevel, type RegionRange } from '../../domain/regions.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { MoneySource } from './rules.ts'

const figureNames = [
  'waters',
  'planned_yuan',
  'allotted_yuan',
  'spent_yuan',
  'exception_yuan',
  'exceptions',
  'excess_yuan',
  'held_yuan',
  'released_yuan',
  'taken_back_yuan',
  'rewards_to_take_back',
] as const
type FigureName = (typeof figureNames)[number]

/** What a balance or a reward adds to the sums of a division; absent is nothing. */
export type Figures = Partial<Readonly<Record<FigureName, number>>>

export type TallyTable = Record<FigureName, number> & {
  county_code: string
  digits: number
  region_code: RegionCode
  source: MoneySource
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    money_tallies: TallyTable
  }
}

type Change = { readonly region: RegionCode; readonly figures: Figures; readonly sign: 1 | -1 }

/**
 * Adds and takes away what a balance or reward counts for, at county, town and village. Rows are changed in one order by everybody, so that
 * two who change the same never wait for each other.
 */
export async function changeTallies(
  tx: Tx,
  { county_code, source }: { readonly county_code: string; readonly source: MoneySource },
  changes: readonly Change[],
): Promise<void> {
  const sums = new Map<string, TallyTable>()
  for (const { region, figures, sign } of changes) {
    for (const digits of [6, 9, 12] as const) {
      const region_code = region.slice(0, digits).padEnd(12, '0')
      const key = `${String(digits).padStart(2, '0')} ${region_code}`
      const row = sums.get(key) ?? { ...emptyFigures, county_code, digits, region_code, source }
      for (const name of figureNames) row[name] += sign * (figures[name] ?? 0)
      sums.set(key, row)
    }
  }
  const rows = [...sums]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, row]) => row)
    .filter(row => figureNames.some(name => row[name] !== 0))
  if (rows.length === 0) return
  await tx.sql
    .insertInto('money_tallies')
    .values(rows)
    .onConflict(conflict =>
      conflict
        .columns(['county_code', 'digits', 'region_code', 'source'])
        .doUpdateSet(
          Object.fromEntries(
            figureNames.map(name => [name, sql`money_tallies.${sql.ref(name)} + excluded.${sql.ref(name)}`]),
          ),
        ),
    )
    .execute()
}

const emptyFigures: Record<FigureName, number> = {
  waters: 0,
  planned_yuan: 0,
  allotted_yuan: 0,
  spent_yuan: 0,
  exception_yuan: 0,
  exceptions: 0,
  excess_yuan: 0,
  held_yuan: 0,
  released_yuan: 0,
  taken_back_yuan: 0,
  rewards_to_take_back: 0,
}

const digitsBelow = { province: 6, city: 6, county: 9, town: 12, village: 12 } as const satisfies Record<
  RegionLevel,
  6 | 9 | 12
>

/** The digits by which a division is opened: a city by counties, a county by towns, a town by villages. */
export function digitsOfBoard(region: RegionCode): 6 | 9 | 12 {
  return digitsBelow[levelOf(region)]
}

export type TallyRow = Omit<TallyTable, 'county_code' | 'digits' | 'region_code'> & { readonly division: RegionCode }

/** The sums of the divisions inside a range, by source. */
export async function moneyTallies(
  tx: Tx,
  { range, digits }: { readonly range: RegionRange; readonly digits: 6 | 9 | 12 },
): Promise<readonly TallyRow[]> {
  const sums = sql.join(figureNames.map(name => sql`sum(${sql.ref(name)})::bigint as ${sql.ref(name)}`))
  const { rows } = await sql<TallyRow>`
    select region_code as division, source, ${sums} from money_tallies
    where digits = ${digits} and region_code >= ${range.from} collate "C" and region_code < ${range.to} collate "C"
    group by region_code, source order by region_code, source`.execute(tx.sql)
  return rows.filter(row => figureNames.some(name => row[name] !== 0))
}

export type LateRow = {
  readonly division: RegionCode
  readonly source: MoneySource
  readonly waters: number
  readonly yuan: number
}

/** Waters of each division and source whose oldest unspent allotment is of that day or before, and all their unspent yuan. */
export async function lateTallies(
  tx: Tx,
  asked: { readonly range: RegionRange; readonly digits: 6 | 9 | 12; readonly since: string },
): Promise<readonly LateRow[]> {
  const { range, digits, since } = asked
  const { rows } = await sql<LateRow>`
    select rpad(left(region_code, ${digits}), 12, '0') as division, source, count(*)::int as waters,
           sum(greatest(0, allotted_yuan - spent_yuan))::bigint as yuan
    from money_balances where oldest_unspent_on <= ${since}::date
      and region_code >= ${range.from} collate "C" and region_code < ${range.to} collate "C"
    group by 1, 2`.execute(tx.sql)
  return rows
}
