import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openActorDoor, type ActorDoor } from '../../../tests/support/actor-door.ts'
import { actorOf } from '../../../tests/support/actors.ts'
import { testDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { dianjiang, municipal, pond, recordOne, withPlaces, yongchuan, zhutuo } from '../../../tests/support/waters.ts'
import { uuidv7 } from '../../domain/ids.ts'
import { createOrganisation } from '../../people/store.ts'
import type { PlanContent } from '../../planning/plans/contract.ts'
import { stepPlan } from '../../planning/plans/deciding.ts'
import { savePlan } from '../../planning/plans/plans-store.ts'
import type { Actor } from '../../platform/actor.ts'
import { atomically, reading, type Tx } from '../../platform/db/database.ts'
import type { FileStore } from '../../platform/files/attachments-store.ts'
import type { RowFault } from '../../platform/ledger/witness.ts'
import { moveThroughLife } from '../../register/store.ts'
import { findWater, recordAttachment, requireWater, type WaterRow } from '../../waters/store.ts'
import type { BoardRow, Measure, UnscheduledWater, Works } from './contract.ts'
import { followStage } from './running.ts'
import type { Part } from './parts/contract.ts'
import { serveProgress } from './routes.ts'
import { moveWorksToRegion } from './schedules-store.ts'
import { worksOfWater } from './showing.ts'
import { partWitness, progressWitness } from './witness-store.ts'

const chief = actorOf('chen', 'town-chief', '500231102000')
const plan: PlanContent = {
  presentState: '水色发黑，底泥厚约 40 厘米。',
  causes: [{ causeId: 'domestic-sewage', percent: 100 }],
  target: { goal: 'class-V', by: '2027-06-30' },
  measures: [
    { measureId: 'septic-tank', quantity: 10, costYuan: 30_000, from: '2026-12-01', to: '2026-12-10' },
    { measureId: 'dredging', quantity: 100, costYuan: 10_000 },
  ],
  funding: [{ source: 'county', yuan: 40_000 }],
  persons: { town: { name: '王建国' }, village: { name: '李秀英' }, site: { name: '陈大勇' } },
  upkeep: { duties: '每周巡查一次。', yearlyYuan: 2400 },
}
const days = [
  { number: 1, startsOn: '2026-12-01', endsOn: '2026-12-10', contractor: '垫江某建设公司' },
  { number: 2, startsOn: '2026-12-11', endsOn: '2026-12-20' },
]

let test: TestDatabase
let office: ActorDoor
let now = new Date('2026-11-29T02:00:00Z')
let finance: Actor
let water2: Actor
let count = 0

beforeAll(async () => {
  test = await testDatabase({ clock: () => now })
  await withPlaces(test.database)
  const noFiles = {} as FileStore // no file is sent in these tests
  office = await openActorDoor(test, door => serveProgress(door, noFiles))
  const named = (name: string) =>
    write(municipal, tx => createOrganisation(tx, { name, kind: 'department', regionCode: '500231000000' }))
  finance = { ...actorOf('cai', 'department', '500231000000'), organisationId: (await named('垫江县财政局')).id }
  water2 = { ...actorOf('shui', 'department', '500231000000'), organisationId: (await named('垫江县水利局')).id }
})
afterAll(async () => {
  await office.close()
  await test.close()
})

const on = (day: string) => (now = new Date(`${day}T02:00:00Z`))
const write = <R>(actor: Actor, work: (tx: Tx) => Promise<R>): Promise<R> => {
  now = new Date(now.getTime() + 1000)
  return atomically(test.database, actor, work)
}
type Refusal = { readonly code: string; readonly zh: string; readonly en: string }

async function send<Answer>(actor: Actor, path: string, body?: object, status = 200): Promise<Answer> {
  now = new Date(now.getTime() + 1000)
  const method = body === undefined ? 'GET' : path.includes('/reports/') ? 'PUT' : 'POST'
  return (await office.call(actor, { method, path: `/works${path}`, body }, status)) as Answer // the contract's answer
}
const codeOf = async (actor: Actor, path: string, body: object | undefined, status: number): Promise<string> =>
  (await send<Refusal>(actor, path, body, status)).code

/** A water of the county list whose plan was approved on the day the clock stands at. */
async function planned(content: PlanContent = plan): Promise<WaterRow> {
  count++
  const position = { longitude: 107.42 + count / 1000, latitude: 30.21 }
  const entry = { transition: 'declare', list: 'county' } as const
  const water = await recordOne(test.database, pond({ name: `塘${count}`, position }, { entry }), dianjiang)
  const { id } = await write(dianjiang, tx => savePlan(tx, water.id, { seenVersion: 0, content }))
  await write(dianjiang, tx => stepPlan(tx, id, { step: 'submit', seenVersion: 1 }))
  const reference = '垫环函〔2026〕18号'
  await write(dianjiang, tx => stepPlan(tx, id, { step: 'approve', seenVersion: 1, reference }))
  return water
}
const schedule = (water: WaterRow, measures: readonly object[] = days, status = 200) =>
  send<Works & Refusal>(dianjiang, `/waters/${water.id}/schedule`, { measures }, status)
const start = (water: WaterRow, startedOn: string, status = 200) =>
  send<Works & Refusal>(chief, `/waters/${water.id}/start`, { startedOn }, status)

/** Scheduled and started on 1 December. */
async function running(): Promise<{ readonly water: WaterRow; readonly measures: readonly Measure[] }> {
  on('2026-11-29')
  const water = await planned()
  await schedule(water)
  on('2026-12-01')
  const works = await start(water, '2026-12-01')
  return { water, measures: works.schedule?.measures ?? [] }
}
const report = (measure: Measure | undefined, body: object, status = 200, id = uuidv7(now.getTime())) =>
  send<Works & Refusal>(chief, `/measures/${measure?.id}/reports/${id}`, body, status)
const adjust = (measure: Measure | undefined, body: object, status = 200) =>
  send<Works & Refusal>(
    dianjiang,
    `/measures/${measure?.id}/adjustments`,
    { seenVersion: 1, reason: '雨季停工', ...body },
    status,
  )
const measureOf = (works: Works, number: number) => works.schedule?.measures.find(one => one.number === number)
const stageOf = async ({ id }: WaterRow) => (await reading(test.database, dianjiang, tx => findWater(tx, id)))?.stage

describe('a schedule', () => {
  it('is made once from the approved plan, each measure with its days', async () => {
    const water = await planned()
    const before = await send<Works>(chief, `/waters/${water.id}/progress`)
    expect(before.proposal?.map(({ startsOn, unit }) => [startsOn, unit])).toEqual([
      ['2026-12-01', '户'],
      [undefined, 'm3'],
    ])
    const made = await schedule(water)
    expect(made.schedule).toMatchObject({ state: 'scheduled', share: 0, costYuan: 40_000, level: 'on-time' })
    expect(measureOf(made, 1)).toMatchObject({ contractor: '垫江某建设公司', quantity: 10, unit: '户', state: 'open' })
    expect(await schedule(water, days, 409)).toMatchObject({ code: 'progress.schedule-there' })
  })

  it('names the measures whose days are missing or cannot be', async () => {
    const water = await planned()
    const first = { number: 1, startsOn: '2026-12-10', endsOn: '2026-12-01' }
    const refused = await schedule(water, [first, { ...first, number: 3 }], 422)
    expect(refused.code).toBe('progress.schedule-wrong')
    expect(refused.zh).toContain('第 1 项措施开始日期 2026-12-10 晚于结束日期')
    expect(refused.zh).toContain('第 2 项措施没有安排工期')
    expect(refused.zh).toContain('第 3 项措施不在已批复的方案中')
  })

  it('needs an approved plan, and belongs to the county', async () => {
    const entry = { transition: 'declare', list: 'county' } as const
    const position = { longitude: 107.5, latitude: 30.3 }
    const bare = await recordOne(test.database, pond({ name: '无方案塘', position }, { entry }), dianjiang)
    expect((await schedule(bare, days, 422)).code).toBe('progress.plan-not-approved')
    expect(await codeOf(yongchuan, `/waters/${bare.id}/schedule`, { measures: days }, 404)).toBe('water.not-found')
    expect(await codeOf(chief, `/waters/${bare.id}/schedule`, { measures: days }, 403)).toBe('permission.missing')
  })

  it('is adjusted with a reason, every version kept; whoever saw an older one is told', async () => {
    const { measures } = await running()
    const adjusted = measureOf(await adjust(measures[0], { endsOn: '2026-12-20', quantity: 12 }), 1)
    expect(adjusted).toMatchObject({ endsOn: '2026-12-20', quantity: 12, contractor: '垫江某建设公司', version: 2 })
    expect(adjusted?.changes.map(({ endsOn, reason }) => [endsOn, reason])).toEqual([
      ['2026-12-10', undefined],
      ['2026-12-20', '雨季停工'],
    ])
    expect((await adjust(measures[0], { quantity: 11 }, 409)).code).toBe('progress.changed-meanwhile')
    expect((await adjust(measures[0], { seenVersion: 2, endsOn: '2026-11-01' }, 422)).code).toBe(
      'progress.schedule-wrong',
    )
  })
})

describe('works', () => {
  it('start on a day that has come and move the water', async () => {
    on('2026-11-29')
    const water = await planned()
    expect((await start(water, '2026-11-29', 404)).code).toBe('progress.not-found')
    const scheduled = await schedule(water)
    expect((await report(measureOf(scheduled, 1), { onDay: '2026-11-29', doneQuantity: 1 }, 409)).code).toBe(
      'progress.not-running',
    )
    expect((await start(water, '2026-11-30', 422)).code).toBe('progress.day-wrong')
    expect((await start(water, '2026-11-28')).schedule).toMatchObject({ state: 'running', startedOn: '2026-11-28' })
    expect(await stageOf(water)).toBe('in-works')
  })

  it('are reported measure by measure, and the level follows', async () => {
    const { water, measures } = await running()
    on('2026-12-05')
    const works = await report(measures[0], { onDay: '2026-12-05', doneQuantity: 5, note: '已建 5 座' })
    expect(measureOf(works, 1)).toMatchObject({
      share: 0.5,
      expectedShare: 0.5,
      daysBehind: 0,
      forecastOn: '2026-12-10',
    })
    expect(works.schedule?.share).toBeCloseTo(0.375, 10)
    on('2026-12-10')
    expect((await send<Works>(chief, `/waters/${water.id}/progress`)).schedule?.level).toBe('on-time')
    on('2026-12-11')
    const late = await send<Works>(chief, `/waters/${water.id}/progress`)
    expect(measureOf(late, 1)).toMatchObject({ level: 'late', daysBehind: 6 })
    expect(late.schedule?.level).toBe('late')
  })

  it('take the same report twice, and no other under its id', async () => {
    const { measures } = await running()
    const id = uuidv7(now.getTime())
    const body = { onDay: '2026-12-01', doneQuantity: 2 }
    await report(measures[0], body, 200, id)
    expect(measureOf(await report(measures[0], body, 200, id), 1)?.reports).toHaveLength(1)
    expect((await report(measures[0], { ...body, doneQuantity: 3 }, 409, id)).code).toBe('progress.report-differs')
  })

  it('are corrected by a new report; the wrong one stays and counts no more', async () => {
    const { measures } = await running()
    const first = measureOf(await report(measures[0], { onDay: '2026-12-01', doneQuantity: 8 }), 1)?.reports[0]
    expect((await report(measures[0], { onDay: '2026-12-01', doneQuantity: 3 }, 422)).zh).toContain('“更正”')
    const corrected = { onDay: '2026-12-01', doneQuantity: 3, corrects: first?.id }
    const measure = measureOf(await report(measures[0], corrected), 1)
    expect([measure?.doneQuantity, measure?.reports.map(({ counts }) => counts)]).toEqual([3, [true, false]])
    expect((await report(measures[0], corrected, 422)).code).toBe('progress.correction-wrong')
    expect((await report(measures[1], corrected, 422)).code).toBe('progress.correction-wrong')
  })

  it('show photos and invoices that are attachments of the water, no others', async () => {
    const { water, measures } = await running()
    const [photo, invoice] = [uuidv7(now.getTime()), uuidv7(now.getTime())]
    const file = { kind: 'photo', type: 'image/png', bytes: 9, sha256: 'a'.repeat(64) } as const
    for (const id of [photo, invoice])
      await write(dianjiang, tx => recordAttachment(tx, { id, waterId: water.id, name: '现场.png', ...file }))
    const body = { onDay: '2026-12-01', doneQuantity: 1, photos: [photo], invoices: [invoice] }
    expect(measureOf(await report(measures[0], body), 1)?.reports[0]).toMatchObject({
      photos: [photo],
      invoices: [invoice],
    })
    const lost = { ...body, doneQuantity: 2, photos: [uuidv7(now.getTime())] }
    expect((await report(measures[0], lost, 422)).code).toBe('progress.files-not-there')
  })

  it('are completed once every measure is done or was dropped with a reason', async () => {
    const { water, measures } = await running()
    await report(measures[0], { onDay: '2026-12-01', doneQuantity: 10 })
    const complete = (completedOn: string, status = 200) =>
      send<Works & Refusal>(chief, `/waters/${water.id}/completion`, { completedOn }, status)
    const refused = await complete('2026-12-01', 422)
    expect(refused.code).toBe('progress.measures-open')
    expect(refused.zh).toContain('第 2 项')
    await adjust(measures[1], { dropped: true, reason: '底泥检测合格，无需清淤' })
    expect((await report(measures[1], { onDay: '2026-12-01', doneQuantity: 1 }, 409)).code).toBe(
      'progress.measure-dropped',
    )
    expect((await complete('2026-11-30', 422)).code).toBe('progress.day-wrong')
    expect((await complete('2026-12-01')).schedule).toMatchObject({ state: 'completed', share: 1, costYuan: 30_000 })
    expect(await stageOf(water)).toBe('completed')
    expect((await adjust(measures[0], { quantity: 11 }, 409)).code).toBe('progress.closed')
  })

  it('are completed with a reason only while a department owes its part, and by no other door', async () => {
    const { water, measures } = await running()
    await report(measures[0], { onDay: '2026-12-01', doneQuantity: 10 })
    await adjust(measures[1], { dropped: true, reason: '底泥检测合格，无需清淤' })
    const ask = { organisationId: finance.organisationId, subject: 'funds', ask: '落实治理资金', dueOn: '2026-12-30' }
    await send(dianjiang, `/waters/${water.id}/parts`, ask)
    const complete = (more: object, status = 200) =>
      send<Works & Refusal>(chief, `/waters/${water.id}/completion`, { completedOn: '2026-12-01', ...more }, status)
    const refused = await complete({}, 422)
    expect(refused.code).toBe('progress.completion-unexplained')
    expect(refused.zh).toContain('部门协同事项 1 件未会签')
    expect((await complete({ reason: '已完工', expectedVersion: 99 }, 409)).code).toBe('water.changed-meanwhile')
    const { version } = (await reading(test.database, dianjiang, tx => findWater(tx, water.id))) ?? { version: 0 }
    const move = { transition: 'complete', expectedVersion: version, values: {} } as const
    await expect(write(chief, tx => moveThroughLife(tx, water.id, move))).rejects.toMatchObject({
      kind: { code: 'register.through-other-door' },
    })
    await complete({ reason: '资金次年拨付，工程已完成', expectedVersion: version })
    expect(await stageOf(water)).toBe('completed')
    const [moved] = await test.asOwner(
      `select body->>'reason' as reason from facts where subject_id = $1 and body->>'transition' = 'complete'`,
      [water.id],
    )
    expect(moved).toEqual({ reason: '资金次年拨付，工程已完成' })
  })

  it('without a schedule are completed with a reason where a plan names measures', async () => {
    on('2026-11-29')
    const unscheduled = await planned()
    const { version } = await reading(test.database, dianjiang, tx => requireWater(tx, unscheduled.id))
    const move = { transition: 'start-works', expectedVersion: version, values: {} } as const
    await write(dianjiang, tx => moveThroughLife(tx, unscheduled.id, move))
    const path = `/waters/${unscheduled.id}/completion`
    const refused = await send<Refusal>(chief, path, { completedOn: '2026-11-29' }, 422)
    expect(refused.zh).toContain('2 项措施，没有编制进度计划')
    await send(chief, path, { completedOn: '2026-11-29', reason: '工程早于平台完成' })
    expect(await stageOf(unscheduled)).toBe('completed')
  })

  it('follow their water where it was moved by another door, once', async () => {
    const { water } = await running()
    await write(dianjiang, async tx => {
      const { version } = await requireWater(tx, water.id)
      const decision = {
        transition: 'return-plan',
        reason: '方案需调整',
        expectedVersion: version,
        values: {},
      } as const
      return moveThroughLife(tx, water.id, decision)
    })
    const follow = () => write(dianjiang, tx => followStage(tx, water.id, { transition: 'return-plan', at: now }))
    await follow()
    await follow()
    expect((await reading(test.database, dianjiang, tx => worksOfWater(tx, water.id))).schedule).toBeUndefined()
    const [{ count: moved } = {}] = await test.asOwner(
      `select count(*)::int as count from facts where subject_id = $1 and kind = 'progress.moved' and body->>'to' = 'stopped'`,
      [water.id],
    )
    expect(moved).toBe(1)
  })
})

/** Every row of a list, asked for two at a time. */
async function walked<Row>(path: string): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (let cursor = ''; ;) {
    const page: { items: Row[]; next?: string } = await send(dianjiang, `${path}?limit=2${cursor}`)
    rows.push(...page.items)
    if (page.next === undefined) return rows
    cursor = `&cursor=${page.next}`
  }
}

describe('the board', () => {
  type Counts = { total: Record<string, number>; divisions: { name: string }[]; withoutSchedule: number }

  it('counts levels as the rule judges each, lists the furthest behind first, page by page', async () => {
    const ids: string[] = []
    for (const done of [0, 10, 5]) {
      const { water, measures } = await running()
      if (done > 0) await report(measures[0], { onDay: '2026-12-01', doneQuantity: done })
      ids.push(water.id)
    }
    on('2026-12-15')
    const all = await send<{ items: BoardRow[] }>(dianjiang, '/progress?limit=100')
    const own = all.items.filter(({ waterId }) => ids.includes(waterId))
    expect(own.map(({ waterId, level }) => [ids.indexOf(waterId), level])).toEqual([
      [0, 'late'],
      [2, 'late'],
      [1, 'on-time'],
    ])
    const counts = await send<Counts>(dianjiang, '/progress/counts?region=500231102000')
    for (const level of ['late', 'silent', 'slipping', 'on-time']) {
      const { items } = await send<{ items: BoardRow[] }>(dianjiang, `/progress?limit=100&level=${level}`)
      expect(items.map(item => item.level)).toEqual(items.map(() => level))
      expect([level, items.length]).toEqual([level, counts.total[level]])
    }
    const oneByOne = await walked<BoardRow>('/progress')
    expect(oneByOne.map(({ waterId }) => waterId)).toEqual(all.items.map(({ waterId }) => waterId))
  })

  it.each(['2026-12-06', '2026-12-07', '2026-12-14', '2026-12-15', '2026-12-21', '2027-01-20'])(
    'agrees with the rule on %s',
    async day => {
      on(day)
      for (const level of ['late', 'silent', 'slipping', 'on-time'] as const) {
        const { items } = await send<{ items: BoardRow[] }>(dianjiang, `/progress?limit=100&level=${level}`)
        expect(items.every(item => item.level === level)).toBe(true)
      }
    },
  )

  it('counts waters without a schedule, and shows another county nothing', async () => {
    on('2026-11-29')
    const before = await send<Counts>(dianjiang, '/progress/counts')
    const water = await planned()
    expect((await send<Counts>(dianjiang, '/progress/counts')).withoutSchedule).toBe(before.withoutSchedule + 1)
    const { items } = await send<{ items: UnscheduledWater[] }>(dianjiang, '/progress/unscheduled?limit=500')
    expect(items).toHaveLength(before.withoutSchedule + 1)
    expect(items.find(({ waterId }) => waterId === water.id)).toMatchObject({ waterName: water.name, stage: 'planned' })
    const oneByOne = await walked<UnscheduledWater>('/progress/unscheduled')
    expect(oneByOne.map(({ waterId }) => waterId)).toEqual(items.map(({ waterId }) => waterId))
    expect(await send<Counts>(yongchuan, '/progress/counts')).toMatchObject({ divisions: [], withoutSchedule: 0 })
    expect((await send<{ items: unknown[] }>(yongchuan, '/progress/unscheduled')).items).toEqual([])
    expect((await send<{ items: unknown[] }>(yongchuan, '/progress')).items).toEqual([])
  })
})

describe('the part of a department', () => {
  const content = { text: '已安排衔接资金 12 万元。', quantities: [{ name: '资金', value: 12, unit: '万元' }] }
  const asked = async (water: WaterRow, actor: Actor = finance, dueOn = '2026-12-10') =>
    send<Part>(dianjiang, `/waters/${water.id}/parts`, {
      organisationId: actor.organisationId,
      subject: 'funds',
      ask: '落实治理资金并明确拨付时间',
      dueOn,
    })
  const step = <Answer = Part>(actor: Actor, part: Part, body: object, status = 200) =>
    send<Answer>(actor, `/parts/${part.id}/steps`, { seenVersion: part.version, ...body }, status)

  it('is filled and countersigned by the organisation that is asked; filling it anew voids the signature', async () => {
    const { water } = await running()
    const part = await asked(water)
    expect(part).toMatchObject({ state: 'asked', organisation: { name: '垫江县财政局' }, may: ['withdraw'] })
    expect((await step<Refusal>(water2, part, { step: 'fill', content }, 403)).code).toBe('part.of-another')
    const filled = await step(finance, part, { step: 'fill', content })
    expect(filled).toMatchObject({ state: 'filled', may: ['fill', 'sign', 'refuse'] })
    expect((await step<Refusal>(finance, part, { step: 'sign' }, 409)).code).toBe('part.changed-meanwhile')
    const signed = await step(finance, filled, { step: 'sign' })
    expect(signed.signature?.hash).toMatch(/^[0-9a-f]{64}$/)
    expect((await step<Refusal>(dianjiang, signed, { step: 'withdraw', reason: '不再需要' }, 409)).code).toBe(
      'part.step-refused',
    )
    const anew = await step(finance, signed, { step: 'fill', content: { ...content, text: '调整为 10 万元。' } })
    expect(anew).toMatchObject({ state: 'filled', steps: [{}, {}, {}, { voids: signed.signature?.hash }] })
    expect(anew.signature).toBeUndefined()
    const again = await step(finance, anew, { step: 'sign' })
    expect(again.signature?.hash).not.toBe(signed.signature?.hash)
  })

  it('is refused with a reason and asked for again', async () => {
    const { water } = await running()
    const part = await asked(water, water2)
    const refused = await step(water2, part, { step: 'refuse', reason: '不属于本局职责' })
    expect(refused).toMatchObject({ state: 'refused', urgency: 'settled', steps: [{}, { reason: '不属于本局职责' }] })
    const late = { step: 'ask-again', reason: '经县政府协调', dueOn: '2026-11-30' }
    expect((await step<Refusal>(dianjiang, refused, late, 422)).code).toBe('part.day-wrong')
    expect(await step(dianjiang, refused, { ...late, dueOn: '2026-12-20' })).toMatchObject({
      state: 'asked',
      dueOn: '2026-12-20',
    })
  })

  it('that is late is counted and listed, the department finds its own', async () => {
    const { water } = await running()
    const part = await asked(water, finance, '2026-12-02')
    on('2026-12-03')
    const late = await send<{ items: Part[] }>(dianjiang, '/parts?state=late')
    expect(late.items.map(({ id }) => id)).toContain(part.id)
    const mine = await send<{ items: Part[] }>(water2, '/parts?mine=true')
    expect(new Set(mine.items.map(({ organisation }) => organisation.name))).toEqual(new Set(['垫江县水利局']))
    const counts = await send<{ partsLate: number }>(dianjiang, '/progress/counts')
    expect(counts.partsLate).toBe(late.items.length)
    expect(await codeOf(yongchuan, `/parts/${part.id}`, undefined, 404)).toBe('part.not-found')
  })

  it('is asked of an organisation that can see the water, and due today or later', async () => {
    const { water } = await running()
    const elsewhere = await write(municipal, tx =>
      createOrganisation(tx, { name: '永川区财政局', kind: 'department', regionCode: '500118000000' }),
    )
    const ask = { organisationId: elsewhere.id, subject: 'funds', ask: '落实治理资金', dueOn: '2026-12-10' }
    const path = `/waters/${water.id}/parts`
    expect(await codeOf(municipal, path, ask, 422)).toBe('part.organisation-unfit')
    const own = { ...ask, organisationId: finance.organisationId }
    expect(await codeOf(dianjiang, path, { ...own, dueOn: '2026-11-30' }, 422)).toBe('part.day-wrong')
  })
})

describe('the ledger', () => {
  const faults = async (): Promise<readonly RowFault[]> => {
    const found: RowFault[] = []
    await reading(test.database, municipal, async tx => {
      await progressWitness.check(tx, fault => found.push(fault))
      await partWitness.check(tx, fault => found.push(fault))
    })
    return found
  }

  it('vouches for everything written above, and what was changed behind it shows', async () => {
    expect(await faults()).toEqual([])
    const tampered: readonly (readonly [string, string])[] = [
      [
        `update works_schedules set state = 'completed' where id = (select id from works_schedules where state = 'running' limit 1)`,
        '状态',
      ],
      [
        `update works_measures set done_quantity = 9.5 where id = (select measure_id from works_reports limit 1)`,
        '累计完成量',
      ],
      [`update works_changes set reason = '无' where version = 2`, '理由'],
      [`update works_reports set note = '全部完成' where note is not null`, '上报内容'],
      [`update works_part_steps set reason = '同意' where step = 'refuse'`, '办理内容'],
      [`update works_parts set signed_hash = repeat('0', 64) where state = 'signed'`, '会签'],
      [`delete from works_reports where note is not null`, '直接删除'],
    ]
    for (const [statement, words] of tampered) {
      await test.asOwner(statement)
      expect((await faults()).map(fault => fault.words.zh).join()).toContain(words)
    }
  })

  it('lets everything follow a water to another county', async () => {
    const { water, measures } = await running()
    await report(measures[0], { onDay: '2026-12-01', doneQuantity: 2 })
    await write(municipal, tx => moveWorksToRegion(tx, water.id, zhutuo))
    const tables = ['works_schedules', 'works_measures', 'works_changes', 'works_reports']
    for (const table of tables) {
      const rows = await test.asOwner(`select distinct region_code from ${table} where water_id = $1`, [water.id])
      expect([table, rows]).toEqual([table, [{ region_code: zhutuo }]])
    }
  })
})
