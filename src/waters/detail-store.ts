import { chinaDate } from '../domain/dates.ts'
import { placeDirectory } from '../places/store.ts'
import type { Tx } from '../platform/db/database.ts'
import { policyAt } from '../policy/policy.ts'
import { attachmentsOf } from './attachments-store.ts'
import { lineageOf } from './lineage-store.ts'
import { numbersOf } from './numbers-store.ts'
import { compareDrawnArea, findingsOf, type Findings } from './rules.ts'
import type { Water, WaterArea } from './shapes.ts'
import { sourcesOf } from './sources-store.ts'
import type { ValueColumns } from './values.ts'
import { pointOf, present, waterItem } from './water-item.ts'
import type { WaterRow } from './water-row.ts'

/** The whole water as its page shows it. */
export async function waterDetail(tx: Tx, row: WaterRow): Promise<Water> {
  const directory = await placeDirectory(tx)
  const areas = await areasOf(tx, row.id)
  const drawn = areas.findLast(({ method }) => method === 'drawn')
  const differing = row.area_method === 'drawn' ? undefined : compareDrawnArea(drawn?.areaM2, row.area_m2)
  const findings = checkRow(tx, row)
  return {
    ...waterItem(directory, row),
    ...present({
      placeText: row.place_text,
      naturalVillages: row.natural_villages,
      areaOn: row.area_on,
      lengthM: row.length_m,
      widthM: row.width_m,
      depthCm: row.depth_cm,
      startName: row.start_name,
      start: pointOf(row.start_longitude, row.start_latitude),
      endName: row.end_name,
      end: pointOf(row.end_longitude, row.end_latitude),
      coordinateSource: row.coordinate_source,
      geometry: row.geometry as Water['geometry'] | null, // stored shapes are two-dimensional GeoJSON
      causesText: row.causes_text,
      yearRound: row.year_round,
    }),
    candidateSource: row.candidate_source,
    createdAt: row.created_at.toISOString(),
    areas,
    numbers: await numbersOf(tx, row.id),
    ...(await lineageOf(tx, row.id)),
    sources: await sourcesOf(tx, row.id),
    attachments: await attachmentsOf(tx, row.id),
    findings: [...findings.refusals, ...findings.doubts, ...(differing === undefined ? [] : [differing])],
  }
}

/** Doubts and impossibilities by the policy of the day. */
export function checkRow(tx: Tx, row: ValueColumns): Findings {
  const today = chinaDate(tx.at)
  return findingsOf(row, { policy: policyAt('plausibility', today).value, today })
}

async function areasOf(tx: Tx, waterId: string): Promise<WaterArea[]> {
  const rows = await tx.sql
    .selectFrom('water_areas')
    .selectAll()
    .where('water_id', '=', waterId)
    .orderBy('recorded_at')
    .orderBy('id')
    .execute()
  return rows.map(row => ({
    id: row.id,
    areaM2: row.area_m2,
    method: row.method,
    recordedAt: row.recorded_at.toISOString(),
    ...present({
      on: row.area_on,
      geometry: row.geometry as WaterArea['geometry'] | null, // as above
    }),
  }))
}
