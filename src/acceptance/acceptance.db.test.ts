import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openActorDoor, type ActorDoor } from '../../tests/support/actor-door.ts'
import { actorOf, cast } from '../../tests/support/actors.ts'
import { completedWater, move, visit } from '../../tests/support/completed-water.ts'
import { testDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { withPlaces, zhutuo } from '../../tests/support/waters.ts'
import { uuidv7 } from '../domain/ids.ts'
import type { Role } from '../domain/permissions.ts'
import type { Actor } from '../platform/actor.ts'
import { atomically, reading } from '../platform/db/database.ts'
import type { FactReference } from '../platform/facts/reference.ts'
import type { AnswerOf } from '../platform/http/endpoint.ts'
import type { RowFault } from '../platform/ledger/witness.ts'
import { recordReading } from '../monitoring/store.ts'
import { grantException, recordEntry } from '../funding/money/entries-store.ts'
import { findWater, recordAttachment, type WaterRow } from '../waters/store.ts'
import type { countFiles, File, FileSummary, getAcceptance, getAcceptanceBrief } from './contract.ts'
import { moveFilesToRegion } from './files-store.ts'
import { lapseWithWater, startUpkeep } from './jobs.ts'
import { serveAcceptance } from './routes.ts'
import type { ItemId } from './rules.ts'
import { declaredWitness, fileWitness, objectionWitness } from './witness-store.ts'

let accounts = 0
const person = (name: string, role: Role, region: string): Actor => ({
  ...actorOf(name, role, region),
  accountId: uuidv7(++accounts),
})
const county = '500231000000'
const chen = person('chen', 'town-chief', '500231102000')
const li = person('li', 'county-officer', county)
const sun = person('sun', 'county-officer', county)
const zhao = person('zhao', 'county-officer', '500118000000')
const wang = person('wang', 'municipal-officer', '500000000000')

let test: TestDatabase
let office: ActorDoor
let now = new Date('2026-10-10T02:00:00Z')
let count = 0

beforeAll(async () => {
  test = await testDatabase({ clock: () => now })
  await withPlaces(test.database)
  office = await openActorDoor(test, serveAcceptance)
})
afterAll(async () => {
  await office.close()
  await test.close()
})

const on = (day: string) => void (now = new Date(`${day}T02:00:00Z`))
const later = () => void (now = new Date(now.getTime() + 1000))

type Refusal = { readonly code: string; readonly zh: string; readonly en: string }
async function post(actor: Actor, path: string, body: object): Promise<File> {
  later()
  return (await office.call(actor, { method: 'POST', path: `/acceptance/${path}`, body })) as File
}
async function refused(actor: Actor, path: string, body: object, status = 409): Promise<Refusal> {
  later()
  return (await office.call(actor, { method: 'POST', path: `/acceptance/${path}`, body }, status)) as Refusal
}
const get = async <Answer>(actor: Actor, path: string) =>
  (await office.call(actor, { method: 'GET', path: `/acceptance/${path}` })) as Answer
type Acceptance = AnswerOf<typeof getAcceptance>
const acceptance = (id: string, actor: Actor = li) => get<Acceptance>(actor, `waters/${id}`)
const notPassing = async (id: string) => (await acceptance(id)).items.filter(item => item.blocks).map(item => item.id)
const stageOf = async (id: string) => (await reading(test.database, cast.wang, tx => findWater(tx, id)))?.stage

/** A completed pond, visited since and, where asked for, with its make-up water on record. */
async function pondReady(list: 'national' | 'county' = 'national'): Promise<WaterRow> {
  count++
  const water = await completedWater(test.database, { name: `验收塘${count}`, list, longitude: 107.42 + count / 100 })
  later()
  await visit(test.database, li, water.id, { phase: 'after', on: '2026-07-05' })
  return water
}
const makeUpWater = { measureId: 'make-up-water', source: '武安河', quantity: 5000, startsOn: '2026-07-06' }
const accept = { decision: 'accept', reason: '材料齐全，现场核实' }

/** A file that the county has accepted. */
async function accepted(list: 'national' | 'county' = 'national'): Promise<File> {
  const water = await pondReady(list)
  await post(li, `waters/${water.id}/measures`, makeUpWater)
  const { id } = await post(li, `waters/${water.id}/files`, {})
  await post(chen, `files/${id}/decisions`, accept)
  return post(sun, `files/${id}/decisions`, accept)
}

/** Runs a job on the newest fact of a kind, as the queue would. */
async function runJob(job: typeof startUpkeep, kind: string): Promise<void> {
  const [row] = await test.asOwner(
    `select county_code, sequence from facts where kind = $1 order by at desc, sequence desc limit 1`,
    [kind],
  )
  const fact = { chain: String(row?.['county_code']), sequence: Number(row?.['sequence']), kind } as FactReference
  await job.run({ database: test.database } as Parameters<typeof job.run>[0], fact)
}

describe('a pond with make-up water after verified interception', () => {
  let file: File
  let water: WaterRow

  it('misses a visit, then source and quantity of its make-up water, then nothing', async () => {
    count++
    water = await completedWater(test.database, { name: '水井大田水塘', list: 'national', longitude: 107.42 })
    const missing: ItemId[] = ['interception', 'covering', 'dosing', 'flushing', 'filling-in']
    expect(await notPassing(water.id)).toEqual(missing)
    await visit(test.database, li, water.id, { phase: 'after', on: '2026-07-05' })
    expect(await notPassing(water.id)).toEqual(['flushing'])
    const { id } = await post(li, `waters/${water.id}/measures`, { ...makeUpWater, source: undefined })
    expect(await notPassing(water.id)).toEqual(['flushing'])
    await post(li, `measures/${id}/withdrawal`, { reason: '补登来源' })
    await post(li, `waters/${water.id}/measures`, makeUpWater)
    expect(await notPassing(water.id)).toEqual([])
    const funds = (await acceptance(water.id)).items.find(item => item.id === 'funds')
    expect(funds).toMatchObject({ outcome: 'missing', blocks: false })
  })

  it('is sent in once, kept whole with its edition, and passed on from town to county by somebody else each time', async () => {
    file = await post(li, `waters/${water.id}/files`, { note: '请予验收' })
    expect(file).toMatchObject({ state: 'submitted', step: 'self-check', decider: 'town', dueOn: '2026-10-20' })
    expect(file.snapshot).toMatchObject({
      policyFrom: '2020-01-01',
      completedOn: '2026-06-30',
      water: { name: '水井大田水塘' },
    })
    expect((await refused(li, `waters/${water.id}/files`, {})).code).toBe('acceptance.file-standing')
    expect((await refused(li, `files/${file.id}/decisions`, accept)).code).toBe('acceptance.own-file')
    file = await post(chen, `files/${file.id}/decisions`, accept)
    expect(file).toMatchObject({ state: 'submitted', step: 'acceptance', decider: 'county' })
    expect((await refused(chen, `files/${file.id}/decisions`, accept, 403)).code).toBe('acceptance.decided-elsewhere')
    expect(await stageOf(water.id)).toBe('completed')
    file = await post(sun, `files/${file.id}/decisions`, accept)
    expect(file).toMatchObject({ state: 'accepted', noticeRules: { earliestOn: '2026-10-10', leastDays: 7 } })
    expect(await stageOf(water.id)).toBe('accepted')
  })

  it('goes on notice for its days; what is objected is answered before it is delisted', async () => {
    const path = `files/${file.id}`
    const wish = { startsOn: '2026-10-11', endsOn: '2026-10-17', place: '垫江县政府网站、建安社区公示栏' }
    const short = await refused(sun, `${path}/notice`, { ...wish, endsOn: '2026-10-16' }, 422)
    expect(short.code).toBe('acceptance.notice-days-wrong')
    file = await post(sun, `${path}/notice`, wish)
    expect(file).toMatchObject({ state: 'on-notice', step: 'delisting', decider: 'city', dueOn: '2026-11-16' })
    expect((await refused(sun, `${path}/notice`, wish)).code).toBe('acceptance.notice-not-now')
    on('2026-10-14')
    const said = { receivedOn: '2026-10-13', text: '雨后仍有异味' }
    expect((await refused(sun, `${path}/objections`, { ...said, receivedOn: '2026-10-15' }, 422)).code).toBe(
      'acceptance.objection-day-wrong',
    )
    file = await post(sun, `${path}/objections`, said)
    expect([file.hindrance, (await get<File>(wang, path)).hindrance]).toEqual(['objection-open', 'objection-open'])
    on('2026-10-18')
    expect((await refused(wang, `${path}/decisions`, accept)).code).toBe('acceptance.notice-in-the-way')
    const objected = async () => (await get<{ items: { id: string }[] }>(wang, 'files?state=objected')).items
    expect((await objected()).map(({ id }) => id)).toEqual([file.id])
    const [objection] = file.objections
    const answer = { answer: '雨后复查两次，无异味', upheld: false }
    await post(sun, `objections/${objection!.id}/answer`, answer)
    expect(await objected()).toEqual([])
    expect((await refused(sun, `objections/${objection!.id}/answer`, answer)).code).toBe(
      'acceptance.objection-answered',
    )
    expect((await refused(sun, `${path}/decisions`, accept, 403)).code).toBe('acceptance.decided-elsewhere')
  })

  it('is delisted by the city with file and notice as references, and goes on into upkeep', async () => {
    file = await post(wang, `files/${file.id}/decisions`, accept)
    expect(file).toMatchObject({ state: 'delisted', urgency: 'settled' })
    expect(await stageOf(water.id)).toBe('delisted')
    const moves = await test.asOwner(
      `select body->>'transition' as transition, body->'values' as given from facts where subject_id = $1 and kind = 'water.moved' order by sequence desc limit 2`,
      [water.id],
    )
    expect(moves).toEqual([
      { transition: 'delist', given: { noticeReference: file.notice?.id } },
      { transition: 'accept', given: { acceptanceReference: file.id } },
    ])
    await runJob(startUpkeep, 'acceptance.decided')
    await runJob(startUpkeep, 'acceptance.decided')
    expect(await stageOf(water.id)).toBe('upkeep')
  })

  it('is taken back by a new fact only, which sends the water back to works', async () => {
    expect(
      (await refused(sun, `files/${file.id}/decisions`, { decision: 'revoke', reason: '监测数据有误' }, 403)).code,
    ).toBe('acceptance.decided-elsewhere')
    file = await post(wang, `files/${file.id}/decisions`, { decision: 'revoke', reason: '监测数据有误' })
    expect(file.state).toBe('revoked')
    expect(file.decisions.map(({ decision }) => decision)).toEqual(['accept', 'accept', 'accept', 'revoke'])
    expect(await stageOf(water.id)).toBe('in-works')
    expect((await refused(li, `waters/${water.id}/files`, {})).code).toBe('acceptance.before-completion')
  })
})

describe('a pond that was dosed', () => {
  it('is not even sent in where agents have neither source nor quantity', async () => {
    const water = await pondReady()
    await post(li, `waters/${water.id}/measures`, makeUpWater)
    await post(li, `waters/${water.id}/measures`, { measureId: 'chemical-agent', startsOn: '2026-07-08' })
    const { code, zh } = await refused(li, `waters/${water.id}/files`, {}, 422)
    expect(code).toBe('acceptance.incomplete')
    expect(zh).toContain('没有写明来源')
  })

  it('is refused for it where a visit finds it after the file was sent in, and goes back to works with the reasons', async () => {
    const water = await pondReady()
    await post(li, `waters/${water.id}/measures`, makeUpWater)
    const { id } = await post(li, `waters/${water.id}/files`, {})
    await post(chen, `files/${id}/decisions`, accept)
    await visit(test.database, li, water.id, { phase: 'after', on: '2026-10-18', wrong: ['after-no-false-fix'] })
    const { code, zh } = await refused(sun, `files/${id}/decisions`, accept)
    expect(code).toBe('acceptance.not-passing')
    expect(zh).toContain('无投药治标')
    const refusal = {
      decision: 'refuse',
      reason: '现场发现投药治标',
      items: ['dosing', 'rectification'],
      backToWorks: true,
    }
    const file = await post(sun, `files/${id}/decisions`, refusal)
    expect(file).toMatchObject({ state: 'refused', urgency: 'settled', allowed: [] })
    expect(file.decisions.at(-1)).toMatchObject({ step: 'acceptance', items: ['dosing', 'rectification'] })
    expect(await stageOf(water.id)).toBe('in-works')
  })
})

describe('money spent by an exception of the city', () => {
  it('stops the file while it is beyond what was allotted, until an allotment covers it', async () => {
    const { id: waterId } = await pondReady()
    const id = () => {
      later()
      return uuidv7(now.getTime())
    }
    const attachmentId = id()
    const file = { name: '批复.pdf', kind: 'scan', type: 'application/pdf', bytes: 9, sha256: 'c'.repeat(64) } as const
    const said = { source: 'county', on: '2026-10-01', documentNumber: '垫财农〔2026〕8号' } as const
    const enter = (kind: 'allotted' | 'spent', yuan: number) =>
      atomically(test.database, li, tx => recordEntry(tx, { waterId, id: id() }, { ...said, kind, yuan }))
    await atomically(test.database, li, tx => recordAttachment(tx, { id: attachmentId, waterId, ...file }))
    await enter('allotted', 900)
    const exception = { ...said, yuan: 100, reason: '汛前抢修先行支付', attachmentId }
    await atomically(test.database, cast.wang, tx => grantException(tx, { waterId, id: id() }, exception))
    expect(await notPassing(waterId)).not.toContain('funds')
    await enter('spent', 950)
    const { items } = await acceptance(waterId)
    expect(items.find(item => item.id === 'funds')).toMatchObject({ outcome: 'fails', blocks: true })
    await enter('allotted', 50)
    expect(await notPassing(waterId)).not.toContain('funds')
  })
})

describe('in short', () => {
  type Brief = AnswerOf<typeof getAcceptanceBrief>
  const brief = (id: string) => get<Brief>(li, `waters/${id}/brief`)

  it('it says what is missing while the water is completed, then how its file stands', async () => {
    const { id } = await pondReady()
    expect(await brief(id)).toEqual({ stage: 'completed', blocking: await notPassing(id) })
    await post(li, `waters/${id}/measures`, makeUpWater)
    const sent = await post(li, `waters/${id}/files`, {})
    expect(await brief(id)).toMatchObject({
      file: { id: sent.id, state: 'submitted', step: sent.step, decider: sent.decider, dueOn: sent.dueOn },
      blocking: [],
    })
    await move(test.database, id, { transition: 'fail-acceptance', reason: '返工' })
    expect((await brief(id)).blocking).toBeUndefined()
  })
})

describe('the second cycle of a water', () => {
  it('counts no visit of the first, only one made since it was listed again', async () => {
    const { id } = await pondReady()
    expect(await notPassing(id)).not.toContain('interception')
    await move(test.database, id, { transition: 'accept', values: { acceptanceReference: '验收2026-07' } })
    await move(test.database, id, { transition: 'relapse', values: { relapseReference: '巡查2026-881' } })
    await move(test.database, id, { transition: 'relist', list: 'national' })
    await move(test.database, id, { transition: 'approve-plan', values: { planReference: '渝环函〔2026〕77号' } })
    await move(test.database, id, { transition: 'start-works' })
    // The day of completion alone would let the visit of the first cycle count.
    await move(test.database, id, { transition: 'complete', values: { completedOn: '2026-06-30' } })
    expect(await notPassing(id)).toContain('interception')
    await visit(test.database, li, id, { phase: 'after', on: '2026-10-18' })
    expect(await notPassing(id)).not.toContain('interception')
  })
})

describe('refusals and withdrawals', () => {
  it('without going back to works leave the water completed, to be sent in anew', async () => {
    const water = await pondReady()
    await post(li, `waters/${water.id}/measures`, makeUpWater)
    const { id } = await post(li, `waters/${water.id}/files`, {})
    await post(chen, `files/${id}/decisions`, { decision: 'refuse', reason: '照片不清', items: [] })
    expect(await stageOf(water.id)).toBe('completed')
    const again = await post(li, `waters/${water.id}/files`, {})
    await post(chen, `files/${again.id}/decisions`, { decision: 'withdraw', reason: '补充材料' })
    const { file, earlier, maySubmit } = await acceptance(water.id)
    expect([file?.state, earlier.map(({ state }) => state), maySubmit]).toEqual(['withdrawn', ['refused'], true])
    expect((await refused(chen, `files/${again.id}/decisions`, accept)).code).toBe('acceptance.decision-refused')
  })

  it('an upheld objection stops delisting; the refusal revokes the acceptance', async () => {
    const file = await accepted('county')
    const today = '2026-10-18'
    await post(sun, `files/${file.id}/notice`, { startsOn: today, endsOn: '2026-10-24', place: '村公示栏' })
    const { objections } = await post(sun, `files/${file.id}/objections`, { receivedOn: today, text: '排口未封' })
    await post(sun, `objections/${objections[0]!.id}/answer`, { answer: '属实', upheld: true })
    on('2026-10-25')
    const third = person('qian', 'county-officer', county)
    expect((await refused(third, `files/${file.id}/decisions`, accept)).zh).toContain('核实成立')
    await post(third, `files/${file.id}/decisions`, { decision: 'refuse', reason: '异议成立', items: ['interception'] })
    expect(await stageOf(file.water.id)).toBe('in-works')
  })

  it('acceptance without sampling and before completion name what is missing', async () => {
    const water = await pondReady()
    await test.asOwner('delete from readings where water_id = $1', [water.id])
    const { code, en } = await refused(li, `waters/${water.id}/files`, {}, 422)
    expect(code).toBe('acceptance.incomplete')
    expect(en).toContain('Sampling points and times: Not sampled enough')
    await move(test.database, water.id, { transition: 'fail-acceptance', reason: '返工' })
    expect((await refused(li, `waters/${water.id}/files`, {})).code).toBe('acceptance.before-completion')
  })

  it('declare only what needs it, and nothing of tomorrow', async () => {
    const water = await pondReady()
    const path = `waters/${water.id}/measures`
    expect((await refused(li, path, { ...makeUpWater, measureId: 'dredging' }, 422)).code).toBe(
      'acceptance.measure-not-declarable',
    )
    expect((await refused(li, path, { ...makeUpWater, startsOn: '2026-10-26' }, 422)).code).toBe(
      'acceptance.measure-day-wrong',
    )
    expect((await refused(li, `measures/${uuidv7(3)}/withdrawal`, { reason: '误登' }, 404)).code).toBe(
      'acceptance.measure-not-found',
    )
  })

  it('a sample that fails after the file was sent in stops it', async () => {
    const water = await pondReady()
    await post(li, `waters/${water.id}/measures`, makeUpWater)
    const { id } = await post(li, `waters/${water.id}/files`, {})
    const sample = { ammoniaNitrogen: { value: 22, qualifier: 'measured' } } as const
    await atomically(test.database, li, tx =>
      recordReading(tx, uuidv7(now.getTime()), {
        waterId: water.id,
        point: '塘心',
        takenAt: now.toISOString(),
        sample,
        source: 'by-hand',
      }),
    )
    const { code, zh } = await refused(chen, `files/${id}/decisions`, accept)
    expect(code).toBe('acceptance.not-passing')
    expect(zh).toContain('水质指标达标')
  })
})

describe('the list of files', () => {
  const page = (query: string, actor: Actor = wang) =>
    get<{ items: FileSummary[]; next?: string }>(actor, `files?${query}`)

  it('has running ones by their day, late ones the day after it, each once over its pages', async () => {
    const seen: string[] = []
    let next = ''
    do {
      const { items, next: cursor } = await page(`state=running&limit=1${next === '' ? '' : `&cursor=${next}`}`)
      seen.push(...items.map(({ dueOn, id }) => `${dueOn} ${id}`))
      next = cursor ?? ''
    } while (next !== '')
    expect(seen.length).toBeGreaterThan(0)
    expect(seen).toEqual([...new Set(seen)].toSorted())
    on('2027-06-01')
    const { items } = await page('state=late')
    expect(items.map(({ urgency }) => urgency)).toEqual(seen.map(() => 'late'))
    on('2026-10-26')
  })

  it('counts each state, and is empty for another county, to which no file is known', async () => {
    const counts = await get<AnswerOf<typeof countFiles>>(wang, 'files/counts')
    expect(counts.states.find(({ state }) => state === 'refused')?.count).toBe(3)
    expect(counts.waiting).toBeGreaterThan(0)
    expect((await page('limit=5', zhao)).items).toEqual([])
    const [one] = (await page('state=revoked')).items
    expect(one?.state).toBe('revoked')
    await office.call(zhao, { method: 'GET', path: `/acceptance/files/${one!.id}` }, 404)
    expect((await page('state=revoked&region=500118000000')).items).toEqual([])
  })
})

describe('a file whose water the register sends elsewhere', () => {
  it('lapses with the reason, once', async () => {
    const water = await pondReady()
    await post(li, `waters/${water.id}/measures`, makeUpWater)
    const { id } = await post(li, `waters/${water.id}/files`, {})
    await move(test.database, water.id, { transition: 'fail-acceptance', reason: '渗漏返工' })
    await runJob(lapseWithWater, 'water.moved')
    await runJob(lapseWithWater, 'water.moved')
    const file = await get<File>(li, `files/${id}`)
    expect(file.state).toBe('lapsed')
    expect(file.decisions).toHaveLength(1)
    expect(file.decisions[0]?.reason).toContain('治理中')
  })

  it('stays where the move is the one that its own decision made', async () => {
    const { id } = await accepted()
    await runJob(lapseWithWater, 'water.moved')
    expect((await get<File>(li, `files/${id}`)).state).toBe('accepted')
  })
})

describe('a water corrected to another division', () => {
  it('takes its files, decisions, objections and declared measures behind the other wall', async () => {
    const file = await accepted()
    await atomically(test.database, cast.wang, tx => moveFilesToRegion(tx, file.water.id, zhutuo))
    const rows = await test.asOwner(
      `select region_code from acceptance_decisions where file_id = $1 union select region_code from declared_measures where water_id = $2`,
      [file.id, file.water.id],
    )
    expect(rows).toEqual([{ region_code: zhutuo }])
    await office.call(li, { method: 'GET', path: `/acceptance/files/${file.id}` }, 404)
  })
})

describe('the ledger', () => {
  const check = async () => {
    const faults: RowFault[] = []
    let rows = 0
    await reading(test.database, cast.wang, async tx => {
      for (const witness of [fileWitness, objectionWitness, declaredWitness]) {
        rows += await witness.check(tx, fault => faults.push(fault))
      }
    })
    return { rows, faults }
  }

  it('vouches for every file, decision, objection and declared measure', async () => {
    const { rows, faults } = await check()
    expect(faults).toEqual([])
    expect(rows).toBeGreaterThan(20)
  })

  it('finds out each thing that was done to the tables themselves', async () => {
    const file = (state: string) => `(select id from acceptance_files where state = '${state}' order by id limit 1)`
    for (const tampering of [
      `update acceptance_files set snapshot = snapshot || '{"completedOn": "2020-01-01"}' where id = ${file('refused')}`,
      `update acceptance_files set notice_to = notice_to - 3 where id = ${file('revoked')}`,
      `update acceptance_files set state = 'refused' where id = ${file('lapsed')}`,
      `update acceptance_decisions set reason = '改' where file_id = ${file('withdrawn')}`,
      `delete from acceptance_decisions where file_id = ${file('revoked')} and number = 2`,
      `insert into acceptance_decisions select (jsonb_populate_record(d, '{"number": 9}')).* from acceptance_decisions d limit 1`,
      `update acceptance_objections set upheld = false where upheld`,
      `update acceptance_objections set text = '没有异议' where text = '雨后仍有异味'`,
      `update declared_measures set quantity = 1 where id = (select id from declared_measures where withdrawn_at is null limit 1)`,
      `update declared_measures set withdrawn_by = null, withdrawn_at = null, withdrawn_why = null`,
    ]) {
      await test.asOwner(tampering)
    }
    const { faults } = await check()
    const said = faults.map(({ table, fault, words }) => `${table} ${fault} ${words.en.split('): ')[1] ?? ''}`)
    expect(said.toSorted()).toEqual([
      'acceptance_decisions row-differs the decision was changed in the database itself.',
      'acceptance_decisions row-gone ',
      'acceptance_decisions row-unvouched ',
      'acceptance_files row-differs its state was changed in the database itself.',
      'acceptance_files row-differs the file was changed in the database itself.',
      'acceptance_files row-differs the notice was changed in the database itself.',
      'acceptance_objections row-differs the answer was changed in the database itself.',
      'acceptance_objections row-differs what was recorded was changed in the database itself.',
      'declared_measures row-differs the withdrawal was changed in the database itself.',
      'declared_measures row-differs what was recorded was changed in the database itself.',
    ])
  })
})
