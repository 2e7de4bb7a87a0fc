import { describe, expect, it } from 'vitest'
import { importWords as words } from '../../../src/apps/office/survey/import-words.ts'
import { watersWords } from '../../../src/apps/office/waters/waters-words.ts'
import type { Desk, Office } from '../../support/desk.ts'
import { fixture } from '../../support/inventories.ts'
import { spoilt } from '../../support/spreadsheets.ts'
import { tianshuiOfficer } from '../../support/tianshui.ts'
import { lookAllRound } from '../../support/looking.ts'

const fileName = '天水市2025年清单.xlsx'
const wrong = '四百五十左右吧'

export function testImport(office: () => Office): void {
  describe('the import of a list', () => {
    it('names the bad cell, takes the correction on the page, writes, and the waters are found', async () => {
      const { file, cell } = spoilt(fileName, fixture('tianshui-2025.xlsx'), { value: 450, text: wrong })
      const desk = await office().open({ as: tianshuiOfficer, path: '/import' })
      const { page } = desk
      await page.locator('input[type=file]').setInputFiles({ ...file })
      await page.getByRole('heading', { level: 1, name: fileName }).waitFor()

      await page.getByRole('tab', { name: `${words.tabAttention.zh} (1)` }).waitFor()
      const card = page.locator('article.import-row.refused')
      await card.getByText('安坪村大塘').waitFor()
      expect(await card.getByText(cell, { exact: true }).count()).toBe(1)
      expect(await card.locator('.severity-refuse').first().innerText()).toContain(wrong)
      await lookAllRound(desk, 'import-open')

      await card.getByRole('textbox', { name: new RegExp(`^更正 ${cell} `) }).fill('450')
      await page.getByText(words.draftCount(1).zh).waitFor()
      await page.getByRole('button', { name: words.checkAgain.zh }).click()
      await page.getByText(words.allSound('4').zh).waitFor()
      await page.getByRole('button', { name: words.commitAll('4').zh }).click()
      await page
        .getByRole('dialog')
        .getByRole('button', { name: words.commitAll('4').zh })
        .click()
      await page.getByText(words.doneTitle.zh, { exact: true }).first().waitFor()
      await lookAllRound(desk, 'import-done')

      await page.getByRole('button', { name: words.toWaters.zh }).click()
      await page.getByText(watersWords.count('4', false).zh).waitFor()
      for (const name of ['安坪村大塘', '李家沟防洪渠', '磨渠口排水渠']) await page.getByText(name).first().waitFor()
      expect(await desk.close()).toEqual([])
    })

    it('takes the same rows again without writing anything twice', async () => {
      const desk = await office().open({ as: tianshuiOfficer, path: '/import' })
      const { page } = desk
      await upload(desk, '再来一次.xlsx', fixture('tianshui-2025.xlsx'))
      await page.getByRole('button', { name: words.commitAll('4').zh }).click()
      await page
        .getByRole('dialog')
        .getByRole('button', { name: words.commitAll('4').zh })
        .click()
      const unchanged = page.getByText(words.unchanged.zh, { exact: true }).locator('..')
      await unchanged.waitFor()
      expect(await unchanged.innerText()).toContain('4')
      expect(await desk.close()).toEqual([])
    })

    it('says why a file cannot be read at all', async () => {
      const desk = await office().open({ as: tianshuiOfficer, path: '/import' })
      await upload(desk, '网页.xls', fixture('html.xls'))
      await desk.page.getByText(words.failedTitle.zh).waitFor()
      expect((await desk.page.getByRole('alert').innerText()).length).toBeGreaterThan(20)
      await lookAllRound(desk, 'import-failed')
      expect(await desk.close()).toEqual([])
    })
  })
}

async function upload({ page }: Desk, name: string, content: Uint8Array): Promise<void> {
  const file = { name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) }
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('heading', { level: 1, name }).waitFor()
}
