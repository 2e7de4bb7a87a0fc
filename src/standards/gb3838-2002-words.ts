import { parameters } from '../domain/parameters.ts'
import type { Parameter, Sample } from '../domain/parameters.ts'
import type { Bilingual } from '../domain/words.ts'
import { decidingParameters, limitsOf, phBounds, targetIndexes, type DecidingParameter } from './gb3838-2002-limits.ts'
import { oxygenSaturationPercent, type RatedSample } from './gb3838-2002-rating.ts'
import { surfaceWaterClasses } from './standard.ts'
import type { JudgeContext, LimitsFor, Multiples, SurfaceWaterClass } from './standard.ts'
import { waterQualityLevels } from './surface-water-levels.ts'
import { measurementWords, unitText } from './wording.ts'

/** @example classNames['worse than V'].zh // '劣Ⅴ类' */
export const classNames = {
  I: { zh: 'Ⅰ类', en: 'class I' },
  II: { zh: 'Ⅱ类', en: 'class II' },
  III: { zh: 'Ⅲ类', en: 'class III' },
  IV: { zh: 'Ⅳ类', en: 'class IV' },
  V: { zh: 'Ⅴ类', en: 'class V' },
  'worse than V': { zh: '劣Ⅴ类', en: 'worse than class V' },
} as const satisfies Record<SurfaceWaterClass, Bilingual>

type Judged = {
  readonly sample: Sample
  readonly context: JudgeContext
  readonly rated: RatedSample
  readonly deciding: readonly DecidingParameter[]
  readonly multiples: Multiples
  readonly nothing: boolean
}

/** The whole reasoning of one decision: source, class, arithmetic of the deciding indicators, multiples, what is missing. */
export function wordsOf(judged: Judged): Bilingual {
  const { rated, context, nothing } = judged
  const by = sources[context.water]
  const unmeasured = countMissing(rated.missingMask)
  if (nothing) return { zh: by.zh + nothingMeasured.zh, en: by.en + nothingMeasured.en }
  const head = rated.best === rated.worst ? classWords[rated.best]! : openWords(rated)
  const indicators = decidingWords(judged)
  const beyond = multipleWords(judged)
  const missing = missingWords[unmeasured]!
  return {
    zh: by.zh + head.zh + indicators.zh + beyond.zh + missing.zh,
    en: by.en + head.en + indicators.en + beyond.en + missing.en,
  }
}

const sources = {
  river: {
    zh: '依据GB 3838-2002表1（河流限值）和环办〔2011〕22号单因子评价：',
    en: 'By GB 3838-2002 table 1 (river limits) and Huanban [2011] No. 22 the worst indicator decides: ',
  },
  lake: {
    zh: '依据GB 3838-2002表1（湖库限值）和环办〔2011〕22号单因子评价：',
    en: 'By GB 3838-2002 table 1 (lake limits) and Huanban [2011] No. 22 the worst indicator decides: ',
  },
} as const satisfies Record<LimitsFor, Bilingual>

const nothingMeasured: Bilingual = {
  zh: '21项评价指标均未测，无法判定。请补测至少一项评价指标。',
  en: 'none of the 21 indicators was measured; cannot judge. Measure at least one of them.',
}

const classWords = surfaceWaterClasses.map(name => {
  const { zh, en } = waterQualityLevels[name].name
  return { zh: `${classNames[name].zh}（${zh}）。`, en: `${classNames[name].en} (${en}). ` }
})

function openWords({ best, worst }: RatedSample): Bilingual {
  const from = classNames[surfaceWaterClasses[best]!]
  const to = classNames[surfaceWaterClasses[worst]!]
  return {
    zh: `无法判定，只知在${from.zh}与${to.zh}之间。请改用检出限不高于限值的方法复测，或注明检出限：`,
    en: `cannot judge; only known to lie between ${from.en} and ${to.en}. Measure again by a method whose detection limit is within the limit, or state the detection limit: `,
  }
}

function decidingWords({ sample, context, rated, deciding }: Judged): Bilingual {
  if (rated.worst === 0) return allClassOne[decidingParameters.length - countMissing(rated.missingMask)]!
  const list = rated.best === rated.worst ? rated.best : undefined
  let zh = ''
  let en = ''
  for (const parameter of deciding) {
    const words = indicatorWords({ sample, context, parameter, classIndex: list })
    zh += zh === '' ? words.zh : `；${words.zh}`
    en += en === '' ? words.en : `; ${words.en}`
  }
  return { zh: `${zh}。`, en: `${en}. ` }
}

const allClassOne: readonly Bilingual[] = Array.from({ length: decidingParameters.length + 1 }, (_, count) => ({
  zh: `已测的${count}项均符合Ⅰ类限值。`,
  en: `All ${count} measured indicators meet class I. `,
}))

type IndicatorWording = {
  readonly sample: Sample
  readonly context: JudgeContext
  readonly parameter: DecidingParameter
  /** Undefined where the class of the indicator is open. */
  readonly classIndex: number | undefined
}

/** @example '氨氮 1.2 mg/L > 1（Ⅲ类限值），≤ 1.5（Ⅳ类限值）' */
export function indicatorWords({ sample, context, parameter, classIndex }: IndicatorWording): Bilingual {
  const value = valueWords(sample, parameter)
  if (parameter === 'ph') return phWords(value, classIndex)
  if (parameter === 'dissolvedOxygen' && classIndex === 0) {
    const bySaturation = saturationWords(sample, context)
    if (bySaturation !== undefined) return bySaturation
  }
  if (classIndex === undefined) return openIndicatorWords(value, limitsOf(parameter, context.water) ?? [])
  const against = limitWords[context.water].get(parameter)![classIndex]!
  return { zh: value.zh + against.zh, en: value.en + against.en }
}

/** What is said of the limits on both sides of a class; made once, since a million rows say it millions of times. */
const limitWords = {
  river: limitWordsOf('river'),
  lake: limitWordsOf('lake'),
} as const satisfies Record<LimitsFor, ReadonlyMap<DecidingParameter, readonly Bilingual[]>>

function limitWordsOf(water: LimitsFor): ReadonlyMap<DecidingParameter, readonly Bilingual[]> {
  return new Map(
    decidingParameters.map(parameter => {
      const limits = parameter === 'ph' ? [] : (limitsOf(parameter, water) ?? [])
      return [parameter, surfaceWaterClasses.map((_, classIndex) => betweenLimits(parameter, limits, classIndex))]
    }),
  )
}

function betweenLimits(parameter: DecidingParameter, limits: readonly number[], classIndex: number): Bilingual {
  const under = parameter === 'dissolvedOxygen' ? ' < ' : ' > '
  const within = parameter === 'dissolvedOxygen' ? '≥ ' : '≤ '
  let zh = ''
  let en = ''
  if (classIndex > 0) {
    const missed = classNames[surfaceWaterClasses[classIndex - 1]!]
    zh += `${under}${limits[classIndex - 1]}（${missed.zh}限值）`
    en += `${under}${limits[classIndex - 1]} (limit of ${missed.en})`
  }
  if (classIndex < limits.length) {
    const met = classNames[surfaceWaterClasses[classIndex]!]
    zh += `${classIndex > 0 ? '，' : ' '}${within}${limits[classIndex]}（${met.zh}限值）`
    en += `${classIndex > 0 ? ' and ' : ' '}${within}${limits[classIndex]} (limit of ${met.en})`
  }
  return { zh, en }
}

function valueWords(sample: Sample, parameter: Parameter): Bilingual {
  const { name, unit } = parameters[parameter]
  const measurement = sample[parameter]
  if (measurement === undefined) return name
  if (measurement.qualifier === 'measured') {
    const amount = ` ${measurement.value}${unitText(unit)}`
    return { zh: name.zh + amount, en: name.en + amount }
  }
  const amount = measurementWords(parameter, measurement)
  return { zh: `${name.zh} ${amount.zh}`, en: `${name.en} ${amount.en}` }
}

function phWords(value: Bilingual, classIndex: number | undefined): Bilingual {
  const [lowest, highest] = phBounds
  const place = {
    zh: classIndex === undefined ? '不能确定是否在' : classIndex === 0 ? '在' : '超出',
    en: classIndex === undefined ? 'may or may not lie within' : classIndex === 0 ? 'lies within' : 'lies outside',
  }
  return {
    zh: `${value.zh} ${place.zh}${lowest}~${highest}范围${classIndex === 0 ? '内' : ''}`,
    en: `${value.en} ${place.en} ${lowest} to ${highest}`,
  }
}

function openIndicatorWords(value: Bilingual, limits: readonly number[]): Bilingual {
  const list = limits.join('、')
  return { zh: `${value.zh}（Ⅰ~Ⅴ类限值 ${list}）`, en: `${value.en} (limits I to V: ${limits.join(' | ')})` }
}

function saturationWords(sample: Sample, context: JudgeContext): Bilingual | undefined {
  const percent = oxygenSaturationPercent(sample, context)
  if (percent === undefined || percent < 90) return undefined
  const reckoned = sample.dissolvedOxygenSaturation === undefined
  return {
    zh: `溶解氧饱和度 ${percent} % ≥ 90 %（Ⅰ类限值的另一条件${reckoned ? '，按水温由 468/(31.6+T) 换算，换算式待核实' : ''}）`,
    en: `oxygen saturation ${percent} % ≥ 90 % (alternative limit of class I${reckoned ? '; reckoned from the temperature by 468/(31.6+T), formula to be confirmed' : ''})`,
  }
}

function multipleWords({ sample, context, multiples }: Judged): Bilingual {
  const target = context.targetClass ?? 'III'
  let zh = ''
  let en = ''
  for (const parameter of decidingParameters) {
    const multiple = multiples[parameter]
    if (multiple === undefined || parameter === 'ph') continue
    const limit = limitsOf(parameter, context.water)![targetIndexes[target]]
    const value = sample[parameter]!
    const equals = value.qualifier === 'above' ? ' ≥ ' : ' = '
    const sum = `(${value.value} − ${limit}) / ${limit}${equals}${multiple}`
    const name = parameters[parameter].name
    zh += `${zh === '' ? '' : '；'}${name.zh} ${sum} 倍`
    en += `${en === '' ? '' : '; '}${name.en} ${sum}`
  }
  if (zh === '') return nothingToSay
  return {
    zh: `超过${classNames[target].zh}限值的倍数：${zh}。`,
    en: `Multiples beyond ${classNames[target].en}: ${en}. `,
  }
}

const nothingToSay: Bilingual = { zh: '', en: '' }

const missingWords: readonly Bilingual[] = Array.from({ length: decidingParameters.length + 1 }, (_, count) =>
  count === 0
    ? nothingToSay
    : {
        zh: `21项评价指标中${count}项未测：未测不等于达标，结论只依据已测指标。`,
        en: `${count} of the 21 indicators not measured: that is no pass; the result rests on the measured ones only.`,
      },
)

function countMissing(mask: number): number {
  let count = 0
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++
  return count
}
