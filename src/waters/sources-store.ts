import { Problem } from '../domain/problems.ts'
import type { RegionCode } from '../domain/regions.ts'
import { checkPosition, toCgcs2000 } from '../places/coordinates.ts'
import type { Tx } from '../platform/db/database.ts'
import { prepared } from '../platform/db/prepared.ts'
import { findWaters, findWatersInPlace } from './finding-store.ts'
import { sourceDiffers, sourceNotFound, sourceOtherCounty, waterImplausible, waterNotFound } from './problems.ts'
import type { PollutionSource, SourceValues } from './shapes.ts'
import { systemOf } from './values.ts'
import { present } from './water-item.ts'
import type { WaterRow } from './water-row.ts'
import type { CoordinateSource, SourceKind } from './words.ts'

type PollutionSourceTable = {
  county_code: string
  id: string
  region_code: RegionCode
  kind: SourceKind
  name: string
  quantity: number | null
  quantity_unit: string | null
  longitude: number | null
  latitude: number | null
  coordinate_source: CoordinateSource | null
  note: string | null
  recorded_at: Date
  updated_at: Date
  removed_at: Date | null
}

type WaterSourceTable = {
  county_code: string
  water_id: string
  source_id: string
  region_code: RegionCode
  linked_at: Date
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    pollution_sources: PollutionSourceTable
    water_sources: WaterSourceTable
  }
}

export type SourceRecord = {
  /** Made by the caller. */
  readonly id: string
  readonly values: SourceValues
  /** The waters it reaches; the first decides its county and division. */
  readonly waterIds: readonly string[]
  /** Obligatory where the source is on record with other content. */
  readonly reason?: string | undefined
}

/**
 * Records a source of pollution, or corrects and relinks one on record. The same content again changes nothing.
 *
 * @throws Problem `water.not-found`; `source.not-found` where it was removed; `source.differs` for a change without a reason;
 * `source.other-county`, `water.implausible` for a position that cannot be
 */
export async function putSource(tx: Tx, record: SourceRecord): Promise<PollutionSource> {
  const waters = await requireAll(tx, record.waterIds)
  const before = await tx.sql
    .selectFrom('pollution_sources')
    .selectAll()
    .where('id', '=', record.id)
    .forUpdate()
    .executeTakeFirst()
  if (before !== undefined && before.removed_at !== null) throw new Problem(sourceNotFound, { id: record.id })
  const county = before?.county_code ?? waters[0]!.county_code // at least one water
  const columns = sourceColumnsOf(record.values)
  if (before !== undefined && (await isSame(tx, before, columns, record.waterIds))) return requireSource(tx, record.id)
  if (before !== undefined && record.reason === undefined) throw new Problem(sourceDiffers, { id: record.id })
  await tx.sql
    .insertInto('pollution_sources')
    .values({
      ...columns,
      county_code: county,
      id: record.id,
      region_code: waters[0]!.region_code,
      recorded_at: tx.at,
      updated_at: tx.at,
      removed_at: null,
    })
    .onConflict(conflict =>
      conflict
        .columns(['county_code', 'id'])
        .doUpdateSet({ ...columns, region_code: waters[0]!.region_code, updated_at: tx.at }),
    )
    .execute()
  await relink(tx, { county, sourceId: record.id, waters })
  await tellWaters(tx, record, waters)
  return requireSource(tx, record.id)
}

async function requireAll(tx: Tx, ids: readonly string[]): Promise<readonly WaterRow[]> {
  const found = new Map((await findWatersInPlace(tx, ids)).map(water => [water.id, water]))
  return [...new Set(ids)].map(id => {
    const water = found.get(id)
    if (water === undefined) throw new Problem(waterNotFound, { id })
    return water
  })
}

export type SourceColumns = Pick<
  PollutionSourceTable,
  'kind' | 'name' | 'quantity' | 'quantity_unit' | 'longitude' | 'latitude' | 'coordinate_source' | 'note'
>

/** @throws Problem `water.implausible` for a position that cannot be */
export function sourceColumnsOf(values: SourceValues): SourceColumns {
  const source = values.coordinateSource ?? 'not-stated'
  const position = values.position === undefined ? undefined : toCgcs2000(values.position, systemOf(source))
  const check = position === undefined ? undefined : checkPosition(position)
  if (check?.ok === false) {
    const finding = { field: 'position', code: `position.${check.fault}`, ...check.words }
    throw new Problem(waterImplausible, { findings: [finding] })
  }
  return {
    kind: values.kind,
    name: values.name,
    quantity: values.quantity ?? null,
    quantity_unit: values.quantityUnit ?? null,
    longitude: position?.longitude ?? null,
    latitude: position?.latitude ?? null,
    coordinate_source: position === undefined ? null : source,
    note: values.note ?? null,
  }
}

async function isSame(
  tx: Tx,
  before: SourceColumns & { readonly id: string },
  columns: SourceColumns,
  waterIds: readonly string[],
): Promise<boolean> {
  const names = Object.keys(columns) as (keyof SourceColumns)[] // its own keys
  if (names.some(name => before[name] !== columns[name])) return false
  const linked = await tx.sql
    .selectFrom('water_sources')
    .select('water_id')
    .where('source_id', '=', before.id)
    .execute()
  const now = new Set(linked.map(({ water_id }) => water_id))
  return now.size === new Set(waterIds).size && waterIds.every(id => now.has(id))
}

async function relink(
  tx: Tx,
  { county, sourceId, waters }: { county: string; sourceId: string; waters: readonly WaterRow[] },
): Promise<void> {
  await tx.sql.deleteFrom('water_sources').where('source_id', '=', sourceId).execute()
  const other = waters.find(water => water.county_code !== county)
  if (other !== undefined) throw new Problem(sourceOtherCounty, { code: other.code })
  await tx.sql
    .insertInto('water_sources')
    .values(
      waters.map(water => ({
        county_code: county,
        water_id: water.id,
        source_id: sourceId,
        region_code: water.region_code,
        linked_at: tx.at,
      })),
    )
    .execute()
}

/** The history of every water it reaches shows the source. */
async function tellWaters(tx: Tx, { id, values, reason }: SourceRecord, waters: readonly WaterRow[]): Promise<void> {
  const waterIds = waters.map(water => water.id)
  for (const water of waters) {
    await tx.append({
      kind: 'source.recorded',
      regionCode: water.region_code,
      subjectId: water.id,
      body: { sourceId: id, values: { ...values, ...(reason === undefined ? {} : { reason }) }, waterIds },
    })
  }
}

/** Takes a source off its waters; the record stays. @throws Problem `source.not-found` */
export async function removeSource(tx: Tx, id: string, reason: string): Promise<void> {
  const source = await requireSource(tx, id)
  const waters = await findWaters(
    tx,
    source.waters.map(water => water.id),
  )
  await tx.sql.updateTable('pollution_sources').set({ removed_at: tx.at }).where('id', '=', id).execute()
  for (const water of waters) {
    await tx.append({
      kind: 'source.removed',
      regionCode: water.region_code,
      subjectId: water.id,
      body: { sourceId: id, reason },
    })
  }
}

async function requireSource(tx: Tx, id: string): Promise<PollutionSource> {
  const [found] = await findSources(tx, [id])
  if (found === undefined) throw new Problem(sourceNotFound, { id })
  return found
}

/** The sources that reach a water, newest first. */
export async function sourcesOf(tx: Tx, waterId: string): Promise<PollutionSource[]> {
  const links = tx.sql.selectFrom('water_sources').select('source_id').where('water_id', '=', waterId)
  const linked = await prepared(tx, links)
  return findSources(
    tx,
    linked.map(({ source_id }) => source_id),
  )
}

async function findSources(tx: Tx, ids: readonly string[]): Promise<PollutionSource[]> {
  if (ids.length === 0) return []
  const rows = await tx.sql
    .selectFrom('pollution_sources')
    .selectAll()
    .where('id', 'in', ids)
    .where('removed_at', 'is', null)
    .orderBy('recorded_at', 'desc')
    .orderBy('id')
    .execute()
  const links = await tx.sql
    .selectFrom('water_sources')
    .innerJoin('waters', 'waters.id', 'water_sources.water_id')
    .select(['water_sources.source_id', 'waters.id', 'waters.code', 'waters.name'])
    .where('water_sources.source_id', 'in', ids)
    .orderBy('waters.code')
    .execute()
  const bySource = Map.groupBy(links, link => link.source_id)
  return rows.map(row => ({
    id: row.id,
    kind: row.kind,
    name: row.name,
    recordedAt: row.recorded_at.toISOString(),
    ...present({
      quantity: row.quantity,
      quantityUnit: row.quantity_unit,
      longitude: row.longitude,
      latitude: row.latitude,
      note: row.note,
    }),
    waters: (bySource.get(row.id) ?? []).map(({ id, code, name }) => ({ id, code, name })),
  }))
}

/** Which of some waters a source of one kind reaches. */
export async function watersWithSource(
  tx: Tx,
  kind: SourceKind,
  waterIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (waterIds.length === 0) return new Set()
  const rows = await tx.sql
    .selectFrom('water_sources as reached')
    .innerJoin('pollution_sources as source', join =>
      join.onRef('source.county_code', '=', 'reached.county_code').onRef('source.id', '=', 'reached.source_id'),
    )
    .select('reached.water_id')
    .where('source.kind', '=', kind)
    .where('source.removed_at', 'is', null)
    .where('reached.water_id', 'in', waterIds)
    .execute()
  return new Set(rows.map(({ water_id }) => water_id))
}
