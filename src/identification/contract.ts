import { z } from 'zod'
import { placeNotFound } from '../places/problems.ts'
import { waterChangedMeanwhile, waterNotFound } from '../waters/problems.ts'
import { basisIds } from '../waters/words.ts'
import { PersonLabel } from '../domain/person-label.ts'
import { supervisionListIds } from '../domain/waters.ts'
import {
  BilingualText,
  CountNumber,
  ExpectedVersion,
  InstantText,
  LimitQuery,
  pageOf,
  RegionCodeText,
} from '../domain/shapes.ts'
import { endpoint } from '../platform/http/endpoint.ts'
import { judgementNotFound, judgementRunning, waterEnded, standardUnsuitable, verdictNotFound } from './problems.ts'

export * from './verdict-findings.ts'

const tag = 'identification'

/** What a standard can say of a water. Persisted. */
export const outcomeIds = ['black-odorous', 'not-black-odorous', 'undecided'] as const

export const CitationText = z.object({
  title: z.string(),
  clause: z.string(),
  confidence: z.enum(['published', 'secondary', 'to-be-confirmed']),
})

/** The editions that can identify a black-and-odorous water; surface-water standards are not among them. */
export const listIdentificationStandards = endpoint({
  method: 'GET',
  path: '/identification/standards',
  tag,
  summary: { zh: '可用于识别的标准', en: 'Standards that can identify' },
  may: 'signed-in',
  answer: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        title: BilingualText,
        citation: CitationText,
        /** Used where none is named. */
        current: z.boolean(),
      }),
    ),
  }),
})

const WaterInBrief = z.object({ id: z.uuid(), code: z.string(), name: z.string() })

/** What one basis said, or that there is none. */
export const BasisPart = z.object({
  basis: z.enum(['senses', 'questionnaire', 'monitoring']),
  /** Absent: nothing recorded. */
  outcome: z.enum(outcomeIds).optional(),
  words: BilingualText,
  citation: CitationText.optional(),
  /** Records that went in: senses, questionnaire, readings. */
  recordIds: z.array(z.string()).readonly(),
  grade: z.enum(['mild', 'severe']).optional(),
  missing: z.array(BilingualText).readonly(),
  /** The standard's own record (indicator findings, arithmetic), as JSON. */
  detail: z.unknown(),
})

export const VerdictRecord = z.object({
  outcome: z.enum(outcomeIds),
  /** Only editions that grade. */
  grade: z.enum(['mild', 'severe']).optional(),
  /** The basis that decided. */
  basis: z.enum(basisIds),
  words: BilingualText,
  parts: z.array(BasisPart).readonly(),
  /** For `undecided`: what is missing and what to do next. */
  missing: z.array(BilingualText).readonly(),
  citations: z.array(CitationText).readonly(),
  /** Who judged stands beside the record, as a name. */
  judging: z.object({
    at: InstantText,
    /** Somebody contests senses or questionnaire: monitoring decides. */
    disputed: z.boolean(),
  }),
})
export type VerdictRecord = z.output<typeof VerdictRecord>

const Records = z.array(z.object({ id: z.string(), at: z.string(), value: z.unknown() })).readonly()

export const VerdictSummary = z.object({
  id: z.uuid(),
  water: WaterInBrief,
  regionCode: RegionCodeText,
  standardId: z.string(),
  outcome: z.enum(outcomeIds),
  basis: z.enum(basisIds),
  words: BilingualText,
  at: InstantText,
  by: PersonLabel,
  /** The newest verdict of its water. */
  latest: z.boolean(),
})
export type VerdictSummary = z.output<typeof VerdictSummary>

export const VerdictDetail = VerdictSummary.extend({
  record: VerdictRecord,
  /** The records the rule was given, so that it can be replayed. */
  inputs: z.object({ senses: Records, questionnaires: Records, samples: Records }),
})
export type VerdictDetail = z.output<typeof VerdictDetail>

const WaterKey = z.object({ id: z.uuid() })

/**
 * Applies a standard to the three bases of a suspected water. `black-odorous` moves it to `identified`, `not-black-odorous` to
 * `cleared`; `undecided` leaves it and says what is missing. An identified water is cleared by a contrary verdict; a verdict on
 * a water further on (a declared one without verdict) is kept and moves nothing. Waters that ended are refused.
 */
export const judgeWater = endpoint({
  method: 'POST',
  path: '/identification/waters/:id/judge',
  tag,
  summary: { zh: '识别判定', en: 'Judge a water' },
  may: 'identification.judge',
  params: WaterKey,
  body: z.object({
    standardId: z.string().optional(),
    /** Shows the verdict without keeping it. */
    dryRun: z.boolean().default(false),
    /** The result of senses or questionnaire is contested: monitoring then decides. */
    disputed: z.boolean().default(false),
    expectedVersion: ExpectedVersion.optional(),
  }),
  answer: z.object({
    /** Absent on a dry run. */
    verdictId: z.uuid().optional(),
    record: VerdictRecord,
    stageBefore: z.string(),
    stageAfter: z.string(),
    version: CountNumber,
  }),
  problems: [waterNotFound, waterChangedMeanwhile, standardUnsuitable, waterEnded],
})

export const listVerdictsOfWater = endpoint({
  method: 'GET',
  path: '/identification/waters/:id/verdicts',
  tag,
  summary: { zh: '水体的历次判定', en: 'Verdicts of a water' },
  may: 'water.read',
  params: WaterKey,
  answer: z.object({ items: z.array(VerdictDetail) }),
  problems: [waterNotFound],
})

export const listVerdicts = endpoint({
  method: 'GET',
  path: '/identification/verdicts',
  tag,
  summary: { zh: '判定记录', en: 'Verdicts' },
  may: 'water.read',
  query: z.object({
    region: RegionCodeText.optional(),
    outcome: z.enum(outcomeIds).optional(),
    standardId: z.string().optional(),
    /** Only the newest of each water. */
    latest: z.stringbool().optional(),
    cursor: z.uuid().optional(),
    limit: LimitQuery,
  }),
  answer: pageOf(VerdictSummary),
})

const VerdictKey = z.object({ id: z.uuid() })

export const getVerdict = endpoint({
  method: 'GET',
  path: '/identification/verdicts/:id',
  tag,
  summary: { zh: '一条判定记录', en: 'One verdict' },
  may: 'water.read',
  params: VerdictKey,
  answer: VerdictDetail,
  problems: [verdictNotFound],
})

/** Judges the kept inputs again by the same edition; `same` is false only where the program or the record was changed. */
export const replayVerdict = endpoint({
  method: 'GET',
  path: '/identification/verdicts/:id/replay',
  tag,
  summary: { zh: '重演判定', en: 'Replay a verdict' },
  may: 'water.read',
  params: VerdictKey,
  answer: z.object({
    same: z.boolean(),
    stored: VerdictRecord,
    replayed: VerdictRecord,
    /** Paths into the record that differ. */
    differences: z.array(z.string()),
    words: BilingualText,
  }),
  problems: [verdictNotFound, standardUnsuitable],
})

/** A bulk judgement of the suspected waters of a division, worked off by a job. */
export const Judgement = z.object({
  id: z.uuid(),
  regionCode: RegionCodeText,
  regionName: z.string(),
  standardId: z.string(),
  state: z.enum(['waiting', 'running', 'done']),
  total: CountNumber,
  judged: CountNumber,
  identified: CountNumber,
  cleared: CountNumber,
  undecided: CountNumber,
  startedAt: InstantText,
  finishedAt: InstantText.optional(),
})
export type Judgement = z.output<typeof Judgement>

export const startJudgement = endpoint({
  method: 'POST',
  path: '/identification/judgements',
  tag,
  summary: { zh: '批量判定', en: 'Judge all suspected waters of a division' },
  may: 'identification.judge',
  body: z.object({ regionCode: RegionCodeText, standardId: z.string().optional() }),
  answer: Judgement,
  problems: [placeNotFound, standardUnsuitable, judgementRunning],
})

export const listJudgements = endpoint({
  method: 'GET',
  path: '/identification/judgements',
  tag,
  summary: { zh: '批量判定记录', en: 'Bulk judgements' },
  may: 'water.read',
  answer: z.object({ items: z.array(Judgement) }),
})

export const getJudgement = endpoint({
  method: 'GET',
  path: '/identification/judgements/:id',
  tag,
  summary: { zh: '批量判定进度', en: 'Progress of a bulk judgement' },
  may: 'water.read',
  params: WaterKey,
  answer: Judgement,
  problems: [judgementNotFound],
})

export const listOrNone = z.enum([...supervisionListIds, 'none'])

/** One water on which the other edition would decide otherwise. */
export const TrialDifference = z.object({
  water: WaterInBrief,
  regionCode: RegionCodeText,
  areaM2: z.number().optional(),
  /** The verdict in force; `not-stated` for a declared water without one. */
  before: z.enum([...outcomeIds, 'not-stated']),
  after: z.enum(outcomeIds),
  listBefore: listOrNone,
  listAfter: listOrNone,
  words: BilingualText,
})
export type TrialDifference = z.output<typeof TrialDifference>

const ListChanges = z.object({ added: CountNumber, removed: CountNumber, movedIn: CountNumber, movedOut: CountNumber })

export const TrialSummary = z.object({
  standardId: z.string(),
  regionCode: RegionCodeText,
  judged: CountNumber,
  /** Waters with nothing recorded in any basis: they cannot be judged and are not counted as different. */
  withoutBasis: CountNumber,
  sameVerdict: CountNumber,
  differentVerdict: CountNumber,
  /** Verdict before → after → number of waters, only where they differ. */
  changes: z.array(
    z.object({ before: z.enum([...outcomeIds, 'not-stated']), after: z.enum(outcomeIds), waters: CountNumber }),
  ),
  lists: z.object({ national: ListChanges, municipal: ListChanges, county: ListChanges }),
  /** Waters whose list cannot be told under one of the two editions: they stay where they are. */
  openLists: CountNumber,
  /** Declared waters that the other edition would not identify: they stay, but deserve a second look. */
  declaredButNotIdentified: CountNumber,
})
export type TrialSummary = z.output<typeof TrialSummary>

const TrialQuery = z.object({ standardId: z.string(), region: RegionCodeText.optional() })

/** Judges all waters under another edition and changes nothing: all counts, and the first 500 differences. */
export const tryStandard = endpoint({
  method: 'GET',
  path: '/identification/trial',
  tag,
  summary: { zh: '按另一版标准试判', en: 'Try another edition' },
  may: 'water.read',
  query: TrialQuery,
  answer: z.object({ summary: TrialSummary, differences: z.array(TrialDifference), more: CountNumber }),
  problems: [standardUnsuitable],
})

/** The same, every difference, one JSON object a line as they are found; the last line is `{"summary": ...}`. */
export const streamTrial = endpoint({
  method: 'GET',
  path: '/identification/trial/stream',
  tag,
  summary: { zh: '按另一版标准试判（逐条输出）', en: 'Try another edition, streamed' },
  may: 'water.read',
  query: TrialQuery,
  answer: { file: ['application/x-ndjson'] },
  problems: [standardUnsuitable],
})
