import { sql } from 'kysely'
import { uuidv7 } from '../domain/ids.ts'
import { Problem } from '../domain/problems.ts'
import { movedCode, regionRange, type RegionCode, type TownMove } from '../domain/regions.ts'
import type { Tx } from '../platform/db/database.ts'
import { cutPage, readCursor, writeCursor, type RowPage } from '../platform/http/cursor.ts'
import type { QueryOf } from '../platform/http/endpoint.ts'
import type { listSurroundings as listEndpoint, SurroundingValues } from './contract.ts'
import {
  surroundingDiffers,
  surroundingExists,
  surroundingNotFound,
  surroundingsExportTooLong,
  surroundingSortFixed,
} from './problems.ts'
import { readSaid, type Said } from './said.ts'
import { toldOf, type SaidColumns, type SurroundingRow } from './surrounding-row.ts'
import { tellLinks } from './told-links-store.ts'
import type { SurroundingSort } from './words.ts'

/** How a record came about. Persisted. */
export type SurroundingSource = 'form' | 'workbook' | 'zone'

/** @throws Problem `surroundings.not-found`: the same for what does not exist and for what lies elsewhere */
export async function requireSurrounding(tx: Tx, id: string): Promise<SurroundingRow> {
  const row = await onRecord(tx, id).executeTakeFirst()
  if (row === undefined) throw new Problem(surroundingNotFound, { id })
  return row
}

/** One as it stands, also where it was taken off the record. */
export async function findRecord(tx: Tx, id: string): Promise<SurroundingRow | undefined> {
  return tx.sql.selectFrom('surroundings').selectAll().where('id', '=', id).executeTakeFirst()
}

/** One on record, which nobody changes before this transaction ends. @throws Problem `surroundings.not-found` */
export async function holdSurrounding(tx: Tx, id: string): Promise<SurroundingRow> {
  const row = await onRecord(tx, id).forNoKeyUpdate().executeTakeFirst()
  if (row === undefined) throw new Problem(surroundingNotFound, { id })
  return row
}

function onRecord(tx: Tx, id: string) {
  return tx.sql.selectFrom('surroundings').selectAll().where('id', '=', id).where('removed_at', 'is', null)
}

type Recording = { readonly values: SurroundingValues; readonly source: SurroundingSource }

/**
 * Puts works or a settlement on record. Appends `surroundings.recorded`.
 *
 * @throws Problem `surroundings.implausible`, `surroundings.exists`, `surroundings.place-too-high`, `place.not-found`
 * @example await recordSurrounding(tx, { values: { sort: 'settlement', name: '前进村一组', regionCode, people: 120 }, source: 'form' })
 */
export async function recordSurrounding(tx: Tx, { values, source }: Recording): Promise<SurroundingRow> {
  const said = await readSaid(tx, values)
  await requireFree(tx, said)
  const row: SurroundingRow = {
    ...said.columns,
    county_code: said.county,
    id: uuidv7(tx.at.getTime()),
    version: 1,
    recorded_at: tx.at,
    updated_at: tx.at,
    by_account: tx.actor.accountId,
    removed_at: null,
  }
  await tx.sql.insertInto('surroundings').values(row).execute()
  await appendRecorded(tx, row, { source })
  return row
}

export type Changing = Recording & {
  readonly id: string
  readonly expectedVersion: number
  readonly reason: string
}

/**
 * Says the whole of a record anew; the same again changes nothing. Its links tell it from now on. Appends `surroundings.recorded`.
 *
 * @throws Problem `surroundings.not-found`, `surroundings.changed-meanwhile`, `surroundings.sort-fixed`, and those of `recordSurrounding`
 */
export async function changeSurrounding(
  tx: Tx,
  { id, expectedVersion, ...changing }: Changing,
): Promise<SurroundingRow> {
  const before = await holdSurrounding(tx, id)
  const { name, sort, version } = before
  if (version !== expectedVersion) throw new Problem(surroundingDiffers, { name, seen: expectedVersion, now: version })
  if (sort !== changing.values.sort) throw new Problem(surroundingSortFixed, { name, sort })
  const said = await readSaid(tx, changing.values)
  const columns = { ...said.columns, coordinate_source: sourceOf(before, said.columns) }
  if (isSame(before, columns)) return before
  await requireFree(tx, said, id)
  return keepChange(tx, { before, columns, source: changing.source, reason: changing.reason })
}

/** A position that came as GCJ-02 or BD-09 goes out as CGCS2000; come back so, it is still the one that was given. */
function sourceOf(before: SaidColumns, after: SaidColumns): SaidColumns['coordinate_source'] {
  const isWhereItWas = before.longitude === after.longitude && before.latitude === after.latitude
  return isWhereItWas && after.coordinate_source === 'cgcs2000' ? before.coordinate_source : after.coordinate_source
}

type Change = {
  readonly before: SurroundingRow
  readonly columns: SaidColumns
  readonly source: SurroundingSource
  readonly reason: string
}

async function keepChange(tx: Tx, { before, columns, source, reason }: Change): Promise<SurroundingRow> {
  const kept = { ...columns, version: before.version + 1, updated_at: tx.at, by_account: tx.actor.accountId }
  await tx.sql
    .updateTable('surroundings')
    .set(kept)
    .where('county_code', '=', before.county_code)
    .where('id', '=', before.id)
    .execute()
  const row = { ...before, ...kept }
  await appendRecorded(tx, row, { source, reason })
  await tellLinks(tx, row)
  return row
}

/** Takes one off the record; its links stay and say so. Appends `surroundings.removed`. @throws Problem `surroundings.not-found` */
export async function removeSurrounding(tx: Tx, id: string, reason: string): Promise<void> {
  const before = await holdSurrounding(tx, id)
  const kept = {
    version: before.version + 1,
    updated_at: tx.at,
    by_account: tx.actor.accountId,
    removed_at: tx.at,
  }
  await tx.sql
    .updateTable('surroundings')
    .set(kept)
    .where('county_code', '=', before.county_code)
    .where('id', '=', id)
    .execute()
  const body = { version: kept.version, name: before.name, reason }
  await tx.append({ kind: 'surroundings.removed', regionCode: before.region_code, subjectId: id, body })
  await tellLinks(tx, { ...before, ...kept })
}

async function appendRecorded(
  tx: Tx,
  row: SurroundingRow,
  { source, reason }: { readonly source: SurroundingSource; readonly reason?: string },
): Promise<void> {
  await tx.append({
    kind: 'surroundings.recorded',
    regionCode: row.region_code,
    subjectId: row.id,
    body: { version: row.version, values: toldOf(row), source, ...(reason === undefined ? {} : { reason }) },
  })
}

/** Whether nothing that is said differs. */
export function isSame(before: SaidColumns, after: SaidColumns): boolean {
  const names = Object.keys(after) as (keyof SaidColumns)[] // its own keys
  return names.every(name => before[name] === after[name])
}

/** @throws Problem `surroundings.exists` */
async function requireFree(tx: Tx, { columns }: Said, exceptId?: string): Promise<void> {
  const { sort, name, region_code } = columns
  const [taken] = await surroundingsNamed(tx, sort, [{ regionCode: region_code, name }])
  if (taken !== undefined && taken.id !== exceptId) throw new Problem(surroundingExists, { sort, name, id: taken.id })
}

export type Named = { readonly regionCode: RegionCode; readonly name: string }

/** Those on record under some names, each in its own division. */
export async function surroundingsNamed(
  tx: Tx,
  sort: SurroundingSort,
  named: readonly Named[],
): Promise<readonly SurroundingRow[]> {
  if (named.length === 0) return []
  const wanted = new Set(named.map(({ regionCode, name }) => `${regionCode} ${name}`))
  const rows = await tx.sql
    .selectFrom('surroundings')
    .selectAll()
    .where('sort', '=', sort)
    .where('removed_at', 'is', null)
    .where('region_code', 'in', [...new Set(named.map(({ regionCode }) => regionCode))])
    .where('name', 'in', [...new Set(named.map(({ name }) => name))])
    .execute()
  return rows.filter(row => wanted.has(`${row.region_code} ${row.name}`))
}

type Filter = Omit<QueryOf<typeof listEndpoint>, 'cursor' | 'limit'>

/** By division, a page at a time. @throws Problem `request.cursor-invalid` */
export async function listSurroundings(
  tx: Tx,
  filter: Filter,
  page: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<RowPage<SurroundingRow>> {
  const after = page.cursor === undefined ? undefined : readCursor(page.cursor, ['text', 'uuid'])
  const rows = await matching(tx, filter)
    .selectAll()
    .$if(after !== undefined, query =>
      query.where(sql<boolean>`(region_code, id) > (${after?.[0]} collate "C", ${after?.[1]}::uuid)`),
    )
    .orderBy('region_code')
    .orderBy('id')
    .limit(page.limit + 1)
    .execute()
  return cutPage(rows, page.limit, last => writeCursor([last.region_code, last.id]))
}

/** One workbook holds no more; a larger jurisdiction is exported county by county. */
const mostAtOnce = 50_000

/** Every record that a filter lets through, by division. @throws Problem `surroundings.export-too-long` */
export async function everySurrounding(tx: Tx, filter: Filter): Promise<readonly SurroundingRow[]> {
  const rows = await matching(tx, filter)
    .selectAll()
    .orderBy('region_code')
    .orderBy('id')
    .limit(mostAtOnce + 1)
    .execute()
  if (rows.length > mostAtOnce) throw new Problem(surroundingsExportTooLong, { most: mostAtOnce })
  return rows
}

function matching(tx: Tx, { region, sort, state, handling, search }: Filter) {
  const range = region === undefined ? tx.actor.range : regionRange(region)
  return tx.sql
    .selectFrom('surroundings')
    .where('removed_at', 'is', null)
    .where('region_code', '>=', range.from)
    .where('region_code', '<', range.to)
    .$if(sort !== undefined, query => query.where('sort', '=', sort!)) // asked for just now
    .$if(state !== undefined, query =>
      state === 'unknown'
        ? query.where('sort', '=', 'facility').where('state', 'is', null)
        : query.where('state', '=', state!),
    )
    .$if(handling !== undefined, query =>
      handling === 'unknown'
        ? query.where('sort', '=', 'settlement').where('handling', 'is', null)
        : query.where('handling', '=', handling!),
    )
    .$if(search !== undefined && search !== '', query =>
      query.where(sql<boolean>`strpos(lower(name), lower(${search ?? ''})) > 0`),
    )
}

/** Sums of what is known, with how many it is not known of. */
export async function countSurroundings(tx: Tx, region: RegionCode | undefined) {
  const count = (condition: ReturnType<typeof sql>) => sql<number>`count(*) filter (where ${condition})::int`
  const [facility, settlement] = [sql`sort = 'facility'`, sql`sort = 'settlement'`]
  return matching(tx, { region })
    .select([
      count(facility).as('facilities'),
      count(sql`state = 'running'`).as('running'),
      count(sql`state in ('idle', 'broken')`).as('standing'),
      sql<number>`coalesce(sum(capacity_m3_per_day), 0)`.as('capacityM3PerDay'),
      count(sql`${facility} and capacity_m3_per_day is null`).as('capacityUnknown'),
      count(settlement).as('settlements'),
      sql<number>`coalesce(sum(people), 0)::int`.as('people'),
      count(sql`${settlement} and people is null`).as('peopleUnknown'),
      count(sql`handling = 'none'`).as('untreatedSettlements'),
    ])
    .executeTakeFirstOrThrow()
}

/** At one go a county's other writers wait no longer than for these. */
const atOnce = 50

/**
 * Moves some records of a town to the code under which it reports from now on, as when it joins a functional zone.
 *
 * @returns how many moved; fewer than a batch: none is left
 */
export async function moveSurroundingsOfTown(tx: Tx, move: TownMove, reason: string): Promise<boolean> {
  const range = regionRange(move.from)
  const rows = await tx.sql
    .selectFrom('surroundings')
    .selectAll()
    .where('removed_at', 'is', null)
    .where('region_code', '>=', range.from)
    .where('region_code', '<', range.to)
    .orderBy('id')
    .limit(atOnce)
    .forNoKeyUpdate()
    .execute()
  for (const before of rows) {
    const columns = { ...saidOf(before), region_code: movedCode(move, before.region_code) }
    await keepChange(tx, { before, columns, source: 'zone', reason })
  }
  return rows.length === atOnce
}

function saidOf(row: SurroundingRow): SaidColumns {
  const {
    county_code: _c,
    id: _i,
    version: _v,
    recorded_at: _r,
    updated_at: _u,
    by_account: _b,
    removed_at: _m,
    ...said
  } = row
  return said
}
