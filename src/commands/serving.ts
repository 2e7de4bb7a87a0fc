import { createApp, type App } from '../app.ts'
import { ensureAdministrator, type FirstAdministrator } from '../people/store.ts'
import type { Config } from '../platform/config.ts'
import { openLog } from '../platform/log.ts'
import { openConfiguredDatabase } from '../platform/start.ts'

export type Running = {
  readonly address: string
  /** Set where this start created the first account. */
  readonly administrator: FirstAdministrator | undefined
  readonly ended: Promise<void>
  stop(): Promise<void>
}

/** Starts everything and listens; stops gracefully on SIGINT and SIGTERM. */
export async function startServing(config: Config): Promise<Running> {
  const log = openLog(config.logLevel)
  const opened = await openConfiguredDatabase(config, {
    onConnectionLost: error => log.warn({ err: error.message }, 'database connection lost'),
    onRestart: restart => log.error(restart, restartWords[restart.state]),
  })
  try {
    const administrator = await ensureAdministrator(opened.database, config.adminPassword)
    const app = await createApp(config, opened, log)
    const address = await listen(app, config)
    return {
      address,
      administrator,
      ...stopOnSignal(async () => {
        await app.stop()
        await opened.stop()
      }),
    }
  } catch (error) {
    await opened.stop()
    throw error
  }
}

const restartWords = {
  ended: 'the embedded database ended unasked and is started again',
  failed: 'the embedded database could not be started again yet',
  again: 'the embedded database works again',
} as const

async function listen(app: App, { port, host }: Config): Promise<string> {
  try {
    return await app.http.listen({ port, host })
  } catch (error) {
    await app.stop()
    throw error
  }
}

function stopOnSignal(stop: () => Promise<void>): Pick<Running, 'ended' | 'stop'> {
  let stopped: Promise<void> | undefined
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const once = () => {
    stopped ??= stop().then(resolve, reject)
    return stopped
  }
  process.once('SIGINT', () => void once())
  process.once('SIGTERM', () => void once())
  return { ended: promise, stop: once }
}
