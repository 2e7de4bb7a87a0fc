import { z } from 'zod'
import { PersonLabel } from '../../domain/person-label.ts'
import {
  BilingualText,
  CountNumber,
  DateText,
  InstantText,
  ReasonText,
  RegionCodeText,
  RegionNames,
} from '../../domain/shapes.ts'
import { stageIds } from '../../domain/lifecycle-table.ts'
import { supervisionListIds } from '../../domain/waters.ts'
import { confidences } from '../../domain/words.ts'
import { noticeDayPast } from '../../notices/problems.ts'
import { placeNotFound } from '../../places/problems.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { fundSourceIds, planTargetIds } from '../plans/rules.ts'
import {
  annualIssueDay,
  annualPlanBegun,
  annualPlanChanged,
  annualPlanIncomplete,
  annualPlanIssued,
  annualPlanNotFound,
  annualPlanPlace,
  annualPlanTooWide,
  annualPlanYear,
  annualWaterUnknown,
} from './problems.ts'
import {
  annualStateIds,
  annualTextIds,
  milestoneIds,
  milestoneStateIds,
  targetKindIds,
  targetStateIds,
} from './rules.ts'

const tag = 'planning'
const Days = z.partialRecord(z.enum(milestoneIds), DateText)
const LongText = z.string().trim().max(5000)

export const AnnualTargetShape = z.strictObject({
  kind: z.enum(targetKindIds),
  list: z.enum(supervisionListIds),
  waters: z.int().min(0).max(100_000),
  areaM2: z.number().min(0).max(1e10),
})

const Water = z.object({
  waterId: z.uuid(),
  planId: z.uuid(),
  planVersion: CountNumber,
  planState: z.enum(['approved', 'submitted']),
  code: z.string(),
  name: z.string(),
  regionCode: RegionCodeText,
  list: z.enum(supervisionListIds).optional(),
  areaM2: z.number().optional(),
  goal: z.enum(planTargetIds).optional(),
  costYuan: z.number(),
  measures: z.array(z.object({ measureId: z.string(), quantity: z.number(), costYuan: z.number() })).readonly(),
  funding: z.array(z.object({ source: z.enum(fundSourceIds), yuan: z.number() })).readonly(),
  milestones: Days,
  /** Somebody set its days. */
  adjusted: z.boolean(),
  note: z.string().optional(),
  /** The county's annual work plan from which a city took it. */
  countyPlanId: z.uuid().optional(),
})

const TrackedWater = Water.extend({
  regionNames: RegionNames,
  /** Where it stands today; absent where it lies outside the caller's jurisdiction by now. */
  stage: z.enum(stageIds).optional(),
  happened: Days,
  states: z.partialRecord(z.enum(milestoneIds), z.enum(milestoneStateIds)),
})
export type AnnualWaterAnswer = z.output<typeof TrackedWater>

const TrackedTarget = AnnualTargetShape.extend({
  doneWaters: CountNumber,
  doneAreaM2: z.number(),
  /** Waters whose milestone of this kind falls on or before the day. */
  expectedWaters: CountNumber,
  state: z.enum(targetStateIds),
})
export type AnnualTargetAnswer = z.output<typeof TrackedTarget>

const Summary = z.object({
  id: z.uuid(),
  regionCode: RegionCodeText,
  regionName: z.string(),
  year: z.int(),
  edition: CountNumber,
  state: z.enum(annualStateIds),
  version: CountNumber,
  waters: CountNumber,
  areaM2: z.number(),
  costYuan: z.number(),
  number: z.string().optional(),
  issuedOn: DateText.optional(),
  stateSince: InstantText,
})
export type AnnualPlanSummary = z.output<typeof Summary>

const LeftOutShape = z.object({
  waterId: z.uuid(),
  code: z.string(),
  name: z.string(),
  regionCode: RegionCodeText,
  reason: z.string(),
})

/** An annual work plan as its page shows it, tracked as of a day. */
export const AnnualPlan = Summary.extend({
  asOf: DateText,
  /** Of the version shown; the newest unless another was asked for. */
  shownVersion: CountNumber,
  texts: z.record(z.enum(annualTextIds), z.string()),
  targets: z.array(TrackedTarget).readonly(),
  waters: CountNumber,
  rows: z.array(TrackedWater).readonly(),
  leftOut: z.array(LeftOutShape.extend({ regionNames: RegionNames })).readonly(),
  measures: z
    .array(z.object({ measureId: z.string(), quantity: z.number(), costYuan: z.number(), waters: CountNumber }))
    .readonly(),
  sources: z.array(z.object({ source: z.enum(fundSourceIds), yuan: z.number(), waters: CountNumber })).readonly(),
  counties: z
    .array(
      z.object({
        county: z.string(),
        name: z.string(),
        waters: CountNumber,
        areaM2: z.number(),
        costYuan: z.number(),
        completed: CountNumber,
        late: CountNumber,
        /** The county's annual work plan that the numbers come from; absent where they come from plans of waters. */
        countyPlan: z.object({ id: z.uuid(), number: z.string(), edition: CountNumber }).optional(),
      }),
    )
    .readonly(),
  /** What keeps it from being issued today; a draft only. */
  faults: z.array(z.object({ code: z.string(), words: BilingualText })).readonly(),
  /** Texts that somebody edited and that give other numbers than the plan; a draft only. It can be issued with them. */
  outdatedTexts: z.array(z.object({ text: z.enum(annualTextIds), generated: z.string() })).readonly(),
  reason: z.string().optional(),
  may: z.object({ write: z.boolean(), issue: z.boolean() }),
  /** With which it went out: there stand the receipts. */
  noticeId: z.uuid().optional(),
  policy: z.object({ inForceFrom: DateText, title: z.string(), clause: z.string(), confidence: z.enum(confidences) }),
  versions: z.array(z.object({ version: CountNumber, at: InstantText, by: PersonLabel, contentHash: z.string() })),
  /** All editions of the division and the year, the newest first. */
  editions: z.array(
    z.object({
      id: z.uuid(),
      edition: CountNumber,
      state: z.enum(annualStateIds),
      number: z.string().optional(),
      issuedOn: DateText.optional(),
    }),
  ),
})
export type AnnualPlan = z.output<typeof AnnualPlan>

const Key = z.object({ id: z.uuid() })
const SeenVersion = z.int().min(1)

/** The newest years first; every edition of them. */
export const listAnnualPlans = endpoint({
  method: 'GET',
  path: '/planning/annual-plans',
  tag,
  summary: { zh: '年度工作方案', en: 'Annual work plans' },
  may: 'water.read',
  query: z.object({ year: z.coerce.number().int().min(1900).max(2999).optional(), region: RegionCodeText.optional() }),
  answer: z.object({ items: z.array(Summary) }),
})

/** Draws a draft from the approved and submitted plans of waters; a city sums what its counties issued. */
export const beginAnnualPlan = endpoint({
  method: 'POST',
  path: '/planning/annual-plans',
  tag,
  summary: { zh: '生成年度工作方案', en: 'Draw up an annual work plan' },
  may: 'plan.write',
  body: z.strictObject({
    regionCode: RegionCodeText,
    year: z.int().min(1900).max(2999),
    /** Of the texts that it begins with. */
    language: z.enum(['zh', 'en']).default('zh'),
  }),
  answer: AnnualPlan,
  problems: [placeNotFound, annualPlanPlace, annualPlanYear, annualPlanBegun, annualPlanTooWide],
})

export const getAnnualPlan = endpoint({
  method: 'GET',
  path: '/planning/annual-plans/:id',
  tag,
  summary: { zh: '一份年度工作方案', en: 'One annual work plan, tracked' },
  may: 'water.read',
  params: Key,
  query: z.object({
    /** Today where absent; a later day counts as today. */
    asOf: DateText.optional(),
    version: z.coerce.number().int().min(1).max(100_000).optional(),
  }),
  answer: AnnualPlan,
  problems: [annualPlanNotFound],
})

/** Waters that could be taken in today: with a plan of their own, and not in this one. */
export const listAnnualCandidates = endpoint({
  method: 'GET',
  path: '/planning/annual-plans/:id/candidates',
  tag,
  summary: { zh: '可纳入的水体', en: 'Waters that could be taken in' },
  may: 'plan.write',
  params: Key,
  answer: z.object({ items: z.array(Water.extend({ regionNames: RegionNames })).readonly() }),
  problems: [annualPlanNotFound, annualPlanTooWide],
})

/** Changes a draft: a new version. What is left out of the body stays; the same text again makes no version. */
export const changeAnnualPlan = endpoint({
  method: 'POST',
  path: '/planning/annual-plans/:id/changes',
  tag,
  summary: { zh: '调整年度工作方案', en: 'Change an annual work plan' },
  may: 'plan.write',
  params: Key,
  body: z.strictObject({
    seenVersion: SeenVersion,
    /** Draws the waters again from their plans of today, and the targets with them where none are given. */
    redraw: z.boolean().optional(),
    texts: z.partialRecord(z.enum(annualTextIds), LongText).optional(),
    targets: z.array(AnnualTargetShape).max(9).optional(),
    milestones: z
      .array(z.strictObject({ waterId: z.uuid(), milestones: Days, note: z.string().trim().max(500).optional() }))
      .max(5000)
      .optional(),
    leaveOut: z
      .array(z.strictObject({ waterId: z.uuid(), reason: ReasonText }))
      .max(5000)
      .optional(),
    takeIn: z.array(z.uuid()).max(5000).optional(),
  }),
  answer: AnnualPlan,
  problems: [annualPlanNotFound, annualPlanIssued, annualPlanChanged, annualWaterUnknown, annualPlanTooWide],
})

/** Issues a draft: it stands from then on, and replaces the edition issued before it. */
export const issueAnnualPlan = endpoint({
  method: 'POST',
  path: '/planning/annual-plans/:id/issue',
  tag,
  summary: { zh: '印发年度工作方案', en: 'Issue an annual work plan' },
  may: 'register.decide',
  params: Key,
  body: z.strictObject({
    seenVersion: SeenVersion,
    /** As on the paper. */
    number: z.string().trim().min(2).max(100),
    issuedOn: DateText,
    /** Until when the division confirms the notice it goes out with. */
    replyBy: DateText.optional(),
    reason: ReasonText.optional(),
  }),
  answer: AnnualPlan,
  problems: [
    annualPlanNotFound,
    annualPlanIssued,
    annualPlanChanged,
    annualPlanIncomplete,
    annualIssueDay,
    noticeDayPast,
  ],
})
