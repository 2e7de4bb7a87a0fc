import type { LimitsFor, SensesRecord, Standard } from '../standards/standard.ts'
import { parameters, type Parameter } from '../domain/parameters.ts'
import { Problem } from '../domain/problems.ts'
import type { Bilingual } from '../domain/words.ts'
import { findStandard, standards } from '../standards/registry.ts'
import { urbanBlackOdorous2015 } from '../standards/urban-black-odorous-2015.ts'
import { judgeUrbanPoint, judgeUrbanWater, urbanExtentCitation } from '../standards/urban-extent-2015.ts'
import { standardUnsuitable } from './problems.ts'
import type { IdentificationEdition, Opinion, SampleRecord, SensesValue } from './rules.ts'

/** The edition used where none is named. */
export const currentStandardId = 'rural-black-odorous-2023'

/** The editions that can identify; a standard of surface water rates quality and is none of them. */
export function suitableStandards(): readonly Standard[] {
  return standards.filter(({ kind }) => kind === 'black-odour')
}

/**
 * An edition of a standard in the form in which the rule of identification asks.
 *
 * @throws Problem `identification.standard-unsuitable`
 */
export function requireEdition(standardId: string): IdentificationEdition {
  const standard = findStandard(standardId)
  if (standard === undefined || standard.kind !== 'black-odour') {
    throw new Problem(standardUnsuitable, { standardId, suitable: suitableStandards().map(({ id }) => id) })
  }
  return editionOf(standard)
}

function editionOf(standard: Standard): IdentificationEdition {
  const { otherBases } = standard
  const judgeSample: IdentificationEdition['judgeSample'] = sample => sampleOpinion(standard, sample)
  const whole = standard.id === urbanBlackOdorous2015.id ? { judgeSamples: urbanOpinion } : {}
  if (otherBases === undefined) {
    return { standardId: standard.id, combination: standard.citation, judgeSample, ...whole }
  }
  return {
    standardId: standard.id,
    combination: otherBases.combination,
    judgeSenses: senses => ({ ...otherBases.judgeSenses(sensesRecordOf(senses)), detail: null }),
    judgeQuestionnaire: ({ valid, black, adultsLivingThere }) => ({
      ...otherBases.judgeQuestionnaire({
        validForms: valid,
        blackForms: black,
        ...(adultsLivingThere === undefined ? {} : { adultsLivingThere }),
      }),
      detail: null,
    }),
    judgeSample,
  }
}

/** Limits of black odour are the same for running and standing water. */
const anyWater: LimitsFor = 'river'

function sampleOpinion(standard: Standard, sample: Parameters<IdentificationEdition['judgeSample']>[0]): Opinion {
  const verdict = standard.judge(sample, { water: anyWater })
  const { outcome, grade, words, missing } = verdict
  if (outcome === 'judged' || outcome === 'cannot-judge') throw new RangeError(`${standard.id} identifies nothing`)
  return {
    outcome,
    ...(grade === null ? {} : { grade }),
    words,
    citation: standard.citation,
    missing: outcome === 'undecided' && missing.length > 0 ? [measure(missing)] : [],
    detail: verdict,
  }
}

function measure(missing: readonly Parameter[]): Bilingual {
  const names = [...new Set(missing)].map(parameter => parameters[parameter].name)
  return {
    zh: `请补测${names.map(({ zh }) => zh).join('、')}。`,
    en: `Measure ${names.map(({ en }) => en).join(' and ')}.`,
  }
}

/** The urban guide judges points over all their samplings, and the water over all its points, in the order of their names. */
function urbanOpinion(samples: readonly SampleRecord[]): Opinion {
  const byPoint = Map.groupBy(samples, ({ point }) => point ?? '1')
  const names = [...byPoint.keys()].toSorted((a, b) => a.localeCompare(b, 'zh', { numeric: true }))
  const points = names.map(name => judgeUrbanPoint((byPoint.get(name) ?? []).map(({ value }) => value)))
  const { outcome, grade, words, severeReaches } = judgeUrbanWater(points)
  return {
    outcome,
    ...(grade === null ? {} : { grade }),
    words,
    citation: urbanExtentCitation,
    missing: outcome === 'undecided' ? [...morePoints(points.length), ...moreIndicators(samples)] : [],
    detail: { points: points.map((verdict, index) => ({ point: names[index], ...verdict })), severeReaches },
  }
}

const leastPoints = 3

function morePoints(points: number): readonly Bilingual[] {
  if (points >= leastPoints) return []
  const zh = `请至少布设 ${leastPoints} 个检测点（现有 ${points} 个），每点采样不少于 3 次。`
  const en = `Sample at least ${leastPoints} points (there are ${points}), each three times or more.`
  return [{ zh, en }]
}

function moreIndicators(samples: readonly SampleRecord[]): readonly Bilingual[] {
  const missing = samples.flatMap(({ value }) => urbanBlackOdorous2015.decide(value, { water: anyWater }).missing)
  return missing.length === 0 ? [] : [measure(missing)]
}

/** Odour is offensive from grade 3 (clearly perceptible) on; 2 (weak) leaves it open. */
const offensiveFrom = 3
const inoffensiveUpTo = 1

/**
 * What was seen and smelt, as the standard asks for it. The observer's finding weighs what is between: a grey tint is clearly
 * abnormal only to an observer who says so, and whoever could not tell has told nothing.
 */
export function sensesRecordOf({ finding, colour, odour }: SensesValue): SensesRecord {
  if (finding === 'undecided') return { finding }
  const abnormal = finding === 'black-odorous' && ['black', 'grey', 'other-abnormal'].includes(colour)
  const offensive = finding === 'black-odorous' && odour !== undefined && odour >= offensiveFrom
  const inoffensive = odour !== undefined && odour <= inoffensiveUpTo
  return {
    finding,
    ...(abnormal ? { colourAbnormal: true } : colour === 'clear' ? { colourAbnormal: false } : {}),
    ...(offensive ? { odourOffensive: true } : inoffensive ? { odourOffensive: false } : {}),
  }
}
