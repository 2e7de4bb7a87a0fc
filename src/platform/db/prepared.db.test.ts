import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { systemActor } from '../actor.ts'
import { reading, type Tx } from './database.ts'
import { prepared } from './prepared.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
  await test.asOwner('create table prepared_things (id int, name text)')
  await test.asOwner('grant select on prepared_things to public')
  await test.asOwner("insert into prepared_things values (1, '一'), (2, '二')")
})
afterAll(() => test.close())

const thing = (tx: Tx, id: number) => {
  const asked = sql<{ name: unknown }>`select name from prepared_things where id = ${id}`
  return prepared(tx, asked)
}
const ask = (id: number) => reading(test.database, systemActor('job'), tx => thing(tx, id))

describe('a prepared statement', () => {
  it('is parsed once on a connection and answers each time with its own values', async () => {
    const names = await reading(test.database, systemActor('job'), async tx => {
      const found = [await thing(tx, 1), await thing(tx, 2), await thing(tx, 3)]
      const { rows } = await sql<{ name: string }>`
        select name from pg_prepared_statements where statement like '%prepared_things where%'`.execute(tx.sql)
      return { found, prepared: rows.length }
    })
    expect(names).toEqual({ found: [[{ name: '一' }], [{ name: '二' }], []], prepared: 1 })
  })

  it('goes on answering after a newer release changed what it returns', async () => {
    for (let again = 0; again < 8; again++) await ask(1)
    await test.asOwner("alter table prepared_things alter column name type jsonb using to_jsonb(name || '！')")
    for (let again = 0; again < 8; again++) expect(await ask(2)).toEqual([{ name: '二！' }])
  })
})
