import { z } from 'zod'
import { supervisionListIds } from '../domain/waters.ts'
import { confidences } from '../domain/words.ts'

/** Shapes of the policies of money: where it comes from, and what is rewarded once it is verified. */

const citation = z.strictObject({
  title: z.string().min(1),
  clause: z.string().min(1),
  confidence: z.enum(confidences),
})
const count = z.int().positive()
const yuan = z.int().min(0)
const percent = z.number().positive().max(100)

/** Where money comes from; the first seven are those a plan names. Persisted. */
export const moneySourceIds = [
  'central-pilot',
  'municipal-grant',
  'county',
  'integrated-environment',
  'social-capital',
  'operator-contract',
  'villagers',
  'enterprise',
] as const

/** Public money, money others give, and what an enterprise that caused it must pay itself: never summed into the others. Persisted. */
export const moneyNatureIds = ['public', 'social', 'enterprise'] as const

/** What an entry says of its yuan; an exception is how much more may be spent than was allotted. Persisted. */
export const moneyKindIds = ['planned', 'allotted', 'spent', 'exception'] as const

/** Who decides. */
const decider = z.enum(['city', 'county'])

export const fundingSources = z
  .strictObject({
    /** A source left out does not exist under this edition. */
    sources: z.partialRecord(z.enum(moneySourceIds), z.enum(moneyNatureIds)),
    /** Who lets more be spent than was allotted. */
    exceptionsBy: decider,
    /** Kinds of entries that need the file of their document, not only its number. */
    fileNeededFor: z.array(z.enum(moneyKindIds)),
    /** Allotted money that is not spent after so many days is late. */
    lateAfterDays: count,
    /** No entry is older: an earlier day is a slip of the pen. */
    earliestOn: z.iso.date(),
  })
  .refine(({ sources }) => Object.keys(sources).length > 0, { error: 'there is a source' })

/** Stages that a result is rewarded at, in their order. Persisted. */
export const rewardStageIds = ['completed', 'accepted', 'delisted'] as const

/** What must stand on record before money is released. Persisted. */
export const rewardEvidenceIds = ['completion-day', 'clear-verdict', 'result-file', 'no-overspending'] as const

const rewardAmount = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('area'), baseYuan: yuan, yuanPerM2: z.number().min(0), mostYuan: count, citation }),
  /** Of the money planned for the water, without what an enterprise must pay. */
  z.strictObject({ by: z.literal('share'), percentOfPlanned: percent, mostYuan: count, citation }),
  z.strictObject({ by: z.literal('none') }),
])

export const rewards = z
  .strictObject({
    source: z.enum(moneySourceIds),
    decidedBy: decider,
    amounts: z.record(z.enum(supervisionListIds), rewardAmount),
    /** `upToPercent` of the whole once this stage is verified. */
    releases: z
      .array(
        z.strictObject({
          stage: z.enum(rewardStageIds),
          upToPercent: percent,
          evidence: z.array(z.enum(rewardEvidenceIds)),
        }),
      )
      .min(1),
  })
  .refine(
    ({ releases }) =>
      releases.every(({ stage, upToPercent }, index) => {
        const before = releases[index - 1]
        if (before === undefined) return true
        return rewardStageIds.indexOf(before.stage) < rewardStageIds.indexOf(stage) && before.upToPercent < upToPercent
      }),
    { error: 'releases come in the order of the stages, each with more than the one before' },
  )
  .refine(({ releases }) => releases.at(-1)?.upToPercent === 100, { error: 'the last release is the whole' })
