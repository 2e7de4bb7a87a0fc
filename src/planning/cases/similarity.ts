import type { RegionCode } from '../../domain/regions.ts'
import { waterTypes, type WaterType } from '../../domain/waters.ts'
import type { Bilingual } from '../../domain/words.ts'
import type { PolicyValue } from '../../policy/policy.ts'
import { joined, waterFunctions, type WaterFunction } from '../words.ts'
import { cleanMonths, outcomeWords, spanWords, type Outcome } from './outcome.ts'
import type { SimilarityCriterion } from './words.ts'

/** A cause with its share in percent; a share may not be known. */
export type SharedCause = { readonly causeId: string; readonly percent?: number | undefined }

/** What is known of a water or a case, as far as it is compared. What is not known is absent or empty. */
export type CaseTraits = {
  readonly type?: WaterType | undefined
  readonly areaM2?: number | undefined
  readonly regionCode?: RegionCode | undefined
  readonly functions: readonly WaterFunction[]
  readonly causes: readonly SharedCause[]
  readonly measureIds: readonly string[]
}

export type SolvedTraits = CaseTraits & { readonly outcome: Outcome }

/** Names of causes and measures, by id. */
export type CatalogueNames = {
  readonly causes: ReadonlyMap<string, Bilingual>
  readonly measures: ReadonlyMap<string, Bilingual>
}

export type Comparing = {
  readonly policy: PolicyValue<'similar-cases'>
  readonly names: CatalogueNames
  /** YYYY-MM-DD, China time */
  readonly today: string
}

/** What one criterion saw, with the points it gives of those it could give. */
export type SimilarityReason = {
  readonly criterion: SimilarityCriterion
  readonly points: number
  readonly of: number
  readonly words: Bilingual
}

export type Similarity = {
  /** Of 100. */
  readonly points: number
  readonly reasons: readonly SimilarityReason[]
  /** The case relapsed: not to be copied as it is. */
  readonly warning?: Bilingual
}

type Seen = { readonly share: number; readonly words: Bilingual }

/**
 * How similar a solved case is to a water, each criterion with its reason. What is not known on either side gives no points: missing is
 * never a match. A relapse gives none for the outcome and a warning.
 *
 * @example similarityOf(pond, solvedPond, comparing).reasons[0]?.words.en // 'same type: pond'
 */
export function similarityOf(water: CaseTraits, solved: SolvedTraits, comparing: Comparing): Similarity {
  const { policy } = comparing
  const seen = {
    type: compareTypes(water, solved, policy),
    causes: compareCauses(water, solved, comparing.names),
    size: compareSizes(water, solved, policy),
    place: comparePlaces(water, solved, policy),
    function: compareFunctions(water, solved),
    measures: compareMeasures(water, solved, comparing.names),
    outcome: judgeOutcome(solved.outcome, comparing),
  } satisfies Record<SimilarityCriterion, Seen>
  const reasons = (Object.keys(seen) as readonly SimilarityCriterion[]).map(criterion => {
    const { share, words } = seen[criterion]
    return { criterion, points: tenths(policy.weights[criterion] * share), of: policy.weights[criterion], words }
  }) // keys of an object that satisfies the record are exactly its union
  const warning = warningOf(solved.outcome, comparing.today)
  return {
    points: tenths(reasons.reduce((sum, { points }) => sum + points, 0)),
    reasons,
    ...(warning === undefined ? {} : { warning }),
  }
}

/**
 * The most similar of some cases, best first; those below the least points of the policy are left out. Among equals the one that has
 * stayed clean longest leads.
 */
export function rankSimilar<Solved extends SolvedTraits>(
  water: CaseTraits,
  solved: readonly Solved[],
  comparing: Comparing,
): readonly { readonly solved: Solved; readonly similarity: Similarity }[] {
  const months = ({ outcome }: SolvedTraits) => cleanMonths(outcome, comparing.today) ?? 0
  return solved
    .map(one => ({ solved: one, similarity: similarityOf(water, one, comparing) }))
    .filter(({ similarity }) => similarity.points >= comparing.policy.leastPoints)
    .sort((a, b) => b.similarity.points - a.similarity.points || months(b.solved) - months(a.solved))
    .slice(0, comparing.policy.shown)
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10
}

function unknown(zh: string, en: string): Seen {
  return { share: 0, words: { zh: `${zh}未知，无法比较`, en: `${en} not known: not compared` } }
}

function compareTypes({ type }: CaseTraits, solved: CaseTraits, policy: Comparing['policy']): Seen {
  if (type === undefined || solved.type === undefined) return unknown('类型', 'type')
  const [own, theirs] = [waterTypes[type], waterTypes[solved.type]]
  if (type === solved.type) return { share: 1, words: { zh: `同为${own.label.zh}`, en: `same type: ${own.label.en}` } }
  const isKindred = own.unitOfRecord === theirs.unitOfRecord
  return {
    share: isKindred ? policy.kindredTypeShare : 0,
    words: {
      zh: `类型不同：${theirs.label.zh}${isKindred ? `（与${own.label.zh}相近）` : ''}`,
      en: `another type: ${theirs.label.en}${isKindred ? `, akin to a ${own.label.en}` : ''}`,
    },
  }
}

/** Shares of causes; where one share is not stated, all count the same. */
export function sharesOf(causes: readonly SharedCause[]): ReadonlyMap<string, number> {
  const isStated = causes.every(({ percent }) => percent !== undefined)
  return new Map(causes.map(({ causeId, percent }) => [causeId, isStated ? (percent ?? 0) : 100 / causes.length]))
}

function compareCauses(water: CaseTraits, solved: CaseTraits, { causes }: CatalogueNames): Seen {
  if (water.causes.length === 0 || solved.causes.length === 0) return unknown('成因', 'causes')
  const [own, theirs] = [sharesOf(water.causes), sharesOf(solved.causes)]
  const common = [...own].map(([id, share]) => ({ id, percent: Math.min(share, theirs.get(id) ?? 0) }))
  const there = common.filter(({ percent }) => percent > 0)
  const percent = Math.min(
    100,
    there.reduce((sum, one) => sum + one.percent, 0),
  )
  if (there.length === 0) return { share: 0, words: { zh: '成因不同', en: 'other causes' } }
  const names = joined(there.map(({ id }) => causes.get(id) ?? { zh: id, en: id }))
  const guessed = [...water.causes, ...solved.causes].some(cause => cause.percent === undefined)
  const note = guessed
    ? { zh: '（占比未载明的按均分）', en: ' (shares not stated are taken as equal)' }
    : { zh: '', en: '' }
  return {
    share: percent / 100,
    words: {
      zh: `${Math.round(percent)}% 的成因相同：${names.zh}${note.zh}`,
      en: `${Math.round(percent)} % of the causes are the same: ${names.en}${note.en}`,
    },
  }
}

function compareSizes({ areaM2 }: CaseTraits, solved: CaseTraits, { sizeTimesAtZero }: Comparing['policy']): Seen {
  if (!areaM2 || !solved.areaM2) return unknown('面积', 'area') // an area of 0 is none
  const ratio = solved.areaM2 / areaM2
  const share = Math.max(0, 1 - Math.abs(Math.log(ratio)) / Math.log(sizeTimesAtZero))
  const times = ratio >= 1 ? ratio : 1 / ratio
  if (times < 1.05) return { share, words: { zh: '面积相当', en: 'about the same area' } }
  const said = times.toFixed(1)
  return ratio > 1
    ? { share, words: { zh: `面积是本水体的 ${said} 倍`, en: `${said} times the area` } }
    : { share, words: { zh: `面积是本水体的 1/${said}`, en: `the area is smaller: 1/${said}` } }
}

/** 直辖市: everything under their two digits is one city, as 5001 and 5002 of Chongqing. */
const municipalities: ReadonlySet<string> = new Set(['11', '12', '31', '50'])

function comparePlaces({ regionCode }: CaseTraits, solved: CaseTraits, { placeShares }: Comparing['policy']): Seen {
  if (regionCode === undefined || solved.regionCode === undefined) return unknown('所在地', 'place')
  const level = commonLevel(regionCode, solved.regionCode)
  if (level === undefined) return { share: 0, words: { zh: '在外省', en: 'in another province' } }
  return { share: placeShares[level], words: placeWords[level] }
}

function commonLevel(a: RegionCode, b: RegionCode): keyof typeof placeWords | undefined {
  const isSame = (digits: number) =>
    a.slice(0, digits) === b.slice(0, digits) && !/^0+$/.test(a.slice(digits - 2, digits))
  if (isSame(9)) return 'town'
  if (isSame(6)) return 'county'
  if (a.slice(0, 2) !== b.slice(0, 2)) return undefined
  return municipalities.has(a.slice(0, 2)) || isSame(4) ? 'city' : 'province'
}

const placeWords = {
  town: { zh: '同一乡镇（街道）', en: 'in the same town' },
  county: { zh: '同一区县', en: 'in the same county' },
  city: { zh: '同一市', en: 'in the same city' },
  province: { zh: '同一省', en: 'in the same province' },
} as const satisfies Record<string, Bilingual>

function compareFunctions(water: CaseTraits, solved: CaseTraits): Seen {
  if (water.functions.length === 0 || solved.functions.length === 0) return unknown('功能', 'function')
  const { share, common } = overlap(water.functions, solved.functions)
  if (common.length === 0) return { share: 0, words: { zh: '功能不同', en: 'another function' } }
  const names = joined(common.map(id => waterFunctions[id]))
  return { share, words: { zh: `功能相同：${names.zh}`, en: `same function: ${names.en}` } }
}

function compareMeasures(water: CaseTraits, solved: CaseTraits, { measures }: CatalogueNames): Seen {
  if (solved.measureIds.length === 0) return unknown('案例的措施', 'measures of the case')
  if (water.measureIds.length === 0) return unknown('本水体的措施', 'measures of this water')
  const { share, common } = overlap(water.measureIds, solved.measureIds)
  if (common.length === 0) return { share: 0, words: { zh: '措施不同', en: 'other measures' } }
  const names = joined(common.map(id => measures.get(id) ?? { zh: id, en: id }))
  return {
    share,
    words: { zh: `${common.length} 项措施相同：${names.zh}`, en: `${common.length} measures in common: ${names.en}` },
  }
}

/** What both hold, as part of what either holds. */
function overlap<Id extends string>(own: readonly Id[], theirs: readonly Id[]) {
  const all = new Set([...own, ...theirs])
  const common = [...new Set(own)].filter(id => theirs.includes(id))
  return { share: common.length / all.size, common }
}

function judgeOutcome(outcome: Outcome, { policy, today }: Comparing): Seen {
  const words = outcomeWords(outcome, today)
  const months = cleanMonths(outcome, today)
  if (months === undefined || outcome.relapsedOn !== undefined) return { share: 0, words }
  const lasting = Math.min(1, months / policy.cleanMonthsForAll)
  return { share: outcome.earlierRelapses > 0 ? lasting * policy.cleanAgainShare : lasting, words }
}

function warningOf(outcome: Outcome, today: string): Bilingual | undefined {
  const { relapsedOn, earlierRelapses } = outcome
  if (relapsedOn !== undefined) {
    const span = spanWords(cleanMonths(outcome, today) ?? 0)
    return {
      zh: `警示：该水体治好 ${span.zh}后返黑返臭。先弄清原因，不要照搬。`,
      en: `Warning: this water relapsed ${span.en} after it was solved. Find out why before copying it.`,
    }
  }
  if (earlierRelapses === 0) return undefined
  return {
    zh: `警示：该水体曾返黑返臭 ${earlierRelapses} 次，后再次治好。参考时看清前后做法的不同。`,
    en: `Warning: this water relapsed ${earlierRelapses === 1 ? 'once' : `${earlierRelapses} times`} before it stayed clean. See what was done differently.`,
  }
}
