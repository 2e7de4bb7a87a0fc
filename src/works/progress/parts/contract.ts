import { z } from 'zod'
import { PersonLabel } from '../../../domain/person-label.ts'
import {
  CountNumber,
  CursorText,
  DateText,
  InstantText,
  LimitQuery,
  pageOf,
  ReasonText,
  RegionCodeText,
  RegionNames,
} from '../../../domain/shapes.ts'
import { endpoint } from '../../../platform/http/endpoint.ts'
import { maxAttachmentBytes, putAttachment } from '../../../waters/contract-files.ts'
import { waterNotFound } from '../../../waters/problems.ts'
import { Attachment } from '../../../waters/shapes.ts'
import { filesNotThere } from '../problems.ts'
import {
  partChangedMeanwhile,
  partDayWrong,
  partNotFound,
  partOfAnother,
  partOrganisationUnfit,
  partStepRefused,
} from './problems.ts'
import { partStateIds, partStepIds, partSubjectIds } from './rules.ts'

const tag = 'works'

/** What a department fills in. */
export const PartContent = z.strictObject({
  text: z.string().trim().min(2).max(4000),
  quantities: z
    .array(
      z.strictObject({
        name: z.string().trim().min(1).max(60),
        value: z.number().min(-1e12).max(1e12),
        unit: z.string().trim().min(1).max(20),
      }),
    )
    .max(20)
    .default([]),
  /** Of the water, by id. */
  attachments: z.array(z.uuid()).max(20).default([]),
})
export type PartContent = z.output<typeof PartContent>

export const Part = z.object({
  id: z.uuid(),
  water: z.object({ id: z.uuid(), code: z.string(), name: z.string() }),
  regionCode: RegionCodeText,
  regionNames: RegionNames,
  cycle: CountNumber,
  organisation: z.object({ id: z.uuid(), name: z.string() }),
  subject: z.enum(partSubjectIds),
  ask: z.string(),
  dueOn: DateText,
  urgency: z.enum(['in-time', 'due-soon', 'late', 'settled']),
  state: z.enum(partStateIds),
  /** The number of its last step. */
  version: CountNumber,
  content: PartContent.optional(),
  /** Of what exactly, by whom and when; absent where nothing is signed or the signature has become void. */
  signature: z.object({ hash: z.string(), by: PersonLabel, at: InstantText }).optional(),
  steps: z.array(
    z.object({
      number: CountNumber,
      /** `ask` is the first. */
      step: z.enum(['ask', ...partStepIds]),
      reason: z.string().optional(),
      dueOn: DateText,
      content: PartContent.optional(),
      signedHash: z.string().optional(),
      /** Hash of the signature that became void by this step. */
      voids: z.string().optional(),
      by: PersonLabel,
      at: InstantText,
    }),
  ),
  /** The steps that the caller may take now. */
  may: z.array(z.enum(partStepIds)),
})
export type Part = z.output<typeof Part>

const WaterKey = z.object({ id: z.uuid() })
const PartKey = z.object({ id: z.uuid() })

export const askForPart = endpoint({
  method: 'POST',
  path: '/works/waters/:id/parts',
  tag,
  summary: { zh: '提请部门协同', en: 'Ask a department for its part' },
  may: 'plan.write',
  params: WaterKey,
  body: z.strictObject({
    organisationId: z.uuid(),
    subject: z.enum(partSubjectIds),
    ask: z.string().trim().min(4).max(2000),
    dueOn: DateText,
  }),
  answer: Part,
  problems: [waterNotFound, partOrganisationUnfit, partDayWrong],
})

export const stepPart = endpoint({
  method: 'POST',
  path: '/works/parts/:id/steps',
  tag,
  summary: { zh: '填报、会签、不予承办、重新提请或撤回', en: 'Fill in, countersign, refuse, ask again or withdraw' },
  may: 'signed-in',
  params: PartKey,
  body: z.discriminatedUnion('step', [
    z.strictObject({ step: z.literal('fill'), seenVersion: z.int().min(1), content: PartContent }),
    z.strictObject({ step: z.literal('sign'), seenVersion: z.int().min(1) }),
    z.strictObject({ step: z.literal('refuse'), seenVersion: z.int().min(1), reason: ReasonText }),
    z.strictObject({
      step: z.literal('ask-again'),
      seenVersion: z.int().min(1),
      reason: ReasonText,
      ask: z.string().trim().min(4).max(2000).optional(),
      dueOn: DateText,
    }),
    z.strictObject({ step: z.literal('withdraw'), seenVersion: z.int().min(1), reason: ReasonText }),
  ]),
  answer: Part,
  problems: [partNotFound, partStepRefused, partOfAnother, partChangedMeanwhile, partDayWrong, filesNotThere],
})

/** `owed`: what a department still has to fill or sign; `late`: of these what is past its day. */
export const partFilterIds = ['owed', 'late', 'signed', 'refused'] as const

export const listParts = endpoint({
  method: 'GET',
  path: '/works/parts',
  tag,
  summary: { zh: '部门协同事项', en: 'Parts of departments' },
  may: 'water.read',
  query: z.object({
    region: RegionCodeText.optional(),
    state: z.enum(partFilterIds).optional(),
    /** Only those asked of the caller's organisation. */
    mine: z.stringbool().optional(),
    cursor: CursorText.optional(),
    limit: LimitQuery,
  }),
  answer: pageOf(Part),
})

export const getPart = endpoint({
  method: 'GET',
  path: '/works/parts/:id',
  tag,
  summary: { zh: '一项协同事项', en: 'One part of a department' },
  may: 'water.read',
  params: PartKey,
  answer: Part,
  problems: [partNotFound],
})

/** As an attachment of a water is put, by a department, which may not write waters. */
export const putPartFile = endpoint({
  method: 'PUT',
  path: '/works/waters/:id/part-files/:attachmentId',
  tag,
  summary: { zh: '上传协同事项附件', en: 'Attach a file to a part' },
  may: 'part.fill',
  params: z.object({ id: z.uuid(), attachmentId: z.uuid() }),
  query: z.object({
    name: z.string().trim().min(1).max(200),
    caption: z.string().trim().min(1).max(200).optional(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  body: { bytes: { maxBytes: maxAttachmentBytes } },
  answer: Attachment,
  problems: putAttachment.problems ?? [],
})
