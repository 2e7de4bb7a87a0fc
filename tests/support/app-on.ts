import { createApp, type App } from '../../src/app.ts'
import { readConfig } from '../../src/platform/config.ts'
import { openLog } from '../../src/platform/log.ts'
import type { TestDatabase } from './database.ts'

/**
 * The whole platform on a database of the test file's own, which outlives it: whoever asked stops one and closes the other.
 *
 * @param folder for its files
 * @param settings as in the environment, beside the folder; silent where they say nothing of a log
 * @example const app = await appOn(test, folder); ...; await app.stop()
 */
export async function appOn(
  { database, ownerUrl }: TestDatabase,
  folder: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<App> {
  const config = readConfig({ JIUQING_DATA: folder, JIUQING_LOG_LEVEL: 'silent', ...settings })
  return createApp(config, { database, ownerUrl, stop: async () => undefined }, openLog(config.logLevel))
}
