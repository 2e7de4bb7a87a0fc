import { copyFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { WrongUsage, type Command } from '../command.ts'
import { configOf } from './config-of.ts'
import { openFileStore } from '../platform/files/attachments-store.ts'
import { requirePermission } from '../platform/http/serve.ts'
import { exportLedger } from '../platform/ledger/export.ts'
import { requireVerifyPage, verifyPageName } from '../platform/ledger/page-file.ts'
import { closeDays } from '../platform/ledger/roots-store.ts'
import { writeOutput } from './output-file.ts'
import { endProgress, showProgress } from './progress.ts'
import { commandOptions, withPlatform } from './with-platform.ts'

const options = {
  ...commandOptions,
  county: { type: 'string' },
  photos: { type: 'boolean' },
  'with-page': { type: 'boolean' },
  out: { type: 'string', short: 'o' },
} as const

export const exportLedgerCommand: Command = {
  help: `  -o, --out OUT    输出文件（.tar），写完才出现                    the file (.tar), which appears when complete
  --county CODE    只导出一个区县的链，六位代码，如 500231          only the chain of one county, six digits
  --photos         连同附件本身（照片等）一起导出                  with the attached files themselves
  --with-page      在旁边另存校验网页，双击即可离线校验            the page that verifies it goes beside it
  --as USER        以该用户的辖区和权限导出                        with the jurisdiction and rights of this user
  --json           以 JSON 输出结果                                print the outcome as JSON
  --data DIR       数据文件夹，默认 ./data                         data folder, default ./data

辖区外的记录只导出链环（哈希），不含内容。用 jiuqing verify OUT 或校验网页校验。
Facts outside the jurisdiction enter as bare links (hashes). Verify with jiuqing verify OUT, or with the page.`,
  run: async args => {
    const { values } = parseArgs({ args: [...args], options })
    const { out, county } = readRequest(values)
    const page = values['with-page'] === true ? await requireVerifyPage() : undefined
    const { dataFolder } = configOf(values)
    const exported = await withPlatform(values, async ({ database, actor }) => {
      requirePermission(actor, 'facts.read')
      await closeDays(database)
      const photos = values.photos === true ? await openFileStore(join(dataFolder, 'files')) : undefined
      return writeOutput(out, sink =>
        exportLedger({ database, actor, county, photos, sink, onProgress: facts => showProgress(`${facts} 条 facts`) }),
      )
    })
    endProgress()
    if (page !== undefined) await copyFile(page, join(dirname(out), verifyPageName))
    if (values.json === true) console.log(JSON.stringify({ out, ...exported }))
    else tell(out, exported)
    return 0
  },
}

function tell(out: string, { chains, facts, links, files }: Awaited<ReturnType<typeof exportLedger>>): void {
  console.log(
    `已导出 exported：${chains} 条链 chains，${facts} 条记录 facts，${links} 条辖区外链环 links，${files} 个文件 files，${out}`,
  )
}

/** @throws WrongUsage naming the first option that does not fit */
function readRequest({ out, county }: { readonly out?: string; readonly county?: string }) {
  if (out === undefined) throw new WrongUsage({ zh: '请用 -o 写明输出文件。', en: 'Name the output file with -o.' })
  if (county !== undefined && !/^\d{6}$/.test(county)) {
    throw new WrongUsage({
      zh: `--county 应为六位区县代码，如 500231，不是“${county}”。`,
      en: `--county wants the six digits of a county, as in 500231, not “${county}”.`,
    })
  }
  return { out, county }
}
