import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { jobsByFact } from '../../src/jobs.ts'
import { createAccount, createOrganisation, labelPeople } from '../../src/people/store.ts'
import { systemActor, type Actor } from '../../src/platform/actor.ts'
import { atomically, reading } from '../../src/platform/db/database.ts'
import { serveGivenUpJobs } from '../../src/platform/given-up-jobs/routes.ts'
import { serveHealth } from '../../src/platform/http/health.ts'
import { startJobs, type FactReference, type Job, type JobQueue } from '../../src/platform/jobs.ts'
import { openLog } from '../../src/platform/log.ts'
import {
  changeImport,
  countRows,
  decideRow,
  findImport,
  findRows,
  holdImport,
  insertImport,
  insertRows,
  keepDecisions,
  type NewRow,
} from '../../src/survey/import-store.ts'
import { readWorkbook, writeWorkbook } from '../../src/survey/import/jobs.ts'
import type { ImportState } from '../../src/survey/import/contract.ts'
import { serveSurveyImports } from '../../src/survey/import/routes.ts'
import { actorOf } from '../support/actors.ts'
import { openActorDoor, type ActorDoor } from '../support/actor-door.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'

const county = '500231000000'
const system = systemActor('job')

/** Two runs, a second apart: the queue's own patience is two hours. */
const hasty = { retryLimit: 1, retryDelay: 1, retryDelayMax: 1 }

let test: TestDatabase
let door: ActorDoor
let queue: JobQueue
let li: Actor

/** What the jobs meet: a disk that fails until it is mended. */
const disk = { fails: true, runs: [] as string[] }
const said: Record<string, unknown>[] = []

const colouring: Job = {
  name: 'test.colouring',
  label: { zh: '着色', en: 'colouring' },
  run: async (_context, fact) => {
    disk.runs.push(`${fact.chain}/${fact.sequence}`)
    if (disk.fails) throw new Error('no space left on /secret/path')
  },
}

/** A workbook that stands on the failing disk; a mended disk has lost it, which is told to the uploader. */
const files = {
  receive: () => Promise.reject(new Error('nothing is uploaded here')),
  read: () => Promise.reject(new Error('nothing is read here')),
  locate: async () => {
    if (disk.fails) throw new Error('no space left on /secret/path')
    return undefined
  },
}

const admin = actorOf('admin', 'administrator', county)
const elsewhere = actorOf('elsewhere', 'administrator', '500118000000')

beforeAll(async () => {
  test = await testDatabase()
  li = await atomically(test.database, system, async tx => {
    const { id } = await createOrganisation(tx, { name: '生态环境局', kind: 'bureau', regionCode: county })
    const who = { username: 'li', displayName: '李', role: 'county-officer' as const, organisationId: id }
    const account = await createAccount(tx, {
      ...who,
      regionCode: county,
      passwordHash: 'x',
      mustChangePassword: false,
    })
    return { ...actorOf('li', 'county-officer', county), accountId: account.id }
  })
  const log = openLog('silent')
  log.error = (line: object, message?: string) => void said.push({ ...line, message })
  const jobs = { ...jobsByFact, 'water.status-set': [colouring] }
  queue = await startJobs(jobs, { database: test.database, files, log }, hasty)
  door = await openActorDoor(test, served => {
    serveGivenUpJobs(served, queue, labelPeople)
    serveSurveyImports(served, files)
    serveHealth(served.http, test.database, queue, { isStopping: () => false })
  })
})
afterAll(async () => {
  await queue.stop()
  await door.close()
  await test.close()
})

type Kept = Record<string, unknown> & { readonly id: string }

async function kept(actor: Actor, show = 'open'): Promise<readonly Kept[]> {
  const { items } = await door.call(actor, { method: 'GET', path: `/given-up-jobs?show=${show}` })
  return items as readonly Kept[] // the endpoint answers so
}

const one = async (job: string, show = 'open') => (await kept(admin, show)).find(row => row['job'] === job)
const patient = { timeout: 20_000, interval: 200 }

/** Waits until the queue has given a job up. */
async function givenUp(job: string): Promise<Kept> {
  await expect.poll(async () => one(job), patient).toBeDefined()
  return (await one(job))! // polled for just now
}

function colourWater(regionCode = county): Promise<FactReference> {
  return atomically(test.database, system, async tx => {
    const body = { colour: 'red', reason: '复核' }
    const fact = await tx.append({ kind: 'water.status-set', regionCode, subjectId: 'w', body })
    return { ...fact, kind: 'water.status-set' }
  })
}

async function metrics(): Promise<string> {
  return (await door.door.http.inject({ method: 'GET', url: '/metrics' })).body
}

describe('a job that gave up', () => {
  it('is kept with its fact, its tries and its time, counted, and told once in the log with its last fault', async () => {
    disk.fails = true
    const fact = await colourWater()
    expect(await givenUp('test.colouring')).toMatchObject({
      label: colouring.label,
      factKind: 'water.status-set',
      chain: fact.chain,
      sequence: fact.sequence,
      regionCode: county,
      tries: 2,
      mender: 'administrator',
      state: 'open',
    })
    expect(await metrics()).toContain('jiuqing_jobs_given_up{job="test.colouring"} 1')
    const told = said.filter(line => line['message'] === 'job gave up')
    expect(told).toHaveLength(1)
    expect(told[0]).toMatchObject({ job: 'test.colouring', tries: 2, chain: fact.chain, sequence: fact.sequence })
    expect(JSON.stringify(told[0]?.['lastFault'])).toContain('no space left')
  })

  it('shows its fault to nobody', async () => {
    expect(JSON.stringify(await kept(admin))).not.toContain('no space left')
  })

  it('is seen by an administrator of its place only, and by no officer', async () => {
    expect(await kept(elsewhere)).toEqual([])
    await door.call(li, { method: 'GET', path: '/given-up-jobs' }, 403)
    const { id } = await givenUp('test.colouring')
    await door.call(elsewhere, { method: 'POST', path: `/given-up-jobs/${id}/retry` }, 404)
  })

  it('is kept once although the queue tells it twice, as after a server that was killed in the middle', async () => {
    await test.asOwner(
      `update pgboss.job set state = 'retry', start_after = now(), retry_count = 1, completed_on = null where name = 'given-up'`,
    )
    const undone = async () =>
      (await test.asOwner(`select 1 from pgboss.job where name = 'given-up' and state <> 'completed'`)).length
    await expect.poll(undone, patient).toBe(0)
    expect(await kept(admin)).toHaveLength(1)
    expect(said.filter(line => line['message'] === 'job gave up')).toHaveLength(1)
  })

  it('cannot be dismissed without a reason', async () => {
    const { id } = await givenUp('test.colouring')
    await door.call(admin, { method: 'POST', path: `/given-up-jobs/${id}/dismissal`, body: { reason: ' ' } }, 400)
    expect(await kept(admin)).toHaveLength(1)
  })

  it('runs again when an administrator asks, once, and says who asked', async () => {
    const { id, chain, sequence } = await givenUp('test.colouring')
    disk.fails = false
    disk.runs = []
    const answers = await Promise.allSettled(
      [1, 2].map(() => door.call(admin, { method: 'POST', path: `/given-up-jobs/${id}/retry` })),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await expect.poll(() => disk.runs, patient).toEqual([`${String(chain)}/${String(sequence)}`])
    expect(await kept(admin)).toEqual([])
    expect(await one('test.colouring', 'settled')).toMatchObject({ state: 'retried' })
    const facts = await test.asOwner(
      `select actor_id, body from facts where kind = 'job.retried' and subject_id = $1`,
      [id],
    )
    expect(facts).toMatchObject([{ actor_id: admin.accountId, body: { job: 'test.colouring', wokenBy: { sequence } } }])
  })

  it('is kept anew when it gives up again, and is dismissed with a reason that the ledger keeps', async () => {
    disk.fails = true
    await colourWater()
    const { id } = await givenUp('test.colouring')
    const body = { reason: '水体已移交，无需着色' }
    await door.call(admin, { method: 'POST', path: `/given-up-jobs/${id}/dismissal`, body })
    expect(await kept(admin)).toEqual([])
    const settled = await kept(admin, 'settled')
    expect(settled.map(({ state }) => state)).toEqual(['dismissed', 'retried'])
    expect(settled[0]).toMatchObject(body)
    expect(await test.asOwner(`select body from facts where kind = 'job.dismissed'`)).toMatchObject([{ body }])
    expect(await metrics()).not.toContain('jiuqing_jobs_given_up{')
  })

  it('of an older version cannot be run again, but dismissed', async () => {
    await test.asOwner(
      `insert into given_up_jobs select county_code, gen_random_uuid(), region_code, 'gone.job', fact_id, fact_kind, fact_sequence,
         subject_id, tries, mender, woken_at, gave_up_at, 'open' from given_up_jobs limit 1`,
    )
    const { id } = await givenUp('gone.job')
    await door.call(admin, { method: 'POST', path: `/given-up-jobs/${id}/retry` }, 409)
    await door.call(admin, { method: 'POST', path: `/given-up-jobs/${id}/dismissal`, body: { reason: '旧版任务' } })
    expect(await one('gone.job')).toBeUndefined()
  })
})

let imports = 0

/** @param options `woken: false` keeps the queue from it, so that a test runs the job itself */
async function importIn(state: 'reading' | 'writing', options: { readonly woken?: boolean } = {}): Promise<string> {
  imports += 1
  const id = `01999999-0000-7000-8000-0000000000${String(imports).padStart(2, '0')}`
  const { wakeJobs } = test.database
  if (options.woken === false) test.database.wakeJobs = async () => undefined
  await atomically(test.database, li, async tx => {
    const held = await insertImport(tx, { id, regionCode: county, fileName: '表.csv', sha256: 'a'.repeat(64) })
    await insertRows(tx, held, [stagedRow(1), stagedRow(2)])
    await decideRow(tx, held, 1, 'skip')
    await changeImport(tx, held, { state, rowsRead: 2, ...(await countRows(tx, held)) })
    const subject = { regionCode: county, subjectId: id }
    if (state === 'writing') {
      await tx.append({ kind: 'survey.import-confirmed', ...subject, body: { importId: id, partial: true } })
    } else {
      const body = { importId: id, fileName: '表.csv', sha256: 'a'.repeat(64) }
      await tx.append({ kind: 'survey.uploaded', ...subject, body })
    }
  })
  test.database.wakeJobs = wakeJobs
  return id
}

function stagedRow(position: number): NewRow {
  const match = {
    waterId: '01999999-0000-7000-8000-000000000000',
    code: 'w',
    name: '塘',
    reason: 'near' as const,
    zh: '',
    en: '',
  }
  return {
    position,
    outcome: 'undecided',
    written: { sheet: '表', row: position + 1, written: { name: '塘' }, cells: {}, unknown: {} },
    problems: [],
    match,
  }
}

const lookAt = (id: string) => reading(test.database, system, tx => findImport(tx, id))
const show = (id: string) => door.call(li, { method: 'GET', path: `/survey-imports/${id}` })
const press = (id: string, what: 'retry' | 'cancellation', status = 200) =>
  door.call(li, { method: 'POST', path: `/survey-imports/${id}/${what}` }, status)

describe('an import whose job gave up', () => {
  it('fails with what to do in both languages, and keeps rows and decisions', async () => {
    disk.fails = true
    const id = await importIn('reading')
    await expect.poll(async () => (await show(id))['state'], patient).toBe('failed')
    const seen = await show(id)
    expect(seen).toMatchObject({
      gaveUp: 'reading',
      failure: { zh: expect.stringContaining('请先重试'), en: expect.stringContaining('Try again') },
    })
    expect(JSON.stringify(seen)).not.toContain('no space left')
    const rows = await reading(test.database, system, async tx =>
      findRows(tx, await findImport(tx, id), { show: 'all', after: 0, limit: 9 }),
    )
    expect(rows.map(({ decision }) => decision)).toEqual(['skip', undefined])
  })

  it('is left to whoever uploaded it: an administrator sees it and cannot run it over their head', async () => {
    const { id } = await givenUp('read-survey-workbook')
    expect(await one('read-survey-workbook')).toMatchObject({ mender: 'asker' })
    await door.call(admin, { method: 'POST', path: `/given-up-jobs/${id}/retry` }, 409)
  })

  it('is read again when the uploader tries again, and then nobody has to see to it', async () => {
    const { subjectId } = await givenUp('read-survey-workbook')
    const id = String(subjectId)
    disk.fails = false
    expect(await press(id, 'retry')).toMatchObject({ state: 'reading' })
    expect(await one('read-survey-workbook')).toBeUndefined()
    expect(await one('read-survey-workbook', 'settled')).toMatchObject({ state: 'retried', settledBy: { name: '李' } })
    // The mended disk has lost the file: the job ran and said so, and there is nothing to begin again with.
    await expect.poll(async () => (await lookAt(id)).failure?.zh, patient).toContain('已不在服务器上')
    await press(id, 'retry', 409)
  })

  it('is written again as it was confirmed, after nothing was written', async () => {
    const before = await test.asOwner('select count(*)::int as waters from waters')
    await breakWriting()
    const id = await importIn('writing')
    await expect.poll(async () => (await show(id))['state'], patient).toBe('failed')
    expect(await show(id)).toMatchObject({
      gaveUp: 'writing',
      failure: { zh: expect.stringContaining('一行也没有写入') },
    })
    expect(await test.asOwner('select count(*)::int as waters from waters')).toEqual(before)
    await mendWriting()
    expect(await press(id, 'retry')).toMatchObject({ state: 'writing' })
    await expect.poll(async () => (await show(id))['state'], patient).toBe('imported')
    // Only the sound row was asked for the first time, and is again: the undecided one stays out.
    expect(await show(id)).toMatchObject({ outcome: { refused: 1 } })
  })

  it('can be given up by the uploader, who needs nobody for it', async () => {
    disk.fails = true
    const id = await importIn('reading')
    await expect.poll(async () => (await show(id))['state'], patient).toBe('failed')
    expect(await press(id, 'cancellation')).toMatchObject({ state: 'cancelled' })
    expect(await one('read-survey-workbook')).toBeUndefined()
    await press(id, 'retry', 409)
  })

  it('is not failed by the giving up of a run that another has overtaken', async () => {
    const id = await importIn('reading')
    await atomically(test.database, system, async tx => changeImport(tx, await findImport(tx, id), { state: 'ready' }))
    const fact = await atomically(test.database, li, tx =>
      tx.append({ kind: 'survey.import-retried', regionCode: county, subjectId: id, body: { importId: id } }),
    )
    const undone = await atomically(test.database, system, tx =>
      readWorkbook.giveUp!(tx, { ...fact, kind: 'survey.import-retried' }),
    )
    expect(undone).toBe(false)
    expect(await lookAt(id)).toMatchObject({ state: 'ready' })
  })
})

/** Makes writing of imports fail as a full disk would: past every rule, in the database. */
async function breakWriting(): Promise<void> {
  await test.asOwner(`create function broken() returns trigger language plpgsql as $$ begin
    if new.state = 'imported' then raise exception 'broken' using errcode = '53100'; end if; return new; end $$`)
  await test.asOwner(`create trigger broken before update on survey_imports for each row
    execute function broken()`)
}

async function mendWriting(): Promise<void> {
  await test.asOwner('drop function broken cascade')
}

/** The fact that woke a job about an import, as the job receives it. */
async function wokenBy(id: string, kind: string): Promise<FactReference> {
  const [fact] = await test.asOwner(
    `select id, county_code as chain, sequence::int as sequence, kind from facts where subject_id = $1 and kind = $2`,
    [id, kind],
  )
  return fact as FactReference // columns named above
}

/** Runs a job that is held up at the import until the import has got to another state. */
async function overtaken(job: Job, id: string, { kind, state }: { kind: string; state: ImportState }): Promise<void> {
  const fact = await wokenBy(id, kind)
  const context = { database: test.database, files: realFiles, log: openLog('silent') }
  const running = await atomically(test.database, system, async tx => {
    const held = await holdImport(tx, id)
    const run = job.run(context, fact)
    await expect.poll(() => test.asOwner(`select 1 from pg_locks where not granted`), patient).not.toEqual([])
    await changeImport(tx, held, { state })
    return { run }
  })
  await running.run
}

const workbook = fileURLToPath(new URL('../fixtures/inventories/odd-cells.csv', import.meta.url))
const realFiles = { ...files, locate: async () => workbook }

describe('a job that runs twice', () => {
  it('leaves an import that the other run has written meanwhile as written', async () => {
    const id = await importIn('writing', { woken: false })
    await overtaken(writeWorkbook, id, { kind: 'survey.import-confirmed', state: 'imported' })
    expect(await lookAt(id)).toMatchObject({ state: 'imported' })
    expect((await lookAt(id)).failure).toBeUndefined()
  })

  it('leaves an import that somebody gave up meanwhile as given up, with its rows', async () => {
    const id = await importIn('reading', { woken: false })
    await overtaken(readWorkbook, id, { kind: 'survey.uploaded', state: 'cancelled' })
    expect(await lookAt(id)).toMatchObject({ state: 'cancelled', rowsRead: 2 })
  })

  it('gives decisions back although a run before it stopped midway, and blames no file for a full disk', async () => {
    const id = await importIn('reading', { woken: false })
    const fact = await wokenBy(id, 'survey.uploaded')
    const context = { database: test.database, files: realFiles, log: openLog('silent') }
    await test.asOwner(`create function full_disk() returns trigger language plpgsql as $$ begin
      raise exception 'full' using errcode = '53100'; end $$`)
    await test.asOwner(`create trigger full_disk before insert on survey_import_rows execute function full_disk()`)
    for (const _run of ['first', 'second']) await expect(readWorkbook.run(context, fact)).rejects.toThrow('disk-full')
    expect(await lookAt(id)).toMatchObject({ state: 'reading' })
    const key = { countyCode: '500231', id }
    const decisions = await atomically(test.database, system, tx => keepDecisions(tx, key))
    expect([...decisions]).toEqual([['表!2', 'skip']])
    await test.asOwner(`drop function full_disk cascade`)
    await readWorkbook.run(context, fact)
    expect(await lookAt(id)).toMatchObject({ state: 'open' })
    expect((await atomically(test.database, system, tx => keepDecisions(tx, key))).size).toBe(0)
  })
})
