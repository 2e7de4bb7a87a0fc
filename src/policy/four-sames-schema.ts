import { z } from 'zod'
import { confidences } from '../domain/words.ts'

/** Shape of the policy of the four sames: from which gap between the lists on a figure is worth a look, and from how many waters on. */

const citation = z.strictObject({
  title: z.string().min(1),
  clause: z.string().min(1),
  confidence: z.enum(confidences),
})
const limit = z.strictObject({ value: z.number().positive(), citation })

export const fourSames = z.strictObject({
  /** Where a list has fewer waters that a figure asks, nothing is said of it. */
  leastWaters: z.strictObject({ value: z.int().positive(), citation }),
  /** Percentage points between two shares. */
  shareGapPoints: limit,
  /** Of two means or medians, in percent of the larger. */
  meanGapPercent: limit,
  /** Two medians of days that lie closer are alike, whatever their ratio. */
  gapDays: limit,
})
