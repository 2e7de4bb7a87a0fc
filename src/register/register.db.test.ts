import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openActorDoor, type ActorDoor } from '../../tests/support/actor-door.ts'
import { cast } from '../../tests/support/actors.ts'
import { testDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { uuidv7 } from '../domain/ids.ts'
import { lifeEventOf, stateFromHistory, transitionIds } from '../domain/lifecycle.ts'
import type { SupervisionList } from '../domain/waters.ts'
import type { Actor } from '../platform/actor.ts'
import { atomically, reading, type Tx } from '../platform/db/database.ts'
import { listFacts } from '../platform/facts/store.ts'
import { ensureShippedPlaces } from '../places/seed.ts'
import { serveIdentification } from '../identification/routes.ts'
import { recordSenses } from '../survey/store.ts'
import { correctWater, recordWater, requireWater, setColour, type WaterRow } from '../waters/store.ts'
import type { RegisterEntry } from './contract.ts'
import { registerEntry } from './entry.ts'
import { findDisagreements, listTotals } from './lists-store.ts'
import { serveRegister } from './routes.ts'

const { wang, li, zhao } = cast
const village = '500231102201'
let test: TestDatabase
let office: ActorDoor
let now = new Date('2026-11-01T02:00:00Z')

beforeAll(async () => {
  test = await testDatabase({ clock: () => now })
  await ensureShippedPlaces(test.database)
  office = await openActorDoor(test, door => {
    serveIdentification(door)
    serveRegister(door)
  })
})
afterAll(async () => {
  await office.close()
  await test.close()
})

const tick = () => (now = new Date(now.getTime() + 1000))
const write = <R>(actor: Actor, work: (tx: Tx) => Promise<R>): Promise<R> => {
  tick()
  return atomically(test.database, actor, work)
}
const read = <R>(actor: Actor, work: (tx: Tx) => Promise<R>): Promise<R> => reading(test.database, actor, work)
const entryOf = (id: string, actor = li): Promise<RegisterEntry> => read(actor, tx => registerEntry(tx, id))

async function post(path: string, body: unknown, status = 200, actor = li): Promise<Record<string, unknown>> {
  tick()
  return office.call(actor, { method: 'POST', path, body }, status)
}

const declare = (name: string, list: SupervisionList, areaM2: number | undefined, regionCode = village) =>
  write(wang, tx =>
    recordWater(tx, {
      values: { name, type: 'pond', regionCode, ...(areaM2 === undefined ? {} : { areaM2 }) },
      candidateSource: 'official-list',
      entry: { transition: 'declare', list },
    }),
  )

async function identified(name: string, areaM2: number | undefined, complaint = false): Promise<WaterRow> {
  const water = await write(li, tx =>
    recordWater(tx, {
      values: { name, type: 'pond', regionCode: village, complaint, ...(areaM2 === undefined ? {} : { areaM2 }) },
      candidateSource: 'field-team',
      entry: { transition: 'suspect' },
    }),
  )
  await smellBlack(water.id)
  await post(`/identification/waters/${water.id}/judge`, {})
  return read(li, tx => requireWater(tx, water.id))
}

const smellBlack = (waterId: string) =>
  write(li, tx =>
    recordSenses(tx, uuidv7(now.getTime()), {
      waterId,
      observedAt: now.toISOString(),
      colour: 'black',
      odour: 5,
      finding: 'black-odorous',
      photos: [],
    }),
  )

describe('entering a list', () => {
  it('derives it from the area, both sides of the limits', async () => {
    const cases = [
      [2000, false, 'national'],
      [1999.9, false, 'municipal'],
      [200, false, 'municipal'],
      [150, true, 'municipal'],
    ] as const
    for (const [areaM2, complaint, list] of cases) {
      const { id, version } = await identified(`${areaM2}平方米塘`, areaM2, complaint)
      const listed = await post(`/register/waters/${id}/list`, { expectedVersion: version })
      expect(listed).toMatchObject({ stage: 'listed', list, listHow: 'derived', warnings: [] })
    }
  })

  it('cannot derive it without an area or out of scope, but by hand with a reason it can', async () => {
    for (const areaM2 of [undefined, 199.9]) {
      const { id, version } = await identified('难定的塘', areaM2)
      const path = `/register/waters/${id}/list`
      expect(await post(path, { expectedVersion: version }, 422)).toMatchObject({ code: 'register.list-undecided' })
      const silent = { list: 'county', expectedVersion: version }
      expect(await post(path, silent, 422)).toMatchObject({ code: 'register.reason-missing' })
      const listed = await post(path, { ...silent, reason: '紧邻学校，区县自行监管' })
      expect(listed).toMatchObject({ list: 'county', listHow: 'by-hand' })
    }
  })

  it('is refused twice, to those who may not, in another county, and on an old version', async () => {
    const { id, version } = await identified('再列塘', 2500)
    const path = `/register/waters/${id}/list`
    await post(path, { expectedVersion: version }, 404, zhao)
    await post(path, { expectedVersion: version }, 403, cast.chen)
    await post(path, { expectedVersion: version - 1 }, 409)
    const listed = await post(path, { expectedVersion: version })
    const again = await post(path, { expectedVersion: listed['version'] }, 422)
    expect(again).toMatchObject({ code: 'water.transition-refused' })
  })
})

describe('a declared list', () => {
  it('stays as stated, with a warning in words where the area disagrees', async () => {
    const { id } = await declare('公告小塘', 'national', 900)
    const entry = await entryOf(id)
    expect(entry).toMatchObject({
      stage: 'listed',
      list: 'national',
      listHow: 'declared',
      derived: { list: 'municipal' },
    })
    expect(entry.warnings[0]?.zh).toContain('公告列为国家监管清单，按面积应为市级监管清单')
    const { items } = await read(li, tx => findDisagreements(tx, { limit: 100, list: 'national' }))
    expect(items.map(({ waterId }) => waterId)).toContain(id)
  })

  it('does not disagree where the area is not known', async () => {
    const { id } = await declare('无面积塘', 'national', undefined)
    expect((await entryOf(id)).warnings).toEqual([])
  })

  it('is left by hand with a reason only', async () => {
    const { id, version } = await declare('误列塘', 'municipal', 700)
    const path = `/register/waters/${id}/change-list`
    await post(path, { list: null, expectedVersion: version }, 400)
    const gone = await post(path, { list: null, reason: '核实为鱼塘，无黑臭', expectedVersion: version })
    expect(gone).toMatchObject({ stage: 'cleared' })
    expect(gone['list']).toBeUndefined()
  })
})

describe('what an entry says', () => {
  it('warns where a derived list no longer fits the area', async () => {
    const { id, version } = await identified('涨水塘', 1500)
    const listed = await post(`/register/waters/${id}/list`, { expectedVersion: version })
    await write(li, tx =>
      correctWater(tx, { id, expectedVersion: Number(listed['version']), changes: { areaM2: 2600 }, reason: '实测' }),
    )
    expect((await entryOf(id)).warnings[0]?.en).toContain('by its area now it would be the national list')
  })

  it('shows a colour set by hand with its reason until the next stage', async () => {
    const { id, version } = await declare('调色塘', 'municipal', 800)
    expect((await entryOf(id)).colour).toMatchObject({ value: 'red', byHand: false })
    await write(li, tx => setColour(tx, { id, expectedVersion: version, colour: 'yellow', reason: '已先行清淤' }))
    const set = await entryOf(id)
    expect(set.colour).toMatchObject({ value: 'yellow', byHand: true, citation: { confidence: 'to-be-confirmed' } })
    expect(set.colour.words.zh).toContain('已先行清淤')
    const planned = await post(`/register/waters/${id}/transitions`, {
      transition: 'approve-plan',
      expectedVersion: set.version,
      values: { planReference: '方案1' },
    })
    expect(planned).toMatchObject({ colour: { value: 'red', byHand: false } })
  })

  it('names every step of its stage, what it needs, and whether the caller may', async () => {
    const { id } = await declare('步骤塘', 'national', 3000)
    const { transitions } = await entryOf(id)
    const approve = transitions.find(({ transition }) => transition === 'approve-plan')
    expect(approve).toMatchObject({ permitted: true, needs: [{ need: 'planReference' }] })
    expect(transitions.find(({ transition }) => transition === 'split')?.through).toBe('POST /waters/:id/split')
    const town = await entryOf(id, cast.chen)
    expect(town.transitions.find(({ transition }) => transition === 'approve-plan')?.permitted).toBe(false)
  })
})

describe('the lists in numbers', () => {
  it('count what the caller may see, and the city is the sum of its counties', async () => {
    await declare('永川公告塘', 'national', 5000, '500118118200')
    const [city, dianjiang, yongchuan] = await Promise.all(
      [wang, li, zhao].map(actor => read(actor, tx => listTotals(tx))),
    )
    for (const list of ['national', 'municipal', 'county'] as const) {
      const of = (totals: typeof city) => totals?.find(one => one.list === list)
      expect(of(city)?.count).toBe((of(dianjiang)?.count ?? 0) + (of(yongchuan)?.count ?? 0))
      expect(of(city)?.areaM2).toBeCloseTo((of(dianjiang)?.areaM2 ?? 0) + (of(yongchuan)?.areaM2 ?? 0))
    }
    expect(yongchuan?.[0]).toMatchObject({ list: 'national', count: 1, areaM2: 5000, colours: { red: 1 } })
    expect(await read(wang, tx => listTotals(tx, '500118000000'))).toEqual(yongchuan)
  })
})

/** Something for every need, so that only the stage decides. */
const values = {
  planReference: '方案',
  completedOn: '2026-10-01',
  acceptanceReference: '验收',
  noticeReference: '公示',
  relapseReference: '巡查',
}

/** One random step by the doors of the product: a legal one, or any at all, which may be refused. */
async function walkStep(id: string, choice: { readonly pick: number; readonly blind: boolean }): Promise<void> {
  const entry = await entryOf(id)
  const legal = entry.transitions.map(({ transition }) => transition)
  const pool = choice.blind ? transitionIds : legal
  const transition = pool[choice.pick % pool.length]
  if (transition === undefined) return
  if (transition === 'identify' && entry.stage === 'suspected') {
    await smellBlack(id)
    await post(`/identification/waters/${id}/judge`, { expectedVersion: entry.version })
    return
  }
  const list = (['national', 'municipal', 'county'] as const)[choice.pick % 3]
  tick()
  const answer = await office.door.http.inject({
    method: 'POST',
    url: `/api/register/waters/${id}/transitions`,
    headers: { 'x-actor': 'li' },
    remoteAddress: `10.9.${choice.pick % 250}.${now.getSeconds()}`,
    payload: { transition, reason: '随机走查', expectedVersion: entry.version, values: { ...values, list } },
  })
  expect([200, 422]).toContain(answer.statusCode)
  const standsAs = answer.statusCode === 422 ? await entryOf(id) : entry
  expect(standsAs).toEqual(entry)
}

describe('any walk through the doors', () => {
  it('leaves facts that replay to exactly the row', async () => {
    await office.call(li, { method: 'GET', path: '/register/lists' })
    const step = fc.record({ pick: fc.nat(10_000), blind: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.array(step, { minLength: 3, maxLength: 14 }), async (declared, steps) => {
        const water = declared ? await declare('走查塘', 'national', 2100) : await identified('走查塘', 2100)
        for (const one of steps) await walkStep(water.id, one)
        const row = await read(li, tx => requireWater(tx, water.id))
        const { items } = await read(li, tx => listFacts(tx, { subject: water.id }, { limit: 500 }))
        const { state, rejected } = stateFromHistory(items.flatMap(fact => lifeEventOf(fact) ?? []))
        expect(rejected).toEqual([])
        expect(state).toEqual({
          stage: row.stage,
          cycle: row.cycle,
          ...(row.list === null ? {} : { list: row.list }),
          ...(row.held === null ? {} : { held: row.held }),
          enteredAt: row.stage_since.toISOString(),
          changedAt: row.state_changed_at.toISOString(),
        })
      }),
      { numRuns: 25 },
    )
  })
})
