import { parseArgs } from 'node:util'
import { WrongUsage } from '../command.ts'
import { tellJson, tellPeople } from './import-telling.ts'
import { requireReadable } from './input-file.ts'
import { requireWritable } from './output-file.ts'
import { commandOptions } from './with-platform.ts'

/** What every import of a workbook understands, for its help; after the sentences on the file itself. */
export const importOptionsHelp = `  --as USER          以该用户的辖区和权限导入                with the jurisdiction and rights of this user
  --report OUT.xlsx  标注了问题的工作簿，改好后可再导入      the workbook with its bad cells marked, to correct and import again
  --dry-run          只检查，不写入                          check only, write nothing
  --partial          只导入没有问题的行（默认全有或全无）    import the sound rows only (default: all or nothing)
  --json             以 JSON 输出报告                        print the report as JSON
  --data DIR         数据文件夹，默认 ./data                 data folder, default ./data`

/** @see importOptionsHelp */
export const importMarksHelp = `✗ 退回，须改正；! 请核对；· 已按所述方式读取。有退回的行时退出码为 1。
✗ refused, to be corrected; ! to be checked; · read as said. Exit code 1 where rows were refused.`

/**
 * Reads the words of an import's command line and makes sure that its files can be read and written, before a database is opened.
 *
 * @throws WrongUsage without exactly one file; a Problem for a file that cannot be used
 */
export async function readImportOptions(args: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...commandOptions,
      report: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      partial: { type: 'boolean', default: false },
    },
  })
  const [path] = positionals
  if (path === undefined || positionals.length > 1) {
    throw new WrongUsage({ zh: '请写明一个文件。', en: 'Name one file.' })
  }
  await requireReadable(path)
  if (values.report !== undefined) await requireWritable(values.report)
  return {
    path,
    /** For `withPlatform`. */
    values,
    report: values.report,
    dryRun: values['dry-run'],
    partial: values.partial,
    tell: values.json === true ? tellJson : tellPeople,
  }
}
