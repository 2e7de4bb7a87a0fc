import { z } from 'zod'
import { dutyLevelIds } from '../domain/duties.ts'
import { stageIds } from '../domain/lifecycle.ts'
import { parameterIds } from '../domain/parameters.ts'
import { supervisionListIds, waterTypeIds } from '../domain/waters.ts'
import { confidences } from '../domain/words.ts'
import { fundingSources, rewards } from './money-schemas.ts'
import { expertHelp } from './expert-schemas.ts'
import { fourSames } from './four-sames-schema.ts'
import { similarCases } from './case-schemas.ts'
import { classification, measures } from './planning-schemas.ts'
import { worksProgress } from './progress-schemas.ts'
import { acceptance } from './acceptance-schema.ts'
import { surroundings } from './surroundings-schema.ts'
import { annualPlans } from './annual-schemas.ts'

const bilingual = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
const citation = z.strictObject({
  title: z.string().min(1),
  clause: z.string().min(1),
  confidence: z.enum(confidences),
})
const date = z.iso.date()
const regionCode = z.string().regex(/^\d{12}$/)
const waterType = z.enum(waterTypeIds)
const colour = z.enum(['red', 'yellow', 'green', 'none'])
const positive = z.number().positive()
const count = z.int().positive()
const pair = z.tuple([z.number(), z.number()]).refine(([low, high]) => low < high, 'the first is the lower end')
const share = positive.max(1)

const trafficLight = z.strictObject({
  colours: z.record(colour, z.strictObject({ label: bilingual, meaning: bilingual })),
  byStage: z.record(z.enum(stageIds), colour),
})

const waterTypes = z.strictObject({
  byDefault: z.array(waterType).min(1),
  counties: z.array(z.strictObject({ code: regionCode, name: z.string(), types: z.array(waterType).min(1), citation })),
})

const lists = z
  .strictObject({ scopeFromM2: positive, nationalFromM2: positive })
  .refine(({ scopeFromM2, nationalFromM2 }) => scopeFromM2 < nationalFromM2, 'scope begins below the national list')

const accounts = z.strictObject({
  failuresBeforeLockout: count,
  lockoutMinutes: count,
  idleMinutes: count,
  sessionHours: count,
  passwordMinLength: z.int().min(8),
  /** Of lower case, upper case, digits and other signs. */
  passwordMinKinds: z.int().min(1).max(4),
  passwordMaxAgeDays: count,
  tokenMaxDays: count,
})

const surveyDeadlines = z.strictObject({
  surveyTaskDays: count,
  returnedReportDays: count,
  candidateDecisionDays: count,
  importDecisionDays: count,
  dueSoonDays: count,
})

const areaRatio = z.strictObject({ low: positive, high: positive, why: bilingual })

const plausibility = z.strictObject({
  typicalAreaM2: pair,
  publishedMeanAreaM2: pair,
  warnAboveAreaM2: positive,
  /** No rural black water is larger: a reach of 100 km, 100 m wide, is not either. */
  refuseAboveAreaM2: positive,
  warnBelowAreaM2: positive,
  /** Area over length times width, by kind of water: outside it a warning. */
  areaRatio: z.record(waterType, areaRatio),
  refuseRatioBelow: positive,
  refuseRatioAbove: positive,
  villageShareWarn: share,
  earliestDate: date,
  /** Possible but unusual outside these ends: a warning. What is impossible stands in `domain/parameters.ts`. */
  unusual: z.partialRecord(z.enum(parameterIds), pair),
  depthWarnAboveCm: z.record(waterType, positive),
  transparencyOverDepthToleranceCm: positive,
  divisionAreas: z.array(z.strictObject({ code: regionCode, name: bilingual, areaKm2: positive, citation })),
})

const causeId = z.string().regex(/^[a-z]+(-[a-z]+)*$/)

const causes = z
  .strictObject({
    causes: z.array(
      z
        .strictObject({
          id: causeId,
          name: bilingual,
          letter: z
            .string()
            .regex(/^[a-z]$/)
            .optional(),
          confidence: z.enum(confidences).optional(),
          words: z.array(z.string().min(1)),
        })
        .refine(({ letter, confidence }) => (letter === undefined) === (confidence === undefined), {
          error: 'a letter comes with its confidence',
        }),
    ),
    /** Words that may mean several causes: never assigned, always asked about. */
    ambiguous: z.array(z.strictObject({ word: z.string().min(1), causes: z.array(causeId).min(2) })),
  })
  .refine(
    ({ causes, ambiguous }) =>
      !hasTwice([...causes.flatMap(cause => wordsOf(cause)), ...ambiguous.map(({ word }) => word)]),
    {
      error: 'a word or letter stands for two causes',
    },
  )

function wordsOf(cause: { name: { zh: string }; letter?: string | undefined; words: readonly string[] }): string[] {
  return [cause.name.zh, ...(cause.letter === undefined ? [] : [cause.letter]), ...cause.words]
}

function hasTwice(words: readonly string[]): boolean {
  return new Set(words).size !== words.length
}

/** Persisted: visits name them. */
export const visitPhaseIds = ['before', 'during', 'after'] as const
/** Who goes: a level of government, an expert, a third party. Persisted. */
export const visitRoleIds = ['municipal', 'county', 'town', 'village', 'expert', 'third-party'] as const
/** Persisted: rectification items name them. */
export const severityIds = ['minor', 'serious', 'grave'] as const
/** Units of what a checklist has measured. Persisted: answers carry them. */
export const measureUnitIds = ['m', 'cm', 'm3', 'percent', 'count'] as const

const severity = z.enum(severityIds)

/**
 * How an item is answered. A severity makes a finding of a "no", or of a measure outside `least` to `most`; `low` to `high` is what can be
 * at all. `photo`: a "no" needs one; `mayNotApply`: may be answered so, with a word why.
 */
const handbookAnswer = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('yes-no'),
    photo: z.boolean(),
    mayNotApply: z.boolean(),
    severity: severity.optional(),
  }),
  z
    .strictObject({
      kind: z.literal('measure'),
      unit: z.enum(measureUnitIds),
      low: z.number(),
      high: z.number(),
      least: z.number().optional(),
      most: z.number().optional(),
      severity: severity.optional(),
      citation: citation.optional(),
    })
    .refine(({ low, high, least = low, most = high }) => low <= least && least <= most && most <= high, {
      error: 'low, least, most and high come in this order',
    })
    .refine(
      ({ least, most, severity: grade, citation: source }) =>
        [grade, source].every(part => (part === undefined) === (least === undefined && most === undefined)),
      { error: 'a limit comes with its severity and its citation' },
    ),
  z.strictObject({ kind: z.literal('photo'), least: count }),
  z.strictObject({ kind: z.literal('text') }),
])

const handbookItem = z.strictObject({
  /** Begins with its phase. Persisted: answers and rectification items name it. */
  id: z.string().regex(/^(before|during|after)-[a-z0-9]+(-[a-z0-9]+)*$/),
  roles: z.array(z.enum(visitRoleIds)).min(1),
  question: bilingual,
  guidance: bilingual,
  answer: handbookAnswer,
})
export type HandbookItem = z.infer<typeof handbookItem>

/** Checklists of visits, and how long what they find may take. */
const handbook = z
  .strictObject({
    severities: z.record(
      severity,
      z.strictObject({ name: bilingual, rectifyDays: count, afterPhotos: z.int().min(0) }),
    ),
    /** Shown as due soon this many days before. */
    dueSoonDays: count,
    /** Whoever answered an item last may not close it. */
    closedByAnother: z.boolean(),
    phases: z.record(z.enum(visitPhaseIds), z.array(handbookItem).min(1)),
  })
  .refine(({ phases }) => !hasTwice(Object.values(phases).flatMap(items => items.map(({ id }) => id))), {
    error: 'an id stands for two items',
  })
  .refine(({ phases }) => visitPhaseIds.every(phase => phases[phase].every(({ id }) => id.startsWith(`${phase}-`))), {
    error: 'the id of an item begins with its phase',
  })

const plans = z.strictObject({
  /** In which a submitted plan is decided. */
  reviewDays: count,
  /** In which a returned one comes back. */
  revisionDays: count,
  /** Who approves the plan of a water on each list. */
  approvedBy: z.record(z.enum(supervisionListIds), z.enum(['city', 'county'])),
  /** Levels at which a plan names somebody. */
  personsExpected: z.array(z.enum(dutyLevelIds)),
  /** A date further ahead is a slip of the pen. */
  longestYears: count,
})

const duties = z.strictObject({
  /** Nobody held such a post before: an earlier day is a slip of the pen. */
  earliestStart: date,
  /** The levels at which somebody should be named while a water stands in a stage; stages left out expect nobody. */
  expected: z.partialRecord(z.enum(stageIds), z.array(z.enum(dutyLevelIds)).min(1)),
})

const pilotBundle = z
  .strictObject({
    /** The applicant has so many waters on the national list, or so much area of such waters: either is enough. */
    applicant: z.strictObject({ nationalWatersFrom: count, areaM2From: positive }),
    /** The highest award first. A tier is reached by investment and area together; where the area falls short, a lower one is. */
    tiers: z
      .array(z.strictObject({ awardYuan: count, investmentYuanFrom: count, bundleAreaM2From: z.number().min(0) }))
      .min(1),
    enterpriseResponsibleExcluded: z.boolean(),
    /** Stands in where nobody has estimated a water: always shown as an estimate. */
    costEstimate: z.strictObject({ yuanPerM2: positive, citation }),
  })
  .refine(({ tiers }) => tiers.every((tier, index) => index === 0 || tier.awardYuan < tiers[index - 1]!.awardYuan), {
    error: 'the highest award comes first',
  })

/** Every policy of the product and the shape of its value. */
export const policySchemas = {
  'traffic-light': trafficLight,
  'water-types': waterTypes,
  lists,
  accounts,
  'survey-deadlines': surveyDeadlines,
  plausibility,
  causes,
  classification,
  measures,
  handbook,
  plans,
  duties,
  'pilot-bundle': pilotBundle,
  'funding-sources': fundingSources,
  rewards,
  'works-progress': worksProgress,
  acceptance,
  'annual-plans': annualPlans,
  'expert-help': expertHelp,
  'similar-cases': similarCases,
  surroundings,
  'four-sames': fourSames,
} as const satisfies Record<string, z.ZodType>

export type PolicyName = keyof typeof policySchemas
export type PolicyValue<N extends PolicyName> = z.infer<(typeof policySchemas)[N]>

/** What stands around every value. */
export const editionFrame = z.strictObject({
  policy: z.string(),
  /** First day on which it holds, China time. */
  inForceFrom: date,
  title: bilingual,
  citation,
  value: z.unknown(),
})
