import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openActorDoor, type ActorDoor } from '../../../tests/support/actor-door.ts'
import { actorOf } from '../../../tests/support/actors.ts'
import { testDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { dianjiang, municipal, pond, recordOne, withPlaces, yongchuan } from '../../../tests/support/waters.ts'
import { assignDuty } from '../../duties/store.ts'
import type { Actor } from '../../platform/actor.ts'
import { atomically, reading } from '../../platform/db/database.ts'
import type { AnswerOf } from '../../platform/http/endpoint.ts'
import { moveThroughLife } from '../../register/store.ts'
import { correctWater, findWater, type WaterRow } from '../../waters/store.ts'
import { classifyWater } from '../classifying.ts'
import type { countPlans, Plan, PlanContent, PlanSummary } from './contract.ts'
import { followRegion, followReturn } from './jobs.ts'
import { servePlans } from './routes.ts'

const chief = actorOf('chen', 'town-chief', '500231102000')
const neighbour = actorOf('luo', 'town-chief', '500231103000')
const auditor = actorOf('deng', 'auditor', '500231000000')

const whole: PlanContent = {
  presentState: '水色发黑，底泥厚约 40 厘米，岸边有三户散排。',
  causes: [{ causeId: 'domestic-sewage', percent: 100 }],
  target: { goal: 'class-V', by: '2027-06-30' },
  measures: [{ measureId: 'septic-tank', quantity: 3, costYuan: 9000.5 }],
  funding: [{ source: 'county', yuan: 9000.5 }],
  persons: { town: { name: '王建国' }, village: { name: '李秀英' }, site: { name: '陈大勇' } },
  upkeep: { duties: '每周巡查一次。', yearlyYuan: 2400 },
}

const evidence = { sourceIds: [], readingIds: [], attachmentIds: [] }
const whyComplex = {
  nuisance: 'prominent',
  continuity: 'continuous',
  functions: ['irrigation'],
  peopleAffected: 900,
} as const

let test: TestDatabase
let office: ActorDoor
let now = new Date('2026-11-29T02:00:00Z')
let water: WaterRow
let count = 0

beforeAll(async () => {
  test = await testDatabase({ clock: () => now })
  await withPlaces(test.database)
  office = await openActorDoor(test, servePlans)
})
afterAll(async () => {
  await office.close()
  await test.close()
})
beforeEach(async () => {
  later(1)
  water = await listed('national')
})

function later(seconds: number): void {
  now = new Date(now.getTime() + seconds * 1000)
}

const listed = (list: 'national' | 'county', actor: Actor = dianjiang) => {
  count++
  const position = { longitude: 107.42 + count / 1000, latitude: 30.21 }
  return recordOne(
    test.database,
    pond({ name: `塘${count}`, position }, { entry: { transition: 'declare', list } }),
    actor,
  )
}

/** Of whichever kind was asked for: a plan, a page of them, a version, or a refusal. */
type Body = Plan & {
  readonly code: string
  readonly details: unknown
  readonly zh: string
  readonly en: string
  readonly items: readonly PlanSummary[]
  readonly next: string
} & Omit<AnswerOf<typeof countPlans>, 'overdue'>

type Answer = { readonly status: number; readonly body: Body }

async function call(actor: Actor, method: 'GET' | 'PUT' | 'POST', path: string, body?: object): Promise<Answer> {
  later(1)
  await office.call(actor, { method: 'GET', path: '/planning/plans?limit=1' }) // makes the actor known at the door
  const answer = await office.door.http.inject({
    method,
    url: `/api/planning${path}`,
    headers: { 'x-actor': actor.username },
    ...(body === undefined ? {} : { payload: body }),
  })
  return { status: answer.statusCode, body: answer.json() as Body }
}

const save = (content: PlanContent, seenVersion = 0, actor: Actor = dianjiang) =>
  call(actor, 'PUT', `/waters/${water.id}/plan`, { seenVersion, content })
const step = (actor: Actor, { id, version }: Pick<Plan, 'id' | 'version'>, body: object) =>
  call(actor, 'POST', `/plans/${id}/steps`, { seenVersion: version, ...body })

const factsOf = async (id: string) => {
  const rows = await test.asOwner('select kind, body from facts where subject_id = $1 order by sequence', [id])
  return rows as readonly { kind: string; body: Record<string, unknown> }[]
}

describe('a plan', () => {
  it('is written in versions, each kept; the same text again makes none', async () => {
    const first = await save({ ...whole, presentState: '草稿' })
    expect([first.status, first.body.state, first.body.version]).toEqual([200, 'draft', 1])
    const second = await save(whole, 1)
    expect([second.body.version, second.body.costYuan, second.body.faults]).toEqual([2, 9000.5, []])
    expect((await save(whole, 2)).body.version).toBe(2)
    const kept = await call(auditor, 'GET', `/plans/${second.body.id}/versions/1`)
    expect(kept.body.content.presentState).toBe('草稿')
    const kinds = (await factsOf(water.id)).filter(({ kind }) => kind === 'plan.saved')
    expect(kinds.map(({ body }) => body['contentHash'])).toEqual(
      second.body.versions.map(({ contentHash }) => contentHash),
    )
  })

  it('is not written for a water on no list, and not over what somebody else just wrote', async () => {
    const suspected = await recordOne(test.database, pond({ name: '疑似塘' }), dianjiang)
    const early = await call(dianjiang, 'PUT', `/waters/${suspected.id}/plan`, { seenVersion: 0, content: whole })
    expect([early.status, early.body.code]).toEqual([422, 'plan.not-on-list'])
    expect(early.body.zh).toContain('列入清单后才能编制方案')
    await save(whole)
    const blind = await save({ ...whole, presentState: '另一份' })
    expect([blind.status, blind.body.code, blind.body.details]).toEqual([
      409,
      'plan.changed-meanwhile',
      { seen: 0, now: 1 },
    ])
  })

  it('begins with what is on record, which nobody has to type again and which keeps nothing', async () => {
    await atomically(test.database, dianjiang, async tx => {
      await assignDuty(tx, water.id, {
        level: 'village',
        holder: { name: '吴前', organisation: '前进村村民委员会', mobile: '13800000000' },
        fromOn: '2026-03-01',
      })
      const causes = [{ causeId: 'sediment', sharePercent: 100, evidence: { ...evidence, text: '底泥厚' } }]
      await classifyWater(tx, water.id, { causes, statements: whyComplex, dryRun: false })
    })
    const { body } = await call(dianjiang, 'GET', `/waters/${water.id}/plan/prefill`)
    expect(body.content.causes).toEqual([{ causeId: 'sediment', percent: 100, note: '底泥厚' }])
    expect(body.content.persons).toEqual({ village: { name: '吴前', office: '前进村村民委员会' } })
    expect(body.content.measures.length).toBeGreaterThan(0)
    expect(JSON.stringify(body)).not.toContain('13800000000')
    expect((await call(dianjiang, 'GET', `/waters/${water.id}/plan`)).body).toEqual({})
    expect((await save(body.content)).status).toBe(200)
    expect((await call(yongchuan, 'GET', `/waters/${water.id}/plan/prefill`)).status).toBe(404)
    expect((await call(chief, 'GET', `/waters/${water.id}/plan/prefill`)).status).toBe(403)
  })

  it('is refused by name of what is missing, and nothing is lost', async () => {
    const { body } = await save({ ...whole, persons: {}, funding: [] })
    expect(body.faults.map(({ code }) => code)).toEqual([
      'funding.gap',
      'persons.town',
      'persons.village',
      'persons.site',
    ])
    const refused = await step(dianjiang, body, { step: 'submit' })
    expect([refused.status, refused.body.code]).toEqual([422, 'plan.incomplete'])
    expect(refused.body.zh).toContain('没有写明村级责任人')
    expect(refused.body.en).toContain('The person responsible at the village is not named')
    expect((await call(dianjiang, 'GET', `/plans/${body.id}`)).body.state).toBe('draft')
  })

  it('goes to the city and back with a date, is approved with a number, and moves the water on', async () => {
    const { body: draft } = await save(whole)
    const submitted = (await step(dianjiang, draft, { step: 'submit' })).body
    expect([submitted.state, submitted.dueOn, submitted.overdue]).toEqual(['submitted', '2026-12-09', false])
    expect((await save({ ...whole, presentState: '偷改' }, 1)).body.code).toBe('plan.closed')
    const own = await step(dianjiang, submitted, { step: 'approve', reference: '垫环函〔2026〕18号' })
    expect([own.status, own.body.code]).toEqual([403, 'plan.approver-elsewhere'])
    const returned = (await step(municipal, submitted, { step: 'return', reason: '工程量依据不足' })).body
    expect([returned.state, returned.dueOn, returned.reason]).toEqual(['returned', '2026-12-14', '工程量依据不足'])
    const mended = (await save({ ...whole, route: '先截污，后清淤。' }, 1)).body
    const again = (await step(dianjiang, mended, { step: 'submit', reason: '已补充清淤量的依据' })).body
    expect((await factsOf(water.id)).at(-1)).toMatchObject({
      kind: 'plan.submitted',
      body: { version: mended.version, reason: '已补充清淤量的依据' },
    })
    const approved = await step(municipal, again, { step: 'approve', reference: '渝环函〔2026〕18号' })
    expect([approved.body.state, approved.body.reference, approved.body.stage]).toEqual([
      'approved',
      '渝环函〔2026〕18号',
      'planned',
    ])
    const moved = (await factsOf(water.id)).at(-1)
    expect(moved).toMatchObject({
      kind: 'water.moved',
      body: { transition: 'approve-plan', values: { planReference: '渝环函〔2026〕18号' } },
    })
  })

  it('of a county list is approved by the county itself', async () => {
    water = await listed('county')
    const submitted = (await step(dianjiang, (await save(whole)).body, { step: 'submit' })).body
    expect(submitted.approver).toBe('county')
    expect((await step(dianjiang, submitted, { step: 'approve', reference: '垫环函〔2026〕9号' })).body.state).toBe(
      'approved',
    )
  })

  it('that nobody decided in time is overdue on the day after', async () => {
    const submitted = (await step(dianjiang, (await save(whole)).body, { step: 'submit' })).body
    const before = now
    now = new Date('2026-12-09T15:59:00Z')
    expect((await call(municipal, 'GET', `/plans/${submitted.id}`)).body.overdue).toBe(false)
    now = new Date('2026-12-09T16:01:00Z') // midnight in China has passed
    expect((await call(municipal, 'GET', `/plans/${submitted.id}`)).body.overdue).toBe(true)
    const late = await call(municipal, 'GET', '/plans?overdue=true')
    expect(late.body.items.map(({ id }) => id)).toContain(submitted.id)
    now = before
  })

  it('once approved is set aside only by whoever could approve it, and the water comes back to the list', async () => {
    const submitted = (await step(dianjiang, (await save(whole)).body, { step: 'submit' })).body
    const approved = (await step(municipal, submitted, { step: 'approve', reference: '渝环函〔2026〕20号' })).body
    expect((await step(dianjiang, approved, { step: 'set-aside', reason: '另行编制' })).body.code).toBe(
      'plan.approver-elsewhere',
    )
    expect((await step(municipal, approved, { step: 'set-aside', reason: '另行编制' })).body.stage).toBe('listed')
    const anew = await save(whole)
    expect([anew.status, anew.body.id === approved.id, anew.body.version]).toEqual([200, false, 1])
  })

  it('is commented on part by part, by whoever may see it', async () => {
    const { body } = await save(whole)
    const commented = await call(auditor, 'POST', `/plans/${body.id}/comments`, {
      section: 'measures',
      text: '化粪池数量请核实',
    })
    expect(commented.body.comments).toMatchObject([{ section: 'measures', version: 1, text: '化粪池数量请核实' }])
    expect(JSON.stringify(await factsOf(water.id))).not.toContain('化粪池数量请核实')
  })
})

describe('plans of other counties', () => {
  it('are not there: not by id, not in lists, not in counts', async () => {
    const { body } = await save(whole)
    for (const path of [`/plans/${body.id}`, `/plans/${body.id}/versions/1`, `/waters/${water.id}/plan`]) {
      expect((await call(yongchuan, 'GET', path)).status).toBe(404)
    }
    expect((await step(yongchuan, body, { step: 'submit' })).status).toBe(404)
    expect((await call(yongchuan, 'GET', '/plans')).body.items).toEqual([])
    expect((await call(yongchuan, 'GET', '/plans/counts')).body.states.every(one => one.count === 0)).toBe(true)
  })

  it('are not written by a town’s chief, who may see those of the town', async () => {
    const { body } = await save(whole)
    expect((await save(whole, 1, chief)).status).toBe(403)
    expect((await step(chief, body, { step: 'submit' })).status).toBe(403)
    expect((await call(chief, 'GET', `/plans/${body.id}`)).status).toBe(200)
  })
})

describe('the list of plans', () => {
  it('is paged by the newest, each once', async () => {
    const ids: string[] = []
    for (let made = 0; made < 3; made++) {
      water = await listed('county')
      ids.unshift((await save(whole)).body.id)
    }
    const first = (await call(dianjiang, 'GET', '/plans?limit=2')).body
    const rest = (await call(dianjiang, 'GET', `/plans?limit=500&cursor=${first.next}`)).body
    const all = [...first.items, ...rest.items].map(({ id }) => id)
    expect(all.slice(0, 3)).toEqual(ids)
    expect(new Set(all).size).toBe(all.length)
  })
})

describe('what happens to the water', () => {
  const lastFact = async (kind: string) => {
    const [row] = await test.asOwner(
      'select county_code, sequence from facts where subject_id = $1 and kind = $2 order by sequence desc limit 1',
      [water.id, kind],
    )
    return { chain: String(row?.['county_code']), sequence: Number(row?.['sequence']) }
  }

  it('takes its plan along to another town', async () => {
    const { body } = await save(whole)
    const { version } = (await reading(test.database, municipal, tx => findWater(tx, water.id)))!
    await atomically(test.database, municipal, tx =>
      correctWater(tx, {
        id: water.id,
        expectedVersion: version,
        changes: { regionCode: '500231103000' },
        reason: '更正乡镇',
      }),
    )
    expect((await call(neighbour, 'GET', `/plans/${body.id}`)).status).toBe(404)
    await followRegion.run({ database: test.database } as never, (await lastFact('water.corrected')) as never)
    expect((await call(neighbour, 'GET', `/plans/${body.id}`)).status).toBe(200)
    expect((await call(chief, 'GET', `/plans/${body.id}`)).status).toBe(404)
    const rows = await test.asOwner('select distinct region_code from plan_versions where plan_id = $1', [body.id])
    expect(rows).toEqual([{ region_code: '500231103000' }])
  })

  it('sends its plan back where the register sends the water back, once', async () => {
    const submitted = (await step(dianjiang, (await save(whole)).body, { step: 'submit' })).body
    const approved = (await step(municipal, submitted, { step: 'approve', reference: '渝环函〔2026〕21号' })).body
    const { version } = (await reading(test.database, municipal, tx => findWater(tx, water.id)))!
    later(1)
    await atomically(test.database, municipal, tx =>
      moveThroughLife(tx, water.id, {
        transition: 'return-plan',
        expectedVersion: version,
        reason: '投资测算有误',
        values: {},
      }),
    )
    const woken = await lastFact('water.moved')
    for (const _ of [1, 2]) await followReturn.run({ database: test.database } as never, woken as never)
    const returned = (await call(dianjiang, 'GET', `/plans/${approved.id}`)).body
    expect([returned.state, returned.reason]).toEqual(['returned', '投资测算有误'])
    expect((await factsOf(water.id)).filter(({ kind }) => kind === 'plan.returned')).toHaveLength(1)
  })
})
