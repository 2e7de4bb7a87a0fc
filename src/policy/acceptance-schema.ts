import { z } from 'zod'
import { dutyLevelIds } from '../domain/duties.ts'
import { supervisionListIds, waterTypeIds } from '../domain/waters.ts'
import { confidences } from '../domain/words.ts'

const bilingual = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
const citation = z.strictObject({
  title: z.string().min(1),
  clause: z.string().min(1),
  confidence: z.enum(confidences),
})
const count = z.int().positive()
/** Ids of the policy `handbook`. */
const handbookItems = z.array(z.string().regex(/^(during|after)-[a-z0-9-]+$/)).min(1)

/** The steps of a file, in their order: the township checks its own work, the county accepts, the notice follows, then the water is delisted. Persisted. */
export const acceptanceStepIds = ['self-check', 'acceptance', 'delisting'] as const

/** Who decides a step. Persisted. */
export const deciderIds = ['town', 'county', 'city'] as const

/** What only looks like treatment. Persisted: items of files name them. */
export const falseFixIds = ['covering', 'dosing', 'flushing', 'filling-in'] as const

const step = z.strictObject({
  id: z.enum(acceptanceStepIds),
  name: bilingual,
  /** By the list the water is on. */
  decidedBy: z.record(z.enum(supervisionListIds), z.enum(deciderIds)),
  /** In which it is decided. */
  days: count,
  citation,
})

/** How a file of acceptance is put together, who decides it step by step, and by when. */
export const acceptance = z.strictObject({
  steps: z
    .array(step)
    .refine(isOrder, { error: 'the steps come once each in their order, acceptance and delisting among them' }),
  /** Whoever sent a file in decides no step of it. */
  decidedByAnother: z.boolean(),
  /** Whoever accepted one step of a file decides no other step of it; where absent, they may. */
  oneStepEach: z.boolean().optional(),
  /** A higher level may decide in place of the one named. */
  higherMayStandIn: z.boolean(),
  dueSoonDays: count,
  notice: z.strictObject({
    /** First and last day counted. */
    leastDays: count,
    /** From the acceptance to its first day. */
    beginsWithinDays: count,
    citation,
  }),
  sampling: z.strictObject({
    /** At that many points each. */
    leastSites: z.record(z.enum(waterTypeIds), count),
    leastTimes: count,
    /** Different calendar months in which a point is sampled. */
    leastMonths: count,
    /** Samples taken sooner after completion do not count. */
    waitDays: z.int().min(0),
    citation,
  }),
  /** After completion somebody looked and smelt. */
  senses: z.strictObject({ citation }),
  questionnaire: z.strictObject({
    leastValid: count,
    /** Where fewer adults live there, all of them. */
    allAdultsWhereFewer: z.boolean(),
    satisfiedShareFrom: z.number().positive().max(1),
    citation,
  }),
  funds: z.strictObject({ blocksWhereUnknown: z.boolean(), citation }),
  upkeep: z.strictObject({ levels: z.array(z.enum(dutyLevelIds)).min(1), citation }),
  rectification: z.strictObject({ citation }),
  interception: z.strictObject({ items: handbookItems, citation }),
  falseFixes: z.strictObject({ items: z.record(z.enum(falseFixIds), handbookItems), citation }),
})

function isOrder(steps: readonly { readonly id: (typeof acceptanceStepIds)[number] }[]): boolean {
  const ids = steps.map(({ id }) => id)
  const inOrder = acceptanceStepIds.filter(id => ids.includes(id))
  return ids.join() === inOrder.join() && ids.includes('acceptance') && ids.includes('delisting')
}
