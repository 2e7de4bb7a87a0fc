import { afterAll, beforeAll, expect, it } from 'vitest'
import { cast } from '../../tests/support/actors.ts'
import { testDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { Problem } from '../domain/problems.ts'
import { atomically, reading } from '../platform/db/database.ts'
import { ensureShippedPlaces } from '../places/seed.ts'
import { createTask, findTask, reportVillages, type VillageOfBatch } from './store.ts'
import { changeTask } from './tasks-store.ts'

const { wang, li, zhao } = cast
let test: TestDatabase
let taskId: string

beforeAll(async () => {
  test = await testDatabase({ clock: () => new Date('2026-11-23T02:00:00Z') })
  await ensureShippedPlaces(test.database)
  taskId = await atomically(test.database, wang, tx =>
    createTask(tx, {
      title: '沙坪镇排查',
      regionCode: '500231102000',
      dueOn: '2026-12-31',
      villages: { filter: 'all', codes: [], except: [] },
    }),
  )
})
afterAll(() => test.close())

const none = (villageCode: string): VillageOfBatch => ({
  villageCode,
  state: 'done-none-found',
  found: 0,
  surveyedOn: '2026-11-20',
})
const codeOf = async (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof Problem ? error.kind.code : String(error)),
  )

it('reports villages together under one fact', async () => {
  const found: VillageOfBatch = { ...none('500231102202'), state: 'done-with-candidates', found: 2 }
  await atomically(test.database, li, tx => reportVillages(tx, taskId, [none('500231102201'), found]))
  const task = await reading(test.database, li, tx => findTask(tx, taskId))
  expect(task).toMatchObject({ noneFound: 1, withCandidates: 1 })
  const facts = await test.asOwner(`select body from facts where kind = 'survey.villages-reported'`)
  expect(facts).toMatchObject([{ body: { villages: 2, withCandidates: 1 } }])
})

it('takes all or none: one contradicting report refuses the batch', async () => {
  const wrong: VillageOfBatch = { ...none('500231102204'), state: 'done-with-candidates' }
  const work = atomically(test.database, li, tx => reportVillages(tx, taskId, [none('500231102203'), wrong]))
  expect(await codeOf(work)).toBe('survey.report-refused')
  expect((await reading(test.database, li, tx => findTask(tx, taskId))).noneFound).toBe(1)
})

it('refuses a village done before, outside the task, or outside the jurisdiction', async () => {
  const report = (actor: typeof li, code: string) =>
    codeOf(atomically(test.database, actor, tx => reportVillages(tx, taskId, [none(code)])))
  expect(await report(li, '500231102201')).toBe('survey.report-refused')
  expect(await report(li, '500231101201')).toBe('survey.village-not-in-task')
  expect(await report(zhao, '500231102203')).toBe('survey.task-not-found')
})

it('refuses reports to a closed task', async () => {
  await atomically(test.database, wang, tx => changeTask(tx, taskId, { closed: true, reason: '完成' }))
  const work = atomically(test.database, li, tx => reportVillages(tx, taskId, [none('500231102203')]))
  expect(await codeOf(work)).toBe('survey.task-closed')
})
