import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { Problem } from '../../domain/problems.ts'
import { systemActor } from '../actor.ts'
import { atomically, reading } from './database.ts'

let test: TestDatabase
const lost: string[] = []
beforeAll(async () => {
  test = await testDatabase({ onConnectionLost: error => lost.push(error.message) })
})
afterAll(() => test.close())

const actor = systemActor('job')

describe('a command whose connection is lost', () => {
  it('is refused as unavailable between two statements, and the process lives on', async () => {
    const command = atomically(test.database, actor, async tx => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx.sql)
      await test.asOwner('select pg_terminate_backend($1)', [rows[0]?.pid])
      await new Promise(resolve => setTimeout(resolve, 200))
      await sql`select 1`.execute(tx.sql)
    })
    await expect(command).rejects.toThrow('database.unavailable')
    expect(lost.length).toBeGreaterThan(0)
    const answer = await reading(test.database, actor, tx => sql`select 1 as one`.execute(tx.sql))
    expect(answer.rows).toEqual([{ one: 1 }])
  })
})

describe('a command whose connection is lost at its commit', () => {
  it('is not said to be undone: it may be saved or not', async () => {
    const command = atomically(test.database, actor, async tx => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx.sql)
      await test.asOwner('select pg_terminate_backend($1)', [rows[0]?.pid])
      await new Promise(resolve => setTimeout(resolve, 200))
    })
    await expect(command).rejects.toThrow('database.outcome-unknown')
  })
})

describe('a database that finds itself damaged', () => {
  it('is told as such in both languages', async () => {
    const statement = sql`do $$ begin raise exception 'invalid page in block 7' using errcode = 'XX001'; end $$`
    const command = atomically(test.database, actor, tx => statement.execute(tx.sql))
    const refusal = await command.catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(Problem)
    expect((refusal as Problem).words().zh).toContain('数据库文件有损坏，本次操作没有执行')
    expect((refusal as Problem).words().en).toContain('The database on the server’s disk is damaged; nothing was done')
  })
})

describe('two commands that wait for each other', () => {
  it('are both carried out: one of them begins anew', async () => {
    const held = Promise.withResolvers<void>()
    let holding = 0
    const lock = (tx: Parameters<Parameters<typeof atomically>[2]>[0], key: number) =>
      sql`select pg_advisory_xact_lock(${key})`.execute(tx.sql)
    const command = (first: number, second: number) =>
      atomically(test.database, actor, async tx => {
        await lock(tx, first)
        holding += 1
        if (holding === 2) held.resolve()
        await held.promise
        await lock(tx, second)
        return second
      })
    expect(await Promise.all([command(1, 2), command(2, 1)])).toEqual([2, 1])
    expect(holding).toBe(3)
  })
})

describe('a command that cannot even begin', () => {
  it('leaves the connection usable for the next', async () => {
    const nobody = { ...test.database, role: 'nobody_of_this_name' }
    for (let again = 0; again < 25; again++)
      await expect(reading(nobody, actor, () => Promise.resolve(1))).rejects.toThrow(/nobody_of_this_name/)
    const answers = await Promise.all(
      Array.from({ length: 25 }, () => reading(test.database, actor, tx => sql`select 1 as one`.execute(tx.sql))),
    )
    expect(answers.map(({ rows }) => rows)).toEqual(Array.from({ length: 25 }, () => [{ one: 1 }]))
  })
})

describe('values that the database cannot hold', () => {
  const failing = (statement: ReturnType<typeof sql>) => reading(test.database, actor, tx => statement.execute(tx.sql))

  it('are a mistake of the caller, told as such', async () => {
    await expect(failing(sql`select ${9e15}::text::integer`)).rejects.toThrow('request.value-out-of-range')
    await expect(failing(sql`select ${'0000-01-01'}::date`)).rejects.toThrow('request.value-out-of-range')
    await expect(failing(sql`select ${'a\u0000b'}::text`)).rejects.toThrow('request.text-unstorable')
    await expect(failing(sql`select ${JSON.stringify('\ud800')}::jsonb`)).rejects.toThrow('request.text-unstorable')
  })

  it('are a bug where the statement itself is wrong', async () => {
    await expect(failing(sql`select 1 from nowhere`)).rejects.toThrow('nowhere')
  })
})
