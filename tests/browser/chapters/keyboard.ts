import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { common } from '../../../src/apps/shared/i18n/common-words.ts'
import { shellWords } from '../../../src/apps/office/shell/shell-words.ts'
import { watersWords } from '../../../src/apps/office/waters/waters-words.ts'
import type { Office } from '../../support/desk.ts'
import { rows } from './waters.ts'

export function testKeyboard(office: () => Office): void {
  describe('the keyboard alone', () => {
    it('finds a water from any page: / brings the cursor to the search', async () => {
      const desk = await office().open({ as: 'municipal', path: '/lists' })
      const { page } = desk
      await desk.settled()
      await page.keyboard.press('/')
      expect(await focusedLabel(page)).toBe(shellWords.searchLabel.zh)
      await page.keyboard.type('宝峰河')
      await page.keyboard.press('Enter')
      await page.getByText(watersWords.count('1', false).zh).waitFor()
      expect(await desk.close()).toEqual([])
    })

    it('skips the menu with the first Tab, and reaches, walks and opens the rows of the table', async () => {
      const desk = await office().open({ as: 'dianjiang', path: '/waters?sort=code' })
      const { page } = desk
      await rows(page).first().waitFor()
      await desk.settled()
      await page.keyboard.press('Tab')
      expect(await page.evaluate<string>('document.activeElement.textContent')).toBe(common.skipToContent.zh)
      await page.keyboard.press('Enter')
      expect(await tabsUntil(page, '.ant-table-row')).toBeLessThan(40)
      const first = await page.evaluate<string>('document.activeElement.textContent')
      await page.keyboard.press('ArrowDown')
      const second = await page.evaluate<string>('document.activeElement.textContent')
      expect(second).not.toBe(first)
      await page.keyboard.press('Enter')
      const heading = page.getByRole('heading', { level: 1 }).filter({ hasNotText: watersWords.title.zh })
      await heading.waitFor()
      const name = await page.evaluate<string>(`document.querySelector('h1').firstChild.textContent`)
      expect(second).toContain(name)
      expect(await desk.close()).toEqual([])
    })

    it('closes a dialog with Escape and stands where it was opened', async () => {
      const desk = await office().open({ as: 'dianjiang', path: '/waters?sort=code&view=list' })
      const { page } = desk
      await rows(page).first().focus()
      await page.keyboard.press('Enter')
      const correct = page.getByRole('button', { name: '更正', exact: true })
      await correct.focus()
      await page.keyboard.press('Enter')
      await page.getByRole('dialog').waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      expect(await page.evaluate<string>('document.activeElement.textContent')).toBe('更正')
      expect(await desk.close()).toEqual([])
    })
  })
}

async function focusedLabel(page: Page): Promise<string | null> {
  return page.evaluate<string | null>(`document.activeElement.getAttribute('aria-label')`)
}

/** Presses Tab until an element that fits has the focus. @returns how often; 100 where it never came */
async function tabsUntil(page: Page, selector: string): Promise<number> {
  for (let count = 1; count < 100; count++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate<boolean>(`document.activeElement.matches('${selector}')`)) return count
  }
  return 100
}
