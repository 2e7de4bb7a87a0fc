import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PgBoss } from 'pg-boss'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { restore } from '../../src/platform/backup/restore.ts'
import { knownMigrationNames, migrate } from '../../src/platform/db/migrate.ts'
import { openDatabase, reading } from '../../src/platform/db/database.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { tallyWaters } from '../../src/waters/overview-store.ts'
import { emptyDatabase, type EmptyDatabase } from '../support/empty-database.ts'

const fixtures = fileURLToPath(new URL('../fixtures/backups/', import.meta.url))
const system = systemActor('command-line')

/** One folder per released version. */
const versions = (await readdir(fixtures)).filter(name => /^\d+\.\d+\.\d+$/.test(name))

it('keeps a backup of every released version', () => {
  expect(versions).toContain('0.1.0')
})

describe.each(versions)('the data of version %s', version => {
  let database: EmptyDatabase
  let dataFolder: string
  beforeAll(async () => {
    database = await emptyDatabase()
    dataFolder = await mkdtemp(join(tmpdir(), 'jiuqing-upgrade-'))
  })
  afterAll(async () => {
    await database.drop()
    await rm(dataFolder, { recursive: true, force: true })
  })

  it('is restored and brought to today’s schema with a sound ledger', async () => {
    const task = { folder: join(fixtures, version), target: { databaseUrl: database.url, dataFolder }, partial: false }
    const restored = await restore({ ...task, onProgress: () => undefined })
    expect(restored).toMatchObject({ differingChains: [], damagedFiles: [], leftOut: [], files: 3, jobs: 1 })
    expect(restored.chains.every(({ fault }) => fault === null)).toBe(true)
    expect(restored.chains.reduce((sum, { facts }) => sum + facts, 0)).toBe(3142)
    const applied = await database.ask('select name from kysely_migration order by name')
    expect(applied.map(({ name }) => name)).toEqual(await knownMigrationNames())
    expect(await migrate(database.url)).toEqual([])
  })

  it('counts the same waters as the programme it holds', async () => {
    const opened = openDatabase(database.url, { connections: 1 })
    try {
      const tallies = await reading(opened, system, tx => tallyWaters(tx, { digits: 0 }))
      const sum = (pick: (tally: (typeof tallies)[number]) => number) =>
        tallies.reduce((total, tally) => total + pick(tally), 0)
      expect(sum(({ count }) => count)).toBe(160)
      expect(Math.round(sum(({ areaM2 }) => areaM2))).toBe(500_000)
    } finally {
      await opened.close()
    }
  })

  it('still has its waiting job', async () => {
    const boss = new PgBoss({ connectionString: database.url, supervise: false, schedule: false })
    await boss.start()
    const waiting = await boss.fetch('fixture.waiting', { batchSize: 5 })
    await boss.stop({ graceful: false })
    expect(waiting.map(({ data }) => data)).toEqual([{ chain: '500231', sequence: 1 }])
  })
})
