import { parameters } from '../domain/parameters.ts'
import type { Parameter, Sample } from '../domain/parameters.ts'
import type { Bilingual } from '../domain/words.ts'
import {
  decidingParameters,
  itemCitation,
  limitsOf,
  phBounds,
  reportedParameters,
  targetIndexes,
  type DecidingParameter,
} from './gb3838-2002-limits.ts'
import { bestOf, rateReported, rateSample, worstOf, type Rating } from './gb3838-2002-rating.ts'
import { indicatorWords } from './gb3838-2002-words.ts'
import { surfaceWaterClasses } from './standard.ts'
import type { Finding, FindingResult, JudgeContext } from './standard.ts'
import { measurementWords } from './wording.ts'

/** One finding for each of the 24 rows of table 1; passed and failed are against the target class (III where not stated). */
export function findingsOf(sample: Sample, context: JudgeContext): readonly Finding[] {
  const { ratings } = rateSample(sample, context)
  const deciding = decidingParameters.map((parameter, index) =>
    decidingFinding({ sample, context, parameter, rating: ratings[index] }),
  )
  return [...deciding, ...reportedParameters.map(parameter => reportedFinding(sample, context, parameter))]
}

type RatedIndicator = {
  readonly sample: Sample
  readonly context: JudgeContext
  readonly parameter: DecidingParameter
  readonly rating: Rating | undefined
}

function decidingFinding({ sample, context, parameter, rating }: RatedIndicator): Finding {
  const target = targetIndexes[context.targetClass ?? 'III']
  const limit = parameter === 'ph' ? phBounds : limitsOf(parameter, context.water)![target]!
  const classIndex = rating !== undefined && bestOf(rating) === worstOf(rating) ? bestOf(rating) : undefined
  return {
    ...measured(sample, parameter),
    comparison: parameter === 'ph' ? 'within' : parameter === 'dissolvedOxygen' ? '>=' : '<=',
    limit,
    result: resultOf(rating, target),
    class: classIndex === undefined ? null : surfaceWaterClasses[classIndex]!,
    citation: itemCitation(parameter),
    words:
      rating === undefined ? notMeasuredWords(parameter) : indicatorWords({ sample, context, parameter, classIndex }),
  }
}

function resultOf(rating: Rating | undefined, target: number): FindingResult {
  if (rating === undefined) return 'not-measured'
  if (worstOf(rating) <= target) return 'passed'
  return bestOf(rating) > target ? 'failed' : 'undecided'
}

function reportedFinding(
  sample: Sample,
  context: JudgeContext,
  parameter: (typeof reportedParameters)[number],
): Finding {
  const limits = parameter === 'waterTemperature' ? undefined : limitsOf(parameter, context.water)
  const rating = parameter === 'waterTemperature' ? undefined : rateReported(sample, parameter, context.water)
  const closed = rating !== undefined && bestOf(rating) === worstOf(rating)
  return {
    ...measured(sample, parameter),
    comparison: '<=',
    limit: limits?.[targetIndexes[context.targetClass ?? 'III']] ?? null,
    result: sample[parameter] === undefined ? 'not-measured' : 'reported',
    class: closed ? surfaceWaterClasses[bestOf(rating)]! : null,
    citation: itemCitation(parameter),
    words: sample[parameter] === undefined ? notMeasuredWords(parameter) : reportedWords(sample, parameter),
  }
}

function measured(sample: Sample, parameter: Parameter): Pick<Finding, 'parameter' | 'measurement' | 'unit' | 'grade'> {
  return { parameter, measurement: sample[parameter] ?? null, unit: parameters[parameter].unit, grade: null }
}

function notMeasuredWords(parameter: Parameter): Bilingual {
  const { zh, en } = parameters[parameter].name
  return { zh: `${zh}未测，不视为达标`, en: `${en} not measured: no pass` }
}

/** Table 1 limits the man-made change of the weekly mean temperature (rise 1, fall 2 ℃), which no single sample can show. */
function reportedWords(sample: Sample, parameter: (typeof reportedParameters)[number]): Bilingual {
  const { zh, en } = parameters[parameter].name
  const amount = measurementWords(parameter, sample[parameter]!)
  return {
    zh: `${zh} ${amount.zh}：只列出，不参与定类（环办〔2011〕22号）`,
    en: `${en} ${amount.en}: reported, does not decide the class (Huanban [2011] No. 22)`,
  }
}
