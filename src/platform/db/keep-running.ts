import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { Problem } from '../../domain/problems.ts'
import { didNotStart } from './embedded-problems.ts'
import { endPostmaster } from './end-postmaster.ts'
import { readPostmasterFile } from './postmaster-file.ts'

/** The account a child process runs under; that of this process where absent. */
export type Account = { readonly uid?: number; readonly gid?: number }

export type Restart =
  | { readonly state: 'ended'; readonly how: string; readonly said: string }
  | { readonly state: 'failed'; readonly err: unknown }
  | { readonly state: 'again' }

export type EmbeddedOptions = {
  /** Told when the database ended although nobody here asked it to, and when it works again. */
  readonly onRestart?: (restart: Restart) => void
  /** How many may be connected at once; 60 where nothing is said, which is more than one platform and its commands need. */
  readonly connections?: number
  /** For its pages, in MB; an eighth of the machine's, 128 to 4,096, where nothing is said. */
  readonly memoryMb?: number | undefined
}

export type PostgresCommand = {
  readonly binaries: string
  readonly account: Account
  readonly arguments: readonly string[]
}

type Task = { readonly home: string; readonly url: string; readonly command: PostgresCommand }

/** How the platform's own connection is called, with its process: who is there owns the database. Persisted between two versions. */
export const keeperName = 'jiuqing platform'

/**
 * Starts the database server and starts it again whenever it ends by itself or by a signal from outside (the kernel's, when memory is
 * short): whoever calls meanwhile is told that it is unavailable, and what was committed is there again.
 *
 * @throws Problem `database.did-not-start` where the first start fails
 */
export async function keepRunning(task: Task, options: EmbeddedOptions): Promise<{ stop(): Promise<void> }> {
  let stopping = false
  let server = await startServer(task)
  let watching = Promise.resolve()
  const watch = () => {
    server.child.once('exit', (code, signal) => {
      if (stopping) return
      options.onRestart?.({ state: 'ended', how: String(signal ?? code), said: server.said() })
      watching = again()
    })
  }
  const again = async () => {
    for (let waitMs = firstWaitMs; !stopping; waitMs = Math.min(2 * waitMs, longestWaitMs)) {
      await pause(waitMs)
      if (stopping) return
      try {
        server = await startServer(task)
        watch()
        options.onRestart?.({ state: 'again' })
        return
      } catch (error) {
        options.onRestart?.({ state: 'failed', err: error })
      }
    }
  }
  watch()
  return {
    stop: async () => {
      stopping = true
      await watching
      await endServer(server)
    },
  }
}

const firstWaitMs = 100
const longestWaitMs = 10_000

type Server = { readonly child: ChildProcess; readonly keeper: Client; readonly said: () => string }

/** Processes of a server that was killed let go of its memory within moments; PostgreSQL refuses to start before. */
const remainsOfAnother = /pre-existing shared memory block/
const remainsTried = 40

async function startServer(task: Task): Promise<Server> {
  for (let tried = 1; ; tried++) {
    try {
      return await startOnce(task)
    } catch (error) {
      const isRemains = error instanceof Problem && remainsOfAnother.test(error.message)
      if (!isRemains || tried === remainsTried) throw error
      await pause(250)
    }
  }
}

async function startOnce({ home, url, command }: Task): Promise<Server> {
  const program = join(command.binaries, 'bin', process.platform === 'win32' ? 'postgres.exe' : 'postgres')
  const child = spawn(program, command.arguments, {
    ...command.account,
    stdio: ['ignore', 'ignore', 'pipe'],
    cwd: command.binaries,
    // An own process group: Ctrl-C ends the platform first, which then ends its database in good order.
    detached: process.platform !== 'win32',
  })
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000)))
  const keeper = await untilReady(child, { home, url }, refusal => {
    return new Problem(didNotStart, { folder: home, log: said.trim() || refusal || 'nothing' })
  })
  return { child, keeper, said: () => said.trim() }
}

/** How long a server may say nothing. One that says that it recovers may take as long as it needs. */
const silenceMs = 60_000

/** @returns the platform's own connection, kept open as long as the server runs */
async function untilReady(
  child: ChildProcess,
  { home, url }: Pick<Task, 'home' | 'url'>,
  failure: (refusal: string) => Problem,
): Promise<Client> {
  let ended = false
  child.once('error', () => (ended = true))
  // Everything it said has arrived then.
  const closed = once(child, 'close').catch(() => undefined)
  child.once('exit', () => (ended = true))
  let giveUpAt = Date.now() + silenceMs
  let lastRefusal = ''
  while (!ended && Date.now() < giveUpAt) {
    const tried = (await isStarting(home, child.pid)) ? stillStarting : await tryToConnect(url)
    if (tried instanceof Client) return tried
    if (tried.isStarting) giveUpAt = Date.now() + silenceMs
    lastRefusal = tried.refusal
    await pause(30)
  }
  child.kill('SIGINT')
  if (child.pid !== undefined) await closed
  throw failure(lastRefusal)
}

type Refused = { readonly refusal: string; readonly isStarting: boolean }

const stillStarting: Refused = { refusal: 'the database is starting', isStarting: true }

/** Asked of PostgreSQL's own file: a connection that is refused costs both sides some 30 ms of a processor. */
async function isStarting(home: string, pid: number | undefined): Promise<boolean> {
  // Not to be read, whyever: the connection will tell.
  const postmaster = await readPostmasterFile(join(home, 'postgres')).catch(() => undefined)
  return postmaster?.pid === pid && postmaster?.isStarting === true
}

/** SQLSTATE `cannot_connect_now`: starting, recovering or stopping. */
const cannotConnectNow = '57P03'

async function tryToConnect(url: string): Promise<Client | Refused> {
  const client = new Client({ connectionString: url, application_name: `${keeperName} ${process.pid}` })
  // A connection dropped while the server starts is part of waiting; the await below reports it. Later the server's end says it all.
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
    return client
  } catch (error) {
    await client.end()
    const isStarting = error instanceof Error && 'code' in error && error.code === cannotConnectNow
    return { refusal: String(error), isStarting }
  }
}

/** A last checkpoint may take its time. */
const stopMs = 60_000

async function endServer({ child, keeper }: Server): Promise<void> {
  await keeper.end()
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  if (child.pid !== undefined) await endPostmaster(child.pid, stopMs)
  await gone
}
