import { parseArgs } from 'node:util'
import type { Command } from '../command.ts'
import { supervisionListIds, type SupervisionList } from '../domain/waters.ts'
import { reading } from '../platform/db/database.ts'
import { fileSink } from '../platform/files/xlsx-writer.ts'
import { writeRegister } from '../reports/register-export/register-export.ts'
import { exportFormats, type ExportFormat } from '../waters/contract.ts'
import { countWaters } from '../waters/store.ts'
import { commandOptions, withPlatform } from './with-platform.ts'

export const exportRegisterCommand: Command = {
  name: 'export register',
  summary: { zh: '导出水体名册', en: 'export the register' },
  usage:
    'export register [--list national|municipal|county] [--county CODE] --format xlsx|csv|geojson|gpkg -o OUT [--as USER] [--json] [--data DIR]',
  run: async args => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        ...commandOptions,
        list: { type: 'string' },
        county: { type: 'string' },
        format: { type: 'string' },
        out: { type: 'string', short: 'o' },
      },
    })
    const { out, format, list, county } = values
    const countyFits = county === undefined || /^\d{6}$/.test(county)
    if (out === undefined || !isFormat(format) || !isList(list) || !countyFits) {
      console.error(`用法 usage\n\n  jiuqing ${exportRegisterCommand.usage}`)
      return 2
    }
    const filter = { ...(list === undefined ? {} : { list: [list] }), ...(county === undefined ? {} : { county }) }
    const total = await withPlatform(values, ({ database, actor }) =>
      reading(database, actor, async tx => {
        await writeRegister(tx, filter, { format, sink: fileSink(out) })
        return countWaters(tx, filter)
      }),
    )
    const more = total.capped ? '+' : ''
    if (values.json === true) console.log(JSON.stringify({ out, format, waters: total }))
    else console.log(`已导出 exported：${total.count}${more} 个水体 waters，${out}`)
    return 0
  },
}

function isFormat(text: string | undefined): text is ExportFormat {
  return exportFormats.some(format => format === text)
}

function isList(text: string | undefined): text is SupervisionList | undefined {
  return text === undefined || supervisionListIds.some(list => list === text)
}
