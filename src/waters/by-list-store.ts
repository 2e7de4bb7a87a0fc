import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Stage } from '../domain/lifecycle.ts'
import type { RegionCode, RegionRange } from '../domain/regions.ts'
import type { SupervisionList } from '../domain/waters.ts'
import type { Tx } from '../platform/db/database.ts'
import { readCursor, cutPage, writeCursor, type RowPage } from '../platform/http/cursor.ts'
import { endedStages } from './tallies-store.ts'

/**
 * One figure asked of every water `w` on a list: `part` of `of`, two numbers. Where `of` is null or not above zero the figure does not ask
 * that water. Of a median only `part` is read.
 *
 * @example { of: sql`1`, part: sql`(p.state = 'approved')::int` } // the share of waters with an approved plan
 */
export type WaterFigure = {
  readonly of: RawBuilder<unknown>
  readonly part: RawBuilder<unknown>
  readonly isMedian?: true
}

/** Figures that one slice answers from its tables, joined to `waters w` by `from`: at most one row a water. */
export type FigureSource<Id extends string = string> = {
  readonly from: RawBuilder<unknown>
  readonly figures: Readonly<Record<Id, WaterFigure>>
}

/** Something of which a water has one kind or several: its stage, the edition that judged it. `from` may give several rows a water. */
export type KindSource = { readonly from: RawBuilder<unknown>; readonly kind: RawBuilder<unknown> }

export type ListScope = { readonly range: RegionRange; readonly digits: 6 | 9 | 12 }

/** What a figure adds up to over some waters. */
export type Measured = {
  /** Waters that the figure asks. */
  readonly waters: number
  /** Sum over them; of a median the median. */
  readonly part: number
  readonly of: number
}

export type ListTally = {
  /** Of which source, by its place in the question. */
  readonly source: number
  /** Twelve digits, cut to the digits asked for; absent for all of them together. */
  readonly division?: RegionCode
  readonly list: SupervisionList
  readonly measured: readonly Measured[]
}

/** Waters on a list that have not ended, within a range, with what belongs to them. */
function listedWaters({ range }: Pick<ListScope, 'range'>, from: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`waters w ${from} where w.list is not null and w.stage <> all(${endedStages}::text[])
    and w.region_code >= ${range.from} collate "C" and w.region_code < ${range.to} collate "C"`
}

/** The same, read once for several sources of a statement: the table is wide, and what figures ask of it is not. */
function listedOnce(scope: Pick<ListScope, 'range'>): RawBuilder<unknown> {
  return sql`listed as materialized (
    select w.county_code, w.id, w.region_code, w.list, w.stage, w.cycle, w.area_m2 from ${listedWaters(scope, sql``)})`
}

/** What a slice answers: its figures in the order in which `measured` answers. */
type Asked = { readonly from: RawBuilder<unknown>; readonly figures: readonly WaterFigure[] }

/** Figures of several slices by list, for each division and altogether: one walk over the waters of the range, whatever their number. */
export async function tallyByList(tx: Tx, scope: ListScope, sources: readonly Asked[]): Promise<readonly ListTally[]> {
  const each = sources.map((source, index) => sql`select * from (${tallyOfSource(scope, source, index)}) answered`)
  const { rows } = await sql<Omit<ListTally, 'division'> & { readonly division: RegionCode | null }>`
    with ${listedOnce(scope)} ${sql.join(each, sql` union all `)}`.execute(tx.sql)
  const tallies = rows.map(({ division, ...row }) => ({ ...row, ...(division === null ? {} : { division }) }))
  return [...tallies, ...totalsOf(tallies.filter(({ source }) => !hasMedian(sources[source]!)))] // of a source that was asked
}

const hasMedian = ({ figures }: Asked) => figures.some(({ isMedian }) => isMedian === true)

function tallyOfSource({ digits }: ListScope, source: Asked, index: number): RawBuilder<unknown> {
  const each = source.figures.map(({ part, of }, at) => sql`(${part})::float8 as ${sql.ref(`part${at}`)}, (${of})::float8 as ${sql.ref(`of${at}`)}`) // prettier-ignore
  const measured = source.figures.map(summed)
  // Sums of all divisions are those of each added up; a median is not.
  const groups = hasMedian(source) ? sql`grouping sets ((place, list), (list))` : sql`place, list`
  return sql`with each as materialized (select left(w.region_code, ${digits}) as place, w.list, ${sql.join(each)} from listed w ${source.from})
    select ${sql.lit(index)}::int as source, rpad(place, 12, '0') as division, list, jsonb_build_array(${sql.join(measured)}) as measured
    from each group by ${groups}`
}

function totalsOf(tallies: readonly ListTally[]): ListTally[] {
  return [...Map.groupBy(tallies, ({ source, list }) => `${source} ${list}`).values()].map(([first, ...rest]) => ({
    source: first!.source, // a group has one at least
    list: first!.list,
    measured: rest.reduce((sums, { measured }) => sums.map((sum, at) => added(sum, measured[at]!)), first!.measured),
  }))
}

function added(one: Measured, other: Measured): Measured {
  return { waters: one.waters + other.waters, part: one.part + other.part, of: one.of + other.of }
}

function summed({ isMedian }: WaterFigure, index: number): RawBuilder<unknown> {
  const [part, of] = [sql.ref(`part${index}`), sql.ref(`of${index}`)]
  const asked = sql`filter (where ${of} > 0)`
  const whole =
    isMedian === true ? sql`percentile_cont(0.5) within group (order by ${part}) ${asked}` : sql`sum(${part}) ${asked}`
  return sql`jsonb_build_object('waters', count(*) ${asked}, 'part', coalesce(${whole}, 0), 'of', coalesce(sum(${of}) ${asked}, 0))`
}

/** Whether the water of a row of another table is on a list today: records are filtered by the list that their water is on. */
export function isOnList(table: RawBuilder<unknown>, list: SupervisionList): RawBuilder<SqlBool> {
  return sql<SqlBool>`exists (select from waters listed
    where listed.county_code = ${table}.county_code and listed.id = ${table}.water_id and listed.list = ${list})`
}

export type KindTally = {
  /** Of which source, by its place in the question. */
  readonly source: number
  readonly list: SupervisionList
  readonly kind: string
  readonly waters: number
}

/** How many waters of each list have which kind; a water with several counts in each of them, one without in none. */
export async function tallyKinds(
  tx: Tx,
  scope: Pick<ListScope, 'range'>,
  sources: readonly KindSource[],
): Promise<readonly KindTally[]> {
  const each = sources.map(
    ({ from, kind }, index) => sql`select * from (
      select ${sql.lit(index)}::int as source, list, kind, count(distinct id)::int as waters
      from (select w.list, w.id, ${kind} as kind from listed w ${from}) each
      where kind is not null group by list, kind order by list, kind) answered`,
  )
  const { rows } = await sql<KindTally>`with ${listedOnce(scope)} ${sql.join(each, sql` union all `)}`.execute(tx.sql)
  return rows
}

/** A water behind a figure, with what it adds to it. */
export type ListedWater = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly regionCode: RegionCode
  readonly stage: Stage
  readonly cycle: number
  readonly areaM2: number | null
  readonly part: number
  readonly of: number
}

export type ListedPage = {
  readonly list: SupervisionList
  readonly cursor: string | undefined
  readonly limit: number
}

/** `with`: waters that have something of it; `without`: those that the figure asks and that have nothing. */
export type Having = 'all' | 'with' | 'without'

/** The waters that a figure asks, by division. */
export async function watersOfFigure(
  tx: Tx,
  scope: Pick<ListScope, 'range'>,
  asked: ListedPage & {
    readonly source: Pick<FigureSource, 'from'>
    readonly figure: WaterFigure
    readonly having: Having
  },
): Promise<RowPage<ListedWater>> {
  const { source, figure, having } = asked
  const each = sql`select w.id, (${figure.part})::float8 as part, (${figure.of})::float8 as "of"
    from ${listedWaters(scope, source.from)} and w.list = ${asked.list}`
  const narrowed = { all: sql`true`, with: sql`part > 0`, without: sql`coalesce(part, 0) <= 0` }[having]
  return page(tx, sql`select id, part, "of" from (${each}) asked where "of" > 0 and ${narrowed}`, asked)
}

/** The waters of a list that have a kind. */
export async function watersOfKind(
  tx: Tx,
  scope: Pick<ListScope, 'range'>,
  asked: ListedPage & { readonly source: KindSource; readonly kind: string },
): Promise<RowPage<ListedWater>> {
  const { source, kind, list } = asked
  const each = sql`select distinct w.id, 1 as part, 1 as "of"
    from ${listedWaters(scope, source.from)} and w.list = ${list} and ${source.kind} = ${kind}`
  return page(tx, each, asked)
}

async function page(
  tx: Tx,
  found: RawBuilder<unknown>,
  { cursor, limit }: Pick<ListedPage, 'cursor' | 'limit'>,
): Promise<RowPage<ListedWater>> {
  const after = cursor === undefined ? undefined : readCursor(cursor, ['text', 'uuid'])
  const behind =
    after === undefined ? sql`true` : sql`(w.region_code, w.id) > (${after[0]} collate "C", ${after[1]}::uuid)`
  const { rows } = await sql<ListedWater>`
    select w.id, w.code, w.name, w.region_code as "regionCode", w.stage, w.cycle, w.area_m2 as "areaM2",
           coalesce(found.part, 0) as part, found."of"
    from (${found}) found join waters w on w.id = found.id
    where ${behind} order by w.region_code, w.id limit ${limit + 1}`.execute(tx.sql)
  return cutPage(rows, limit, last => writeCursor([last.regionCode, last.id]))
}
