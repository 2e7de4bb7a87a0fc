import { fitOf } from './correspondences.ts'
import type { CorrespondenceKind } from './correspondences.ts'
import type { Division } from './divisions.ts'
import { nameParts } from './written-names.ts'

/** A division whose name stands in a text. `kind` is absent where it stands there exactly as in the edition. */
export type Mention = {
  readonly division: Division
  /** The piece of text that names it. */
  readonly written: string
  /** Where it begins, counted in UTF-16 units as in `slice`. */
  readonly at: number
  readonly kind?: CorrespondenceKind
}

/**
 * Finds which of some divisions a free text names, as a water's name or an end point does. Only names with their ending count
 * (上街村, 大门镇): a bare 上街 stands in too many words. Longer names win over shorter ones inside them. Nothing is decided by it:
 * two places in one name are shown to the person.
 *
 * @param divisions those that may be meant, such as the towns of a county with the villages of one town
 * @example mentionsIn('大门镇政府南50m;上街村村委会西15m', [大门镇, 上街居民委员会]).map(one => one.written) // ['大门镇', '上街村村委会']
 */
export function mentionsIn(text: string, divisions: readonly Division[]): readonly Mention[] {
  const found = divisions.flatMap(division => mentionsOf(text, division))
  const longestFirst = found.sort((a, b) => b.written.length - a.written.length || a.at - b.at)
  const kept: Mention[] = []
  for (const one of longestFirst) {
    if (!kept.some(other => overlaps(one, other))) kept.push(one)
  }
  return kept.sort((a, b) => a.at - b.at)
}

const villageEndings = [
  '村村民委员会',
  '村村委会',
  '村民委员会',
  '村委会',
  '村',
  '社区居民委员会',
  '社区居委会',
  '社区',
  '居民委员会',
  '居委会',
]
const townEndings = ['街道办事处', '街道', '街', '镇', '乡']
const countyEndings = ['自治县', '县', '区', '市']

const endings = {
  village: villageEndings,
  town: townEndings,
  county: countyEndings,
  city: countyEndings,
  province: countyEndings,
} as const satisfies Record<Division['level'], readonly string[]>

function mentionsOf(text: string, division: Division): readonly Mention[] {
  const official = nameParts(division.name, division.level)
  const forms = new Set([division.name, ...endings[division.level].map(ending => official.base + ending)])
  return [...forms].flatMap(written => {
    const fit = fitOf(nameParts(written, division.level), official, division.level)
    if (!fit) return []
    return placesOf(text, written).map(at => ({ division, written, at, ...(fit.kind && { kind: fit.kind }) }))
  })
}

function placesOf(text: string, part: string): readonly number[] {
  const places: number[] = []
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) places.push(at)
  return places
}

function overlaps(a: Mention, b: Mention): boolean {
  return a.at < b.at + b.written.length && b.at < a.at + a.written.length
}
