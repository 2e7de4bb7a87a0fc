import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actorOf, cast } from '../../tests/support/actors.ts'
import { testDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { pond, recordOne, withPlaces, zhutuo } from '../../tests/support/waters.ts'
import { uuidv7 } from '../domain/ids.ts'
import { Problem } from '../domain/problems.ts'
import { createAccount, createOrganisation } from '../people/store.ts'
import { systemActor, type Actor } from '../platform/actor.ts'
import { atomically, reading, type Tx } from '../platform/db/database.ts'
import type { RowFault } from '../platform/ledger/witness.ts'
import { recordAttachment, type WaterRow } from '../waters/store.ts'
import { planVisit } from '../works/visits-store.ts'
import { answerAdvice, giveAdvice, moveExpertsToRegion, stepAdvice } from './advice-store.ts'
import { adviceView, adviceViews } from './advice-views.ts'
import { assignExpert, findAssignment, listAssignments, relieveExpert, type Assigning } from './assignments-store.ts'
import { boardView, expertView, waterHelpView } from './board.ts'
import { listWatersByHelp } from './coverage-store.ts'
import { adviceWitness, assignmentWitness } from './witness-store.ts'

const { wang, li, zhao } = cast
const county = '500231000000'
let test: TestDatabase
let now = new Date('2026-11-29T02:00:00Z')
let water: WaterRow
let other: WaterRow
/** An expert of the city, one of the county, and one of an organisation that is assigned as such. */
let gu: Actor
let lu: Actor
let member: Actor

beforeAll(async () => {
  test = await testDatabase({ clock: () => now })
  await withPlaces(test.database)
  water = await listed('水井大田水塘')
  other = await listed('另一口塘')
  gu = await enrol('gu', '500000000000')
  lu = await enrol('lu', county)
  member = await enrol('member', '500000000000')
})
afterAll(() => test.close())

async function listed(name: string, regionCode = '500231102000'): Promise<WaterRow> {
  const entry = { transition: 'declare', list: 'municipal' } as const
  return recordOne(test.database, pond({ name, regionCode }, { entry }))
}

async function enrol(username: string, regionCode: string, role: 'expert' | 'operator' = 'expert'): Promise<Actor> {
  return atomically(test.database, systemActor('command-line'), async tx => {
    const organisation = await createOrganisation(tx, { name: `${username}研究院`, kind: 'expert-group', regionCode })
    const who = { username, displayName: `${username}专家`, role, organisationId: organisation.id, regionCode }
    const account = await createAccount(tx, { ...who, passwordHash: 'none', mustChangePassword: false })
    return { ...actorOf(username, role, regionCode), accountId: account.id, organisationId: organisation.id }
  })
}

const write = <R>(actor: Actor, work: (tx: Tx) => Promise<R>): Promise<R> => {
  now = new Date(now.getTime() + 1000)
  return atomically(test.database, actor, work)
}
const read = <R>(actor: Actor, work: (tx: Tx) => Promise<R>): Promise<R> => reading(test.database, actor, work)
const refusalOf = async (work: Promise<unknown>): Promise<Problem> => {
  const failure = await work.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (failure instanceof Problem) return failure
  throw failure ?? new Error('nothing was refused')
}
const codeOf = async (work: Promise<unknown>): Promise<string> => (await refusalOf(work)).kind.code

const assigning = (changes: Partial<Assigning> = {}): Assigning => ({
  expert: { accountId: gu.accountId },
  to: { waterId: water.id },
  fromOn: '2026-11-01',
  reason: '方案编制需要技术帮扶',
  aboveLimit: false,
  ...changes,
})
const assign = (changes: Partial<Assigning> = {}, actor: Actor = li) =>
  write(actor, tx => assignExpert(tx, assigning(changes)))
const relieve = (id: string, untilOn = '2026-11-29', actor: Actor = li) =>
  write(actor, tx => relieveExpert(tx, id, { untilOn, reason: '帮扶结束' }))
/** Runs a story under an assignment, and ends it on its first day: it then overlaps with no other. */
async function during(changes: Partial<Assigning>, story: (id: string) => Promise<unknown>): Promise<void> {
  const id = await assign(changes)
  try {
    await story(id)
  } finally {
    await relieve(id, assigning(changes).fromOn)
  }
}
const kindsOf = async (subject: string) =>
  (await test.asOwner(`select kind from facts where subject_id = '${subject}' order by sequence`)).map(
    row => row['kind'],
  )

describe('an assignment', () => {
  it('of a city expert to a water is made by its county, seen by the expert, ended by a fact of its own', async () => {
    const id = await assign({ fromOn: '2026-10-01' })
    const seen = await read(gu, tx => findAssignment(tx, id))
    expect(seen).toMatchObject({
      scope: 'water',
      current: true,
      expert: { id: gu.accountId, person: { name: 'gu专家', organisation: 'gu研究院' } },
      water: { name: '水井大田水塘' },
    })
    expect(await codeOf(read(zhao, tx => findAssignment(tx, id)))).toBe('expert-assignment.not-found')
    await relieve(id, '2026-10-20')
    expect(await read(li, tx => findAssignment(tx, id))).toMatchObject({ current: false, untilOn: '2026-10-20' })
    expect(await codeOf(relieve(id))).toBe('expert-assignment.ended')
    expect((await kindsOf(water.id)).slice(-2)).toEqual(['expert.assigned', 'expert.relieved'])
    const ended = await read(li, tx => listAssignments(tx, { state: 'ended', limit: 10 }))
    expect(ended.items.map(each => each.id)).toContain(id)
    expect((await read(li, tx => listAssignments(tx, { state: 'current', limit: 10 }))).items).toEqual([])
  })

  it('needs an expert in use who sees the place, a county or a water, and days that can be', async () => {
    const worker = await enrol('worker', county, 'operator')
    expect(await codeOf(assign({ expert: { accountId: worker.accountId } }))).toBe('expert.not-found')
    expect(await codeOf(assign({ expert: { organisationId: uuidv7(5) } }))).toBe('expert.not-found')
    const elsewhere = { expert: { accountId: lu.accountId }, to: { regionCode: '500118000000' } }
    const far = await refusalOf(assign(elsewhere, wang))
    expect(far.kind.code).toBe('expert.out-of-reach')
    expect(far.words().zh).toContain('永川区')
    expect(await codeOf(assign({ to: { regionCode: '500231102000' } }))).toBe('expert-assignment.needs-county')
    expect(await codeOf(assign({ to: { regionCode: '500118000000' } }))).toBe('place.not-found')
    expect(await codeOf(assign({ untilOn: '2026-11-01' }))).toBe('expert-assignment.day-refused')
    expect(await codeOf(assign({ to: { waterId: water.id } }, zhao))).toBe('water.not-found')
    await test.asOwner(`update accounts set disabled_at = now() where id = '${lu.accountId}'`)
    expect(await codeOf(assign({ expert: { accountId: lu.accountId } }))).toBe('expert.not-found')
    await test.asOwner(`update accounts set disabled_at = null where id = '${lu.accountId}'`)
  })

  it('is not made twice for the same days; to the county and to a water of it are two', async () => {
    await during({ to: { regionCode: county } }, async () => {
      expect(await codeOf(assign({ to: { regionCode: county } }))).toBe('expert-assignment.there')
      await during({}, async () => expect(await codeOf(assign())).toBe('expert-assignment.there'))
    })
  })

  it('above the limit is refused, and made where somebody insists: the fact says so', async () => {
    for (let made = 0; made < 14; made++) await listed(`多余塘${made}`)
    const whole = { to: { regionCode: county } }
    const refused = await refusalOf(assign(whole))
    expect(refused.kind.code).toBe('expert.overloaded')
    expect(refused.words().en).toContain('16 waters')
    expect((await read(li, tx => listAssignments(tx, { state: 'current', limit: 10 }))).items).toEqual([])
    await during({ ...whole, aboveLimit: true }, async id => {
      const [fact] = await test.asOwner(`select body from facts where subject_id = '${id}'`)
      expect(fact?.['body']).toMatchObject({ aboveLimit: { waters: 16, most: 15 } })
      const board = await read(li, tx => boardView(tx))
      expect(board.experts[0]).toMatchObject({ expert: { id: gu.accountId }, load: { waters: 16, over: true } })
    })
    await test.asOwner(`update waters set stage = 'suspected', list = null where name like '多余塘%'`)
  })
})

describe('coverage', () => {
  it('tells waters without an expert and phases without a visit, for the county and water by water', async () => {
    const gaps = (gap: 'no-expert' | 'uncovered', actor = li) =>
      read(actor, async tx => (await listWatersByHelp(tx, { gap, limit: 50 })).items.map(each => each.water.name))
    expect((await gaps('no-expert')).sort()).toEqual(['另一口塘', '水井大田水塘'])
    expect(await gaps('no-expert', zhao)).toEqual([])
    await during({}, async () => {
      expect(await gaps('no-expert')).toEqual(['另一口塘'])
      expect((await gaps('uncovered')).sort()).toEqual(['另一口塘', '水井大田水塘'])
      const visitor = { accountId: gu.accountId }
      const plan = { waterId: water.id, phase: 'before', role: 'expert', visitor, dueOn: '2026-12-10' } as const
      const visitId = await write(gu, tx => planVisit(tx, plan))
      const cover = async () => (await read(li, tx => waterHelpView(tx, water.id))).cover
      expect(await cover()).toEqual({ before: 'planned', during: 'ahead', after: 'ahead' })
      await test.asOwner(
        `update verification_visits set state = 'done', visited_on = '2026-11-29', answers = '[]', ended_by = '${gu.accountId}', ended_at = now() where id = '${visitId}'`,
      )
      expect((await cover())?.before).toBe('visited')
      expect(await gaps('uncovered')).toEqual(['另一口塘'])
      const board = await read(li, tx => boardView(tx))
      expect(board.counties).toMatchObject([
        { name: '垫江县', waters: 2, withoutExpert: 1, inPhase: { before: 2 }, uncovered: { before: 1, during: 0 } },
      ])
      expect(board.experts.find(({ expert }) => expert.id === gu.accountId)).toMatchObject({
        singleWaters: 1,
        uncovered: 0,
        load: { waters: 1 },
      })
      await test.asOwner(`update waters set cycle = 2 where id = '${water.id}'`)
      expect((await cover())?.before).toBe('due')
      expect((await gaps('uncovered')).sort()).toEqual(['另一口塘', '水井大田水塘'])
      await test.asOwner(`update waters set cycle = 1 where id = '${water.id}'`)
      await test.asOwner(`delete from verification_visits where id = '${visitId}'`)
    })
  })

  it('pages by division, each water once, and by expert', async () => {
    await during({ to: { regionCode: county } }, async () => {
      const first = await read(gu, tx => listWatersByHelp(tx, { expert: gu.accountId, limit: 1 }))
      const second = await read(gu, tx =>
        listWatersByHelp(tx, { expert: gu.accountId, limit: 1, cursor: first.next ?? '' }),
      )
      const names = [...first.items, ...second.items].map(each => each.water.name)
      expect(names.toSorted()).toEqual(['另一口塘', '水井大田水塘'])
      expect(second.next).toBeUndefined()
      expect((await read(gu, tx => listWatersByHelp(tx, { expert: member.accountId, limit: 9 }))).items).toEqual([])
    })
  })

  it('names experts at hand without any load, and nobody to a page that is not theirs', async () => {
    const board = await read(zhao, tx => boardView(tx))
    expect(board.experts.map(({ expert }) => expert.person?.name).toSorted()).toEqual(['gu专家', 'member专家'])
    expect(await codeOf(read(zhao, tx => expertView(tx, lu.accountId)))).toBe('expert.not-found')
    expect(await read(gu, tx => expertView(tx, gu.accountId))).toMatchObject({ isMe: true, load: { waters: 0 } })
  })
})

describe('advice', () => {
  const text = '先截污后清淤，北岸三户化粪池出水接入管网。'
  const advise = (actor: Actor = gu, changes: Partial<Parameters<typeof giveAdvice>[1]> = {}) =>
    write(actor, tx => giveAdvice(tx, { waterId: water.id, phase: 'before', text, files: [], ...changes }))
  const answer = (id: string, changes: Partial<Parameters<typeof answerAdvice>[2]> = {}, actor: Actor = li) =>
    write(actor, tx =>
      answerAdvice(tx, id, { adoption: 'adopted', reason: '符合实际', deed: '已接管', files: [], ...changes }),
    )
  const reply = (id: string, step: 'close' | 'ask-again' | 'withdraw', actor: Actor = gu) =>
    write(actor, tx => stepAdvice(tx, id, { step, reason: '现场已核对', files: [] }))
  const stateOf = async (id: string, actor: Actor = li) => (await read(actor, tx => adviceView(tx, id))).state

  it('is given by whoever is assigned to the water or its county today, by nobody else', async () => {
    expect(await codeOf(advise())).toBe('advice.not-yours')
    await during({ fromOn: '2026-12-01', untilOn: '2026-12-31' }, async () =>
      expect(await codeOf(advise())).toBe('advice.not-yours'),
    )
    await during({}, async () => {
      await advise()
      expect(await codeOf(advise(member))).toBe('advice.not-yours')
      expect(await codeOf(advise(gu, { waterId: other.id }))).toBe('advice.not-yours')
    })
    await during({ to: { regionCode: county }, expert: { organisationId: member.organisationId ?? '' } }, async () => {
      const id = await advise(member, { waterId: other.id })
      const given = await read(li, tx => adviceView(tx, id))
      expect(given).toMatchObject({ expert: { organisation: 'member研究院' }, givenBy: { name: 'member专家' } })
      expect(await codeOf(advise(gu))).toBe('advice.not-yours')
    })
  })

  it('is answered by a day with what was done, looked at by another, asked again and closed', async () => {
    await during({}, async () => {
      const id = await advise(gu, { measureId: 'septic-tank', part: '北岸' })
      const given = await read(li, tx => adviceView(tx, id))
      expect(given).toMatchObject({
        state: 'open',
        dueOn: '2026-12-14',
        urgency: 'in-time',
        may: ['answer'],
        part: '北岸',
      })
      expect(given.measure?.zh).toBeTruthy()
      expect((await read(gu, tx => adviceView(tx, id))).may).toEqual(['withdraw'])
      expect(await codeOf(write(li, tx => answerAdvice(tx, id, { adoption: 'partly', reason: '暂缓', files: [] })))).toBe('advice.deed-missing') // prettier-ignore
      await answer(id, { adoption: 'partly' })
      expect(await codeOf(answer(id))).toBe('advice.step-refused')
      expect(await read(gu, tx => adviceView(tx, id))).toMatchObject({
        dueOn: '2026-12-09',
        may: ['close', 'ask-again'],
      })
      await reply(id, 'ask-again')
      expect((await read(li, tx => adviceView(tx, id))).dueOn).toBe('2026-12-06')
      await write(li, tx => answerAdvice(tx, id, { adoption: 'not-adopted', reason: '管网改线', files: [] }))
      await reply(id, 'close')
      const closed = await read(li, tx => adviceView(tx, id))
      expect(closed).toMatchObject({ state: 'closed', urgency: 'settled', may: [] })
      expect(closed.steps.map(({ step, adoption }) => [step, adoption])).toEqual([
        ['answer', 'partly'],
        ['ask-again', undefined],
        ['answer', 'not-adopted'],
        ['close', undefined],
      ])
      expect((await kindsOf(water.id)).slice(-5)).toEqual([
        'expert.advised',
        ...Array<string>(4).fill('expert.advice-moved'),
      ])
    })
  })

  it('is settled by its giver after the assignment, and by a successor, never by a stranger', async () => {
    const [first, second] = await (async () => {
      const ids: string[] = []
      await during({}, async () => void ids.push(await advise(), await advise()))
      return ids
    })()
    await answer(first ?? '')
    await answer(second ?? '')
    await reply(first ?? '', 'close')
    expect(await codeOf(reply(second ?? '', 'close', lu))).toBe('advice.not-yours')
    await during({ expert: { accountId: lu.accountId } }, async () => reply(second ?? '', 'close', lu))
    expect([await stateOf(first ?? ''), await stateOf(second ?? '')]).toEqual(['closed', 'closed'])
  })

  it('nobody has answered is withdrawn, and refers to attachments and measures that are there', async () => {
    await during({}, async () => {
      const id = await advise()
      await reply(id, 'withdraw')
      expect(await stateOf(id)).toBe('withdrawn')
      expect(await codeOf(answer(id))).toBe('advice.step-refused')
      expect(await codeOf(advise(gu, { measureId: 'no-such' }))).toBe('advice.measure-unknown')
      expect(await codeOf(advise(gu, { files: [uuidv7(3)] }))).toBe('works.photos-not-there')
      const fileId = uuidv7(now.getTime())
      const file = { name: '图.png', kind: 'photo', type: 'image/png', bytes: 9, sha256: 'a'.repeat(64) } as const
      await write(wang, tx => recordAttachment(tx, { id: fileId, waterId: water.id, ...file }))
      const withFile = await advise(gu, { files: [fileId] })
      expect((await read(li, tx => adviceView(tx, withFile))).files).toEqual([
        { id: fileId, name: '图.png', type: 'image/png' },
      ])
    })
  })

  it('is late the day after its day, listed first, counted for expert and county; an auditor reads all of it', async () => {
    await during({}, async () => {
      const id = await advise()
      const auditor = actorOf('shen', 'auditor', '500000000000')
      const late = async () => (await read(auditor, tx => adviceViews(tx, { state: 'late', limit: 50 }))).items
      const before = now
      now = new Date('2026-12-14T15:59:00Z')
      expect((await late()).map(each => each.id)).not.toContain(id)
      now = new Date('2026-12-14T16:01:00Z')
      expect((await late()).find(each => each.id === id)).toMatchObject({ urgency: 'late', daysLeft: -1, may: [] })
      const board = await read(auditor, tx => boardView(tx))
      expect(board.advice.openLate).toBeGreaterThan(0)
      expect(board.counties.find(each => each.regionCode === county)?.adviceLate).toBe(board.advice.openLate)
      now = before
    })
  })

  it('of another county is not there, and comes page by page', async () => {
    await during({}, async () => {
      const id = await advise()
      expect(await codeOf(read(zhao, tx => adviceView(tx, id)))).toBe('advice.not-found')
      expect(await codeOf(answer(id, {}, zhao))).toBe('advice.not-found')
      for (const state of ['unsettled', undefined] as const) {
        const filter = state === undefined ? {} : { state }
        const first = await read(li, tx => adviceViews(tx, { ...filter, limit: 1 }))
        const second = await read(li, tx => adviceViews(tx, { ...filter, limit: 1, cursor: first.next ?? '' }))
        expect(second.items[0]?.id).not.toBe(first.items[0]?.id)
      }
    })
  })
})

describe('the ledger', () => {
  const check = async () => {
    const faults: RowFault[] = []
    let rows = 0
    await read(wang, async tx => {
      for (const witness of [assignmentWitness, adviceWitness]) {
        rows += await witness.check(tx, fault => faults.push(fault))
      }
    })
    return { rows, faults }
  }

  it('vouches for every assignment, piece of advice and step', async () => {
    const { rows, faults } = await check()
    expect(faults).toEqual([])
    expect(rows).toBeGreaterThan(20)
  })

  it.each([
    [
      'expert_assignments',
      `update expert_assignments set until_on = '2027-01-01', expert_account = assigned_by, reason = '改', end_reason = '改'
       where ended_at is not null and expert_account is not null`,
      ['专家', '起止日期', '理由', '状态'],
    ],
    [
      'expert_advice',
      `update expert_advice set text = '改', state = 'closed', due_on = '2030-01-01' where state = 'open'`,
      ['建议内容', '状态', '期限'],
    ],
    ['expert_advice_steps', `update expert_advice_steps set deed = '改', due_on = '2030-01-01'`, ['处理内容', '期限']],
    ['expert_advice_steps', `delete from expert_advice_steps where step = 'close'`, ['直接删除']],
  ])('finds out what was changed in %s: %s', async (table, tampering, told) => {
    await test.asOwner(`create table kept as select * from ${table}; ${tampering}`)
    const { faults } = await check()
    await restore(table)
    const words = faults.filter(fault => fault.table === table).map(fault => fault.words.zh)
    for (const word of told) expect(words.join()).toContain(word)
  })

  async function restore(table: string): Promise<void> {
    const key = table === 'expert_advice_steps' ? ['advice_id', 'number'] : ['id']
    const columns = (await test.asOwner(`select column_name from information_schema.columns where table_name = '${table}'`)).map(row => String(row['column_name'])) // prettier-ignore
    const same = key.map(column => `t.${column} = c.${column}`).join(' and ')
    await test.asOwner(
      `update ${table} t set ${columns.map(column => `${column} = c.${column}`).join(', ')} from kept c where ${same}`,
    )
    await test.asOwner(
      `insert into ${table} select c.* from kept c where not exists (select from ${table} t where ${same})`,
    )
    await test.asOwner('drop table kept')
  }
})

describe('a water corrected to another division', () => {
  it('takes its assignments, advice and steps behind the other wall', async () => {
    const id = await assign()
    await write(wang, tx => moveExpertsToRegion(tx, water.id, zhutuo))
    expect((await read(zhao, tx => findAssignment(tx, id))).id).toBe(id)
    const moved = await read(zhao, tx => adviceViews(tx, { water: water.id, limit: 50 }))
    expect(moved.items.some(({ steps }) => steps.length > 0)).toBe(true)
    expect(await codeOf(read(li, tx => findAssignment(tx, id)))).toBe('expert-assignment.not-found')
  })
})
