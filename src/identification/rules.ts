import { chinaDate } from '../domain/dates.ts'
import type { Sample } from '../domain/parameters.ts'
import type { Bilingual, Citation } from '../domain/words.ts'
import type { BlackOdourOutcome, Grade } from '../standards/standard.ts'

/** The three bases, each stored apart. Persisted. */
export const basisKinds = {
  senses: { zh: '感官', en: 'senses' },
  questionnaire: { zh: '公众评议', en: 'questionnaire' },
  monitoring: { zh: '水质监测', en: 'monitoring' },
} as const satisfies Record<string, Bilingual>
export type BasisKind = keyof typeof basisKinds

/** What a verdict says of a water, in words. */
export const verdictOutcomes = {
  'black-odorous': { zh: '黑臭', en: 'black and odorous' },
  'not-black-odorous': { zh: '非黑臭', en: 'not black or odorous' },
  undecided: { zh: '未能判定', en: 'undecided' },
} as const satisfies Record<BlackOdourOutcome, Bilingual>

/** A stored record of one basis. */
export type BasisRecord<Value> = {
  readonly id: string
  /** ISO 8601, or YYYY-MM-DD for a questionnaire; the latest record of senses and of questionnaire counts. */
  readonly at: string
  readonly value: Value
}

/** What an observer found: `undecided` calls for the questionnaire. */
export type SensesValue = {
  readonly finding: BlackOdourOutcome
  readonly colour: string
  /** 0 (none) to 5 (very strong); absent where nobody graded it. */
  readonly odour?: number | undefined
}

export type QuestionnaireValue = {
  /** Valid forms returned. */
  readonly valid: number
  /** Of the valid forms, those that say black or odorous. */
  readonly black: number
  readonly adultsLivingThere?: number | undefined
}

/** A sample with the point it was taken at, for editions that judge point by point. */
export type SampleRecord = BasisRecord<Sample> & { readonly point?: string | undefined }

export type Bases = {
  readonly senses: readonly BasisRecord<SensesValue>[]
  readonly questionnaires: readonly BasisRecord<QuestionnaireValue>[]
  readonly samples: readonly SampleRecord[]
}

/**
 * What was recorded on a day or later.
 *
 * @param day YYYY-MM-DD, China time
 * @example basesSince(bases, '2021-06-30').samples // those of before the works are gone
 */
export function basesSince({ senses, questionnaires, samples }: Bases, day: string): Bases {
  const isSince = ({ at }: { readonly at: string }) => (isDay(at) ? at : chinaDate(new Date(at))) >= day
  return {
    senses: senses.filter(isSince),
    questionnaires: questionnaires.filter(isSince),
    samples: samples.filter(isSince),
  }
}

const isDay = (at: string) => /^\d{4}-\d{2}-\d{2}$/.test(at)

/** What an edition says of one record of one basis. */
export type Opinion = {
  readonly outcome: BlackOdourOutcome
  readonly grade?: Grade | undefined
  readonly words: Bilingual
  readonly citation: Citation
  /** What would settle an undecided one. */
  readonly missing: readonly Bilingual[]
  /** The standard's own record (indicator findings, arithmetic): plain JSON. */
  readonly detail: unknown
}

/** What this rule asks of an edition of a standard. A basis the edition does not know is absent. */
export type IdentificationEdition = {
  readonly standardId: string
  /** Where the order of the bases stands in this edition. */
  readonly combination: Citation
  readonly judgeSenses?: (senses: SensesValue) => Opinion
  readonly judgeQuestionnaire?: (questionnaire: QuestionnaireValue) => Opinion
  readonly judgeSample: (sample: Sample) => Opinion
  /** Only editions that judge a water by all its samples together (several points, several days). Called with at least one. */
  readonly judgeSamples?: (samples: readonly SampleRecord[]) => Opinion
}

export type BasisPart = {
  readonly basis: BasisKind
  /** Absent: nothing recorded, or the edition does not know this basis. */
  readonly outcome?: BlackOdourOutcome
  readonly grade?: Grade
  readonly words: Bilingual
  readonly citation?: Citation
  readonly recordIds: readonly string[]
  readonly missing: readonly Bilingual[]
  readonly detail: unknown
}

/** Who judged, when, by what: with `bases`, everything needed to replay. */
export type Judging = {
  /** Id of the account; records kept before December 2026 hold its username. Answers name the person instead. */
  readonly by: string
  /** ISO 8601 */
  readonly at: string
  /** Somebody contests the result of senses or questionnaire: monitoring then decides. */
  readonly disputed: boolean
}

/** The decision as kept: plain JSON, the same again for the same inputs. Persisted. */
export type IdentificationRecord = {
  readonly standardId: string
  readonly judging: Judging
  readonly inputs: Bases
  readonly outcome: BlackOdourOutcome
  readonly grade?: Grade
  /** The basis that decided; `not-stated` where none did. */
  readonly basis: BasisKind | 'not-stated'
  readonly words: Bilingual
  readonly parts: readonly BasisPart[]
  readonly missing: readonly Bilingual[]
  readonly citations: readonly Citation[]
}

/**
 * Combines the three bases into one decision: senses decide first; where they cannot, the questionnaire; where the two disagree,
 * where monitoring contradicts them, or where the result is disputed, monitoring. What is not recorded is never a pass:
 * the outcome is then `undecided`, with what is missing and what to do next. `not-black-odorous` is a result too.
 *
 * Source: order of the bases as cited by `edition.combination`.
 */
export function identify(bases: Bases, edition: IdentificationEdition, judging: Judging): IdentificationRecord {
  const parts = [sensesPart(bases, edition), questionnairePart(bases, edition), monitoringPart(bases, edition)] as const
  const choice = choose(parts, judging.disputed)
  const { part } = choice
  const citations = [edition.combination, ...parts.flatMap(({ citation }) => citation ?? [])]
  return {
    standardId: edition.standardId,
    judging,
    inputs: bases,
    outcome: part?.outcome ?? 'undecided',
    ...(part?.grade === undefined ? {} : { grade: part.grade }),
    basis: part?.basis ?? 'not-stated',
    words: wordsOf(choice),
    parts,
    missing: part === undefined ? choice.missing : [],
    citations: citations.filter((one, index) => citations.findIndex(other => sameCitation(one, other)) === index),
  }
}

/** Judges the kept inputs again; the record is the same unless the edition or this program was changed. */
export function replayIdentification(
  record: IdentificationRecord,
  edition: IdentificationEdition,
): IdentificationRecord {
  return identify(record.inputs, edition, record.judging)
}

type Decided = BasisPart & { readonly outcome: 'black-odorous' | 'not-black-odorous' }
type Parts = readonly [senses: BasisPart, questionnaire: BasisPart, monitoring: BasisPart]
type Choice = {
  /** The part that decides; absent where none can. */
  readonly part?: Decided
  readonly why: keyof typeof reasons
  readonly missing: readonly Bilingual[]
}

const reasons = {
  first: { zh: '感官判断即可认定', en: 'the senses suffice' },
  'senses-cannot': { zh: '感官无法认定，以公众评议为准', en: 'the senses cannot tell: the questionnaire decides' },
  'both-cannot': {
    zh: '感官和公众评议均无法认定，以水质监测为准',
    en: 'neither senses nor questionnaire can tell: monitoring decides',
  },
  disagree: { zh: '各项依据结论不一致，以水质监测为准', en: 'the bases disagree: monitoring decides' },
  disputed: { zh: '结论有争议，以水质监测为准', en: 'the result is disputed: monitoring decides' },
} as const satisfies Record<string, Bilingual>

function choose(parts: Parts, disputed: boolean): Choice {
  const [senses, questionnaire, monitoring] = parts
  const decided = parts.filter(isDecided)
  const disagree = new Set(decided.map(({ outcome }) => outcome)).size > 1
  if (disputed || disagree) return byMonitoring(monitoring, disputed ? 'disputed' : 'disagree')
  if (isDecided(senses)) return { part: senses, why: 'first', missing: [] }
  if (isDecided(questionnaire)) return { part: questionnaire, why: 'senses-cannot', missing: [] }
  if (isDecided(monitoring)) return { part: monitoring, why: 'both-cannot', missing: [] }
  return { why: 'both-cannot', missing: parts.flatMap(part => part.missing) }
}

function byMonitoring(monitoring: BasisPart, why: 'disputed' | 'disagree'): Choice {
  return isDecided(monitoring) ? { part: monitoring, why, missing: [] } : { why, missing: monitoring.missing }
}

function isDecided(part: BasisPart): part is Decided {
  return part.outcome === 'black-odorous' || part.outcome === 'not-black-odorous'
}

function wordsOf({ part, why, missing }: Choice): Bilingual {
  const reason = reasons[why]
  if (part === undefined) {
    return {
      zh: `尚不能认定（${reason.zh}）。${missing.map(one => one.zh).join('')}`,
      en: `Undecided (${reason.en}). ${missing.map(one => one.en).join(' ')}`,
    }
  }
  const black = part.outcome === 'black-odorous'
  return {
    zh: `${black ? '认定为黑臭水体' : '认定为非黑臭'}（依据：${basisKinds[part.basis].zh}；${reason.zh}）。${part.words.zh}`,
    en: `${black ? 'Black-and-odorous' : 'Not black-and-odorous'} (basis: ${basisKinds[part.basis].en}; ${reason.en}). ${part.words.en}`,
  }
}

function sensesPart({ senses }: Bases, { judgeSenses }: IdentificationEdition): BasisPart {
  if (judgeSenses === undefined) return unknownBasis('senses')
  const latest = newest(senses)
  return latest === undefined ? notRecorded('senses') : partOf('senses', [latest.id], judgeSenses(latest.value))
}

function questionnairePart({ questionnaires }: Bases, { judgeQuestionnaire }: IdentificationEdition): BasisPart {
  if (judgeQuestionnaire === undefined) return unknownBasis('questionnaire')
  const latest = newest(questionnaires)
  if (latest === undefined) return notRecorded('questionnaire')
  return partOf('questionnaire', [latest.id], judgeQuestionnaire(latest.value))
}

/** Any sample that identifies is enough; all must pass to clear. Which samples count (period, points) the caller chooses. */
function monitoringPart({ samples }: Bases, { judgeSample, judgeSamples }: IdentificationEdition): BasisPart {
  if (judgeSamples !== undefined && samples.length > 0) {
    const ids = inOrder(samples).map(({ id }) => id)
    return partOf('monitoring', ids, judgeSamples(inOrder(samples)))
  }
  const judged = inOrder(samples).map(({ id, value }) => ({ id, opinion: judgeSample(value) }))
  const worst =
    judged.find(({ opinion }) => opinion.grade === 'severe') ??
    judged.find(({ opinion }) => opinion.outcome === 'black-odorous') ??
    judged.find(({ opinion }) => opinion.outcome === 'undecided') ??
    judged[0]
  if (worst === undefined) return notRecorded('monitoring')
  const part = partOf(
    'monitoring',
    judged.map(({ id }) => id),
    worst.opinion,
  )
  return {
    ...part,
    detail: judged.map(({ id, opinion }) => ({ id, outcome: opinion.outcome, detail: opinion.detail })),
  }
}

function partOf(basis: BasisKind, recordIds: readonly string[], opinion: Opinion): BasisPart {
  const { outcome, grade, words, citation, missing, detail } = opinion
  return { basis, outcome, ...(grade === undefined ? {} : { grade }), words, citation, recordIds, missing, detail }
}

const toDo = {
  senses: { zh: '请到现场记录颜色和气味。', en: 'Visit the water and record its colour and odour.' },
  questionnaire: { zh: '请组织公众评议问卷。', en: 'Hold the questionnaire of residents.' },
  monitoring: {
    zh: '请采样监测透明度、溶解氧、氨氮，并记录水深。',
    en: 'Sample transparency, dissolved oxygen and ammonia nitrogen, and record the depth.',
  },
} as const satisfies Record<BasisKind, Bilingual>

function notRecorded(basis: BasisKind): BasisPart {
  const { zh, en } = basisKinds[basis]
  const words = { zh: `没有${zh}记录。`, en: `Nothing recorded for ${en}.` }
  return { basis, words, recordIds: [], missing: [toDo[basis]], detail: null }
}

function unknownBasis(basis: BasisKind): BasisPart {
  const { zh, en } = basisKinds[basis]
  const words = { zh: `该版标准不以${zh}为认定依据。`, en: `This edition does not identify by ${en}.` }
  return { basis, words, recordIds: [], missing: [], detail: null }
}

function newest<Value>(records: readonly BasisRecord<Value>[]): BasisRecord<Value> | undefined {
  return inOrder(records).at(-1)
}

/** By time, then by id, so that the order of arrival never changes the result. */
function inOrder<One extends BasisRecord<unknown>>(records: readonly One[]): readonly One[] {
  return records.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.id < b.id ? -1 : Number(a.id > b.id)))
}

function sameCitation(a: Citation, b: Citation): boolean {
  return a.title === b.title && a.clause === b.clause && a.confidence === b.confidence
}
