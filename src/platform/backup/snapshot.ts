import type { Readable } from 'node:stream'
import { Client, type ClientBase } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { Problem } from '../../domain/problems.ts'
import { translateDatabaseError } from '../db/errors.ts'
import { quoted, quotedColumns, storedTables, type StoredTable } from './catalogue.ts'
import { pendingJobs, type PendingJob } from './pending-jobs.ts'
import { noPlatformDatabase } from './problems.ts'

export type ChainHead = { readonly chain: string; readonly facts: number; readonly hash: string }

/** Everything a database holds, whichever way it is read: from the database itself, or from a backup of it. */
export type Cargo = {
  /** Migrations that made its schema, in order. */
  readonly migrations: readonly string[]
  readonly tables: readonly StoredTable[]
  readonly chains: readonly ChainHead[]
  /** The rows of a table in COPY's text format; `rows` answers once the stream has ended. */
  open(table: StoredTable): Promise<{ readonly content: Readable; readonly rows: () => number }>
  /** Jobs not done yet, some at a time. */
  jobs(): AsyncIterable<readonly PendingJob[]>
}

export type Snapshot = Cargo & { readonly client: ClientBase }

/**
 * Opens a database as it is at this instant and hands it to `work`. Writers go on meanwhile; nothing they do is seen.
 *
 * @param where for people: the folder or address, should there be no platform's database in it
 * @throws Problem `backup.no-database`, and what the database says, translated
 */
export async function withSnapshot<Result>(
  { url, where }: { readonly url: string; readonly where: string },
  work: (snapshot: Snapshot) => Promise<Result>,
): Promise<Result> {
  const client = await connectQuietly(url, 'jiuqing backup')
  try {
    await client.query('begin isolation level repeatable read, read only')
    // What is read must be all there is: an error where row-level security would cut it.
    await client.query('set local row_security = off')
    const result = await work(await openSnapshot(client, where))
    await client.query('commit')
    return result
  } catch (error) {
    throw translateDatabaseError(error)
  } finally {
    await client.end()
  }
}

/** A connection whose loss is reported by whatever statement runs on it, and which no time limit cuts. */
export async function connectQuietly(url: string, name: string): Promise<Client> {
  const client = new Client({
    connectionString: url,
    application_name: name,
    options:
      '-c statement_timeout=0 -c idle_in_transaction_session_timeout=0 -c timezone=UTC -c datestyle=ISO -c extra_float_digits=1',
  })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

async function openSnapshot(client: ClientBase, where: string): Promise<Snapshot> {
  const found = await client.query<{ there: boolean }>(
    `select to_regclass('public.kysely_migration') is not null and to_regclass('public.fact_chains') is not null as there`,
  )
  if (found.rows[0]?.there !== true) throw new Problem(noPlatformDatabase, { where })
  const applied = await client.query<{ name: string }>(
    'select name from public.kysely_migration order by timestamp, name',
  )
  return {
    client,
    migrations: applied.rows.map(({ name }) => name),
    tables: await storedTables(client),
    chains: await readHeads(client),
    open: async table => {
      // A query, since COPY of a partitioned table's name yields nothing before PostgreSQL 18.
      const content = client.query(copyTo(`copy (select ${quotedColumns(table)} from ${quoted(table)}) to stdout`))
      return { content, rows: () => content.rowCount }
    },
    jobs: () => pendingJobs(client),
  }
}

export async function readHeads(client: ClientBase): Promise<readonly ChainHead[]> {
  const { rows } = await client.query<{ chain: string; facts: string; hash: string }>(
    'select county_code as chain, sequence::text as facts, hash from public.fact_chains order by county_code',
  )
  return rows.map(({ chain, facts, hash }) => ({ chain, facts: Number(facts), hash }))
}
