import { parseArgs } from 'node:util'
import { WrongUsage, type Command } from '../command.ts'
import { atomically } from '../platform/db/database.ts'
import type { PlacesImportReport } from '../places/contract.ts'
import { divisionFilesAt } from '../places/divisions-file.ts'
import { importPlaces } from '../places/importing.ts'
import { commandOptions, withPlatform } from './with-platform.ts'

export const importPlacesCommand: Command = {
  help: `FILE 为区划代码表（csv、xlsx、xls 或其 zip），须有代码列和名称列；FOLDER 为存放这些文件的文件夹。
FILE is a table of divisions (csv, xlsx, xls, or a zip of them) with a column of codes and one of names; FOLDER holds such files.

  --edition YEAR   区划版本年份，文件中没有“版本”列时必填     year of the edition, where no column says it
  --name CITY      文件中没有地级市一行时，该市的名称         name of the city, where the files have no row for it
  --as USER        以该用户的权限导入                         with the rights of this user
  --dry-run        只显示新版会改变什么，不写入               show what a new edition changes, write nothing
  --json           以 JSON 输出报告                           print the report as JSON
  --data DIR       数据文件夹，默认 ./data                    data folder, default ./data`,
  run: async args => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...commandOptions,
        edition: { type: 'string' },
        name: { type: 'string' },
        'dry-run': { type: 'boolean' },
      },
    })
    if (positionals.length === 0) {
      throw new WrongUsage({ zh: '请写明至少一个文件或文件夹。', en: 'Name at least one file or folder.' })
    }
    const files = (await Promise.all(positionals.map(divisionFilesAt))).flat()
    const report = await withPlatform(values, ({ database, actor }) =>
      atomically(database, actor, tx =>
        importPlaces(tx, { files, edition: values.edition, cityName: values.name, dryRun: values['dry-run'] === true }),
      ),
    )
    if (values.json === true) console.log(JSON.stringify(report))
    else printReport(report)
    return report.refused > 0 ? 1 : 0
  },
}

function printReport(report: PlacesImportReport): void {
  const { created, updated, unchanged, retired, refused } = report
  for (const { sheet, cell, zh, en } of report.problems) {
    console.error(`${[sheet, cell].filter(part => part !== undefined).join(' ')}\n  ${zh}\n  ${en}`)
  }
  for (const { words } of report.changes) console.log(`${words.zh}\n  ${words.en}`)
  if (refused > 0) {
    console.error(`没有导入 nothing imported：读取 read ${report.read}，错误 refused ${refused}`)
    return
  }
  const outcome = report.dryRun ? '试导入，没有写入 dry run, nothing written' : '已导入 imported'
  console.log(
    `${outcome}：${report.edition} 年版 edition，读取 read ${report.read}，新增 added ${created}，更名 renamed ${updated}，未变 unchanged ${unchanged}，停用 retired ${retired}`,
  )
}
