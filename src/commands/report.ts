import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { WrongUsage, type Command } from '../command.ts'
import type { Language } from '../domain/words.ts'
import { filesOfWater } from '../acceptance/files-store.ts'
import { fileNotFound } from '../acceptance/problems.ts'
import { showFile } from '../acceptance/showing.ts'
import { chinaDate } from '../domain/dates.ts'
import { Problem } from '../domain/problems.ts'
import { configOf } from './config-of.ts'
import type { Actor } from '../platform/actor.ts'
import { reading, type Database, type Tx } from '../platform/db/database.ts'
import { isDocumentFormat, type DocumentFormat } from '../platform/documents/document.ts'
import { openFileStore, type FileStore } from '../platform/files/attachments-store.ts'
import { requirePermission } from '../platform/http/serve.ts'
import { writeDocument } from '../platform/documents/write.ts'
import { annualPlanNotFound } from '../planning/annual/problems.ts'
import { listAnnualPlans } from '../planning/annual/showing.ts'
import { readCompendium, writeCompendium } from '../planning/cases/compendium.ts'
import { planNotFound } from '../planning/plans/problems.ts'
import { planOfWater } from '../planning/plans/plans-store.ts'
import { acceptanceDocument } from '../reports/acceptance-file/file-document.ts'
import { annualDocument } from '../reports/annual-paper/annual-document.ts'
import { readAnnualPaper } from '../reports/annual-paper/read-annual.ts'
import { compareLists } from '../reports/four-sames/comparing.ts'
import { fourSamesDocument } from '../reports/four-sames/paper.ts'
import { readPlanPaper } from '../reports/plan-paper/read-paper.ts'
import { writePlanPaper } from '../reports/plan-paper/write-paper.ts'
import { readSheet } from '../reports/water-sheet/read-sheet.ts'
import { writeWaterSheet } from '../reports/water-sheet/write-sheet.ts'
import { waterNotFound } from '../waters/problems.ts'
import { findWaterByCode } from '../waters/store.ts'
import { writeOutput } from './output-file.ts'
import { commandOptions, withPlatform } from './with-platform.ts'

const options = {
  ...commandOptions,
  out: { type: 'string', short: 'o' },
  language: { type: 'string', default: 'zh' },
  year: { type: 'string' },
} as const

export const reportCommand: Command = {
  help: `  water-sheet CODE  一个水体的一水一档                     the sheet of one water, by its code
  plan CODE         一个水体现行的一水一策方案             the plan of one water, by the water's code
  acceptance CODE   一个水体最近一次的验收材料             the newest file of acceptance of one water, by the water's code
  annual-plan CODE  一个市或区县的年度工作方案（区划代码） the annual work plan of a division, by its code of 12 digits
  four-sames CODE   一个市或区县的四同对比（区划代码）     both lists of a division side by side, by its code
  compendium [CODE] 治理案例汇编，可限一个市或区县         the compendium of cases, all or of a division by its code
  --year YEAR       年度工作方案、四同对比的年份，默认今年 of the annual work plan and the four sames, this year by default
  -o, --out OUT     输出文件，以 .docx 或 .pdf 结尾        the file, ending in .docx or .pdf
  --language LANG   zh（默认）或 en                        zh (default) or en
  --as USER         以该用户的辖区和权限生成               with the jurisdiction and rights of this user
  --json            以 JSON 输出结果                       print the outcome as JSON
  --data DIR        数据文件夹，默认 ./data                data folder, default ./data`,
  run: async args => {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const { report, code, out, format, language, year } = readRequest(values, positionals)
    const { dataFolder } = configOf(values)
    const bytes = await withPlatform(values, async ({ database, actor }) => {
      requirePermission(actor, 'water.read')
      const files = await openFileStore(join(dataFolder, 'files'))
      return writeOutput(out, async sink => {
        const content = await reports[report]({ database, actor, files }, code, { format, language, year })
        await sink.write(content)
        await sink.end()
        return content.length
      })
    })
    if (values.json === true) console.log(JSON.stringify({ report, code, out, format, bytes }))
    else console.log(`已生成 written：${out}（${bytes} 字节 bytes）`)
    return 0
  },
}

type Ground = { readonly database: Database; readonly actor: Actor; readonly files: FileStore }
type How = { readonly format: DocumentFormat; readonly language: Language; readonly year: number | undefined }
type Write = (ground: Ground, code: string, how: How) => Promise<Uint8Array>

/** Every paper by the name it is asked for. */
const reports = {
  'water-sheet': async ({ database, actor, files }, code, how) => {
    const sheet = await reading(database, actor, async tx => readSheet(tx, (await waterByCode(tx, code)).id))
    return writeWaterSheet(sheet, files, how)
  },
  plan: async ({ database, actor, files }, code, how) => {
    const paper = await reading(database, actor, async tx => {
      const plan = await planOfWater(tx, await waterByCode(tx, code))
      if (plan === undefined) throw new Problem(planNotFound, { id: code })
      return readPlanPaper(tx, plan.id)
    })
    return writePlanPaper(paper, files, how)
  },
  'annual-plan': async ({ database, actor }, code, { format, language, year }) => {
    const paper = await reading(database, actor, async tx => {
      const wanted = year ?? Number(chinaDate(tx.at).slice(0, 4))
      const { items } = await listAnnualPlans(tx, { region: code, year: wanted })
      const own = items.filter(({ regionCode }) => regionCode === code)
      // What was issued counts; before that the draft.
      const plan = own.find(({ state }) => state === 'issued') ?? own.at(0)
      if (plan === undefined) throw new Problem(annualPlanNotFound, { id: `${code} ${wanted}` })
      return readAnnualPaper(tx, plan.id)
    })
    return writeDocument(annualDocument(paper, language), format)
  },
  acceptance: async ({ database, actor }, code, { format, language }) => {
    const { file, at } = await reading(database, actor, async tx => {
      const [newest] = await filesOfWater(tx, (await waterByCode(tx, code)).id)
      if (newest === undefined) throw new Problem(fileNotFound, { id: code })
      return { file: await showFile(tx, newest.id), at: tx.at }
    })
    return writeDocument(acceptanceDocument(file, at, language), format)
  },
  'four-sames': async ({ database, actor }, code, { format, language, year }) => {
    const { compared, madeAt } = await reading(database, actor, async tx => ({
      compared: await compareLists(tx, { regionCode: code, year }),
      madeAt: tx.at,
    }))
    return writeDocument(fourSamesDocument(compared, { language, madeAt }), format)
  },
  compendium: async ({ database, actor, files }, code, how) => {
    const compendium = await reading(database, actor, tx => readCompendium(tx, code === '' ? {} : { region: code }))
    return writeCompendium(compendium, files, how)
  },
} as const satisfies Record<string, Write>
type ReportName = keyof typeof reports
const reportNames = Object.keys(reports) as readonly ReportName[] // keys of a const object are exactly its union

/** Those that are asked for by a division; of the others one water is named, by its code. */
const ofDivisions: readonly ReportName[] = ['annual-plan', 'four-sames', 'compendium']

/** @throws Problem `water.not-found` */
async function waterByCode(tx: Tx, code: string) {
  const row = await findWaterByCode(tx, code)
  if (row === undefined) throw new Problem(waterNotFound, { id: code })
  return row
}

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values']
type Request = {
  readonly report: ReportName
  readonly code: string
  readonly out: string
  readonly format: DocumentFormat
  readonly language: Language
  readonly year: number | undefined
}

/** @throws WrongUsage naming the first thing that does not fit */
function readRequest({ out, language, year }: Values, [name, named, ...more]: readonly string[]): Request {
  const report = reportNames.find(known => known === name)
  if (report === undefined) {
    const known = { zh: reportNames.join('、'), en: reportNames.join(', ') }
    throw new WrongUsage({ zh: `请写明报告名称：${known.zh}。`, en: `Name a report: ${known.en}.` })
  }
  // The compendium of everywhere needs no code.
  const code = named ?? (report === 'compendium' ? '' : undefined)
  if (code === undefined || more.length > 0) {
    throw new WrongUsage({ zh: '请写明一个水体编号或区划代码。', en: 'Name one water or one division by its code.' })
  }
  if (out === undefined) throw new WrongUsage({ zh: '请用 -o 写明输出文件。', en: 'Name the output file with -o.' })
  const format = /\.([a-z]+)$/i.exec(out)?.[1]?.toLowerCase()
  if (!isDocumentFormat(format)) {
    throw new WrongUsage({
      zh: `输出文件应以 .docx 或 .pdf 结尾，不是“${out}”。`,
      en: `The output ends in .docx or .pdf, not “${out}”.`,
    })
  }
  if (language !== 'zh' && language !== 'en') {
    throw new WrongUsage({ zh: '--language 只能是 zh 或 en。', en: '--language wants zh or en.' })
  }
  if (ofDivisions.includes(report) && code !== '' && !/^\d{12}$/.test(code)) {
    throw new WrongUsage({
      zh: `区划代码应为 12 位数字，不是“${code}”。`,
      en: `A division has a code of 12 digits, not “${code}”.`,
    })
  }
  if (year !== undefined && !/^\d{4}$/.test(year)) {
    throw new WrongUsage({ zh: `年份应为四位数字，不是“${year}”。`, en: `A year has four digits, not “${year}”.` })
  }
  return { report, code, out, format, language, year: year === undefined ? undefined : Number(year) }
}
