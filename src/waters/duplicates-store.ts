import { shapesMeet, distanceM } from '../places/geometry.ts'
import { placeDirectory } from '../places/store.ts'
import type { Tx } from '../platform/db/database.ts'
import { watersNear } from './finding-store.ts'
import { nearM, whyAlike } from './rules.ts'
import { plain } from './search-words.ts'
import type { Duplicate, Point } from './shapes.ts'
import { shapeCells } from './values.ts'
import { waterItem } from './water-item.ts'
import type { WaterRow, WaterShape } from './water-row.ts'

/** What is known of a water, on record or about to be. */
export type Candidate = {
  readonly id?: string
  readonly name: string
  readonly regionCode: string
  /** CGCS2000. */
  readonly position: Point | undefined
  readonly geometry: WaterShape | undefined
}

export function candidateOf(row: WaterRow): Candidate {
  const { longitude, latitude } = row
  return {
    id: row.id,
    name: row.name,
    regionCode: row.region_code,
    position: longitude === null || latitude === null ? undefined : { longitude, latitude },
    geometry: row.geometry ?? undefined,
  }
}

/** Waters on record that may be the same one: near, of the same name in the same division, or overlapping. Ended ones are left out. */
export async function findDuplicates(tx: Tx, given: Candidate): Promise<Duplicate[]> {
  const candidate = isOnEarth(given.position) ? given : { ...given, position: undefined }
  const rows = await possible(tx, candidate)
  const directory = await placeDirectory(tx)
  return rows
    .flatMap(row => {
      const distance = distanceTo(candidate, row)
      const reasons = whyAlike({
        distanceM: distance,
        sameName: plain(row.name) === plain(candidate.name),
        sameVillage: row.region_code === candidate.regionCode,
        overlapping:
          candidate.geometry !== undefined && row.geometry !== null && shapesMeet(candidate.geometry, row.geometry),
      })
      if (reasons.length === 0) return []
      const metres = distance === undefined ? {} : { distanceM: Math.round(distance * 10) / 10 }
      return [{ water: waterItem(directory, row), ...metres, reasons: [...reasons] }]
    })
    .sort((a, b) => b.reasons.length - a.reasons.length || (a.distanceM ?? Infinity) - (b.distanceM ?? Infinity))
}

/** A slip in a coordinate is told by the checks; nothing is near it. */
function isOnEarth(position: Point | undefined): boolean {
  return position !== undefined && Math.abs(position.longitude) <= 180 && Math.abs(position.latitude) <= 90
}

function distanceTo({ position }: Candidate, { longitude, latitude }: WaterRow): number | undefined {
  if (position === undefined || longitude === null || latitude === null) return undefined
  return distanceM(position, { longitude, latitude })
}

async function possible(tx: Tx, candidate: Candidate): Promise<readonly WaterRow[]> {
  const { position } = candidate
  const near = position === undefined ? [] : await watersNear(tx, { ...position, withinM: nearM })
  const found = [
    ...near.map(({ water }) => water),
    ...(await ofTheSameName(tx, candidate)),
    ...(await inTheSameCells(tx, candidate.geometry)),
  ]
  const others = found.filter(row => row.id !== candidate.id && row.stage !== 'merged' && row.stage !== 'split')
  return [...new Map(others.map(row => [row.id, row])).values()]
}

async function ofTheSameName(tx: Tx, { name, regionCode }: Candidate): Promise<readonly WaterRow[]> {
  return tx.sql
    .selectFrom('waters')
    .selectAll()
    .where('region_code', '=', regionCode)
    .where('name', '=', name)
    .limit(50)
    .execute()
}

async function inTheSameCells(tx: Tx, shape: WaterShape | undefined): Promise<readonly WaterRow[]> {
  if (shape === undefined) return []
  const touching = tx.sql.selectFrom('water_cells').select('water_id').where('cell', 'in', shapeCells(shape))
  return tx.sql.selectFrom('waters').selectAll().where('id', 'in', touching).execute()
}
