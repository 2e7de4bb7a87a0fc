import { describe, expect, it } from 'vitest'
import { fundingWords as words } from '../../../src/apps/office/funding/funding-words.ts'
import type { Office } from '../../support/desk.ts'
import { lookAllRound } from '../../support/looking.ts'
import { buttonName } from '../../support/button-name.ts'
import { dialogOn } from '../../support/dialog.ts'

export function testBundles(office: () => Office): void {
  describe('the pilot bundle', () => {
    it('is calculated on the page, with tier and reasons, saved and opened again', { timeout: 240_000 }, async () => {
      const desk = await office().open({ as: 'municipal', path: '/bundles' })
      const { page } = desk
      await page.getByRole('button', { name: words.solve.zh }).click()
      await page.getByText(words.tierReached.zh).waitFor()
      expect(await page.getByText(words.proven.zh).count()).toBe(1)
      await lookAllRound(desk, 'bundles-solved')
      await page.getByRole('button', { name: words.save.zh }).click()
      await page.getByLabel(words.bundleName.zh).fill('试点方案一')
      await dialogOn(page).closeBy('保存')
      await page.getByRole('tab', { name: words.tabSaved.zh }).click()
      await page.getByText('试点方案一').waitFor()
      await lookAllRound(desk, 'bundles-saved')
      await page.getByRole('button', { name: buttonName('打开') }).click()
      await page.getByRole('tabpanel', { name: words.tabSaved.zh }).getByText(words.tierReached.zh).waitFor()
      expect(await desk.close()).toEqual([])
    })
  })
}
