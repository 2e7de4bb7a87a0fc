import { fromGeojsonVt, type Feature } from '@maplibre/vt-pbf'
import { sql, type RawBuilder } from 'kysely'
import { levelOf } from '../domain/regions.ts'
import type { Tx } from '../platform/db/database.ts'
import {
  atMost,
  cellsOfBlock,
  pointZoom,
  rangesOfBlock,
  shapeZoom,
  type Block,
  type CellRange,
  type Tile,
} from './cells.ts'
import type { WaterFilter } from './filter.ts'
import { inRanges } from './finding-store.ts'
import { applyFilter } from './list-filter-store.ts'
import { endedStages, talliedZooms } from './tallies-store.ts'
import { projectTo, tileExtent, tileShape } from './tile-geometry.ts'
import type { WaterRow } from './water-row.ts'

export type TileFilter = Pick<WaterFilter, 'list' | 'stage' | 'type' | 'colour'>

/** From this zoom on waters stand by themselves; below, and where a tile is crowded, waters of one cell of a grid are counted together. */
export const singleFrom = 11

/** More waters than this in one tile cannot be told apart on a screen, and are a burden for a phone. */
const crowdedFrom = 500

/** Beyond this zoom the map enlarges tiles itself. */
export const deepestZoom = 20

/** A tile has 16 by 16 cells, about 32 pixels each on the screen; at zoom 10, those of zoom 9. */
const gridSteps = 4

/**
 * One vector tile, cut to what the transaction's actor may see, true to the last commit.
 *
 * @returns `undefined` where nothing is there
 */
export async function waterTile(tx: Tx, tile: Tile, filter: TileFilter): Promise<Uint8Array | undefined> {
  const features = await featuresIn(tx, tile, filter)
  if (features.length === 0) return undefined
  // Its declared type wants what geojson-vt adds to a tile; the encoder reads the features alone.
  const layer = { features } as unknown as Parameters<typeof fromGeojsonVt>[0][string]
  return fromGeojsonVt({ waters: layer }, { version: 2, extent: tileExtent })
}

async function featuresIn(tx: Tx, tile: Tile, filter: TileFilter): Promise<Feature[]> {
  if (tile.z < singleFrom) return clusters(tx, tile, filter)
  return (await isCrowded(tx, tile, filter)) ? countedClusters(tx, tile, filter) : singles(tx, tile, filter)
}

/** Whoever answers for a town or village has so few waters that, above these depths, all of them are read. */
function isNarrow({ actor }: Tx, { z }: Tile): boolean {
  return z < shapeZoom && ['town', 'village'].includes(levelOf(actor.range.from))
}

async function isCrowded(tx: Tx, tile: Tile, filter: TileFilter): Promise<boolean> {
  const some = withoutEnded(applyFilter(scopedWaters(tx, tile), filter), filter)
    .where(inRanges('waters.cell', rangesOfBlock(blockOf(tile), pointZoom)))
    .select('waters.cell')
    .limit(crowdedFrom + 1)
  const { count } = await tx.sql
    .selectFrom(some.as('some'))
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count > crowdedFrom
}

function blockOf({ z, x, y }: Tile): Block {
  return { z, west: x, north: y, east: x, south: y }
}

/** Of the cells in which waters are counted together: the finest that the tallies know, where they are asked. */
function gridZoom({ z }: Tile): number {
  return z < singleFrom ? Math.min(z + gridSteps, talliedZooms.to) : z + gridSteps
}

/** The cells of the grid in a tile and one around it. */
function gridAround(tile: Tile): Block {
  const z = gridZoom(tile)
  const side = 2 ** (z - tile.z)
  const { x, y } = tile
  return { z, west: x * side - 1, north: y * side - 1, east: (x + 1) * side, south: (y + 1) * side }
}

/** Exactly they are some fifty ranges, which cost more to ask for than the waters of seven tenths of a tile to read in vain. */
const mostRanges = 16

/** All of the grid around a tile, as ranges of cells, and something beyond. */
function rangesAround(tile: Tile, at: number): readonly CellRange[] {
  return atMost(rangesOfBlock(gridAround(tile), at), mostRanges)
}

type Cluster = {
  /** Of the grid. */
  cell: number
  longitude: number
  latitude: number
  count: number
  areaM2: number
  national: number
  municipal: number
  county: number
  none: number
}

/**
 * Waters counted by cell of the grid. Ended ones stay out: a merged water would count twice. Whoever answers for a county or more reads
 * the tallies, whose cost does not grow with the waters; for a town or village its few waters are counted on the spot.
 */
function clusters(tx: Tx, tile: Tile, filter: TileFilter): Promise<Feature[]> {
  return isNarrow(tx, tile) ? countedClusters(tx, tile, filter) : talliedClusters(tx, tile, filter)
}

async function countedClusters(tx: Tx, tile: Tile, filter: TileFilter): Promise<Feature[]> {
  const { rows } = await sql<Cluster>`
    select cell / ${sql.lit(4 ** (pointZoom - gridZoom(tile)))}::bigint as cell, avg(longitude) as longitude, avg(latitude) as latitude,
           count(*) as count, coalesce(sum(area_m2), 0) as "areaM2", count(*) filter (where list = 'national') as national,
           count(*) filter (where list = 'municipal') as municipal, count(*) filter (where list = 'county') as county,
           count(*) filter (where list is null) as none
    from ${countedWaters(tx, tile, filter)} group by 1 order by 1`.execute(tx.sql)
  return clusterFeatures(tile, rows)
}

const countedColumns = ['cell', 'longitude', 'latitude', 'area_m2', 'list'] as const

/** Range by range, so that the index of cells alone is read; of a narrow jurisdiction, its waters. */
function countedWaters(tx: Tx, tile: Tile, filter: TileFilter): RawBuilder<unknown> {
  const ranges = rangesAround(tile, pointZoom)
  const among = (own: readonly CellRange[]) =>
    withoutEnded(applyFilter(scopedWaters(tx, tile), filter), filter)
      .where(inRanges('waters.cell', own))
      .select(countedColumns)
  if (isNarrow(tx, tile)) return sql`(${among(ranges)}) waters`
  return sql`(${sql.join(
    ranges.map(range => sql`(${among([range])})`),
    sql` union all `,
  )}) waters`
}

/** All waters, or those of a narrow jurisdiction read first, so that the planner does not walk the cells of everybody else. */
function scopedWaters(tx: Tx, tile: Tile) {
  if (!isNarrow(tx, tile)) return tx.sql.selectFrom('waters')
  const { from, to } = tx.actor.range
  const own = tx.sql.selectFrom('waters').selectAll().where('region_code', '>=', from).where('region_code', '<', to)
  return tx.sql.selectFrom(own.offset(0).as('waters'))
}

async function talliedClusters(tx: Tx, tile: Tile, filter: TileFilter): Promise<Feature[]> {
  const zoom = gridZoom(tile)
  const at = sql`cell >> ${sql.lit(2 * (pointZoom - zoom))}`
  const { rows } = await sql<Cluster>`
    select cell, sum(longitude_sum) / sum(count) as longitude, sum(latitude_sum) / sum(count) as latitude,
           sum(count)::int as count, sum(area_m2)::float8 as "areaM2", ${ofList('national')} as national, ${ofList('municipal')} as municipal,
           ${ofList('county')} as county, ${ofList('none')} as none
    from (
      select cell, list, count, area_m2, longitude_sum, latitude_sum from water_cell_tallies
        where zoom = ${sql.lit(zoom)} and ${inRanges('cell', rangesAround(tile, zoom))} and ${talliedFilter(filter)}
      union all
      select ${at}, list, count, area_m2, count * longitude, count * latitude from water_tally_changes
        where ${inRanges('cell', rangesAround(tile, pointZoom))} and ${changedFilter(filter)}
    ) tally group by cell having sum(count) > 0 order by cell`.execute(tx.sql)
  return clusterFeatures(tile, rows)
}

function ofList(list: string) {
  return sql`coalesce(sum(count) filter (where list = ${sql.lit(list)}), 0)::int`
}

/** A map without a filter reads the rows counted over every type, stage and colour. */
function talliedFilter(filter: TileFilter) {
  const plain = filter.type === undefined && filter.stage === undefined && filter.colour === undefined
  const onList = filter.list === undefined ? sql`true` : sql`list = any(${filter.list}::text[])`
  return plain ? sql`stage = 'any' and ${onList}` : sql`stage <> 'any' and ${changedFilter(filter)}`
}

function changedFilter({ type, stage, list, colour }: TileFilter) {
  const among = (column: string, values: readonly string[] | undefined) =>
    values === undefined ? sql`true` : sql`${sql.ref(column)} = any(${[...values]}::text[])`
  const alive = stage === undefined ? sql`stage <> all(${endedStages}::text[])` : among('stage', stage)
  return sql`${alive} and ${among('type', type)} and ${among('list', list)} and ${among('colour', colour)}`
}

function clusterFeatures(tile: Tile, rows: readonly Cluster[]): Feature[] {
  const project = projectTo(tile)
  const shown = new Set(cellsOfBlock(gridAround(tile)))
  return rows
    .filter(({ cell }) => shown.has(cell))
    .map(({ longitude, latitude, count, areaM2, national, municipal, county, none }) => {
      const tags = { count, areaM2: Math.round(areaM2), national, municipal, county, none }
      return feature(1, [project(longitude, latitude)], tags)
    })
}

/** Ended waters are drawn only where somebody asks for their stage. */
function withoutEnded(query: ReturnType<typeof applyFilter<object>>, filter: TileFilter) {
  return filter.stage === undefined ? query.where('stage', 'not in', endedStages) : query
}

type Single = Pick<
  WaterRow,
  | 'id'
  | 'code'
  | 'name'
  | 'type'
  | 'stage'
  | 'list'
  | 'colour'
  | 'area_m2'
  | 'invented'
  | 'longitude'
  | 'latitude'
  | 'geometry'
>

const singleColumns = [
  'id',
  'code',
  'name',
  'type',
  'stage',
  'list',
  'colour',
  'area_m2',
  'invented',
  'longitude',
  'latitude',
  'geometry',
] as const satisfies readonly (keyof Single)[]

async function singles(tx: Tx, tile: Tile, filter: TileFilter): Promise<Feature[]> {
  const byPoint: readonly Single[] = await withoutEnded(applyFilter(scopedWaters(tx, tile), filter), filter)
    .where(inRanges('waters.cell', rangesAround(tile, pointZoom)))
    .select(singleColumns)
    .execute()
  const reaching = await reachingIn(tx, { tile, filter, known: byPoint.map(({ id }) => id) })
  return [...byPoint, ...reaching].sort((a, b) => (a.code < b.code ? -1 : 1)).flatMap(row => featuresOf(row, tile))
}

type Reaching = { readonly tile: Tile; readonly filter: TileFilter; readonly known: readonly string[] }

/** Waters whose shape reaches into the tile from a point that lies elsewhere. */
async function reachingIn(tx: Tx, { tile, filter, known }: Reaching): Promise<readonly Single[]> {
  const touching = tx.sql
    .selectFrom('water_cells')
    .where(inRanges('water_cells.cell', rangesOfBlock(blockOf(tile), shapeZoom)))
    .where(sql<boolean>`water_id <> all(${known}::uuid[])`)
    .select('water_id')
  return withoutEnded(applyFilter(tx.sql.selectFrom('waters'), filter), filter)
    .where(sql<boolean>`id = any(array(${touching}))`) // found once, and then each by its key, whatever the planner expects
    .select(singleColumns)
    .execute()
}

function featuresOf(row: Single, tile: Tile): Feature[] {
  const tags = tagsOf(row)
  const shape = row.geometry === null ? undefined : tileShape(row.geometry, tile)
  const drawn = shape === undefined ? [] : [feature(shape.type, shape.geometry, tags)]
  if (row.longitude === null || row.latitude === null) return drawn
  const point = projectTo(tile)(row.longitude, row.latitude)
  const shaped = row.geometry === null ? {} : { shaped: true }
  return isNear(point) ? [...drawn, feature(1, [point], { ...tags, ...shaped })] : drawn
}

/** What is not known is left out of the tags. */
function tagsOf(row: Single): Record<string, string | number | boolean> {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    type: row.type,
    stage: row.stage,
    ...(row.list === null ? {} : { list: row.list }),
    ...(row.colour === null ? {} : { colour: row.colour }),
    ...(row.area_m2 === null ? {} : { areaM2: row.area_m2 }),
    invented: row.invented,
  }
}

function isNear([x, y]: readonly [number, number]): boolean {
  const margin = tileExtent / 2 ** gridSteps
  return x >= -margin && x < tileExtent + margin && y >= -margin && y < tileExtent + margin
}

function feature(type: 1 | 2 | 3, geometry: unknown, tags: Record<string, string | number | boolean>): Feature {
  return { type, geometry, tags } as Feature // its union ties each type to its geometry, which the callers keep
}
