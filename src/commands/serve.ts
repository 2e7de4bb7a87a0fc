import { parseArgs } from 'node:util'
import type { Command } from '../command.ts'
import { createApp } from '../app.ts'
import { ensureAdministrator, type FirstAdministrator } from '../people/store.ts'
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
    printAdministrator(running.administrator)
    console.log(`ready ${running.address}`)
    await running.ended
    return 0
  },
}

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
  })
  try {
    const administrator = await ensureAdministrator(opened.database, config.adminPassword)
    const app = await createApp(config, opened, log)
    const address = await app.http.listen({ port: config.port, host: config.host })
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

/** A generated password is shown this once. */
function printAdministrator(administrator: FirstAdministrator | undefined): void {
  if (administrator?.generatedPassword === undefined) return
  const { username, generatedPassword } = administrator
  console.log(`管理员 administrator: ${username}  初始密码 first password: ${generatedPassword}`)
  console.log('只显示这一次，首次登录须修改。Shown only now; it must be changed at the first sign-in.')
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
