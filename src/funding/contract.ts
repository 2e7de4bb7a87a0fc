import { z } from 'zod'
import { stageIds } from '../domain/lifecycle.ts'
import { BilingualText, CountNumber, DateText, InstantText, ReasonText, RegionCodeText } from '../domain/shapes.ts'
import { supervisionListIds } from '../domain/waters.ts'
import { confidences } from '../domain/words.ts'
import { placeNotFound } from '../places/problems.ts'
import { endpoint } from '../platform/http/endpoint.ts'
import { bundleGoalIds } from './bundle.ts'
import {
  bundleNotFound,
  countiesContradict,
  noCandidates,
  nobodyEntered,
  notCandidates,
  tooManyCandidates,
  wishAgainstRule,
  wishContradicts,
  wishesConflict,
} from './problems.ts'

const tag = 'funding'

/** Waters on a list, from listing on; what ended or is not listed yet cannot be bundled. */
export const bundleStageIds = [
  'listed',
  'planned',
  'in-works',
  'completed',
  'accepted',
  'delisted',
  'upkeep',
  'relapsed',
] as const satisfies readonly (typeof stageIds)[number][]

const Yuan = z.int().min(0).max(1_000_000_000_000)
const People = z.int().min(0).max(100_000_000)
const CountyCode = z.string().regex(/^\d{6}$/)
const WaterIds = z.array(z.uuid()).max(5000).default([])

/** What is known of one water beside the register. */
export const BundleFigures = z.object({
  waterId: z.uuid(),
  /** Absent: estimated from the area by the policy's cost by area. */
  investmentYuan: Yuan.optional(),
  people: People.optional(),
  /** Absent: taken to be so where a source of the kind "industry" is on record. */
  enterpriseResponsible: z.boolean().optional(),
})

export const BundleAsk = z.object({
  regionCode: RegionCodeText,
  lists: z.array(z.enum(supervisionListIds)).min(1).default(['national', 'municipal', 'county']),
  stages: z
    .array(z.enum(bundleStageIds))
    .min(1)
    .default([...bundleStageIds]),
  /** Money available besides the award. */
  ownYuan: Yuan,
  goal: z.enum(bundleGoalIds),
  mustInclude: WaterIds,
  mustLeaveOut: WaterIds,
  weakFinanceCounties: z.array(CountyCode).max(3000).default([]),
  atLeastCounties: z.int().min(1).max(3000).optional(),
  atMostCounties: z.int().min(1).max(3000).optional(),
  figures: z.array(BundleFigures).max(5000).default([]),
})
export type BundleAsk = z.output<typeof BundleAsk>

export const BundleWater = z.object({
  waterId: z.uuid(),
  code: z.string(),
  name: z.string(),
  regionCode: RegionCodeText,
  countyCode: CountyCode,
  county: z.string(),
  list: z.enum(supervisionListIds),
  stage: z.enum(bundleStageIds),
  areaM2: z.number().optional(),
  investmentYuan: z.number().optional(),
  /** The investment is the policy's cost by area, not somebody's figure. */
  estimated: z.boolean(),
  people: z.number().optional(),
  enterpriseResponsible: z.boolean(),
})
export type BundleWater = z.output<typeof BundleWater>

const CitationText = z.object({ title: z.string(), clause: z.string(), confidence: z.enum(confidences) })

export const RuleInForce = z.object({
  inForceFrom: DateText,
  title: BilingualText,
  citation: CitationText,
  tiers: z.array(z.object({ awardYuan: z.number(), investmentYuanFrom: z.number(), bundleAreaM2From: z.number() })),
  costEstimate: z.object({ yuanPerM2: z.number(), citation: CitationText }),
})
export type RuleInForce = z.output<typeof RuleInForce>

const Totals = z.object({
  waters: CountNumber,
  counties: CountNumber,
  areaM2: z.number(),
  investmentYuan: z.number(),
  people: z.number(),
  awardYuan: z.number(),
})

export const BundleResult = z.object({
  rule: RuleInForce,
  totals: Totals,
  next: z
    .object({
      awardYuan: z.number(),
      missingInvestmentYuan: z.number(),
      missingAreaM2: z.number(),
      missingOwnYuan: z.number(),
      /** The search reached its limit before it found a bundle of this tier: there may be one. */
      unfound: z.literal(true).optional(),
    })
    .optional(),
  applicant: z.object({ eligible: z.boolean(), nationalWaters: CountNumber, areaM2: z.number() }),
  proven: z.boolean(),
  waters: z.array(
    BundleWater.extend({ in: z.boolean(), reasons: z.array(z.object({ why: z.string(), words: BilingualText })) }),
  ),
})
export type BundleResult = z.output<typeof BundleResult>

const askProblems = [
  placeNotFound,
  noCandidates,
  tooManyCandidates,
  notCandidates,
  wishContradicts,
  countiesContradict,
  wishAgainstRule,
  nobodyEntered,
  wishesConflict,
] as const

export const getCandidates = endpoint({
  method: 'GET',
  path: '/funding/candidates',
  tag,
  summary: { zh: '可打捆的水体', en: 'Waters that may be bundled' },
  may: 'funds.write',
  query: z.object({ region: RegionCodeText }),
  answer: z.object({ rule: RuleInForce, items: z.array(BundleWater) }),
  problems: [placeNotFound, tooManyCandidates],
})

/** Calculates and saves nothing. Takes seconds; two do not run at once. */
export const solveBundle = endpoint({
  method: 'POST',
  path: '/funding/bundles/solve',
  tag,
  summary: { zh: '测算试点打捆方案', en: 'Calculate a pilot bundle' },
  may: 'funds.write',
  body: BundleAsk,
  answer: BundleResult,
  problems: askProblems,
  perMinute: 30,
})

export const SavedBundle = z.object({
  id: z.uuid(),
  name: z.string(),
  regionCode: RegionCodeText,
  regionName: z.string(),
  ruleFrom: DateText,
  savedAt: InstantText,
  totals: Totals,
})
export type SavedBundle = z.output<typeof SavedBundle>

const OpenBundle = SavedBundle.extend({ ask: BundleAsk, result: BundleResult })

/** Calculates again, on the register as it stands, and saves inputs, edition of the rule and result under a name. */
export const saveBundle = endpoint({
  method: 'POST',
  path: '/funding/bundles',
  tag,
  summary: { zh: '保存打捆方案', en: 'Save a pilot bundle' },
  may: 'funds.write',
  body: BundleAsk.extend({ name: z.string().trim().min(2).max(120) }),
  answer: OpenBundle,
  problems: askProblems,
  perMinute: 30,
})

export const listBundles = endpoint({
  method: 'GET',
  path: '/funding/bundles',
  tag,
  summary: { zh: '已保存的打捆方案', en: 'Saved pilot bundles' },
  may: 'water.read',
  answer: z.object({ items: z.array(SavedBundle) }),
})

export const getBundle = endpoint({
  method: 'GET',
  path: '/funding/bundles/:id',
  tag,
  summary: { zh: '打捆方案', en: 'A pilot bundle' },
  may: 'water.read',
  params: z.object({ id: z.uuid() }),
  answer: OpenBundle,
  problems: [bundleNotFound],
})

export const removeBundle = endpoint({
  method: 'POST',
  path: '/funding/bundles/:id/remove',
  tag,
  summary: { zh: '删除打捆方案', en: 'Remove a pilot bundle' },
  may: 'funds.write',
  params: z.object({ id: z.uuid() }),
  body: z.object({ reason: ReasonText }),
  answer: z.object({ id: z.uuid() }),
  problems: [bundleNotFound],
})
