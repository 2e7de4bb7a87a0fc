import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { uuidv7 } from '../../src/domain/ids.ts'
import { jobsByFact } from '../../src/jobs.ts'
import { recordReading, requireReading } from '../../src/monitoring/store.ts'
import { atomically, reading } from '../../src/platform/db/database.ts'
import { startJobs, type JobQueue } from '../../src/platform/jobs.ts'
import { openLog } from '../../src/platform/log.ts'
import { correctWater, type WaterRow } from '../../src/waters/store.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'
import { municipal, pond, recordOne, withPlaces, yongchuan, zhutuo } from '../support/waters.ts'

let test: TestDatabase
let queue: JobQueue
let water: WaterRow
const readingId = uuidv7(Date.parse('2026-11-01T00:00:00Z'))

beforeAll(async () => {
  test = await testDatabase()
  await withPlaces(test.database)
  const noFile = async () => undefined
  const files = { receive: noFile as never, read: noFile as never, locate: noFile as never }
  queue = await startJobs(jobsByFact, { database: test.database, files, log: openLog('silent') })
  water = await recordOne(test.database, pond())
  await atomically(test.database, municipal, tx =>
    recordReading(tx, readingId, {
      waterId: water.id,
      point: '1',
      takenAt: '2026-11-01T08:00:00+08:00',
      sample: { dissolvedOxygen: { value: 1.2, qualifier: 'measured' } },
      source: 'by-hand',
    }),
  )
})
afterAll(async () => {
  await queue.stop()
  await test.close()
})

async function correct(changes: Parameters<typeof correctWater>[1]['changes']): Promise<void> {
  water = await atomically(test.database, municipal, tx =>
    correctWater(tx, { id: water.id, expectedVersion: water.version, changes, reason: '实地核对' }),
  )
}

const woken = async () =>
  (await test.asOwner(`select name from pgboss.job where name like '%follow-region' order by name`)).map(
    ({ name }) => name,
  )

describe('a corrected water', () => {
  it('wakes nobody where it stays in its division', async () => {
    await correct({ areaM2: 2300, name: '水井大田山坪塘' })
    expect(await woken()).toEqual([])
  })

  it('wakes all who follow it to another division, and its readings, verdicts and bases follow', async () => {
    await correct({ regionCode: zhutuo, areaM2: 2310 })
    expect(await woken()).toEqual([
      'acceptance.follow-region',
      'duties.follow-region',
      'experts.follow-region',
      'identification.follow-region',
      'money.follow-region',
      'monitoring.follow-region',
      'planning.cases-follow-region',
      'planning.follow-region',
      'planning.plans-follow-region',
      'progress.follow-region',
      'surroundings.follow-region',
      'survey.follow-region',
      'works.follow-region',
    ])
    await expect.poll(() => queue.waiting(), { timeout: 20_000, interval: 200 }).toBe(0)
    const found = await reading(test.database, yongchuan, tx => requireReading(tx, readingId))
    expect(found).toMatchObject({ waterId: water.id })
  })
})
