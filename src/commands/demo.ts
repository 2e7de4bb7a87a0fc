import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Person } from '../../example/people.ts'
import type { Command } from '../command.ts'
import { roles } from '../domain/permissions.ts'
import { readConfig, type Config } from '../platform/config.ts'

/** Of every account of the demonstration: the folder is thrown away with it. */
export const demoPassword = 'Jiuqing-demo-2026'

export const demoCommand: Command = {
  help: `  --port N   端口，默认 JIUQING_PORT 或 8080，0 为自动选择   port, default JIUQING_PORT or 8080, 0 picks a free one
  --json     就绪时输出一行 JSON（地址和账号）               one line of JSON when ready (address and accounts)

数据放在临时文件夹，从不使用 DATABASE_URL；按 Ctrl-C 停止并删除。
The data lies in a temporary folder, never in DATABASE_URL; Ctrl-C stops it and removes the folder.`,
  run: async args => {
    const { values } = parseArgs({
      args: [...args],
      options: { port: { type: 'string' }, json: { type: 'boolean' } },
    })
    const folder = await mkdtemp(join(tmpdir(), 'jiuqing-demo-'))
    const stopping = stopSignal()
    try {
      await runDemo(demoConfig(folder, values.port), { stopping, print: values.json === true ? printJson : printTable })
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
    return 0
  },
}

/** Never the database that the surroundings name: the example must not get among real waters. */
function demoConfig(folder: string, port: string | undefined): Config {
  const environment = { ...process.env, DATABASE_URL: '', JIUQING_DATA: folder }
  return readConfig({
    JIUQING_LOG_LEVEL: 'warn',
    ...environment,
    ...(port === undefined ? {} : { JIUQING_PORT: port }),
  })
}

type Print = (people: readonly Person[], address: string) => void

async function runDemo(
  config: Config,
  { stopping, print }: { readonly stopping: StopSignal; readonly print: Print },
): Promise<void> {
  const people = await writeIntoFolder(config)
  if (stopping.asked()) return
  const { startServing } = await import('./serving.ts')
  const running = await startServing(config)
  print(people, running.address)
  // A signal between the last look and the server's own ears would otherwise be lost.
  if (stopping.asked()) await running.stop()
  await running.ended
}

async function writeIntoFolder(config: Config): Promise<readonly Person[]> {
  console.error('正在准备示例数据，约半分钟…… Preparing the example, about half a minute ...')
  const [{ writeExample }, { openFileStore }, { openConfiguredDatabase }] = await Promise.all([
    import('../../example/write-example.ts'),
    import('../platform/files/attachments-store.ts'),
    import('../platform/start.ts'),
  ])
  const opened = await openConfiguredDatabase(config)
  try {
    return await writeExample({
      ownerUrl: opened.ownerUrl,
      files: await openFileStore(join(config.dataFolder, 'files')),
      password: demoPassword,
      onProgress: ({ zh, en }) => console.error(`  ${zh} ${en}`),
    })
  } finally {
    await opened.stop()
  }
}

type StopSignal = { readonly asked: () => boolean }

/** Ctrl-C while the example is written waits for the end of that, so that the folder is removed behind it. */
function stopSignal(): StopSignal {
  let asked = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => (asked = true))
  return { asked: () => asked }
}

function printTable(people: readonly Person[], address: string): void {
  console.log(`ready ${address}`)
  console.log(accountTable(people, address))
}

function printJson(people: readonly Person[], address: string): void {
  const accounts = people
    .filter(({ shown }) => shown)
    .map(({ role, displayName, organisation, username }) => ({
      role,
      displayName,
      organisation: organisation.name,
      username,
      password: demoPassword,
    }))
  console.log(JSON.stringify({ ready: address, accounts }))
}

function accountTable(people: readonly Person[], address: string): string {
  const rows = people
    .filter(({ shown }) => shown)
    .map(({ role, displayName, organisation, username }) => [
      `${roles[role].name.zh} ${roles[role].name.en}`,
      displayName,
      organisation.name,
      username,
      demoPassword,
    ])
  const table = aligned([['角色 role', '姓名 name', '单位 organisation', '用户名 username', '密码 password'], ...rows])
  return [
    '',
    table,
    '',
    '其余区县用户名为区县名拼音，密码相同。 Officers of the other counties: the county name in pinyin, same password.',
    '带“（示例）”的名称和人物均为虚构。 Names marked （示例） and all persons are invented.',
    `工作台 office ${address}/office　退出 stop: Ctrl-C`,
  ].join('\n')
}

/** Columns of equal width on a terminal, where a Chinese character is two cells wide. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map(row => cellsOf(row[column] ?? '')))) ?? []
  return rows
    .map(row =>
      row
        .map((text, column) => pad(text, widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(width - cellsOf(text))
}

function cellsOf(text: string): number {
  return [...text].reduce((cells, sign) => cells + (sign > '\u2e7f' ? 2 : 1), 0)
}
