import { parameters } from '../domain/parameters.ts'
import type { Parameter, Sample } from '../domain/parameters.ts'
import type { Bilingual, Citation } from '../domain/words.ts'
import { severityOf, type BlackOdourIndicator, type IndicatorSeverity } from './black-odour-indicators.ts'
import type {
  BlackOdourOutcome,
  Decision,
  Finding,
  FindingResult,
  Grade,
  JudgeContext,
  OtherBases,
  Standard,
  Verdict,
} from './standard.ts'

export type BlackOdourEdition = {
  readonly id: string
  readonly title: Bilingual
  /** Where "any one failing indicator is enough" stands. */
  readonly citation: Citation
  readonly indicators: readonly BlackOdourIndicator[]
  readonly grades: boolean
  readonly otherBases?: OtherBases
}

/**
 * Makes a standard of an edition's indicators: any one failing identifies; all must be measured and pass to clear; anything else
 * is undecided. Not measured never counts as a pass.
 */
export function blackOdourStandard(edition: BlackOdourEdition): Standard {
  const decide = (sample: Sample): Decision => decisionOf(edition, severitiesOf(edition, sample))
  return {
    id: edition.id,
    kind: 'black-odour',
    title: edition.title,
    citation: edition.citation,
    indicators: edition.indicators.map(({ parameter }) => parameter),
    limits: edition.indicators,
    ...(edition.otherBases === undefined ? {} : { otherBases: edition.otherBases }),
    decide,
    judge: (sample: Sample, context: JudgeContext): Verdict => ({
      standardId: edition.id,
      inputs: { sample, context },
      ...decide(sample),
      findings: severitiesOf(edition, sample).map(found => findingOf(found, edition.grades)),
    }),
  }
}

export function severitiesOf(
  { indicators }: Pick<BlackOdourEdition, 'indicators'>,
  sample: Sample,
): IndicatorSeverity[] {
  return indicators.map(indicator => severityOf(sample, indicator))
}

function decisionOf(edition: BlackOdourEdition, found: readonly IndicatorSeverity[]): Decision {
  const best = Math.max(...found.map(one => one.best))
  const worst = Math.max(...found.map(one => one.worst))
  const outcome: BlackOdourOutcome = best > 0 ? 'black-odorous' : worst > 0 ? 'undecided' : 'not-black-odorous'
  const deciding = decidingOf(found, outcome, best)
  return {
    outcome,
    class: null,
    grade: edition.grades && best > 0 ? gradeOf(best) : null,
    deciding: deciding.map(({ indicator }) => indicator.parameter),
    multiples: {},
    missing: missingOf(found),
    clauses: clausesOf(edition, deciding),
    words: wordsOf({ edition, found, outcome, best, worst }),
  }
}

function gradeOf(severity: number): Grade {
  return severity === 2 ? 'severe' : 'mild'
}

function decidingOf(
  found: readonly IndicatorSeverity[],
  outcome: BlackOdourOutcome,
  best: number,
): readonly IndicatorSeverity[] {
  if (outcome === 'black-odorous') return found.filter(one => one.best === best)
  return outcome === 'undecided' ? found.filter(one => one.worst > 0) : found
}

function missingOf(found: readonly IndicatorSeverity[]): readonly Parameter[] {
  const absent = found.filter(one => one.measurement === null).map(({ indicator }) => indicator.parameter)
  return [...absent, ...found.flatMap(({ needs }) => needs)]
}

function clausesOf({ citation }: BlackOdourEdition, deciding: readonly IndicatorSeverity[]): readonly string[] {
  const clauses = deciding.map(({ indicator }) => clauseOf(indicator.citation))
  return [...new Set([...clauses, clauseOf(citation)])]
}

/** @example '《农村黑臭水体治理工作指南》… 监测 透明度〔待核实〕' */
function clauseOf({ title, clause, confidence }: Citation): string {
  return `${title} ${clause}${confidence === 'to-be-confirmed' ? '〔待核实〕' : ''}`
}

type Wording = {
  readonly edition: BlackOdourEdition
  readonly found: readonly IndicatorSeverity[]
  readonly outcome: BlackOdourOutcome
  readonly best: number
  readonly worst: number
}

function wordsOf({ edition, found, outcome, best, worst }: Wording): Bilingual {
  const head = outcomeWords({ edition, outcome, best, worst })
  const rule = ruleWords[outcome]
  return {
    zh: `依据${edition.title.zh}：${head.zh}，${rule.zh}。${found.map(({ words }) => words.zh).join('；')}。`,
    en: `By the ${edition.title.en}: ${head.en}, ${rule.en}. ${found.map(({ words }) => words.en).join('; ')}.`,
  }
}

const outcomeNames = {
  'black-odorous': { zh: '黑臭', en: 'black-odorous' },
  'not-black-odorous': { zh: '非黑臭', en: 'not black-odorous' },
  undecided: { zh: '不能判定', en: 'undecided' },
} as const satisfies Record<BlackOdourOutcome, Bilingual>

function outcomeWords({ edition, outcome, best, worst }: Omit<Wording, 'found'>): Bilingual {
  const name = outcomeNames[outcome]
  if (!edition.grades || outcome !== 'black-odorous') return name
  if (best === 2) return { zh: `重度${name.zh}`, en: `severely ${name.en}` }
  return worst > best
    ? { zh: `至少轻度${name.zh}`, en: `at least mildly ${name.en}` }
    : { zh: `轻度${name.zh}`, en: `mildly ${name.en}` }
}

const ruleWords = {
  'black-odorous': { zh: '任一指标不达标即认定', en: 'any one failing indicator is enough' },
  'not-black-odorous': { zh: '各项指标均已测且达标', en: 'every indicator was measured and passes' },
  undecided: {
    zh: '没有指标确定不达标，但有指标未测或不能判定，未测不视为达标，请补测',
    en: 'no indicator surely fails, but some are missing or open, which is no pass: measure them',
  },
} as const satisfies Record<BlackOdourOutcome, Bilingual>

function findingOf(found: IndicatorSeverity, grades: boolean): Finding {
  const { indicator, measurement, best, worst, limit, words } = found
  const mildest = indicator.bounds[0]!
  return {
    parameter: indicator.parameter,
    measurement,
    unit: parameters[indicator.parameter].unit,
    comparison: indicator.bad === 'low' ? (mildest.inclusive ? '>' : '>=') : mildest.inclusive ? '<' : '<=',
    limit,
    result: resultOf(found),
    class: null,
    grade: grades && best > 0 && best === worst ? gradeOf(best) : null,
    citation: indicator.citation,
    words,
  }
}

function resultOf({ measurement, best, worst }: IndicatorSeverity): FindingResult {
  if (measurement === null) return 'not-measured'
  if (best > 0) return 'failed'
  return worst === 0 ? 'passed' : 'undecided'
}
