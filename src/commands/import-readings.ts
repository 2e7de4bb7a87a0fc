import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Command } from '../command.ts'
import { Problem } from '../domain/problems.ts'
import { maxImportBytes } from '../monitoring/import/contract.ts'
import { importReadings, markReadings } from '../monitoring/import/importing.ts'
import { tooLarge } from '../platform/http/problems.ts'
import { importMarksHelp, importOptionsHelp, readImportOptions } from './import-options.ts'
import { writeOutput } from './output-file.ts'
import { withPlatform } from './with-platform.ts'

export const importReadingsCommand: Command = {
  help: `FILE 为监测数据表：xlsx、xls、csv（UTF-8 或 GB18030）。一行一次采样：水体编号或水体名称（可加乡镇、村）、点位、采样时间，每个指标一列。
FILE is a table of readings: xlsx, xls, csv (UTF-8 or GB18030). One sample a row: code or name of the water (town and village beside it), point, time, one column per parameter.

${importOptionsHelp}

<0.025、0.025L、未检出、ND 为低于检出限；写有“检出限”的一行给出其下各行“未检出”的检出限。同一文件再导入不会改变任何内容。
<0.025, 0.025L, 未检出, ND are below detection; a row 检出限 gives the limits for 未检出 below it. The same file again changes nothing.
${importMarksHelp}`,
  run: async args => {
    const { path, values, report, dryRun, partial, tell } = await readImportOptions(args)
    const content = await contentOf(path)
    return withPlatform(values, async ({ database, actor }) => {
      const file = { database, actor, content, fileName: basename(path) }
      // Before anything is written: what is on record afterwards would make every row one that is there already.
      if (report !== undefined) await writeOutput(report, sink => markReadings(file, sink))
      const { problems, ...counts } = await importReadings({ ...file, dryRun, partial })
      const refuses = await tell(counts, problems, dryRun)
      return counts.refused > 0 || refuses ? 1 : 0
    })
  },
}

async function contentOf(path: string): Promise<Uint8Array> {
  if ((await stat(path)).size > maxImportBytes) throw new Problem(tooLarge, { maxBytes: maxImportBytes })
  return readFile(path)
}
