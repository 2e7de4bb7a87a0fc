import { parseArgs } from 'node:util'
import { WrongUsage, type Command } from '../command.ts'
import { supervisionListIds, type SupervisionList } from '../domain/waters.ts'
import { reading } from '../platform/db/database.ts'
import { writeRegister } from '../reports/register-export/register-export.ts'
import { exportFormats, type ExportFormat, type WaterFilter } from '../waters/contract.ts'
import { writeOutput } from './output-file.ts'
import { commandOptions, withPlatform } from './with-platform.ts'

const options = {
  ...commandOptions,
  list: { type: 'string' },
  county: { type: 'string' },
  format: { type: 'string' },
  out: { type: 'string', short: 'o' },
} as const

export const exportRegisterCommand: Command = {
  help: `  --list LIST      只导出一种监管清单                      only one supervision list
  --county CODE    只导出一个区县，六位代码，如 500231     only one county, six digits, as in 500231
  --format FORMAT  xlsx, csv (UTF-8), geojson, gpkg (GeoPackage)
  -o, --out OUT    输出文件，写完才出现                    the file, which appears when complete
  --as USER        以该用户的辖区和权限导出                with the jurisdiction and rights of this user
  --json           以 JSON 输出结果                        print the outcome as JSON
  --data DIR       数据文件夹，默认 ./data                 data folder, default ./data

导出的 xlsx 或 csv 改动后可用 import survey 再导入：按水体标识和版本逐格比较。
The xlsx or csv can be changed and imported again with import survey: it is compared cell by cell by identity and version.`,
  run: async args => {
    const { values } = parseArgs({ args: [...args], options })
    const { out, format, filter } = readRequest(values)
    const waters = await withPlatform(values, ({ database, actor }) =>
      writeOutput(out, sink => reading(database, actor, tx => writeRegister(tx, filter, { format, sink }))),
    )
    if (values.json === true) console.log(JSON.stringify({ out, format, waters }))
    else console.log(`已导出 exported：${waters} 个水体 waters，${out}`)
    return 0
  },
}

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values']
type Request = { readonly out: string; readonly format: ExportFormat; readonly filter: WaterFilter }

/** @throws WrongUsage naming the first option that does not fit */
function readRequest({ out, format, list, county }: Values): Request {
  if (out === undefined) throw new WrongUsage({ zh: '请用 -o 写明输出文件。', en: 'Name the output file with -o.' })
  if (!isFormat(format)) throw new WrongUsage(oneOf('--format', exportFormats))
  if (list !== undefined && !isList(list)) throw new WrongUsage(oneOf('--list', supervisionListIds))
  if (county !== undefined && !/^\d{6}$/.test(county)) {
    throw new WrongUsage({
      zh: `--county 应为六位区县代码，如 500231，不是“${county}”。`,
      en: `--county wants the six digits of a county, as in 500231, not “${county}”.`,
    })
  }
  const filter = { ...(list === undefined ? {} : { list: [list] }), ...(county === undefined ? {} : { county }) }
  return { out, format, filter }
}

function oneOf(option: string, choices: readonly string[]): { zh: string; en: string } {
  const listed = choices.join(', ')
  return { zh: `请用 ${option} 写明其中之一：${listed}。`, en: `${option} wants one of ${listed}.` }
}

function isFormat(text: string | undefined): text is ExportFormat {
  return exportFormats.some(format => format === text)
}

function isList(text: string): text is SupervisionList {
  return supervisionListIds.some(list => list === text)
}
