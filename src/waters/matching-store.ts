import { sql } from 'kysely'
import type { RegionCode } from '../domain/regions.ts'
import type { WaterType } from '../domain/waters.ts'
import type { Tx } from '../platform/db/database.ts'
import type { Position } from '../places/coordinates.ts'

/** As much of a known water as is needed to tell whether a row of a workbook means it. */
export type KnownWater = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly type: WaterType
  readonly regionCode: RegionCode
  readonly position?: Position
}

type Around = {
  /** Nine digits each. */
  readonly towns: readonly string[]
  readonly ids: readonly string[]
  readonly positions: readonly Position[]
}

/** About 1.1 km: the grid in which positions are looked around. */
const cellsPerDegree = 100

/**
 * The waters that rows of a workbook might mean: all of their towns, those named by identity, and those near their positions
 * (which may lie across a border). Waters that ended as merged or split are left out.
 */
export async function knownWatersAround(tx: Tx, around: Around): Promise<readonly KnownWater[]> {
  const boxes = boxesAround(around.positions)
  const found = await sql<{
    id: string
    code: string
    name: string
    type: WaterType
    region_code: RegionCode
    longitude: number | null
    latitude: number | null
  }>`
    select id, code, name, type, region_code, longitude, latitude from waters
    where stage not in ('merged', 'split') and id in (
      select id from waters, unnest(${around.towns}::text[]) town
        where region_code >= town || '000' and region_code < town || ':'
      union select id from waters where id = any(${around.ids}::uuid[])
      union select id from waters, unnest(${boxes.map(([west]) => west)}::float8[], ${boxes.map(([, south]) => south)}::float8[]) box (west, south)
        where longitude between west and west + ${3 / cellsPerDegree} and latitude between south and south + ${3 / cellsPerDegree})
    order by code`.execute(tx.sql)
  return found.rows.map(({ id, code, name, type, region_code, longitude, latitude }) => ({
    id,
    code,
    name,
    type,
    regionCode: region_code,
    ...(longitude === null || latitude === null ? {} : { position: { longitude, latitude } }),
  }))
}

/** South-west corners of the distinct blocks of three by three cells around the positions. */
function boxesAround(positions: readonly Position[]): readonly (readonly [number, number])[] {
  const corners = new Map<string, readonly [number, number]>()
  for (const { longitude, latitude } of positions) {
    const x = Math.floor(longitude * cellsPerDegree) - 1
    const y = Math.floor(latitude * cellsPerDegree) - 1
    corners.set(`${x} ${y}`, [x / cellsPerDegree, y / cellsPerDegree])
  }
  return [...corners.values()]
}
