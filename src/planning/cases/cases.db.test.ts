import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openActorDoor, type ActorDoor } from '../../../tests/support/actor-door.ts'
import { actorOf } from '../../../tests/support/actors.ts'
import { testDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import {
  dianjiang,
  municipal,
  pond,
  recordOne,
  shaping,
  withPlaces,
  yongchuan,
  zhutuo,
} from '../../../tests/support/waters.ts'
import { uuidv7 } from '../../domain/ids.ts'
import type { Transition } from '../../domain/lifecycle-table.ts'
import type { Actor } from '../../platform/actor.ts'
import { atomically, reading } from '../../platform/db/database.ts'
import { openFileStore, type FileStore } from '../../platform/files/attachments-store.ts'
import type { AnswerOf } from '../../platform/http/endpoint.ts'
import type { RowFault } from '../../platform/ledger/witness.ts'
import { recordAttachment } from '../../waters/attachments-store.ts'
import { correctWater, moveWater, type WaterRow } from '../../waters/store.ts'
import { classifyWater } from '../classifying.ts'
import { readCompendium, writeCompendium } from './compendium.ts'
import type { CaseContent, draftCase, listSimilarCases, SolvedCase } from './contract.ts'
import { followOutcome, followRegion } from './jobs.ts'
import { serveCases } from './routes.ts'
import { caseWitness } from './witness-store.ts'

const villager = actorOf('luo', 'village-chief', '500231102201')

let test: TestDatabase
let office: ActorDoor
let files: FileStore
let folder: string
let now = new Date('2022-03-01T02:00:00Z')
let count = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jiuqing-cases-'))
  files = await openFileStore(folder)
  test = await testDatabase({ clock: () => now })
  await withPlaces(test.database)
  office = await openActorDoor(test, door => serveCases(door, files))
})
afterAll(async () => {
  await office.close()
  await test.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() => {
  later(1)
})

function later(days: number): void {
  now = new Date(now.getTime() + days * 86_400_000)
}

/** Every way on and back, with what each needs. */
const values = {
  'approve-plan': { planReference: '渝环函〔2022〕1号' },
  complete: { completedOn: '2022-03-01' },
  accept: { acceptanceReference: '验〔2022〕1号' },
  relapse: { relapseReference: '监测〔2023〕1号' },
} as const

async function move(water: WaterRow, ...steps: readonly Transition[]): Promise<WaterRow> {
  let moved = water
  for (const transition of steps) {
    const expected = { id: moved.id, expectedVersion: moved.version }
    const input = { values: values[transition as keyof typeof values], reason: '核实' } // absent where it needs none
    moved = await atomically(test.database, municipal, tx => moveWater(tx, { ...expected, transition, ...input }))
  }
  return moved
}

async function solved(name: string, changes: object = {}): Promise<WaterRow> {
  count += 1
  const position = { longitude: 107.42 + count / 1000, latitude: 30.21 }
  const entry = { transition: 'declare', list: 'county' } as const
  const water = await recordOne(test.database, pond({ name, position, ...changes }, { entry }))
  return move(water, 'approve-plan', 'start-works', 'complete', 'accept')
}

const whole: CaseContent = {
  title: '圆塘治理',
  type: 'pond',
  regionCode: shaping,
  placeText: '垫江县沙坪镇',
  areaM2: 2300,
  functions: ['irrigation'],
  presentState: '水体发黑，有死鱼。',
  causes: [{ causeId: 'domestic-sewage' }, { causeId: 'sediment' }],
  causesText: '',
  measures: [{ measureId: 'dredging', quantity: 900 }],
  measuresText: '截污、清淤，由附近河流补水。',
  outcome: { solvedOn: '2022-03-01', text: '达到地表水Ⅲ类。' },
  lessons: '先截污，后补水。',
  pictures: [],
}
const byHand: CaseContent = {
  ...whole,
  title: '外地河道治理',
  source: { title: '典型案例汇编', confidence: 'published' },
}

type Body = SolvedCase & AnswerOf<typeof draftCase> & AnswerOf<typeof listSimilarCases> & { readonly code: string }

async function call(actor: Actor, method: 'GET' | 'PUT' | 'POST', path: string, body?: object) {
  await office.call(actor, { method: 'GET', path: '/planning/cases?limit=1' }) // makes the actor known at the door
  const answer = await office.door.http.inject({
    method,
    url: `/api/planning${path}`,
    headers: { 'x-actor': actor.username },
    ...(body === undefined ? {} : { payload: body }),
  })
  return { status: answer.statusCode, body: answer.json() as Body }
}

const begin = (content: CaseContent, water?: WaterRow, actor: Actor = dianjiang) =>
  call(actor, 'POST', '/cases', { content, ...(water === undefined ? {} : { waterId: water.id }) })
const publish = (one: Pick<SolvedCase, 'id' | 'version'>, actor: Actor = dianjiang) =>
  call(actor, 'POST', `/cases/${one.id}/steps`, { step: 'publish', seenVersion: one.version })
const lastFact = async (waterId: string, kind: string) => {
  const [row] = await test.asOwner(
    'select county_code, sequence from facts where subject_id = $1 and kind = $2 order by sequence desc limit 1',
    [waterId, kind],
  )
  return { chain: String(row?.['county_code']), sequence: Number(row?.['sequence']) } as never
}
const faultsOfLedger = () =>
  reading(test.database, municipal, async tx => {
    const faults: RowFault[] = []
    await caseWitness.check(tx, fault => faults.push(fault))
    return faults.map(({ words }) => words.en)
  })

describe('a case', () => {
  it('is drafted from the records of a solved water, and of no other', async () => {
    const water = await solved('方塘')
    const id = await addPhoto(water)
    const { body } = await call(dianjiang, 'GET', `/waters/${water.id}/case-draft`)
    expect(body.content).toMatchObject({
      title: '方塘',
      type: 'pond',
      areaM2: 2260,
      outcome: { solvedOn: expect.stringMatching(/^2022-/) },
      pictures: [{ attachmentId: id, when: 'after' }],
    })
    const fresh = await recordOne(test.database, pond({ name: '新塘', position: { longitude: 107.3, latitude: 30.1 } }))
    expect((await call(dianjiang, 'GET', `/waters/${fresh.id}/case-draft`)).body.code).toBe('case.not-solved')
    expect((await begin(whole, fresh)).body.code).toBe('case.not-solved')
  })

  it('is not there for other counties before it is published, and not after it was withdrawn', async () => {
    const { body: draft } = await begin(byHand)
    expect((await call(yongchuan, 'GET', `/cases/${draft.id}`)).status).toBe(404)
    const { body: published } = await publish(draft)
    expect([published.state, published.publishedVersion]).toEqual(['published', 1])
    const foreign = (await call(yongchuan, 'GET', `/cases/${draft.id}`)).body
    expect([foreign.own, foreign.versions, foreign.faults]).toEqual([false, [], []])
    expect((await call(villager, 'GET', `/cases/${draft.id}`)).body.title).toBe('外地河道治理')
    const withdrawal = { step: 'withdraw', seenVersion: 1, reason: '来源有误' }
    expect((await call(yongchuan, 'POST', `/cases/${draft.id}/steps`, withdrawal)).body.code).toBe('case.elsewhere')
    expect((await call(dianjiang, 'POST', `/cases/${draft.id}/steps`, withdrawal)).body.reason).toBe('来源有误')
    expect((await call(yongchuan, 'GET', `/cases/${draft.id}`)).status).toBe(404)
    expect((await publish(draft)).body.code).toBe('case.withdrawn')
  })

  it('shows others the published version while the next is being written', async () => {
    const { body: draft } = await begin(byHand)
    await publish(draft)
    const again = await call(dianjiang, 'PUT', `/cases/${draft.id}`, { seenVersion: 1, content: byHand })
    expect(again.body.version).toBe(1)
    expect((await publish(draft)).body.code).toBe('case.published-already')
    const changed = { ...byHand, title: '改写后的题目' }
    const { body } = await call(dianjiang, 'PUT', `/cases/${draft.id}`, { seenVersion: 1, content: changed })
    expect([body.title, body.version, body.publishedVersion, body.versions.length]).toEqual(['改写后的题目', 2, 1, 2])
    expect((await call(yongchuan, 'GET', `/cases/${draft.id}`)).body.title).toBe('外地河道治理')
    const stale = await call(dianjiang, 'PUT', `/cases/${draft.id}`, { seenVersion: 1, content: byHand })
    expect(stale.body.code).toBe('case.changed-meanwhile')
    await publish(body)
    expect((await call(yongchuan, 'GET', `/cases/${draft.id}`)).body.title).toBe('改写后的题目')
  })

  it('is published whole, and once for each water', async () => {
    const water = await solved('三角塘')
    const { body } = await begin({ ...whole, lessons: '' }, water)
    expect((await publish(body)).body.code).toBe('case.incomplete')
    expect((await begin(whole, water)).body.code).toBe('case.exists')
    const foreign = [{ attachmentId: uuidv7(now.getTime()), when: 'after' as const, caption: '' }]
    expect((await begin({ ...byHand, pictures: foreign })).body.code).toBe('case.picture-elsewhere')
  })

  it('tells by itself that its water relapsed, and that the relapse was none', async () => {
    const water = await solved('长塘')
    const { body } = await begin(whole, water)
    await publish(body)
    later(400)
    const relapsed = await move(water, 'relapse')
    const runLast = async () =>
      followOutcome.run({ database: test.database } as never, await lastFact(water.id, 'water.moved'))
    for (const _ of [1, 2]) await runLast()
    const { outcome } = (await call(yongchuan, 'GET', `/cases/${body.id}`)).body
    expect([outcome.mark, outcome.words.en]).toEqual(['relapsed', 'relapsed 1 year 1 month after it was solved'])
    const told = await test.asOwner(
      `select from facts where subject_id = $1 and kind = 'solved-case.outcome-changed'`,
      [water.id],
    )
    expect(told).toHaveLength(1)
    await move(relapsed, 'dismiss-relapse')
    await runLast()
    expect((await call(yongchuan, 'GET', `/cases/${body.id}`)).body.outcome.mark).toBe('clean')
  })

  it('goes with its water to another division', async () => {
    const water = await solved('搬塘')
    const { body } = await begin(whole, water)
    const correction = { id: water.id, expectedVersion: water.version, reason: '更正', changes: { regionCode: zhutuo } }
    await atomically(test.database, municipal, tx => correctWater(tx, correction))
    await followRegion.run({ database: test.database } as never, await lastFact(water.id, 'water.corrected'))
    expect((await call(dianjiang, 'GET', `/cases/${body.id}`)).status).toBe(404)
    expect((await call(yongchuan, 'GET', `/cases/${body.id}`)).body.own).toBe(true)
  })
})

describe('similar cases of a water', () => {
  it('hold published cases of everywhere and solved waters of the jurisdiction, with reasons, and no water twice', async () => {
    const own = await recordOne(
      test.database,
      pond({ name: '待治塘', position: { longitude: 107.2, latitude: 30.05 } }),
    )
    const causes = [
      {
        causeId: 'domestic-sewage',
        sharePercent: 100,
        evidence: { text: '三户散排', sourceIds: [], readingIds: [], attachmentIds: [] },
      },
    ]
    await atomically(test.database, dianjiang, tx =>
      classifyWater(tx, own.id, { causes, statements: { functions: ['irrigation'] }, dryRun: false }),
    )
    const told = await solved('示范塘')
    const { body } = await begin({ ...whole, title: '示范塘案例' }, told)
    await publish(body)
    const { items, looked, policy } = (await call(dianjiang, 'GET', `/waters/${own.id}/similar-cases`)).body
    const [best] = items.filter(({ caseId }) => caseId === body.id)
    expect(best).toMatchObject({ title: '示范塘案例', waterId: told.id, invented: false })
    expect(best?.reasons.map(({ words }) => words.en).slice(0, 5)).toEqual([
      'same type: pond',
      '50 % of the causes are the same: rural domestic sewage (shares not stated are taken as equal)',
      'about the same area',
      'in the same town',
      'same function: irrigation',
    ])
    expect(items.some(({ waterId, caseId }) => waterId === told.id && caseId === undefined)).toBe(false)
    expect(items.some(({ caseId }) => caseId === undefined)).toBe(true)
    expect([looked >= items.length, policy.confidence]).toEqual([true, 'to-be-confirmed'])
  })

  it('hold no water of another county, and no water that may not be seen is opened', async () => {
    const water = await recordOne(
      test.database,
      pond({ name: '朱沱塘', regionCode: zhutuo, position: { longitude: 105.9, latitude: 29 } }),
      yongchuan,
    )
    const { items } = (await call(yongchuan, 'GET', `/waters/${water.id}/similar-cases`)).body
    expect(items.length).toBeGreaterThan(0)
    expect(items.filter(({ caseId }) => caseId === undefined)).toEqual([])
    expect((await call(dianjiang, 'GET', `/waters/${water.id}/similar-cases`)).status).toBe(404)
  })
})

describe('the list of cases', () => {
  it('is filtered and paged', async () => {
    const ids = async (query: string) => {
      const { items } = (await call(yongchuan, 'GET', `/cases?${query}`)).body as unknown as { items: { id: string }[] }
      return items.map(({ id }) => id)
    }
    const all = await ids('')
    expect(all.length).toBeGreaterThan(1)
    expect(await ids('type=pond&cause=sediment&outcome=clean&region=500231000000')).toEqual(all)
    for (const query of [
      'type=river',
      'cause=livestock',
      'outcome=relapsed',
      'region=500118000000',
      'search=无此',
      'state=withdrawn',
    ])
      expect(await ids(query), query).toEqual([])
    expect(await ids(`search=${encodeURIComponent('改写')}`)).toHaveLength(1)
    const first = (await call(yongchuan, 'GET', '/cases?limit=1')).body as unknown as { next: string }
    expect(await ids(`limit=1&cursor=${first.next}`)).toEqual([all[1]])
  })
})

describe('the compendium', () => {
  it('is printed with pictures for whoever may not see the water, and says where nothing fits', async () => {
    const water = await solved('图塘')
    const attachmentId = await addPhoto(water)
    const pictures = [{ attachmentId, when: 'after' as const, caption: '水清' }]
    const { body } = await begin({ ...whole, pictures }, water)
    await publish(body)
    const { sha256 } = (await call(yongchuan, 'GET', `/cases/${body.id}`)).body.content.pictures[0]!
    const picture = await office.door.http.inject({
      url: `/api/planning/cases/${body.id}/pictures/${sha256}`,
      headers: { 'x-actor': yongchuan.username },
    })
    expect([picture.statusCode, picture.headers['content-type']]).toEqual([200, 'image/jpeg'])
    const compendium = await reading(test.database, yongchuan, tx => readCompendium(tx, {}))
    expect(compendium.cases.length).toBeGreaterThan(2)
    const word = await writeCompendium(compendium, files, { format: 'docx', language: 'zh' })
    expect(Buffer.from(word.subarray(0, 2)).toString()).toBe('PK')
    expect((await call(yongchuan, 'GET', '/compendium/document?search=无此')).body.code).toBe('case.none-to-print')
  })
})

describe('the ledger', () => {
  it('vouches for every case, and names what was changed behind its back', async () => {
    expect(await faultsOfLedger()).toEqual([])
    await test.asOwner(
      `update solved_case_versions set content = jsonb_set(content, '{lessons}', '"假"') where version = 2`,
    )
    await test.asOwner(
      `update solved_cases set solved_on = '2020-01-01' where state = 'published' and water_id is not null`,
    )
    const faults = await faultsOfLedger()
    expect(faults.some(words => /version 2 of case/.test(words))).toBe(true)
    expect(faults.some(words => /outcome/.test(words))).toBe(true)
  })
})

async function addPhoto(water: WaterRow): Promise<string> {
  const shade = { r: count, g: 120, b: 130 }
  const bytes = await sharp({ create: { width: 8, height: 6, channels: 3, background: shade } })
    .jpeg()
    .toBuffer()
  const received = await files.receive(Readable.from([bytes]), { maxBytes: 1e6 })
  if ('tooLarge' in received) throw new Error('a few bytes are not too large')
  await received.keep()
  const { sha256 } = received
  const id = uuidv7(now.getTime())
  const photo = {
    id,
    waterId: water.id,
    name: '塘.jpg',
    kind: 'photo',
    type: 'image/jpeg',
    bytes: bytes.length,
    sha256,
  } as const
  await atomically(test.database, dianjiang, tx => recordAttachment(tx, photo))
  return id
}
