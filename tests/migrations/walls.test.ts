import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applicationRole } from '../../src/platform/db/database.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'
import { pond, recordOne, withPlaces } from '../support/waters.ts'

/** Functions that run as the owner; each keeps the wall itself. */
const runAsOwner = ['experts_at_hand', 'person_labels', 'waters_with_words']

let test: TestDatabase

beforeAll(async () => {
  test = await testDatabase()
  await withPlaces(test.database)
  await recordOne(test.database, pond())
})
afterAll(() => test.close())

type Table = { name: string; secured: boolean; readable: boolean; scoped: boolean; owner: string }

async function tables(): Promise<readonly Table[]> {
  const rows = await test.asOwner(
    `select n.nspname || '.' || c.relname as name, c.relrowsecurity as secured, pg_get_userbyid(c.relowner) as owner,
            has_any_column_privilege($1, c.oid, 'select') as readable,
            exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'region_code') as scoped
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not in ('pg_catalog', 'information_schema')
       and n.nspname !~ '^pg_toast' order by 1`,
    [applicationRole],
  )
  return rows as readonly Table[] // the columns named above
}

async function privileges(table: string): Promise<readonly string[]> {
  const [row] = await test.asOwner(
    `select array(select p from unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) p
                  where has_table_privilege($1, $2, p)) as granted`,
    [applicationRole, table],
  )
  return row?.['granted'] as readonly string[] // an array of text
}

describe('the second wall', () => {
  it('secures the rows of every table with a region, or lets nobody at it directly', async () => {
    const open = (await tables()).filter(({ scoped, secured, readable }) => scoped && !secured && readable)
    expect(open).toEqual([])
    const unsecured = (await tables()).filter(({ scoped, secured }) => scoped && !secured).map(({ name }) => name)
    // Partitions are reached through their table, whose policies hold.
    expect(unsecured.filter(name => !/^public\.readings_(before|after|\d{4}_\d{2})$/.test(name))).toEqual([])
  })

  it('leaves no table readable without a scope', async () => {
    const open = (await tables()).filter(({ readable, secured }) => readable && !secured).map(({ name }) => name)
    expect(open).toEqual([])
  })

  it('compares with the scope in every policy of the application, so that an unset scope shows nothing', async () => {
    const policies = await test.asOwner(
      `select tablename, policyname, cmd, coalesce(qual, '') as qual, coalesce(with_check, '') as checked from pg_policies
       where $1 = any(roles) or 'public' = any(roles)`,
      [applicationRole],
    )
    expect(policies.length).toBeGreaterThan(20)
    const guarded = (condition: unknown) => /NULLIF\(current_setting\('app\.scope_/.test(String(condition))
    const loose = policies.filter(({ cmd, qual, checked }) => !guarded(cmd === 'INSERT' ? checked : qual))
    expect(loose).toEqual([])
  })

  it('shows no row of any table where no scope was set, or an empty one', async () => {
    const secured = (await tables()).filter(({ secured, readable }) => secured && readable)
    const client = await test.database.pool.connect()
    try {
      for (const scope of ['reset', 'empty']) {
        if (scope === 'empty') {
          await client.query(`select set_config('app.scope_from', '', false), set_config('app.scope_to', '', false)`)
        }
        for (const { name } of secured.filter(({ name }) => name !== 'auth.credentials')) {
          const { rowCount } = await client.query(`select 1 from ${name} limit 1`)
          expect(`${name}: ${rowCount}`).toBe(`${name}: 0`)
        }
      }
    } finally {
      client.release(true)
    }
  })

  it('grants what is append-only for adding alone, and nothing to everybody', async () => {
    expect(await privileges('facts')).toEqual(['select', 'insert'])
    expect(await privileges('verdicts')).toEqual(['select', 'insert'])
    expect(await privileges('water_classifications')).toEqual(['select', 'insert'])
    expect(await privileges('senses_records')).toEqual(['select', 'insert'])
    expect(await privileges('questionnaires')).toEqual(['select', 'insert'])
    for (const table of ['waters', 'water_areas', 'water_numbers', 'water_lineage', 'attachments', 'readings']) {
      expect(`${table}: ${(await privileges(table)).join()}`).toBe(`${table}: select,insert,update`)
    }
    const everybody = await test.asOwner(
      `select table_schema, table_name, privilege_type from information_schema.role_table_grants
       where grantee = 'PUBLIC' and table_schema in ('public', 'auth')`,
    )
    expect(everybody).toEqual([])
  })

  it('never lets the application read a password hash or a session', async () => {
    const [row] = await test.asOwner(
      `select has_column_privilege($1, 'auth.credentials', 'password_hash', 'select') as hashes,
              has_table_privilege($1, 'auth.sessions', 'select') as sessions`,
      [applicationRole],
    )
    expect(row).toEqual({ hashes: false, sessions: false })
  })

  it('owns nothing and bypasses nothing; what runs as the owner is named', async () => {
    expect((await tables()).filter(({ owner }) => owner === applicationRole)).toEqual([])
    const [role] = await test.asOwner(
      'select rolsuper, rolbypassrls, rolcreaterole, rolcanlogin from pg_roles where rolname = $1',
      [applicationRole],
    )
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcanlogin: false })
    const functions = await test.asOwner(
      `select proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where prosecdef and n.nspname not in ('pg_catalog', 'information_schema') order by 1`,
    )
    expect(functions.map(({ proname }) => proname)).toEqual(runAsOwner)
  })
})
