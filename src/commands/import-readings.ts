import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { WrongUsage, type Command } from '../command.ts'
import { Problem } from '../domain/problems.ts'
import { maxImportBytes } from '../monitoring/import/contract.ts'
import { importReadings, markReadings } from '../monitoring/import/importing.ts'
import { tooLarge } from '../platform/http/problems.ts'
import { tellJson, tellPeople } from './import-telling.ts'
import { requireReadable } from './input-file.ts'
import { requireWritable, writeOutput } from './output-file.ts'
import { commandOptions, withPlatform } from './with-platform.ts'

export const importReadingsCommand: Command = {
  help: `FILE 为监测数据表：xlsx、xls、csv（UTF-8 或 GB18030）。一行一次采样：水体编号或水体名称（可加乡镇、村）、点位、采样时间，每个指标一列。
FILE is a table of readings: xlsx, xls, csv (UTF-8 or GB18030). One sample a row: code or name of the water (town and village beside it), point, time, one column per parameter.

  --as USER          以该用户的辖区和权限导入                with the jurisdiction and rights of this user
  --report OUT.xlsx  标注了问题的工作簿，改好后可再导入      the workbook with its bad cells marked, to correct and import again
  --dry-run          只检查，不写入                          check only, write nothing
  --partial          只导入没有问题的行（默认全有或全无）    import the sound rows only (default: all or nothing)
  --json             以 JSON 输出报告                        print the report as JSON
  --data DIR         数据文件夹，默认 ./data                 data folder, default ./data

<0.025、0.025L、未检出、ND 为低于检出限；写有“检出限”的一行给出其下各行“未检出”的检出限。同一文件再导入不会改变任何内容。
<0.025, 0.025L, 未检出, ND are below detection; a row 检出限 gives the limits for 未检出 below it. The same file again changes nothing.
✗ 退回，须改正；! 请核对；· 已按所述方式读取。有退回的行时退出码为 1。
✗ refused, to be corrected; ! to be checked; · read as said. Exit code 1 where rows were refused.`,
  run: async args => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...commandOptions,
        report: { type: 'string' },
        'dry-run': { type: 'boolean' },
        partial: { type: 'boolean' },
      },
    })
    const [path] = positionals
    if (path === undefined || positionals.length > 1) {
      throw new WrongUsage({ zh: '请写明一个文件。', en: 'Name one file.' })
    }
    await requireReadable(path)
    if (values.report !== undefined) await requireWritable(values.report)
    const content = await contentOf(path)
    return withPlatform(values, async ({ database, actor }) => {
      const file = { database, actor, content, fileName: basename(path) }
      // Before anything is written: what is on record afterwards would make every row one that is there already.
      if (values.report !== undefined) await writeOutput(values.report, sink => markReadings(file, sink))
      const dryRun = values['dry-run'] === true
      const { problems, ...counts } = await importReadings({ ...file, dryRun, partial: values.partial === true })
      const refuses = await (values.json === true ? tellJson : tellPeople)(counts, problems, dryRun)
      return counts.refused > 0 || refuses ? 1 : 0
    })
  },
}

async function contentOf(path: string): Promise<Uint8Array> {
  if ((await stat(path)).size > maxImportBytes) throw new Problem(tooLarge, { maxBytes: maxImportBytes })
  return readFile(path)
}
