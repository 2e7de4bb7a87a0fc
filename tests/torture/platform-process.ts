import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, openSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { readPostmasterFile, type Postmaster } from '../../src/platform/db/postmaster-file.ts'
import { programFile } from '../support/built.ts'

const program = programFile()

/** Of the first administrator, and of everybody the torture enrols. */
export const torturePassword = 'Torture-only-2026'

export type PlatformOptions = {
  /** Data folder of the platform. */
  readonly folder: string
  /** Everything that the servers print is appended here. */
  readonly logFile: string
  readonly environment?: Readonly<Record<string, string>>
  /** Options of Node itself, as `--import`. */
  readonly nodeOptions?: readonly string[]
}

/** The real platform as a child process, one after another on the same folder and port, as a service manager would start it. */
export type PlatformProcess = {
  /** As `http://127.0.0.1:41234`; the same after each start. */
  readonly address: string
  readonly folder: string
  /** Starts a server and waits until it is ready. @throws with what it said where it ends instead */
  start(): Promise<void>
  /** Starts a server without waiting for it. */
  launch(): void
  isRunning(): boolean
  /** Resident memory of the server in bytes, where the system tells. */
  memoryBytes(): Promise<number | undefined>
  /** SIGKILL, as by the kernel when memory is short. Resolves when the process is gone. */
  killServer(): Promise<void>
  /** SIGKILL of the embedded database's first process. @returns whether there was one */
  killPostmaster(): Promise<boolean>
  /** SIGKILL of one of the processes that serve a connection. @returns whether one was found */
  killBackend(choose: (pids: readonly number[]) => number): Promise<boolean>
  /** SIGTERM; the exit code. */
  stop(): Promise<number | null>
  /** A connection of the owner, past row-level security. @throws while the database is down */
  connect(): Promise<Client>
}

export async function platformProcess(options: PlatformOptions): Promise<PlatformProcess> {
  const { folder, logFile } = options
  await mkdir(folder, { recursive: true })
  const port = await freePort()
  const log = openSync(logFile, 'a')
  let child: ChildProcess | undefined
  let ready = Promise.resolve()

  const launch = () => {
    const started = spawn(
      process.execPath,
      [...(options.nodeOptions ?? []), program, 'serve', '--data', folder, '--port', String(port), '--json'],
      { env: environmentOf(options, port), stdio: ['ignore', 'pipe', log] },
    )
    child = started
    ready = untilReady(started, logFile)
    // Whoever launches without waiting is about to kill it.
    ready.catch(() => undefined)
  }
  const isRunning = () => child !== undefined && child.exitCode === null && child.signalCode === null
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (child === undefined || !isRunning()) return child?.exitCode ?? null
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
    return child.exitCode
  }
  return {
    address: `http://127.0.0.1:${port}`,
    folder,
    launch,
    isRunning,
    start: () => {
      launch()
      return ready
    },
    memoryBytes: () => residentBytes(child?.pid),
    killServer: async () => void (await end('SIGKILL')),
    killPostmaster: () => killPostmaster(folder),
    killBackend: choose => killBackend(folder, choose),
    stop: () => end('SIGTERM'),
    connect: () => connectTo(folder),
  }
}

function environmentOf({ environment = {} }: PlatformOptions, port: number): NodeJS.ProcessEnv {
  return {
    ...process.env,
    DATABASE_URL: '',
    JIUQING_ADMIN_PASSWORD: torturePassword,
    JIUQING_LOG_LEVEL: 'warn',
    // Behind a proxy callers are told apart by address, so that the limits for one address do not hold for all of them.
    JIUQING_PUBLIC_URL: `http://127.0.0.1:${port}`,
    ...environment,
  }
}

/** Resolves at the line that says ready; what was printed stays readable for the log. */
function untilReady(child: ChildProcess, logFile: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    appendFileSync(logFile, text)
    if (text.includes('"ready"')) resolve()
  })
  child.once('error', reject)
  child.once('exit', (code, signal) => reject(new Error(`the server ended with ${code ?? signal}; see ${logFile}`)))
  return promise
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

async function residentBytes(pid: number | undefined): Promise<number | undefined> {
  if (pid === undefined || process.platform !== 'linux') return undefined
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const [, kib] = /^VmRSS:\s+(\d+) kB/m.exec(status) ?? []
  return kib === undefined ? undefined : Number(kib) * 1024
}

/** As the server wrote it, once it listens. */
async function postmasterOf(folder: string): Promise<Postmaster | undefined> {
  const postmaster = await readPostmasterFile(join(folder, 'postgres')).catch(() => undefined)
  return postmaster?.socketFolder === '' ? undefined : postmaster
}

async function killPostmaster(folder: string): Promise<boolean> {
  const postmaster = await postmasterOf(folder)
  return postmaster !== undefined && kill(postmaster.pid)
}

async function killBackend(folder: string, choose: (pids: readonly number[]) => number): Promise<boolean> {
  const client = await connectTo(folder).catch(() => undefined)
  if (client === undefined) return false
  try {
    const found = await client.query<{ pid: number }>(
      `select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() order by pid`,
    )
    return found.rows.length > 0 && kill(choose(found.rows.map(({ pid }) => pid)))
  } finally {
    await client.end()
  }
}

function kill(pid: number): boolean {
  try {
    process.kill(pid, 'SIGKILL')
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false // a Node system error carries its code
    throw error
  }
}

async function connectTo(folder: string): Promise<Client> {
  const postmaster = await postmasterOf(folder)
  if (postmaster === undefined) throw new Error(`no database runs on ${folder}`)
  const client = new Client({
    host: postmaster.socketFolder,
    port: postmaster.port,
    user: 'jiuqing',
    database: 'postgres',
    password: (await readFile(join(folder, 'postgres-password'), 'utf8')).trim(),
  })
  // The next statement reports a lost connection; unheard, it would end the process.
  client.on('error', () => undefined)
  await client.connect()
  return client
}

/** Asks until the server is ready to work. @returns false where it is not within the time */
export async function untilReadyAgain(address: string, patienceMs: number): Promise<boolean> {
  const giveUpAt = Date.now() + patienceMs
  while (Date.now() < giveUpAt) {
    const answer = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(5000) }).catch(() => undefined)
    if (answer?.status === 200) return true
    await pause(100)
  }
  return false
}
