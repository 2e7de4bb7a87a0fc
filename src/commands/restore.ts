import { parseArgs } from 'node:util'
import { WrongUsage, type Command } from '../command.ts'
import { checkWhole, restore, type RestoreReport } from '../platform/backup/restore.ts'
import { configOf } from './config-of.ts'
import { ledgerArrived, printArrival } from './ledger-outcome.ts'
import { progressLine } from './progress.ts'

const options = {
  at: { type: 'string' },
  check: { type: 'boolean' },
  partial: { type: 'boolean' },
  json: { type: 'boolean' },
  data: { type: 'string' },
} as const

export const restoreCommand: Command = {
  help: `DIR 为备份文件夹。恢复到 DIR2 中的内置数据库；设了 DATABASE_URL 时恢复到该空数据库，文件放入 DIR2。
DIR is the folder of backups. Restores into the embedded database of DIR2; with DATABASE_URL into that empty database, the files into DIR2.

  --data DIR2   数据文件夹，默认 JIUQING_DATA 或 ./data        data folder, default JIUQING_DATA or ./data
  --at BACKUP   备份的名称，默认最近一个                       name of a backup; the newest by default
  --check       只校验整个备份的散列，不恢复                   check every hash of the backup, restore nothing
  --partial     缺少或损坏的照片和文件除外，其余照常恢复       go on without photos and files that are missing or damaged
  --json        以 JSON 输出报告                               print the report as JSON

先校验散列，再写入；写完用平台自己的校验核对每条记录链。中断后可重新运行。退出码 1：有文件或记录链不完好。
Hashes are checked before anything is written, every chain after it by the platform's own check. Can be interrupted and run again.
Exit code 1: files or chains are not sound.`,
  run: async args => {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options })
    const [folder, ...more] = positionals
    if (folder === undefined || more.length > 0) {
      throw new WrongUsage({ zh: '请写明一个备份文件夹。', en: 'Name one folder of backups.' })
    }
    return values.check === true ? runCheck(folder, values) : runRestore(folder, values)
  },
}

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values']

async function runCheck(folder: string, { at, json }: Values): Promise<number> {
  const progress = progressLine()
  const report = await checkWhole({ folder, at, onProgress: progress.say }).finally(progress.clear)
  if (json === true) console.log(JSON.stringify(report))
  else console.log(`备份完好 sound: ${report.backup}，行 rows ${report.rows}，文件 files ${report.files}`)
  return 0
}

async function runRestore(folder: string, { at, data, json, partial }: Values): Promise<number> {
  const target = configOf({ data })
  const progress = progressLine()
  const task = { folder, at, target, partial: partial === true, onProgress: progress.say }
  const report = await restore(task).finally(progress.clear)
  if (json === true) console.log(JSON.stringify(report))
  else printReport(report)
  return ledgerArrived(report) && report.damagedFiles.length === 0 ? 0 : 1
}

function printReport(report: RestoreReport): void {
  printArrival(report)
  for (const name of report.damagedFiles) console.error(`缺少文件 without the file: files/${name.slice(0, 2)}/${name}`)
  console.log(`已恢复 restored ${report.backup} → ${report.target}，文件 files ${report.files}`)
}
