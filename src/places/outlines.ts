import Flatbush from 'flatbush'
import type { MultiPolygon, Polygon } from 'geojson'
import { fullCode } from '../domain/regions.ts'
import type { RegionCode } from '../domain/regions.ts'
import type { Bilingual } from '../domain/words.ts'
import type { Position } from './coordinates.ts'
import { indexArea, type IndexedArea } from './indexed-area.ts'
import { boxOf } from './shapes.ts'

/** The drawn border of a division. */
export type Outline = {
  /** Twelve digits. */
  readonly code: RegionCode
  readonly geometry: Polygon | MultiPolygon
  /** True for the bureau's official layer; false for outlines good for drawing only. */
  readonly authoritative: boolean
  /** Where it comes from, with its coarseness and datum; shown beside whatever it says. */
  readonly source: string
}

/**
 * How far outside an outline a position may lie before anything is said, in metres. 3 km for outlines without authority, whose
 * coarseness and datum are unknown; 100 m for official ones, the error of a phone in a valley (to be confirmed with the bureau).
 */
export const outlineToleranceM = { authoritative: 100, drawing: 3000 } as const

/** Outlines made ready for asking. */
export type OutlineSet = {
  readonly byCode: ReadonlyMap<RegionCode, Outline>
  /** The area of an outline of this set, indexed when it is first asked for. */
  readonly areaOf: (outline: Outline) => IndexedArea
  /** The outlines whose area holds a position, borders included; drawn outlines may overlap. */
  readonly holding: (position: Position) => readonly Outline[]
}

export function outlineSet(outlines: readonly Outline[]): OutlineSet {
  const byCode = new Map(outlines.map(outline => [outline.code, outline]))
  const areaOf = indexedOnce()
  if (outlines.length === 0) return { byCode, areaOf, holding: () => [] }
  const tree = new Flatbush(outlines.length)
  for (const { geometry } of outlines) tree.add(...boxOf(geometry))
  tree.finish()
  return {
    byCode,
    areaOf,
    holding: ({ longitude, latitude }) =>
      tree
        .search(longitude, latitude, longitude, latitude)
        .map(i => outlines[i]!)
        .filter(outline => areaOf(outline).holds({ longitude, latitude })),
  }
}

function indexedOnce(): (outline: Outline) => IndexedArea {
  const indexed = new Map<Outline, IndexedArea>()
  return outline => {
    const area = indexed.get(outline) ?? indexArea(outline.geometry)
    indexed.set(outline, area)
    return area
  }
}

/**
 * What an outline says about a position. `inside`: in it or on its border. `near`: outside, but within the tolerance, so nothing can be
 * held against it. `outside`: beyond the tolerance; refuse only where the outline has authority. `not-checked`: there is no outline.
 */
export type OutlineVerdict =
  | { readonly outcome: 'inside'; readonly severity: 'none'; readonly words: Bilingual; readonly source: string }
  | {
      readonly outcome: 'near' | 'outside'
      readonly severity: 'none' | 'warn' | 'refuse'
      /** To the nearest point of the border, on the ellipsoid. */
      readonly outsideM: number
      /** Divisions of the same level in which the position does lie. */
      readonly liesIn: readonly RegionCode[]
      readonly words: Bilingual
      readonly source: string
    }
  | { readonly outcome: 'not-checked'; readonly severity: 'none'; readonly words: Bilingual }

/**
 * Is this position inside the outline of this county?
 *
 * @param code the county, six or twelve digits
 * @param nameOf names a division for the sentence; the code stands there without it
 * @example checkOutline(set, '500231', { longitude: 107.35, latitude: 30.33 }).outcome // 'inside'
 */
export function checkOutline(
  set: OutlineSet,
  code: RegionCode,
  position: Position,
  nameOf: (code: RegionCode) => string = same => same,
): OutlineVerdict {
  const county = fullCode(code)
  const outline = set.byCode.get(county)
  if (!outline) return { outcome: 'not-checked', severity: 'none', words: notChecked(nameOf(county)) }
  const outsideM = set.areaOf(outline).metresOutside(position)
  const { source } = outline
  if (outsideM === 0) return { outcome: 'inside', severity: 'none', words: inside(nameOf(county)), source }
  const liesIn = set.holding(position).map(one => one.code)
  const toleranceM = outline.authoritative ? outlineToleranceM.authoritative : outlineToleranceM.drawing
  if (outsideM <= toleranceM) {
    return { outcome: 'near', severity: 'none', outsideM, liesIn, words: near(nameOf(county), outsideM), source }
  }
  const words = outside({
    county: nameOf(county),
    outsideM,
    liesIn: liesIn.map(nameOf),
    authoritative: outline.authoritative,
  })
  return { outcome: 'outside', severity: outline.authoritative ? 'refuse' : 'warn', outsideM, liesIn, words, source }
}

/** True where a position is inside an outline or on its border; false where there is no outline. For `hintOtherSystem`. */
export function isInsideOutline(set: OutlineSet, code: RegionCode, position: Position): boolean {
  const outline = set.byCode.get(fullCode(code))
  return outline !== undefined && set.areaOf(outline).metresOutside(position) === 0
}

function inside(county: string): Bilingual {
  return { zh: `位置在${county}范围内。`, en: `The position lies in ${county}.` }
}

function notChecked(county: string): Bilingual {
  return {
    zh: `没有${county}的边界图层，位置是否在境内未作核对。可导入权威边界后再核对。`,
    en: `There is no outline of ${county}: whether the position lies in it was not checked. Import the official outline to check it.`,
  }
}

function near(county: string, outsideM: number): Bilingual {
  return {
    zh: `位置在${county}边界外约 ${wayZh(outsideM)}，在边界图层的误差之内，不作提示。`,
    en: `The position lies about ${wayEn(outsideM)} outside ${county}, within the error of the outline.`,
  }
}

function outside(at: {
  readonly county: string
  readonly outsideM: number
  readonly liesIn: readonly string[]
  readonly authoritative: boolean
}): Bilingual {
  const elsewhere = at.liesIn.length > 0
  const caution = at.authoritative
    ? { zh: '', en: '' }
    : { zh: '边界图层不具权威性，仅作提醒。', en: ' The outline has no authority: this is a warning only.' }
  return {
    zh: `位置在${at.county}边界外约 ${wayZh(at.outsideM)}${elsewhere ? `，落在${at.liesIn.join('、')}` : ''}。请核对经纬度、坐标系和所属区县。${caution.zh}`,
    en: `The position lies about ${wayEn(at.outsideM)} outside ${at.county}${elsewhere ? `, in ${at.liesIn.join(', ')}` : ''}. Check longitude, latitude, coordinate system and county.${caution.en}`,
  }
}

function wayZh(metres: number): string {
  return metres < 1000 ? `${Math.round(metres)} 米` : `${(metres / 1000).toFixed(1)} 公里`
}

function wayEn(metres: number): string {
  return metres < 1000 ? `${Math.round(metres)} m` : `${(metres / 1000).toFixed(1)} km`
}
