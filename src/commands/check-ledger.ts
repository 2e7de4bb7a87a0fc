import { parseArgs } from 'node:util'
import type { Command } from '../command.ts'
import { declaredWitness, fileWitness, objectionWitness } from '../acceptance/witness-store.ts'
import { dutyWitness } from '../duties/witness-store.ts'
import { moneyWitness, rewardWitness } from '../funding/money/witness-store.ts'
import { adviceWitness, assignmentWitness } from '../experts/witness-store.ts'
import { bundleWitness } from '../funding/witness-store.ts'
import { verdictWitness } from '../identification/witness-store.ts'
import { noticeWitness } from '../notices/witness-store.ts'
import { caseWitness } from '../planning/cases/witness-store.ts'
import { planWitness } from '../planning/plans/witness-store.ts'
import { readingWitness } from '../monitoring/witness-store.ts'
import { handoverWitness, organisationWitness, tokenWitness } from '../people/belongings-witness-store.ts'
import { accountWitness } from '../people/witness-store.ts'
import { reading } from '../platform/db/database.ts'
import { checkChains } from '../platform/facts/check.ts'
import type { RowFault, Witness } from '../platform/ledger/witness.ts'
import { aliasWitness, zoneWitness } from '../places/witness-store.ts'
import { classificationWitness } from '../planning/witness-store.ts'
import { scopeWitness, taskWitness, villageWitness } from '../survey/tasks-witness-store.ts'
import { basisWitness, waterWitness } from '../survey/witness-store.ts'
import { linkWitness, surroundingWitness } from '../surroundings/witness-store.ts'
import { sourceWitness } from '../waters/sources-witness-store.ts'
import { annualPlanWitness } from '../planning/annual/witness-store.ts'
import { rectificationWitness, sampleWitness, visitWitness } from '../works/witness-store.ts'
import { partWitness, progressWitness } from '../works/progress/witness-store.ts'
import { attachmentWitness, numberWitness } from '../waters/witness-store.ts'
import { systemActor } from '../platform/actor.ts'
import { endProgress, showProgress } from './progress.ts'
import { commandOptions, withPlatform } from './with-platform.ts'

/** Every slice that compares its tables with their facts. */
export const witnesses: readonly Witness[] = [
  aliasWitness,
  zoneWitness,
  organisationWitness,
  accountWitness,
  tokenWitness,
  handoverWitness,
  waterWitness,
  sourceWitness,
  attachmentWitness,
  numberWitness,
  dutyWitness,
  readingWitness,
  taskWitness,
  villageWitness,
  scopeWitness,
  basisWitness,
  verdictWitness,
  planWitness,
  visitWitness,
  rectificationWitness,
  sampleWitness,
  progressWitness,
  partWitness,
  assignmentWitness,
  adviceWitness,
  classificationWitness,
  bundleWitness,
  moneyWitness,
  rewardWitness,
  fileWitness,
  objectionWitness,
  declaredWitness,
  annualPlanWitness,
  caseWitness,
  noticeWitness,
  surroundingWitness,
  linkWitness,
]

/** Named one by one; whoever put a million rows in wants no million sentences. */
const mostFaults = 10_000

const { as: _as, ...options } = commandOptions

export const checkLedgerCommand: Command = {
  help: `  --json      以 JSON 输出结果                      print the outcome as JSON
  --data DIR  数据文件夹，默认 ./data               data folder, default ./data

校验所有散列链，并逐条重演操作记录，与表中数据比对：直接改动、删除或写入数据库的行都会列出。
Checks every chain, replays the facts and compares them with the tables: rows changed, deleted or written in the database itself are named.
有任何问题时退出码为 1。 Exit code 1 on any fault.`,
  run: async args => {
    const { values } = parseArgs({ args: [...args], options })
    const found = await withPlatform(values, async ({ database, actor }) => {
      const chains = await checkChains(database, actor)
      const faults: RowFault[] = []
      let further = 0
      const note = (fault: RowFault) => (faults.length < mostFaults ? faults.push(fault) : (further += 1))
      const tables: { tables: readonly string[]; rows: number }[] = []
      // As the platform: a snapshot past every jurisdiction.
      await reading(database, systemActor('command-line'), async tx => {
        for (const witness of witnesses) {
          showProgress(witness.tables.join(', '))
          tables.push({ tables: witness.tables, rows: await witness.check(tx, note) })
        }
      })
      return { chains, tables, faults, further }
    })
    endProgress()
    const chainFaults = found.chains.filter(({ fault }) => fault !== null)
    const sound = chainFaults.length === 0 && found.faults.length === 0
    if (values.json === true) console.log(JSON.stringify({ sound, ...found }))
    else {
      for (const { chain, fault } of chainFaults) console.error(`✗ ${chain} ${fault?.words.zh}\n  ${fault?.words.en}`)
      for (const { chain, words } of found.faults) console.error(`✗ ${chain} ${words.zh}\n  ${words.en}`)
      if (found.further > 0)
        console.error(`✗ 另有 ${found.further} 处，未逐一列出 and ${found.further} more, not listed`)
      tell(found.tables)
      console.log(
        sound
          ? '完好，未发现改动 sound, nothing was altered'
          : `发现问题 faults: ${chainFaults.length + found.faults.length + found.further}`,
      )
    }
    return sound ? 0 : 1
  },
}

function tell(tables: readonly { readonly tables: readonly string[]; readonly rows: number }[]): void {
  for (const { tables: names, rows } of tables) console.log(`${names.join(', ')}  ${rows}`)
}
