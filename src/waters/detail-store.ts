import { chinaDate } from '../domain/dates.ts'
import { countyOf } from '../domain/regions.ts'
import { countyOutlines } from '../places/outlines-store.ts'
import { checkOutline } from '../places/outlines.ts'
import { placeDirectory, placeName } from '../places/store.ts'
import type { Tx } from '../platform/db/database.ts'
import { prepared } from '../platform/db/prepared.ts'
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
  const findings = await checkRow(tx, row)
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

/** Doubts and impossibilities by the policy of the day, and whether the position lies in the county it is said to lie in. */
export async function checkRow(tx: Tx, row: ValueColumns): Promise<Findings> {
  const today = chinaDate(tx.at)
  const found = findingsOf(row, { policy: policyAt('plausibility', today).value, today })
  const misplaced = found.refusals.length > 0 ? undefined : await misplacedIn(tx, row)
  if (misplaced === undefined) return found
  const { severity, finding } = misplaced
  return severity === 'refuse'
    ? { ...found, refusals: [...found.refusals, finding] }
    : { ...found, doubts: [...found.doubts, finding] }
}

/** Outlines without authority only raise a doubt, and only beyond their tolerance; without an outline nothing is said. */
async function misplacedIn(tx: Tx, row: ValueColumns) {
  const county = countyOf(row.region_code)
  const longitude = row.longitude ?? row.start_longitude
  const latitude = row.latitude ?? row.start_latitude
  if (county === undefined || longitude === null || latitude === null) return undefined
  const outlines = await countyOutlines(tx)
  if (checkOutline(outlines, county, { longitude, latitude }).severity === 'none') return undefined
  const directory = await placeDirectory(tx)
  const verdict = checkOutline(outlines, county, { longitude, latitude }, code => placeName(directory, code))
  const finding = { field: 'position', code: 'position.outside-county', ...verdict.words }
  return { severity: verdict.severity, finding }
}

async function areasOf(tx: Tx, waterId: string): Promise<WaterArea[]> {
  const areas = tx.sql.selectFrom('water_areas').selectAll().where('water_id', '=', waterId)
  const rows = await prepared(tx, areas.orderBy('recorded_at').orderBy('id'))
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
