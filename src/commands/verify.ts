import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { WrongUsage, type Command } from '../command.ts'
import { Problem, problemKind } from '../domain/problems.ts'
import { readRoots, type DailyRoot, type LedgerReport } from '../platform/ledger/rules.ts'
import { verifyLedgerFile } from '../platform/ledger/verify-file.ts'
import { endProgress, showProgress } from './progress.ts'

const options = { against: { type: 'string' }, json: { type: 'boolean' } } as const

export const verifyCommand: Command = {
  help: `EXPORT 为 jiuqing export ledger 或操作记录页导出的 .tar 文件。不需要服务器和数据库。
EXPORT is the .tar file of jiuqing export ledger or of the ledger page. Needs no server and no database.

  --against ROOTS  此前公布并另行保存的日根（/ledger/roots.json），重写过的历史由此暴露
                   daily roots kept from earlier (/ledger/roots.json): a rewritten history shows
  --json           以 JSON 输出结果                      print the outcome as JSON

有任何问题时退出码为 1。 Exit code 1 on any fault.`,
  run: async args => {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options })
    const [path, ...rest] = positionals
    if (path === undefined || rest.length > 0) throw new WrongUsage({ zh: '请写明一个文件。', en: 'Name one file.' })
    const against = values.against === undefined ? [] : await keptRoots(values.against)
    const report = await verifyLedgerFile(path, {
      against,
      onProgress: ({ facts, part }) => showProgress(`${Math.floor(part * 100)} % · ${facts} 条 facts`),
    })
    endProgress()
    if (values.json === true) console.log(JSON.stringify(report))
    else tell(report)
    return report.sound ? 0 : 1
  },
}

const rootsUnreadable = problemKind<{ path: string }>({
  code: 'ledger.roots-unreadable',
  status: 422,
  title: { zh: '日根文件无法读取', en: 'The roots cannot be read' },
  say: ({ path }) => ({
    zh: `${path} 不是日根文件。请使用从 /ledger/roots.json 保存的文件。`,
    en: `${path} holds no daily roots. Use a file saved from /ledger/roots.json.`,
  }),
})

async function keptRoots(path: string): Promise<readonly DailyRoot[]> {
  const roots = readRoots(await readFile(path, 'utf8'))
  if (roots === undefined) throw new Problem(rootsUnreadable, { path })
  return roots
}

function tell(report: LedgerReport): void {
  const { facts, soundFacts, links, personal, photos, roots, chains, faults, faultCount } = report
  for (const { chain, words } of faults) console.error(`✗ ${chain} ${words.zh}\n  ${words.en}`)
  if (faultCount > faults.length)
    console.error(`…… 另有 ${faultCount - faults.length} 处 and ${faultCount - faults.length} more`)
  const lines = [
    report.sound ? '完好，未发现改动 sound, nothing was altered' : `发现 ${faultCount} 处问题 ${faultCount} faults`,
    `${chains.length} 条链 chains，${facts} 条记录 facts，其中完好 sound ${soundFacts}，仅链环 links only ${links}`,
    `个人信息 personal values：相符 fit ${personal.kept}，已删除 erased ${personal.erased}，未提供 withheld ${personal.withheld}`,
    photos === null
      ? '文件：未随附 files: not included'
      : `文件 files：应有 expected ${photos.expected}，完好 sound ${photos.sound}`,
    `日根 daily roots：已核对 checked ${roots.checked}，不在本文件 elsewhere ${roots.elsewhere}`,
    ...chains.map(
      chain => `${chain.chain}  ${chain.facts}  ${chain.hash}${chain.faults > 0 ? `  ✗ ${chain.faults}` : ''}`,
    ),
  ]
  console.log(lines.join('\n'))
}
