import { parseArgs } from 'node:util'
import { WrongUsage, type Command } from '../command.ts'
import { moveFromServer, moveToServer, type MoveReport } from '../platform/backup/move.ts'
import { configOf } from './config-of.ts'
import { ledgerArrived, printArrival } from './ledger-outcome.ts'
import { progressLine } from './progress.ts'

const options = {
  to: { type: 'string' },
  from: { type: 'string' },
  files: { type: 'string' },
  json: { type: 'boolean' },
  data: { type: 'string' },
} as const

export const moveCommand: Command = {
  help: `  --to URL         从数据文件夹的内置数据库迁到这个空数据库              from the embedded database of the data folder into this empty one
  --from URL       从这个数据库迁入 DIR 的内置数据库                     from this database into the embedded one of DIR
  --data DIR       数据文件夹；--to 时默认 JIUQING_DATA 或 ./data        data folder; with --to default JIUQING_DATA or ./data
  --files FOLDER   原平台的 files 文件夹，不在 DIR 中时写明              the folder files of the former platform, where it is not in DIR
  --json           以 JSON 输出报告                                      print the report as JSON

请先停止平台。来源只读不改；目标须为空；行数和每条记录链都与来源核对。
Stop the platform first. The source is read and left as it is; the target must be empty; counts and every chain are compared with the source.`,
  run: async args => {
    const { values } = parseArgs({ args: [...args], options })
    const move = readMove(values)
    const progress = progressLine()
    const report = await move({ onProgress: progress.say }).finally(progress.clear)
    if (values.json === true) console.log(JSON.stringify(report))
    else printReport(report, values)
    return ledgerArrived(report) ? 0 : 1
  },
}

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values']
type Move = (options: Parameters<typeof moveToServer>[2]) => Promise<MoveReport>

/** @throws WrongUsage */
function readMove({ to, from, files, data }: Values): Move {
  const url = to ?? from
  if (url === undefined || (to !== undefined && from !== undefined)) {
    throw new WrongUsage({ zh: '请写明 --to 或 --from 之一。', en: 'Name one of --to and --from.' })
  }
  if (!/^postgres(ql)?:\/\//.test(url)) {
    throw new WrongUsage({ zh: '地址应以 postgres:// 开头。', en: 'The address begins with postgres://.' })
  }
  if (to !== undefined) {
    const from = configOf({ data })
    return options => moveToServer(from, url, options)
  }
  if (data === undefined) {
    throw new WrongUsage({
      zh: '请用 --data 写明迁入的数据文件夹。',
      en: 'Name the data folder to move into with --data.',
    })
  }
  const into = configOf({ data })
  return options => moveFromServer({ url, files }, into, options)
}

function printReport(report: MoveReport, { to, data }: Values): void {
  printArrival(report)
  console.log(`已迁移 moved ${report.from} → ${report.to}；来源未改动 the source was left as it is`)
  if (to === undefined) {
    console.log(`文件 files ${report.files}。现在：删去 DATABASE_URL，设 JIUQING_DATA=${data}，再启动平台。`)
    console.log(`Now: remove DATABASE_URL, set JIUQING_DATA=${data} and start the platform.`)
    return
  }
  console.log(
    `现在：设 DATABASE_URL 为 ${report.to}（连同密码），JIUQING_DATA 仍为 ${report.from}（照片和文件在其中），再启动平台。`,
  )
  console.log(
    `Now: set DATABASE_URL to ${report.to} (with its password), keep JIUQING_DATA=${report.from} (photos and files stay there) and start the platform.`,
  )
}
