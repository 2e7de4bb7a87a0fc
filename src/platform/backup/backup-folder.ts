import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { Problem } from '../../domain/problems.ts'
import { syncFolder } from '../files/attachments-store.ts'
import { writeWhole } from './parts.ts'
import { backupIncomplete, backupInUse, backupNotFound, foreignFolder, noBackup } from './problems.ts'
import { isThere } from '../files/is-there.ts'

/** Says that a folder holds backups of Jiuqing. Persisted. */
const markName = 'jiuqing-backups.json'
const lockName = 'jiuqing-backup.lock'
const unfinished = '.incomplete'
/** A running number first: the clock may be set back, the order of backups may not. Persisted. */
const backupName = /^\d{4,}-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ$/

/** Photos and files of all backups, each once, by the SHA-256 of its content. */
export function filesIn(folder: string): string {
  return join(folder, 'files')
}

/** Names of the complete backups, oldest first. */
export async function listBackups(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder)
  return names.filter(name => backupName.test(name)).sort((one, other) => Number.parseInt(one) - Number.parseInt(other))
}

/**
 * The backup that was asked for, or the newest.
 *
 * @throws Problem `backup.none`, `backup.not-found`, `backup.incomplete`
 */
export async function chooseBackup(folder: string, asked: string | undefined): Promise<string> {
  if (!(await isThere(join(folder, markName)))) throw new Problem(noBackup, { folder })
  const there = await listBackups(folder)
  if (asked !== undefined && !there.includes(asked)) {
    if (await isThere(join(folder, `${asked}${unfinished}`))) throw new Problem(backupIncomplete, { name: asked })
    throw new Problem(backupNotFound, { name: asked, there })
  }
  const name = asked ?? there.at(-1)
  if (name === undefined) throw new Problem(noBackup, { folder })
  return name
}

/** A backup being written. It counts once `finish` has given it its name; until then it is recognisably incomplete. */
export type Draft = {
  readonly name: string
  readonly folder: string
  /** Unfinished backups of earlier runs that were removed. */
  readonly removed: readonly string[]
  finish(): Promise<void>
  /** Lets go of the folder of backups; what is unfinished is removed. */
  close(): Promise<void>
}

/** @throws Problem `backup.folder-foreign`, `backup.in-use` */
export async function draftBackup(folder: string, at: Date): Promise<Draft> {
  await prepareFolder(folder)
  const unlock = await lock(folder)
  try {
    const removed = await removeUnfinished(folder)
    const last = Number.parseInt((await listBackups(folder)).at(-1) ?? '0')
    const time = at.toISOString().slice(0, 19).replaceAll(':', '-')
    const name = `${String(last + 1).padStart(4, '0')}-${time}Z`
    const working = join(folder, `${name}${unfinished}`)
    await mkdir(working, { mode: 0o700 })
    await mkdir(filesIn(folder), { recursive: true, mode: 0o700 })
    return {
      name,
      folder: working,
      removed,
      finish: async () => {
        await syncFolder(working)
        await rename(working, join(folder, name))
        await syncFolder(folder)
      },
      close: async () => {
        await rm(working, { recursive: true, force: true })
        await unlock()
      },
    }
  } catch (error) {
    await unlock()
    throw error
  }
}

/** Removes the oldest backups until `keep` are left. Their photos stay: newer backups name them too. @returns what was removed */
export async function removeOldest(folder: string, keep: number): Promise<readonly string[]> {
  const old = (await listBackups(folder)).slice(0, -keep)
  for (const name of old) {
    // Renamed first: half removed it must not look like one.
    await rename(join(folder, name), join(folder, `${name}${unfinished}`))
    await rm(join(folder, `${name}${unfinished}`), { recursive: true })
  }
  return old
}

async function prepareFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const entries = await readdir(folder)
  if (entries.includes(markName)) return
  if (entries.some(name => name !== 'lost+found')) throw new Problem(foreignFolder, { folder })
  await writeWhole(join(folder, markName), `${JSON.stringify({ what: 'Jiuqing backups', format: 1 })}\n`)
}

async function removeUnfinished(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter(name => name.endsWith(unfinished))
  for (const name of names) await rm(join(folder, name), { recursive: true })
  return names.map(name => name.slice(0, -unfinished.length))
}

type Holder = { readonly pid: number; readonly host: string }

/** Takes the folder for this process; the lock of a process that is gone is taken over. */
async function lock(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, lockName)
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const file = await open(path, 'wx', 0o600)
      await file.writeFile(JSON.stringify({ pid: process.pid, host: hostname() } satisfies Holder))
      await file.close()
      return () => rm(path, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error // a Node file error carries its code
      const holder = await holderOf(path)
      if (holder !== undefined && isAlive(holder)) {
        const words = `${holder.host}, ${holder.pid}`
        throw new Problem(backupInUse, { folder, holder: words, lock: path }, { cause: error })
      }
      await rm(path, { force: true })
    }
  }
  throw new Problem(backupInUse, { folder, holder: '?', lock: path })
}

/** `undefined` for a lock that was never written to the end, as of a machine that lost power. */
async function holderOf(path: string): Promise<Holder | undefined> {
  const text = await readFile(path, 'utf8')
  const parts = /^\{"pid":(\d+),"host":"([^"]*)"\}$/.exec(text)
  return parts === null ? undefined : { pid: Number(parts[1]), host: parts[2] ?? '' }
}

/** Of a process on another machine nobody here can tell. */
function isAlive({ pid, host }: Holder): boolean {
  if (host !== hostname()) return true
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' // exists, belongs to somebody else
  }
}
