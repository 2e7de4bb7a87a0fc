import { atomically, reading } from '../platform/db/database.ts'
import { serve, type Door } from '../platform/http/serve.ts'
import { classifyWater, overrideClass, tryClassification } from './classifying.ts'
import * as contract from './contract.ts'
import { answerOf, classificationsAnswer, reviewMeasures } from './planned.ts'

/** Causes, class and measures of a water. */
export function servePlanning(door: Door): void {
  serve(door, contract.getClassifications, ({ database, actor, params }) =>
    reading(database, actor, tx => classificationsAnswer(tx, params.id)),
  )
  serve(door, contract.classifyWater, async ({ database, actor, params, body }) => {
    if (body.dryRun) {
      const { rule } = await reading(database, actor, tx => tryClassification(tx, params.id, body))
      return { rule }
    }
    return atomically(database, actor, async tx => {
      const row = await classifyWater(tx, params.id, body)
      return { classification: await answerOf(tx, row), rule: row.record.rule }
    })
  })
  serve(door, contract.overrideClass, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => answerOf(tx, await overrideClass(tx, params.id, body))),
  )
  serve(door, contract.reviewMeasures, ({ database, actor, params, body }) =>
    reading(database, actor, tx => reviewMeasures(tx, params.id, body)),
  )
}
