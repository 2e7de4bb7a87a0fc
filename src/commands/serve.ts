import { parseArgs } from 'node:util'
import type { Command } from '../command.ts'
import { createApp } from '../app.ts'
import { readConfig, type Config } from '../platform/config.ts'
import { openLog } from '../platform/log.ts'
import { openConfiguredDatabase } from '../platform/start.ts'

export const serveCommand: Command = {
  name: 'serve',
  summary: { zh: '启动平台', en: 'start the platform' },
  usage: 'serve [--data DIR] [--port N] [--host H]',
  run: async args => {
    const { values } = parseArgs({
      args: [...args],
      options: { data: { type: 'string' }, port: { type: 'string' }, host: { type: 'string' } },
    })
    const config = readConfig({
      ...process.env,
      ...(values.data === undefined ? {} : { JIUQING_DATA: values.data }),
      ...(values.port === undefined ? {} : { JIUQING_PORT: values.port }),
      ...(values.host === undefined ? {} : { JIUQING_HOST: values.host }),
    })
    const running = await startServing(config)
    console.log(`ready ${running.address}`)
    await running.ended
    return 0
  },
}

export type Running = { readonly address: string; readonly ended: Promise<void>; stop(): Promise<void> }

/** Starts everything and listens; stops gracefully on SIGINT and SIGTERM. */
export async function startServing(config: Config): Promise<Running> {
  const log = openLog(config.logLevel)
  const opened = await openConfiguredDatabase(config, {
    onConnectionLost: error => log.warn({ err: error.message }, 'database connection lost'),
  })
  try {
    const app = await createApp(config, opened, log)
    const address = await app.http.listen({ port: config.port, host: config.host })
    return {
      address,
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
