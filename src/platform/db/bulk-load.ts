import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import { Client, type Pool } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Tables } from './tables.ts'

/** One transaction of the database's owner, past row-level security: for filling an empty database, never for people's commands. */
export type BulkLoad = {
  readonly sql: Transaction<Tables>
  /** Streams rows into a table; values in the order of `columns`. @returns how many */
  copy(table: string, columns: readonly string[], rows: Iterable<readonly unknown[]>): Promise<number>
  run(statement: string, values?: readonly unknown[]): Promise<readonly Record<string, unknown>[]>
  /** Does the work without the tables' foreign keys and further indexes, which are made anew after it: a third of the time. */
  withoutIndexes(tables: readonly string[], work: () => Promise<void>): Promise<void>
}

/** Runs `work` in one transaction: all of it stays or nothing. */
export async function bulkLoad<Result>(ownerUrl: string, work: (load: BulkLoad) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'jiuqing load' })
  await client.connect()
  try {
    return await oneConnection(client)
      .transaction()
      .execute(sql => work(loadOn(client, sql)))
  } finally {
    await client.end()
  }
}

/** Kysely on a connection that is held already, so that its statements and the streams are one transaction. */
function oneConnection(client: Client): Kysely<Tables> {
  const held = { query: client.query.bind(client), release: () => undefined }
  const pool = { connect: async () => held, end: async () => undefined } as unknown as Pool // all of a pool that Kysely uses
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}

function loadOn(client: Client, sql: Transaction<Tables>): BulkLoad {
  const run: BulkLoad['run'] = async (statement, values = []) =>
    (await client.query<Record<string, unknown>>(statement, [...values])).rows
  return {
    sql,
    run,
    copy: async (table, columns, rows) => {
      let count = 0
      const names = columns.map(column => `"${column}"`).join(', ')
      const lines = function* () {
        for (const batch of batches(rows)) {
          count += batch.length
          yield batch.map(copyLine).join('')
        }
      }
      await pipeline(Readable.from(lines()), client.query(copyFrom(`copy "${table}" (${names}) from stdin`)))
      return count
    },
    withoutIndexes: async (tables, work) => {
      const made = await dropIndexes(run, tables)
      await work()
      for (const statement of made) await run(statement)
    },
  }
}

/** @returns the statements that make them anew, indexes first */
async function dropIndexes(run: BulkLoad['run'], tables: readonly string[]): Promise<readonly string[]> {
  const keys = await run(
    `select conrelid::regclass::text as on_table, conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
     where contype = 'f' and conparentid = 0 and conrelid::regclass::text = any($1)`,
    [tables],
  )
  const indexes = await run(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
     where indrelid::regclass::text = any($1) and not exists (select from pg_constraint where conindid = indexrelid)`,
    [tables],
  )
  for (const { on_table, name } of keys) await run(`alter table ${String(on_table)} drop constraint "${String(name)}"`)
  for (const { name } of indexes) await run(`drop index ${String(name)}`)
  return [
    // Of a partitioned table `only` the parent's index would come back, and none of its partitions'.
    ...indexes.map(({ definition }) => String(definition).replace(' ON ONLY ', ' ON ')),
    ...keys.map(
      ({ on_table, name, definition }) =>
        `alter table ${String(on_table)} add constraint "${String(name)}" ${String(definition)}`,
    ),
  ]
}

const linesAtOnce = 500

function* batches<Row>(rows: Iterable<Row>): Generator<readonly Row[]> {
  let batch: Row[] = []
  for (const row of rows) {
    batch.push(row)
    if (batch.length < linesAtOnce) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** One line of COPY's text format. */
export function copyLine(values: readonly unknown[]): string {
  return `${values.map(copyText).join('\t')}\n`
}

function copyText(value: unknown): string {
  if (value === null || value === undefined) return '\\N'
  if (typeof value === 'string') return escaped(value)
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return escaped(arrayText(value))
  return typeof value === 'object' ? escaped(JSON.stringify(value)) : String(value)
}

/** An array of texts as PostgreSQL writes it. */
function arrayText(values: readonly unknown[]): string {
  return `{${values.map(value => `"${String(value).replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`
}

function escaped(text: string): string {
  return text.replaceAll(/[\\\t\n\r]/g, character => escapes[character] ?? character)
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
