import { z } from 'zod'

/** Shape of the policy by which solved cases are found similar. */

/** What a solved case is compared by, in the order in which it is told. */
export const similarityCriterionIds = ['type', 'causes', 'size', 'place', 'function', 'measures', 'outcome'] as const

const points = z.number().positive().max(100)
const share = z.number().min(0).max(1)

export const similarCases = z
  .strictObject({
    /** Points of each criterion; 100 in all. */
    weights: z.record(z.enum(similarityCriterionIds), points),
    /** Of the points for the type: another type that is flowing, or closed, as well. */
    kindredTypeShare: share,
    /** An area so many times larger or smaller gets no points any more. */
    sizeTimesAtZero: z.number().gt(1),
    /** Of the points for the place, by the smallest division that holds both. */
    placeShares: z.strictObject({ town: share, county: share, city: share, province: share }),
    /** Months without relapse for all points of the outcome. */
    cleanMonthsForAll: z.int().positive(),
    /** Of the points for the outcome, where a water relapsed earlier and was cleaned again. */
    cleanAgainShare: share,
    /** Fewer points: not shown as similar. */
    leastPoints: points,
    /** So many are shown. */
    shown: z.int().positive().max(50),
  })
  .refine(({ weights }) => Object.values(weights).reduce((sum, weight) => sum + weight, 0) === 100, {
    error: 'the weights sum to 100',
  })
