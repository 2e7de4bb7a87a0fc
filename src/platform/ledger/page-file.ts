import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem, problemKind } from '../../domain/problems.ts'
import { productFolder } from '../product-folder.ts'

/** What the page is called where it is saved. */
export const verifyPageName = '久清-操作记录校验-verify.html'

const built = join(productFolder, 'dist/verify/index.html')

export const pageNotBuilt = problemKind<Record<never, never>>({
  code: 'ledger.page-not-built',
  status: 404,
  title: { zh: '校验网页尚未构建', en: 'The verifying page is not built' },
  say: () => ({
    zh: '校验网页尚未构建。请先运行 npm run build。',
    en: 'The verifying page is not built yet. Run npm run build first.',
  }),
})

/** Where the stand-alone page lies that verifies an export. @throws Problem `ledger.page-not-built` */
export async function requireVerifyPage(): Promise<string> {
  await access(built).catch(() => {
    throw new Problem(pageNotBuilt, {})
  })
  return built
}
