import { parseArgs } from 'node:util'
import type { Command } from '../command.ts'
import { atomically } from '../platform/db/database.ts'
import type { PlacesImportReport } from '../places/contract.ts'
import { divisionFilesAt } from '../places/divisions-file.ts'
import { importPlaces } from '../places/importing.ts'
import { commandOptions, withPlatform } from './with-platform.ts'

export const importPlacesCommand: Command = {
  name: 'import places',
  summary: { zh: '导入行政区划（新版或外市）', en: 'import administrative divisions' },
  usage: 'import places FILE|FOLDER... [--edition YEAR] [--name CITY] [--as USER] [--dry-run] [--json] [--data DIR]',
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
      console.error(`请写明文件 name at least one file\n\n  jiuqing ${importPlacesCommand.usage}`)
      return 2
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
  const outcome = refused > 0 ? '没有导入 nothing imported' : report.dryRun ? '试导入 dry run' : '已导入 imported'
  console.log(
    `${outcome}：${report.edition} 年版 edition，读取 read ${report.read}，新增 added ${created}，更名 renamed ${updated}，未变 unchanged ${unchanged}，停用 retired ${retired}，错误 refused ${refused}`,
  )
}
