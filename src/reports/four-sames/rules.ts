import type { Bilingual } from '../../domain/words.ts'
import type { FigureKind } from './figures.ts'
import { valueOf, type Measured } from './measured.ts'

export * from './figures.ts'
export { measuredParts, measuredWords, valueOf, type Measured } from './measured.ts'
export { rulesNamingLists, type NamedRule } from './named-lists.ts'

/** The two lists that are treated alike. The county list stands apart. */
export type Pair<Value> = { readonly national: Value; readonly municipal: Value }

/** Plain numbers of the policy `four-sames`. */
export type GapLimits = {
  readonly leastWaters: number
  readonly shareGapPoints: number
  readonly meanGapPercent: number
  readonly gapDays: number
}

/** @example limitsOf(policyAt('four-sames', '2026-11-30').value).leastWaters // 5 */
export function limitsOf(policy: { readonly [Name in keyof GapLimits]: { readonly value: number } }): GapLimits {
  return {
    leastWaters: policy.leastWaters.value,
    shareGapPoints: policy.shareGapPoints.value,
    meanGapPercent: policy.meanGapPercent.value,
    gapDays: policy.gapDays.value,
  }
}

/** What is said of a pair. `look`: a gap worth a look, and no verdict. */
export const sameMarks = {
  look: { zh: '请核看', en: 'worth a look' },
  alike: { zh: '一致', en: 'alike' },
  'too-few': { zh: '水体太少', en: 'too few waters' },
  nothing: { zh: '没有记录', en: 'nothing recorded' },
} as const satisfies Record<string, Bilingual>
export type SameMark = keyof typeof sameMarks
export const sameMarkIds = Object.keys(sameMarks) as readonly SameMark[] // keys of a const object are exactly its union

export type Sameness = { readonly mark: SameMark; readonly words: Bilingual }

/**
 * Whether two lists are served alike in one figure, as far as numbers can tell. Where a list has fewer waters than the policy asks nothing is
 * said; a gap of one water is none.
 *
 * Units: percentage points between shares and ratios; percent of the larger between means; days and percent between medians.
 * Source: the policy `four-sames`, whose limits are to be confirmed.
 *
 * @example sameness('share', { national: { waters: 80, part: 40, of: 80 }, municipal: { waters: 80, part: 60, of: 80 } }, limits).mark // 'look'
 */
export function sameness(kind: FigureKind, { national, municipal }: Pair<Measured>, limits: GapLimits): Sameness {
  const [a, b] = [valueOf(kind, national), valueOf(kind, municipal)]
  if (a === undefined || b === undefined) return nothingOn(a === undefined, b === undefined)
  const fewest = Math.min(national.waters, municipal.waters)
  if (fewest < limits.leastWaters) return tooFew({ national: national.waters, municipal: municipal.waters }, limits)
  if (a === 0 && b === 0 && kind !== 'median') return neither
  if (kind === 'share' || kind === 'ratio') return sharesAlike(a, b, { fewest, kind, limits })
  return meansAlike(a, b, kind === 'median' ? limits.gapDays : 0, limits)
}

const neither: Sameness = { mark: 'alike', words: { zh: '两个清单都没有。', en: 'Neither list has any.' } }

function nothingOn(national: boolean, municipal: boolean): Sameness {
  if (national && municipal) {
    return { mark: 'nothing', words: { zh: '两个清单都没有可比的记录。', en: 'Neither list has anything on record to compare.' } } // prettier-ignore
  }
  const words = national
    ? { zh: '国家监管清单没有可比的记录。', en: 'The national list has nothing on record to compare.' }
    : { zh: '市级监管清单没有可比的记录。', en: 'The municipal list has nothing on record to compare.' }
  return { mark: 'nothing', words }
}

function tooFew({ national, municipal }: Pair<number>, { leastWaters }: GapLimits): Sameness {
  return {
    mark: 'too-few',
    words: {
      zh: `可比的水体太少（国家 ${national} 个、市级 ${municipal} 个，至少各 ${leastWaters} 个），不作比较。`,
      en: `Too few waters to compare (national ${national}, municipal ${municipal}; at least ${leastWaters} each).`,
    },
  }
}

function sharesAlike(
  a: number,
  b: number,
  { fewest, kind, limits }: { readonly fewest: number; readonly kind: 'share' | 'ratio'; readonly limits: GapLimits },
): Sameness {
  const points = near(Math.abs(a - b))
  const { shareGapPoints: limit } = limits
  const said = {
    zh: `相差 ${oneDecimal(points)} 个百分点${higher(a, b).zh}`,
    en: `${oneDecimal(points)} percentage points apart${higher(a, b).en}`,
  }
  // One water more or less on the shorter list would close such a gap.
  if (kind === 'share' && points >= limit && points <= near(100 / fewest)) {
    return alike(said, { zh: '，不过一个水体之差', en: ', the difference of a single water' })
  }
  return points >= limit
    ? look(said, { zh: `，达到 ${limit} 个百分点`, en: `, ${limit} or more` })
    : alike(said, { zh: `，不到 ${limit} 个百分点`, en: `, below ${limit}` })
}

function meansAlike(a: number, b: number, leastGap: number, { meanGapPercent: limit }: GapLimits): Sameness {
  const gap = Math.abs(a - b)
  const larger = Math.max(Math.abs(a), Math.abs(b))
  const percent = larger === 0 ? 0 : near((gap / larger) * 100)
  const said = {
    zh: `相差较大者的 ${oneDecimal(percent)}%${higher(a, b).zh}`,
    en: `${oneDecimal(percent)}% of the larger apart${higher(a, b).en}`,
  }
  if (percent < limit) return alike(said, { zh: `，不到 ${limit}%`, en: `, below ${limit}%` })
  if (gap < leastGap) return alike(said, { zh: `，但不足 ${leastGap} 天`, en: `, yet less than ${leastGap} days` })
  return look(said, { zh: `，达到 ${limit}%`, en: `, ${limit}% or more` })
}

function higher(a: number, b: number): Bilingual {
  if (near(a) === near(b)) return { zh: '', en: '' }
  return a > b
    ? { zh: '，国家清单较高', en: ' (national higher)' }
    : { zh: '，市级清单较高', en: ' (municipal higher)' }
}

const look = (said: Bilingual, why: Bilingual): Sameness => ({ mark: 'look', words: sentence(said, why) })
const alike = (said: Bilingual, why: Bilingual): Sameness => ({ mark: 'alike', words: sentence(said, why) })
const sentence = (said: Bilingual, why: Bilingual): Bilingual => ({
  zh: `${said.zh}${why.zh}。`,
  en: `${said.en}${why.en}.`,
})

/** Without the dust of divisions: 15 points are 15 points. */
const near = (value: number) => Math.round(value * 1e6) / 1e6
const oneDecimal = (value: number) => String(Math.round(value * 10) / 10)

/** How many waters of each list have a kind. */
export type KindRow = Pair<number> & { readonly kind: string; readonly county: number }

/**
 * Whether the same editions decided about both lists. An edition that stands on one side only is named; it is worth a look once the other side
 * has enough waters that it could have stood there.
 *
 * @param waters of each list with any edition at all
 * @param nameOf the edition in words
 */
export function sameEditions(
  rows: readonly KindRow[],
  waters: Pair<number>,
  { limits, nameOf }: { readonly limits: GapLimits; readonly nameOf: (kind: string) => Bilingual },
): Sameness {
  if (waters.national === 0 || waters.municipal === 0) return nothingOn(waters.national === 0, waters.municipal === 0)
  const oneSided = rows.filter(({ national, municipal }) => (national === 0) !== (municipal === 0))
  if (oneSided.length === 0) {
    return { mark: 'alike', words: { zh: '两个清单所用版本相同。', en: 'The same editions on both lists.' } }
  }
  const words = joined(oneSided.map(row => onOneSide(row, nameOf(row.kind))))
  if (Math.min(waters.national, waters.municipal) < limits.leastWaters) {
    return { mark: 'too-few', words: joined([words, tooFew(waters, limits).words]) }
  }
  return { mark: 'look', words }
}

function onOneSide({ national, municipal }: KindRow, { zh, en }: Bilingual): Bilingual {
  return national > 0
    ? {
        zh: `${zh} 只用于国家清单（${national} 个水体）。`,
        en: `${en} on the national list only (${national} waters).`,
      }
    : {
        zh: `${zh} 只用于市级清单（${municipal} 个水体）。`,
        en: `${en} on the municipal list only (${municipal} waters).`,
      }
}

/** Whether kinds are spread alike over both lists: by the kind whose shares lie furthest apart. */
export function sameSpread(
  rows: readonly KindRow[],
  waters: Pair<number>,
  { limits, nameOf }: { readonly limits: GapLimits; readonly nameOf: (kind: string) => Bilingual },
): Sameness {
  const pairs = rows.map(row => ({
    row,
    pair: {
      national: { waters: waters.national, part: row.national, of: waters.national },
      municipal: { waters: waters.municipal, part: row.municipal, of: waters.municipal },
    },
  }))
  const gapOf = ({ pair }: (typeof pairs)[number]) =>
    Math.abs((valueOf('share', pair.national) ?? 0) - (valueOf('share', pair.municipal) ?? 0))
  const [furthest] = pairs.toSorted((left, right) => gapOf(right) - gapOf(left))
  if (furthest === undefined) return nothingOn(true, true)
  const { mark, words } = sameness('share', furthest.pair, limits)
  if (mark === 'nothing' || mark === 'too-few') return { mark, words }
  const { zh, en } = nameOf(furthest.row.kind)
  return { mark, words: { zh: `差距最大的是“${zh}”：${words.zh}`, en: `Furthest apart: ${en}. ${words.en}` } }
}

function joined(sentences: readonly Bilingual[]): Bilingual {
  return { zh: sentences.map(({ zh }) => zh).join(''), en: sentences.map(({ en }) => en).join(' ') }
}
