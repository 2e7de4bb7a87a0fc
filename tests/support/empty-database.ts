import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { withDatabaseName } from './database-address.ts'
import { connected, onServer } from './on-server.ts'

export type EmptyDatabase = {
  readonly url: string
  readonly ask: (statement: string, values?: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>
  drop(): Promise<void>
}

/** A database without a single table, to restore into. */
export async function emptyDatabase(): Promise<EmptyDatabase> {
  const serverUrl = inject('serverUrl')
  const name = `jiuqing_empty_${randomBytes(6).toString('hex')}`
  await onServer(serverUrl, `create database ${name} template template0`)
  const url = withDatabaseName(serverUrl, name)
  return {
    url,
    ask: (statement, values = []) => onServer(url, statement, values),
    drop: async () => {
      await onServer(serverUrl, `drop database ${name} with (force)`)
    },
  }
}

/** A digest of every row of every table, in no order, by table: two databases that hold the same answer the same. */
export async function digests(url: string): Promise<Readonly<Record<string, string>>> {
  return connected(url, async client => {
    const tables = await client.query<{ name: string }>(
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and not c.relispartition and n.nspname in ('public', 'auth')
         and c.relname not like 'kysely%' order by 1`,
    )
    const entries: [string, string][] = []
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ digest: string }>(
        `select md5(coalesce(string_agg(t::text, E'\\n' order by t::text collate "C"), '')) as digest from ${name} t`,
      )
      entries.push([name, String(rows[0]?.digest)])
    }
    return Object.fromEntries(entries)
  })
}
