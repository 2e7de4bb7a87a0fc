import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { systemActor } from '../actor.ts'
import { atomically, reading, type Tx } from './database.ts'

let test: TestDatabase
beforeAll(async () => {
  // One connection: what comes next is sent while the end of what was before is still on its way.
  test = await testDatabase({ connections: 1 })
})
afterAll(() => test.close())

const actor = systemActor('job')
const one = (tx: Tx) => sql<{ one: number }>`select 1 as one`.execute(tx.sql)
const modeOf = async (tx: Tx) => {
  const { rows } = await sql<{ mode: string }>`select current_setting('transaction_read_only') as mode`.execute(tx.sql)
  return rows[0]?.mode
}

describe('questions one after another on one connection', () => {
  it('each stand in a transaction of their own, of their own kind', async () => {
    const modes: unknown[] = []
    for (let again = 0; again < 5; again++) {
      modes.push(await reading(test.database, actor, modeOf), await atomically(test.database, actor, modeOf))
    }
    expect(modes).toEqual(Array.from({ length: 5 }, () => ['on', 'off']).flat())
    const [left] = await test.asOwner(
      `select count(*)::int as open from pg_stat_activity
       where application_name = 'jiuqing' and datname = current_database() and state like 'idle in transaction%'`,
    )
    expect(left).toEqual({ open: 0 })
  })

  it('ask several things at once, and each gets its own answer', async () => {
    const answers = await reading(test.database, actor, tx =>
      Promise.all([1, 2, 3, 4, 5].map(n => sql<{ n: number }>`select ${n}::int as n`.execute(tx.sql))),
    )
    expect(answers.map(({ rows }) => rows[0]?.n)).toEqual([1, 2, 3, 4, 5])
  })

  it('that failed without saying so are still refused at their end', async () => {
    const swallowing = reading(test.database, actor, tx =>
      sql`select 1 / 0`.execute(tx.sql).then(
        () => 'answered',
        () => 'swallowed',
      ),
    )
    await expect(swallowing).rejects.toThrow(/transaction/i)
    expect((await reading(test.database, actor, one)).rows).toEqual([{ one: 1 }])
  })

  it('that ask nothing at all end as well', async () => {
    expect(await reading(test.database, actor, async () => 'nothing asked')).toBe('nothing asked')
    expect((await reading(test.database, actor, one)).rows).toEqual([{ one: 1 }])
  })
})
