import { z } from 'zod'
import { stageIds } from '../domain/lifecycle.ts'
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
import { supervisionListIds, waterTypeIds } from '../domain/waters.ts'
import { confidences } from '../domain/words.ts'
import { endpoint } from '../platform/http/endpoint.ts'
import { acceptanceStepIds, deciderIds } from '../policy/acceptance-schema.ts'
import { transitionRefused, waterNotFound } from '../waters/problems.ts'
import * as problem from './problems.ts'
import { fileDecisionIds, fileStateIds, itemIds, itemOutcomeIds, recordKindIds } from './rules.ts'

const tag = 'acceptance'

export const CheckedItemShape = z.object({
  id: z.enum(itemIds),
  outcome: z.enum(itemOutcomeIds),
  blocks: z.boolean(),
  words: BilingualText,
  citation: z.object({ title: z.string(), clause: z.string(), confidence: z.enum(confidences) }),
  records: z.array(z.object({ kind: z.enum(recordKindIds), id: z.string() })),
})

/** A measure that counts as treatment on conditions only: source, quantity, and verified interception before its first day. */
export const Declared = z.object({
  id: z.uuid(),
  /** Of the policy `measures`. */
  measureId: z.string(),
  name: BilingualText,
  unit: z.string(),
  quantity: z.number().optional(),
  source: z.string().optional(),
  startsOn: DateText,
  note: z.string().optional(),
  declaredBy: PersonLabel,
  declaredAt: InstantText,
})
export type Declared = z.output<typeof Declared>

/** What a file said when it was sent in: kept whole, its hash stands in the ledger. Persisted: a field may be added, none renamed. */
export const Snapshot = z.object({
  takenOn: DateText,
  policyFrom: DateText,
  standardId: z.string(),
  water: z.object({
    code: z.string(),
    name: z.string(),
    type: z.enum(waterTypeIds),
    regionCode: RegionCodeText,
    list: z.enum(supervisionListIds).optional(),
    areaM2: z.number().optional(),
    cycle: CountNumber,
  }),
  completedOn: DateText.optional(),
  items: z.array(CheckedItemShape),
  declared: z.array(
    z.object({
      id: z.uuid(),
      measureId: z.string(),
      quantity: z.number().optional(),
      source: z.string().optional(),
      startsOn: DateText,
    }),
  ),
})
export type Snapshot = z.output<typeof Snapshot>

const urgencyIds = ['late', 'due-soon', 'in-time', 'settled'] as const

export const FileSummary = z.object({
  id: z.uuid(),
  water: z.object({ id: z.uuid(), code: z.string(), name: z.string() }),
  regionCode: RegionCodeText,
  regionNames: RegionNames,
  list: z.enum(supervisionListIds).optional(),
  cycle: CountNumber,
  state: z.enum(fileStateIds),
  stateSince: InstantText,
  /** The step that waits, and who decides it. */
  step: z.enum(acceptanceStepIds).optional(),
  decider: z.enum(deciderIds).optional(),
  dueOn: DateText.optional(),
  urgency: z.enum(urgencyIds),
  daysLeft: z.int().optional(),
  submittedAt: InstantText,
  openObjections: CountNumber,
  notice: z
    .object({ id: z.uuid(), startsOn: DateText, endsOn: DateText, place: z.string(), by: PersonLabel, at: InstantText })
    .optional(),
})
export type FileSummary = z.output<typeof FileSummary>

const Objection = z.object({
  id: z.uuid(),
  receivedOn: DateText,
  text: z.string(),
  recordedBy: PersonLabel,
  recordedAt: InstantText,
  answer: z.string().optional(),
  upheld: z.boolean().optional(),
  answeredBy: PersonLabel.optional(),
  answeredAt: InstantText.optional(),
})
export type Objection = z.output<typeof Objection>

const Decision = z.object({
  number: CountNumber,
  step: z.enum(acceptanceStepIds).optional(),
  decision: z.enum(fileDecisionIds),
  reason: z.string(),
  items: z.array(z.enum(itemIds)),
  by: PersonLabel,
  at: InstantText,
})

export const File = FileSummary.extend({
  snapshot: Snapshot,
  snapshotHash: z.string(),
  note: z.string().optional(),
  submittedBy: PersonLabel,
  decisions: z.array(Decision),
  objections: z.array(Objection),
  /** What may be done now; `permitted` by whoever asks. */
  allowed: z.array(z.object({ decision: z.enum(fileDecisionIds), permitted: z.boolean() })),
  /** Whether whoever asks began or could begin the notice, and answers for objections. */
  mayWrite: z.boolean(),
  /** Why the step cannot be accepted just now, beside the checklist. */
  hindrance: z.enum(['running', 'objection-open', 'objection-upheld', 'own-file', 'decided-before']).optional(),
  /** First day of the notice at the earliest, and how many days it lasts at least: by the file's edition. */
  noticeRules: z.object({ earliestOn: DateText.optional(), leastDays: CountNumber }),
})
export type File = z.output<typeof File>

const WaterKey = z.object({ id: z.uuid() })
const FileKey = z.object({ id: z.uuid() })

/** The file of a water as it would be sent in today, and the files sent in. */
export const getAcceptance = endpoint({
  method: 'GET',
  path: '/acceptance/waters/:id',
  tag,
  summary: { zh: '水体的验收材料', en: 'The file of acceptance of a water' },
  may: 'water.read',
  params: WaterKey,
  answer: z.object({
    water: z.object({
      id: z.uuid(),
      code: z.string(),
      name: z.string(),
      stage: z.enum(stageIds),
      list: z.enum(supervisionListIds).optional(),
      cycle: CountNumber,
      regionCode: RegionCodeText,
      regionNames: RegionNames,
    }),
    standardId: z.string(),
    completedOn: DateText.optional(),
    policy: z.object({
      inForceFrom: DateText,
      title: BilingualText,
      citation: z.object({ title: z.string(), clause: z.string(), confidence: z.enum(confidences) }),
      steps: z.array(
        z.object({
          id: z.enum(acceptanceStepIds),
          name: BilingualText,
          decider: z.enum(deciderIds),
          days: CountNumber,
        }),
      ),
    }),
    items: z.array(CheckedItemShape),
    declared: z.array(Declared),
    /** What may be declared, by the catalogue of today. */
    declarable: z.array(z.object({ measureId: z.string(), name: BilingualText, unit: z.string() })),
    maySubmit: z.boolean(),
    /** The newest of the present cycle. */
    file: File.optional(),
    /** Older ones, the newest first. */
    earlier: z.array(FileSummary),
  }),
  problems: [waterNotFound],
})

/**
 * In short, for the page of the water: how its newest file of this cycle stands, and what is missing or fails. The latter only where it
 * decides something, while the water is completed: the whole file has to be put together for it.
 */
export const getAcceptanceBrief = endpoint({
  method: 'GET',
  path: '/acceptance/waters/:id/brief',
  tag,
  summary: { zh: '水体验收概况', en: 'The acceptance of a water in short' },
  may: 'water.read',
  params: WaterKey,
  answer: z.object({
    stage: z.enum(stageIds),
    file: FileSummary.pick({
      id: true,
      state: true,
      step: true,
      decider: true,
      dueOn: true,
      urgency: true,
      daysLeft: true,
    }).optional(),
    blocking: z.array(z.enum(itemIds)).optional(),
  }),
  problems: [waterNotFound],
})

/** `objected`: on notice with an objection that waits for its answer. */
export const fileFilterIds = ['running', 'late', 'objected', ...fileStateIds] as const

/** Running files by their day, the most urgent first; any other list the newest first. */
export const listFiles = endpoint({
  method: 'GET',
  path: '/acceptance/files',
  tag,
  summary: { zh: '验收销号', en: 'Files of acceptance' },
  may: 'water.read',
  query: z.object({
    state: z.enum(fileFilterIds).optional(),
    region: RegionCodeText.optional(),
    /** On which the water is today. */
    list: z.enum(supervisionListIds).optional(),
    cursor: CursorText.optional(),
    limit: LimitQuery,
  }),
  answer: pageOf(FileSummary),
})

export const countFiles = endpoint({
  method: 'GET',
  path: '/acceptance/files/counts',
  tag,
  summary: { zh: '验收材料数量', en: 'How many files stand where' },
  may: 'water.read',
  query: z.object({ region: RegionCodeText.optional() }),
  answer: z.object({
    states: z.array(z.object({ state: z.enum(fileStateIds), count: CountNumber })),
    late: CountNumber,
    openObjections: CountNumber,
    /** Waters that are completed and of which no file is under way. */
    waiting: CountNumber,
  }),
})

export const getFile = endpoint({
  method: 'GET',
  path: '/acceptance/files/:id',
  tag,
  summary: { zh: '一份验收材料', en: 'One file of acceptance' },
  may: 'water.read',
  params: FileKey,
  answer: File,
  problems: [problem.fileNotFound],
})

/** Sends the file in as it stands; refused while something is missing or fails. */
export const submitFile = endpoint({
  method: 'POST',
  path: '/acceptance/waters/:id/files',
  tag,
  summary: { zh: '申报验收', en: 'Send in a file of acceptance' },
  may: 'acceptance.write',
  params: WaterKey,
  body: z.strictObject({ note: z.string().trim().max(2000).optional() }),
  answer: File,
  problems: [waterNotFound, problem.waterNotCompleted, problem.fileStanding, problem.fileIncomplete],
})

/** Accepts, refuses, withdraws or revokes; each with its reason. */
export const decideFile = endpoint({
  method: 'POST',
  path: '/acceptance/files/:id/decisions',
  tag,
  summary: { zh: '验收销号决定', en: 'Decide on a file' },
  may: 'acceptance.write',
  params: FileKey,
  body: z.discriminatedUnion('decision', [
    z.strictObject({ decision: z.literal('accept'), reason: ReasonText }),
    z.strictObject({
      decision: z.literal('refuse'),
      reason: ReasonText,
      /** What it is about: lines of the checklist. */
      items: z.array(z.enum(itemIds)).max(itemIds.length).default([]),
      /** Sends the water back to works; else it stays completed and the file may be sent in anew. */
      backToWorks: z.boolean().default(false),
    }),
    z.strictObject({ decision: z.literal('withdraw'), reason: ReasonText }),
    z.strictObject({ decision: z.literal('revoke'), reason: ReasonText }),
  ]),
  answer: File,
  problems: [
    problem.fileNotFound,
    problem.decisionRefused,
    problem.decidedElsewhere,
    problem.ownFile,
    problem.stepsForOthers,
    problem.fileNotPassing,
    problem.noticeInTheWay,
    transitionRefused,
  ],
})

export const beginNotice = endpoint({
  method: 'POST',
  path: '/acceptance/files/:id/notice',
  tag,
  summary: { zh: '登记验收公示', en: 'Begin the public notice' },
  may: 'acceptance.write',
  params: FileKey,
  body: z.strictObject({
    startsOn: DateText,
    endsOn: DateText,
    /** Where it hangs: the county's site, the village board. */
    place: z.string().trim().min(2).max(300),
  }),
  answer: File,
  problems: [problem.fileNotFound, problem.noticeNotNow, problem.noticeDaysWrong],
})

export const recordObjection = endpoint({
  method: 'POST',
  path: '/acceptance/files/:id/objections',
  tag,
  summary: { zh: '登记公示异议', en: 'Record an objection' },
  may: 'acceptance.write',
  params: FileKey,
  body: z.strictObject({ receivedOn: DateText, text: z.string().trim().min(2).max(2000) }),
  answer: File,
  problems: [problem.fileNotFound, problem.objectionDayWrong, problem.noticeNotRunning],
})

export const answerObjection = endpoint({
  method: 'POST',
  path: '/acceptance/objections/:id/answer',
  tag,
  summary: { zh: '答复公示异议', en: 'Answer an objection' },
  may: 'acceptance.write',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({ answer: z.string().trim().min(2).max(2000), upheld: z.boolean() }),
  answer: File,
  problems: [problem.objectionNotFound, problem.objectionAnswered],
})

/** Source and quantity may be left out: then the checklist says that they are missing. */
export const declareMeasure = endpoint({
  method: 'POST',
  path: '/acceptance/waters/:id/measures',
  tag,
  summary: { zh: '登记补水投药等措施', en: 'Declare make-up water, agents and the like' },
  may: 'acceptance.write',
  params: WaterKey,
  body: z.strictObject({
    measureId: z.string().max(60),
    quantity: z.number().positive().max(1e9).optional(),
    source: z.string().trim().min(1).max(200).optional(),
    startsOn: DateText,
    note: z.string().trim().max(500).optional(),
  }),
  answer: Declared,
  problems: [waterNotFound, problem.measureNotDeclarable, problem.measureDayWrong],
})

export const withdrawMeasure = endpoint({
  method: 'POST',
  path: '/acceptance/measures/:id/withdrawal',
  tag,
  summary: { zh: '撤回措施登记', en: 'Withdraw a declared measure' },
  may: 'acceptance.write',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({ reason: ReasonText }),
  answer: z.object({ waterId: z.uuid() }),
  problems: [problem.measureNotFound],
})
