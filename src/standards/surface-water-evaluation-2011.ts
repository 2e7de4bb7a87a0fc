import { parameters } from '../domain/parameters.ts'
import type { Measurement, Sample } from '../domain/parameters.ts'
import type { Bilingual, Citation } from '../domain/words.ts'
import { tidy } from './compare.ts'
import { gb3838of2002 } from './gb3838-2002.ts'
import { decidingParameters, type DecidingParameter } from './gb3838-2002-limits.ts'
import { bestOf, rateSample } from './gb3838-2002-rating.ts'
import { surfaceWaterClasses } from './standard.ts'
import type { Decision, JudgeContext, SurfaceWaterClass } from './standard.ts'
import { waterQualityLevels, type WaterQualityLevel } from './surface-water-levels.ts'

const title = '《地表水环境质量评价办法（试行）》（环办〔2011〕22号）'

export const riverSharesCitation: Citation = { title, clause: '河流水质定性评价', confidence: 'published' }
export const mainPollutantsCitation: Citation = { title, clause: '主要污染指标的确定', confidence: 'to-be-confirmed' }

export type MainPollutant = {
  readonly parameter: DecidingParameter
  readonly class: SurfaceWaterClass
  /** Absent for pH and dissolved oxygen, which have none. */
  readonly multiple?: number
}

/** Toxic ones lead the list wherever they are beyond the limit. */
const toxicFirst: ReadonlySet<DecidingParameter> = new Set([
  'cyanide',
  'lead',
  'hexavalentChromium',
  'mercury',
  'cadmium',
  'arsenic',
])

/**
 * Names up to three main pollutants of one sample: those beyond class III, toxic ones first, then by class, then by multiple. A
 * sample that reaches class III has none.
 */
export function mainPollutants(sample: Sample, context: JudgeContext): readonly MainPollutant[] {
  const againstThree: JudgeContext = { ...context, targetClass: 'III' }
  const { ratings } = rateSample(sample, againstThree)
  const { multiples } = gb3838of2002.decide(sample, againstThree)
  const beyond = decidingParameters.flatMap((parameter, index): MainPollutant[] => {
    const rating = ratings[index]
    if (rating === undefined || bestOf(rating) <= surfaceWaterClasses.indexOf('III')) return []
    const multiple = multiples[parameter]
    return [{ parameter, class: surfaceWaterClasses[bestOf(rating)]!, ...(multiple === undefined ? {} : { multiple }) }]
  })
  return beyond.toSorted(byWeight).slice(0, 3)
}

function byWeight(a: MainPollutant, b: MainPollutant): number {
  return (
    Number(toxicFirst.has(b.parameter)) - Number(toxicFirst.has(a.parameter)) ||
    surfaceWaterClasses.indexOf(b.class) - surfaceWaterClasses.indexOf(a.class) ||
    (b.multiple ?? 0) - (a.multiple ?? 0)
  )
}

/** From this many sections on a river is judged by the shares of classes. */
const leastSectionsForShares = 5

export type RiverVerdict = {
  /** `no-rule-matched` is loud: the guide has no row for these numbers, so no level is invented. */
  readonly outcome: 'judged' | 'cannot-judge' | 'no-rule-matched'
  readonly by: 'average' | 'shares'
  readonly level: WaterQualityLevel | null
  readonly class: SurfaceWaterClass | null
  /** Percent; absent for rivers judged by average. */
  readonly shares?: { readonly oneToThreePercent: number; readonly worseThanFivePercent: number }
  readonly words: Bilingual
  readonly citation: Citation
}

/** Judges a river by one sample of each of its sections. */
export function judgeRiver(sections: readonly Sample[], context: JudgeContext): RiverVerdict {
  if (sections.length === 0) return noSections
  if (sections.length < leastSectionsForShares) return judgeByAverage(sections, context)
  return judgeByShares(sections.map(section => gb3838of2002.decide(section, context).class))
}

const noSections: RiverVerdict = {
  outcome: 'no-rule-matched',
  by: 'average',
  level: null,
  class: null,
  words: {
    zh: '没有断面，没有适用的规则。请至少提供一个断面。',
    en: 'No section: no rule matches. Give at least one section.',
  },
  citation: riverSharesCitation,
}

/**
 * Averages each indicator over the sections, then lets the worst decide. Values that are not plain numbers are put at both of
 * their ends (below detection: 0 and the limit): where both give the same class, that is the class; else it cannot be judged.
 */
function judgeByAverage(sections: readonly Sample[], context: JudgeContext): RiverVerdict {
  const best = gb3838of2002.decide(averageOf(sections, 'best'), context)
  const worst = gb3838of2002.decide(averageOf(sections, 'worst'), context)
  const judged = best.class !== null && best.class === worst.class
  const name = judged ? best.class : null
  return {
    outcome: judged ? 'judged' : 'cannot-judge',
    by: 'average',
    level: name === null ? null : waterQualityLevels[name].level,
    class: name,
    words: averageWords(sections.length, best, judged),
    citation: riverSharesCitation,
  }
}

function averageWords(sections: number, decision: Decision, judged: boolean): Bilingual {
  const result = judged
    ? decision.words
    : {
        zh: '有低于检出限或超出量程的数值，按最好和最差取值得出不同类别，或评价指标均未测，不能判定。',
        en: 'censored values give different classes at their best and at their worst, or nothing was measured: cannot judge.',
      }
  return {
    zh: `${sections} 个断面（少于 5 个），先求各指标算术平均，再按最差指标评价。${result.zh}`,
    en: `${sections} sections (fewer than 5): each indicator is averaged, then the worst decides. ${result.en}`,
  }
}

type End = 'best' | 'worst'

function averageOf(sections: readonly Sample[], end: End): Sample {
  const average: { -readonly [P in DecidingParameter]?: Measurement } = {}
  for (const parameter of decidingParameters) {
    const values = sections.flatMap(section => section[parameter] ?? []).map(value => endOf(parameter, value, end))
    if (values.length === 0) continue
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    average[parameter] = { value: Number.isFinite(mean) ? tidy(mean) : mean, qualifier: 'measured' }
  }
  return average
}

/** The value that a measurement has at its best or its worst; infinite where nothing bounds it. */
function endOf(parameter: DecidingParameter, { value, qualifier }: Measurement, end: End): number {
  if (qualifier === 'measured') return value
  if (parameter === 'ph') return end === 'best' ? 7 : Infinity
  const wantsLow = (parameter === 'dissolvedOxygen') === (end === 'worst')
  const low = qualifier === 'above' ? value : 0
  const high = qualifier === 'below' ? value : Infinity
  return wantsLow ? low : high
}

type ShareRule = {
  readonly level: WaterQualityLevel
  readonly matches: (oneToThree: number, worseThanFive: number) => boolean
}

/** In the guide's order: the first that matches decides. Percent. */
const shareRules: readonly ShareRule[] = [
  { level: 'excellent', matches: oneToThree => oneToThree >= 90 },
  { level: 'good', matches: oneToThree => oneToThree >= 75 && oneToThree < 90 },
  { level: 'light', matches: (oneToThree, worse) => oneToThree < 75 && worse < 20 },
  { level: 'moderate', matches: (oneToThree, worse) => oneToThree < 75 && worse >= 20 && worse < 40 },
  { level: 'heavy', matches: (oneToThree, worse) => oneToThree < 75 && worse >= 40 },
]

/** @example levelByShares(90, 0) // 'excellent'; undefined is "no rule matched" */
export function levelByShares(oneToThreePercent: number, worseThanFivePercent: number): WaterQualityLevel | undefined {
  return shareRules.find(({ matches }) => matches(oneToThreePercent, worseThanFivePercent))?.level
}

/** Sections without a class are tried as the best and as the worst: only where both give one level is it judged. */
function judgeByShares(classes: readonly (SurfaceWaterClass | null)[]): RiverVerdict {
  const best = sharesOf(classes, 'I')
  const worst = sharesOf(classes, 'worse than V')
  const level = levelByShares(worst.oneToThreePercent, worst.worseThanFivePercent)
  const bestLevel = levelByShares(best.oneToThreePercent, best.worseThanFivePercent)
  const matched = level !== undefined && bestLevel !== undefined
  const judged = matched && level === bestLevel
  return {
    outcome: judged ? 'judged' : matched ? 'cannot-judge' : 'no-rule-matched',
    by: 'shares',
    level: judged ? level : null,
    class: null,
    shares: worst,
    words: shareWords(classes, judged ? level : undefined),
    citation: riverSharesCitation,
  }
}

function sharesOf(
  classes: readonly (SurfaceWaterClass | null)[],
  unknownAs: SurfaceWaterClass,
): NonNullable<RiverVerdict['shares']> {
  const known = classes.map(name => name ?? unknownAs)
  const percent = (matching: readonly SurfaceWaterClass[]): number =>
    tidy((100 * known.filter(name => matching.includes(name)).length) / known.length)
  return { oneToThreePercent: percent(['I', 'II', 'III']), worseThanFivePercent: percent(['worse than V']) }
}

const levelNames = Object.fromEntries(
  Object.values(waterQualityLevels).map(({ level, name }) => [level, name]),
) as Record<WaterQualityLevel, Bilingual> // every level occurs in the table of classes

function shareWords(classes: readonly (SurfaceWaterClass | null)[], level: WaterQualityLevel | undefined): Bilingual {
  const good = classes.filter(name => name === 'I' || name === 'II' || name === 'III').length
  const bad = classes.filter(name => name === 'worse than V').length
  const open = classes.filter(name => name === null).length
  const result =
    level === undefined
      ? { zh: '不能判定', en: 'cannot judge' }
      : { zh: levelNames[level].zh, en: levelNames[level].en }
  return {
    zh: `${classes.length} 个断面：Ⅰ~Ⅲ类 ${good} 个，劣Ⅴ类 ${bad} 个${open > 0 ? `，${open} 个未能定类` : ''}：${result.zh}。`,
    en: `${classes.length} sections: ${good} of classes I to III, ${bad} worse than V${open > 0 ? `, ${open} without a class` : ''}: ${result.en}.`,
  }
}

/** @example pollutantWords({ parameter: 'ammoniaNitrogen', class: 'IV', multiple: 0.2 }).zh // '氨氮（0.2）' */
export function pollutantWords({ parameter, multiple }: MainPollutant): Bilingual {
  const { zh, en } = parameters[parameter].name
  return multiple === undefined ? { zh, en } : { zh: `${zh}（${multiple}）`, en: `${en} (${multiple})` }
}
