import { atomically, reading } from '../platform/db/database.ts'
import { serve, type Door } from '../platform/http/serve.ts'
import { recordQuestionnaire, recordSenses } from './bases-store.ts'
import * as contract from './contract.ts'
import { basesOfWater, decideScope, listCandidates, proposeCandidate, recordCandidate } from './candidates-store.ts'
import { surveyCoverage } from './coverage-store.ts'
import { changeTask, createTask, findTask, listTasks, planTask } from './tasks-store.ts'
import { reportVillage, taskVillages } from './villages-store.ts'

/** Survey tasks, coverage, candidates and the bases. The import of workbooks is served beside it. */
export function serveSurvey(door: Door): void {
  serveTasks(door)
  serveCandidates(door)
  serveBases(door)
}

function serveTasks(door: Door): void {
  serve(door, contract.createTask, ({ database, actor, body, query }) =>
    query.dryRun === true
      ? reading(database, actor, async tx => {
          const { villages, byCounty } = await planTask(tx, body)
          return { villages: villages.length, byCounty: [...byCounty] }
        })
      : atomically(database, actor, async tx => {
          const { villages, byCounty } = await planTask(tx, body)
          const task = await findTask(tx, await createTask(tx, body))
          return { task, villages: villages.length, byCounty: [...byCounty] }
        }),
  )
  serve(door, contract.listTasks, ({ database, actor, query }) => reading(database, actor, tx => listTasks(tx, query)))
  serve(door, contract.getTask, ({ database, actor, params }) =>
    reading(database, actor, tx => findTask(tx, params.id)),
  )
  serve(door, contract.changeTask, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => {
      await changeTask(tx, params.id, body)
      return findTask(tx, params.id)
    }),
  )
  serve(door, contract.listTaskVillages, ({ database, actor, params, query }) =>
    reading(database, actor, tx => taskVillages(tx, params.id, query)),
  )
  serve(door, contract.reportVillage, ({ database, actor, params, body }) =>
    atomically(database, actor, tx => reportVillage(tx, { taskId: params.id, villageCode: params.villageCode }, body)),
  )
  serve(door, contract.getCoverage, ({ database, actor, query }) =>
    reading(database, actor, tx => surveyCoverage(tx, query.level, query)),
  )
}

function serveCandidates(door: Door): void {
  serve(door, contract.recordCandidate, ({ database, actor, body, query }) =>
    query.dryRun === true
      ? reading(database, actor, tx => proposeCandidate(tx, body))
      : atomically(database, actor, tx => recordCandidate(tx, body)),
  )
  serve(door, contract.listCandidates, ({ database, actor, query }) =>
    reading(database, actor, tx => listCandidates(tx, query)),
  )
  serve(door, contract.decideScope, ({ database, actor, params, body }) =>
    atomically(database, actor, tx => decideScope(tx, params.id, body)),
  )
}

function serveBases(door: Door): void {
  serve(door, contract.getBases, ({ database, actor, params }) =>
    reading(database, actor, tx => basesOfWater(tx, params.id)),
  )
  serve(door, contract.putSenses, ({ database, actor, params, body }) =>
    atomically(database, actor, tx => recordSenses(tx, params.id, body)),
  )
  serve(door, contract.putQuestionnaire, ({ database, actor, params, body }) =>
    atomically(database, actor, tx => recordQuestionnaire(tx, params.id, body)),
  )
}
