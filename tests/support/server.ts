import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { writeExample } from '../../example/write-example.ts'
import { createApp, type App } from '../../src/app.ts'
import { readConfig, type Config } from '../../src/platform/config.ts'
import type { Database } from '../../src/platform/db/database.ts'
import { openFileStore } from '../../src/platform/files/attachments-store.ts'
import { openLog } from '../../src/platform/log.ts'
import { openConfiguredDatabase, type OpenedDatabase } from '../../src/platform/start.ts'
import { small } from './small-database.ts'

/** Of every account of the example. */
export const examplePassword = 'Jiuqing-demo-2026'

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
 * A data folder of the platform with the example in it, written through the stores; nothing runs on it.
 *
 * @returns its path; whoever asked removes it
 */
export async function writeExampleFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'jiuqing-example-'))
  const opened = await openConfiguredDatabase(configOn(folder))
  try {
    const files = await openFileStore(join(folder, 'files'))
    await writeExample({ ownerUrl: opened.ownerUrl, files, password: examplePassword })
  } finally {
    await opened.stop()
  }
  return folder
}

/**
 * Starts the real platform on a copy of a data folder and on a free port.
 *
 * @param example data folder, as of `writeExampleFolder`; nothing may run on it
 * @example const platform = await startPlatform(example); ...; await platform.stop()
 */
export async function startPlatform(example: string): Promise<Platform> {
  const folder = await mkdtemp(join(tmpdir(), 'jiuqing-browser-'))
  const removeFolder = () => rm(folder, { recursive: true, force: true })
  const config = configOn(folder)
  // With owners and rights, which PostgreSQL insists on.
  await promisify(execFile)('cp', ['-a', `${example}/.`, folder])
  const opened = await openConfiguredDatabase(config).catch(async (error: unknown) => {
    await removeFolder()
    throw error
  })
  try {
    const app = await createApp(config, opened, openLog(config.logLevel))
    const address = await app.http.listen({ port: 0, host: '127.0.0.1' })
    return { ...doorsAt(address), database: opened.database, stop: () => stopAll(app, opened, removeFolder) }
  } catch (error) {
    await opened.stop()
    await removeFolder()
    throw error
  }
}

function configOn(folder: string): Config {
  return readConfig({
    ...process.env,
    DATABASE_URL: '',
    JIUQING_DATA: folder,
    JIUQING_PORT: '0',
    JIUQING_LOG_LEVEL: 'error',
    JIUQING_DATABASE_MEMORY_MB: String(small.memoryMb),
  })
}

async function stopAll(app: App, opened: OpenedDatabase, removeFolder: () => Promise<void>): Promise<void> {
  await app.stop()
  await opened.stop()
  await removeFolder()
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
