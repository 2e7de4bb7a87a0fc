import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { annualWords as words } from '../../../src/apps/office/planning/annual-words.ts'
import { fourSamesWords } from '../../../src/apps/office/four-sames/four-sames-words.ts'
import { common } from '../../../src/apps/shared/i18n/common-words.ts'
import { milestones } from '../../../src/planning/annual/rules.ts'
import type { Office } from '../../support/desk.ts'
import { lookAllRound } from '../../support/looking.ts'
import { buttonName } from '../../support/button-name.ts'
import { dialogOn } from '../../support/dialog.ts'

/** Every count on the page and the one at its head, pressed one after another. */
async function opensItsWaters(page: Page): Promise<void> {
  const counts = page.locator('.annual-count, .figure-link')
  const rows = page.locator('#waters tbody tr.ant-table-row')
  for (const count of await counts.all()) {
    const told = Number(await count.innerText())
    await count.click()
    await expect.poll(() => rows.count(), { message: await count.innerText() }).toBe(told)
  }
}

export function testAnnualPlans(office: () => Office): void {
  describe('an annual work plan', () => {
    it(
      'is drawn up anew, with days set and a water left out for a reason, and issued in place of the one before',
      { timeout: 240_000 },
      async () => {
        const desk = await office().open({ as: 'municipal', path: '/annual-plans' })
        const { page } = desk
        const { dialog, press, closeBy } = dialogOn(page)
        await page.locator('tbody tr.ant-table-row', { hasText: '重庆市' }).first().click()
        await page.locator('.annual-count').first().waitFor()
        await opensItsWaters(page)
        await page.getByRole('button', { name: words.beginNext.zh }).click()
        await press(words.beginNext.zh)
        await page.getByText(words.editionOf(2).zh).first().waitFor()
        const year = /\d{4}/.exec(await page.getByRole('heading', { level: 1 }).innerText())?.[0] ?? ''

        const rows = page.locator('#waters tbody tr.ant-table-row')
        const all = await rows.count()
        await rows.first().getByRole('button', { name: words.setDays.zh }).click()
        await dialog.getByLabel(Object.values(milestones).at(-1)!.zh).fill(`${Number(year) + 1}-12-20`)
        await dialog.getByLabel(words.note.zh).fill('汛期停工一个月')
        await closeBy(common.save.zh)
        await page.getByText(`${words.adjusted.zh}：汛期停工一个月`).waitFor()

        await rows.last().getByRole('button', { name: words.leaveOut.zh }).click()
        await dialog.getByLabel(common.reason.zh).fill('用地未落实，转入下一年度')
        await closeBy(common.confirm.zh)
        await page.getByText('用地未落实，转入下一年度').waitFor()
        expect(await rows.count()).toBe(all - 1)
        await page
          .locator('#goals')
          .getByText(`共安排 ${all - 1} 个`)
          .waitFor()
        await lookAllRound(desk, 'annual-plan-draft')

        // With a water less the targets are no longer covered: the plan says so and cannot be issued until it is taken in again.
        const issue = page.getByRole('button', { name: buttonName(words.issue.zh) })
        await page.getByText(/目标“.+”为 \d+ 个，方案中本年度安排的只有 \d+ 个/).waitFor()
        expect(await issue.isDisabled()).toBe(true)
        await page
          .getByRole('button', { name: buttonName(words.takeIn.zh) })
          .first()
          .click()
        await page.getByText(words.complete.zh).waitFor()
        expect(await rows.count()).toBe(all)

        await issue.click()
        await dialog.getByLabel(words.number.zh).fill(`渝环办〔${year}〕9号`)
        await press(common.confirm.zh)
        // Whoever replaces an edition says why.
        await dialog.locator('.ant-form-item-explain-error').first().waitFor()
        await dialog.getByLabel(common.reason.zh).fill('按汛期后进度调整')
        await lookAllRound(desk, 'annual-plan-issue')
        await closeBy(common.confirm.zh)
        await page.getByText(`渝环办〔${year}〕9号`).first().waitFor()
        expect(await page.getByRole('button', { name: words.setDays.zh }).count()).toBe(0)
        expect(await desk.close()).toEqual([])
      },
    )
  })

  describe('the four sames', () => {
    it('open a number to exactly the waters it counts', async () => {
      const desk = await office().open({ as: 'municipal', path: '/four-sames' })
      const { page } = desk
      const cell = page.locator('.sames-cell:visible', { hasText: /%\s*\d+\/\d+$/ }).first()
      const [, some, of] = /(\d+)\/(\d+)$/.exec(await cell.innerText()) ?? []
      await cell.getByRole('link').click()
      await page.waitForURL(/\/four-sames\/waters\?/)
      await page.getByText(common.rows(Number(of)).zh).waitFor()
      await page.getByText(fourSamesWords.with.zh, { exact: true }).first().click()
      await page.getByText(common.rows(Number(some)).zh).waitFor()
      await lookAllRound(desk, 'four-sames-waters')
      expect(await desk.close()).toEqual([])
    })
  })
}
