import { sql } from 'kysely'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemActor } from '../../src/platform/actor.ts'
import { applicationRole, reading } from '../../src/platform/db/database.ts'
import { openPlatform, type Platform } from './platform.ts'
import { furnishAll } from './walk.ts'
import { worldsOf, type WorldName } from './worlds.ts'

let platform: Platform
let tables: readonly Table[]

beforeAll(async () => {
  platform = await openPlatform()
  const worlds = worldsOf(platform)
  await furnishAll(platform, worlds, { names: Object.keys(worlds) as WorldName[], round: 0 }) // the keys of the record
  await platform.test.asOwner(
    `insert into auth.attempts values ('taotie.00', 1, now(), null), ('typed-password', 1, now(), null)`,
  )
  tables = await readTables()
})
afterAll(() => platform.close())

type Table = {
  readonly name: string
  readonly kind: string
  readonly columns: readonly string[]
  readonly scoped: boolean
}

/** Every table, view and sequence outside the catalogue, the queue's among them: a new one joins by itself. */
async function readTables(): Promise<readonly Table[]> {
  const rows = await platform.test.asOwner(
    `select n.nspname || '.' || quote_ident(c.relname) as name, c.relkind as kind,
            array(select quote_ident(a.attname) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not attisdropped
                  order by a.attnum) as columns,
            exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'region_code') as scoped
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and n.nspname not in ('pg_catalog', 'information_schema')
       and n.nspname !~ '^pg_(toast|temp)' order by 1`,
  )
  return rows as readonly Table[] // the columns named above
}

const ofRows = (table: Table) => table.kind !== 'S'

type Scope = { readonly from?: string; readonly to?: string }

const scopes = {
  'never set': {},
  empty: { from: '', to: '' },
  'half set': { from: '000000000000' },
  'half empty': { from: '', to: ':' },
  'upside down': { from: '500232000000', to: '500231000000' },
  'of no county': { from: '999999000000', to: '999999000000' },
  'not a code': { from: "' or true --", to: "' or true --" },
} as const satisfies Record<string, Scope>

const dianjiang: Scope = { from: '500231000000', to: '500232000000' }

/** A raw connection as a role, as the application opens it, inside a transaction that is taken back. */
async function as<Result>(role: string, scope: Scope, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: platform.test.ownerUrl, options: `-c role=${role}` })
  await client.connect()
  try {
    await client.query('begin')
    if (scope.from !== undefined) await client.query(`select set_config('app.scope_from', $1, true)`, [scope.from])
    if (scope.to !== undefined) await client.query(`select set_config('app.scope_to', $1, true)`, [scope.to])
    return await work(client)
  } finally {
    await client.query('rollback')
    await client.end()
  }
}

/** Not permitted or refused by a policy; a view that cannot be written; a column that is computed. */
const refusals: ReadonlySet<unknown> = new Set(['42501', '55000', '0A000', '428C9'])

/** @returns what the statement gave, or `undefined` where the role may not */
async function tried(client: Client, statement: string, values: readonly unknown[] = []) {
  await client.query('savepoint tried')
  try {
    return await client.query<Record<string, unknown>>(statement, [...values])
  } catch (error) {
    await client.query('rollback to savepoint tried')
    if (error instanceof Error && 'code' in error && refusals.has(error.code)) return undefined
    throw error
  }
}

/** The first of a table's columns that the role may read: some are granted one by one. */
async function readableColumn(client: Client, table: Table, role: string): Promise<string | undefined> {
  const { rows } = await client.query<{ column: string }>(
    `select quote_ident(a.attname) as column from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not attisdropped
       and has_column_privilege($2, a.attrelid, a.attnum, 'select') order by a.attnum limit 1`,
    [table.name, role],
  )
  return rows[0]?.column
}

/** Rows that belong to no county and that the role must read: each for a reason. */
const readableByAll: Readonly<Record<string, string>> = {
  'pgboss.queue': 'which kinds of jobs there are, not what for',
}

describe('a raw connection as the application', () => {
  it.each(Object.entries(scopes))('sees and touches no row of any table with a scope %s', async (_, scope) => {
    const touched: string[] = []
    await as(applicationRole, scope, async client => {
      for (const table of tables.filter(ofRows).filter(({ name }) => !(name in readableByAll))) {
        const column = await readableColumn(client, table, applicationRole)
        const seen =
          column === undefined ? 0 : (await tried(client, `select ${column} from ${table.name} limit 1`))?.rowCount
        if (seen !== undefined && seen !== 0) touched.push(`select ${table.name}`)
        for (const set of table.columns) {
          const updated = await tried(client, `update ${table.name} set ${set} = ${set}`)
          if ((updated?.rowCount ?? 0) > 0) touched.push(`update ${table.name}.${set}`)
        }
        const deleted = await tried(client, `delete from ${table.name}`)
        if ((deleted?.rowCount ?? 0) > 0) touched.push(`delete ${table.name}`)
      }
    })
    expect(touched).toEqual([])
  })

  it('adds no row outside its scope, be it a copy of one that is there', async () => {
    const added: string[] = []
    for (const { name, columns } of tables.filter(({ scoped, kind }) => scoped && kind !== 'v')) {
      const [row] = await platform.test.asOwner(
        `select to_jsonb(t) as row from ${name} t where region_code like '500118%' limit 1`,
      )
      if (row === undefined) continue
      await as(applicationRole, dianjiang, async client => {
        const copied = await tried(
          client,
          `insert into ${name} select ${columns.join(', ')} from jsonb_populate_record(null::${name}, $1) on conflict do nothing`,
          [JSON.stringify(row['row'])],
        )
        if (copied !== undefined) added.push(name)
      })
    }
    expect(added).toEqual([])
  })

  it('sees nothing of other counties in any table with a region, and cannot move a row of its own there', async () => {
    const wrong: string[] = []
    await as(applicationRole, dianjiang, async client => {
      for (const { name } of tables.filter(({ scoped, kind }) => scoped && kind !== 'v')) {
        const foreign = await tried(client, `select 1 from ${name} where region_code like '500118%' limit 1`)
        if ((foreign?.rowCount ?? 0) > 0) wrong.push(`select ${name}`)
        const moved = await tried(client, `update ${name} set region_code = '500118118200'`)
        if ((moved?.rowCount ?? 0) > 0) wrong.push(`update ${name}`)
      }
    })
    expect(wrong).toEqual([])
  })

  it('reads a table’s rows only through the table, never through its parts', async () => {
    const parts = await platform.test.asOwner(
      `select i.inhrelid::regclass::text as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
       where c.relkind in ('r', 'p') and not c.relrowsecurity and has_any_column_privilege($1, i.inhrelid, 'select')`,
      [applicationRole],
    )
    expect(parts).toEqual([])
  })

  it('reads and moves no sequence', async () => {
    const granted = await platform.test.asOwner(
      `select sequencename as name from pg_sequences
       where has_sequence_privilege($1, quote_ident(schemaname) || '.' || quote_ident(sequencename), 'select, usage, update')`,
      [applicationRole],
    )
    expect(granted).toEqual([])
  })

  it('is a member of no role, so that whoever signs in as it cannot become another', async () => {
    const others = await platform.test.asOwner(
      `select rolname from pg_roles where rolname <> $1 and pg_has_role($1, oid, 'member')`,
      [applicationRole],
    )
    expect(others).toEqual([])
  })

  it('is itself again in every command, whatever a command before left on the connection', async () => {
    const { database } = platform.test
    const connections = await Promise.all(Array.from({ length: 12 }, () => database.pool.connect()))
    for (const client of connections) {
      await client.query(
        `select set_config('role', 'none', false), set_config('app.scope_from', '000000000000', false), set_config('app.scope_to', ':', false)`,
      )
    }
    for (const client of connections) client.release()
    const stranger = { ...systemActor('job'), range: { from: '999999000000', to: '999999000001' } }
    const [row] = await reading(database, stranger, async tx => {
      const { rows } = await sql<{ who: string; waters: number }>`
        select current_user as who, (select count(*)::int from waters) as waters`.execute(tx.sql)
      return rows
    })
    expect(row).toEqual({ who: applicationRole, waters: 0 })
  })
})

/** Functions that run as their owner, past the wall, with what they answer without a scope and inside another county's. */
const pastTheWall: Readonly<Record<string, { readonly call: string; readonly foreign: string; readonly why: string }>> =
  {
    experts_at_hand: {
      call: `select * from experts_at_hand() where $1::text is not null`,
      foreign: `select 'anything' as given`,
      why: 'names experts, with their organisation, to the divisions that they can see: a county asks the city for help',
    },
    person_labels: {
      call: `select display_name, organisation, username, disabled from person_labels(array(select unnest($1::uuid[])))`,
      foreign: `select array_agg(id) as given from accounts where region_code like '500118%'`,
      why: 'names who signed what one sees; never a username of another county',
    },
    waters_with_words: {
      call: `select * from waters_with_words($1::text[], '[]', null)`,
      foreign: `select name_grams as given from waters where region_code like '500118%' limit 1`,
      why: 'looks into an index that row-level security cannot use, and keeps the wall itself',
    },
  }

describe('functions that run as their owner', () => {
  const given = async (name: string) => (await platform.test.asOwner(pastTheWall[name]!.foreign))[0]?.['given']

  it('are these, each with its reason', async () => {
    const functions = await platform.test.asOwner(
      `select p.proname from pg_proc p where p.prosecdef and has_function_privilege($1, p.oid, 'execute') order by 1`,
      [applicationRole],
    )
    expect(functions.map(({ proname }) => proname)).toEqual(Object.keys(pastTheWall))
  })

  it.each(Object.keys(pastTheWall))('answer nothing without a scope: %s', async name => {
    for (const scope of [scopes['never set'], scopes.empty]) {
      const found = await as(applicationRole, scope, async client =>
        client.query(pastTheWall[name]!.call, [await given(name)]),
      )
      expect(found.rowCount).toBe(0)
    }
  })

  it('find no water of another county', async () => {
    const call = pastTheWall['waters_with_words']!.call
    const found = async (scope: Scope) =>
      as(
        applicationRole,
        scope,
        async client => (await client.query(call, [await given('waters_with_words')])).rowCount,
      )
    expect(await found(dianjiang)).toBe(0)
    expect(await found({ from: '500118000000', to: '500119000000' })).toBeGreaterThan(0)
  })

  it('name the experts of the own county and above it, of no other county', async () => {
    const { rows } = await as(applicationRole, dianjiang, async client =>
      client.query<{ region_code: string }>(pastTheWall['experts_at_hand']!.call, ['anything']),
    )
    const regions = new Set(rows.map(({ region_code }) => region_code))
    expect(regions.has('500231000000')).toBe(true)
    expect([...regions].filter(code => !code.startsWith('500231') && !code.endsWith('0000000000'))).toEqual([])
  })

  it('give no username of another county', async () => {
    const { rows } = await as(applicationRole, dianjiang, async client =>
      client.query<{ username: string | null }>(pastTheWall['person_labels']!.call, [await given('person_labels')]),
    )
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.filter(({ username }) => username !== null)).toEqual([])
  })
})

describe('a raw connection as the one who signs people in', () => {
  /** What it must read or change to do so, whoever it is that signs in. */
  const needed: Readonly<Record<string, readonly string[]>> = {
    'auth.attempts': ['select', 'insert', 'update', 'delete'],
    'auth.credentials': ['select', 'update'],
    'auth.sessions': ['select', 'insert', 'update', 'delete'],
    'public.accounts': ['select', 'update'],
    'public.api_tokens': ['select', 'update'],
    'public.fact_chains': ['select', 'insert', 'update'],
    'public.facts': ['insert'],
  }

  it('has rights on the tables of signing in, and on nothing else', async () => {
    const rights = await platform.test.asOwner(
      `select n.nspname || '.' || c.relname as name, array(select p from unnest(array['select', 'insert', 'update', 'delete']) p
         where has_table_privilege('jiuqing_auth', c.oid, p)
            or (p <> 'delete' and has_any_column_privilege('jiuqing_auth', c.oid, p))) as granted
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p', 'v', 'm') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_'`,
    )
    const granted = rights.filter(({ granted }) => (granted as readonly string[]).length > 0)
    expect(Object.fromEntries(granted.map(({ name, granted }) => [name, granted]))).toEqual(needed)
  })

  it('reads no telephone number and no e-mail address, and writes no fact but of signing in', async () => {
    await as('jiuqing_auth', {}, async client => {
      expect(await tried(client, 'select phone from accounts')).toBeUndefined()
      expect(await tried(client, 'select email from accounts')).toBeUndefined()
      const fact = `insert into facts values ('000000', 999999, gen_random_uuid(), $1, now(), gen_random_uuid(), '500118000000', 'x', '{}', '{}', '', '')`
      expect(await tried(client, fact, ['water.recorded'])).toBeUndefined()
      expect((await tried(client, fact, ['session.opened']))?.rowCount).toBe(1)
    })
  })

  it('runs no function past the wall', async () => {
    const functions = await platform.test.asOwner(
      `select p.proname from pg_proc p where p.prosecdef and has_function_privilege('jiuqing_auth', p.oid, 'execute')`,
    )
    expect(functions).toEqual([])
  })
})
