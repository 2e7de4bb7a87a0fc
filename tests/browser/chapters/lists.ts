import { describe, expect, it } from 'vitest'
import { registerWords as words } from '../../../src/apps/office/register/register-words.ts'
import { common } from '../../../src/apps/shared/i18n/common-words.ts'
import type { Office } from '../../support/desk.ts'
import { lookAllRound } from '../../support/looking.ts'

const reason = '下游为饮用水水源保护区，县政府专题会议决定提级管理'

export function testLists(office: () => Office): void {
  describe('the lists', () => {
    it('promote a water only with a reason, and the reason stands in its history', async () => {
      const code = await codeOfListed(office())
      const desk = await office().open({ as: 'municipal', path: '/lists?list=municipal' })
      const { page } = desk
      await page.locator('.data-table .ant-table-row').filter({ hasText: code }).click()
      const drawer = page.getByRole('dialog')
      await drawer.getByRole('button', { name: words.promote.zh, exact: true }).click()
      const dialog = page.getByRole('dialog').filter({ has: page.locator('.reason-field') })
      await dialog.getByRole('button', { name: words.promote.zh, exact: true }).click()
      await dialog.getByText(common.reasonNeeded.zh).waitFor()
      await lookAllRound(desk, 'lists-promote')
      await dialog.getByRole('textbox', { name: common.reason.zh }).fill(reason)
      await dialog.getByRole('button', { name: words.promote.zh, exact: true }).click()
      await page.getByText(words.done.zh).first().waitFor()
      await page
        .getByRole('dialog')
        .filter({ has: page.locator('.reason-field') })
        .waitFor({ state: 'detached' })
      await drawer.getByRole('link', { name: words.openWater.zh }).click()
      await page.locator('#history').getByText(reason).waitFor()
      expect(await desk.close()).toEqual([])
    })

    it('show the same list and drawer when the address is opened again', async () => {
      const desk = await office().open({ as: 'municipal', path: '/lists?list=national' })
      const { page } = desk
      await page.locator('.data-table .ant-table-row').first().click()
      await page.getByRole('dialog').getByText(words.derivedTitle.zh).waitFor()
      const title = await page.getByRole('dialog').locator('.ant-drawer-title').innerText()
      await page.reload()
      await page.getByRole('dialog').getByText(words.derivedTitle.zh).waitFor()
      expect(await page.getByRole('dialog').locator('.ant-drawer-title').innerText()).toBe(title)
      expect(await desk.close()).toEqual([])
    })
  })
}

/** Code of a water on the municipal list that is not taken in hand yet: its list may still be changed. */
async function codeOfListed({ platform }: Office): Promise<string> {
  const cookie = await platform.signIn('municipal')
  const found = await platform.call(cookie, 'GET', '/api/waters?list=municipal&stage=listed,planned,in-works')
  const { items } = found as { items: readonly { code: string }[] } // as the contract says
  const [water] = items
  if (water === undefined) throw new Error('the example has no water on the municipal list to promote')
  return water.code
}
