import { chinaDate } from '../domain/dates.ts'
import type { Fact } from '../domain/facts.ts'
import { canonicalJson } from '../platform/facts/canonical.ts'
import { measureShape } from './changing-store.ts'
import { correctedStates, type WaterFact } from './replaying.ts'
import type { WaterRow, WaterShape } from './water-row.ts'

/** An area as its history has it. */
export type AreaOnRecord = {
  readonly areaM2: number
  readonly method: string
  readonly on: string | null
  /** The shape that was measured, in one spelling. */
  readonly shape: string
  /** Time of recording, ISO 8601. */
  readonly at: string
}

export type ToldAreas = {
  readonly told: readonly AreaOnRecord[]
  /** Of a shape drawn once more as it was: its measure may be on record, and nothing in the fact says whether it is. */
  readonly possible: readonly AreaOnRecord[]
}

/**
 * The history of areas that the facts of a water tell of: the area it was founded with, and another for each correction of the area
 * and for each shape that was drawn, whether the water took over what it measured or not.
 */
export function areasTold(founded: WaterRow, facts: readonly WaterFact[]): ToldAreas {
  const told: AreaOnRecord[] = []
  const possible: AreaOnRecord[] = []
  if (founded.area_m2 !== null) told.push(recorded(founded, founded.area_m2, founded.created_at.toISOString()))
  for (const { fact, after } of correctedStates(founded, facts)) {
    const drawn = drawnArea(after.geometry, fact.at)
    if (fact.body.changed['geometry'] !== undefined) {
      if (drawn !== undefined) told.push(drawn)
    } else if (isOfArea(fact)) {
      if (after.area_m2 !== null) told.push(recorded(after, after.area_m2, fact.at))
    } else if (drawn !== undefined) possible.push(drawn)
  }
  return { told, possible }
}

function isOfArea({ body }: Fact<'water.corrected'>): boolean {
  return body.changed['areaM2'] !== undefined || body.changed['areaMethod'] !== undefined
}

function recorded(row: WaterRow, areaM2: number, at: string): AreaOnRecord {
  const shape = row.area_method === 'drawn' ? row.geometry : null
  return { areaM2, method: row.area_method ?? 'stated', on: row.area_on, shape: canonicalJson(shape), at }
}

function drawnArea(shape: WaterShape | null, at: string): AreaOnRecord | undefined {
  const areaM2 = shape === null ? undefined : measureShape(shape).drawnAreaM2
  if (areaM2 === undefined) return undefined
  return { areaM2, method: 'drawn', on: chinaDate(new Date(at)), shape: canonicalJson(shape), at }
}

/** What is on record and was not told, and what was told and is not on record. */
export function compareAreas(
  { told, possible }: ToldAreas,
  onRecord: readonly AreaOnRecord[],
): { readonly surplus: readonly AreaOnRecord[]; readonly missing: readonly AreaOnRecord[] } {
  const missing = [...told]
  const allowed = [...possible]
  const surplus = onRecord.filter(area => !take(missing, area) && !take(allowed, area))
  return { surplus, missing }
}

function take(from: AreaOnRecord[], area: AreaOnRecord): boolean {
  const spelled = canonicalJson(area)
  const index = from.findIndex(one => canonicalJson(one) === spelled)
  if (index < 0) return false
  from.splice(index, 1)
  return true
}
