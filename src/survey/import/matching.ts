import type { Bilingual } from '../../domain/words.ts'
import { toCgcs2000, type Position } from '../../places/coordinates.ts'
import { distanceM } from '../../places/geodesy.ts'
import type { KnownWater } from '../../waters/matching-store.ts'
import type { SurveyRow } from '../workbook/survey-row.ts'
import type { Match } from './contract.ts'

/** Two positions closer than this are probably the same water: the error of a phone among houses and in a valley, twice. */
export const nearM = 30

/** The same name within this distance, or in the same town where positions are missing, is asked about. */
export const sameNameWithinM = 1000

/**
 * Whether a row means a water that is known already. The same identity, or the same village, name and type, is the same water;
 * anything less is a likely duplicate that a person decides on.
 */
export function matchRow(row: SurveyRow, known: readonly KnownWater[]): Match | undefined {
  const byId = known.find(({ id }) => id === row.waterId)
  if (byId !== undefined) return match(byId, 'same-id', sameIdWords(byId))
  const named = known.filter(water => plainName(water.name) === plainName(row.name))
  const same = named.find(({ regionCode, type }) => regionCode === row.place.reportingCode && type === row.type)
  if (same !== undefined) return match(same, 'same-place-and-name', samePlaceWords(same))
  return likelyDuplicate(row, known, named)
}

/** Whether the match is certain, so that nobody needs to decide. */
export function isCertain({ reason }: Match): boolean {
  return reason === 'same-id' || reason === 'same-place-and-name'
}

function likelyDuplicate(
  row: SurveyRow,
  known: readonly KnownWater[],
  named: readonly KnownWater[],
): Match | undefined {
  const positions = positionsOf(row)
  const nearName = nearest(positions, named)
  if (nearName !== undefined && nearName.distance <= sameNameWithinM) {
    return match(
      nearName.water,
      'same-name-nearby',
      sameNameWords(nearName.water, nearName.distance),
      nearName.distance,
    )
  }
  const town = row.place.reportingCode.slice(0, 9)
  const unplaced = named.find(
    water => water.regionCode.startsWith(town) && (positions.length === 0 || water.position === undefined),
  )
  if (unplaced !== undefined) return match(unplaced, 'same-name-nearby', sameTownWords(unplaced))
  const near = nearest(positions, known)
  if (near !== undefined && near.distance <= nearM)
    return match(near.water, 'near', nearWords(near.water, near.distance), near.distance)
  return undefined
}

function nearest(
  positions: readonly Position[],
  waters: readonly KnownWater[],
): { water: KnownWater; distance: number } | undefined {
  let found: { water: KnownWater; distance: number } | undefined
  for (const water of waters) {
    for (const position of positions) {
      if (water.position === undefined || isFar(position, water.position)) continue
      const distance = distanceM(position, water.position)
      if (found === undefined || distance < found.distance) found = { water, distance }
    }
  }
  return found
}

/** More than about 2 km apart along either axis: not worth the geodesic. */
function isFar(a: Position, b: Position): boolean {
  return Math.abs(a.longitude - b.longitude) > 0.02 || Math.abs(a.latitude - b.latitude) > 0.02
}

/**
 * Where a row's water lies, in CGCS2000: its start, its end and the middle between them, as far as stated. A known water stands
 * on the map at its start, or in the middle of its drawn shape.
 */
export function positionsOf(row: Pick<SurveyRow, 'start' | 'end' | 'coordinateSystem'>): readonly Position[] {
  const start = stated(row.start)
  const end = stated(row.end)
  const ends = [start, end].filter(one => one !== undefined)
  const middle =
    start === undefined || end === undefined
      ? []
      : [{ longitude: (start.longitude + end.longitude) / 2, latitude: (start.latitude + end.latitude) / 2 }]
  return [...ends, ...middle].map(one => {
    const { longitude, latitude } = toCgcs2000(one, row.coordinateSystem ?? 'not-stated')
    return { longitude, latitude }
  })
}

function stated({ longitude, latitude }: SurveyRow['start']): Position | undefined {
  return longitude === undefined || latitude === undefined ? undefined : { longitude, latitude }
}

function plainName(name: string): string {
  return name.normalize('NFKC').replaceAll(/\s/g, '')
}

function match(water: KnownWater, reason: Match['reason'], words: Bilingual, distance?: number): Match {
  const { id, code, name } = water
  return {
    waterId: id,
    code,
    name,
    reason,
    ...words,
    ...(distance === undefined ? {} : { distanceM: Math.round(distance) }),
  }
}

function sameIdWords({ code, name }: KnownWater): Bilingual {
  return {
    zh: `带有系统标识，就是已登记的“${name}”（${code}）。`,
    en: `Carries its identity: it is “${name}” (${code}), already on record.`,
  }
}

function samePlaceWords({ code, name }: KnownWater): Bilingual {
  return {
    zh: `同村、同名、同类型，就是已登记的“${name}”（${code}）。`,
    en: `Same village, name and type: it is “${name}” (${code}), already on record.`,
  }
}

function sameNameWords({ code, name }: KnownWater, distance: number): Bilingual {
  return {
    zh: `附近 ${Math.round(distance)} 米处已有同名水体“${name}”（${code}）。请确认是否同一水体。`,
    en: `“${name}” (${code}) bears the same name ${Math.round(distance)} m away. Decide whether it is the same water.`,
  }
}

function sameTownWords({ code, name }: KnownWater): Bilingual {
  return {
    zh: `同一乡镇已有同名水体“${name}”（${code}），位置不全，无法比较距离。请确认是否同一水体。`,
    en: `“${name}” (${code}) in the same town bears the same name; positions are incomplete, so the distance is unknown. Decide whether it is the same water.`,
  }
}

function nearWords({ code, name }: KnownWater, distance: number): Bilingual {
  return {
    zh: `距已登记的“${name}”（${code}）只有 ${Math.round(distance)} 米。请确认是否同一水体。`,
    en: `Only ${Math.round(distance)} m from “${name}” (${code}), already on record. Decide whether it is the same water.`,
  }
}
