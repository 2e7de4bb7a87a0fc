import { z } from 'zod'

const days = z.int().min(0)

/** Annual work plans 年度工作方案: days that a milestone is set after the one before it where nobody dated it, and how far ahead one is due. */
export const annualPlans = z.strictObject({
  /** From the approval of a plan to the start of works. */
  startAfterDays: days,
  /** From the start to the completion. */
  completeAfterDays: days,
  acceptAfterDays: days,
  delistAfterDays: days,
  /** A milestone so near is shown as due. */
  dueWithinDays: days,
  /** A year before it is a slip of the pen. */
  earliestYear: z.int(),
  /** So is one further ahead than so many years. */
  furthestYears: z.int().min(0),
})
