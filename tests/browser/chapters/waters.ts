import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { common } from '../../../src/apps/shared/i18n/common-words.ts'
import { watersWords as words } from '../../../src/apps/office/waters/waters-words.ts'
import type { Desk, Office } from '../../support/desk.ts'

export const rows = (page: Page) => page.locator('.waters-table .ant-table-row')

/** Names of the waters in sight, in their order. */
export async function namesShown({ page, settled }: Desk): Promise<readonly string[]> {
  await rows(page).first().waitFor()
  await settled()
  return rows(page).locator('.ant-table-cell:first-child').allInnerTexts()
}

export function testWaters(office: () => Office): void {
  describe('the list of waters', () => {
    it('finds a water by its name and opens it', async () => {
      const desk = await office().open({ as: 'municipal', path: '/waters' })
      const { page } = desk
      await page.getByText(words.count('160', false).zh).waitFor()
      const field = page.getByRole('searchbox', { name: words.searchHint.zh })
      await field.fill('宝峰河')
      await field.press('Enter')
      await page.getByText(words.count('1', false).zh).waitFor()
      expect(await namesShown(desk)).toEqual([expect.stringContaining('宝峰河')])
      await rows(page).first().click()
      await page
        .getByRole('complementary', { name: words.chosen.zh })
        .getByRole('link', { name: words.open.zh })
        .click()
      await page.getByRole('heading', { level: 1, name: /^宝峰河/ }).waitFor()
      expect(await desk.close()).toEqual([])
    })

    it('keeps each filter in the address, and clears them all at once', async () => {
      const desk = await office().open({ as: 'municipal', path: '/waters?view=list' })
      const { page } = desk
      await page.getByRole('combobox', { name: words.list.zh, exact: true }).click()
      await page.locator('.ant-select-item-option').filter({ hasText: '国家' }).click()
      await page.getByText(words.count('80', false).zh).waitFor()
      expect(new URL(page.url()).searchParams.get('list')).toBe('national')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: common.reset.zh }).click()
      await page.getByText(words.count('160', false).zh).waitFor()
      expect(new URL(page.url()).searchParams.get('list')).toBeNull()
      expect(await desk.close()).toEqual([])
    })

    it('shows the same after a reload: filters, order and the chosen water are the address', async () => {
      const path = '/waters?region=500231000000&list=national&stage=accepted,delisted,upkeep&sort=-area&view=list'
      const desk = await office().open({ as: 'municipal', path })
      const before = await namesShown(desk)
      expect(before.length).toBeGreaterThan(1)
      await rows(desk.page).nth(1).click()
      await desk.page.locator('.ant-table-row.chosen').waitFor()
      const address = desk.page.url()
      await desk.page.reload()
      expect(await namesShown(desk)).toEqual(before)
      expect(desk.page.url()).toBe(address)
      expect(await desk.page.locator('.ant-table-row.chosen').innerText()).toContain(before[1])
      expect(await desk.close()).toEqual([])
    })

    it('says so where nothing fits, with the way out', async () => {
      const desk = await office().open({ as: 'municipal', path: '/waters?view=list&search=没有这样的水体' })
      await desk.page.getByText(words.noMatchTitle.zh).waitFor()
      await desk.page.getByRole('button', { name: common.reset.zh }).last().click()
      await desk.page.getByText(words.count('160', false).zh).waitFor()
      expect(await desk.close()).toEqual([])
    })

    it('shows two officers two disjoint worlds, and neither the other one’s page', async () => {
      const [dianjiang, yongchuan] = await Promise.all(
        ['dianjiang', 'yongchuan'].map(as =>
          office().open({ as, path: '/waters?view=list&sort=code', expected: [/^404 \/api\/(waters|register)\//] }),
        ),
      )
      if (dianjiang === undefined || yongchuan === undefined) throw new Error('two were opened')
      const [own, other] = [await codesShown(dianjiang), await codesShown(yongchuan)]
      expect(own.every(code => code.startsWith('JQ500231-'))).toBe(true)
      expect(other.every(code => code.startsWith('JQ500118-'))).toBe(true)
      await rows(dianjiang.page).first().dblclick()
      await dianjiang.page.getByRole('heading', { level: 1 }).filter({ hasNotText: words.title.zh }).waitFor()
      await yongchuan.page.goto(dianjiang.page.url())
      await yongchuan.page.getByRole('alert').waitFor()
      expect(await dianjiang.close()).toEqual([])
      expect(await yongchuan.close()).toEqual([])
    })
  })
}

async function codesShown(desk: Desk): Promise<readonly string[]> {
  await namesShown(desk)
  const texts = await rows(desk.page).allInnerTexts()
  return texts.map(text => /JQ\d{6}-\d+/.exec(text)?.[0] ?? text)
}
