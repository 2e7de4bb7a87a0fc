import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cast } from '../../tests/support/actors.ts'
import { testDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { Problem } from '../domain/problems.ts'
import type { Actor } from '../platform/actor.ts'
import { atomically, reading, type Tx } from '../platform/db/database.ts'
import { ensureShippedPlaces } from '../places/seed.ts'
import { surveyCoverage } from './coverage-store.ts'
import { changeTask, createTask, findTask, listTasks, planTask, type NewTask } from './tasks-store.ts'
import { reportVillage, taskVillages } from './villages-store.ts'

const { wang, li, zhao, chen } = cast
let test: TestDatabase
let now = new Date('2026-11-23T02:00:00Z')

beforeAll(async () => {
  test = await testDatabase({ clock: () => now })
  await ensureShippedPlaces(test.database)
})
afterAll(() => test.close())

const write = <R>(actor: Actor, work: (tx: Tx) => Promise<R>): Promise<R> => {
  now = new Date(now.getTime() + 1000)
  return atomically(test.database, actor, work)
}
const read = <R>(actor: Actor, work: (tx: Tx) => Promise<R>): Promise<R> => reading(test.database, actor, work)

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  const failure = await work.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (failure instanceof Problem) return failure.kind.code
  throw failure ?? new Error('nothing was refused')
}

const task: NewTask = {
  title: '2026年农村黑臭水体排查',
  regionCode: '500000000000',
  dueOn: '2026-12-31',
  villages: { filter: 'all', codes: [], except: [] },
}
const page = { limit: 100 }

describe('survey tasks', () => {
  let cityTask: string
  let villagesOfLi: readonly string[]

  beforeAll(async () => {
    cityTask = await write(wang, tx => createTask(tx, task))
    villagesOfLi = (await read(li, tx => planTask(tx, { ...task, regionCode: li.region }))).villages
  })

  it('expand a city to every village of its counties', async () => {
    const seen = await read(wang, tx => findTask(tx, cityTask))
    const planned = await read(wang, tx => planTask(tx, task))
    expect(seen.villages).toBe(planned.villages.length)
    expect(seen.villages).toBeGreaterThan(11_000)
    expect(planned.byCounty.length).toBe(38)
    expect(seen).toMatchObject({ open: seen.villages, overdue: 0, regionName: '重庆市', version: 1 })
  })

  it('are seen by a county and a town with only their own villages', async () => {
    expect((await read(li, tx => findTask(tx, cityTask))).villages).toBe(villagesOfLi.length)
    const ofTown = await read(chen, tx => taskVillages(tx, cityTask, { limit: 500 }))
    expect(ofTown.items.length).toBeGreaterThan(5)
    expect(ofTown.items.every(({ villageCode }) => villageCode.startsWith('500231102'))).toBe(true)
    expect(ofTown.items[0]?.regionNames).toMatchObject({ county: '垫江县', town: '沙坪镇' })
  })

  it('of one county are not there for another', async () => {
    const own = await write(zhao, tx => createTask(tx, { ...task, regionCode: zhao.region, title: '永川区排查' }))
    expect((await read(zhao, tx => listTasks(tx, page))).items.map(({ id }) => id)).toEqual([own, cityTask])
    expect((await read(li, tx => listTasks(tx, page))).items.map(({ id }) => id)).toEqual([cityTask])
    expect(await codeOf(read(li, tx => findTask(tx, own)))).toBe('survey.task-not-found')
    expect(await codeOf(write(li, tx => changeTask(tx, own, { closed: true, reason: '关闭' })))).toBe(
      'survey.task-not-found',
    )
  })

  it('cannot be set for a division outside the caller’s jurisdiction, nor without a village', async () => {
    expect(await codeOf(write(li, tx => createTask(tx, { ...task, regionCode: zhao.region })))).toBe('place.not-found')
    expect(await codeOf(write(li, tx => createTask(tx, { ...task, regionCode: '500231999000' })))).toBe(
      'place.not-found',
    )
    const none: NewTask = { ...task, regionCode: li.region, villages: { filter: 'listed', codes: [], except: [] } }
    expect(await codeOf(write(li, tx => createTask(tx, none)))).toBe('survey.no-villages')
  })

  it('are changed by their own level only, though those below see them', async () => {
    expect(await codeOf(write(li, tx => changeTask(tx, cityTask, { dueOn: '2027-01-31', reason: '延期' })))).toBe(
      'survey.task-not-found',
    )
    await write(wang, tx => changeTask(tx, cityTask, { title: '排查（第二轮）', reason: '更名' }))
    expect(await read(li, tx => findTask(tx, cityTask))).toMatchObject({ title: '排查（第二轮）', version: 2 })
  })

  it('take the report of a village once, and change a done one only with a reason', async () => {
    const key = { taskId: cityTask, villageCode: villagesOfLi[0] ?? '' }
    const report = { state: 'done-with-candidates', found: 2, surveyedOn: '2026-11-20' } as const
    const facts = () => test.asOwner(`select id from facts where kind = 'survey.village-reported'`)
    await write(li, tx => reportVillage(tx, key, report))
    await write(li, tx => reportVillage(tx, key, report))
    expect(await facts()).toHaveLength(1)
    const changed = { state: 'done-none-found', found: 0, surveyedOn: '2026-11-20' } as const
    expect(await codeOf(write(li, tx => reportVillage(tx, key, changed)))).toBe('survey.report-refused')
    const after = await write(li, tx => reportVillage(tx, key, { ...changed, reason: '复核无黑臭' }))
    expect(after).toMatchObject({
      state: 'done-none-found',
      found: 0,
      reportedBy: { id: li.accountId },
      overdue: false,
    })
    expect(await facts()).toHaveLength(2)
  })

  it('refuse the report of a village that is not theirs or not in the task', async () => {
    const key = { taskId: cityTask, villageCode: villagesOfLi[0] ?? '' }
    const report = { state: 'in-progress', found: 0 } as const
    expect(await codeOf(write(zhao, tx => reportVillage(tx, key, report)))).toBe('survey.village-not-in-task')
    const elsewhere = { ...key, villageCode: '500231102999' }
    expect(await codeOf(write(li, tx => reportVillage(tx, elsewhere, report)))).toBe('survey.village-not-in-task')
  })

  it('count coverage by county, town and village, each village by its latest task', async () => {
    const cityBefore = await read(wang, tx => surveyCoverage(tx, 'county'))
    expect(cityBefore.items).toHaveLength(38)
    expect(cityBefore.total).toMatchObject({ noneFound: 1, withCandidates: 0, donePercent: 0 })
    const towns = await read(li, tx => surveyCoverage(tx, 'town'))
    expect(towns.total.villages).toBe(villagesOfLi.length)
    expect(towns.items.reduce((sum, { villages }) => sum + villages, 0)).toBe(villagesOfLi.length)
    expect(towns.items.every(({ level }) => level === 'town')).toBe(true)
    const [first] = villagesOfLi
    const villages = await read(li, tx => surveyCoverage(tx, 'village', { region: first }))
    expect(villages.items).toMatchObject([{ regionCode: first, villages: 1, noneFound: 1, donePercent: 100 }])
    await write(li, tx => createTask(tx, { ...task, regionCode: first ?? '', title: '回头看' }))
    const again = await read(li, tx => surveyCoverage(tx, 'village', { region: first }))
    expect(again.items).toMatchObject([{ villages: 1, open: 1, donePercent: 0 }])
    const inCityTask = await read(li, tx => surveyCoverage(tx, 'village', { region: first, taskId: cityTask }))
    expect(inCityTask.items).toMatchObject([{ noneFound: 1, donePercent: 100 }])
  })

  it('are overdue the day after their due date by China time, not before, and not once closed', async () => {
    now = new Date('2026-12-31T15:59:00Z')
    expect((await read(li, tx => findTask(tx, cityTask))).overdue).toBe(0)
    now = new Date('2026-12-31T16:00:00Z')
    expect((await read(li, tx => findTask(tx, cityTask))).overdue).toBe(villagesOfLi.length - 1)
    expect((await read(li, tx => taskVillages(tx, cityTask, { overdue: false, ...page }))).items).toHaveLength(1)
    expect((await read(wang, tx => listTasks(tx, { state: 'overdue', ...page }))).items).toHaveLength(3)
    await write(wang, tx => changeTask(tx, cityTask, { closed: true, reason: '第一轮结束' }))
    expect((await read(li, tx => findTask(tx, cityTask))).overdue).toBe(0)
    const late = { taskId: cityTask, villageCode: villagesOfLi[1] ?? '' }
    expect(await codeOf(write(li, tx => reportVillage(tx, late, { state: 'in-progress', found: 0 })))).toBe(
      'survey.task-closed',
    )
    await write(wang, tx => changeTask(tx, cityTask, { closed: false, reason: '补报' }))
    expect((await read(li, tx => findTask(tx, cityTask))).overdue).toBe(villagesOfLi.length - 1)
  })

  it('page through villages and tasks, each once', async () => {
    const codes: string[] = []
    let cursor: string | undefined
    do {
      const found = await read(li, tx => taskVillages(tx, cityTask, { limit: 50, ...(cursor ? { cursor } : {}) }))
      codes.push(...found.items.map(({ villageCode }) => villageCode))
      cursor = found.next
    } while (cursor !== undefined)
    expect(codes).toEqual(villagesOfLi)
    const first = await read(wang, tx => listTasks(tx, { limit: 1 }))
    const second = await read(wang, tx => listTasks(tx, { limit: 100, cursor: first.next ?? '' }))
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(3)
  })

  it('show nothing to a connection without jurisdiction', async () => {
    for (const table of ['survey_tasks', 'survey_villages']) {
      const rows = await test.database.pool.query(`select * from ${table} limit 1`)
      expect(rows.rows).toEqual([])
    }
  })
})
