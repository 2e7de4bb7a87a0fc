import { readlink, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { Problem } from '../../domain/problems.ts'
import { folderInUse } from './embedded-problems.ts'
import { endPostmaster, isRunning } from './end-postmaster.ts'
import { keeperName } from './keep-running.ts'
import { readPostmasterFile, type Postmaster } from './postmaster-file.ts'

/**
 * A platform that was killed leaves its database running: it is asked to end, so that one server owns the folder. One whose platform
 * is still there - its lock file was lost, or it runs in another container on the same folder - is left alone.
 *
 * @throws Problem `database.folder-in-use`
 */
export async function endOrphan(
  cluster: string,
  { home, password }: { home: string; password: string },
): Promise<void> {
  const postmaster = await readPostmasterFile(cluster)
  if (postmaster === undefined || !isRunning(postmaster.pid)) return
  if (!(await isServerOf(postmaster.pid, cluster))) {
    // After a restart of the machine the number may belong to anybody; PostgreSQL itself would refuse to start because of it.
    await rm(join(cluster, 'postmaster.pid'), { force: true })
    return
  }
  const owner = await platformOn(postmaster, password)
  if (owner !== undefined) throw new Problem(folderInUse, { folder: home, pid: owner })
  await endPostmaster(postmaster.pid, 20_000)
}

/** A database server works inside its folder. Where the system does not tell, the number is believed. */
async function isServerOf(pid: number, cluster: string): Promise<boolean> {
  if (process.platform !== 'linux') return true
  try {
    return (await readlink(`/proc/${pid}/cwd`)) === (await realpath(cluster))
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'EACCES' || code === 'ENOENT') return false // of another user, so none of ours; or gone by now
    throw error
  }
}

/** A connection of a platform that was killed is gone within moments; one that stays belongs to somebody. */
const lookMs = 3000

/** @returns the process of the platform that works on it, if any */
async function platformOn(postmaster: Postmaster, password: string): Promise<number | undefined> {
  const giveUpAt = Date.now() + lookMs
  for (;;) {
    const owner = await askOnce(postmaster, password)
    if (owner === undefined || Date.now() > giveUpAt) return owner
    await pause(200)
  }
}

async function askOnce({ port, socketFolder }: Postmaster, password: string): Promise<number | undefined> {
  const host = socketFolder === '' ? '127.0.0.1' : socketFolder
  const client = new Client({ host, port, user: 'jiuqing', database: 'postgres', password })
  // The await below reports it.
  client.on('error', () => undefined)
  try {
    await client.connect()
    const found = await client.query<{ name: string }>(
      `select application_name as name from pg_stat_activity where application_name like $1 || ' %'`,
      [keeperName],
    )
    const name = found.rows[0]?.name
    return name === undefined ? undefined : Number(name.slice(keeperName.length + 1))
  } catch {
    // Starting, stopping, or its socket swept away: no platform works through it.
    return undefined
  } finally {
    await client.end()
  }
}
