import { expertsAtHand } from '../people/experts-at-hand-store.ts'
import { atomically, reading } from '../platform/db/database.ts'
import { serve, type Door } from '../platform/http/serve.ts'
import { answerAdvice, giveAdvice, stepAdvice } from './advice-store.ts'
import { adviceView, adviceViews } from './advice-views.ts'
import { assignExpert, findAssignment, listAssignments, relieveExpert } from './assignments-store.ts'
import { boardView, expertView, waterHelpView } from './board.ts'
import * as contract from './contract.ts'
import { listWatersByHelp } from './coverage-store.ts'
import { reaches } from './expert-labels.ts'

/** Experts one-to-one: whom they help, which phases they have visited, their advice and what became of it. */
export function serveExperts(door: Door): void {
  serveBoard(door)
  serveAssignments(door)
  serveAdvice(door)
}

function serveBoard(door: Door): void {
  serve(door, contract.getExpertBoard, ({ database, actor, query }) =>
    reading(database, actor, tx => boardView(tx, query.region)),
  )
  serve(door, contract.getExpert, ({ database, actor, params }) =>
    reading(database, actor, tx => expertView(tx, params.id)),
  )
  serve(door, contract.listWatersByHelp, ({ database, actor, query }) =>
    reading(database, actor, tx => listWatersByHelp(tx, query)),
  )
  serve(door, contract.getHelpOfWater, ({ database, actor, params }) =>
    reading(database, actor, tx => waterHelpView(tx, params.id)),
  )
}

function serveAssignments(door: Door): void {
  serve(door, contract.listExpertsAtHand, ({ database, actor, query }) =>
    reading(database, actor, async tx => {
      const region = query.region ?? actor.region
      const all = (await expertsAtHand(tx)).map(({ regionCode, ...expert }) => ({
        ...expert,
        reaches: reaches({ ...expert, regionCode }, region),
      }))
      return { items: all.toSorted((a, b) => Number(b.reaches) - Number(a.reaches)) }
    }),
  )
  serve(door, contract.assignExpert, ({ database, actor, body }) =>
    atomically(database, actor, async tx => findAssignment(tx, await assignExpert(tx, body))),
  )
  serve(door, contract.listAssignments, ({ database, actor, query }) =>
    reading(database, actor, tx => listAssignments(tx, query)),
  )
  serve(door, contract.relieveExpert, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => {
      await relieveExpert(tx, params.id, body)
      return findAssignment(tx, params.id)
    }),
  )
}

function serveAdvice(door: Door): void {
  serve(door, contract.listAdvice, ({ database, actor, query }) =>
    reading(database, actor, tx => adviceViews(tx, query)),
  )
  serve(door, contract.giveAdvice, ({ database, actor, body }) =>
    atomically(database, actor, async tx => adviceView(tx, await giveAdvice(tx, body))),
  )
  serve(door, contract.answerAdvice, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => {
      await answerAdvice(tx, params.id, body)
      return adviceView(tx, params.id)
    }),
  )
  serve(door, contract.stepAdvice, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => {
      await stepAdvice(tx, params.id, body)
      return adviceView(tx, params.id)
    }),
  )
}
