import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '../../domain/problems.ts'
import type { Config, EmbeddedPlace } from '../config.ts'
import { runningEmbedded, startEmbedded } from '../db/embedded.ts'
import { diskFull, unavailable } from '../db/errors.ts'
import { noPlatformDatabase } from './problems.ts'
import { isThere } from '../files/is-there.ts'

/** Where a platform's data is: its database, and the folder of its photos and files. `name` is for people. */
export type Place = { readonly url: string; readonly name: string; readonly files: string }

type Where = Pick<Config, 'databaseUrl'> & EmbeddedPlace

/**
 * Reaches the database this configuration means for reading: the server's; the embedded one beside the platform that runs it; else
 * the embedded one, started for this work and stopped after it. Migrates nothing, creates nothing.
 *
 * @throws Problem `backup.no-database`
 */
export async function withSource<Result>(where: Where, work: (place: Place) => Promise<Result>): Promise<Result> {
  const files = join(where.dataFolder, 'files')
  if (where.databaseUrl !== undefined) {
    return work({ url: where.databaseUrl, name: withoutPassword(where.databaseUrl), files })
  }
  const running = await runningEmbedded(where.dataFolder)
  if (running !== undefined) return work({ url: running, name: where.dataFolder, files })
  return withEmbedded(where, work)
}

/** The embedded database of a folder that no platform uses, for as long as `work` takes. @throws Problem `backup.no-database` */
export async function withEmbedded<Result>(
  where: EmbeddedPlace,
  work: (place: Place) => Promise<Result>,
): Promise<Result> {
  if (!(await isThere(join(where.dataFolder, 'postgres', 'PG_VERSION')))) {
    throw new Problem(noPlatformDatabase, { where: where.dataFolder })
  }
  return withStarted(where, work)
}

/** Likewise, making the database where there is none. */
export async function withStarted<Result>(
  { dataFolder, databaseMemoryMb }: EmbeddedPlace,
  work: (place: Place) => Promise<Result>,
): Promise<Result> {
  const embedded = await startEmbedded(dataFolder, { memoryMb: databaseMemoryMb })
  try {
    return await work({ url: embedded.url, name: dataFolder, files: join(dataFolder, 'files') })
  } catch (error) {
    throw (await lacksRoom(dataFolder, error)) ? new Problem(diskFull, { sqlState: 'none' }, { cause: error }) : error
  } finally {
    await embedded.stop()
  }
}

/** What PostgreSQL needs for one more piece of its log, twice. */
const leastRoomBytes = 32 * 1024 * 1024

/** Without room for its log PostgreSQL ends at once and takes the connection with it: what is to be said is that the disk is full. */
async function lacksRoom(dataFolder: string, error: unknown): Promise<boolean> {
  if (!(error instanceof Problem) || error.kind.code !== unavailable.code) return false
  const { bavail, bsize } = await statfs(dataFolder)
  return bavail * bsize < leastRoomBytes
}

export function withoutPassword(url: string): string {
  return url.replace(/^(postgres(?:ql)?:\/\/[^:@/?]*):[^@/?]*@/, '$1:***@')
}
