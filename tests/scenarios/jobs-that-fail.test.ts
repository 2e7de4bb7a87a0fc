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
