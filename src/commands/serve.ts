import { flushCompileCache } from 'node:module'
import { parseArgs } from 'node:util'
import type { Command } from '../command.ts'
import type { FirstAdministrator } from '../people/store.ts'
import { configOf } from './config-of.ts'

export const serveCommand: Command = {
  help: `  --data DIR   数据文件夹，默认 JIUQING_DATA 或 ./data          data folder, default JIUQING_DATA or ./data
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
    const config = configOf(values)
    // Loaded once the arguments are sound: it is the whole platform.
    const { startServing } = await import('./serving.ts')
    const running = await startServing(config)
    if (values.json === true) {
      console.log(JSON.stringify({ ready: running.address, administrator: running.administrator ?? null }))
    } else {
      printAdministrator(running.administrator)
      console.log(`ready ${running.address}`)
    }
    // One that is killed later would have kept nothing for the next start.
    flushCompileCache()
    await running.ended
    return 0
  },
}

/** A generated password is shown this once. */
function printAdministrator(administrator: FirstAdministrator | undefined): void {
  if (administrator?.generatedPassword === undefined) return
  const { username, generatedPassword } = administrator
  console.log(`管理员 administrator: ${username}  初始密码 first password: ${generatedPassword}`)
  console.log('只显示这一次，首次登录须修改。Shown only now; it must be changed at the first sign-in.')
}
