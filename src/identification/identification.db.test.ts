import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openActorDoor, type ActorDoor } from '../../tests/support/actor-door.ts'
import { cast } from '../../tests/support/actors.ts'
import { testDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { recordSample } from '../../tests/support/samples.ts'
import { uuidv7 } from '../domain/ids.ts'
import type { Parameter } from '../domain/parameters.ts'
import { Problem } from '../domain/problems.ts'
import type { Actor } from '../platform/actor.ts'
import { atomically, reading, type Tx } from '../platform/db/database.ts'
import { startJobs } from '../platform/jobs.ts'
import { openLog } from '../platform/log.ts'
import { ensureShippedPlaces } from '../places/seed.ts'
import { jobsByFact } from '../jobs.ts'
import { serveRegister } from '../register/routes.ts'
import { recordSenses } from '../survey/store.ts'
import { correctWater, linkImport, moveWater, recordWater, requireWater, type WaterRow } from '../waters/store.ts'
import { followRegion as followSurveyRegion } from '../survey/jobs.ts'
import { followRegion, judgeInBulk } from './jobs.ts'
import { judgeImported } from './judge-imported.ts'
import { findJudgement, listJudgements, openJudgement } from './judgements-store.ts'
import { judgeWater } from './judging.ts'
import { serveIdentification } from './routes.ts'
import { openTodos } from './todos-store.ts'
import { findVerdict, listVerdicts } from './verdicts-store.ts'

const { wang, li, zhao } = cast
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

const suspect = (actor: Actor, name: string, regionCode: string, areaM2 = 2500): Promise<WaterRow> =>
  write(actor, tx =>
    recordWater(tx, {
      values: { name, type: 'pond', regionCode, areaM2 },
      candidateSource: 'field-team',
      entry: { transition: 'suspect' },
    }),
  )
const smell = (actor: Actor, waterId: string, finding: 'black-odorous' | 'not-black-odorous') =>
  write(actor, tx =>
    recordSenses(tx, uuidv7(now.getTime()), {
      waterId,
      observedAt: now.toISOString(),
      colour: finding === 'black-odorous' ? 'black' : 'clear',
      odour: finding === 'black-odorous' ? 4 : 0,
      finding,
      photos: [],
    }),
  )
const measure = (actor: Actor, waterId: string, sample: { readonly [P in Parameter]?: number }, takenAt = now) =>
  recordSample(test.database, actor, { waterId, takenAt, sample })
const judge = (actor: Actor, id: string, more: { standardId?: string; disputed?: boolean } = {}) =>
  write(actor, tx => judgeWater(tx, id, { dryRun: false, disputed: false, ...more }))

const inDianjiang = '500231102201'
const inYongchuan = '500118118200'

describe('a verdict', () => {
  it('keeps its inputs, names the deciding basis on the water, and moves nothing on a dry run', async () => {
    const water = await suspect(li, '甲塘', inDianjiang)
    await measure(li, water.id, { dissolvedOxygen: 1.2 })
    const tried = await read(li, tx => judgeWater(tx, water.id, { dryRun: true, disputed: false }))
    expect(tried).toMatchObject({ stageAfter: 'identified', version: water.version })
    expect(tried.verdictId).toBeUndefined()
    const judged = await judge(li, water.id)
    expect(judged).toMatchObject({ stageAfter: 'identified', record: { basis: 'monitoring' } })
    const kept = await read(li, tx => findVerdict(tx, judged.verdictId ?? ''))
    expect(kept).toMatchObject({
      latest: true,
      by: { id: li.accountId },
      standardId: 'rural-black-odorous-2023',
      outcome: 'black-odorous',
    })
    expect(kept.inputs.samples).toHaveLength(1)
    expect(kept.record.words.en).toContain('dissolved oxygen')
    expect(await read(li, tx => requireWater(tx, water.id))).toMatchObject({ stage: 'identified', basis: 'monitoring' })
  })

  it('to the contrary clears an identified water; monitoring decides where the result is disputed', async () => {
    const water = await suspect(li, '乙塘', inDianjiang)
    await smell(li, water.id, 'black-odorous')
    expect((await judge(li, water.id)).stageAfter).toBe('identified')
    const disputed = await judge(li, water.id, { disputed: true })
    expect(disputed).toMatchObject({ record: { outcome: 'undecided' }, stageAfter: 'identified' })
    expect(disputed.record.missing.length).toBeGreaterThan(0)
    await measure(li, water.id, { secchiDepth: 60, waterDepth: 90, dissolvedOxygen: 6, ammoniaNitrogen: 2 })
    expect(await judge(li, water.id, { disputed: true })).toMatchObject({ stageAfter: 'cleared' })
  })

  it('counts no sample older than a year', async () => {
    const water = await suspect(li, '旧样塘', inDianjiang)
    await measure(li, water.id, { dissolvedOxygen: 0.5 }, new Date(now.getTime() - 366 * 86_400_000))
    expect((await judge(li, water.id)).record.outcome).toBe('undecided')
    await measure(li, water.id, { dissolvedOxygen: 0.5 }, new Date(now.getTime() - 364 * 86_400_000))
    expect((await judge(li, water.id)).record.outcome).toBe('black-odorous')
  })

  it('on a treated water goes by what was recorded since the works were completed', async () => {
    const { id } = await suspect(li, '治好塘', inDianjiang)
    await measure(li, id, { dissolvedOxygen: 0.5 })
    await judge(li, id)
    for (const move of [
      { transition: 'list', list: 'county' },
      { transition: 'approve-plan', values: { planReference: '垫环函〔2026〕9号' } },
      { transition: 'start-works' },
      { transition: 'complete', values: { completedOn: '2026-11-02' } },
    ] as const) {
      now = new Date(now.getTime() + 86_400_000)
      await write(li, async tx => moveWater(tx, { id, expectedVersion: (await requireWater(tx, id)).version, ...move }))
    }
    expect(await judge(li, id)).toMatchObject({ record: { outcome: 'undecided' }, stageAfter: 'completed' })
    const clear = { secchiDepth: 60, waterDepth: 90, dissolvedOxygen: 6, ammoniaNitrogen: 2 }
    await measure(li, id, clear)
    const judged = await judge(li, id)
    expect(judged).toMatchObject({ record: { outcome: 'not-black-odorous' }, stageAfter: 'completed' })
    expect(judged.record.inputs.samples).toHaveLength(1)
  })

  it('on a declared water is kept and moves nothing', async () => {
    const water = await write(li, tx =>
      recordWater(tx, {
        values: { name: '公告塘', type: 'pond', regionCode: inDianjiang, areaM2: 900 },
        candidateSource: 'official-list',
        entry: { transition: 'declare', list: 'national' },
      }),
    )
    await smell(li, water.id, 'black-odorous')
    expect(await judge(li, water.id)).toMatchObject({
      stageBefore: 'listed',
      stageAfter: 'listed',
      version: water.version,
    })
    expect(await read(li, tx => requireWater(tx, water.id))).toMatchObject({
      basis: 'not-stated',
      list_how: 'declared',
    })
  })

  it('is refused under a standard that does not identify', async () => {
    const water = await suspect(li, '丙塘', inDianjiang)
    expect(await codeOf(judge(li, water.id, { standardId: 'GB3838-2002' }))).toBe('identification.standard-unsuitable')
  })

  it('stays behind its county’s wall, by every door and past the application', async () => {
    const water = await suspect(zhao, '永川塘', inYongchuan)
    await smell(zhao, water.id, 'black-odorous')
    const { verdictId = '' } = await judge(zhao, water.id)
    expect(await codeOf(read(li, tx => findVerdict(tx, verdictId)))).toBe('identification.verdict-not-found')
    expect(await codeOf(judge(li, water.id))).toBe('water.not-found')
    const seen = await read(li, tx => listVerdicts(tx, { limit: 500 }))
    expect(seen.items.some(({ id }) => id === verdictId)).toBe(false)
    const raw = await read(li, tx => tx.sql.selectFrom('verdicts').select('id').where('id', '=', verdictId).execute())
    expect(raw).toEqual([])
    expect((await read(wang, tx => findVerdict(tx, verdictId))).water.name).toBe('永川塘')
    for (const table of ['verdicts', 'judgements']) {
      expect((await test.database.pool.query(`select * from ${table}`)).rows).toEqual([])
    }
  })

  it('cannot be changed, not even by the application', async () => {
    await expect(
      write(wang, tx => tx.sql.updateTable('verdicts').set({ outcome: 'undecided' }).execute()),
    ).rejects.toThrow('permission denied')
    await expect(write(wang, tx => tx.sql.deleteFrom('verdicts').execute())).rejects.toThrow('permission denied')
  })

  it('that was tampered with does not replay to the same record', async () => {
    const water = await suspect(li, '丁塘', inDianjiang)
    await smell(li, water.id, 'not-black-odorous')
    const { verdictId } = await judge(li, water.id)
    const path = `/identification/verdicts/${verdictId}/replay`
    expect(await office.call(li, { method: 'GET', path })).toMatchObject({ same: true })
    await test.asOwner(`update verdicts set record = jsonb_set(record, '{outcome}', '"black-odorous"') where id = $1`, [
      verdictId,
    ])
    expect(await office.call(li, { method: 'GET', path })).toMatchObject({ same: false, differences: ['outcome'] })
    await test.asOwner(
      `update verdicts set record = jsonb_set(record, '{outcome}', '"not-black-odorous"') where id = $1`,
      [verdictId],
    )
  })

  it('that asks for more is a thing to do, and so is a water never judged', async () => {
    const todos = await read(li, openTodos)
    const kinds = new Map(todos.map(({ kind, count }) => [kind, count]))
    expect(kinds.get('unanswered')).toBe(1)
    expect(kinds.get('undecided')).toBeUndefined()
    const water = await suspect(li, '待补塘', inDianjiang)
    await judge(li, water.id)
    const undecided = (await read(li, openTodos)).find(({ kind }) => kind === 'undecided')
    expect(undecided).toMatchObject({ count: 1, examples: [{ id: water.id, title: '待补塘' }] })
    now = new Date(now.getTime() + 1000)
    await measure(li, water.id, { dissolvedOxygen: 4 })
    const again = await read(li, openTodos)
    expect(again.map(({ kind }) => kind)).toEqual(['unanswered'])
    expect(again[0]?.count).toBe(2)
  })
})

describe('judging a whole county', () => {
  it('judges its suspected waters and no other county’s, in the name of whoever asked, and once only', async () => {
    const [black, clean, open] = await Promise.all(
      ['黑塘', '清塘', '未知塘'].map(name => suspect(zhao, name, inYongchuan)),
    )
    await smell(zhao, black?.id ?? '', 'black-odorous')
    await smell(zhao, clean?.id ?? '', 'not-black-odorous')
    const before = await read(li, tx => listVerdicts(tx, { limit: 500 }))
    const started = await write(zhao, tx => openJudgement(tx, '500118000000', 'rural-black-odorous-2023'))
    expect(started).toMatchObject({ state: 'waiting', total: 3, regionName: '重庆市永川区' })
    expect(await codeOf(write(zhao, tx => openJudgement(tx, '500118000000', 'rural-black-odorous-2023')))).toBe(
      'identification.judgement-running',
    )
    const facts = await test.asOwner(`select id, county_code, sequence from facts where kind = 'judgement.started'`)
    const reference = {
      id: String(facts[0]?.['id']),
      chain: String(facts[0]?.['county_code']),
      sequence: Number(facts[0]?.['sequence']),
      kind: 'judgement.started' as const,
    }
    await runJob(judgeInBulk, reference)
    await runJob(judgeInBulk, reference)
    const done = await read(zhao, tx => findJudgement(tx, started.id))
    expect(done).toMatchObject({ state: 'done', judged: 3, identified: 1, cleared: 1, undecided: 1 })
    const verdicts = await read(zhao, tx => listVerdicts(tx, { limit: 500, latest: true }))
    expect(verdicts.items.filter(({ water }) => water.id === open?.id)).toMatchObject([
      { by: { id: zhao.accountId }, outcome: 'undecided' },
    ])
    expect(await read(li, tx => listVerdicts(tx, { limit: 500 }))).toEqual(before)
    expect(await read(li, listJudgements)).toEqual([])
    expect(await codeOf(read(li, tx => findJudgement(tx, started.id)))).toBe('identification.judgement-not-found')
  })
})

describe('the queue', () => {
  it('works a bulk judgement off by itself', async () => {
    const water = await suspect(zhao, '排队塘', inYongchuan)
    await smell(zhao, water.id, 'black-odorous')
    const queue = await startJobs(jobsByFact, jobContext())
    try {
      const { id } = await write(zhao, tx => openJudgement(tx, '500118000000', 'rural-black-odorous-2023'))
      await expect
        .poll(async () => (await read(zhao, tx => findJudgement(tx, id))).state, { timeout: 15_000 })
        .toBe('done')
      expect(await read(zhao, tx => requireWater(tx, water.id))).toMatchObject({ stage: 'identified', basis: 'senses' })
    } finally {
      await queue.stop()
      test.database.wakeJobs = async () => undefined
    }
  })
})

function jobContext(): Parameters<typeof judgeInBulk.run>[0] {
  // Files are for the jobs of imports, which none of these facts wakes.
  return { database: test.database, log: openLog('silent') } as unknown as Parameters<typeof judgeInBulk.run>[0]
}

async function runJob(job: typeof judgeInBulk, reference: Parameters<typeof judgeInBulk.run>[1]): Promise<void> {
  await job.run(jobContext(), reference)
}

describe('a water corrected to another village', () => {
  it('takes verdicts and bases along behind the other wall', async () => {
    const water = await suspect(wang, '界塘', inDianjiang)
    await smell(wang, water.id, 'black-odorous')
    const { verdictId = '', version } = await judge(wang, water.id)
    await write(wang, tx =>
      correctWater(tx, {
        id: water.id,
        expectedVersion: version,
        changes: { regionCode: inYongchuan },
        reason: '村界更正',
      }),
    )
    const facts = await test.asOwner(
      `select id, county_code, sequence from facts where kind = 'water.corrected' and subject_id = $1 order by at desc limit 1`,
      [water.id],
    )
    const reference = {
      id: String(facts[0]?.['id']),
      chain: String(facts[0]?.['county_code']),
      sequence: Number(facts[0]?.['sequence']),
      kind: 'water.corrected' as const,
    }
    await runJob(followRegion, reference)
    await runJob(followSurveyRegion, reference)
    expect((await read(zhao, tx => findVerdict(tx, verdictId))).water.name).toBe('界塘')
    expect(await codeOf(read(li, tx => findVerdict(tx, verdictId)))).toBe('identification.verdict-not-found')
    const senses = await read(zhao, tx =>
      tx.sql.selectFrom('senses_records').select('id').where('water_id', '=', water.id).execute(),
    )
    expect(senses).toHaveLength(1)
  })
})

describe('the trial of another edition', () => {
  it('shows what would differ and changes nothing', async () => {
    const water = await suspect(li, '氨氮塘', inDianjiang, 3000)
    for (const point of ['1', '2', '3']) {
      await recordSample(test.database, li, {
        waterId: water.id,
        takenAt: now,
        point,
        sample: {
          secchiDepth: 60,
          waterDepth: 120,
          dissolvedOxygen: 5,
          ammoniaNitrogen: 10,
          oxidationReductionPotential: 150,
        },
      })
    }
    expect((await judge(li, water.id)).stageAfter).toBe('cleared')
    const stored = await test.asOwner('select * from waters order by id')
    const path = '/identification/trial?standardId=urban-black-odorous-2015&region=500231102000'
    const trial = (await office.call(li, { method: 'GET', path })) as {
      summary: { lists: unknown; judged: number; sameVerdict: number; differentVerdict: number }
      differences: { water: { id: string } }[]
    } // as declared
    expect(trial.differences.find(one => one.water.id === water.id)).toMatchObject({
      before: 'not-black-odorous',
      after: 'black-odorous',
      listBefore: 'none',
      listAfter: 'national',
    })
    expect(trial.summary.lists).toMatchObject({ national: { added: 1 } })
    expect(trial.summary.judged).toBe(trial.summary.sameVerdict + trial.summary.differentVerdict)
    expect(await test.asOwner('select * from waters order by id')).toEqual(stored)
    const { lines } = (await office.call(li, { method: 'GET', path: path.replace('trial', 'trial/stream') })) as {
      lines: unknown[]
    } // one JSON object a line
    expect(lines.slice(0, -1)).toEqual(trial.differences)
    expect(lines.at(-1)).toEqual({ summary: trial.summary })
  })

  it('under the same edition finds no difference in waters judged before', async () => {
    const path = '/identification/trial?standardId=rural-black-odorous-2023'
    const trial = (await office.call(li, { method: 'GET', path })) as { differences: { before: string }[] } // as declared
    expect(trial.differences.filter(({ before }) => before !== 'not-stated')).toEqual([])
  })

  it('sees only the caller’s waters and refuses a standard that cannot identify', async () => {
    const path = '/identification/trial?standardId=urban-black-odorous-2015&region=500231102000'
    const foreign = await office.call(zhao, { method: 'GET', path })
    expect(foreign).toMatchObject({ differences: [], summary: { judged: 0, withoutBasis: 0 } })
    const unsuitable = { method: 'GET', path: '/identification/trial/stream?standardId=GB3838-2002' } as const
    expect(await office.call(li, unsuitable, 422)).toMatchObject({ code: 'identification.standard-unsuitable' })
  })
})

describe('the judgement of an import', () => {
  it('tells the register what came of it although the run that judged stopped before saying so, and once only', async () => {
    const importId = uuidv7(now.getTime())
    const water = await suspect(li, '导入塘', inDianjiang)
    await smell(li, water.id, 'black-odorous')
    const imported = await write(li, async tx => {
      await linkImport(tx, importId, [{ row: water, rowHash: null }])
      return tx.append({
        kind: 'survey.imported',
        regionCode: '500231000000',
        subjectId: importId,
        body: { importId, rows: 1, created: 1, updated: 0, sha256: '', merkleRoot: '' },
      })
    })
    await judge(li, water.id)
    await runJob(judgeImported, { ...imported, kind: 'survey.imported' })
    await runJob(judgeImported, { ...imported, kind: 'survey.imported' })
    const told = `select body from facts where kind = 'survey.import-judged' and subject_id = $1`
    expect(await test.asOwner(told, [importId])).toEqual([
      { body: { importId, identified: 1, cleared: 0, undecided: 0 } },
    ])
  })
})
