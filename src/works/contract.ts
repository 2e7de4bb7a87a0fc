import { z } from 'zod'
import { stageIds } from '../domain/lifecycle.ts'
import { supervisionListIds } from '../domain/waters.ts'
import { roleIds } from '../domain/permissions.ts'
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
import { placeNotFound } from '../places/problems.ts'
import { endpoint } from '../platform/http/endpoint.ts'
import { measureUnitIds, severityIds, visitPhaseIds, visitRoleIds } from '../policy/schemas.ts'
import { maxAttachmentBytes, putAttachment } from '../waters/contract-files.ts'
import { waterNotFound } from '../waters/problems.ts'
import { Attachment } from '../waters/shapes.ts'
import * as problem from './problems.ts'
import { rectificationStateIds, rectificationStepIds, urgencyIds, visitStateIds, yesNoIds } from './rules.ts'

const tag = 'works'

/** Somebody with an account, or an organisation by name; never the name of a private person. */
export const Party = z.union([
  z.strictObject({ accountId: z.uuid() }),
  z.strictObject({ organisation: z.string().trim().min(2).max(120) }),
])
export type Party = z.output<typeof Party>

/** The same, as it is shown. */
export const PartyLabel = z.object({ person: PersonLabel.optional(), organisation: z.string().optional() })
export type PartyLabel = z.output<typeof PartyLabel>

const answerFrame = {
  itemId: z.string().max(80),
  note: z.string().trim().max(1000).optional(),
  /** Ids of attachments of the water. */
  photos: z.array(z.uuid()).max(20).default([]),
}
export const AnswerShape = z.discriminatedUnion('kind', [
  z.object({ ...answerFrame, kind: z.literal('yes-no'), value: z.enum(yesNoIds) }),
  z.object({ ...answerFrame, kind: z.literal('measure'), value: z.number(), unit: z.enum(measureUnitIds) }),
  z.object({ ...answerFrame, kind: z.literal('photo') }),
  z.object({ ...answerFrame, kind: z.literal('text'), text: z.string().trim().max(4000) }),
])

const WaterLabel = z.object({ id: z.uuid(), code: z.string(), name: z.string() })

export const Visit = z.object({
  id: z.uuid(),
  water: WaterLabel,
  regionCode: RegionCodeText,
  regionNames: RegionNames,
  /** Of the water's life: a visit counts for the cycle it was made in. */
  cycle: z.int(),
  phase: z.enum(visitPhaseIds),
  role: z.enum(visitRoleIds),
  /** First day of the handbook's edition. */
  handbook: DateText,
  visitor: PartyLabel,
  dueOn: DateText,
  urgency: z.enum(urgencyIds),
  daysLeft: z.int(),
  sampleId: z.uuid().optional(),
  plannedBy: PersonLabel,
  plannedAt: InstantText,
  state: z.enum(visitStateIds),
  visitedOn: DateText.optional(),
  answers: z.array(AnswerShape).optional(),
  note: z.string().optional(),
  endedBy: PersonLabel.optional(),
  endedAt: InstantText.optional(),
  /** Rectification items it opened. */
  findings: CountNumber,
})
export type Visit = z.output<typeof Visit>

const visitPlan = {
  phase: z.enum(visitPhaseIds),
  role: z.enum(visitRoleIds),
  visitor: Party,
  /** Today or later. */
  dueOn: DateText,
}

export const planVisit = endpoint({
  method: 'POST',
  path: '/works/visits',
  tag,
  summary: { zh: '安排现场核查', en: 'Plan a visit' },
  may: 'works.verify',
  body: z.object({ waterId: z.uuid(), ...visitPlan }),
  answer: Visit,
  problems: [waterNotFound, problem.visitDayWrong, problem.personUnknown],
})

/** `planned` are all to be done, `late` those of them past their day. */
export const visitFilterIds = ['planned', 'late', 'done', 'cancelled'] as const

export const listVisits = endpoint({
  method: 'GET',
  path: '/works/visits',
  tag,
  summary: { zh: '现场核查', en: 'Visits' },
  may: 'water.read',
  query: z.object({
    region: RegionCodeText.optional(),
    water: z.uuid().optional(),
    sample: z.uuid().optional(),
    state: z.enum(visitFilterIds).optional(),
    /** On which the water is today. */
    list: z.enum(supervisionListIds).optional(),
    phase: z.enum(visitPhaseIds).optional(),
    cursor: CursorText.optional(),
    limit: LimitQuery,
  }),
  answer: pageOf(Visit),
})

const Key = z.object({ id: z.uuid() })

export const getVisit = endpoint({
  method: 'GET',
  path: '/works/visits/:id',
  tag,
  summary: { zh: '一次现场核查', en: 'One visit' },
  may: 'water.read',
  params: Key,
  answer: Visit,
  problems: [problem.visitNotFound],
})

export const VisitRecord = z.object({
  /** First day of the edition whose checklist was answered: that of the visit. */
  handbook: DateText,
  visitedOn: DateText,
  answers: z.array(AnswerShape).max(200),
  note: z.string().trim().max(4000).optional(),
  /** Who puts right what was found; obligatory where something was. */
  owner: Party.optional(),
})
export type VisitRecord = z.output<typeof VisitRecord>

/** What was seen. The same again is fine; anything else once recorded is refused. */
export const recordVisit = endpoint({
  method: 'POST',
  path: '/works/visits/:id/record',
  tag,
  summary: { zh: '登记核查结果', en: 'Record a visit' },
  may: 'works.verify',
  params: Key,
  body: VisitRecord,
  answer: Visit,
  problems: [
    problem.visitNotFound,
    problem.visitEnded,
    problem.visitOtherEdition,
    problem.visitAnswersRefused,
    problem.visitDayWrong,
    problem.photosNotThere,
    problem.ownerMissing,
    problem.personUnknown,
  ],
})

export const cancelVisit = endpoint({
  method: 'POST',
  path: '/works/visits/:id/cancellation',
  tag,
  summary: { zh: '取消核查', en: 'Cancel a visit' },
  may: 'works.verify',
  params: Key,
  body: z.object({ reason: ReasonText }),
  answer: Visit,
  problems: [problem.visitNotFound, problem.visitEnded],
})

/** Accounts in use of the caller's jurisdiction, by part of a name or organisation: whom a visit or an item can be given to. */
export const listColleagues = endpoint({
  method: 'GET',
  path: '/works/colleagues',
  tag,
  summary: { zh: '可指派的人员', en: 'People who can be named' },
  may: 'works.verify',
  query: z.object({ search: z.string().trim().min(1).max(50).optional() }),
  answer: z.object({
    items: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        organisation: z.string(),
        role: z.enum(roleIds),
      }),
    ),
  }),
})

/**
 * As an attachment of a water is put, by whoever verifies, experts and village chiefs too, who may not write waters; and by whoever has an
 * unsettled rectification item there.
 */
export const putWorksPhoto = endpoint({
  method: 'PUT',
  path: '/works/waters/:id/photos/:attachmentId',
  tag,
  summary: { zh: '上传核查或整改照片', en: 'Attach a photo of a visit or a rectification' },
  may: 'works.answer',
  params: z.object({ id: z.uuid(), attachmentId: z.uuid() }),
  query: z.object({
    name: z.string().trim().min(1).max(200),
    kind: z.enum(['photo', 'report', 'other']).default('photo'),
    caption: z.string().trim().min(1).max(200).optional(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    takenAt: z.iso.datetime({ offset: true }).optional(),
  }),
  body: { bytes: { maxBytes: maxAttachmentBytes } },
  answer: Attachment,
  problems: [...(putAttachment.problems ?? []), problem.rectificationNotYours],
})

export const Rectification = z.object({
  id: z.uuid(),
  water: WaterLabel,
  regionCode: RegionCodeText,
  regionNames: RegionNames,
  visitId: z.uuid(),
  handbook: DateText,
  itemId: z.string(),
  question: BilingualText,
  severity: z.enum(severityIds),
  note: z.string().optional(),
  /** Attachments of the water: before. */
  photos: z.array(z.uuid()),
  /** Of the last answer: after. */
  afterPhotos: z.array(z.uuid()),
  openedBy: PersonLabel,
  openedAt: InstantText,
  owner: PartyLabel,
  dueOn: DateText,
  urgency: z.enum(urgencyIds),
  daysLeft: z.int(),
  state: z.enum(rectificationStateIds),
  stateSince: InstantText,
  steps: z.array(
    z.object({
      number: z.int(),
      step: z.enum(rectificationStepIds),
      reason: z.string(),
      photos: z.array(z.uuid()),
      owner: PartyLabel,
      dueOn: DateText,
      by: PersonLabel,
      at: InstantText,
    }),
  ),
  /** What the caller may do with it now: whoever verifies every step, its owner answers. */
  may: z.array(z.enum(rectificationStepIds)),
})
export type Rectification = z.output<typeof Rectification>

/** `unsettled`: all that are not closed; `late`: those of them past their day. */
export const rectificationFilterIds = ['unsettled', 'late', 'answered', 'closed'] as const

export const listRectifications = endpoint({
  method: 'GET',
  path: '/works/rectifications',
  tag,
  summary: { zh: '问题清单与成效清单', en: 'Problems and results' },
  may: 'water.read',
  query: z.object({
    region: RegionCodeText.optional(),
    water: z.uuid().optional(),
    visit: z.uuid().optional(),
    state: z.enum(rectificationFilterIds).optional(),
    severity: z.enum(severityIds).optional(),
    cursor: CursorText.optional(),
    limit: LimitQuery,
  }),
  answer: pageOf(Rectification),
})

/** One step, by whoever verifies; the owner of the item, account or organisation, answers without that right. `photos`, `owner` and `dueOn` where the step has them: an answer its photos, a reassignment owner or day. */
export const stepRectification = endpoint({
  method: 'POST',
  path: '/works/rectifications/:id/steps',
  tag,
  summary: { zh: '报送、退回、销号、重新打开或调整', en: 'Answer, return, close, open again or reassign' },
  may: 'works.answer',
  params: Key,
  body: z.object({
    step: z.enum(rectificationStepIds),
    reason: ReasonText,
    photos: z.array(z.uuid()).max(20).default([]),
    owner: Party.optional(),
    dueOn: DateText.optional(),
  }),
  answer: Rectification,
  problems: [
    problem.rectificationNotFound,
    problem.rectificationNotYours,
    problem.rectificationStepRefused,
    problem.rectificationPhotosMissing,
    problem.rectificationOwnAnswer,
    problem.photosNotThere,
    problem.personUnknown,
    problem.visitDayWrong,
  ],
})

export const Sample = z.object({
  id: z.uuid(),
  regionCode: RegionCodeText,
  regionName: z.string(),
  seed: z.string(),
  size: CountNumber,
  population: CountNumber,
  stages: z.array(z.enum(stageIds)).optional(),
  strata: z.array(z.object({ county: z.string(), name: z.string(), waters: CountNumber, drawn: CountNumber })),
  waters: z.array(WaterLabel.extend({ county: z.string() })),
  drawnBy: PersonLabel,
  drawnAt: InstantText,
})
export type Sample = z.output<typeof Sample>

export const drawSample = endpoint({
  method: 'POST',
  path: '/works/samples',
  tag,
  summary: { zh: '抽取核查样本', en: 'Draw a spot check' },
  may: 'works.verify',
  body: z.object({
    regionCode: RegionCodeText,
    /** Every stage where absent. */
    stages: z.array(z.enum(stageIds)).min(1).optional(),
    size: z.int().min(1).max(1000),
    /** Made by the platform where absent; kept and shown, so that anybody can draw again. */
    seed: z.string().trim().min(1).max(60).optional(),
  }),
  answer: Sample,
  problems: [placeNotFound, problem.sampleSizeWrong, problem.sampleTooWide],
})

export const listSamples = endpoint({
  method: 'GET',
  path: '/works/samples',
  tag,
  summary: { zh: '核查抽样', en: 'Spot checks' },
  may: 'water.read',
  query: z.object({ cursor: z.uuid().optional(), limit: LimitQuery }),
  answer: pageOf(Sample),
})

export const getSample = endpoint({
  method: 'GET',
  path: '/works/samples/:id',
  tag,
  summary: { zh: '一次抽样', en: 'One draw' },
  may: 'water.read',
  params: Key,
  answer: Sample,
  problems: [problem.sampleNotFound],
})

/** One visit for each water drawn that has none yet from this draw. */
export const planSampleVisits = endpoint({
  method: 'POST',
  path: '/works/samples/:id/visits',
  tag,
  summary: { zh: '为抽中的水体安排核查', en: 'Plan a visit for each water drawn' },
  may: 'works.verify',
  params: Key,
  body: z.object(visitPlan),
  answer: z.object({ planned: CountNumber }),
  problems: [problem.sampleNotFound, problem.visitDayWrong, problem.personUnknown],
})
