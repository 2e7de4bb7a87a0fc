import type { PoolClient, QueryResult } from 'pg'

const ended: QueryResult = { command: 'COMMIT', rowCount: null, oid: 0, fields: [], rows: [] }

/**
 * Makes a connection end what only reads without waiting for the answer: whoever asked has everything by then, and what comes next on
 * this connection is answered after it in any case. To be called once, before it is used.
 *
 * A transaction that failed is ended as always, because PostgreSQL then answers `ROLLBACK` and somebody must hear it.
 */
export function endingReadsAtOnce(client: PoolClient): void {
  // The driver declares one overload for each way of asking; what Kysely uses is text and values.
  const ask = client.query.bind(client) as (text: unknown, ...more: unknown[]) => Promise<QueryResult>
  let onlyReads = false
  client.query = ((text: unknown, ...more: unknown[]) => {
    if (typeof text === 'string' && text.startsWith('start transaction')) onlyReads = text.includes(' read only')
    const answer = ask(text, ...more)
    if (text !== 'commit' || !onlyReads || client.getTransactionStatus() !== 'T') return answer
    // Only a lost connection is left to fail, and whoever opened it hears that by its own event.
    answer.catch(() => undefined)
    return Promise.resolve(ended)
  }) as PoolClient['query']
}
