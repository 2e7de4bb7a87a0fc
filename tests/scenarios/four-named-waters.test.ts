import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as acceptance from '../../src/acceptance/contract.ts'
import { witnesses } from '../../src/commands/check-ledger.ts'
import type { Sample } from '../../src/domain/parameters.ts'
import { assignDuty } from '../../src/duties/contract.ts'
import * as experts from '../../src/experts/contract.ts'
import * as money from '../../src/funding/money/contract.ts'
import { judgeWater } from '../../src/identification/contract.ts'
import { putReading } from '../../src/monitoring/contract.ts'
import * as annual from '../../src/planning/annual/contract.ts'
import * as cases from '../../src/planning/cases/contract.ts'
import { classifyWater, getClassifications, reviewMeasures } from '../../src/planning/contract.ts'
import * as plans from '../../src/planning/plans/contract.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { reading } from '../../src/platform/db/database.ts'
import { checkChains } from '../../src/platform/facts/check.ts'
import type { RowFault } from '../../src/platform/ledger/witness.ts'
import { getRegisterEntry, listWater } from '../../src/register/contract.ts'
import { getFileDocument } from '../../src/reports/acceptance-file/contract.ts'
import { getAnnualDocument } from '../../src/reports/annual-paper/contract.ts'
import { getPlanDocument } from '../../src/reports/plan-paper/contract.ts'
import { getWaterSheetDocument } from '../../src/reports/water-sheet/contract.ts'
import { putQuestionnaire, putSenses } from '../../src/survey/contract.ts'
import { createWater, getWaterHistory, putAttachment } from '../../src/waters/contract.ts'
import * as works from '../../src/works/contract.ts'
import * as progress from '../../src/works/progress/contract.ts'
import * as parts from '../../src/works/progress/parts/contract.ts'
import type { VisitPhase, VisitRole } from '../../src/works/rules.ts'
import { checklistAnswers } from '../support/checklists.ts'
import { openTownHall, sha256Of, type Caller, type TownHall } from '../support/town-hall.ts'
import { cast, namedIds, stories, storyIds, type Name, type StoryId } from './water-stories.ts'

// The four waters that the programme tells of by name, and one that was dosed, through one year by the platform's own doors: everybody signs
// in and does what is theirs, in the order of the real life.

/** For people to look at. */
const papers = new URL('../../artefacts/papers/', import.meta.url)

const city = '500000000000'
const county = { dianjiang: '500231000000', yongchuan: '500118000000', jiangjin: '500116000000' } as const

let hall: TownHall<Name>
/** Ids of the waters, of their plans and of pictures kept beside them. */
const water = {} as Record<StoryId, string>
const plan = {} as Record<StoryId, string>
const picture = {} as Record<StoryId, Record<'before' | 'works' | 'after', string>>
const pictures = {} as Record<'before' | 'works' | 'after', Buffer>

beforeAll(async () => {
  hall = await openTownHall('2021-01-05', cast)
  for (const name of ['before', 'works', 'after'] as const) {
    pictures[name] = await readFile(new URL(`../../example/pictures/${name}.jpg`, import.meta.url))
  }
})
afterAll(() => hall.close())

const as = (name: Name): Caller => hall.people[name]
const writer = (id: StoryId) => as(stories[id].office.writer)
const colleague = (id: StoryId) => as(stories[id].office.colleague)
const town = (id: StoryId) => as(stories[id].office.town)
const finance = (id: StoryId) => as(stories[id].office.finance)
const of = (id: StoryId) => ({ id: water[id] })

const entryOf = (id: StoryId) => as('wang').call(getRegisterEntry, { params: of(id) })
const stagesOf = async (ids: readonly StoryId[]) => Promise.all(ids.map(async id => (await entryOf(id)).stage))
/** Both languages say it, and say what to do. */
const bilingual = ({ zh, en }: { readonly zh: string; readonly en: string }) => zh.length > 10 && en.length > 20

async function photograph(id: StoryId, name: 'before' | 'works' | 'after', caption: string): Promise<void> {
  const attachmentId = hall.newId()
  const bytes = pictures[name]
  const query = { name: `${caption}.jpg`, caption, sha256: sha256Of(bytes) }
  await town(id).call(putAttachment, { params: { ...of(id), attachmentId }, query, body: bytes })
  picture[id] = { ...picture[id], [name]: attachmentId }
}

const measured = (values: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, qualifier: 'measured' }])) as Sample // by parameter
const black = measured({ secchiDepth: 14, dissolvedOxygen: 0.9, ammoniaNitrogen: 18.4, waterDepth: 110 })
const clear = measured({ secchiDepth: 72, dissolvedOxygen: 6.4, ammoniaNitrogen: 0.61, waterDepth: 120 })

const sampled = (id: StoryId, day: string, point: string, sample: Sample) =>
  as('ce').call(putReading, {
    params: { id: hall.newId() },
    body: { waterId: water[id], point, takenAt: `${day}T08:30:00+08:00`, sample, source: 'laboratory' },
  })

/** Somebody goes to the water on a day, by the handbook of that day, and records what was seen with a photo of their own. */
async function visited(
  id: StoryId,
  by: Name,
  visit: {
    readonly on: string
    readonly phase: VisitPhase
    readonly role: VisitRole
    readonly wrong?: Readonly<Record<string, string>>
    readonly owner?: works.Party
  },
): Promise<works.Visit> {
  const { on, phase, role, wrong = {}, owner } = visit
  const planned = await writer(id).call(works.planVisit, {
    body: { waterId: water[id], phase, role, visitor: { accountId: as(by).accountId }, dueOn: on },
  })
  const name = ({ before: 'before', during: 'works', after: 'after' } as const)[phase]
  const seen = await photographOnVisit(id, by, pictures[name])
  const photos = [picture[id][name], seen].filter(photo => photo !== undefined)
  const answers = checklistAnswers({ phase, role, on, photos, wrong, measured: measuredOnSite })
  return as(by).call(works.recordVisit, {
    params: { id: planned.id },
    body: { handbook: planned.handbook, visitedOn: on, answers, ...(owner === undefined ? {} : { owner }) },
  })
}
const measuredOnSite = { 'before-length-walked': 180, 'before-outfalls-count': 3, 'before-sediment-depth': 40, 'during-households-connected': 100, 'during-natural-bank': 12, 'after-transparency': 72, 'after-hardened-share': 12, 'after-satisfaction': 94 } // prettier-ignore

async function photographOnVisit(id: StoryId, by: Name, bytes: Buffer): Promise<string> {
  const attachmentId = hall.newId()
  const query = { name: '现场核查.jpg', caption: '现场核查', sha256: sha256Of(bytes) }
  await as(by).call(works.putWorksPhoto, { params: { ...of(id), attachmentId }, query, body: bytes })
  return attachmentId
}

describe('waters that are found', () => {
  it('are seen, smelt, sampled, judged black and odorous, and enter the national list by their area', async () => {
    for (const id of storyIds) {
      const { values, points } = stories[id]
      const recorded = await town(id).call(createWater, { body: { values, acceptDoubts: true } })
      water[id] = recorded.id
      await photograph(id, 'before', '治理前')
      const seen = {
        observedAt: '2021-01-05T08:00:00+08:00',
        colour: 'black',
        odour: 4,
        finding: 'black-odorous',
      } as const
      await town(id).call(putSenses, { params: { id: hall.newId() }, body: { waterId: water[id], ...seen } })
      await sampled(id, '2021-01-05', points[0] ?? '1', black)
      const body = { standardId: 'rural-black-odorous-2019' }
      const judged = await writer(id).call(judgeWater, { params: of(id), body })
      expect(judged).toMatchObject({ record: { outcome: 'black-odorous' }, stageAfter: 'identified' })
      const listed = await writer(id).call(listWater, { params: of(id), body: { expectedVersion: judged.version } })
      expect(listed).toMatchObject({ stage: 'listed', list: 'national', listHow: 'derived', colour: { value: 'red' } })
    }
    expect((await as('chen').refused(judgeWater, { params: of('datian'), body: {} })).code).toBe('permission.missing')
    expect((await as('li').refused(getRegisterEntry, { params: of('daduzi') })).code).toBe('water.not-found')
  })
})

describe('causes and class', () => {
  it('are recorded with shares and evidence; the rule gives a class and says why, criterion by criterion', async () => {
    hall.on('2021-01-25')
    const faulty = [{ causeId: 'domestic-sewage', sharePercent: 60, evidence: { text: '三处散排口' } }]
    const asked = { causes: faulty, statements: stories.datian.statements }
    const refused = await as('li').refused(classifyWater, { params: of('datian'), body: asked })
    expect([refused.code, bilingual(refused)]).toEqual(['planning.causes-faulty', true])
    for (const id of storyIds) {
      const { plan: planned, statements } = stories[id]
      const evidence = { text: '现场核查', attachmentIds: [picture[id].before] }
      const causes = planned.causes.map(({ causeId, percent }) => ({ causeId, sharePercent: percent, evidence }))
      const { rule } = await writer(id).call(classifyWater, { params: of(id), body: { causes, statements } })
      expect(rule.findings.map(({ criterion }) => criterion)).toEqual(
        expect.arrayContaining(['prominence', 'continuity', 'size', 'function', 'benefit', 'causeCount', 'causeKinds']),
      )
      expect([id, rule.outcome, bilingual(rule.words)]).toEqual([id, 'complex', true])
    }
  })

  it('lead to a proposal in the order of the official route, and to warnings of false fixes and of demolition', async () => {
    const { proposal } = await as('jiang').call(getClassifications, { params: of('daduzi') })
    expect(proposal?.steps.map(({ id }) => id)).toEqual(
      ['interception', 'internal', 'connection', 'restoration', 'purification', 'management'].filter(group =>
        proposal?.steps.some(({ id }) => id === group),
      ),
    )
    expect(proposal?.steps[0]?.id).toBe('interception')
    const review = async (interception: object) => {
      const measures = [
        { measureId: 'make-up-water', quantity: 20_000, source: '上游水库' },
        { measureId: 'demolition', quantity: 900 },
      ]
      const { warnings } = await as('jiang').call(reviewMeasures, {
        params: of('daduzi'),
        body: { measures, ...interception },
      })
      return warnings.filter(({ concern }) => concern !== 'cost').map(({ concern, level }) => `${concern} ${level}`)
    }
    expect(await review({})).toEqual(['flushing false-fix', 'demolition over-engineering'])
    const verified = { interception: { verifiedOn: '2021-01-25', evidence: '现场核查记录' } }
    expect(await review(verified)).toEqual(['flushing note', 'demolition over-engineering'])
  })
})

describe('one water, one plan', () => {
  it('without persons and upkeep is kept, but not submitted: both are named, and nothing is lost', async () => {
    hall.on('2021-02-01')
    for (const id of storyIds) {
      const content = { ...stories[id].plan, persons: {}, upkeep: undefined }
      const saved = await writer(id).call(plans.savePlan, { params: of(id), body: { seenVersion: 0, content } })
      plan[id] = saved.id
    }
    const refused = await as('li').refused(plans.stepPlan, {
      params: { id: plan.datian },
      body: { step: 'submit', seenVersion: 1 },
    })
    expect(refused).toMatchObject({ status: 422, code: 'plan.incomplete' })
    for (const lacking of ['镇级责任人', '村级责任人', '现场运行维护人员', '长效管护措施'])
      expect(refused.zh).toContain(lacking)
    for (const lacking of ['at the town', 'at the village', 'on site', 'Upkeep']) expect(refused.en).toContain(lacking)
    const kept = await as('li').call(plans.getPlan, { params: { id: plan.datian } })
    expect(kept).toMatchObject({ state: 'draft', version: 1, content: { measures: stories.datian.plan.measures } })
    expect(kept.faults.map(({ section }) => section)).toEqual(['persons', 'persons', 'persons', 'upkeep'])
  })

  it('is submitted, sent back once with reasons, and approved by the city alone', async () => {
    for (const id of storyIds) {
      hall.on('2021-02-02')
      const params = { id: plan[id] }
      const content = stories[id].plan
      await writer(id).call(plans.savePlan, { params: of(id), body: { seenVersion: 1, content } })
      const submitted = await writer(id).call(plans.stepPlan, { params, body: { step: 'submit', seenVersion: 2 } })
      expect(submitted).toMatchObject({ state: 'submitted', approver: 'city', dueOn: '2021-02-12', overdue: false })
      const approve = {
        step: 'approve',
        seenVersion: 2,
        reference: `渝环函〔2021〕${storyIds.indexOf(id) + 1}号`,
      } as const
      expect((await colleague(id).refused(plans.stepPlan, { params, body: approve })).code).toBe(
        'plan.approver-elsewhere',
      )
      hall.on('2021-02-08')
      const back = { step: 'return', seenVersion: 2, reason: stories[id].returnedFor } as const
      const returned = await as('wang').call(plans.stepPlan, { params, body: back })
      expect(returned).toMatchObject({ state: 'returned', reason: stories[id].returnedFor, dueOn: '2021-02-23' })
      hall.on('2021-02-15')
      const better = { ...content, route: `${content.route ?? '先截污。'}已按审核意见补充：${stories[id].returnedFor}` }
      await writer(id).call(plans.savePlan, { params: of(id), body: { seenVersion: 2, content: better } })
      await writer(id).call(plans.stepPlan, { params, body: { step: 'submit', seenVersion: 3 } })
      hall.on('2021-02-18')
      const old = await as('wang').refused(plans.stepPlan, { params, body: approve })
      expect([old.code, bilingual(old)]).toEqual(['plan.changed-meanwhile', true])
      const approved = await as('wang').call(plans.stepPlan, { params, body: { ...approve, seenVersion: 3 } })
      expect(approved).toMatchObject({ state: 'approved', stage: 'planned', reference: approve.reference, version: 3 })
    }
  })
})

describe('the annual work plan', () => {
  let ofCity: annual.AnnualPlan

  it('is drawn up and issued by each county, and summed by the city: waters, milestones, money', async () => {
    hall.on('2021-02-22')
    const issued = []
    for (const [writes, issues, regionCode, number] of [
      ['li', 'sun', county.dianjiang, '垫环发〔2021〕3号'],
      ['zhao', 'zheng', county.yongchuan, '永环发〔2021〕5号'],
      ['jiang', 'jin', county.jiangjin, '江环发〔2021〕2号'],
    ] as const) {
      const { id, faults } = await as(writes).call(annual.beginAnnualPlan, { body: { regionCode, year: 2021 } })
      expect(faults).toEqual([])
      const body = { seenVersion: 1, number, issuedOn: '2021-02-22' }
      issued.push(await as(issues).call(annual.issueAnnualPlan, { params: { id }, body }))
    }
    expect(issued.map(({ waters, costYuan }) => [waters, costYuan])).toEqual([
      [2, 205_200],
      [2, 1_562_000],
      [1, 1_900_000],
    ])
    hall.on('2021-02-26')
    expect((await as('chen').refused(annual.beginAnnualPlan, { body: { regionCode: county.dianjiang, year: 2022 } })).code).toBe('permission.missing') // prettier-ignore
    ofCity = await as('wang').call(annual.beginAnnualPlan, { body: { regionCode: city, year: 2021 } })
    expect([ofCity.waters, ofCity.costYuan, ofCity.areaM2]).toEqual([5, 3_667_200, 9600 + 8800 + 3400 + 2260 + 2100])
    expect(ofCity.counties.map(({ countyPlan }) => countyPlan?.number)).toEqual(['江环发〔2021〕2号', '永环发〔2021〕5号', '垫环发〔2021〕3号']) // prettier-ignore
    const numbered = { number: '渝环办〔2021〕18号', issuedOn: '2021-02-26' }
    ofCity = await as('wang').call(annual.issueAnnualPlan, {
      params: { id: ofCity.id },
      body: { seenVersion: 1, ...numbered },
    })
    expect(ofCity).toMatchObject({ state: 'issued', edition: 1 })
    expect(ofCity.rows.find(({ waterId }) => waterId === water.datian)?.milestones).toMatchObject({ started: '2021-03-20', completed: '2021-06-25' }) // prettier-ignore
  })

  it('stands from then on', async () => {
    const body = { seenVersion: 1, texts: { goals: '另一份' } }
    expect((await as('wang').refused(annual.changeAnnualPlan, { params: { id: ofCity.id }, body })).code).toBe('annual-plan.issued') // prettier-ignore
  })
})

describe('money', () => {
  const enter = (id: StoryId, entry: money.NewMoneyEntry) => ({
    params: { ...of(id), entryId: hall.newId() },
    body: entry,
  })

  it('is planned and allotted source by source, by the finance departments, each for its own county', async () => {
    for (const id of storyIds) {
      for (const [index, { source, yuan }] of stories[id].plan.funding.entries()) {
        hall.on('2021-03-01')
        const said = { source, yuan, documentNumber: `财农〔2021〕${index + 10}号` }
        await finance(id).call(money.putMoneyEntry, enter(id, { kind: 'planned', on: '2021-03-01', ...said }))
        hall.on('2021-03-10')
        const { warnings } = await finance(id).call(money.putMoneyEntry, enter(id, { kind: 'allotted', on: '2021-03-10', ...said })) // prettier-ignore
        expect(warnings).toEqual([])
      }
    }
    const foreign = enter('daduzi', { kind: 'planned', source: 'county', yuan: 1, on: '2021-03-10', documentNumber: '财农〔2021〕99号' }) // prettier-ignore
    expect((await as('cai').refused(money.putMoneyEntry, foreign)).code).toBe('water.not-found')
    const board = await as('wang').call(money.getMoneyBoard, { query: { region: city } })
    const allotted = board.divisions.flatMap(({ cells }) => cells.map(({ allottedYuan }) => allottedYuan))
    expect(allotted.reduce((sum, yuan) => sum + yuan, 0)).toBe(3_667_200)
  })

  it('is not spent beyond what was allotted: the refusal says by how much, and nothing is lost', async () => {
    const spent = {
      kind: 'spent',
      source: 'county',
      yuan: 75_201,
      on: '2021-03-10',
      documentNumber: '支付2021-1',
    } as const
    const refused = await as('cai').refused(money.putMoneyEntry, enter('datian', spent))
    expect(refused.code).toBe('money.beyond-allotted')
    expect([refused.zh.includes('1 元'), bilingual(refused)]).toEqual([true, true])
    const { balances, entries } = await as('li').call(money.getWaterMoney, { params: of('datian') })
    expect(balances.map(({ source, allottedYuan, spentYuan }) => [source, allottedYuan, spentYuan])).toEqual([
      ['county', 75_200, 0],
      ['municipal-grant', 100_000, 0],
    ])
    expect(entries).toHaveLength(4)
    const exception = { source: 'county', yuan: 1, on: '2021-03-10', documentNumber: '批〔2021〕1号', reason: '汛期抢险', attachmentId: picture.datian.before } as const // prettier-ignore
    const asked = { params: { ...of('datian'), entryId: hall.newId() }, body: exception }
    expect((await as('li').refused(money.putMoneyException, asked)).code).toBe('money.approver-elsewhere')
  })

  it('has a reward waiting for the verified result', async () => {
    const body = { documentNumber: '渝财环〔2021〕20号' }
    expect((await as('li').refused(money.earmarkReward, { params: of('datian'), body })).code).toBe(
      'reward.decided-elsewhere',
    )
    const reward = await as('wang').call(money.earmarkReward, { params: of('datian'), body })
    expect(reward).toMatchObject({ yuan: 363_860, heldYuan: 363_860, state: 'earmarked' })
    const release = { step: 'release', stage: 'completed', documentNumber: '渝财环〔2021〕21号' } as const
    const held = await as('wang').refused(money.stepReward, { params: { id: reward.id }, body: release })
    expect([held.code, bilingual(held)]).toEqual(['reward.held-back', true])
  })
})

describe('the expert', () => {
  it('is assigned one to one, goes there before the works and leaves advice that the county answers', async () => {
    hall.on('2021-03-12')
    for (const regionCode of Object.values(county)) {
      const body = {
        expert: { accountId: as('gu').accountId },
        to: { regionCode },
        fromOn: '2021-03-12',
        reason: '一对一帮扶',
      }
      await as('wang').call(experts.assignExpert, { body })
    }
    for (const id of namedIds) {
      const visit = await visited(id, 'gu', { on: '2021-03-12', phase: 'before', role: 'expert' })
      expect(visit).toMatchObject({ state: 'done', findings: 0 })
    }
    const text = '先封堵三处散排口并核实，再清淤；补水须在截污核实之后。'
    const advice = await as('gu').call(experts.giveAdvice, { body: { waterId: water.datian, phase: 'before', text } })
    expect(advice).toMatchObject({ state: 'open', dueOn: '2021-03-27' })
    hall.on('2021-03-16')
    const body = { adoption: 'adopted', reason: '符合现场情况', deed: '已调整工序' } as const
    expect((await as('chen').refused(experts.answerAdvice, { params: { id: advice.id }, body })).code).toBe(
      'permission.missing',
    )
    await as('li').call(experts.answerAdvice, { params: { id: advice.id }, body })
    const closed = await as('gu').call(experts.stepAdvice, { params: { id: advice.id }, body: { step: 'close', reason: '工序已调整' } }) // prettier-ignore
    expect(closed.state).toBe('closed')
  })
})

describe('the works', () => {
  const measures = {} as Record<StoryId, readonly progress.Measure[]>
  const report = (id: StoryId, number: number, onDay: string, doneQuantity: number) => ({
    params: { id: measures[id][number]?.id ?? '', reportId: hall.newId() },
    body: { onDay, doneQuantity, photos: picture[id].works === undefined ? [] : [picture[id].works] },
  })

  it('are scheduled from the approved plan and begin', async () => {
    for (const id of storyIds) {
      hall.on('2021-03-18')
      const days = stories[id].plan.measures.map(({ from = '', to = '' }, index) => ({ number: index + 1, startsOn: from, endsOn: to, contractor: '示例建设公司' })) // prettier-ignore
      const made = await writer(id).call(progress.makeSchedule, { params: of(id), body: { measures: days } })
      measures[id] = made.schedule?.measures ?? []
      expect(made.schedule?.costYuan).toBe(stories[id].plan.measures.reduce((sum, { costYuan }) => sum + costYuan, 0))
      hall.on('2021-03-20')
      await town(id).call(progress.startWorks, { params: of(id), body: { startedOn: '2021-03-20' } })
      await photograph(id, 'works', '治理中')
    }
    expect(await stagesOf(storyIds)).toEqual(storyIds.map(() => 'in-works'))
    expect((await entryOf('datian')).colour.value).toBe('yellow')
  })

  it('have the make-up water filled in and countersigned by the department that it is asked of, and no other', async () => {
    hall.on('2021-03-25')
    const body = { organisationId: as('shui').organisationId, subject: 'make-up-water', ask: '请确认武安河取水口和达标尾水水量。', dueOn: '2021-04-25' } as const // prettier-ignore
    const part = await as('li').call(parts.askForPart, { params: of('datian'), body })
    const params = { id: part.id }
    const content = {
      text: '武安河取水口日补 300 立方米，污水处理站达标尾水日补 60 立方米。',
      quantities: [{ name: '日补水量', value: 360, unit: 'm³' }],
    }
    const fill = { step: 'fill', seenVersion: 1, content } as const
    expect((await as('cai').refused(parts.stepPart, { params, body: fill })).code).toBe('part.of-another')
    await as('shui').call(parts.stepPart, { params, body: fill })
    const signed = await as('shui').call(parts.stepPart, { params, body: { step: 'sign', seenVersion: 2 } })
    expect(signed).toMatchObject({ state: 'signed', urgency: 'settled' })
    expect(signed.signature?.hash).toMatch(/^[0-9a-f]{64}$/)
  })

  it('are reported measure by measure; a quantity in the wrong unit is refused', async () => {
    hall.on('2021-05-01')
    const slip = await as('chen').refused(progress.reportProgress, report('datian', 1, '2021-05-01', 450_000))
    expect([slip.code, slip.zh.includes('请核对单位'), bilingual(slip)]).toEqual([
      'progress.report-refused',
      true,
      true,
    ])
    for (const id of storyIds) {
      for (const [number, { quantity }] of measures[id].entries()) {
        if ((stories[id].plan.measures[number]?.from ?? '') > '2021-05-01') continue
        await town(id).call(progress.reportProgress, report(id, number, '2021-05-01', quantity / 2))
      }
    }
    const { schedule } = await as('chen').call(progress.getWorks, { params: of('datian') })
    expect(schedule?.measures.map(({ doneQuantity, state }) => [doneQuantity, state])).toEqual([
      [1.5, 'open'],
      [450, 'open'],
      [0, 'open'],
    ])
    expect(schedule?.measures[0]?.level).toBe('late')
    const early = await as('chen').refused(progress.completeWorks, {
      params: of('datian'),
      body: { completedOn: '2021-05-01' },
    })
    expect([early.code, early.zh.includes('生态补水')]).toEqual(['progress.measures-open', true])
  })

  it('are visited by the handbook of the day only; what is found is put right by its owner and closed by another', async () => {
    hall.on('2021-05-10')
    const planned = await as('li').call(works.planVisit, {
      body: { waterId: water.datian, phase: 'during', role: 'county', visitor: { accountId: as('sun').accountId }, dueOn: '2021-05-20' },
    }) // prettier-ignore
    const answers = checklistAnswers({
      phase: 'during',
      role: 'county',
      on: '2021-05-10',
      photos: [picture.datian.works],
    })
    const other = await as('sun').refused(works.recordVisit, {
      params: { id: planned.id },
      body: { handbook: '2027-01-01', visitedOn: '2021-05-10', answers },
    })
    expect([other.code, other.zh.includes('2020-01-01'), bilingual(other)]).toEqual(['visit.other-edition', true, true])
    expect((await as('sun').call(works.getVisit, { params: { id: planned.id } })).state).toBe('planned')
    await as('sun').call(works.cancelVisit, { params: { id: planned.id }, body: { reason: '改由另一次核查' } })

    const unfenced = { 'during-site-safe': '塘埂围挡缺失' }
    const owner = { accountId: as('luo').accountId }
    const visit = await visited('datian', 'sun', {
      on: '2021-05-10',
      phase: 'during',
      role: 'county',
      wrong: unfenced,
      owner,
    })
    expect(visit.findings).toBe(1)
    const { items } = await as('luo').call(works.listRectifications, {
      query: { water: water.datian, state: 'unsettled' },
    })
    const [found] = items
    expect(found).toMatchObject({
      itemId: 'during-site-safe',
      severity: 'serious',
      dueOn: '2021-05-25',
      note: '塘埂围挡缺失',
    })
    const params = { id: found?.id ?? '' }
    hall.on('2021-05-14')
    const after = await photographOnVisit('datian', 'luo', pictures.works)
    const step = (by: Name, taken: 'answer' | 'close', photos: string[] = []) =>
      [as(by), works.stepRectification, { params, body: { step: taken, reason: '围挡已补齐', photos } }] as const
    const refusedTo = async ([who, door, asked]: ReturnType<typeof step>) => (await who.refused(door, asked)).code
    expect(await refusedTo(step('luo', 'answer'))).toBe('rectification.photos-missing')
    expect(await refusedTo(step('luo', 'close'))).toBe('rectification.not-yours')
    await as('luo').call(works.stepRectification, step('luo', 'answer', [after])[2])
    hall.on('2021-05-16')
    const closed = await as('sun').call(works.stepRectification, step('sun', 'close')[2])
    expect(closed).toMatchObject({ state: 'closed', urgency: 'settled', afterPhotos: [after] })
    expect(closed.photos.length).toBeGreaterThan(0)
  })

  it('are not intercepted everywhere at once: the river of the growing town still has sewage in it, and is looked at again', async () => {
    hall.on('2021-05-10')
    for (const id of ['baofeng', 'zhuanlong', 'dosed'] as const) {
      await visited(id, stories[id].office.colleague, { on: '2021-05-10', phase: 'during', role: 'county' })
    }
    const wrong = { 'during-interception-first': '箱涵仍有一处污水入河' }
    const owner = { organisation: '李市镇人民政府' }
    await visited('daduzi', 'jin', { on: '2021-05-10', phase: 'during', role: 'county', wrong, owner })
    const { items } = await as('tang').call(works.listRectifications, {
      query: { water: water.daduzi, state: 'unsettled' },
    })
    expect(items[0]).toMatchObject({ severity: 'grave', dueOn: '2021-05-17' })
    const params = { id: items[0]?.id ?? '' }
    hall.on('2021-05-15')
    const photos = [await photographOnVisit('daduzi', 'tang', pictures.works)]
    await as('tang').call(works.stepRectification, {
      params,
      body: { step: 'answer', reason: '箱涵截污闸已封闭', photos },
    })
    hall.on('2021-05-28')
    await as('jin').call(works.stepRectification, { params, body: { step: 'close', reason: '复核无污水入河' } })
    await visited('daduzi', 'jin', { on: '2021-05-28', phase: 'during', role: 'county' })
  })

  it('end with every measure done, the money spent, and the day of completion', async () => {
    for (const id of storyIds) {
      hall.on('2021-06-30')
      for (const [number, { quantity }] of measures[id].entries()) {
        await town(id).call(progress.reportProgress, report(id, number, '2021-06-29', quantity))
      }
      for (const { source, yuan } of stories[id].plan.funding) {
        const body = { kind: 'spent', source, yuan, on: '2021-06-30', measureId: stories[id].plan.measures[0]?.measureId, documentNumber: '支付2021-30' } as const // prettier-ignore
        await finance(id).call(money.putMoneyEntry, { params: { ...of(id), entryId: hall.newId() }, body })
      }
      const done = await town(id).call(progress.completeWorks, { params: of(id), body: { completedOn: '2021-06-30' } })
      expect(done.schedule).toMatchObject({ state: 'completed', share: 1 })
    }
    expect(await stagesOf(storyIds)).toEqual(storyIds.map(() => 'completed'))
    const { items } = await as('wang').call(money.listRewards)
    const params = { id: items[0]?.id ?? '' }
    const part = { step: 'release', stage: 'completed', documentNumber: '渝财环〔2021〕40号' } as const
    expect((await as('wang').call(money.stepReward, { params, body: part })).releasedYuan).toBe(109_158)
  })
})

describe('acceptance', () => {
  const declared = {
    datian: { measureId: 'make-up-water', source: '武安河和达标尾水', quantity: 9000, startsOn: '2021-06-01' },
  } as const
  const file = {} as Record<StoryId, acceptance.File>
  const accept = { decision: 'accept', reason: '材料齐全，现场核实' } as const
  const itemsOf = async (id: StoryId) => {
    const { items } = await writer(id).call(acceptance.getAcceptance, { params: of(id) })
    return items
  }
  const blocking = async (id: StoryId) => (await itemsOf(id)).filter(({ blocks }) => blocks).map(item => item.id)
  const declare = (id: StoryId, body: (typeof acceptance.declareMeasure)['body'] extends infer _ ? object : never) =>
    writer(id).call(acceptance.declareMeasure, { params: of(id), body: body as never })
  const withdraw = (id: StoryId, measure: acceptance.Declared) =>
    writer(id).call(acceptance.withdrawMeasure, { params: { id: measure.id }, body: { reason: '登记有误' } })

  it('without sampling is refused: the file says what is missing, and nothing is sent in', async () => {
    hall.on('2021-07-10')
    const refused = await as('li').refused(acceptance.submitFile, { params: of('datian'), body: {} })
    expect([refused.code, bilingual(refused)]).toEqual(['acceptance.incomplete', true])
    expect(refused.zh).toContain('监测点位与频次：采样不足')
    expect(refused.en).toContain('Sampling points and times: Not sampled enough')
    expect((await as('li').call(acceptance.getAcceptance, { params: of('datian') })).file).toBeUndefined()
    expect(await blocking('baofeng')).toEqual([
      'interception', 'sampling', 'indicators', 'odour', 'satisfaction', 'upkeep-persons',
    ]) // prettier-ignore
  })

  it('has what it asks for: visits, samples at every point in three months, no odour, content residents, persons', async () => {
    for (const id of storyIds) {
      hall.on('2021-07-20')
      const { points, office, plan: planned } = stories[id]
      await photograph(id, 'after', '治理后')
      await visited(id, office.colleague, { on: '2021-07-20', phase: 'after', role: 'county' })
      for (const day of ['2021-07-20', '2021-08-20', '2021-09-20']) {
        hall.on(day)
        for (const point of points) await sampled(id, day, point, clear)
      }
      hall.on('2021-09-25')
      const seen = {
        observedAt: '2021-09-21T09:00:00+08:00',
        colour: 'clear',
        odour: 0,
        finding: 'not-black-odorous',
      } as const
      await town(id).call(putSenses, { params: { id: hall.newId() }, body: { waterId: water[id], ...seen } })
      const forms = { heldOn: '2021-09-24', issued: 36, valid: 34, black: 0, satisfied: 32 }
      await town(id).call(putQuestionnaire, { params: { id: hall.newId() }, body: { waterId: water[id], ...forms } })
      for (const level of ['town', 'village', 'site'] as const) {
        const { name = '', office: organisation = '' } = planned.persons[level] ?? {}
        await writer(id).call(assignDuty, { params: of(id), body: { level, holder: { name, organisation }, fromOn: '2021-07-01' } }) // prettier-ignore
      }
    }
    await visited('datian', 'gu', { on: '2021-09-25', phase: 'after', role: 'expert' })
    expect(await blocking('baofeng')).toEqual([])
  })

  it('takes make-up water after verified interception with source and quantity, and calls it flushing without any of these', async () => {
    hall.on('2021-09-28')
    const flushing = async (id: StoryId) => {
      const item = (await itemsOf(id)).find(each => each.id === 'flushing')
      return [item?.outcome, item?.words.zh]
    }
    expect(await flushing('datian')).toEqual(['missing', expect.stringContaining('还没有登记来源和数量')])
    const nowhere = await declare('datian', { ...declared.datian, source: undefined })
    expect(await flushing('datian')).toEqual(['fails', expect.stringContaining('没有写明来源')])
    await withdraw('datian', nowhere)
    const unmeasured = await declare('datian', { ...declared.datian, quantity: undefined })
    expect(await flushing('datian')).toEqual(['fails', expect.stringContaining('没有写明数量')])
    await withdraw('datian', unmeasured)
    await declare('datian', declared.datian)
    expect(await flushing('datian')).toEqual(['pass', expect.stringContaining('武安河')])

    const river = { measureId: 'make-up-water', source: '上游水库', quantity: 20_000 }
    const early = await declare('daduzi', { ...river, startsOn: '2021-05-27' })
    expect(await flushing('daduzi')).toEqual(['fails', expect.stringContaining('早于截污核实的 2021-05-28')])
    await withdraw('daduzi', early)
    await declare('daduzi', { ...river, startsOn: '2021-05-28' })
    expect(await flushing('daduzi')).toEqual(['pass', expect.stringContaining('上游水库')])
    expect(await blocking('daduzi')).toEqual([])
  })

  it('takes agents on the same terms', async () => {
    const dosing = async () => (await itemsOf('zhuanlong')).find(({ id }) => id === 'dosing')?.outcome
    const agent = { measureId: 'microbial-agent', source: '示例生物科技公司', quantity: 60, startsOn: '2021-06-10' }
    const unmeasured = await declare('zhuanlong', { ...agent, quantity: undefined })
    expect(await dosing()).toBe('fails')
    await withdraw('zhuanlong', unmeasured)
    const early = await declare('zhuanlong', { ...agent, startsOn: '2021-05-09' })
    expect(await dosing()).toBe('fails')
    await withdraw('zhuanlong', early)
    await declare('zhuanlong', agent)
    expect([await dosing(), await blocking('zhuanlong')]).toEqual(['pass', []])
  })

  it('goes from the county to the town and back, each decided by somebody else', async () => {
    const tooFar: string[] = []
    for (const id of namedIds) {
      hall.on('2021-10-08')
      file[id] = await writer(id).call(acceptance.submitFile, { params: of(id), body: { note: '请予验收' } })
      expect(file[id]).toMatchObject({ step: 'self-check', decider: 'town', dueOn: '2021-10-18' })
      expect(file[id].snapshot.items.find(item => item.id === 'funds')?.words.en).toContain('spent')
      const params = { id: file[id].id }
      expect((await writer(id).refused(acceptance.decideFile, { params, body: accept })).code).toBe(
        'acceptance.own-file',
      )
      hall.on('2021-10-10')
      await town(id).call(acceptance.decideFile, { params, body: accept })
      // Where no town is known the district has stood in for it, and goes on.
      if (id !== 'baofeng') tooFar.push((await town(id).refused(acceptance.decideFile, { params, body: accept })).code)
      hall.on('2021-10-12')
      file[id] = await colleague(id).call(acceptance.decideFile, { params, body: accept })
      expect(file[id].state).toBe('accepted')
    }
    expect(tooFar).toEqual(Array(3).fill('acceptance.decided-elsewhere'))
    expect(await stagesOf(namedIds)).toEqual(['accepted', 'accepted', 'accepted', 'accepted'])
    expect((await entryOf('datian')).colour.value).toBe('green')
  })

  it('hangs out for seven days; an objection is answered before the city delists', async () => {
    const place = '区县政府网站、村公示栏'
    for (const id of namedIds) {
      const params = { id: file[id].id }
      hall.on('2021-10-13')
      const short = await writer(id).refused(acceptance.beginNotice, { params, body: { startsOn: '2021-10-13', endsOn: '2021-10-18', place } }) // prettier-ignore
      expect([short.code, short.zh.includes('2021-10-19')]).toEqual(['acceptance.notice-days-wrong', true])
      await writer(id).call(acceptance.beginNotice, {
        params,
        body: { startsOn: '2021-10-13', endsOn: '2021-10-19', place },
      })
    }
    const params = { id: file.datian.id }
    hall.on('2021-10-15')
    const said = { receivedOn: '2021-10-15', text: '有村民反映雨后塘边有异味' }
    const { objections } = await as('li').call(acceptance.recordObjection, { params, body: said })
    hall.on('2021-10-20')
    const held = await as('wang').refused(acceptance.decideFile, { params, body: accept })
    expect([held.code, held.zh.includes('异议'), bilingual(held)]).toEqual(['acceptance.notice-in-the-way', true, true])
    const answer = { answer: '雨后复查两次，感官和氨氮均正常，已向反映人说明。', upheld: false }
    await as('li').call(acceptance.answerObjection, { params: { id: objections[0]?.id ?? '' }, body: answer })
    hall.on('2021-11-02')
    expect((await as('sun').refused(acceptance.decideFile, { params, body: accept })).code).toBe(
      'acceptance.decided-elsewhere',
    )
    for (const id of namedIds) {
      file[id] = await as('wang').call(acceptance.decideFile, { params: { id: file[id].id }, body: accept })
    }
    expect(file.datian.decisions.map(({ step, decision }) => `${step} ${decision}`)).toEqual(['self-check accept', 'acceptance accept', 'delisting accept']) // prettier-ignore
  })

  it('ends in upkeep, and the reward is paid out', async () => {
    await hall.settled()
    expect(await stagesOf(namedIds)).toEqual(['upkeep', 'upkeep', 'upkeep', 'upkeep'])
    const { items } = await as('wang').call(money.listRewards)
    const params = { id: items[0]?.id ?? '' }
    const rest = {
      step: 'release',
      stage: 'delisted',
      documentNumber: '渝财环〔2021〕66号',
      attachmentId: picture.datian.after,
    } as const
    const held = await as('wang').refused(money.stepReward, { params, body: rest })
    expect([held.code, held.zh.includes('识别判定')]).toEqual(['reward.held-back', true])
    const judged = await as('li').call(judgeWater, {
      params: of('datian'),
      body: { standardId: 'rural-black-odorous-2019' },
    })
    expect(judged).toMatchObject({ record: { outcome: 'not-black-odorous' }, stageAfter: 'upkeep' })
    expect(await as('wang').call(money.stepReward, { params, body: rest })).toMatchObject({ state: 'released', releasedYuan: 363_860 }) // prettier-ignore
  })
})

describe('a pond that was dosed', () => {
  const agent = { measureId: 'chemical-agent', startsOn: '2021-06-20' }
  let fileId: string

  it('is not sent in while agents stand on record without source and quantity, or before interception', async () => {
    hall.on('2021-11-03')
    const send = () => as('li').refused(acceptance.submitFile, { params: of('dosed'), body: {} })
    for (const [body, why] of [
      [agent, '没有写明来源'],
      [{ ...agent, source: '药剂厂', quantity: 80, startsOn: '2021-04-01' }, '早于截污核实的 2021-05-10'],
    ] as const) {
      const { id } = await as('li').call(acceptance.declareMeasure, { params: of('dosed'), body })
      const refused = await send()
      expect([refused.code, refused.zh.includes('无投药治标'), refused.zh.includes(why), bilingual(refused)]).toEqual(['acceptance.incomplete', true, true, true]) // prettier-ignore
      await as('li').call(acceptance.withdrawMeasure, { params: { id }, body: { reason: '镇里称未投药' } })
    }
  })

  it('is found out by a visit, refused with the list of reasons, and goes back to works', async () => {
    fileId = (await as('li').call(acceptance.submitFile, { params: of('dosed'), body: {} })).id
    const params = { id: fileId }
    await as('chen').call(acceptance.decideFile, { params, body: { decision: 'accept', reason: '镇街自验合格' } })
    hall.on('2021-11-08')
    const wrong = { 'after-no-false-fix': '塘边有除臭药剂空桶，水面有白色药渣' }
    await visited('dosed', 'sun', { on: '2021-11-08', phase: 'after', role: 'county', wrong, owner: { organisation: '沙坪镇人民政府' } }) // prettier-ignore
    const late = await as('sun').refused(acceptance.decideFile, {
      params,
      body: { decision: 'accept', reason: '同意' },
    })
    expect([late.code, late.zh.includes('药剂空桶'), bilingual(late)]).toEqual(['acceptance.not-passing', true, true])
    const refusal = { decision: 'refuse', reason: '现场发现投药治标，须停药并核实截污', items: ['dosing', 'rectification'], backToWorks: true } as const // prettier-ignore
    expect((await as('chen').refused(acceptance.decideFile, { params, body: { ...refusal, items: ['dosing'] } })).code).toBe('acceptance.decided-elsewhere') // prettier-ignore
    const refused = await as('sun').call(acceptance.decideFile, {
      params,
      body: { ...refusal, items: [...refusal.items] },
    })
    expect(refused).toMatchObject({ state: 'refused', allowed: [] })
    expect(refused.decisions.at(-1)).toMatchObject({ items: ['dosing', 'rectification'], reason: refusal.reason })
    expect(await entryOf('dosed')).toMatchObject({ stage: 'in-works', colour: { value: 'yellow' } })
    await hall.settled()
    const { schedule } = await as('chen').call(progress.getWorks, { params: of('dosed') })
    expect(schedule?.state).toBe('running')
  })
})

describe('a year later on paper', () => {
  it('the annual work plan shows what came of it', async () => {
    hall.on('2021-12-20')
    const { items } = await as('shen').call(annual.listAnnualPlans, { query: { year: 2021, region: city } })
    const whole = items.find(({ regionCode }) => regionCode === city)
    const tracked = await as('shen').call(annual.getAnnualPlan, { params: { id: whole?.id ?? '' } })
    const done = tracked.rows.filter(({ stage }) => stage === 'upkeep').map(({ waterId }) => waterId)
    expect(done.toSorted()).toEqual(namedIds.map(id => water[id]).toSorted())
    expect(tracked.targets.find(({ kind }) => kind === 'accept')).toMatchObject({ waters: 5, doneWaters: 4 })
  })

  it('every fact of every chain holds, and no row of any table says anything else', async () => {
    const chains = await checkChains(hall.test.database, systemActor('job'))
    expect(chains.filter(({ fault }) => fault !== null)).toEqual([])
    const faults: RowFault[] = []
    let rows = 0
    await reading(hall.test.database, systemActor('job'), async tx => {
      for (const witness of witnesses) rows += await witness.check(tx, fault => faults.push(fault))
    })
    expect(faults).toEqual([])
    expect(rows).toBeGreaterThan(300)
    const { items } = await as('shen').call(getWaterHistory, { params: of('datian'), query: { limit: 500 } })
    const kinds = new Set(items.map(({ kind }) => kind))
    for (const kind of [
      'water.recorded',
      'verdict.given',
      'water.classified',
      'plan.returned',
      'plan.approved',
      'money.entered',
      'progress.reported',
      'progress.part-stepped',
      'works.rectification-moved',
      'expert.advised',
      'acceptance.objection-answered',
      'acceptance.decided',
      'money.reward-released',
    ] as const) {
      // prettier-ignore
      expect([kind, kinds.has(kind)]).toEqual([kind, true])
    }
  })

  it('is printed as Word and PDF: plan, file of acceptance, annual work plan, sheet, compendium', async () => {
    const { content } = await as('li').call(cases.draftCase, { params: of('datian') })
    const source = { title: '本平台档案', confidence: 'published' } as const
    const begun = await as('li').call(cases.beginCase, {
      body: {
        waterId: water.datian,
        content: { ...content, lessons: '先截污核实，再补水。', source: content.source ?? source },
      },
    })
    expect(begun.faults).toEqual([])
    await as('li').call(cases.stepCase, { params: { id: begun.id }, body: { step: 'publish', seenVersion: 1 } })
    const { file: accepted } = await as('li').call(acceptance.getAcceptance, { params: of('datian') })
    const { items } = await as('wang').call(annual.listAnnualPlans, { query: { year: 2021, region: city } })
    const ofCity = items.find(({ regionCode }) => regionCode === city)?.id ?? ''
    await mkdir(papers, { recursive: true })
    for (const format of ['docx', 'pdf'] as const) {
      for (const [name, paper] of [
        ['plan', as('wang').fetch(getPlanDocument, { params: { id: plan.datian }, query: { format } })],
        ['acceptance', as('wang').fetch(getFileDocument, { params: { id: accepted?.id ?? '' }, query: { format } })],
        ['annual-plan', as('wang').fetch(getAnnualDocument, { params: { id: ofCity }, query: { format } })],
        ['water-sheet', as('wang').fetch(getWaterSheetDocument, { params: of('datian'), query: { format } })],
        ['compendium', as('wang').fetch(cases.getCompendium, { query: { format } })],
      ] as const) {
        const bytes = await paper
        expect([name, bytes.subarray(0, 4).toString('latin1')]).toEqual([
          name,
          format === 'pdf' ? '%PDF' : 'PK\u0003\u0004',
        ])
        await writeFile(new URL(`${name}.${format}`, papers), bytes)
      }
    }
  })
})
