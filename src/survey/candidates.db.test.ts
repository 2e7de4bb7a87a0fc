import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cast } from '../../tests/support/actors.ts'
import { testDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { uuidv7 } from '../domain/ids.ts'
import { Problem } from '../domain/problems.ts'
import type { Actor } from '../platform/actor.ts'
import { atomically, reading, type Tx } from '../platform/db/database.ts'
import { ensureShippedPlaces } from '../places/seed.ts'
import { recordQuestionnaire, recordSenses } from './bases-store.ts'
import { basesOfWater, decideScope, listCandidates, proposeCandidate, recordCandidate } from './candidates-store.ts'
import type { NewCandidate, NewQuestionnaire, NewSenses } from './contract.ts'
import { createTask } from './tasks-store.ts'

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

const village = '500231102201'
const pond: NewCandidate = {
  villageCode: village,
  name: '水井大田水塘',
  type: 'pond',
  source: 'villager',
  areaM2: 2260,
  areaMethod: 'measured',
  coordinateSource: 'cgcs2000',
  complaint: false,
}
const page = { limit: 100 }

describe('candidates', () => {
  it('are recorded as suspected waters with their source and the reason why they are in scope', async () => {
    const { candidate, scope, findings } = await write(chen, tx => recordCandidate(tx, pond))
    expect(scope).toMatchObject({ inScope: true, why: 'area' })
    expect(findings).toEqual([])
    expect(candidate).toMatchObject({
      name: '水井大田水塘',
      stage: 'suspected',
      source: 'villager',
      areaM2: 2260,
      regionNames: { county: '垫江县', town: '沙坪镇' },
      bases: { senses: 0, questionnaires: 0, samples: 0 },
    })
    expect(candidate.code).toMatch(/^JQ500231-/)
  })

  it('are recorded once however often a phone sends them, and refuse another water under their id', async () => {
    const id = uuidv7(now.getTime())
    const first = await write(chen, tx => recordCandidate(tx, { ...pond, id, name: '新塘' }))
    const again = await write(chen, tx => recordCandidate(tx, { ...pond, id, name: '新塘' }))
    expect(again.candidate).toEqual(first.candidate)
    expect(await codeOf(write(chen, tx => recordCandidate(tx, { ...pond, id, name: '别的塘' })))).toBe('basis.differs')
  })

  it('can be tried without being recorded', async () => {
    const before = (await read(li, tx => listCandidates(tx, page))).total
    const small = await read(chen, tx => proposeCandidate(tx, { ...pond, areaM2: 199.9 }))
    expect(small.scope).toMatchObject({ inScope: false, why: 'small' })
    const complained = await read(chen, tx => proposeCandidate(tx, { ...pond, areaM2: 20, complaint: true }))
    expect(complained.scope).toMatchObject({ inScope: true, why: 'complaint' })
    expect((await read(li, tx => listCandidates(tx, page))).total).toBe(before)
  })

  it('with impossible values are refused in words, the slip of square kilometres too', async () => {
    expect(await codeOf(write(chen, tx => recordCandidate(tx, { ...pond, areaM2: 310_000_000_000 })))).toBe(
      'survey.implausible',
    )
    expect(await codeOf(write(chen, tx => recordCandidate(tx, { ...pond, foundOn: '2026-11-24' })))).toBe(
      'survey.implausible',
    )
  })

  it('need a village of the caller’s own', async () => {
    for (const villageCode of ['500231102000', '500118118200', '500231102999']) {
      expect(await codeOf(write(chen, tx => recordCandidate(tx, { ...pond, villageCode })))).toBe('place.not-found')
    }
  })

  it('of a task must lie in one of its villages', async () => {
    const taskId = await write(li, tx =>
      createTask(tx, {
        title: '一村排查',
        regionCode: village,
        dueOn: '2026-12-31',
        villages: { filter: 'all', codes: [], except: [] },
      }),
    )
    const { candidate } = await write(chen, tx => recordCandidate(tx, { ...pond, name: '任务塘', taskId }))
    expect(candidate.name).toBe('任务塘')
    const elsewhere = { ...pond, taskId, villageCode: '500231102202' }
    expect(await codeOf(write(chen, tx => recordCandidate(tx, elsewhere)))).toBe('survey.village-not-in-task')
  })

  it('out of scope end at cleared with the reason; in scope by hand they stay', async () => {
    const small = { ...pond, name: '小塘', areaM2: 150 }
    const { candidate } = await write(chen, tx => recordCandidate(tx, small))
    expect(candidate.scope.why).toBe('small')
    const kept = await write(li, tx =>
      decideScope(tx, candidate.waterId, {
        inScope: true,
        reason: '紧邻水源地',
        expectedVersion: candidate.version,
      }),
    )
    expect(kept).toMatchObject({ stage: 'suspected', scope: { inScope: true, why: 'by-hand' } })
    const out = await write(li, tx =>
      decideScope(tx, candidate.waterId, {
        inScope: false,
        reason: '已填平为农田',
        expectedVersion: kept.version,
      }),
    )
    expect(out).toMatchObject({ stage: 'cleared', scope: { inScope: false, why: 'by-hand' } })
    expect(
      await codeOf(
        write(li, tx =>
          decideScope(tx, candidate.waterId, { inScope: true, reason: '再议', expectedVersion: out.version }),
        ),
      ),
    ).toBe('survey.candidate-not-found')
  })

  it('are listed a page at a time, by source and by whether anything is known of them', async () => {
    const all = await read(li, tx => listCandidates(tx, page))
    expect(all.items.map(({ name }) => name).toSorted()).toEqual(['任务塘', '新塘', '水井大田水塘'].toSorted())
    const first = await read(li, tx => listCandidates(tx, { limit: 2 }))
    const rest = await read(li, tx => listCandidates(tx, { limit: 2, cursor: first.next ?? '' }))
    expect([...first.items, ...rest.items]).toEqual(all.items)
    expect(rest.next).toBeUndefined()
    expect((await read(li, tx => listCandidates(tx, { ...page, source: 'satellite' }))).total).toBe(0)
    expect((await read(li, tx => listCandidates(tx, { ...page, bases: 'none' }))).total).toBe(3)
  })
})

describe('the three bases', () => {
  let waterId: string
  const seen = (): NewSenses => ({
    waterId,
    observedAt: '2026-11-22T09:00:00+08:00',
    colour: 'black',
    odour: 4,
    finding: 'black-odorous',
    photos: [],
  })
  const asked = (): NewQuestionnaire => ({ waterId, heldOn: '2026-11-22', valid: 40, black: 31, photos: [] })

  beforeAll(async () => {
    waterId = (await write(chen, tx => recordCandidate(tx, { ...pond, name: '基础塘' }))).candidate.waterId
  })

  it('are kept apart, and the same record sent twice is one', async () => {
    const id = uuidv7(now.getTime())
    const first = await write(chen, tx => recordSenses(tx, id, seen()))
    expect(await write(li, tx => recordSenses(tx, id, seen()))).toEqual(first)
    expect(await codeOf(write(chen, tx => recordSenses(tx, id, { ...seen(), odour: 3 })))).toBe('basis.differs')
    const form = uuidv7(now.getTime())
    const counted = await write(chen, tx => recordQuestionnaire(tx, form, asked()))
    expect(counted).toMatchObject({ blackPercent: 77.5, recordedBy: { id: chen.accountId } })
    expect(await write(chen, tx => recordQuestionnaire(tx, form, asked()))).toEqual(counted)
    const bases = await read(li, tx => basesOfWater(tx, waterId))
    expect(bases).toMatchObject({ senses: [{ id }], questionnaires: [{ id: form }], samples: [] })
    const facts = await test.asOwner(`select body from facts where kind = 'survey.basis-recorded'`)
    expect(facts).toHaveLength(2)
  })

  it('that contradict themselves are refused', async () => {
    const id = uuidv7(now.getTime())
    expect(await codeOf(write(chen, tx => recordQuestionnaire(tx, id, { ...asked(), black: 41 })))).toBe(
      'basis.refused',
    )
    expect(await codeOf(write(chen, tx => recordSenses(tx, id, { ...seen(), colour: 'clear', odour: 0 })))).toBe(
      'basis.refused',
    )
  })

  it('of another county are not there', async () => {
    expect(await codeOf(read(zhao, tx => basesOfWater(tx, waterId)))).toBe('water.not-found')
    expect(await codeOf(write(zhao, tx => recordSenses(tx, uuidv7(now.getTime()), seen())))).toBe('water.not-found')
    expect((await read(zhao, tx => listCandidates(tx, page))).total).toBe(0)
    for (const table of ['survey_candidates', 'senses_records', 'questionnaires']) {
      const rows = await read(zhao, tx =>
        tx.sql
          .selectFrom(table as 'questionnaires')
          .selectAll()
          .execute(),
      ) // one of three tables
      expect(rows).toEqual([])
      const seenByCity = await read(wang, tx =>
        tx.sql
          .selectFrom(table as 'questionnaires')
          .selectAll()
          .execute(),
      ) // likewise
      expect(seenByCity.length).toBeGreaterThan(0)
      expect((await test.database.pool.query(`select * from ${table}`)).rows).toEqual([])
    }
  })

  it('cannot be written into another county past the application', async () => {
    const foreign = write(zhao, tx =>
      tx.sql
        .insertInto('questionnaires')
        .values({
          county_code: '500231',
          id: uuidv7(now.getTime()),
          water_id: waterId,
          region_code: village,
          held_on: '2026-11-22',
          issued: null,
          valid: 1,
          black: 1,
          adults_living_there: null,
          satisfied: null,
          note: null,
          photos: [],
          recorded_by: zhao.accountId,
          recorder: 'zhao',
          recorded_at: now,
        })
        .execute(),
    )
    expect(await codeOf(foreign)).toBe('region.outside-jurisdiction')
  })

  it('cannot be changed once recorded, not even by the application', async () => {
    await expect(
      write(li, tx => tx.sql.updateTable('senses_records').set({ odour: 0 }).where('water_id', '=', waterId).execute()),
    ).rejects.toThrow('permission denied')
  })
})
