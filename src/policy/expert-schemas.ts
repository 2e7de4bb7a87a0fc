import { z } from 'zod'
import { stageIds } from '../domain/lifecycle-table.ts'
import { confidences } from '../domain/words.ts'

/** Shape of the policy of one-to-one expert help: which phases ask for visits, how many waters one expert takes, how long advice waits. */

const citation = z.strictObject({
  title: z.string().min(1),
  clause: z.string().min(1),
  confidence: z.enum(confidences),
})
const count = z.int().positive()

/** `visits` of an expert are expected while the water stands in one of `stages`. */
const helpPhase = z.strictObject({ visits: count, stages: z.array(z.enum(stageIds)).min(1), citation })

export const expertHelp = z
  .strictObject({
    phases: z.strictObject({ before: helpPhase, during: helpPhase, after: helpPhase }),
    mostWatersPerExpert: z.strictObject({ waters: count, citation }),
    deadlines: z.strictObject({
      /** In which the county answers advice. */
      answerDays: count,
      /** In which the expert closes the answer or asks again. */
      reviewDays: count,
      /** In which the county answers what was asked again. */
      againDays: count,
      dueSoonDays: count,
      citation,
    }),
  })
  .refine(({ phases: { before, during, after } }) => !hasTwice([before, during, after].flatMap(each => each.stages)), {
    error: 'a stage belongs to one phase',
  })

function hasTwice(ids: readonly string[]): boolean {
  return new Set(ids).size !== ids.length
}
