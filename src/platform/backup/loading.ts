import { pipeline } from 'node:stream/promises'
import { Kysely, PostgresDialect } from 'kysely'
import type { Client, ClientBase } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { Problem } from '../../domain/problems.ts'
import type { Bilingual } from '../../domain/words.ts'
import { systemActor } from '../actor.ts'
import { openDatabase } from '../db/database.ts'
import { translateDatabaseError } from '../db/errors.ts'
import { knownMigrationNames, migrateWithin } from '../db/migrate.ts'
import { checkChains, type CheckedChain } from '../facts/check.ts'
import { firstTable, foreignKeys, nameOf, quoted, quotedColumns, storedTables, unfinishedSchema } from './catalogue.ts'
import type { StoredTable } from './catalogue.ts'
import { enqueue } from './pending-jobs.ts'
import { countsDiffer, schemaDiffers, targetInUse, targetNotEmpty, unfinishedRestore } from './problems.ts'
import { connectQuietly, type Cargo } from './snapshot.ts'

export type Progress = (done: Bilingual) => void

export type TableCount = { readonly table: string; readonly rows: number }

export type Loaded = {
  readonly tables: readonly TableCount[]
  /** Tables of the source that are none of the product's: somebody else's, not taken along. */
  readonly leftOut: readonly string[]
  readonly jobs: number
  readonly chains: readonly CheckedChain[]
}

/**
 * Fills an empty database: the schema as the cargo had it, its rows, then the migrations since, in one transaction; the jobs before it,
 * the check of every chain after it. Until all of it is done the database is marked, and no platform starts on it.
 *
 * @param target `name` is for people
 * @param settle runs before the rows are committed; what it throws takes everything back
 * @throws Problem `restore.target-not-empty`, `restore.in-use`, `restore.schema-differs`, `restore.counts-differ`
 */
export async function loadCargo(
  target: { readonly url: string; readonly name: string },
  cargo: Cargo,
  { onProgress, settle }: { readonly onProgress: Progress; readonly settle?: () => Promise<void> },
): Promise<Loaded> {
  const client = await connectQuietly(target.url, 'jiuqing restore')
  try {
    await claim(client, target.name)
    const jobs = await enqueue(target.url, cargo.jobs())
    const rows = await loadInOneTransaction(client, cargo, { onProgress, settle: settle ?? (async () => undefined) })
    onProgress({ zh: '校验操作记录', en: 'checking the ledger' })
    const chains = await checkLedger(target.url)
    await client.query(`drop schema ${unfinishedSchema}`)
    return { ...rows, jobs, chains }
  } catch (error) {
    throw translateDatabaseError(error)
  } finally {
    await client.end()
  }
}

/** The first migration that this program does not know, or knows in another order: then it cannot read what was made with it. */
export async function unknownMigration(migrations: readonly string[]): Promise<string | undefined> {
  const known = await knownMigrationNames()
  return migrations.find((name, index) => known[index] !== name)
}

/** @throws Problem `restore.unfinished` where a restore or move into this database was cut off */
export async function refuseUnfinishedRestore(url: string): Promise<void> {
  const client = await connectQuietly(url, 'jiuqing')
  try {
    if (await isUnfinished(client)) throw new Problem(unfinishedRestore, {})
  } finally {
    await client.end()
  }
}

/** @throws Problem `restore.target-not-empty`, `restore.in-use` */
export async function requireEmpty(target: { readonly url: string; readonly name: string }): Promise<void> {
  const client = await connectQuietly(target.url, 'jiuqing restore')
  try {
    await refuseFilled(client, target.name)
  } finally {
    await client.end()
  }
}

async function refuseFilled(client: ClientBase, name: string): Promise<void> {
  if (await isUnfinished(client)) return
  const found = await firstTable(client)
  if (found !== undefined) throw new Problem(targetNotEmpty, { target: name, found })
}

async function isUnfinished(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ marked: boolean }>('select to_regnamespace($1) is not null as marked', [
    unfinishedSchema,
  ])
  return rows[0]?.marked === true
}

/** Two restores into one database exclude each other for as long as this connection lives. Any number, always the same. */
const restoreLock = 7_209_941

/** Marks the database as being filled; what an interrupted run left in it is removed first. */
async function claim(client: ClientBase, name: string): Promise<void> {
  const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [restoreLock])
  if (rows[0]?.got !== true) throw new Problem(targetInUse, { target: name })
  await refuseFilled(client, name)
  await client.query(`create schema if not exists ${unfinishedSchema}`)
  await emptyAgain(client)
}

/** Only in a database that carries the mark: it was empty when the mark was set, so what is in it comes from the run before. */
async function emptyAgain(client: ClientBase): Promise<void> {
  await client.query('drop schema if exists pgboss cascade')
  const schemas = new Set<string>()
  for (;;) {
    const table = await firstTable(client)
    if (table === undefined) break
    const [schema = ''] = table.split('.')
    schemas.add(schema)
    for (const found of await storedTablesAndOwn(client)) await client.query(`drop table if exists ${found} cascade`)
  }
  for (const schema of schemas) if (schema !== 'public') await client.query(`drop schema "${schema}" cascade`)
  await dropFunctions(client)
}

async function storedTablesAndOwn(client: ClientBase): Promise<readonly string[]> {
  const tables = (await storedTables(client)).map(quoted)
  return [...tables, 'public.kysely_migration', 'public.kysely_migration_lock']
}

async function dropFunctions(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ routine: string }>(
    `select p.oid::regprocedure::text as routine from pg_proc p where p.pronamespace = 'public'::regnamespace
     and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')`,
  )
  for (const { routine } of rows) await client.query(`drop routine ${routine}`)
}

type Rows = Pick<Loaded, 'tables' | 'leftOut'>
type Steps = { readonly onProgress: Progress; readonly settle: () => Promise<void> }

async function loadInOneTransaction(client: Client, cargo: Cargo, { onProgress, settle }: Steps): Promise<Rows> {
  return overOneConnection(client)
    .transaction()
    .execute(async transaction => {
      await migrateWithin(transaction, cargo.migrations)
      const { taken, leftOut } = await matchTables(client, cargo)
      await truncateFilled(client, taken)
      const tables = await withoutForeignKeys(client, () => loadTables(client, cargo, { taken, onProgress }))
      await settle()
      await migrateWithin(transaction)
      return { tables, leftOut: leftOut.map(nameOf) }
    })
}

/** Rows that migrations themselves put in come with the cargo. A table that is empty stays: truncating a hundred partitions costs a second. */
async function truncateFilled(client: ClientBase, tables: readonly StoredTable[]): Promise<void> {
  const filled: string[] = []
  for (const table of tables) {
    const { rows } = await client.query<{ filled: boolean }>(`select exists (select from ${quoted(table)}) as filled`)
    if (rows[0]?.filled === true) filled.push(quoted(table))
  }
  if (filled.length > 0) await client.query(`truncate ${filled.join(', ')} cascade`)
}

/** Kysely on a connection that COPY uses too. */
function overOneConnection(client: Client): Kysely<unknown> {
  const connection = { query: client.query.bind(client), release: () => undefined }
  const pool = { connect: async () => connection, end: async () => undefined, options: {} }
  // Of a pool and its clients Kysely's driver calls exactly these.
  return new Kysely<unknown>({ dialect: new PostgresDialect({ pool: pool as never }) })
}

/** @throws Problem `restore.schema-differs` for a table that lacks here, or there, or has other columns */
async function matchTables(client: ClientBase, cargo: Cargo) {
  const made = new Map((await storedTables(client)).map(table => [nameOf(table), table]))
  const taken = cargo.tables.filter(table => made.has(nameOf(table)))
  for (const table of taken) {
    const columns = new Set(made.get(nameOf(table))?.columns)
    const same = columns.size === table.columns.length && table.columns.every(column => columns.has(column))
    if (!same) throw new Problem(schemaDiffers, { table: nameOf(table) })
    made.delete(nameOf(table))
  }
  const [lacking] = made.keys()
  if (lacking !== undefined) throw new Problem(schemaDiffers, { table: lacking })
  return { taken, leftOut: cargo.tables.filter(table => !taken.includes(table)) }
}

/** Tables may come in any order, and each key is checked once over the whole instead of row by row. */
async function withoutForeignKeys<Result>(client: ClientBase, work: () => Promise<Result>): Promise<Result> {
  const keys = await foreignKeys(client)
  for (const { table, name } of keys) await client.query(`alter table ${table} drop constraint ${name}`)
  const result = await work()
  for (const { table, name, definition } of keys) {
    await client.query(`alter table ${table} add constraint ${name} ${definition}`)
  }
  return result
}

async function loadTables(
  client: Client,
  cargo: Cargo,
  { taken, onProgress }: { readonly taken: readonly StoredTable[]; readonly onProgress: Progress },
): Promise<readonly TableCount[]> {
  const counts: TableCount[] = []
  for (const [index, table] of taken.entries()) {
    onProgress({ zh: `写入表 ${index + 1}/${taken.length} ${nameOf(table)}`, en: 'loading' })
    const source = await cargo.open(table)
    const sink = client.query(copyFrom(`copy ${quoted(table)} (${quotedColumns(table)}) from stdin`))
    await pipeline(source.content, sink)
    const [expected, loaded] = [source.rows(), sink.rowCount]
    if (expected !== loaded) throw new Problem(countsDiffer, { table: nameOf(table), expected, loaded })
    counts.push({ table: nameOf(table), rows: loaded })
  }
  return counts
}

/** The platform's own check, as the application's role sees the ledger. */
async function checkLedger(url: string): Promise<readonly CheckedChain[]> {
  const database = openDatabase(url, { connections: 1 })
  try {
    return await checkChains(database, systemActor('command-line'))
  } finally {
    await database.close()
  }
}
