import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openActorDoor, type ActorDoor } from '../../../tests/support/actor-door.ts'
import { actorOf } from '../../../tests/support/actors.ts'
import { testDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { dianjiang, municipal, pond, recordOne, withPlaces, yongchuan, zhutuo } from '../../../tests/support/waters.ts'
import type { Actor } from '../../platform/actor.ts'
import { atomically, reading } from '../../platform/db/database.ts'
import { moveThroughLife } from '../../register/store.ts'
import { findWater, type WaterRow } from '../../waters/store.ts'
import { annualDocument } from '../../reports/annual-paper/annual-document.ts'
import { readAnnualPaper } from '../../reports/annual-paper/read-annual.ts'
import { serveAnnualPaper } from '../../reports/annual-paper/routes.ts'
import { stepPlan } from '../plans/deciding.ts'
import { savePlan } from '../plans/plans-store.ts'
import type { AnnualPlan } from './contract.ts'
import { serveAnnualPlans } from './routes.ts'
import { annualPlanWitness } from './witness-store.ts'

const chief = actorOf('chen', 'town-chief', '500231102000')
const auditor = actorOf('deng', 'auditor', '500231000000')
const county = '500231000000'
const city = '500000000000'

const content = (costYuan: number) => ({
  presentState: '水色发黑。',
  causes: [{ causeId: 'domestic-sewage', percent: 100 }],
  target: { goal: 'class-V' as const, by: '2027-06-30' },
  measures: [{ measureId: 'septic-tank', quantity: 3, costYuan, from: '2027-01-10', to: '2027-05-31' }],
  funding: [{ source: 'county' as const, yuan: costYuan }],
  persons: { town: { name: '王建国' }, village: { name: '李秀英' }, site: { name: '陈大勇' } },
  upkeep: { duties: '每周巡查一次。', yearlyYuan: 2400 },
})

let test: TestDatabase
let office: ActorDoor
let now = new Date('2026-11-30T02:00:00Z')
let first: WaterRow
let second: WaterRow
let far: WaterRow

beforeAll(async () => {
  test = await testDatabase({ clock: () => now })
  await withPlaces(test.database)
  office = await openActorDoor(test, door => {
    serveAnnualPlans(door)
    serveAnnualPaper(door)
  })
  first = await planned(dianjiang, '甲塘', 9000.5)
  second = await planned(dianjiang, '乙塘', 6000)
  far = await planned(yongchuan, '丙塘', 500)
})
afterAll(async () => {
  await office.close()
  await test.close()
})

const noticesAbout = (id: string) =>
  test.asOwner(`select *, reply_by::text as reply_by from notices where subject_id = $1`, [id])
const later = (seconds: number) => void (now = new Date(now.getTime() + seconds * 1000))

/** A listed water with a submitted plan. */
async function planned(actor: Actor, name: string, costYuan: number): Promise<WaterRow> {
  const place = actor === yongchuan ? { regionCode: zhutuo } : {}
  const position = { longitude: 107.4 + costYuan / 1e6, latitude: 30.2 }
  const water = await recordOne(
    test.database,
    pond({ name, position, ...place }, { entry: { transition: 'declare', list: 'county' } }),
    actor,
  )
  later(1)
  await atomically(test.database, actor, async tx => {
    const { id } = await savePlan(tx, water.id, { seenVersion: 0, content: content(costYuan) })
    await stepPlan(tx, id, { step: 'submit', seenVersion: 1 })
  })
  return water
}

type Answer = AnnualPlan & { readonly code: string; readonly zh: string; readonly items: readonly AnnualPlan[] }

async function call(actor: Actor, method: 'GET' | 'POST', path: string, body?: object, status = 200): Promise<Answer> {
  later(1)
  const asked = { method, path: `/planning/annual-plans${path}`, ...(body === undefined ? {} : { body }) }
  return (await office.call(actor, asked, status)) as unknown as Answer // of whichever kind was asked for
}

const factsOf = async (id: string) => {
  const rows = await test.asOwner('select kind from facts where subject_id = $1 order by at, sequence', [id])
  return rows.map(({ kind }) => kind)
}

const faultsFound = async () => {
  const found: string[] = []
  await reading(test.database, municipal, tx => annualPlanWitness.check(tx, ({ words }) => void found.push(words.zh)))
  return found
}

describe('an annual work plan of a county', () => {
  let plan: Answer

  it('is drawn from submitted plans, with targets, money and milestones that lead to the waters', async () => {
    plan = await call(dianjiang, 'POST', '', { regionCode: county, year: 2027 })
    expect([plan.state, plan.edition, plan.waters, plan.costYuan]).toEqual(['draft', 1, 2, 15000.5])
    expect(plan.rows.map(({ name, planState }) => [name, planState])).toEqual([
      ['甲塘', 'submitted'],
      ['乙塘', 'submitted'],
    ])
    expect(plan.rows[0]?.milestones).toMatchObject({ started: '2027-01-10', completed: '2027-05-31' })
    expect(plan.targets.map(({ kind, waters }) => [kind, waters])).toEqual([
      ['finish', 2],
      ['accept', 2],
    ])
    expect(plan.sources).toEqual([{ source: 'county', yuan: 15000.5, waters: 2 }])
    expect(plan.measures).toEqual([{ measureId: 'septic-tank', quantity: 6, costYuan: 15000.5, waters: 2 }])
    expect(plan.faults).toEqual([])
    const again = await call(dianjiang, 'POST', '', { regionCode: county, year: 2027 }, 409)
    expect(again.code).toBe('annual-plan.begun')
  })

  it('is adjusted: texts, days, leaving out with a reason, taking in again; each is a version', async () => {
    const change = (body: object, status = 200) => call(dianjiang, 'POST', `/${plan.id}/changes`, body, status)
    const days = { ...plan.rows[0]!.milestones, started: '2027-02-01' }
    plan = await change({ seenVersion: 1, milestones: [{ waterId: first.id, milestones: days, note: '汛后开工' }] })
    expect(plan.rows[0]).toMatchObject({ adjusted: true, note: '汛后开工', milestones: { started: '2027-02-01' } })
    expect((await change({ seenVersion: 1, texts: { goals: '另一份' } }, 409)).code).toBe(
      'annual-plan.changed-meanwhile',
    )
    plan = await change({ seenVersion: 2, leaveOut: [{ waterId: second.id, reason: '资金未落实' }] })
    expect([plan.waters, plan.leftOut[0]?.reason]).toEqual([1, '资金未落实'])
    expect(plan.faults.map(({ code }) => code)).toEqual(['targets.above', 'targets.above'])
    const refused = await call(
      dianjiang,
      'POST',
      `/${plan.id}/issue`,
      { seenVersion: 3, number: '垫环发〔2026〕9号', issuedOn: '2026-11-30' },
      422,
    )
    expect([refused.code, refused.zh.includes('调低目标')]).toEqual(['annual-plan.incomplete', true])
    const { items } = await call(dianjiang, 'GET', `/${plan.id}/candidates`)
    expect(items.map(one => (one as unknown as { name: string }).name)).toEqual(['乙塘'])
    plan = await change({ seenVersion: 3, redraw: true })
    expect([plan.waters, plan.rows[0]?.milestones.started]).toEqual([1, '2027-02-01'])
    plan = await change({ seenVersion: 4, takeIn: [second.id], texts: { principles: '先截污。' } })
    expect([plan.waters, plan.leftOut, plan.texts.principles]).toEqual([2, [], '先截污。'])
    const unknown = await change({ seenVersion: 5, takeIn: [far.id] }, 422)
    expect(unknown.code).toBe('annual-plan.water-unknown')
    plan = await change({ seenVersion: 5, redraw: true })
    expect(plan.versions).toHaveLength(6)
    expect((await change({ seenVersion: 6, redraw: true })).version).toBe(6)
    const old = await call(auditor, 'GET', `/${plan.id}?version=3`)
    expect([old.shownVersion, old.rows.length]).toEqual([3, 1])
  })

  it('is issued with number and day, and stands from then on', async () => {
    const issue = { seenVersion: 6, number: '垫环发〔2026〕9号', issuedOn: '2026-11-30', replyBy: '2026-12-15' }
    const past = await call(dianjiang, 'POST', `/${plan.id}/issue`, { ...issue, replyBy: '2026-11-29' }, 422)
    expect(past.code).toBe('notice.day-past')
    const early = await call(dianjiang, 'POST', `/${plan.id}/issue`, { ...issue, issuedOn: '2026-12-01' }, 422)
    expect(early.code).toBe('annual-plan.issue-day')
    plan = await call(dianjiang, 'POST', `/${plan.id}/issue`, issue)
    expect([plan.state, plan.number, plan.may]).toEqual(['issued', issue.number, { write: false, issue: false }])
    const shut = await call(dianjiang, 'POST', `/${plan.id}/changes`, { seenVersion: 6, texts: { goals: '改' } }, 409)
    expect([shut.code, shut.zh.includes(issue.number)]).toEqual(['annual-plan.issued', true])
    expect((await factsOf(plan.id)).at(-1)).toBe('annual-plan.issued')
    const [sent] = await noticesAbout(plan.id)
    expect(sent).toMatchObject({ id: plan.noticeId, divisions: [county], number: issue.number, reply_by: '2026-12-15' })
    expect(sent?.['body_text']).toContain('实施原则')
    expect(sent?.['body_text']).not.toContain('甲塘')
  })

  it('is summed by the city, which takes counties without one from the plans of waters', async () => {
    const sum = await call(municipal, 'POST', '', { regionCode: city, year: 2027 })
    expect(sum.counties.map(({ county: code, waters, countyPlan }) => [code, waters, countyPlan?.number])).toEqual([
      ['500118', 1, undefined],
      ['500231', 2, '垫环发〔2026〕9号'],
    ])
    expect(sum.costYuan).toBe(15500.5)
    expect(sum.rows.find(({ name }) => name === '甲塘')?.milestones.started).toBe('2027-02-01')
    await call(dianjiang, 'GET', `/${sum.id}`, undefined, 404)
  })

  it('is tracked as of a day against what happened', async () => {
    now = new Date('2027-02-02T02:00:00Z')
    const move = (transition: 'approve-plan' | 'start-works', values: object) =>
      atomically(test.database, dianjiang, async tx => {
        const { version } = (await findWater(tx, first.id))!
        await moveThroughLife(tx, first.id, { transition, expectedVersion: version, values })
      })
    await move('approve-plan', { planReference: '垫环函〔2027〕1号' })
    later(60)
    await move('start-works', {})
    const shown = await call(auditor, 'GET', `/${plan.id}`)
    const statesOf = (name: string) => shown.rows.find(row => row.name === name)
    expect(statesOf('甲塘')).toMatchObject({
      stage: 'in-works',
      happened: { started: '2027-02-02' },
      states: { started: 'met-late', completed: 'ahead' },
    })
    expect(statesOf('乙塘')?.states).toMatchObject({ planned: 'late', started: 'late' })
    const before = await call(auditor, 'GET', `/${plan.id}?asOf=2027-01-31`)
    expect(before.rows[0]?.states.started).toBe('due')
    expect((await call(auditor, 'GET', `/${plan.id}?asOf=2099-01-01`)).asOf).toBe('2027-02-02')
  })

  it('is replaced visibly by a new edition, which goes on from it', async () => {
    const next = await call(dianjiang, 'POST', '', { regionCode: county, year: 2027 })
    expect([next.edition, next.texts.principles, next.rows[0]?.note]).toEqual([2, '先截污。', '汛后开工'])
    const issue = { seenVersion: 1, number: '垫环发〔2027〕3号', issuedOn: '2027-02-02', reason: '工期调整' }
    await call(dianjiang, 'POST', `/${next.id}/issue`, issue)
    const [[sent], [renewed]] = [await noticesAbout(plan.id), await noticesAbout(next.id)]
    expect([sent?.['replaced_by'], renewed?.['replaces']]).toEqual([renewed?.['id'], sent?.['id']])
    const old = await call(auditor, 'GET', `/${plan.id}`)
    expect([old.state, old.editions.map(({ edition, state }) => [edition, state])]).toEqual([
      'replaced',
      [
        [2, 'issued'],
        [1, 'replaced'],
      ],
    ])
    expect((await factsOf(plan.id)).at(-1)).toBe('annual-plan.replaced')
  })

  it('is a paper in both languages with the hash of its own newest fact', async () => {
    const paper = await reading(test.database, dianjiang, tx => readAnnualPaper(tx, plan.id))
    const [zh, en] = [JSON.stringify(annualDocument(paper, 'zh')), JSON.stringify(annualDocument(paper, 'en'))]
    for (const part of ['治理目标', '先截污。', '垫环发〔2026〕9号', '本版已被新版替代', '甲塘', '逾期完成'])
      expect(zh, part).toContain(part)
    for (const part of ['Evaluation of effect', 'county budget', 'met late']) expect(en, part).toContain(part)
    expect(zh + en).not.toMatch(/undefined|NaN|\[object/)
    expect(zh).toContain(paper.newestFact?.hash)
    const file = await office.call(dianjiang, {
      method: 'GET',
      path: `/planning/annual-plans/${plan.id}/document?format=docx`,
    })
    expect(String(file['body']).slice(0, 2)).toBe('PK')
  })

  it('fits its facts, and what is changed in the database is found', async () => {
    expect(await faultsFound()).toEqual([])
    await test.asOwner(`update annual_plans set number = '假文号' where id = $1`, [plan.id])
    await test.asOwner(
      `update annual_plan_versions set content = content || '{"leftOut":[1]}' where plan_id = $1 and version = 1`,
      [plan.id],
    )
    expect(await faultsFound()).toEqual([
      expect.stringContaining('印发文号或日期'),
      expect.stringContaining('第 1 次修改'),
    ])
  })
})

describe('annual work plans', () => {
  it('are there for their own county and the city above, and for nobody else', async () => {
    const { items } = await call(municipal, 'GET', `?region=${county}`)
    expect(items).toHaveLength(2)
    expect((await call(yongchuan, 'GET', '')).items).toEqual([])
    for (const path of [`/${items[0]!.id}`, `/${items[0]!.id}/candidates`])
      expect((await call(yongchuan, 'GET', path, undefined, 404)).code).toBe('annual-plan.not-found')
    expect((await call(chief, 'GET', '')).items).toEqual([])
    await call(chief, 'POST', '', { regionCode: county, year: 2028 }, 403)
    await call(
      auditor,
      'POST',
      `/${items[0]!.id}/issue`,
      { seenVersion: 1, number: '文号', issuedOn: '2027-01-01' },
      403,
    )
  })

  it('are not for another county, a town or a year that nobody plans', async () => {
    const code = async (body: object, status: number) => (await call(dianjiang, 'POST', '', body, status)).code
    expect(await code({ regionCode: '500118000000', year: 2027 }, 422)).toBe('annual-plan.place')
    expect(await code({ regionCode: '500231102000', year: 2027 }, 422)).toBe('annual-plan.place')
    expect(await code({ regionCode: county, year: 2019 }, 422)).toBe('annual-plan.year')
    expect(await code({ regionCode: county, year: 2033 }, 422)).toBe('annual-plan.year')
  })

  it('say their numbers of today in the texts that nobody edited, and warn of an edited one', async () => {
    let plan = await call(dianjiang, 'POST', '', { regionCode: county, year: 2028 })
    const change = (body: object) => call(dianjiang, 'POST', `/${plan.id}/changes`, body)
    expect(plan.texts.goals).toContain('共安排 2 个')
    expect(plan.texts.measures).toContain('15,000.5 元')
    const days = { planned: '2026-12-01', started: '2028-02-01', completed: '2028-05-01', accepted: '2028-08-01' }
    const dated = [first, second].map(({ id: waterId }) => ({ waterId, milestones: days }))
    plan = await change({ seenVersion: 1, milestones: dated })
    plan = await change({ seenVersion: 2, redraw: true })
    expect(plan.texts.goals).toContain('通过验收 2 个')
    const next = { ...days, accepted: '2029-01-01' }
    plan = await change({ seenVersion: 3, milestones: [{ waterId: first.id, milestones: next }], redraw: true })
    plan = await change({ seenVersion: 4, redraw: true })
    expect(plan.texts.goals).toContain('通过验收 1 个')
    plan = await change({ seenVersion: 5, texts: { measures: `${plan.texts.measures}先急后缓。` } })
    expect(plan.outdatedTexts).toEqual([])
    plan = await change({ seenVersion: 6, leaveOut: [{ waterId: second.id, reason: '资金未落实' }], redraw: true })
    expect(plan.texts.goals).toContain('共安排 1 个')
    expect(plan.texts.measures).toContain('15,000.5 元。')
    expect(plan.outdatedTexts).toEqual([{ text: 'measures', generated: expect.stringContaining('9,000.5 元') }])
    const { generated } = plan.outdatedTexts[0]!
    plan = await change({ seenVersion: 7, texts: { measures: generated } })
    expect([plan.texts.measures, plan.outdatedTexts]).toEqual([generated, []])
  })
})
