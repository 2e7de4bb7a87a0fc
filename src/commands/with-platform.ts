import { systemActor, type Actor } from '../platform/actor.ts'
import { actorForUsername } from '../people/store.ts'
import { configOf } from './config-of.ts'
import type { Database } from '../platform/db/database.ts'
import { openConfiguredDatabase } from '../platform/start.ts'
import { ensureShippedPlaces } from '../places/seed.ts'

/** Options that every command on the platform's database takes. */
export const commandOptions = {
  data: { type: 'string' },
  as: { type: 'string' },
  json: { type: 'boolean' },
} as const

type Given = { readonly data?: string | undefined; readonly as?: string | undefined }

/**
 * Opens the platform's database for one command and closes it after. Acts as the user named with `--as`, with that user's
 * rights; else as the owner of the data folder, who could read it all anyway.
 */
export async function withPlatform<Result>(
  given: Given,
  work: (platform: { readonly database: Database; readonly actor: Actor }) => Promise<Result>,
): Promise<Result> {
  const config = configOf(given)
  const opened = await openConfiguredDatabase(config)
  try {
    await ensureShippedPlaces(opened.database)
    const actor =
      given.as === undefined ? systemActor('command-line') : await actorForUsername(opened.database, given.as)
    return await work({ database: opened.database, actor })
  } finally {
    await opened.stop()
  }
}
