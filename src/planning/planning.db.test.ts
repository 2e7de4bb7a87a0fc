import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openActorDoor, type ActorDoor } from '../../tests/support/actor-door.ts'
import { cast } from '../../tests/support/actors.ts'
import { testDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { uuidv7 } from '../domain/ids.ts'
import { Problem } from '../domain/problems.ts'
import { systemActor, type Actor } from '../platform/actor.ts'
import { atomically, reading, type Tx } from '../platform/db/database.ts'
import { recordReading } from '../monitoring/store.ts'
import { listFacts } from '../platform/facts/store.ts'
import type { RowFault } from '../platform/ledger/witness.ts'
import { ensureShippedPlaces } from '../places/seed.ts'
import { correctWater, moveWater, putSource, recordWater, requireWater, type WaterRow } from '../waters/store.ts'
import type { Evidence } from './causes.ts'
import { classifyWater, overrideClass, tryClassification } from './classifying.ts'
import type { Statements } from './contract.ts'
import { followRegion } from './jobs.ts'
import { classificationsAnswer, reviewMeasures } from './planned.ts'
import { servePlanning } from './routes.ts'
import { classificationWitness } from './witness-store.ts'

const { li, zhao } = cast
let test: TestDatabase
let office: ActorDoor
let now = new Date('2026-12-01T02:00:00Z')

beforeAll(async () => {
  test = await testDatabase({ clock: () => now })
  await ensureShippedPlaces(test.database)
  office = await openActorDoor(test, servePlanning)
})
afterAll(async () => {
  await office.close()
  await test.close()
})

const inDianjiang = '500231102201'
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
const pond = (name: string, areaM2 = 2260): Promise<WaterRow> =>
  write(li, tx =>
    recordWater(tx, {
      values: { name, type: 'pond', regionCode: inDianjiang, areaM2 },
      candidateSource: 'field-team',
      entry: { transition: 'suspect' },
    }),
  )
const said: Evidence = { text: '现场排查', sourceIds: [], readingIds: [], attachmentIds: [] }
const known: Statements = { nuisance: 'prominent', continuity: 'continuous', functions: ['none'], peopleAffected: 180 }
const sewage = (evidence: Partial<Evidence> = {}) => [
  { causeId: 'domestic-sewage', sharePercent: 70, evidence: { ...said, ...evidence } },
  { causeId: 'sediment', sharePercent: 30, evidence: said },
]
const classify = (water: WaterRow, more: { basedOn?: string; statements?: Statements; evidence?: Partial<Evidence> } = {}) =>
  write(li, tx =>
    classifyWater(tx, water.id, {
      causes: sewage(more.evidence),
      statements: more.statements ?? known,
      dryRun: false,
      ...(more.basedOn === undefined ? {} : { basedOn: more.basedOn }),
    }),
  ) // prettier-ignore
const answer = (water: WaterRow, actor = li) => read(actor, tx => classificationsAnswer(tx, water.id))

describe('causes and class', () => {
  it('are kept with who, when and the edition that decided, and proposed for by class', async () => {
    const water = await pond('甲塘')
    const row = await classify(water)
    const { items, proposal } = await answer(water)
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({ id: row.id, waterClass: 'complex', by: { id: li.accountId } })
    expect(items[0]?.rule.policyInForceFrom).toBe('2020-01-01')
    expect(items[0]?.causes[0]).toMatchObject({ name: { zh: '农村生活污水' }, sharePercent: 70 })
    expect(proposal?.steps[0]?.id).toBe('interception')
    expect(proposal?.citation.confidence).toBe('to-be-confirmed')
    const facts = await read(li, tx => listFacts(tx, { kind: 'water.classified', subject: water.id }, { limit: 5 }))
    expect(facts.items[0]?.body).toMatchObject({
      classificationId: row.id,
      ruleClass: 'complex',
      shares: { 'domestic-sewage': 70, sediment: 30 },
      policyInForceFrom: '2020-01-01',
    })
  })

  it('propose nothing where the class cannot be told, and say what is missing', async () => {
    const water = await pond('乙塘', 500)
    await classify(water, { statements: {} })
    const { items, proposal } = await answer(water)
    expect(proposal).toBeUndefined()
    expect(items[0]).toMatchObject({ rule: { outcome: 'undecided' } })
    expect(items[0]?.waterClass).toBeUndefined()
    expect(items[0]?.rule.missing).toHaveLength(4)
  })

  it('change nothing on a dry run', async () => {
    const water = await pond('丙塘')
    const body = { causes: sewage(), statements: known, dryRun: true }
    expect((await read(li, tx => tryClassification(tx, water.id, body))).rule.outcome).toBe('complex')
    expect((await answer(water)).items).toEqual([])
  })

  it('take only evidence that stands beside the water', async () => {
    const [water, other] = [await pond('丁塘'), await pond('戊塘')]
    const sourceId = uuidv7(now.getTime())
    const values = { kind: 'households', name: '三组', quantity: 40, quantityUnit: '户' } as const
    await write(li, tx => putSource(tx, { id: sourceId, values, waterIds: [water.id] }))
    const readingId = uuidv7(now.getTime())
    const sample = { dissolvedOxygen: { value: 1.2, qualifier: 'measured' } } as const
    const takenAt = now.toISOString()
    await write(li, tx =>
      recordReading(tx, readingId, { waterId: water.id, point: '1', takenAt, sample, source: 'survey' }),
    )
    const evidence = { sourceIds: [sourceId], readingIds: [readingId] }
    await classify(water, { evidence })
    const sewers = (await answer(water)).proposal?.steps.flatMap(({ measures }) => measures)
    expect(sewers?.find(({ measureId }) => measureId === 'sewer-pipe')?.quantity).toBe(480)
    const elsewhere: readonly Partial<Evidence>[] = [
      { sourceIds: [sourceId] },
      { readingIds: [readingId] },
      { attachmentIds: [sourceId] },
    ]
    for (const foreign of elsewhere) {
      expect(await codeOf(classify(other, { evidence: foreign }))).toBe('planning.evidence-elsewhere')
    }
  })

  it('are refused with wrong shares, contradicting functions, and for a water that ended; nothing is kept', async () => {
    const water = await pond('己塘')
    const causes = sewage().slice(0, 1)
    const short = write(li, tx => classifyWater(tx, water.id, { causes, statements: known, dryRun: false }))
    expect(await codeOf(short)).toBe('planning.causes-faulty')
    const both: Statements = { ...known, functions: ['none', 'irrigation'] }
    expect(await codeOf(classify(water, { statements: both }))).toBe('planning.function-contradicts')
    await write(li, tx =>
      moveWater(tx, { id: water.id, expectedVersion: water.version, transition: 'dismiss', reason: '重复登记' }),
    )
    expect(await codeOf(classify(water))).toBe('planning.water-ended')
    expect((await answer(water)).items).toEqual([])
  })

  it('are refused where somebody recorded others meanwhile', async () => {
    const water = await pond('庚塘')
    const first = await classify(water)
    expect(await codeOf(classify(water))).toBe('planning.classified-meanwhile')
    const second = await classify(water, { basedOn: first.id })
    expect(await codeOf(classify(water, { basedOn: first.id }))).toBe('planning.classified-meanwhile')
    expect((await answer(water)).items.map(({ id }) => id)).toEqual([second.id, first.id])
  })

  it('are not there for another county', async () => {
    const water = await pond('辛塘')
    await classify(water)
    expect(await codeOf(answer(water, zhao))).toBe('water.not-found')
  })
})

describe('an override', () => {
  const override = (water: WaterRow, waterClass: 'complex' | 'simple', basedOn: string) =>
    write(li, tx => overrideClass(tx, water.id, { waterClass, reason: '镇区已纳管，仅余零星排放', basedOn }))

  it('stands beside the answer of the rule, which stays, and the proposal follows it', async () => {
    const water = await pond('壬塘')
    const first = await classify(water)
    await override(water, 'simple', first.id)
    const { items, proposal } = await answer(water)
    expect(items[0]).toMatchObject({
      waterClass: 'simple',
      override: { waterClass: 'simple', reason: '镇区已纳管，仅余零星排放' },
      rule: { outcome: 'complex' },
    })
    expect(items[1]?.override).toBeUndefined()
    expect(proposal?.waterClass).toBe('simple')
    const { items: facts } = await read(li, tx => listFacts(tx, { kind: 'water.classified', subject: water.id }, { limit: 1 }))
    expect(facts[0]?.body).toMatchObject({ ruleClass: 'complex', overrideClass: 'simple' })
  }) // prettier-ignore

  it('decides where the rule cannot tell, and ends with the next causes', async () => {
    const water = await pond('癸塘', 500)
    const first = await classify(water, { statements: {} })
    const decided = await override(water, 'simple', first.id)
    expect((await answer(water)).proposal?.waterClass).toBe('simple')
    await classify(water, { basedOn: decided.id })
    expect((await answer(water)).items[0]?.override).toBeUndefined()
  })

  it('is refused without causes, to the class it has, and on what is no longer the newest', async () => {
    const water = await pond('子塘')
    expect(await codeOf(override(water, 'simple', water.id))).toBe('planning.not-classified')
    const first = await classify(water)
    expect(await codeOf(override(water, 'complex', first.id))).toBe('planning.override-same')
    expect(await codeOf(override(water, 'simple', water.id))).toBe('planning.classified-meanwhile')
  })
})

describe('a review of measures', () => {
  it('warns of a false fix and refuses a measure that is not in the catalogue', async () => {
    const water = await pond('丑塘')
    const look = (measureId: string) => read(li, tx => reviewMeasures(tx, water.id, { measures: [{ measureId }] }))
    expect((await look('filling')).warnings[0]).toMatchObject({ concern: 'filling-in', level: 'false-fix' })
    expect(await codeOf(look('magic'))).toBe('planning.measure-unknown')
  })
})

describe('a classification', () => {
  it('follows its water to another division', async () => {
    const water = await pond('寅塘')
    await classify(water)
    const inYongchuan = '500118118200'
    await write(cast.wang, tx =>
      correctWater(tx, {
        id: water.id,
        expectedVersion: water.version,
        changes: { regionCode: inYongchuan },
        reason: '区划更正',
      }),
    )
    const facts = await test.asOwner(
      `select id, county_code, sequence from facts where kind = 'water.corrected' and subject_id = $1`,
      [water.id],
    )
    const fact = {
      id: String(facts[0]?.['id']),
      chain: String(facts[0]?.['county_code']),
      sequence: Number(facts[0]?.['sequence']),
    }
    const context = { database: test.database } as Parameters<typeof followRegion.run>[0] // the job asks for no more
    await followRegion.run(context, { ...fact, kind: 'water.corrected' } as Parameters<typeof followRegion.run>[1])
    expect((await answer(water, zhao)).items).toHaveLength(1)
  })

  it('that was changed, taken out or put in behind the platform is found', async () => {
    const faults = async () => {
      const found: RowFault[] = []
      await read(systemActor('command-line'), tx => classificationWitness.check(tx, fault => found.push(fault)))
      return found.map(({ fault, words }) => `${fault} ${words.zh}`).join()
    }
    const row = await classify(await pond('卯塘'))
    expect(await faults()).toBe('')
    await test.asOwner(`update water_classifications set record = jsonb_set(record, '{causes,0,sharePercent}', '71') where id = '${row.id}'`)
    expect(await faults()).toContain('成因与依据')
    await test.asOwner(`update water_classifications set id = gen_random_uuid() where id = '${row.id}'`)
    expect(await faults()).toMatch(/row-gone.*row-unvouched/)
  }) // prettier-ignore

  it('answers at its door as the contract says, and refuses whoever may not plan', async () => {
    const water = await pond('辰塘')
    const path = `/planning/waters/${water.id}/classifications`
    const body = { causes: sewage(), statements: known }
    const made = await office.call(li, { method: 'POST', path, body })
    expect(made).toMatchObject({ classification: { waterClass: 'complex' }, rule: { outcome: 'complex' } })
    await office.call(cast.chen, { method: 'POST', path, body }, 403)
    expect(await office.call(cast.chen, { method: 'GET', path })).toMatchObject({ items: [{ waterClass: 'complex' }] })
    const got = await read(li, tx => requireWater(tx, water.id))
    expect(got.version).toBe(water.version)
  })
})
