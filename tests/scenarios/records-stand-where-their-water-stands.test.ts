import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { uuidv7 } from '../../src/domain/ids.ts'
import { recordReading } from '../../src/monitoring/store.ts'
import { atomically, type Tx } from '../../src/platform/db/database.ts'
import { recordQuestionnaire, recordSenses } from '../../src/survey/bases-store.ts'
import { correctWater } from '../../src/waters/store.ts'
import { recordAttachment } from '../../src/waters/attachments-store.ts'
import { addWaterNumber } from '../../src/waters/numbers-store.ts'
import { putSource } from '../../src/waters/sources-store.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'
import { municipal, pond, recordOne, shaping, withPlaces, zhutuo } from '../support/waters.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
  await withPlaces(test.database)
})
afterAll(() => test.close())

const id = () => uuidv7(Date.now())

/** Everything that somebody puts on record at a water, and the table where it then stands under the water's division. */
const records: readonly { readonly table: string; readonly record: (tx: Tx, waterId: string) => Promise<unknown> }[] = [
  {
    table: 'attachments',
    record: (tx, waterId) =>
      recordAttachment(tx, {
        id: id(),
        waterId,
        name: '现场.jpg',
        kind: 'photo',
        type: 'image/jpeg',
        bytes: 3,
        sha256: 'a'.repeat(64),
      }),
  },
  {
    table: 'water_numbers',
    record: (tx, waterId) =>
      addWaterNumber(tx, waterId, { issuer: '生态环境部', number: id(), issuedOn: '2025-06-01' }),
  },
  {
    table: 'water_sources',
    record: (tx, waterId) => putSource(tx, { id: id(), waterIds: [waterId], values: { kind: 'outlet', name: '排口' } }),
  },
  {
    table: 'readings',
    record: (tx, waterId) =>
      recordReading(tx, id(), {
        waterId,
        point: '1',
        takenAt: '2026-11-20T09:00:00+08:00',
        sample: { ph: { value: 7.2, qualifier: 'measured' } },
        source: 'survey',
      }),
  },
  {
    table: 'senses_records',
    record: (tx, waterId) =>
      recordSenses(tx, id(), {
        waterId,
        observedAt: '2026-11-20T09:00:00+08:00',
        colour: 'black',
        finding: 'black-odorous',
        photos: [],
      }),
  },
  {
    table: 'questionnaires',
    record: (tx, waterId) =>
      recordQuestionnaire(tx, id(), { waterId, heldOn: '2026-11-20', valid: 40, black: 30, photos: [] }),
  },
]

/** Until some connection waits for a lock of another. */
async function untilSomebodyWaits(): Promise<void> {
  for (;;) {
    const [waiting] = await test.asOwner(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    if (waiting !== undefined) return
    await pause(10)
  }
}

describe('what is put on record at a water while somebody moves the water to another division', () => {
  it.each(records)('stands where the water stands: $table', async ({ table, record }) => {
    const water = await recordOne(test.database, pond({ regionCode: shaping }))
    const change = { id: water.id, expectedVersion: water.version, changes: { regionCode: zhutuo }, reason: '区划更正' }
    let recording: Promise<unknown> = Promise.resolve()
    await atomically(test.database, municipal, async tx => {
      await correctWater(tx, change)
      recording = atomically(test.database, municipal, other => record(other, water.id))
      // Whoever records has read where the water stood, or waits to read it: committed is the move only now.
      await untilSomebodyWaits()
    })
    await recording
    const rows = await test.asOwner(`select region_code from ${table} where water_id = $1`, [water.id])
    expect(rows).toEqual([{ region_code: zhutuo }])
  })
})
