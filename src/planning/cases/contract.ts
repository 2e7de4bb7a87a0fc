import { z } from 'zod'
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
} from '../../domain/shapes.ts'
import { PersonLabel } from '../../domain/person-label.ts'
import { stageIds } from '../../domain/lifecycle-table.ts'
import { waterTypeIds } from '../../domain/waters.ts'
import { confidences } from '../../domain/words.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { similarityCriterionIds } from '../../policy/case-schemas.ts'
import { waterFunctionIds } from '../../policy/planning-schemas.ts'
import { waterNotFound } from '../../waters/problems.ts'
import {
  caseChangedMeanwhile,
  caseElsewhere,
  caseIncomplete,
  caseNotFound,
  casePictureElsewhere,
  casePictureNotFound,
  caseStepRefused,
  caseTaken,
  caseTooEarly,
  caseWithdrawn,
  compendiumEmpty,
} from './problems.ts'
import { caseSectionIds, caseStateIds, outcomeMarkIds, pictureTimeIds } from './words.ts'

const tag = 'planning'
const Slug = z
  .string()
  .regex(/^[a-z]+(-[a-z]+)*$/)
  .max(60)
const long = (most: number) => z.string().trim().max(most)
const Yuan = z.number().min(0).max(1e11).multipleOf(0.01)
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

const CasePicture = z.strictObject({
  /** Of the water that the case is written from. */
  attachmentId: z.uuid(),
  when: z.enum(pictureTimeIds),
  caption: long(200),
})

/** What a case says. What it still lacks is told with it; it may be saved unfinished. */
export const CaseContent = z.strictObject({
  title: z.string().trim().min(2).max(100),
  /** Absent where it tells of a mechanism and not of one water. */
  type: z.enum(waterTypeIds).optional(),
  /** Where the water lies; the division that is compared. */
  regionCode: RegionCodeText.optional(),
  /** As the source names the place. */
  placeText: long(200),
  areaM2: z.number().positive().max(1e9).optional(),
  lengthM: z.number().positive().max(1e7).optional(),
  functions: z.array(z.enum(waterFunctionIds)).max(waterFunctionIds.length),
  presentState: long(5000),
  causes: z
    .array(
      z.strictObject({ causeId: Slug, percent: z.number().min(0).max(100).optional(), note: long(500).optional() }),
    )
    .max(20),
  causesText: long(3000),
  measures: z
    .array(
      z.strictObject({
        measureId: Slug,
        quantity: z.number().min(0).max(1e9).optional(),
        costYuan: Yuan.optional(),
        note: long(500).optional(),
      }),
    )
    .max(60),
  measuresText: long(5000),
  /** Of the whole treatment; absent where the source does not say. */
  costYuan: Yuan.optional(),
  outcome: z.strictObject({
    /** Accepted, delisted, or said to be solved. */
    solvedOn: DateText.optional(),
    relapsedOn: DateText.optional(),
    /** Until when somebody looked; absent where the platform watches it. */
    knownOn: DateText.optional(),
    text: long(3000),
  }),
  lessons: long(5000),
  source: z
    .strictObject({
      title: z.string().trim().min(2).max(300),
      clause: long(300).optional(),
      confidence: z.enum(confidences),
    })
    .optional(),
  pictures: z.array(CasePicture).max(12),
})
export type CaseContent = z.output<typeof CaseContent>

/** As kept: a picture by the hash of its file, so that it is there for whoever reads the case. */
export const KeptCase = CaseContent.extend({
  pictures: z.array(CasePicture.extend({ sha256: Sha256, type: z.string() })),
})
export type KeptCase = z.output<typeof KeptCase>

const OutcomeShape = z.object({
  solvedOn: DateText.optional(),
  relapsedOn: DateText.optional(),
  knownOn: DateText.optional(),
  earlierRelapses: CountNumber,
  mark: z.enum(outcomeMarkIds),
  words: BilingualText,
})

const CaseSummary = z.object({
  id: z.uuid(),
  title: z.string(),
  state: z.enum(caseStateIds),
  /** Of the text shown: the newest for its own division, the published one for others. */
  version: CountNumber,
  publishedVersion: CountNumber.optional(),
  type: z.enum(waterTypeIds).optional(),
  placeText: z.string(),
  regionNames: RegionNames.optional(),
  areaM2: z.number().optional(),
  costYuan: z.number().optional(),
  causes: z.array(z.string()),
  outcome: OutcomeShape,
  cover: Sha256.optional(),
  changedAt: InstantText,
})
export type CaseSummary = z.output<typeof CaseSummary>

/** A case as its page shows it. */
export const SolvedCase = CaseSummary.extend({
  content: KeptCase,
  contentHash: Sha256,
  /** Of a water of the reader's jurisdiction. */
  water: z
    .object({ id: z.uuid(), code: z.string(), name: z.string(), stage: z.enum(stageIds), invented: z.boolean() })
    .optional(),
  isOfWater: z.boolean(),
  /** The reader may change it. */
  own: z.boolean(),
  /** What keeps it from being published; for its own division. */
  faults: z.array(z.object({ section: z.enum(caseSectionIds), code: z.string(), words: BilingualText })),
  reason: z.string().optional(),
  /** For its own division. */
  versions: z.array(z.object({ version: CountNumber, at: InstantText, by: PersonLabel, contentHash: Sha256 })),
})
export type SolvedCase = z.output<typeof SolvedCase>

const caseFilter = {
  state: z.enum(caseStateIds).default('published'),
  type: z.enum(waterTypeIds).optional(),
  cause: Slug.optional(),
  outcome: z.enum(outcomeMarkIds).optional(),
  region: RegionCodeText.optional(),
  search: z.string().trim().min(1).max(60).optional(),
}
const CaseKey = z.object({ id: z.uuid() })
const WaterKey = z.object({ id: z.uuid() })
const SeenVersion = z.int().min(0)

/** Solved cases of everywhere and solved waters of the jurisdiction, ranked for a water by the policy of the day, each with its reasons. */
export const listSimilarCases = endpoint({
  method: 'GET',
  path: '/planning/waters/:id/similar-cases',
  tag,
  summary: { zh: '水体的相似案例', en: 'Solved cases similar to a water' },
  may: 'water.read',
  params: WaterKey,
  answer: z.object({
    policy: z.object({
      inForceFrom: DateText,
      title: z.string(),
      clause: z.string(),
      confidence: z.enum(confidences),
      leastPoints: z.number(),
    }),
    /** How many were looked at. */
    looked: CountNumber,
    items: z.array(
      z.object({
        /** Of the compendium; absent for a solved water without a case. */
        caseId: z.uuid().optional(),
        /** Where the reader may open it. */
        waterId: z.uuid().optional(),
        title: z.string(),
        placeText: z.string(),
        type: z.enum(waterTypeIds).optional(),
        areaM2: z.number().optional(),
        invented: z.boolean(),
        points: z.number(),
        reasons: z.array(
          z.object({
            criterion: z.enum(similarityCriterionIds),
            points: z.number(),
            of: z.number(),
            words: BilingualText,
          }),
        ),
        warning: BilingualText.optional(),
        outcome: OutcomeShape,
      }),
    ),
  }),
  problems: [waterNotFound],
})

export const listCases = endpoint({
  method: 'GET',
  path: '/planning/cases',
  tag,
  summary: { zh: '治理案例', en: 'Solved cases' },
  may: 'water.read',
  query: z.object({ ...caseFilter, cursor: CursorText.optional(), limit: LimitQuery }),
  answer: pageOf(CaseSummary),
})

export const getCase = endpoint({
  method: 'GET',
  path: '/planning/cases/:id',
  tag,
  summary: { zh: '一个案例', en: 'One solved case' },
  may: 'water.read',
  params: CaseKey,
  answer: SolvedCase,
  problems: [caseNotFound],
})

/** What the records of a solved water say already, as the beginning of a case. Keeps nothing. */
export const draftCase = endpoint({
  method: 'GET',
  path: '/planning/waters/:id/case-draft',
  tag,
  summary: { zh: '由水体档案起草案例', en: 'A case drafted from the records of a water' },
  may: 'plan.write',
  params: WaterKey,
  answer: z.object({ content: CaseContent, caseId: z.uuid().optional() }),
  problems: [waterNotFound, caseTooEarly],
})

/** Begins a case: of a solved water, or by hand with its source. */
export const beginCase = endpoint({
  method: 'POST',
  path: '/planning/cases',
  tag,
  summary: { zh: '编写案例', en: 'Begin a case' },
  may: 'plan.write',
  body: z.strictObject({ waterId: z.uuid().optional(), content: CaseContent }),
  answer: SolvedCase,
  problems: [waterNotFound, caseTooEarly, caseTaken, casePictureElsewhere],
})

/** Saves a new version; the same text again makes none. What was published stays so until the new version is. */
export const saveCase = endpoint({
  method: 'PUT',
  path: '/planning/cases/:id',
  tag,
  summary: { zh: '保存案例', en: 'Save a case' },
  may: 'plan.write',
  params: CaseKey,
  body: z.strictObject({ seenVersion: SeenVersion, content: CaseContent }),
  answer: SolvedCase,
  problems: [caseNotFound, caseElsewhere, caseWithdrawn, caseChangedMeanwhile, casePictureElsewhere],
})

/** Publishes the newest version for every county, or withdraws the case. */
export const stepCase = endpoint({
  method: 'POST',
  path: '/planning/cases/:id/steps',
  tag,
  summary: { zh: '入编或撤回案例', en: 'Publish or withdraw a case' },
  may: 'plan.write',
  params: CaseKey,
  body: z.discriminatedUnion('step', [
    z.strictObject({ step: z.literal('publish'), seenVersion: SeenVersion }),
    z.strictObject({ step: z.literal('withdraw'), seenVersion: SeenVersion, reason: ReasonText }),
  ]),
  answer: SolvedCase,
  problems: [caseNotFound, caseElsewhere, caseWithdrawn, caseChangedMeanwhile, caseIncomplete, caseStepRefused],
})

export const getCasePicture = endpoint({
  method: 'GET',
  path: '/planning/cases/:id/pictures/:sha256',
  tag,
  summary: { zh: '案例图片', en: 'A picture of a case' },
  may: 'water.read',
  params: CaseKey.extend({ sha256: Sha256 }),
  answer: { file: ['image/jpeg'] },
  problems: [caseNotFound, casePictureNotFound],
})

export const compendiumLanguages = ['zh', 'en'] as const

/** 案例汇编: the published cases that a filter lets through, as an official paper. */
export const getCompendium = endpoint({
  method: 'GET',
  path: '/planning/compendium/document',
  tag,
  summary: { zh: '案例汇编（Word、PDF）', en: 'Compendium of cases as Word or PDF' },
  may: 'water.read',
  query: z.object({
    type: caseFilter.type,
    cause: caseFilter.cause,
    outcome: caseFilter.outcome,
    region: caseFilter.region,
    search: caseFilter.search,
    /** One case alone. */
    case: z.uuid().optional(),
    format: z.enum(['docx', 'pdf']).default('pdf'),
    language: z.enum(compendiumLanguages).default('zh'),
  }),
  answer: { file: ['application/pdf', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'] },
  problems: [compendiumEmpty],
  perMinute: 30,
})
