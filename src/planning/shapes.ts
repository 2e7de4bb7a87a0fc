import { z } from 'zod'
import { PersonLabel } from '../domain/person-label.ts'
import { BilingualText, CountNumber, DateText, InstantText, ReasonText } from '../domain/shapes.ts'
import { confidences } from '../domain/words.ts'
import { continuityIds, measureGroupIds, measureUnitIds, waterFunctionIds } from '../policy/planning-schemas.ts'
import { allPointingIds, classOutcomeIds, nuisanceIds, waterClassIds } from './words.ts'

export const CitationText = z.object({ title: z.string(), clause: z.string(), confidence: z.enum(confidences) })
const WaterClassId = z.enum(waterClassIds)
const CauseId = z.string().regex(/^[a-z]+(-[a-z]+)*$/)
const Ids = z.array(z.uuid()).max(50).readonly().default([])

export const EvidenceShape = z.object({
  text: z.string().trim().max(1000).optional(),
  sourceIds: Ids,
  readingIds: Ids,
  attachmentIds: Ids,
})

/** Shares are not bounded here: the rules name a wrong one with its cause. */
export const CauseShape = z.object({ causeId: CauseId, sharePercent: z.number(), evidence: EvidenceShape })

/** What a person says of the water beside what the register knows. Left out: not known. */
export const Statements = z.object({
  nuisance: z.enum(nuisanceIds).optional(),
  continuity: z.enum(continuityIds).optional(),
  functions: z.array(z.enum(waterFunctionIds)).max(waterFunctionIds.length).readonly().optional(),
  peopleAffected: z.int().min(0).max(10_000_000).optional(),
})
export type Statements = z.output<typeof Statements>

export const FindingShape = z.object({
  criterion: z.string(),
  name: BilingualText,
  weight: z.number(),
  pointing: z.enum(allPointingIds),
  saw: BilingualText,
  why: BilingualText,
  citation: CitationText,
})

export const RuleClassShape = z.object({
  outcome: z.enum(classOutcomeIds),
  borderline: z.boolean(),
  points: z.number(),
  openPoints: z.number(),
  complexFromPoints: z.number(),
  findings: z.array(FindingShape).readonly(),
  words: BilingualText,
  missing: z.array(BilingualText).readonly(),
  policyInForceFrom: DateText,
})

export const Override = z.object({ waterClass: WaterClassId, reason: ReasonText })

/** Causes and class as a person recorded them; never changed. */
export const Classification = z.object({
  id: z.uuid(),
  waterId: z.uuid(),
  at: InstantText,
  by: PersonLabel,
  causes: z.array(CauseShape.extend({ name: BilingualText })),
  statements: Statements,
  rule: RuleClassShape,
  override: Override.optional(),
  /** The override's, else the rule's; absent where neither says one. */
  waterClass: WaterClassId.optional(),
})
export type Classification = z.output<typeof Classification>

const Yuan = z.object({ low: z.number(), high: z.number() })

export const ProposedMeasureShape = z.object({
  measureId: z.string(),
  name: BilingualText,
  unit: z.enum(measureUnitIds),
  group: z.enum(measureGroupIds),
  kind: z.enum(['engineering', 'ecological', 'management']),
  actsOn: z.array(z.string()).readonly(),
  quantity: z.number().optional(),
  quantityWords: BilingualText,
  costYuan: Yuan.optional(),
  upkeep: z.object({ needs: BilingualText, yearlyYuan: Yuan }),
  upkeepYuanPerYear: Yuan.optional(),
})

export const WarningShape = z.object({
  concern: z.string(),
  level: z.enum(['false-fix', 'over-engineering', 'note']),
  words: BilingualText,
  measureIds: z.array(z.string()).readonly(),
})

export const ProposalShape = z.object({
  waterClass: WaterClassId,
  words: BilingualText,
  steps: z
    .array(z.object({ id: z.string(), name: BilingualText, measures: z.array(ProposedMeasureShape).readonly() }))
    .readonly(),
  costYuan: Yuan,
  upkeepYuanPerYear: Yuan,
  /** Measures without quantity: in neither sum. */
  unpriced: CountNumber,
  policyInForceFrom: DateText,
  citation: CitationText,
  warnings: z.array(WarningShape).readonly(),
})
export type ProposalAnswer = z.output<typeof ProposalShape>

export const PlannedMeasureShape = z.object({
  measureId: z.string().max(60),
  /** In the measure's unit. */
  quantity: z.number().min(0).optional(),
  costYuan: z.number().min(0).optional(),
  source: z.string().trim().max(200).optional(),
  startsOn: DateText.optional(),
})
