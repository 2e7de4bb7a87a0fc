import { z } from 'zod'
import { stageIds } from '../../domain/lifecycle-table.ts'
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
import { supervisionListIds } from '../../domain/waters.ts'
import { confidences } from '../../domain/words.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { SurroundingWarningShape } from '../../surroundings/contract.ts'
import { transitionRefused, waterNotFound } from '../../waters/problems.ts'
import {
  planApproverElsewhere,
  planChangedMeanwhile,
  planClosed,
  planIncomplete,
  planNotFound,
  planStepRefused,
  planTooEarly,
} from './problems.ts'
import { fundSourceIds, planSectionIds, planStateIds, planStepIds, planTargetIds } from './rules.ts'

const tag = 'planning'
const Slug = z
  .string()
  .regex(/^[a-z]+(-[a-z]+)*$/)
  .max(60)
const long = (most: number) => z.string().trim().max(most)
/** Yuan, to the fen. */
const Yuan = z.number().min(0).max(1e11).multipleOf(0.01)

/** Somebody who answers for the water: name and office, both public. */
const PlanPerson = z.strictObject({
  name: z.string().trim().min(1).max(50),
  office: long(100).optional(),
  /** Of the office, never a private one. */
  officePhone: long(30).optional(),
})

const PlanMeasure = z.strictObject({
  /** Of the policy `measures`. */
  measureId: Slug,
  /** In the unit of the measure. */
  quantity: z.number().min(0).max(1e9),
  costYuan: Yuan,
  from: DateText.optional(),
  to: DateText.optional(),
  note: long(500).optional(),
})

/** Everything a plan says. What it still lacks is told with the plan; it may be saved unfinished. */
export const PlanContent = z.strictObject({
  presentState: long(5000),
  causes: z
    .array(z.strictObject({ causeId: Slug, percent: z.number().min(0).max(100), note: long(500).optional() }))
    .max(20),
  target: z.strictObject({ goal: z.enum(planTargetIds), by: DateText }).optional(),
  /** 技术路线 */
  route: long(3000).optional(),
  measures: z.array(PlanMeasure).max(60),
  funding: z.array(z.strictObject({ source: z.enum(fundSourceIds), yuan: Yuan, note: long(300).optional() })).max(20),
  persons: z.strictObject({
    town: PlanPerson.optional(),
    village: PlanPerson.optional(),
    site: PlanPerson.optional(),
  }),
  upkeep: z.strictObject({ duties: long(3000), yearlyYuan: Yuan }).optional(),
})
export type PlanContent = z.output<typeof PlanContent>

const PlanFaultText = z.object({ section: z.enum(planSectionIds), code: z.string(), words: BilingualText })

const PlanSummary = z.object({
  id: z.uuid(),
  waterId: z.uuid(),
  waterCode: z.string(),
  waterName: z.string(),
  regionCode: RegionCodeText,
  regionNames: RegionNames,
  list: z.enum(supervisionListIds).optional(),
  stage: z.enum(stageIds),
  cycle: CountNumber,
  state: z.enum(planStateIds),
  version: CountNumber,
  costYuan: z.number(),
  goal: z.enum(planTargetIds).optional(),
  targetOn: DateText.optional(),
  stateSince: InstantText,
  /** By when somebody acts; absent where nobody has to. */
  dueOn: DateText.optional(),
  overdue: z.boolean(),
})
export type PlanSummary = z.output<typeof PlanSummary>

/** A plan as its page shows it. */
export const Plan = PlanSummary.extend({
  content: PlanContent,
  /** What keeps it from being submitted today. */
  faults: z.array(PlanFaultText),
  /** What the works linked with the water say to its measures today; they keep nobody from submitting. */
  surroundingWarnings: z.array(SurroundingWarningShape).readonly(),
  steps: z.array(z.object({ step: z.enum(planStepIds), label: BilingualText, permitted: z.boolean() })),
  /** Who approves it, as the policy of the day has it. */
  approver: z.enum(['city', 'county']).optional(),
  policy: z.object({ inForceFrom: DateText, title: z.string(), clause: z.string(), confidence: z.enum(confidences) }),
  /** Number of the approval. */
  reference: z.string().optional(),
  /** Of the last decision. */
  reason: z.string().optional(),
  versions: z.array(z.object({ version: CountNumber, at: InstantText, by: PersonLabel, contentHash: z.string() })),
  comments: z.array(
    z.object({
      id: z.uuid(),
      version: CountNumber,
      section: z.enum(planSectionIds),
      text: z.string(),
      at: InstantText,
      by: PersonLabel,
    }),
  ),
})
export type Plan = z.output<typeof Plan>

const WaterKey = z.object({ id: z.uuid() })
const PlanKey = z.object({ id: z.uuid() })
/** The version that the caller saw; 0 where there was none. */
const SeenVersion = z.int().min(0)

export const listPlans = endpoint({
  method: 'GET',
  path: '/planning/plans',
  tag,
  summary: { zh: '一水一策方案', en: 'One-water-one-plans' },
  may: 'water.read',
  query: z.object({
    state: z.enum(planStateIds).optional(),
    region: RegionCodeText.optional(),
    list: z.enum(supervisionListIds).optional(),
    /** Only those on which somebody should have acted. */
    overdue: z.stringbool().optional(),
    cursor: CursorText.optional(),
    limit: LimitQuery,
  }),
  answer: pageOf(PlanSummary),
})

export const countPlans = endpoint({
  method: 'GET',
  path: '/planning/plans/counts',
  tag,
  summary: { zh: '方案数量', en: 'How many plans stand where' },
  may: 'water.read',
  query: z.object({ region: RegionCodeText.optional() }),
  answer: z.object({
    states: z.array(z.object({ state: z.enum(planStateIds), count: CountNumber, costYuan: z.number() })),
    overdue: CountNumber,
  }),
})

export const getPlan = endpoint({
  method: 'GET',
  path: '/planning/plans/:id',
  tag,
  summary: { zh: '一份方案', en: 'One plan' },
  may: 'water.read',
  params: PlanKey,
  answer: Plan,
  problems: [planNotFound],
})

/** The plan of the water's present cycle. */
export const getPlanOfWater = endpoint({
  method: 'GET',
  path: '/planning/waters/:id/plan',
  tag,
  summary: { zh: '水体的一水一策方案', en: 'The plan of a water' },
  may: 'water.read',
  params: WaterKey,
  answer: z.object({ plan: Plan.optional() }),
  problems: [waterNotFound],
})

/** What the platform knows already for the first version of a plan, part by part with where it comes from. Keeps nothing. */
export const prefillPlan = endpoint({
  method: 'GET',
  path: '/planning/waters/:id/plan/prefill',
  tag,
  summary: { zh: '方案预填内容', en: 'What a new plan begins with' },
  may: 'plan.write',
  params: WaterKey,
  answer: z.object({
    content: PlanContent,
    origins: z.array(z.object({ section: z.enum(planSectionIds), words: BilingualText })),
  }),
  problems: [waterNotFound],
})

/** Saves a new version; begins the plan where there is none. The same text again makes none. */
export const savePlan = endpoint({
  method: 'PUT',
  path: '/planning/waters/:id/plan',
  tag,
  summary: { zh: '保存方案', en: 'Save the plan of a water' },
  may: 'plan.write',
  params: WaterKey,
  body: z.strictObject({ seenVersion: SeenVersion, content: PlanContent }),
  answer: Plan,
  problems: [waterNotFound, planTooEarly, planClosed, planChangedMeanwhile],
})

export const getPlanVersion = endpoint({
  method: 'GET',
  path: '/planning/plans/:id/versions/:version',
  tag,
  summary: { zh: '方案的一个版本', en: 'One version of a plan' },
  may: 'water.read',
  params: PlanKey.extend({ version: z.coerce.number().int().min(1).max(100_000) }),
  answer: z.object({ version: CountNumber, at: InstantText, by: PersonLabel, content: PlanContent }),
  problems: [planNotFound],
})

/** Submits, returns, approves or sets aside. An approval moves the water on to `planned`. */
export const stepPlan = endpoint({
  method: 'POST',
  path: '/planning/plans/:id/steps',
  tag,
  summary: { zh: '提交、退回、批复或作废方案', en: 'Submit, return, approve or set aside a plan' },
  may: 'signed-in',
  params: PlanKey,
  body: z.discriminatedUnion('step', [
    z.strictObject({
      step: z.literal('submit'),
      seenVersion: SeenVersion,
      /** What was changed since it was returned, say. */
      reason: ReasonText.optional(),
    }),
    z.strictObject({ step: z.literal('return'), seenVersion: SeenVersion, reason: ReasonText }),
    z.strictObject({
      step: z.literal('approve'),
      seenVersion: SeenVersion,
      /** Number of the approval. */
      reference: z.string().trim().min(2).max(100),
      reason: ReasonText.optional(),
    }),
    z.strictObject({ step: z.literal('set-aside'), seenVersion: SeenVersion, reason: ReasonText }),
  ]),
  answer: Plan,
  problems: [
    planNotFound,
    planStepRefused,
    planIncomplete,
    planApproverElsewhere,
    planChangedMeanwhile,
    transitionRefused,
  ],
})

export const commentPlan = endpoint({
  method: 'POST',
  path: '/planning/plans/:id/comments',
  tag,
  summary: { zh: '对方案提出意见', en: 'Comment on a plan' },
  may: 'water.read',
  params: PlanKey,
  body: z.strictObject({ section: z.enum(planSectionIds), text: z.string().trim().min(2).max(2000) }),
  answer: Plan,
  problems: [planNotFound],
})
