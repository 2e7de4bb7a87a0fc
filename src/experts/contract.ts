import { z } from 'zod'
import { stageIds } from '../domain/lifecycle-table.ts'
import { PersonLabel } from '../domain/person-label.ts'
import {
  BilingualText,
  CountNumber,
  CursorText,
  DateText,
  InstantText,
  LimitQuery,
  pageOf,
  ReasonText,
  RegionCodeText,
  RegionNames,
} from '../domain/shapes.ts'
import { confidences } from '../domain/words.ts'
import { placeNotFound } from '../places/problems.ts'
import { endpoint } from '../platform/http/endpoint.ts'
import { waterNotFound } from '../waters/problems.ts'
import { photosNotThere } from '../works/problems.ts'
import { urgencyIds } from '../works/rules.ts'
import * as problem from './problems.ts'
import {
  adoptionIds,
  adviceStateIds,
  adviceStepIds,
  assignmentScopeIds,
  expertStepIds,
  helpPhaseIds,
  phaseCoverIds,
} from './rules.ts'

const tag = 'experts'
const Key = z.object({ id: z.uuid() })
const Phase = z.enum(helpPhaseIds)
const within = { region: RegionCodeText.optional() }
const paging = { cursor: CursorText.optional(), limit: LimitQuery }

/** An account of the role `expert`, or an organisation that has such accounts. */
export const ExpertChoice = z.union([
  z.strictObject({ accountId: z.uuid() }),
  z.strictObject({ organisationId: z.uuid() }),
])
export type ExpertChoice = z.output<typeof ExpertChoice>

/** The same, as it is shown; `id` is that of the account or organisation and opens the page of the expert. */
export const ExpertLabel = z.object({
  id: z.uuid(),
  person: PersonLabel.optional(),
  organisation: z.string().optional(),
})
export type ExpertLabel = z.output<typeof ExpertLabel>

const WaterLabel = z.object({ id: z.uuid(), code: z.string(), name: z.string() })
const Load = z.object({ waters: CountNumber, most: CountNumber, over: z.boolean() })
const perPhase = <Value extends z.ZodType>(value: Value) => z.object({ before: value, during: value, after: value })
const Citation = z.object({ title: z.string(), clause: z.string(), confidence: z.enum(confidences) })

export const Assignment = z.object({
  id: z.uuid(),
  scope: z.enum(assignmentScopeIds),
  expert: ExpertLabel,
  /** Of the county, or of the water. */
  regionCode: RegionCodeText,
  regionNames: RegionNames,
  water: WaterLabel.optional(),
  fromOn: DateText,
  /** The first day on which the expert does not help any more. */
  untilOn: DateText.optional(),
  /** Whether it holds today. */
  current: z.boolean(),
  reason: z.string(),
  assignedBy: PersonLabel,
  assignedAt: InstantText,
  endReason: z.string().optional(),
  endedBy: PersonLabel.optional(),
  endedAt: InstantText.optional(),
})
export type Assignment = z.output<typeof Assignment>

export const assignExpert = endpoint({
  method: 'POST',
  path: '/experts/assignments',
  tag,
  summary: { zh: '指派专家', en: 'Assign an expert' },
  may: 'experts.assign',
  body: z.object({
    expert: ExpertChoice,
    to: z.union([z.strictObject({ regionCode: RegionCodeText }), z.strictObject({ waterId: z.uuid() })]),
    fromOn: DateText,
    untilOn: DateText.optional(),
    reason: ReasonText,
    /** Assigns although the expert then helps more waters than the policy allows; the fact says so. */
    aboveLimit: z.boolean().default(false),
  }),
  answer: Assignment,
  problems: [
    problem.expertNotFound,
    problem.expertOutOfReach,
    problem.assignmentNeedsCounty,
    problem.assignmentThere,
    problem.assignmentDayRefused,
    problem.expertOverloaded,
    placeNotFound,
    waterNotFound,
  ],
})

export const relieveExpert = endpoint({
  method: 'POST',
  path: '/experts/assignments/:id/end',
  tag,
  summary: { zh: '结束指派', en: 'End an assignment' },
  may: 'experts.assign',
  params: Key,
  body: z.object({ untilOn: DateText, reason: ReasonText }),
  answer: Assignment,
  problems: [problem.assignmentNotFound, problem.assignmentEnded, problem.assignmentDayRefused],
})

export const assignmentFilterIds = ['current', 'ended'] as const

/** The newest first. */
export const listAssignments = endpoint({
  method: 'GET',
  path: '/experts/assignments',
  tag,
  summary: { zh: '专家指派', en: 'Assignments of experts' },
  may: 'water.read',
  query: z.object({
    ...within,
    water: z.uuid().optional(),
    expert: z.uuid().optional(),
    state: z.enum(assignmentFilterIds).optional(),
    ...paging,
  }),
  answer: pageOf(Assignment),
})

export const ExpertAtHand = z.object({
  accountId: z.uuid(),
  name: z.string(),
  organisationId: z.uuid(),
  organisation: z.string(),
  /** Whether the jurisdiction of the account holds the whole of `region`. */
  reaches: z.boolean(),
})
export type ExpertAtHand = z.output<typeof ExpertAtHand>

/** Experts who can be assigned in a division: those who see it first. */
export const listExpertsAtHand = endpoint({
  method: 'GET',
  path: '/experts/at-hand',
  tag,
  summary: { zh: '可指派的专家', en: 'Experts who can be assigned' },
  may: 'experts.assign',
  query: z.object(within),
  answer: z.object({ items: z.array(ExpertAtHand) }),
})

const AdviceCounts = z.object({
  /** To be answered by the county, and those of them past their day. */
  open: CountNumber,
  openLate: CountNumber,
  /** To be looked at by the expert, and those of them past their day. */
  answered: CountNumber,
  answeredLate: CountNumber,
})

export const ExpertLoad = z.object({
  expert: ExpertLabel,
  load: Load,
  /** Current assignments to counties and to single waters. */
  counties: CountNumber,
  singleWaters: CountNumber,
  /** Waters whose present phase no expert has visited often enough. */
  uncovered: CountNumber,
  advice: AdviceCounts,
})
export type ExpertLoad = z.output<typeof ExpertLoad>

const CountyHelp = z.object({
  regionCode: RegionCodeText,
  name: z.string(),
  /** Waters that stand in a phase with help. */
  waters: CountNumber,
  withoutExpert: CountNumber,
  /** Of them, by their present phase. */
  inPhase: perPhase(CountNumber),
  uncovered: perPhase(CountNumber),
  /** Assigned to the county as a whole. */
  experts: z.array(ExpertLabel),
  adviceLate: CountNumber,
})
export type CountyHelp = z.output<typeof CountyHelp>

/** Load and coverage of everything the caller may see, or of a division: assignments elsewhere do not count. */
export const getExpertBoard = endpoint({
  method: 'GET',
  path: '/experts/board',
  tag,
  summary: { zh: '专家负荷与覆盖', en: 'Load and coverage of expert help' },
  may: 'water.read',
  query: z.object(within),
  answer: z.object({
    /** Those above their limit first, then by load; experts at hand without an assignment last. */
    experts: z.array(ExpertLoad),
    counties: z.array(CountyHelp),
    advice: AdviceCounts,
    policy: z.object({
      inForceFrom: DateText,
      mostWaters: CountNumber,
      answerDays: CountNumber,
      reviewDays: CountNumber,
      visits: perPhase(CountNumber),
      citation: Citation,
    }),
  }),
})

/** One expert: load, and every assignment, current ones first. */
export const getExpert = endpoint({
  method: 'GET',
  path: '/experts/people/:id',
  tag,
  summary: { zh: '一位专家', en: 'One expert' },
  may: 'water.read',
  params: Key,
  answer: ExpertLoad.extend({ assignments: z.array(Assignment), isMe: z.boolean() }),
  problems: [problem.expertNotFound],
})

export const WaterHelp = z.object({
  water: WaterLabel,
  regionCode: RegionCodeText,
  regionNames: RegionNames,
  stage: z.enum(stageIds),
  /** The phase in which it stands, and how each is covered; absent where its stage asks for no help. */
  phase: Phase.optional(),
  cover: perPhase(z.enum(phaseCoverIds)).optional(),
  experts: z.array(ExpertLabel),
  adviceOpen: CountNumber,
  adviceLate: CountNumber,
})
export type WaterHelp = z.output<typeof WaterHelp>

/** `no-expert`: nobody assigned. `uncovered`: the present phase is not visited often enough. */
export const helpGapIds = ['no-expert', 'uncovered'] as const

/** Waters that stand in a phase with help, by division. */
export const listWatersByHelp = endpoint({
  method: 'GET',
  path: '/experts/waters',
  tag,
  summary: { zh: '水体的专家帮扶', en: 'Waters by expert help' },
  may: 'water.read',
  query: z.object({
    ...within,
    expert: z.uuid().optional(),
    gap: z.enum(helpGapIds).optional(),
    phase: Phase.optional(),
    ...paging,
  }),
  answer: pageOf(WaterHelp),
})

export const getHelpOfWater = endpoint({
  method: 'GET',
  path: '/experts/waters/:id',
  tag,
  summary: { zh: '一个水体的专家帮扶', en: 'Expert help of a water' },
  may: 'water.read',
  params: Key,
  answer: WaterHelp.extend({
    assignments: z.array(Assignment),
    /** Whether the caller is an expert assigned to it today. */
    mayAdvise: z.boolean(),
    citation: Citation,
  }),
  problems: [waterNotFound],
})

const FileLabel = z.object({ id: z.uuid(), name: z.string(), type: z.string() })
const AdviceText = z.string().trim().min(4).max(4000)
const files = z.array(z.uuid()).max(20).default([])

export const Advice = z.object({
  id: z.uuid(),
  water: WaterLabel,
  regionCode: RegionCodeText,
  regionNames: RegionNames,
  /** In whose name it was given: the expert or the organisation that was assigned. */
  expert: ExpertLabel,
  phase: Phase,
  measureId: z.string().optional(),
  measure: BilingualText.optional(),
  part: z.string().optional(),
  text: z.string(),
  files: z.array(FileLabel),
  givenBy: PersonLabel,
  givenAt: InstantText,
  state: z.enum(adviceStateIds),
  stateSince: InstantText,
  dueOn: DateText,
  urgency: z.enum(urgencyIds),
  daysLeft: z.int(),
  steps: z.array(
    z.object({
      number: z.int(),
      step: z.enum(adviceStepIds),
      adoption: z.enum(adoptionIds).optional(),
      text: z.string(),
      deed: z.string().optional(),
      files: z.array(FileLabel),
      dueOn: DateText,
      by: PersonLabel,
      at: InstantText,
    }),
  ),
  /** What the caller may do with it now. */
  may: z.array(z.enum(adviceStepIds)),
})
export type Advice = z.output<typeof Advice>

/** By the day it is due: `unsettled` all that wait for the county or the expert, `late` those past their day; `closed` also what was withdrawn. */
export const adviceFilterIds = ['unsettled', 'late', 'open', 'answered', 'closed'] as const

/** What waits comes by its day, the most urgent first; closed and all together the latest first. */
export const listAdvice = endpoint({
  method: 'GET',
  path: '/experts/advice',
  tag,
  summary: { zh: '技术建议', en: 'Advice' },
  may: 'water.read',
  query: z.object({
    ...within,
    water: z.uuid().optional(),
    expert: z.uuid().optional(),
    state: z.enum(adviceFilterIds).optional(),
    ...paging,
  }),
  answer: pageOf(Advice),
})

export const giveAdvice = endpoint({
  method: 'POST',
  path: '/experts/advice',
  tag,
  summary: { zh: '提出技术建议', en: 'Give advice' },
  may: 'experts.advise',
  body: z.object({
    waterId: z.uuid(),
    phase: Phase,
    /** Of the catalogue of measures in force. */
    measureId: z.string().max(80).optional(),
    /** Of the water or the works, in words. */
    part: z.string().trim().min(1).max(200).optional(),
    text: AdviceText,
    /** Ids of attachments of the water. */
    files,
  }),
  answer: Advice,
  problems: [waterNotFound, problem.adviceNotYours, problem.adviceMeasureUnknown, photosNotThere],
})

/** What the county makes of it, why, and what was done. */
export const answerAdvice = endpoint({
  method: 'POST',
  path: '/experts/advice/:id/answer',
  tag,
  summary: { zh: '答复技术建议', en: 'Answer advice' },
  may: 'experts.assign',
  params: Key,
  body: z.object({
    adoption: z.enum(adoptionIds),
    reason: ReasonText,
    /** What was or will be done; needed unless nothing is adopted. */
    deed: z.string().trim().min(2).max(4000).optional(),
    files,
  }),
  answer: Advice,
  problems: [problem.adviceNotFound, problem.adviceStepRefused, problem.adviceDeedMissing, photosNotThere],
})

/** By the expert who gave it, or who is assigned to the water today. */
export const stepAdvice = endpoint({
  method: 'POST',
  path: '/experts/advice/:id/steps',
  tag,
  summary: { zh: '办结、再次提出或撤回建议', en: 'Close advice, ask again or withdraw it' },
  may: 'experts.advise',
  params: Key,
  body: z.object({ step: z.enum(expertStepIds), reason: ReasonText, files }),
  answer: Advice,
  problems: [problem.adviceNotFound, problem.adviceNotYours, problem.adviceStepRefused, photosNotThere],
})
