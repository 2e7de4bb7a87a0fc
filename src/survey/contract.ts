import { z } from 'zod'
import { PersonLabel } from '../domain/person-label.ts'
import { waterTypeIds } from '../domain/waters.ts'
import { endpoint } from '../platform/http/endpoint.ts'
import { areaMethodIds, candidateSourceIds, coordinateSourceIds, type CandidateSource } from '../waters/words.ts'
import { placeNotFound } from '../places/problems.ts'
import { regionUnknown as waterRegionUnknown, waterChangedMeanwhile, waterNotFound } from '../waters/problems.ts'
import {
  BilingualText,
  CountNumber,
  DateText,
  ExpectedVersion,
  InstantText,
  LimitQuery,
  pageOf,
  ReasonText,
  RegionCodeText,
  RegionNames,
} from '../domain/shapes.ts'
import {
  basisDiffers,
  basisRefused,
  candidateNotFound,
  implausible,
  noVillages,
  reportRefused,
  taskClosed,
  taskNotFound,
  villageNotInTask,
  villagesUnknown,
} from './problems.ts'

const tag = 'survey'

/** Persisted: how far a village's survey has come. */
export const villageStateIds = ['open', 'in-progress', 'done-none-found', 'done-with-candidates'] as const

/** Who or what can point at a water in a survey; see `candidateSources` of the waters for their names. */
export const surveySourceIds = [
  'field-team',
  'villager',
  'patrol',
  'public-report',
  'satellite',
  'workbook',
] as const satisfies readonly CandidateSource[]

const VillageCounts = z.object({
  villages: CountNumber,
  open: CountNumber,
  inProgress: CountNumber,
  noneFound: CountNumber,
  withCandidates: CountNumber,
  /** Not done and past the due date. */
  overdue: CountNumber,
})

export const SurveyTask = z.object({
  id: z.uuid(),
  title: z.string(),
  /** The division that was given the task. */
  regionCode: RegionCodeText,
  regionName: z.string(),
  dueOn: DateText,
  /** Edition of the divisions from which the villages were taken. */
  placesEdition: z.string(),
  note: z.string().optional(),
  closedAt: InstantText.optional(),
  createdAt: InstantText,
  version: CountNumber,
  ...VillageCounts.shape,
})
export type SurveyTask = z.output<typeof SurveyTask>

/** Which villages owe a survey: all of the division, its village committees (codes 200 and up), or those named. */
export const VillageChoice = z.object({
  /** `all`: communities too. `village-committees`: statistics codes 200-399 and 500-599, so no urban communities. `listed`: only `codes`. */
  filter: z.enum(['all', 'village-committees', 'listed']),
  /** Villages to have besides the filter (a community that farms), or the only ones. */
  codes: z.array(RegionCodeText).max(20_000).default([]),
  /** Villages to leave out (no agriculture left). */
  except: z.array(RegionCodeText).max(20_000).default([]),
})

export const NewSurveyTask = z.object({
  title: z.string().trim().min(2).max(120),
  /** City, county, town or village. */
  regionCode: RegionCodeText,
  dueOn: DateText,
  villages: VillageChoice,
  note: z.string().trim().max(2000).optional(),
})

export const createTask = endpoint({
  method: 'POST',
  path: '/survey/tasks',
  tag,
  summary: { zh: '下达排查任务（展开到村）', en: 'Set a survey task, one per village' },
  may: 'survey.manage',
  query: z.object({ dryRun: z.stringbool().optional() }),
  body: NewSurveyTask,
  /** With `dryRun` the task is only counted: `task` is absent. */
  answer: z.object({
    task: SurveyTask.optional(),
    villages: CountNumber,
    byCounty: z.array(z.object({ regionCode: RegionCodeText, name: z.string(), villages: CountNumber })),
  }),
  problems: [placeNotFound, noVillages, villagesUnknown],
})

export const listTasks = endpoint({
  method: 'GET',
  path: '/survey/tasks',
  tag,
  summary: { zh: '排查任务', en: 'Survey tasks' },
  may: 'water.read',
  query: z.object({
    region: RegionCodeText.optional(),
    state: z.enum(['open', 'closed', 'overdue']).optional(),
    cursor: z.uuid().optional(),
    limit: LimitQuery,
  }),
  answer: pageOf(SurveyTask),
})

const TaskKey = z.object({ id: z.uuid() })

export const getTask = endpoint({
  method: 'GET',
  path: '/survey/tasks/:id',
  tag,
  summary: { zh: '一项排查任务', en: 'One survey task' },
  may: 'water.read',
  params: TaskKey,
  answer: SurveyTask,
  problems: [taskNotFound],
})

export const changeTask = endpoint({
  method: 'PATCH',
  path: '/survey/tasks/:id',
  tag,
  summary: { zh: '调整期限、标题或关闭任务', en: 'Change due date or title, or close the task' },
  may: 'survey.manage',
  params: TaskKey,
  body: z.object({
    dueOn: DateText.optional(),
    title: z.string().trim().min(2).max(120).optional(),
    /** true closes, false opens again. */
    closed: z.boolean().optional(),
    reason: ReasonText,
  }),
  answer: SurveyTask,
  problems: [taskNotFound],
})

export const VillageSurvey = z.object({
  taskId: z.uuid(),
  villageCode: RegionCodeText,
  regionNames: RegionNames,
  state: z.enum(villageStateIds),
  /** Candidates found, as reported. */
  found: CountNumber,
  surveyedOn: DateText.optional(),
  note: z.string().optional(),
  reportedBy: PersonLabel.optional(),
  reportedAt: InstantText.optional(),
  dueOn: DateText,
  overdue: z.boolean(),
})
export type VillageSurvey = z.output<typeof VillageSurvey>

export const listTaskVillages = endpoint({
  method: 'GET',
  path: '/survey/tasks/:id/villages',
  tag,
  summary: { zh: '任务中的村', en: 'Villages of a task' },
  may: 'water.read',
  params: TaskKey,
  query: z.object({
    state: z.enum(villageStateIds).optional(),
    overdue: z.stringbool().optional(),
    region: RegionCodeText.optional(),
    cursor: RegionCodeText.optional(),
    limit: LimitQuery,
  }),
  answer: pageOf(VillageSurvey),
  problems: [taskNotFound],
})

/** `found` is obligatory, and at least 1, for `done-with-candidates`; 0 otherwise except while in progress. */
export const VillageReport = z.object({
  state: z.enum(villageStateIds),
  found: CountNumber.default(0),
  surveyedOn: DateText.optional(),
  note: z.string().trim().max(2000).optional(),
  /** Obligatory to change a report that was already done. */
  reason: ReasonText.optional(),
})

export const reportVillage = endpoint({
  method: 'PUT',
  path: '/survey/tasks/:id/villages/:villageCode',
  tag,
  summary: { zh: '村级排查上报', en: 'Report a village surveyed' },
  may: 'survey.record',
  params: z.object({ id: z.uuid(), villageCode: RegionCodeText }),
  body: VillageReport,
  answer: VillageSurvey,
  problems: [taskNotFound, villageNotInTask, reportRefused, taskClosed],
})

export const CoverageRow = z.object({
  regionCode: RegionCodeText,
  name: z.string(),
  level: z.enum(['county', 'town', 'village']),
  ...VillageCounts.shape,
  /** Waters put on record there and still suspected. */
  candidates: CountNumber,
  /** Villages done of villages that owe a survey, 0-100, one decimal; absent where none owes one. */
  donePercent: z.number().min(0).max(100).optional(),
})
export type CoverageRow = z.output<typeof CoverageRow>

/** A village counted once, by its latest task where several name it. */
export const getCoverage = endpoint({
  method: 'GET',
  path: '/survey/coverage',
  tag,
  summary: { zh: '排查覆盖', en: 'Survey coverage' },
  may: 'water.read',
  query: z.object({
    level: z.enum(['county', 'town', 'village']),
    region: RegionCodeText.optional(),
    taskId: z.uuid().optional(),
  }),
  answer: z.object({
    total: CoverageRow.omit({ regionCode: true, name: true, level: true }),
    items: z.array(CoverageRow),
  }),
  problems: [taskNotFound],
})

export const ScopeDecision = z.object({
  inScope: z.boolean(),
  /** `area`: 200 m2 and more. `complaint`: any size with strong complaints. `small`: below without. `area-unknown`: measure it. `by-hand`: a person decided. */
  why: z.enum(['area', 'complaint', 'small', 'area-unknown', 'by-hand']),
  words: BilingualText,
})

export const PlausibilityFinding = z.object({
  code: z.string(),
  severity: z.enum(['refuse', 'warn']),
  zh: z.string(),
  en: z.string(),
})

export const NewCandidate = z.object({
  /** Made by the phone; the same id with the same content again changes nothing. */
  id: z.uuid().optional(),
  taskId: z.uuid().optional(),
  villageCode: RegionCodeText,
  name: z.string().trim().min(1).max(120),
  type: z.enum(waterTypeIds),
  source: z.enum(surveySourceIds),
  /** m2; absent where not known. */
  areaM2: z.number().positive().max(1e10).optional(),
  areaMethod: z.enum(areaMethodIds).default('stated'),
  lengthM: z.number().positive().optional(),
  widthM: z.number().positive().optional(),
  /** Degrees in the system of `coordinateSource`. Both or neither. */
  longitude: z.number().min(-180).max(180).optional(),
  latitude: z.number().min(-90).max(90).optional(),
  coordinateSource: z.enum(coordinateSourceIds).default('cgcs2000'),
  naturalVillages: z.string().trim().max(200).optional(),
  /** Residents complain strongly: in scope at any size. */
  complaint: z.boolean().default(false),
  foundOn: DateText.optional(),
  note: z.string().trim().max(2000).optional(),
})
export type NewCandidate = z.output<typeof NewCandidate>

export const Candidate = z.object({
  waterId: z.uuid(),
  code: z.string(),
  name: z.string(),
  type: z.enum(waterTypeIds),
  regionCode: RegionCodeText,
  regionNames: RegionNames,
  areaM2: z.number().optional(),
  source: z.enum(candidateSourceIds),
  complaint: z.boolean(),
  stage: z.string(),
  version: CountNumber,
  since: InstantText,
  scope: ScopeDecision,
  /** What stands in each of the three bases. */
  bases: z.object({ senses: CountNumber, questionnaires: CountNumber, samples: CountNumber }),
})
export type Candidate = z.output<typeof Candidate>

export const recordCandidate = endpoint({
  method: 'POST',
  path: '/survey/candidates',
  tag,
  summary: { zh: '登记疑似水体', en: 'Record a candidate water' },
  may: 'survey.record',
  query: z.object({ dryRun: z.stringbool().optional() }),
  body: NewCandidate,
  answer: z.object({ candidate: Candidate.optional(), scope: ScopeDecision, findings: z.array(PlausibilityFinding) }),
  problems: [placeNotFound, waterRegionUnknown, taskNotFound, villageNotInTask, implausible],
})

export const listCandidates = endpoint({
  method: 'GET',
  path: '/survey/candidates',
  tag,
  summary: { zh: '疑似水体', en: 'Candidate waters' },
  may: 'water.read',
  query: z.object({
    region: RegionCodeText.optional(),
    source: z.enum(candidateSourceIds).optional(),
    /** `none`: no basis recorded yet. */
    bases: z.enum(['none', 'some']).optional(),
    cursor: z.uuid().optional(),
    limit: LimitQuery,
  }),
  answer: z.object({ items: z.array(Candidate), next: z.string().optional(), total: CountNumber }),
})

const WaterKey = z.object({ id: z.uuid() })

/** Out of scope ends the candidate at `cleared`; in scope by hand keeps it with the reason, whatever its size. */
export const decideScope = endpoint({
  method: 'POST',
  path: '/survey/candidates/:id/scope',
  tag,
  summary: { zh: '判定是否在排查范围', en: 'Decide whether a candidate is in scope' },
  may: 'identification.judge',
  params: WaterKey,
  body: z.object({ inScope: z.boolean(), reason: ReasonText, expectedVersion: ExpectedVersion }),
  answer: Candidate,
  problems: [candidateNotFound, waterChangedMeanwhile],
})

/** Six grades of odour by intensity, 0 (none) to 5 (very strong). */
export const OdourGrade = z.int().min(0).max(5)

/** `not-graded`: only described in words, as workbooks do. */
export const colourIds = ['clear', 'slightly-abnormal', 'grey', 'black', 'other-abnormal', 'not-graded'] as const

export const NewSenses = z.object({
  waterId: z.uuid(),
  observedAt: InstantText,
  colour: z.enum(colourIds),
  /** The colour in words where `other-abnormal` (green as paint, milky ...) or `not-graded`. */
  colourText: z.string().trim().max(200).optional(),
  /** Absent where nobody graded it. */
  odour: OdourGrade.optional(),
  /** What the observer decided by the senses: `undecided` calls for the questionnaire. */
  finding: z.enum(['black-odorous', 'not-black-odorous', 'undecided']),
  floating: z.string().trim().max(200).optional(),
  weather: z.string().trim().max(100).optional(),
  note: z.string().trim().max(2000).optional(),
  /** Attachments of the water that show it. */
  photos: z.array(z.uuid()).max(30).default([]),
})
export type NewSenses = z.output<typeof NewSenses>

export const Senses = NewSenses.extend({ id: z.uuid(), recordedBy: PersonLabel, recordedAt: InstantText })
export type Senses = z.output<typeof Senses>

const Key = z.object({ id: z.uuid() })

/** The id is made where the record is made (phone, desk): sending it again is fine, other content under it is refused. */
export const putSenses = endpoint({
  method: 'PUT',
  path: '/survey/senses/:id',
  tag,
  summary: { zh: '登记感官判断', en: 'Record what the senses say' },
  may: 'survey.record',
  params: Key,
  body: NewSenses,
  answer: Senses,
  problems: [waterNotFound, basisRefused, basisDiffers],
})

export const NewQuestionnaire = z.object({
  waterId: z.uuid(),
  heldOn: DateText,
  /** Forms given out; absent where not counted. */
  issued: CountNumber.optional(),
  /** Valid forms returned. */
  valid: CountNumber,
  /** Of the valid forms, those that say black or odorous. */
  black: CountNumber,
  /** Adults living around the water, where fewer than 30. */
  adultsLivingThere: CountNumber.optional(),
  satisfied: CountNumber.optional(),
  note: z.string().trim().max(2000).optional(),
  photos: z.array(z.uuid()).max(60).default([]),
})
export type NewQuestionnaire = z.output<typeof NewQuestionnaire>

export const Questionnaire = NewQuestionnaire.extend({
  id: z.uuid(),
  recordedBy: PersonLabel,
  recordedAt: InstantText,
  /** black / valid in percent, one decimal; absent where no form is valid. */
  blackPercent: z.number().optional(),
})
export type Questionnaire = z.output<typeof Questionnaire>

export const putQuestionnaire = endpoint({
  method: 'PUT',
  path: '/survey/questionnaires/:id',
  tag,
  summary: { zh: '登记公众评议', en: 'Record a questionnaire of residents' },
  may: 'survey.record',
  params: Key,
  body: NewQuestionnaire,
  answer: Questionnaire,
  problems: [waterNotFound, basisRefused, basisDiffers],
})

export const BasisSample = z.object({
  id: z.uuid(),
  takenAt: InstantText,
  point: z.string().optional(),
  sample: z.record(z.string(), z.object({ value: z.number(), qualifier: z.string() })),
})

/** The three bases apart, newest first. Samples are the water's readings. */
export const getBases = endpoint({
  method: 'GET',
  path: '/survey/waters/:id/bases',
  tag,
  summary: { zh: '三类认定依据', en: 'The three bases of a water' },
  may: 'water.read',
  params: WaterKey,
  answer: z.object({
    senses: z.array(Senses),
    questionnaires: z.array(Questionnaire),
    samples: z.array(BasisSample),
  }),
  problems: [waterNotFound],
})
