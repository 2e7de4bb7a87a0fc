import { parseArgs } from 'node:util'
import type { Command } from '../command.ts'
import { Problem } from '../domain/problems.ts'
import { readConfig } from '../platform/config.ts'
import { distribute, type Distribution } from '../platform/distribution/distribute.ts'
import type { Step } from '../platform/distribution/order.ts'
import { noServer } from '../platform/distribution/problems.ts'
import { progressLine } from './progress.ts'

const warning = {
  zh: '注意：久清尚未在真实的 Citus 集群上运行过，已知有语句还不能用（docs/decisions/076）。请先备份，只在试验库上使用。',
  en: 'Note: Jiuqing has not run on a real Citus cluster yet, and statements are known that will not work there (docs/decisions/076). Back up first, and use it on a trial database only.',
} as const

export const distributeCommand: Command = {
  help: `把 DATABASE_URL 所指数据库的各表按区县分布到 Citus 集群：有区县代码的表按 county_code 分片并同置，行政区划、单位、账号和排查任务
复制到每个节点，其余留在协调节点。中断后再运行即可继续，已分布的表不再改动。
Spreads the tables of the database DATABASE_URL names over a Citus cluster: tables with a county by county_code, kept together; divisions,
organisations, accounts and survey tasks copied to every node; the others stay on the coordinator. Cut off, it is run again and goes on.

  --dry-run    只列出将执行的语句，不改动                                print the statements, change nothing
  --json       以 JSON 输出                                              print the report as JSON

${warning.zh}
${warning.en}`,
  run: async args => {
    const { values } = parseArgs({
      args: [...args],
      options: { 'dry-run': { type: 'boolean' }, json: { type: 'boolean' } },
    })
    const { databaseUrl } = readConfig(process.env)
    if (databaseUrl === undefined) throw new Problem(noServer, {})
    const dryRun = values['dry-run'] === true
    const progress = progressLine()
    const options = { dryRun, onStep: ({ table }: Step) => progress.say({ zh: table, en: '' }) }
    const report = await distribute(databaseUrl, options).finally(progress.clear)
    if (values.json === true) console.log(JSON.stringify({ dryRun, ...report }))
    else printReport(report, dryRun)
    return 0
  },
}

function printReport({ steps, already, foreign }: Distribution, dryRun: boolean): void {
  for (const { statement } of steps) console.log(`${statement};`)
  if (foreign.length > 0) console.error(`不是久清的表，未改动 not Jiuqing's, left alone: ${foreign.join(', ')}`)
  const done = dryRun
    ? { zh: `将处理 ${steps.length} 个表`, en: `${steps.length} tables to do` }
    : { zh: `已处理 ${steps.length} 个表`, en: `${steps.length} tables done` }
  console.error(
    `${done.zh}，之前已完成 ${already.length} 个。${done.en}, ${already.length} before.\n${warning.zh}\n${warning.en}`,
  )
}
