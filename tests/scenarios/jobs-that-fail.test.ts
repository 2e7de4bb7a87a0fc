import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { jobsByFact } from '../../src/jobs.ts'
import { hashPassword } from '../../src/people/passwords.ts'
import { createAccount, createOrganisation } from '../../src/people/store.ts'
import { systemActor, type Actor } from '../../src/platform/actor.ts'
import { atomically, reading } from '../../src/platform/db/database.ts'
import { startJobs, type Job, type JobContext } from '../../src/platform/jobs.ts'
import { openLog } from '../../src/platform/log.ts'
import { findImport, insertImport } from '../../src/survey/import-store.ts'
import { readWorkbook } from '../../src/survey/import/jobs.ts'
import { actorOf } from '../support/actors.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
})
afterAll(() => test.close())

const system = systemActor('job')
const noFiles = { receive: noFile, read: noFile, locate: noFile }
async function noFile(): Promise<never> {
  throw new Error('no file is asked for')
}

describe('a job that fails', () => {
  it('is told in the log with its name and the fact that woke it', async () => {
    const said: Record<string, unknown>[] = []
    const log = openLog('silent')
    log.error = (line: object) => void said.push({ ...line })
    const failing: Job = {
      name: 'test.failing',
      label: { zh: '失败', en: 'failing' },
      run: () => Promise.reject(new Error('no disk')),
    }
    const context = { database: test.database, files: noFiles, log } satisfies JobContext
    const queue = await startJobs({ ...jobsByFact, 'water.status-set': [failing] }, context)
    try {
      await atomically(test.database, system, tx =>
        tx.append({
          kind: 'water.status-set',
          regionCode: '500231000000',
          subjectId: 'w',
          body: { colour: 'red', reason: '复核' },
        }),
      )
      await expect.poll(() => said.length, { timeout: 10_000 }).toBeGreaterThan(0)
      expect(said[0]).toMatchObject({ job: 'test.failing', chain: '500231', err: new Error('no disk') })
    } finally {
      await queue.stop()
    }
  })
})

describe('the queues', () => {
  const context = (): JobContext => ({ database: test.database, files: noFiles, log: openLog('silent') })
  const queues = () =>
    test.asOwner(
      `select name, notify, retry_limit, updated_on from pgboss.queue where left(name, 2) <> '__' order by name`,
    )

  it('tell of work the moment it is there, but for that of given-up jobs, and somebody listens', async () => {
    const running = await startJobs(jobsByFact, context())
    try {
      const silent = (await queues()).filter(({ notify }) => notify !== true)
      expect(silent.map(({ name }) => name)).toEqual(['given-up'])
      const listening = await test.asOwner(
        `select query from pg_stat_activity where datname = current_database() and application_name = 'jiuqing jobs'
         and (query like 'LISTEN "pgboss%' or query like '%pg_listening_channels%')`,
      )
      expect(listening.length).toBeGreaterThan(0)
    } finally {
      await running.stop()
    }
  })

  it('that an earlier version made are brought up to date at a start, and the others are left alone', async () => {
    await (await startJobs(jobsByFact, context())).stop()
    const before = await queues()
    await test.asOwner(`update pgboss.queue set notify = false, retry_limit = 1 where name = 'read-survey-workbook'`)
    await (await startJobs(jobsByFact, context())).stop()
    const after = await queues()
    const changed = after.filter(
      (queue, index) => String(queue['updated_on']) !== String(before[index]?.['updated_on']),
    )
    expect(changed).toMatchObject([{ name: 'read-survey-workbook', notify: true, retry_limit: 20 }])
  })
})

describe('an import whose uploader was moved to another division', () => {
  it('fails with a reason instead of being read for ever', async () => {
    const passwordHash = await hashPassword('Qianyi#2026-jq')
    const moved = await atomically(test.database, system, async tx => {
      const regionCode = '500118000000'
      const { id } = await createOrganisation(tx, { name: '生态环境局', kind: 'bureau', regionCode })
      const who = { username: 'moved', displayName: '调', role: 'county-officer' as const, organisationId: id }
      return createAccount(tx, { ...who, regionCode, passwordHash, mustChangePassword: false })
    })
    const before: Actor = { ...actorOf('moved', 'county-officer', '500231000000'), accountId: moved.id }
    const importId = '01999999-0000-7000-8000-0000000000aa'
    const fact = await atomically(test.database, before, async tx => {
      await insertImport(tx, { id: importId, regionCode: before.region, fileName: '表.csv', sha256: 'a'.repeat(64) })
      return tx.append({
        kind: 'survey.uploaded',
        regionCode: before.region,
        subjectId: importId,
        body: { importId, fileName: '表.csv', sha256: 'a'.repeat(64) },
      })
    })
    const context = { database: test.database, files: noFiles, log: openLog('silent') }
    await readWorkbook.run(context, { ...fact, kind: 'survey.uploaded' })
    const held = await reading(test.database, system, tx => findImport(tx, importId))
    expect(held).toMatchObject({ state: 'failed', failure: { zh: expect.stringContaining('调到其他辖区') } })
  })
})
