import type { Sample } from '../domain/parameters.ts'
import { findingsOf } from './gb3838-2002-findings.ts'
import {
  decidingParameters,
  itemClause,
  limitsOf,
  standardTitle,
  tableOneCitation,
  worstDecidesClause,
  targetIndexes,
  type DecidingParameter,
} from './gb3838-2002-limits.ts'
import { bestOf, rateSample, worstOf, type RatedSample } from './gb3838-2002-rating.ts'
import { wordsOf } from './gb3838-2002-words.ts'
import { isBelow, tidy } from './compare.ts'
import { surfaceWaterClasses } from './standard.ts'
import type { Decision, JudgeContext, Multiples, Standard, Verdict } from './standard.ts'

const noMultiples: Multiples = {}
const everyIndicator = (1 << decidingParameters.length) - 1

/**
 * Gives the class of one sample by its worst indicator.
 *
 * Units: those of `domain/parameters.ts` (mg/L for most). Source: GB 3838-2002 table 1 and Huanban [2011] No. 22. Indicators
 * that were not measured are listed in `missing` and do not hinder a class, which then rests on the measured ones: the words
 * say so. A sample without any deciding indicator, or whose worst indicator is open (detection limit above the limit),
 * cannot be judged.
 *
 * @example gb3838of2002.decide({ ammoniaNitrogen: { value: 1.2, qualifier: 'measured' } }, { water: 'river' }).class // 'IV'
 */
export const gb3838of2002: Standard = {
  id: 'GB3838-2002',
  kind: 'surface-water',
  title: standardTitle,
  citation: tableOneCitation,
  indicators: decidingParameters,
  decide,
  judge,
}

function judge(sample: Sample, context: JudgeContext): Verdict {
  return {
    standardId: gb3838of2002.id,
    inputs: { sample, context },
    ...decide(sample, context),
    findings: findingsOf(sample, context),
  }
}

function decide(sample: Sample, context: JudgeContext): Decision {
  const rated = rateSample(sample, context)
  const nothing = rated.missingMask === everyIndicator
  const judged = !nothing && rated.best === rated.worst
  const decidingMask = nothing ? 0 : maskOfDeciding(rated)
  const deciding = parametersOf(decidingMask)
  const multiples = multiplesOf(sample, context, rated)
  return {
    outcome: judged ? 'judged' : 'cannot-judge',
    class: judged ? surfaceWaterClasses[rated.best]! : null,
    grade: null,
    deciding,
    multiples,
    missing: parametersOf(rated.missingMask),
    clauses: clausesOf(decidingMask),
    words: wordsOf({ sample, context, rated, deciding, multiples, nothing }),
  }
}

/** Judged: the indicators of the worst class. Not judged: those that keep it open. */
function maskOfDeciding({ ratings, best, worst }: RatedSample): number {
  let mask = 0
  for (let index = 0; index < ratings.length; index++) {
    const rating = ratings[index]
    if (rating === undefined) continue
    if (best === worst ? bestOf(rating) === best : worstOf(rating) > best) mask |= 1 << index
  }
  return mask
}

/** (C - limit) / limit, not for pH and oxygen; of `>x` at least that much. Nothing for values that may lie under the limit. */
function multiplesOf(sample: Sample, context: JudgeContext, { ratings, worst }: RatedSample): Multiples {
  const target = targetIndexes[context.targetClass ?? 'III']
  if (worst <= target) return noMultiples
  const multiples: { [P in DecidingParameter]?: number } = {}
  for (let index = 0; index < ratings.length; index++) {
    const rating = ratings[index]
    const parameter = decidingParameters[index]!
    if (rating === undefined || bestOf(rating) <= target || parameter === 'ph' || parameter === 'dissolvedOxygen') {
      continue
    }
    const limit = limitsOf(parameter, context.water)![target]!
    const value = sample[parameter]!.value
    if (isBelow(limit, value)) multiples[parameter] = tidy((value - limit) / limit)
  }
  return multiples
}

/** Few sets of parameters occur in one file: sharing them keeps a million rows cheap. Bounded, for a file of surprises. */
function remembered<Value>(make: (mask: number) => Value): (mask: number) => Value {
  const known = new Map<number, Value>()
  return mask => {
    const found = known.get(mask)
    if (found !== undefined) return found
    const value = make(mask)
    if (known.size < 4096) known.set(mask, value)
    return value
  }
}

const parametersOf = remembered((mask): readonly DecidingParameter[] =>
  Object.freeze(decidingParameters.filter((_, index) => (mask & (1 << index)) !== 0)),
)

const clausesOf = remembered((mask): readonly string[] =>
  Object.freeze([...parametersOf(mask).map(itemClause), worstDecidesClause]),
)
