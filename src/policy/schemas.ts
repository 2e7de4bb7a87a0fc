import { z } from 'zod'
import { stageIds } from '../domain/lifecycle.ts'
import { parameterIds } from '../domain/parameters.ts'
import { waterTypeIds } from '../domain/waters.ts'
import { confidences } from '../domain/words.ts'
import { classification, measures } from './planning-schemas.ts'

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
