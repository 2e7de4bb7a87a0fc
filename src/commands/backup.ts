import { parseArgs } from 'node:util'
import packageFile from '../../package.json' with { type: 'json' }
import { WrongUsage, type Command } from '../command.ts'
import { backUp, type BackupReport } from '../platform/backup/backup.ts'
import { withSource } from '../platform/backup/source.ts'
import { configOf } from './config-of.ts'
import { progressLine } from './progress.ts'

export const backupCommand: Command = {
  help: `DIR 为备份文件夹：每次备份在其中新增一个；照片和文件只复制新增的。备份做完才以正式名称出现，中断不影响已有的备份。
DIR is the folder of backups: each run adds one; of photos and files only new ones are copied. A backup appears under its name when it
is complete; one that was cut off leaves the earlier ones as they were.

  --keep N     只保留最近 N 个备份，默认全部保留                          keep the newest N backups; all by default
  --json       以 JSON 输出报告                                           print the report as JSON
  --data DIR   数据文件夹，默认 JIUQING_DATA 或 ./data                    data folder, default JIUQING_DATA or ./data

备份的是 DATABASE_URL 所指的数据库，未设时为数据文件夹中的内置数据库，连同其中的 files/。退出码 1：有文件已损坏，未能备份。
What is backed up: the database DATABASE_URL names, else the embedded one in the data folder, and files/ in it. Exit code 1: a file is
damaged in the data folder and could not be taken along.`,
  run: async args => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { keep: { type: 'string' }, json: { type: 'boolean' }, data: { type: 'string' } },
    })
    const [folder, ...more] = positionals
    if (folder === undefined || more.length > 0) {
      throw new WrongUsage({ zh: '请写明一个备份文件夹。', en: 'Name one folder for backups.' })
    }
    const config = configOf(values)
    const progress = progressLine()
    const task = {
      folder,
      at: new Date(),
      version: packageFile.version,
      keep: readKeep(values.keep),
      onProgress: progress.say,
    }
    const report = await withSource(config, source => backUp({ ...task, source })).finally(progress.clear)
    if (values.json === true) console.log(JSON.stringify(report))
    else printReport(report)
    return report.damagedFiles.length > 0 ? 1 : 0
  },
}

/** @throws WrongUsage for what is no whole number from 1 on */
function readKeep(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^[1-9]\d{0,5}$/.test(text)) {
    throw new WrongUsage({ zh: '--keep 应为 1 以上的整数。', en: '--keep wants a whole number from 1 on.' })
  }
  return Number(text)
}

function printReport(report: BackupReport): void {
  const { backup, tables, chains, jobs, files, damagedFiles, removed, incompleteRemoved } = report
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  for (const name of incompleteRemoved) console.error(`清除了中断的备份 removed an unfinished backup: ${name}`)
  for (const name of damagedFiles)
    console.error(`文件已损坏，未备份 damaged, not backed up: files/${name.slice(0, 2)}/${name}`)
  for (const name of removed) console.log(`删除了旧备份 removed an old backup: ${name}`)
  console.log(
    `已备份 backed up ${backup}：表 tables ${tables.length}，行 rows ${rows}，记录链 chains ${chains.length}，待办作业 jobs ${jobs}，` +
      `文件 files ${files.count}（新 new ${files.copied}）`,
  )
}
