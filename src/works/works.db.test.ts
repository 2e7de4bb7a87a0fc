import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actorOf, cast } from '../../tests/support/actors.ts'
import { testDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { pond, recordOne, withPlaces, zhutuo } from '../../tests/support/waters.ts'
import { uuidv7 } from '../domain/ids.ts'
import { Problem } from '../domain/problems.ts'
import type { Role } from '../domain/permissions.ts'
import { findColleagues } from '../people/colleagues-store.ts'
import { createAccount, createOrganisation } from '../people/store.ts'
import { systemActor, type Actor } from '../platform/actor.ts'
import { atomically, reading, type Tx } from '../platform/db/database.ts'
import type { RowFault } from '../platform/ledger/witness.ts'
import { policyAt } from '../policy/policy.ts'
import { recordAttachment, type WaterRow } from '../waters/store.ts'
import type { Rectification, VisitRecord } from './contract.ts'
import { lateRectifications, ownRectifications } from './late-store.ts'
import {
  findRectification,
  listRectifications,
  requireMayAttach,
  stepRectification,
  type Stepping,
} from './rectifications-store.ts'
import { checklistOf, type Answer } from './rules.ts'
import { drawSample } from './sampling.ts'
import { findSample, keepSample, listSamples, planSampleVisits } from './samples-store.ts'
import {
  answersOfCycle,
  cancelVisit,
  findVisit,
  listVisits,
  moveVisitsToRegion,
  planVisit,
  recordVisit,
} from './visits-store.ts'
import { rectificationWitness, sampleWitness, visitWitness } from './witness-store.ts'

const { wang, li, zhao } = cast
/** A second officer of Li's county: actors of the cast share one account. */
const sun: Actor = { ...actorOf('sun', 'county-officer', li.region), accountId: uuidv7(1) }
let test: TestDatabase
let now = new Date('2026-11-29T02:00:00Z')
let water: WaterRow
let photo: string

beforeAll(async () => {
  test = await testDatabase({ clock: () => now })
  await withPlaces(test.database)
  water = await recordOne(test.database, pond())
  photo = await attach(water.id)
})
afterAll(() => test.close())

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

/** Somebody of Li's county with an account. */
async function enrolled(username: string, role: Role, more: { readonly phone?: string } = {}): Promise<Actor> {
  const regionCode = role === 'town-chief' ? '500231102000' : li.region
  return atomically(test.database, systemActor('command-line'), async tx => {
    const organisation = await createOrganisation(tx, { name: `${username}单位`, kind: 'operator', regionCode })
    const who = { username, displayName: `${username}某`, role, organisationId: organisation.id, regionCode, ...more }
    const { id } = await createAccount(tx, { ...who, passwordHash: 'none', mustChangePassword: false })
    return { ...actorOf(username, role, regionCode), accountId: id, organisationId: organisation.id }
  })
}

async function attach(waterId: string): Promise<string> {
  const id = uuidv7(now.getTime())
  const file = { name: '现场.png', kind: 'photo', type: 'image/png', bytes: 9, sha256: 'a'.repeat(64) } as const
  await write(wang, tx => recordAttachment(tx, { id, waterId, ...file }))
  return id
}

const plan = {
  phase: 'during',
  role: 'village',
  visitor: { organisation: '沙坪镇核查组' },
  dueOn: '2026-12-05',
} as const
const planned = (waterId = water.id, actor: Actor = li) => write(actor, tx => planVisit(tx, { waterId, ...plan }))
const checklist = checklistOf(policyAt('handbook', '2026-11-29'), plan)

/** Everything in order, but for the items named. */
function answers(wrong: readonly string[] = [], ids = [photo]): Answer[] {
  return checklist.flatMap((item): Answer[] => {
    if (item.answer.kind === 'photo') return [{ itemId: item.id, kind: 'photo', photos: ids }]
    if (item.answer.kind !== 'yes-no') return []
    const bad = wrong.includes(item.id)
    return [
      bad
        ? { itemId: item.id, kind: 'yes-no', value: 'no', note: '围挡缺失', photos: ids }
        : { itemId: item.id, kind: 'yes-no', value: 'yes', photos: [] },
    ]
  })
}
const record = (changes: Partial<VisitRecord> = {}): VisitRecord => ({
  handbook: '2020-01-01',
  visitedOn: '2026-11-29',
  answers: answers().map(answer => ({ ...answer, photos: [...answer.photos] })),
  ...changes,
})
const unsafe = (): VisitRecord =>
  record({
    answers: answers(['during-site-safe']).map(answer => ({ ...answer, photos: [...answer.photos] })),
    owner: { organisation: '沙坪镇人民政府' },
  })

/** An item that a visit has just opened. */
async function opened(): Promise<Rectification> {
  const id = await planned()
  await write(li, tx => recordVisit(tx, id, unsafe()))
  const { items } = await read(li, tx => listRectifications(tx, { visit: id, limit: 10 }))
  return items[0]!
}
const step = (id: string, taken: Partial<Stepping> & Pick<Stepping, 'step'>, actor: Actor = li) =>
  write(actor, tx => stepRectification(tx, id, { reason: '已核对', photos: [], ...taken }))
const kindsOf = async (subject: string) =>
  (await test.asOwner(`select kind from facts where subject_id = '${subject}' order by sequence`)).map(
    row => row['kind'],
  )

describe('visits', () => {
  it('are planned by the handbook in force and seen by whoever answers for the place, by nobody else', async () => {
    const id = await planned()
    expect(await read(li, tx => findVisit(tx, id))).toMatchObject({
      state: 'planned',
      handbook: '2020-01-01',
      visitor: { organisation: '沙坪镇核查组' },
      urgency: 'in-time',
      daysLeft: 6,
      regionNames: { county: '垫江县', town: '沙坪镇' },
    })
    expect(await codeOf(read(zhao, tx => findVisit(tx, id)))).toBe('visit.not-found')
    expect(await codeOf(planned(water.id, zhao))).toBe('water.not-found')
  })

  it('count for the cycle they are made in, whatever the one they were planned in', async () => {
    const [early, late] = [await planned(), await planned()]
    await write(li, tx => recordVisit(tx, early, record()))
    await test.asOwner(`update waters set cycle = 2 where id = '${water.id}'`)
    await write(li, tx => recordVisit(tx, late, record()))
    await test.asOwner(`update waters set cycle = 1 where id = '${water.id}'`)
    const cycleOf = async (id: string) => (await read(li, tx => findVisit(tx, id))).cycle
    expect([await cycleOf(early), await cycleOf(late)]).toEqual([1, 2])
    const counted = async (cycle: number) =>
      (await read(li, tx => answersOfCycle(tx, { id: water.id, cycle }))).map(({ id }) => id)
    expect(await counted(1)).toContain(early)
    expect(await counted(2)).toEqual([late])
  })

  it('are due today or later, and go to an account in use', async () => {
    const on = (dueOn: string) => write(li, tx => planVisit(tx, { waterId: water.id, ...plan, dueOn }))
    expect(await codeOf(on('2026-11-28'))).toBe('visit.day-wrong')
    await on('2026-11-29')
    const visitor = { accountId: uuidv7(2) }
    expect(await codeOf(write(li, tx => planVisit(tx, { waterId: water.id, ...plan, visitor })))).toBe(
      'works.person-unknown',
    )
  })

  it('take answers to their own edition only, complete, with photos that are there and a day that has come', async () => {
    const id = await planned()
    const sent = (changes: Partial<VisitRecord>) => write(li, tx => recordVisit(tx, id, record(changes)))
    const otherEdition = await refusalOf(sent({ handbook: '2027-01-01' }))
    expect(otherEdition.kind.code).toBe('visit.other-edition')
    expect(otherEdition.words().zh).toContain('2020-01-01 版')
    expect(await codeOf(sent({ answers: [] }))).toBe('visit.answers-refused')
    expect(await codeOf(sent({ visitedOn: '2026-11-30' }))).toBe('visit.day-wrong')
    const lost = answers([], [uuidv7(3)]).map(answer => ({ ...answer, photos: [...answer.photos] }))
    expect(await codeOf(sent({ answers: lost }))).toBe('works.photos-not-there')
    expect(await codeOf(sent({ ...unsafe(), owner: undefined }))).toBe('visit.owner-missing')
    expect((await read(li, tx => findVisit(tx, id))).state).toBe('planned')
  })

  it('are recorded once: the same again changes nothing, anything else is refused', async () => {
    const id = await planned()
    await write(li, tx => recordVisit(tx, id, record()))
    const before = (await kindsOf(water.id)).length
    await write(li, tx => recordVisit(tx, id, record()))
    expect((await kindsOf(water.id)).length).toBe(before)
    expect(await codeOf(write(li, tx => recordVisit(tx, id, record({ note: '补充' }))))).toBe('visit.ended')
    expect(await codeOf(write(li, tx => cancelVisit(tx, id, { reason: '不去了' })))).toBe('visit.ended')
    expect(await read(li, tx => findVisit(tx, id))).toMatchObject({ state: 'done', findings: 0, urgency: 'settled' })
  })

  it('called off say why and are not recorded any more', async () => {
    const id = await planned()
    await write(li, tx => cancelVisit(tx, id, { reason: '水体已并入' }))
    expect(await read(li, tx => findVisit(tx, id))).toMatchObject({ state: 'cancelled', note: '水体已并入' })
    expect(await codeOf(write(li, tx => recordVisit(tx, id, record())))).toBe('visit.ended')
  })

  it('to be done come by their day a page at a time, each once', async () => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await read(li, tx => listVisits(tx, { state: 'planned', limit: 2, ...(cursor === undefined ? {} : { cursor }) })) // prettier-ignore
      seen.push(...page.items.map(({ dueOn, id }) => `${dueOn} ${id}`))
      cursor = page.next
    } while (cursor !== undefined)
    expect(seen.length).toBeGreaterThan(2)
    expect(seen).toEqual([...new Set(seen)].sort())
  })
})

describe('rectification', () => {
  it('begins with each finding: owner, photos before, and a day by its severity', async () => {
    expect(await opened()).toMatchObject({
      state: 'open',
      itemId: 'during-site-safe',
      severity: 'serious',
      owner: { organisation: '沙坪镇人民政府' },
      photos: [photo],
      afterPhotos: [],
      note: '围挡缺失',
      dueOn: '2026-12-14',
    })
    expect((await kindsOf(water.id)).slice(-2)).toEqual(['works.visit-recorded', 'works.rectification-opened'])
  })

  it('is answered with photos, returned, answered again and closed by somebody else', async () => {
    const { id } = await opened()
    expect(await codeOf(step(id, { step: 'answer' }))).toBe('rectification.photos-missing')
    expect(await codeOf(step(id, { step: 'close' }, sun))).toBe('rectification.step-refused')
    await step(id, { step: 'answer', photos: [photo] })
    await step(id, { step: 'return', reason: '照片看不清' }, sun)
    const after = await attach(water.id)
    await step(id, { step: 'answer', photos: [after] })
    expect(await codeOf(step(id, { step: 'close' }))).toBe('rectification.own-answer')
    await step(id, { step: 'close', reason: '已复核' }, sun)
    const item = await read(li, tx => findRectification(tx, id))
    expect(item).toMatchObject({ state: 'closed', photos: [photo], afterPhotos: [after], urgency: 'settled' })
    expect(item.steps.map(taken => taken.step)).toEqual(['answer', 'return', 'answer', 'close'])
    await step(id, { step: 'reopen', reason: '雨后复发' }, sun)
    expect((await read(li, tx => findRectification(tx, id))).state).toBe('returned')
  })

  it('gets another owner or day by a reassignment with a reason, and its time anew when returned', async () => {
    const { id } = await opened()
    expect(await codeOf(step(id, { step: 'reassign', dueOn: '2026-11-28' }))).toBe('visit.day-wrong')
    await step(id, { step: 'reassign', owner: { organisation: '垫江县农业农村委' }, dueOn: '2026-12-01' })
    expect(await read(li, tx => findRectification(tx, id))).toMatchObject({
      state: 'open',
      owner: { organisation: '垫江县农业农村委' },
      dueOn: '2026-12-01',
      urgency: 'due-soon',
    })
    await step(id, { step: 'answer', photos: [photo] })
    await step(id, { step: 'return' }, sun)
    expect((await read(li, tx => findRectification(tx, id))).dueOn).toBe('2026-12-14')
  })

  it('is answered by its owner without the right to verify, who takes no other step and attaches photos only there', async () => {
    const operator = await enrolled('luo', 'operator')
    const { id } = await opened()
    expect(await codeOf(step(id, { step: 'answer', photos: [photo] }, operator))).toBe('rectification.not-yours')
    expect(await codeOf(read(operator, tx => requireMayAttach(tx, water.id)))).toBe('rectification.not-yours')
    await step(id, { step: 'reassign', owner: { accountId: operator.accountId } })
    await read(operator, tx => requireMayAttach(tx, water.id))
    expect((await read(operator, tx => findRectification(tx, id))).may).toEqual(['answer'])
    expect((await read(operator, tx => ownRectifications(tx))).examples.map(each => each.id)).toEqual([id])
    expect(await codeOf(step(id, { step: 'reassign', dueOn: '2026-12-30' }, operator))).toBe('rectification.not-yours')
    await step(id, { step: 'answer', photos: [photo] }, operator)
    expect((await read(operator, tx => findRectification(tx, id))).may).toEqual([])
    expect((await read(operator, tx => ownRectifications(tx))).count).toBe(0)
    await step(id, { step: 'close' })
    await step(id, { step: 'reopen' })
    await step(id, { step: 'reassign', owner: { organisation: 'luo单位' } })
    await step(id, { step: 'answer', photos: [photo] }, operator)
    const auditor = actorOf('shen', 'auditor', li.region)
    expect((await read(auditor, tx => findRectification(tx, id))).may).toEqual([])
  })

  it('is given to people found by name or organisation in the jurisdiction, never by telephone or username', async () => {
    const phoned = await enrolled('chao', 'town-chief', { phone: '13900001234' })
    const found = async (search: string) => (await read(li, tx => findColleagues(tx, { search, limit: 9 }))).map(each => each.id) // prettier-ignore
    expect(await found('chao某')).toEqual([phoned.accountId])
    expect(await found('chao单位')).toEqual([phoned.accountId])
    expect(await found('1390000')).toEqual([])
    expect(await read(zhao, tx => findColleagues(tx, { search: 'chao某', limit: 9 }))).toEqual([])
  })

  it('past its day is listed as late, and on its day is not', async () => {
    const { id } = await opened()
    await step(id, { step: 'reassign', dueOn: '2026-11-30' })
    const late = async () =>
      (await read(li, tx => listRectifications(tx, { state: 'late', limit: 100 }))).items.map(item => item.id)
    const before = now
    now = new Date('2026-11-30T15:59:00Z')
    expect(await late()).not.toContain(id)
    now = new Date('2026-11-30T16:01:00Z')
    expect(await late()).toContain(id)
    expect(await read(li, tx => lateRectifications(tx))).toMatchObject({
      count: 1,
      examples: [{ id, dueOn: '2026-11-30' }],
    })
    now = before
  })

  it('of another county is not there', async () => {
    const { id } = await opened()
    expect(await codeOf(step(id, { step: 'answer', photos: [photo] }, zhao))).toBe('rectification.not-found')
    expect((await read(zhao, tx => listRectifications(tx, { limit: 10 }))).items).toEqual([])
  })
})

describe('a spot check', () => {
  beforeAll(async () => {
    for (const index of [1, 2, 3]) {
      await recordOne(
        test.database,
        pond({ name: `抽样塘${index}`, position: { longitude: 107.43 + index / 100, latitude: 30.22 } }),
      )
      await recordOne(
        test.database,
        pond({
          name: `朱沱塘${index}`,
          regionCode: zhutuo,
          position: { longitude: 105.87 + index / 100, latitude: 29.02 },
        }),
      )
    }
  })
  const wish = { regionCode: '500000000000', size: 3, seed: '核查2026' }

  it('draws of every county, keeps seed and list, and is drawn again the same', async () => {
    const sample = await write(wang, async tx => findSample(tx, await keepSample(tx, wish)))
    expect(sample).toMatchObject({ seed: '核查2026', size: 3, population: 7 })
    expect(sample.strata.map(({ name, waters }) => [name, waters])).toEqual([
      ['永川区', 3],
      ['垫江县', 4],
    ])
    const again = await write(wang, async tx => findSample(tx, await keepSample(tx, wish)))
    expect(again.waters).toEqual(sample.waters)
    const [row] = await test.asOwner(`select population from verification_samples where id = '${sample.id}'`)
    const counties = await test.asOwner(`select id, left(region_code, 6) as county from waters`)
    const population = counties.filter(({ id }) => String(row?.['population']).includes(String(id)))
    const redrawn = drawSample(
      population.map(({ id, county }) => ({ id: String(id), county: String(county) })),
      wish,
    )
    expect(redrawn.ids).toEqual(sample.waters.map(({ id }) => id))
  })

  it('of a size that does not fit says which would', async () => {
    const refused = await refusalOf(write(wang, tx => keepSample(tx, { ...wish, size: 1 })))
    expect(refused.kind.code).toBe('sample.size-wrong')
    expect(refused.words().en).toContain('Ask for 2 to 7')
    expect(await codeOf(write(wang, tx => keepSample(tx, { ...wish, size: 8 })))).toBe('sample.size-wrong')
    expect(await codeOf(write(wang, tx => keepSample(tx, { ...wish, stages: ['delisted'] })))).toBe('sample.size-wrong')
    expect(await codeOf(write(li, tx => keepSample(tx, wish)))).toBe('place.not-found')
  })

  it('makes its own seed where none is given, and is not seen by a county', async () => {
    const id = await write(wang, tx => keepSample(tx, { regionCode: wish.regionCode, size: 2 }))
    expect((await read(wang, tx => findSample(tx, id))).seed).toMatch(/^[0-9a-f]{16}$/)
    expect((await read(li, tx => listSamples(tx, { limit: 10 }))).items).toEqual([])
    expect(await codeOf(read(li, tx => findSample(tx, id)))).toBe('sample.not-found')
  })

  it('gives each water drawn one visit, however often it is asked', async () => {
    const id = await write(wang, tx => keepSample(tx, wish))
    expect(await write(wang, tx => planSampleVisits(tx, id, plan))).toBe(3)
    expect(await write(wang, tx => planSampleVisits(tx, id, plan))).toBe(0)
    const { items } = await read(wang, tx => listVisits(tx, { sample: id, limit: 10 }))
    expect(items).toHaveLength(3)
  })
})

describe('the ledger', () => {
  const check = async () => {
    const faults: RowFault[] = []
    let rows = 0
    await read(wang, async tx => {
      for (const witness of [visitWitness, rectificationWitness, sampleWitness]) {
        rows += await witness.check(tx, fault => faults.push(fault))
      }
    })
    return { rows, faults }
  }

  it('vouches for every visit, item, step and draw', async () => {
    const { rows, faults } = await check()
    expect(faults).toEqual([])
    expect(rows).toBeGreaterThan(20)
  })

  it.each([
    [`update verification_visits set note = '改' where state = 'done'`, 'verification_visits'],
    [`update verification_visits set due_on = '2030-01-01' where state = 'planned'`, 'verification_visits'],
    [`update verification_visits set cycle = 3 where state = 'done'`, 'verification_visits'],
    [`update rectifications set state = 'closed' where state = 'open'`, 'rectifications'],
    [`update rectifications set owner_organisation = '他人'`, 'rectifications'],
    [`update rectification_steps set reason = '改'`, 'rectification_steps'],
    [`delete from rectification_steps where step = 'close'`, 'rectification_steps'],
    [`update verification_samples set seed = '另选'`, 'verification_samples'],
  ])('finds out %s', async (tampering, table) => {
    const copy = `kept_${table}`
    await test.asOwner(`create table ${copy} as select * from ${table}`)
    await test.asOwner(tampering)
    const { faults } = await check()
    expect(faults.map(fault => fault.table)).toContain(table)
    await restore(table, copy)
  })

  async function restore(table: string, copy: string): Promise<void> {
    const key = table === 'rectification_steps' ? ['rectification_id', 'number'] : ['id']
    const columns = (await test.asOwner(`select column_name from information_schema.columns where table_name = '${table}'`)).map(row => String(row['column_name'])) // prettier-ignore
    const same = key.map(column => `t.${column} = c.${column}`).join(' and ')
    await test.asOwner(
      `update ${table} t set ${columns.map(column => `${column} = c.${column}`).join(', ')} from ${copy} c where ${same}`,
    )
    await test.asOwner(
      `insert into ${table} select c.* from ${copy} c where not exists (select from ${table} t where ${same})`,
    )
    await test.asOwner(`drop table ${copy}`)
  }
})

describe('a water corrected to another division', () => {
  it('takes visits, items and steps behind the other wall', async () => {
    const { id, visitId } = await opened()
    await step(id, { step: 'answer', photos: [photo] })
    await write(wang, tx => moveVisitsToRegion(tx, water.id, zhutuo))
    expect((await read(zhao, tx => findRectification(tx, id))).steps).toHaveLength(1)
    expect((await read(zhao, tx => findVisit(tx, visitId))).id).toBe(visitId)
    expect(await codeOf(read(li, tx => findVisit(tx, visitId)))).toBe('visit.not-found')
  })
})
