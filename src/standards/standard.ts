import type { Measurement, Parameter, Sample, Unit } from '../domain/parameters.ts'
import type { Bilingual, Citation } from '../domain/words.ts'
import type { BlackOdourIndicator } from './black-odour-indicators.ts'

export const standardKinds = ['black-odour', 'surface-water'] as const
export type StandardKind = (typeof standardKinds)[number]

/** Classes of GB 3838-2002, best first. Persisted. `worse than V` is 劣Ⅴ. */
export const surfaceWaterClasses = ['I', 'II', 'III', 'IV', 'V', 'worse than V'] as const
export type SurfaceWaterClass = (typeof surfaceWaterClasses)[number]

/** A class that a water can be required to reach. */
export type TargetClass = Exclude<SurfaceWaterClass, 'worse than V'>

/** Which column of limits applies: flowing waters, or lakes, reservoirs and ponds. */
export type LimitsFor = 'river' | 'lake'

export type BlackOdourOutcome = 'black-odorous' | 'not-black-odorous' | 'undecided'
export type SurfaceWaterOutcome = 'judged' | 'cannot-judge'
export type Outcome = BlackOdourOutcome | SurfaceWaterOutcome

export type Grade = 'mild' | 'severe'

/** What a standard must know beside the measurements. Persisted inside verdicts. */
export type JudgeContext = {
  readonly water: LimitsFor
  /** The class against which exceedance multiples are reckoned; III where absent. */
  readonly targetClass?: TargetClass
  /** Asks for the 90 % saturation alternative of class I, reckoned from oxygen and water temperature. */
  readonly oxygenBySaturation?: boolean
}

/**
 * `passed`, `failed`: certain. `undecided`: measured, but the value does not settle it (a detection limit above the limit,
 * an unknown depth). `not-measured`: never a pass. `reported`: shown, but the rule says it does not decide.
 */
export type FindingResult = 'passed' | 'failed' | 'undecided' | 'not-measured' | 'reported'

/** How the value must stand to the limit to pass. `within`: between both limits, ends included. */
export type Comparison = '<=' | '<' | '>=' | '>' | 'within'

/** What was found for one indicator, with the arithmetic in words. Persisted. */
export type Finding = {
  readonly parameter: Parameter
  readonly measurement: Measurement | null
  readonly unit: Unit
  readonly comparison: Comparison
  /** In `unit`; a pair for `within`; null where no limit applies. */
  readonly limit: number | readonly [number, number] | null
  readonly result: FindingResult
  /** The class of this indicator alone; null where it cannot be told or the standard has no classes. */
  readonly class: SurfaceWaterClass | null
  readonly grade: Grade | null
  readonly citation: Citation
  readonly words: Bilingual
}

export type Multiples = { readonly [P in Parameter]?: number }

/** The short answer of a standard: what `jiuqing judge` prints for each row. */
export type Decision = {
  readonly outcome: Outcome
  readonly class: SurfaceWaterClass | null
  readonly grade: Grade | null
  /** The indicators that settle the outcome; where it is not settled, those that stand in the way. */
  readonly deciding: readonly Parameter[]
  /** (C - limit) / limit for each indicator beyond its limit; only surface water. */
  readonly multiples: Multiples
  readonly missing: readonly Parameter[]
  readonly clauses: readonly string[]
  readonly words: Bilingual
}

/** A replayable record: judging `inputs` again by `standardId` gives the same record, word for word. Persisted. */
export type Verdict = Decision & {
  readonly standardId: string
  readonly inputs: { readonly sample: Sample; readonly context: JudgeContext }
  readonly findings: readonly Finding[]
}

/** What an observer answered; an answer that was not given is absent, never "no". */
export type SensesRecord = {
  /** The colour is clearly abnormal. */
  readonly colourAbnormal?: boolean | undefined
  /** Strong or unpleasant odour. */
  readonly odourOffensive?: boolean | undefined
  /** The observer's own conclusion, where the two questions were not answered one by one. */
  readonly finding?: BlackOdourOutcome | undefined
}

export type QuestionnaireCount = {
  readonly validForms: number
  /** Of the valid forms, those that say black or odorous. */
  readonly blackForms: number
  /** How many adults live there, where they are fewer than the forms asked for. */
  readonly adultsLivingThere?: number | undefined
}

/** What one basis says, with its reasons. Persisted. */
export type BasisVerdict = {
  readonly outcome: BlackOdourOutcome
  readonly words: Bilingual
  readonly citation: Citation
  /** What would settle an undecided one. */
  readonly missing: readonly Bilingual[]
}

export type BasisKind = 'senses' | 'questionnaire' | 'monitoring'

export type BasisOutcomes = {
  readonly senses?: BlackOdourOutcome | undefined
  readonly questionnaire?: BlackOdourOutcome | undefined
  readonly monitoring?: BlackOdourOutcome | undefined
  /** Somebody contests the result of senses or questionnaire. */
  readonly disputed: boolean
}

export type CombinedBases = {
  readonly outcome: BlackOdourOutcome
  /** The basis that decided; null where none could. */
  readonly basis: BasisKind | null
  readonly citation: Citation
  readonly words: Bilingual
}

/** The bases beside monitoring that an edition knows, and how the three go together. */
export type OtherBases = {
  readonly combination: Citation
  judgeSenses(record: SensesRecord): BasisVerdict
  judgeQuestionnaire(count: QuestionnaireCount): BasisVerdict
  combine(outcomes: BasisOutcomes): CombinedBases
}

/**
 * One edition of one standard. A released edition is never edited; a revision is a new file and a new line in the registry.
 *
 * `decide` and `judge` are pure and agree: `judge` is `decide` with its inputs and findings. `decide` is the fast path.
 */
export type Standard = {
  readonly id: string
  readonly kind: StandardKind
  readonly title: Bilingual
  readonly citation: Citation
  /** The parameters that can change the outcome. */
  readonly indicators: readonly Parameter[]
  /** Only black-odour editions: every limit with its clause, for showing. */
  readonly limits?: readonly BlackOdourIndicator[]
  /** Only editions that also identify by senses and questionnaire. */
  readonly otherBases?: OtherBases
  decide(sample: Sample, context: JudgeContext): Decision
  judge(sample: Sample, context: JudgeContext): Verdict
}
