import { z } from 'zod'
import { CountNumber, ReasonText } from '../domain/shapes.ts'
import { endpoint } from '../platform/http/endpoint.ts'
import { readingNotFound } from '../monitoring/problems.ts'
import { waterNotFound } from '../waters/problems.ts'
import {
  causesFaulty,
  classifiedMeanwhile,
  evidenceElsewhere,
  functionContradicts,
  measureUnknown,
  notClassified,
  overrideSame,
  waterEnded,
} from './problems.ts'
import {
  CauseShape,
  Classification,
  PlannedMeasureShape,
  ProposalShape,
  RuleClassShape,
  Statements,
  WarningShape,
} from './shapes.ts'
import { waterClassIds } from './words.ts'

export type { Classification, ProposalAnswer, Statements } from './shapes.ts'

const tag = 'planning'
const WaterKey = z.object({ id: z.uuid() })

/** All classifications of a water, newest first, and the measures that follow from the newest. */
export const getClassifications = endpoint({
  method: 'GET',
  path: '/planning/waters/:id/classifications',
  tag,
  summary: { zh: '水体的成因与分类', en: 'Causes and class of a water' },
  may: 'water.read',
  params: WaterKey,
  answer: z.object({
    items: z.array(Classification),
    /** Absent before there is a class. */
    proposal: ProposalShape.optional(),
  }),
  problems: [waterNotFound],
})

/** Records causes with shares and evidence; the rule of the day gives the class. An earlier override ends with it. */
export const classifyWater = endpoint({
  method: 'POST',
  path: '/planning/waters/:id/classifications',
  tag,
  summary: { zh: '登记成因并分类', en: 'Record causes and classify' },
  may: 'plan.write',
  params: WaterKey,
  body: z.object({
    causes: z.array(CauseShape).max(20),
    statements: Statements,
    /** The newest classification that the caller saw; left out where there was none. */
    basedOn: z.uuid().optional(),
    /** Shows the class without keeping anything. */
    dryRun: z.boolean().default(false),
  }),
  answer: z.object({
    /** Absent on a dry run. */
    classification: Classification.optional(),
    rule: RuleClassShape,
  }),
  problems: [
    waterNotFound,
    causesFaulty,
    evidenceElsewhere,
    readingNotFound,
    functionContradicts,
    classifiedMeanwhile,
    waterEnded,
  ],
})

/** A person's class stands beside the rule's answer, with the reason. */
export const overrideClass = endpoint({
  method: 'POST',
  path: '/planning/waters/:id/class',
  tag,
  summary: { zh: '人工调整分类', en: 'Override the class' },
  may: 'plan.write',
  params: WaterKey,
  body: z.object({ waterClass: z.enum(waterClassIds), reason: ReasonText, basedOn: z.uuid() }),
  answer: Classification,
  problems: [waterNotFound, notClassified, overrideSame, classifiedMeanwhile, waterEnded],
})

/** Looks at measures before anybody plans them: the four false fixes and over-engineering. Keeps nothing. */
export const reviewMeasures = endpoint({
  method: 'POST',
  path: '/planning/waters/:id/measure-review',
  tag,
  summary: { zh: '措施合理性检查', en: 'Review measures' },
  may: 'water.read',
  params: WaterKey,
  body: z.object({
    measures: z.array(PlannedMeasureShape).max(60),
    interception: z.object({ verifiedOn: z.iso.date(), evidence: z.string().trim().max(1000) }).optional(),
  }),
  answer: z.object({
    warnings: z.array(WarningShape).readonly(),
    /** Of all measures that have a quantity or a cost; the middle of the catalogue's range where no cost is stated. */
    costYuan: z.number(),
    /** Measures without quantity and cost: not in the sum. */
    unpriced: CountNumber,
    /** Absent where the area is not known or something is unpriced. */
    yuanPerM2: z.number().optional(),
    /** Waters of the same type and a like size whose approved plan has money. */
    comparison: z.object({
      waters: CountNumber,
      medianYuanPerM2: z.number().optional(),
      /** Fewer are no comparison. */
      leastComparable: CountNumber,
      /** Up to so many times larger or smaller. */
      withinTimes: z.number(),
    }),
  }),
  problems: [waterNotFound, measureUnknown],
})
