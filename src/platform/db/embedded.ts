import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir, totalmem, userInfo } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { Client } from 'pg'
import { Problem, problemKind } from '../../domain/problems.ts'
import { didNotStart, folderInUse } from './embedded-problems.ts'
import { keepRunning, type Account, type EmbeddedOptions } from './keep-running.ts'
import { isRunning } from './end-postmaster.ts'
import { endOrphan } from './orphan.ts'
import { readPostmasterFile } from './postmaster-file.ts'
import { closedFolder, packagedBinaries, readableBinaries } from './postgres-binaries.ts'
import { isThere } from '../files/is-there.ts'

/** The account that runs the database when the platform itself runs as root: PostgreSQL refuses to run as root. */
const nobody = 65534

const unreachableFolder = problemKind<{ folder: string; closed: string }>({
  code: 'database.folder-unreachable',
  status: 503,
  title: { zh: '数据库进不了数据文件夹', en: 'The database cannot enter its folder' },
  say: ({ folder, closed }) => ({
    zh: `以 root 运行时，数据库由普通账号启动，而数据文件夹 ${folder} 的上级 ${closed} 只有 root 能进入。请用 --data 指定别处（例如 /var/lib/jiuqing），或以普通用户运行。`,
    en: `Run as root, the database starts under an ordinary account, and ${closed}, above the data folder ${folder}, may be entered by root only. Name another folder with --data (such as /var/lib/jiuqing), or run as an ordinary user.`,
  }),
})

export type EmbeddedDatabase = { readonly url: string; stop(): Promise<void> }

/**
 * Starts the PostgreSQL that comes with the product as a child process on `folder`, creating it at first use. Listens on a
 * Unix socket inside a private folder only (on Windows: loopback with a password). One server per folder. A database that ends without
 * being asked to is started again.
 *
 * @throws Problem `database.folder-in-use`, `database.no-binary`, `database.did-not-start`
 * @example const database = await startEmbedded('./data'); ...; await database.stop()
 */
export async function startEmbedded(folder: string, options: EmbeddedOptions = {}): Promise<EmbeddedDatabase> {
  const home = resolve(folder)
  await mkdir(home, { recursive: true })
  const unlock = await lockFolder(home)
  try {
    return await startLocked(home, unlock, options)
  } catch (error) {
    await unlock()
    throw error
  }
}

async function startLocked(
  home: string,
  unlock: () => Promise<void>,
  options: EmbeddedOptions,
): Promise<EmbeddedDatabase> {
  const account = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}
  if (account.uid !== undefined) await makeReachable(home)
  const binaries = await readableBinaries(packagedBinaries(), home, account)
  const cluster = join(home, 'postgres')
  const password = await superuserPassword(home)
  await endOrphan(cluster, { home, password })
  await initialise({ binaries, cluster, password, home, account })
  const port = process.platform === 'win32' ? 20_000 + (process.pid % 40_000) : 5432
  const socketFolder = await privateSocketFolder(home, account)
  const url =
    process.platform === 'win32'
      ? `postgres://jiuqing:${password}@127.0.0.1:${port}/postgres`
      : `postgres://jiuqing:${password}@/postgres?host=${encodeURIComponent(socketFolder)}&port=${port}`
  const server = await keepRunning(
    {
      home,
      url,
      command: { binaries, account, arguments: serverArguments(cluster, { socketFolder, port, ...options }) },
    },
    options,
  )
  return {
    url,
    stop: async () => {
      await server.stop()
      await rm(socketFolder, { recursive: true, force: true })
      await unlock()
    },
  }
}

/**
 * The address of the embedded database that another process runs on `folder` at this moment, for reading beside it.
 *
 * @returns `undefined` where none is running, or the folder is another account's
 */
export async function runningEmbedded(folder: string): Promise<string | undefined> {
  const home = resolve(folder)
  const postmaster = await readPostmasterFile(join(home, 'postgres'))
  if (postmaster === undefined || !isRunning(postmaster.pid)) return undefined
  const { port, socketFolder } = postmaster
  const password = await superuserPassword(home)
  const url =
    socketFolder === ''
      ? `postgres://jiuqing:${password}@127.0.0.1:${port}/postgres`
      : `postgres://jiuqing:${password}@/postgres?host=${encodeURIComponent(socketFolder)}&port=${port}`
  return (await answers(url)) ? url : undefined
}

/** Whether a server lets us in there: one that starts, stops or is another account's does not. */
async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, application_name: 'jiuqing looking' })
  client.on('error', () => undefined) // the await below reports it
  try {
    await client.connect()
    return true
  } catch {
    return false // that is the answer
  } finally {
    await client.end()
  }
}

function executable(name: string): string {
  return process.platform === 'win32' ? `${name}.exe` : name
}

/** The data folder itself is opened for passing through; the folders above it are not ours to change. */
async function makeReachable(home: string): Promise<void> {
  const closed = await closedFolder(dirname(home))
  if (closed !== undefined) throw new Problem(unreachableFolder, { folder: home, closed })
  if ((await closedFolder(home)) !== undefined) await chmod(home, 0o711)
}

async function superuserPassword(home: string): Promise<string> {
  const file = join(home, 'postgres-password')
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error // a Node file error carries its code
    const password = randomBytes(24).toString('base64url')
    await writeFile(file, password, { mode: 0o600 })
    return password
  }
}

async function initialise(task: {
  binaries: string
  cluster: string
  password: string
  home: string
  account: Account
}) {
  if (await isThere(join(task.cluster, 'PG_VERSION'))) return
  // A first start that was cut off leaves a folder without PG_VERSION in its final form: begin again from nothing.
  await rm(task.cluster, { recursive: true, force: true })
  const fresh = `${task.cluster}.new`
  await rm(fresh, { recursive: true, force: true })
  await mkdir(fresh, { mode: 0o700 })
  const passwordFile = join(task.home, 'postgres-password.once')
  await writeFile(passwordFile, task.password, { mode: 0o600 })
  await own([fresh, passwordFile], task.account)
  // Who passes through need not see what is in it.
  if (task.account.uid !== undefined) await chmod(task.home, 0o711)
  try {
    await run(
      join(task.binaries, 'bin', executable('initdb')),
      [
        '-D',
        fresh,
        '-U',
        'jiuqing',
        '--pwfile',
        passwordFile,
        '--auth',
        'scram-sha-256',
        '--encoding',
        'UTF8',
        '--locale-provider',
        'builtin',
        '--builtin-locale',
        'C.UTF-8',
        '--locale',
        'C',
      ],
      task.account,
      task.home,
    )
  } finally {
    await rm(passwordFile, { force: true })
  }
  await rename(fresh, task.cluster)
}

async function own(paths: readonly string[], account: Account): Promise<void> {
  if (account.uid === undefined || account.gid === undefined) return
  for (const path of paths) await chown(path, account.uid, account.gid)
}

/** A Unix socket's path may hold about 100 characters, so a deep data folder gets its socket in the temporary folder. */
async function privateSocketFolder(home: string, account: Account): Promise<string> {
  const inside = join(home, 'socket')
  const folder = inside.length < 80 ? inside : join(tmpdir(), `jiuqing-socket-${process.pid}`)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await own([folder], account)
  return folder
}

/**
 * Half of what PostgreSQL's manual proposes for a machine of its own, taken only as it is used: whatever is not in it is copied from the
 * system's cache at each use, which at a million waters costs more than finding them.
 */
function usualMemoryMb(): number {
  const memoryMb = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY) / 2 ** 20
  return Math.round(Math.max(128, Math.min(4096, memoryMb / 8)))
}

type Listening = Pick<EmbeddedOptions, 'connections' | 'memoryMb'> & {
  readonly socketFolder: string
  readonly port: number
}

function serverArguments(cluster: string, { socketFolder, port, connections = 60, memoryMb }: Listening): string[] {
  const sharedMb = memoryMb ?? usualMemoryMb()
  const settings = {
    listen_addresses: process.platform === 'win32' ? '127.0.0.1' : '',
    unix_socket_directories: process.platform === 'win32' ? '' : socketFolder,
    port: String(port),
    max_connections: String(connections),
    shared_buffers: `${sharedMb}MB`,
    effective_cache_size: `${4 * sharedMb}MB`,
    work_mem: '16MB',
    maintenance_work_mem: '256MB',
    max_wal_size: '2GB',
    random_page_cost: '1.1',
    log_min_messages: 'warning',
    timezone: 'UTC',
    jit: 'off',
  }
  return ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}

/** Takes the folder for this process, so that two servers never share it; a lock whose process is gone is taken over. */
async function lockFolder(home: string): Promise<() => Promise<void>> {
  const file = join(home, 'jiuqing.pid')
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const handle = await open(file, 'wx')
      await handle.writeFile(String(process.pid))
      await handle.close()
      return () => rm(file, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error // a Node file error carries its code
      const holder = Number(await readFile(file, 'utf8'))
      if (isRunning(holder)) throw new Problem(folderInUse, { folder: home, pid: holder }, { cause: error })
      await rm(file, { force: true })
    }
  }
  throw new Problem(folderInUse, { folder: home, pid: 0 })
}

async function run(command: string, args: readonly string[], account: Account, home: string): Promise<void> {
  const child = spawn(command, args, { ...account, stdio: ['ignore', 'ignore', 'pipe'], cwd: home })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const code = await new Promise<number | null>((done, failed) => {
    child.on('error', failed)
    child.on('exit', done)
  })
  if (code !== 0)
    throw new Problem(didNotStart, {
      folder: home,
      log: said || `${userInfo().username}: ${command} ended with ${code}`,
    })
}
