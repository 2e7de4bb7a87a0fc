import { sql } from 'kysely'
import { Problem } from '../domain/problems.ts'
import { regionRange, type RegionCode } from '../domain/regions.ts'
import { destination, distanceM } from '../places/geodesy.ts'
import type { Tx } from '../platform/db/database.ts'
import { prepared } from '../platform/db/prepared.ts'
import { pointZoom, rangesOfBlock, tileAt, type CellRange } from './cells.ts'
import { waterNotFound } from './problems.ts'
import type { WaterRow } from './water-row.ts'

/** One water, or `undefined` where there is none in the actor's jurisdiction. */
export async function findWater(tx: Tx, id: string): Promise<WaterRow | undefined> {
  const [row] = await prepared(tx, tx.sql.selectFrom('waters').selectAll().where('id', '=', id))
  return row
}

export async function findWaterByCode(tx: Tx, code: string): Promise<WaterRow | undefined> {
  return tx.sql.selectFrom('waters').selectAll().where('code', '=', code).executeTakeFirst()
}

/** @throws Problem `water.not-found`: the same for what does not exist and for what lies elsewhere */
export async function requireWater(tx: Tx, id: string): Promise<WaterRow> {
  const row = await findWater(tx, id)
  if (row === undefined) throw new Problem(waterNotFound, { id })
  return row
}

/**
 * The same, and nobody moves the water before this transaction ends: for whoever puts on record what stands where the water stands.
 * Asked before the first fact is appended, as whoever corrects a water does.
 *
 * @throws Problem `water.not-found`
 */
export async function requireWaterInPlace(tx: Tx, id: string): Promise<WaterRow> {
  const [row] = await findWatersInPlace(tx, [id])
  if (row === undefined) throw new Problem(waterNotFound, { id })
  return row
}

/** Waters that nobody moves before this transaction ends; held in the order of their ids, so that two who hold some never wait for each other. */
export async function findWatersInPlace(tx: Tx, ids: readonly string[]): Promise<readonly WaterRow[]> {
  if (ids.length === 0) return []
  return tx.sql.selectFrom('waters').selectAll().where('id', 'in', ids).orderBy('id').forNoKeyUpdate().execute()
}

export async function findWaters(tx: Tx, ids: readonly string[]): Promise<readonly WaterRow[]> {
  if (ids.length === 0) return []
  return tx.sql.selectFrom('waters').selectAll().where('id', 'in', ids).execute()
}

/** Waters by their public codes; those that do not exist or lie elsewhere are absent. */
export async function findWatersByCode(tx: Tx, codes: readonly string[]): Promise<readonly WaterRow[]> {
  if (codes.length === 0) return []
  return tx.sql.selectFrom('waters').selectAll().where('code', 'in', codes).execute()
}

/** Waters of a division and everything below it, by code. */
export async function watersInRegion(tx: Tx, region: RegionCode): Promise<readonly WaterRow[]> {
  const { from, to } = regionRange(region)
  return tx.sql
    .selectFrom('waters')
    .selectAll()
    .where('region_code', '>=', from)
    .where('region_code', '<', to)
    .orderBy('region_code')
    .orderBy('code')
    .execute()
}

export type Near = { readonly longitude: number; readonly latitude: number; readonly withinM: number }

/** Waters whose position lies within a distance, nearest first, with the distance in metres on the ellipsoid. */
export async function watersNear(
  tx: Tx,
  { withinM, ...centre }: Near,
): Promise<readonly { readonly water: WaterRow; readonly distanceM: number }[]> {
  const rows = await watersInCells(tx, cellsAround(centre, withinM))
  return rows
    .flatMap(water => {
      if (water.longitude === null || water.latitude === null) return []
      const metres = distanceM(centre, { longitude: water.longitude, latitude: water.latitude })
      return metres <= withinM ? [{ water, distanceM: metres }] : []
    })
    .sort((a, b) => a.distanceM - b.distanceM)
}

async function watersInCells(tx: Tx, ranges: readonly CellRange[]): Promise<readonly WaterRow[]> {
  return tx.sql.selectFrom('waters').selectAll().where(inRanges('cell', ranges)).execute()
}

/**
 * Cells inside any of some ranges. Written out, so that the planner sees how few rows each holds and reads them from the index; a
 * join with a list of ranges was planned as a scan of the whole table. The widest first: most rows need one comparison.
 */
export function inRanges(column: string, ranges: readonly CellRange[]) {
  // A place beyond the map lies in no cell.
  if (ranges.length === 0) return sql<boolean>`false`
  const widest = ranges.toSorted((a, b) => b.to - b.from - (a.to - a.from))
  const conditions = widest.map(
    ({ from, to }) => sql`(${sql.ref(column)} >= ${from}::bigint and ${sql.ref(column)} < ${to}::bigint)`,
  )
  return sql<boolean>`(${sql.join(conditions, sql` or `)})`
}

/** Cells of a square around a place: at the coarsest zoom at which it needs no more than about sixteen. */
export function cellsAround(centre: { longitude: number; latitude: number }, withinM: number): readonly CellRange[] {
  const edge = (direction: number) => destination(centre, direction, withinM)
  const [north, east, south, west] = [edge(0), edge(90), edge(180), edge(270)]
  const widthShare = (east.longitude - west.longitude) / 360
  const z = Math.max(0, Math.min(pointZoom, Math.floor(Math.log2(3 / Math.max(widthShare, 1e-9)))))
  const from = tileAt(west.longitude, north.latitude, z)
  const to = tileAt(east.longitude, south.latitude, z)
  return rangesOfBlock({ z, west: from.x, north: from.y, east: to.x, south: to.y }, pointZoom)
}
