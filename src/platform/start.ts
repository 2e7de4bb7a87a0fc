import { mkdir } from 'node:fs/promises'
import type { Config } from './config.ts'
import { refuseUnfinishedRestore } from './backup/loading.ts'
import { startEmbedded } from './db/embedded.ts'
import type { EmbeddedOptions } from './db/keep-running.ts'
import { migrate } from './db/migrate.ts'
import { openDatabase, type Database, type DatabaseOptions } from './db/database.ts'

export type OpenedDatabase = { readonly database: Database; readonly ownerUrl: string; stop(): Promise<void> }

/**
 * Opens the database this configuration means - the embedded one in the data folder, or `DATABASE_URL` - and brings it up to date.
 * Everything that was started is stopped again if a later step fails.
 *
 * @throws Problem for a folder in use, a database that does not start, one newer than this program, or one half restored
 */
export async function openConfiguredDatabase(
  config: Config,
  options: DatabaseOptions & EmbeddedOptions = {},
): Promise<OpenedDatabase> {
  await makeFolder(config.dataFolder)
  const taking = { memoryMb: config.databaseMemoryMb, ...options }
  const embedded = config.databaseUrl === undefined ? await startEmbedded(config.dataFolder, taking) : undefined
  const ownerUrl = config.databaseUrl ?? embedded?.url ?? ''
  try {
    await refuseUnfinishedRestore(ownerUrl)
    await migrate(ownerUrl)
  } catch (error) {
    await embedded?.stop()
    throw error
  }
  const database = openDatabase(ownerUrl, options)
  return {
    database,
    ownerUrl,
    stop: async () => {
      await database.close()
      await embedded?.stop()
    },
  }
}

/** Node says "not found" of a parent that may not be written to (a read-only disk); asked for that one folder, it says why. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error // a Node file error carries its code
    await mkdir(folder)
  }
}
