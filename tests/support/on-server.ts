import { Client } from 'pg'

/** Runs one statement on a connection of its own. @returns its rows */
export async function onServer(url: string, statement: string, values: readonly unknown[] = []) {
  return connected(url, async client => (await client.query<Record<string, unknown>>(statement, [...values])).rows)
}

/** Works on a connection of its own, which is closed whatever happens. */
export async function connected<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
