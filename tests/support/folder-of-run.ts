import { readdirSync, readFileSync, mkdirSync, rmSync, statfsSync } from 'node:fs'
import { freemem, tmpdir } from 'node:os'
import { join } from 'node:path'
import { isRunning } from '../../src/platform/db/end-postmaster.ts'

const memoryDisk = '/dev/shm'
const prefix = 'jiuqing-tests-'
/** A whole run keeps about 1 GiB there at once (measured); the rest is for the machine. */
const neededBytes = 9 * 2 ** 30

/**
 * The folder for everything throw-away of one run of tests, gone when the process ends: in memory where the system has a disk in
 * memory and plenty of it, since a database is hundreds of files and the tests make hundreds of databases; else the
 * system's own. Nothing is tested less by that: what a killed process has written is there on either.
 *
 * @example process.env['TMPDIR'] = folderOfRun()
 */
export function folderOfRun(): string {
  if (!hasRoomInMemory()) return tmpdir()
  removeAbandoned()
  const folder = join(memoryDisk, `${prefix}${process.pid}`)
  // The database of root runs as another account, which has to pass through.
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function hasRoomInMemory(): boolean {
  if (process.platform !== 'linux') return false
  // Of the files: device, where, kind, options.
  const mount = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .map(line => line.split(' '))
    .find(([, where]) => where === memoryDisk)
  if (mount?.[2] !== 'tmpfs' || mount[3]?.split(',').includes('noexec') !== false) return false
  const { bavail, bsize } = statfsSync(memoryDisk)
  return Math.min(bavail * bsize, freemem()) >= neededBytes
}

/** Of runs that were killed. */
function removeAbandoned(): void {
  for (const name of readdirSync(memoryDisk)) {
    const pid = Number(name.slice(prefix.length))
    if (!name.startsWith(prefix) || pid === process.pid || isRunning(pid)) continue
    rmSync(join(memoryDisk, name), { recursive: true, force: true })
  }
}
