import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { words } from '../../../src/apps/verify/words.ts'
import type { Language } from '../../../src/domain/words.ts'
import { views, type Office, type View } from '../../support/desk.ts'
import { headOf, packLedger, photoBytes, photoHash, soundChain } from '../../support/ledgers.ts'
import { accessibilityFaults, keepPicture, looks, overflowPx } from '../../support/looking.ts'

const page = pathToFileURL(fileURLToPath(new URL('../../../dist/verify/index.html', import.meta.url))).href

/** The page from the disk, without any server: whatever it asked of the network would fail the test. */
export function testVerifyPage(office: () => Office): void {
  describe('the stand-alone page that verifies an export', () => {
    let folder: string
    const path = (name: string) => join(folder, name)
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'jiuqing-verify-'))
      const lines = soundChain('500231', 40)
      const heads = [headOf('500118', soundChain('500118', 7)), headOf('500231', lines)]
      const chains = { '500118': soundChain('500118', 7), '500231': lines }
      const photos = { [photoHash]: photoBytes }
      await writeFile(path('sound.tar'), packLedger({ chains, heads, photos }))
      const tampered = lines
        .map(line =>
          line.fact.sequence === 5
            ? { ...line, fact: { ...line.fact, subjectId: 'w2' } }
            : line.fact.sequence === 9
              ? { ...line, values: { displayName: { value: '赵审', salt: 'salt9' } } }
              : line,
        )
        .filter(({ fact }) => fact.sequence !== 17 && fact.sequence < 37)
      await writeFile(
        path('tampered.tar'),
        packLedger({ chains: { ...chains, '500231': tampered }, heads, photos: {} }),
      )
      await writeFile(path('other.tar'), 'no ledger')
      const root = { date: '2026-11-24', chain: '500231', facts: 30, hash: 'f'.repeat(64) }
      await writeFile(path('roots.json'), JSON.stringify({ date: '2026-11-24', roots: [root] }))
    })
    afterAll(() => rm(folder, { recursive: true, force: true }))

    async function opened(
      language: Language,
      view: View,
    ): Promise<{ page: Page; asked: string[]; close(): Promise<void> }> {
      const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
      const context = await office().browser.newContext({ viewport: views[view], locale, timezoneId: 'Asia/Shanghai' })
      const shown = await context.newPage()
      const asked: string[] = []
      shown.on('request', request => asked.push(request.url()))
      shown.on('pageerror', error => asked.push(`uncaught: ${error.message}`))
      shown.on('console', message => asked.push(`console: ${message.text()}`))
      await shown.goto(page)
      return { page: shown, asked, close: () => context.close() }
    }

    it.each(looks)('finds a sound ledger sound and names every fault of another ($language, $view)', async look => {
      const { language, view } = look
      const visit = await opened(language, view)
      const choose = visit.page.getByLabel(words.choose[language])
      await choose.setInputFiles(path('sound.tar'))
      await visit.page.getByRole('heading', { name: words.sound[language] }).waitFor()
      expect(await visit.page.locator('.figure dd').first().innerText()).toMatch(/^47/)
      await keepPicture(visit.page, `verify-sound-${language}-${view}`)
      await choose.setInputFiles(path('tampered.tar'))
      await visit.page.getByRole('heading', { name: words.unsound('5')[language] }).waitFor()
      const faults = await visit.page.locator('.faults li').allInnerTexts()
      const expected = {
        zh: ['第 2 条所附的文件', '第 5 条的内容被改动过', '第 9 条的个人信息', '第 17 条缺失', '第 37 至 40 条缺失'],
        en: [
          'attached by fact 2',
          'fact 5 was changed',
          'of fact 9 was changed',
          'fact 17 is missing',
          'facts 37 to 40',
        ],
      }[language]
      for (const sentence of expected) expect(faults.join('\n')).toContain(sentence)
      expect(await accessibilityFaults(visit.page)).toEqual([])
      expect(await overflowPx(visit.page)).toBe(0)
      await keepPicture(visit.page, `verify-tampered-${language}-${view}`)
      expect(visit.asked.filter(address => !address.startsWith('file://') && !address.startsWith('blob:'))).toEqual([])
      await visit.close()
    })

    it('finds a rewritten history by roots that somebody kept, and says what is no ledger', async () => {
      const visit = await opened('zh', 'desk')
      await visit.page.getByLabel(words.choose.zh).setInputFiles(path('sound.tar'))
      await visit.page.getByRole('heading', { name: words.sound.zh }).waitFor()
      await visit.page.getByLabel(words.roots.zh).setInputFiles(path('roots.json'))
      await visit.page.getByText('与 2026-11-24 公布的日根不符').waitFor()
      expect(await visit.page.locator('.faults li').count()).toBe(1)
      await visit.page.getByLabel(words.choose.zh).setInputFiles(path('other.tar'))
      await visit.page.getByRole('heading', { name: '这不是操作记录的导出文件' }).waitFor()
      await visit.close()
    })
  })
}
