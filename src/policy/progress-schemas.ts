import { z } from 'zod'
import { confidences } from '../domain/words.ts'

/** Shape of the policy `works-progress`: when works count as behind, and what a report may say. */

const citation = z.strictObject({
  title: z.string().min(1),
  clause: z.string().min(1),
  confidence: z.enum(confidences),
})
const days = z.strictObject({ value: z.int().positive(), citation })

export const worksProgress = z
  .strictObject({
    /** Days of work behind the schedule from which a measure is slipping. */
    slippingFromDays: days,
    /** From which it is late. */
    lateFromDays: days,
    /** Days without a report from which it is silent. */
    silentFromDays: days,
    /** How long after its day a report may come. */
    backdateDays: days,
    /** More than so many times the quantity of the schedule is a slip of the unit. */
    overrunTimes: z.strictObject({ value: z.number().min(1), citation }),
    /** A longer schedule is a slip of the year. */
    longestScheduleDays: days,
    /** A department's part is shown as due soon this many days before. */
    partDueSoonDays: days,
  })
  .refine(({ slippingFromDays, lateFromDays }) => slippingFromDays.value < lateFromDays.value, {
    error: 'slipping begins before late',
  })
