import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '../../src/platform/db/database.ts'
import { appOn } from './app-on.ts'
import { exampleDatabase, examplePassword } from './example-database.ts'

/** The whole platform with the Chongqing example, listening. */
export type Platform = {
  /** As `http://127.0.0.1:41234`. */
  readonly address: string
  readonly database: Database
  /** Signs in over HTTP. @returns the cookie as `name=value` @throws where that is refused */
  readonly signIn: (username: string, password?: string) => Promise<string>
  /** Calls the platform past the pages. @throws for every answer that is not 2xx */
  readonly call: (cookie: string, method: 'GET' | 'POST' | 'PUT', path: string, body?: object) => Promise<unknown>
  stop(): Promise<void>
}

/**
 * Starts the real platform on the example, in a database and a folder of its own and on a free port.
 *
 * @example const platform = await startPlatform(); ...; await platform.stop()
 */
export async function startPlatform(): Promise<Platform> {
  const folder = await mkdtemp(join(tmpdir(), 'jiuqing-browser-'))
  const test = await exampleDatabase(join(folder, 'files'))
  const app = await appOn(test, folder, { JIUQING_LOG_LEVEL: 'error' })
  const address = await app.http.listen({ port: 0, host: '127.0.0.1' })
  return {
    ...doorsAt(address),
    database: test.database,
    stop: async () => {
      await app.stop()
      await test.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function doorsAt(address: string): Pick<Platform, 'address' | 'signIn' | 'call'> {
  const ask = async (method: string, path: string, { cookie, body }: { cookie?: string; body?: object }) => {
    const answer = await fetch(`${address}${path}`, {
      method,
      headers: {
        ...(cookie === undefined ? {} : { cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer
  }
  return {
    address,
    signIn: async (username, password = examplePassword) => {
      const answer = await ask('POST', '/api/session', { body: { username, password } })
      return answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    },
    call: async (cookie, method, path, body) =>
      (await ask(method, path, { cookie, ...(body === undefined ? {} : { body }) })).json(),
  }
}
