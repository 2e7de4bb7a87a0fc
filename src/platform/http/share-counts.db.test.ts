import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { openLog } from '../log.ts'
import { floodCounts, windowMs, type FloodCounts } from './flood-counts.ts'
import { shareCounts } from './share-counts.ts'

let test: TestDatabase
const servers: { readonly counts: FloodCounts; readonly sharing: { stop(): Promise<void> } }[] = []

beforeAll(async () => {
  test = await testDatabase()
  for (let server = 0; server < 3; server++) {
    const counts = floodCounts()
    const sharing = shareCounts({ counts, ownerUrl: test.ownerUrl, log: openLog('silent'), everyMs: 50 })
    servers.push({ counts, sharing })
  }
})
afterAll(async () => {
  for (const { sharing } of servers) await sharing.stop()
  await test.close()
})

/** Who listens by now: their last statement is over. One that was ended is still among them for a moment. */
const listening = `select pid from pg_stat_activity
                   where datname = current_database() and application_name = 'jiuqing flood counts' and state = 'idle' and query <> ''`

async function listeners(): Promise<readonly number[]> {
  return (await test.asOwner(listening)).map(({ pid }) => Number(pid))
}

const seldom = { interval: 400, timeout: 1900 }

function ask(server: number, key: string): number {
  let counted = 0
  const store = new servers[server]!.counts.store({})
  store.incr(key, (_error, result) => (counted = result?.current ?? 0), windowMs, 20)
  return counted
}

describe('three servers on one database', () => {
  it('tell each other what they counted', async () => {
    await expect.poll(async () => (await listeners()).length).toBe(3)
    for (const server of [0, 1, 2]) for (let asked = 0; asked < 5; asked++) ask(server, 'li')
    // Asking counts as well: five times at most, so that nobody comes that far alone.
    for (const server of [0, 1, 2]) await expect.poll(() => ask(server, 'li'), seldom).toBeGreaterThan(15)
  })

  it('go on telling after their connections were cut', async () => {
    let before: readonly number[] = []
    // One that is just telling something does not count as listening: all are caught between two messages, then cut by their numbers.
    await expect.poll(async () => (before = await listeners()).length).toBe(3)
    await test.asOwner(`select pg_terminate_backend(pid) from unnest(array[${before.join()}]) as listener(pid)`)
    const anew = async () => (await listeners()).filter(pid => !before.includes(pid))
    await expect.poll(async () => (await anew()).length, { timeout: 10_000 }).toBe(3)
    for (let asked = 0; asked < 20; asked++) ask(0, 'wang')
    await expect.poll(() => ask(1, 'wang'), seldom).toBeGreaterThan(20)
  })

  it('take no notice of messages that are no counts', async () => {
    const client = new Client({ connectionString: test.ownerUrl })
    await client.connect()
    for (const payload of ['', 'no json', '{}', '[["x"]]', '[["x",-1]]', '[["x",1e400]]'])
      await client.query('select pg_notify($1, $2)', ['jiuqing_flood_counts', payload])
    await client.end()
    for (let asked = 0; asked < 20; asked++) ask(2, 'zhao')
    await expect.poll(() => ask(1, 'zhao'), seldom).toBeGreaterThan(20)
  })
})
