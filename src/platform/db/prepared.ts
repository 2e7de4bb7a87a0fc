import type { CompiledQuery, Kysely } from 'kysely'
import { DatabaseError, type PoolClient } from 'pg'
import type { Tables } from './tables.ts'

/** Names of the statements that connections prepare, by their text. */
const names = new Map<string, string>()
/** Far more than the program has; a text put together from a caller's words must not fill the memory of every connection. */
const mostNames = 200

/**
 * Runs a statement that each connection parses and plans once and then only runs: for what everybody asks all the time, of one text,
 * and found by a key, so that the plan is the same whoever asks.
 *
 * @example const rows = await prepared(tx, tx.sql.selectFrom('water_areas').selectAll().where('water_id', '=', id))
 */
export async function prepared<Row>(
  { sql }: { readonly sql: Kysely<Tables> },
  query: { compile(provider: Kysely<Tables>): CompiledQuery<Row> },
): Promise<Row[]> {
  const compiled = query.compile(sql)
  if (!names.has(compiled.sql) && names.size < mostNames) names.set(compiled.sql, `jiuqing_${names.size}`)
  return (await sql.executeQuery(compiled)).rows
}

/** Makes a connection prepare what `prepared` runs. To be called once, before it is used. */
export function preparing(client: PoolClient): void {
  // The driver declares one overload for each way of asking; what Kysely uses is text and values.
  const ask = client.query.bind(client) as (text: unknown, ...more: unknown[]) => unknown
  let generation = 0
  const askPrepared = async (name: string, text: string, values: unknown) => {
    try {
      return await ask({ name: `${name}_${generation}`, text, values })
    } catch (error) {
      // Under its old name the statement would be refused on this connection for ever.
      if (isStalePlan(error)) generation++
      throw error
    }
  }
  client.query = ((text: unknown, ...more: unknown[]) => {
    const name = typeof text === 'string' && Array.isArray(more[0]) ? names.get(text) : undefined
    return name === undefined ? ask(text, ...more) : askPrepared(name, text as string, more[0]) // only a text has a name
  }) as PoolClient['query']
}

/** A newer release has changed a column that the statement returns, while this connection was open: asked again, it is planned anew. */
export function isStalePlan(error: unknown): boolean {
  return error instanceof DatabaseError && error.routine === 'RevalidateCachedQuery'
}
