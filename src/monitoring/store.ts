import { sql } from 'kysely'
import type { Parameter, Sample } from '../domain/parameters.ts'
import { Problem } from '../domain/problems.ts'
import type { RegionCode } from '../domain/regions.ts'
import { labelPeople } from '../people/store.ts'
import type { Tx } from '../platform/db/database.ts'
import { prepared } from '../platform/db/prepared.ts'
import { canonicalJson } from '../platform/facts/canonical.ts'
import { sha256 } from '../platform/facts/chain.ts'
import { cutPage, readCursor, writeCursor } from '../platform/http/cursor.ts'
import { requireWaterInPlace } from '../waters/store.ts'
import type { NewReading, Reading, ReadingSource, Weather } from './contract.ts'
import { readingDiffers, readingImplausible, readingNotFound } from './problems.ts'
import { impossibleIn } from './rules.ts'

export { samplesOf } from './samples-store.ts'
export type { WaterSample } from './samples-store.ts'

type ReadingTable = {
  county_code: string
  taken_at: Date
  id: string
  water_id: string
  region_code: RegionCode
  point: string
  sample: unknown
  weather: Weather | null
  note: string | null
  source: ReadingSource
  by_account: string
  recorded_at: Date
}

type ReadingKeyTable = {
  county_code: string
  id: string
  region_code: RegionCode
  taken_at: Date
  content_hash: string
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    readings: ReadingTable
    reading_keys: ReadingKeyTable
  }
}

/**
 * Puts a reading on record, once: the same content under the same id again changes nothing and is answered alike. Appends
 * `reading.recorded` under the water.
 *
 * @param id made where the reading was made
 * @throws Problem `water.not-found`, `reading.implausible`; `reading.differs` for other content under an id in use
 */
export async function recordReading(tx: Tx, id: string, body: NewReading): Promise<Reading> {
  const water = await requireWaterInPlace(tx, body.waterId)
  return (await keepReading(tx, { id, water, record: body })) ? requireReading(tx, id) : sameReading(tx, id, body)
}

/**
 * The same for a water that is known already.
 *
 * @returns false where the id is in use and nothing was kept
 * @throws Problem `reading.implausible`
 */
export async function keepReading(tx: Tx, { id, water, record }: BulkReading): Promise<boolean> {
  const takenAt = new Date(record.takenAt)
  const findings = impossibleIn({ sample: asSample(record.sample), takenAt }, tx.at)
  if (findings.length > 0) throw new Problem(readingImplausible, { findings })
  const place = { county_code: water.county_code, region_code: water.region_code }
  if (!(await takeKey(tx, { ...place, id, taken_at: takenAt, content_hash: contentHash(record) }))) return false
  await tx.sql
    .insertInto('readings')
    .values({
      ...place,
      id,
      taken_at: takenAt,
      water_id: water.id,
      point: record.point,
      sample: JSON.stringify(record.sample),
      weather: record.weather ?? null,
      note: record.note ?? null,
      source: record.source,
      by_account: tx.actor.accountId,
      recorded_at: tx.at,
    })
    .execute()
  await tx.append({
    kind: 'reading.recorded',
    regionCode: water.region_code,
    subjectId: water.id,
    body: { readingId: id, takenAt: takenAt.toISOString(), sample: record.sample, contentHash: contentHash(record) },
  })
  return true
}

/** A reading of a water that the caller holds or has just made. */
export type BulkReading = {
  readonly id: string
  readonly water: { readonly id: string; readonly county_code: string; readonly region_code: RegionCode }
  readonly record: NewReading
}

/**
 * Puts many readings on record without a fact of their own: the caller's fact vouches for them. Their ids must be new.
 *
 * @throws Problem `reading.implausible`
 */
export async function recordReadingsInBulk(tx: Tx, all: readonly BulkReading[]): Promise<void> {
  if (all.length === 0) return
  const findings = all.flatMap(({ record: { sample, takenAt } }) =>
    impossibleIn({ sample: asSample(sample), takenAt: new Date(takenAt) }, tx.at),
  )
  if (findings.length > 0) throw new Problem(readingImplausible, { findings })
  const rows = all.map(({ id, water, record }) => ({
    county_code: water.county_code,
    id,
    region_code: water.region_code,
    taken_at: record.takenAt,
    content_hash: contentHash(record),
    water_id: water.id,
    point: record.point,
    sample: record.sample,
    weather: record.weather ?? null,
    note: record.note ?? null,
    source: record.source,
    by_account: tx.actor.accountId,
    recorded_at: tx.at,
  }))
  const records = JSON.stringify(rows)
  for (const table of ['reading_keys', 'readings']) {
    const target = sql.table(table)
    await sql`insert into ${target} select * from jsonb_populate_recordset(null::${target}, ${records}::jsonb)`.execute(
      tx.sql,
    )
  }
}

/** @returns false where the id is in use; waits for a transaction that is just using it */
async function takeKey(tx: Tx, key: ReadingKeyTable): Promise<boolean> {
  const inserted = await tx.sql
    .insertInto('reading_keys')
    .values(key)
    .onConflict(conflict => conflict.columns(['county_code', 'id']).doNothing())
    .returning('id')
    .execute()
  return inserted.length === 1
}

async function sameReading(tx: Tx, id: string, body: NewReading): Promise<Reading> {
  const key = await tx.sql.selectFrom('reading_keys').select('content_hash').where('id', '=', id).executeTakeFirst()
  if (key?.content_hash === contentHash(body)) return requireReading(tx, id)
  const before = key === undefined ? undefined : await requireReading(tx, id)
  throw new Problem(readingDiffers, { id, fields: before === undefined ? ['id'] : differingFields(before, body) })
}

function differingFields(before: Reading, body: NewReading): readonly string[] {
  const now = contentOf(body)
  const then = contentOf(before)
  return Object.keys(now).filter(name => canonicalJson(now[name] ?? null) !== canonicalJson(then[name] ?? null))
}

type Content = Pick<NewReading, 'waterId' | 'point' | 'takenAt' | 'sample' | 'weather' | 'note' | 'source'>

/** What makes a reading this one: the same instant in another offset is the same. */
function contentOf(body: Content): Readonly<Record<string, unknown>> {
  const { waterId, point, sample, weather = null, note = null, source } = body
  return { waterId, point, takenAt: new Date(body.takenAt).toISOString(), sample, weather, note, source }
}

/** Persisted: facts hold it. */
export function contentHash(body: Content): string {
  return sha256(canonicalJson(contentOf(body)))
}

/** The contract has checked the names and filled in every qualifier. */
function asSample(sample: NewReading['sample']): Sample {
  return sample as Sample // optional keys of zod admit an explicit undefined, which JSON cannot hold
}

/** @throws Problem `reading.not-found` */
export async function requireReading(tx: Tx, id: string): Promise<Reading> {
  const key = await tx.sql.selectFrom('reading_keys').selectAll().where('id', '=', id).executeTakeFirst()
  if (key === undefined) throw new Problem(readingNotFound, { id })
  const row = await tx.sql
    .selectFrom('readings')
    .selectAll()
    .where('county_code', '=', key.county_code)
    .where('taken_at', '=', key.taken_at)
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined) throw new Problem(readingNotFound, { id })
  const [reading] = await answers(tx, [row])
  return reading! // one row, one answer
}

/** Moves a water's readings with it to the division it is corrected to. */
export async function moveReadingsToRegion(tx: Tx, waterId: string, regionCode: RegionCode): Promise<void> {
  const moved = await tx.sql
    .updateTable('readings')
    .set({ region_code: regionCode })
    .where('water_id', '=', waterId)
    .returning(['county_code', 'id'])
    .execute()
  if (moved.length === 0) return
  await tx.sql
    .updateTable('reading_keys')
    .set({ region_code: regionCode })
    .where('county_code', '=', moved[0]!.county_code)
    .where(
      'id',
      'in',
      moved.map(({ id }) => id),
    )
    .execute()
}

export type ReadingFilter = {
  readonly waterId?: string | undefined
  readonly county?: string | undefined
  readonly point?: string | undefined
  readonly parameter?: Parameter | undefined
  /** ISO 8601 with offset; `before` is not included. */
  readonly from?: string | undefined
  readonly before?: string | undefined
}

export type ReadingPage = { readonly items: readonly Reading[]; readonly next?: string }

/** Readings, newest first. @throws Problem `request.cursor-invalid` */
export async function listReadings(
  tx: Tx,
  filter: ReadingFilter,
  page: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<ReadingPage> {
  const found = filtered(tx, filter, page.cursor)
    .orderBy('taken_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
  // Planning over the months costs more than finding one water's readings in them.
  const rows = await (filter.waterId === undefined ? found.execute() : prepared(tx, found))
  const shown = cutPage(rows, page.limit, last => writeCursor([last.taken_at.toISOString(), last.id]))
  return { ...shown, items: await answers(tx, shown.items) }
}

function filtered(tx: Tx, filter: ReadingFilter, cursor: string | undefined) {
  let query = tx.sql.selectFrom('readings').selectAll()
  if (filter.waterId !== undefined) query = query.where('water_id', '=', filter.waterId)
  if (filter.county !== undefined) query = query.where('county_code', '=', filter.county)
  if (filter.point !== undefined) query = query.where('point', '=', filter.point)
  if (filter.from !== undefined) query = query.where('taken_at', '>=', new Date(filter.from))
  if (filter.before !== undefined) query = query.where('taken_at', '<', new Date(filter.before))
  if (filter.parameter !== undefined) query = query.where(sql<boolean>`jsonb_exists(sample, ${filter.parameter})`)
  if (cursor === undefined) return query
  const [at, id] = readCursor(cursor, ['instant', 'uuid'])
  return query.where(sql<boolean>`(taken_at, id) < (${at}::timestamptz, ${id}::uuid)`)
}

async function answers(tx: Tx, rows: readonly ReadingTable[]): Promise<Reading[]> {
  const whoIs = await labelPeople(
    tx,
    rows.map(row => row.by_account),
  )
  return rows.map(row => ({
    id: row.id,
    waterId: row.water_id,
    countyCode: row.county_code,
    point: row.point,
    takenAt: row.taken_at.toISOString(),
    sample: row.sample as Reading['sample'], // written by recordReading only
    source: row.source,
    recordedAt: row.recorded_at.toISOString(),
    recordedBy: whoIs(row.by_account),
    ...(row.weather === null ? {} : { weather: row.weather }),
    ...(row.note === null ? {} : { note: row.note }),
  }))
}
