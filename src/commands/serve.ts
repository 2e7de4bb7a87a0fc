import { parseArgs } from 'node:util'
import type { Command } from '../command.ts'
import { createApp, type App } from '../app.ts'
import { ensureAdministrator, type FirstAdministrator } from '../people/store.ts'
import { readConfig, type Config } from '../platform/config.ts'
import { openLog } from '../platform/log.ts'
import { openConfiguredDatabase } from '../platform/start.ts'

export const serveCommand: Command = {
  name: 'serve',
  summary: { zh: '启动平台', en: 'start the platform' },
  usage: `serve [--data DIR] [--port N] [--host H] [--json]

  --data DIR   数据文件夹，默认 JIUQING_DATA 或 ./data          data folder, default JIUQING_DATA or ./data
  --port N     端口，默认 JIUQING_PORT 或 8080，0 为自动选择    port, default JIUQING_PORT or 8080, 0 picks a free one
  --host H     监听地址，默认 JIUQING_HOST 或 127.0.0.1         address, default JIUQING_HOST or 127.0.0.1
  --json       就绪时输出一行 JSON，不输出文字                  one line of JSON when ready, instead of words

设置了 DATABASE_URL 时使用该 PostgreSQL（15 以上），否则使用数据文件夹中的内置数据库。
Uses the PostgreSQL (15 or newer) that DATABASE_URL names, else the embedded one in the data folder.`,
  run: async args => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        data: { type: 'string' },
        port: { type: 'string' },
        host: { type: 'string' },
        json: { type: 'boolean' },
      },
    })
    const config = readConfig({
      ...process.env,
      ...(values.data === undefined ? {} : { JIUQING_DATA: values.data }),
      ...(values.port === undefined ? {} : { JIUQING_PORT: values.port }),
      ...(values.host === undefined ? {} : { JIUQING_HOST: values.host }),
    })
    const running = await startServing(config)
    if (values.json === true) {
      console.log(JSON.stringify({ ready: running.address, administrator: running.administrator ?? null }))
    } else {
      printAdministrator(running.administrator)
      console.log(`ready ${running.address}`)
    }
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

async function listen(app: App, { port, host }: Config): Promise<string> {
  try {
    return await app.http.listen({ port, host })
  } catch (error) {
    await app.stop()
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
