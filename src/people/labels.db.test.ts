import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cast } from '../../tests/support/actors.ts'
import { testDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { nameWords, personWords } from '../domain/person-label.ts'
import type { Role } from '../domain/permissions.ts'
import { systemActor, type Actor } from '../platform/actor.ts'
import { atomically, reading } from '../platform/db/database.ts'
import { createAccount, createOrganisation, labelPeople } from './store.ts'

let test: TestDatabase
const ids: Record<string, string> = {}

beforeAll(async () => {
  test = await testDatabase()
  await enrol('zhou', 'municipal-officer', '500000000000', '市生态环境局')
  await enrol('min', 'county-officer', '500231000000', '垫江县生态环境局')
  await enrol('gao', 'county-officer', '500118000000', '永川区生态环境局')
})
afterAll(() => test.close())

async function enrol(username: string, role: Role, regionCode: string, office: string): Promise<void> {
  await atomically(test.database, systemActor('command-line'), async tx => {
    const organisation = await createOrganisation(tx, { name: office, kind: 'bureau', regionCode })
    const account = await createAccount(tx, {
      username,
      displayName: `姓名-${username}`,
      role,
      organisationId: organisation.id,
      regionCode,
      phone: '13800000000',
      email: `${username}@example.org`,
      passwordHash: 'x',
      mustChangePassword: false,
    })
    ids[username] = account.id
  })
}

const labelFor = (reader: Actor, id: string) =>
  reading(test.database, reader, async tx => (await labelPeople(tx, [id, id, null]))(id))
const idOf = (username: string) => ids[username] ?? ''

describe('the label of a person', () => {
  it('of the own jurisdiction has name, organisation and username', async () => {
    expect(await labelFor(cast.li, idOf('min'))).toEqual({
      id: idOf('min'),
      standing: 'working',
      name: '姓名-min',
      organisation: '垫江县生态环境局',
      username: 'min',
    })
  })

  it('of the city shows a county officer name and office, and nothing that could be called or signed in with', async () => {
    expect(await labelFor(cast.li, idOf('zhou'))).toEqual({
      id: idOf('zhou'),
      standing: 'working',
      name: '姓名-zhou',
      organisation: '市生态环境局',
    })
  })

  it('is given for an id in hand only: people of another county cannot be listed, searched or called', async () => {
    const seen = await reading(test.database, cast.li, async tx => {
      const accounts = await tx.sql.selectFrom('accounts').select('username').execute()
      const everybody = await sql<{ id: string }>`select id from person_labels(null)`.execute(tx.sql)
      return { accounts, everybody: everybody.rows, gao: (await labelPeople(tx, [idOf('gao')]))(idOf('gao')) }
    })
    expect(seen.accounts).toEqual([{ username: 'min' }])
    expect(seen.everybody).toEqual([])
    expect(Object.keys(seen.gao)).toEqual(['id', 'standing', 'name', 'organisation'])
  })

  it('is given to nobody whose jurisdiction is not set', async () => {
    const rows = await sql`select * from person_labels(${[idOf('min')]}::uuid[])`.execute(test.database.sql)
    expect(rows.rows).toEqual([])
  })

  it('follows a new name, and says of a disabled account that it is', async () => {
    await test.asOwner(`update accounts set display_name = '姓名-新', disabled_at = now() where username = 'gao'`)
    expect(await labelFor(cast.zhao, idOf('gao'))).toMatchObject({ name: '姓名-新', standing: 'disabled' })
    await test.asOwner(`update accounts set display_name = '姓名-gao', disabled_at = null where username = 'gao'`)
  })

  it('stays readable where the name was erased, where the account is gone, and for the platform', async () => {
    await test.asOwner(`update accounts set display_name = '', disabled_at = now() where username = 'gao'`)
    expect(personWords(await labelFor(cast.zhao, idOf('gao')))).toEqual({
      zh: '已注销人员（永川区生态环境局）',
      en: 'erased account (永川区生态环境局)',
    })
    expect(nameWords(await labelFor(cast.zhao, '00000000-0000-7000-8000-000000000001')).zh).toBe('已注销人员')
    expect(nameWords(await labelFor(cast.zhao, systemActor('job').accountId)).en).toBe('the platform')
  })
})
