import { describe, expect, it } from 'vitest'
import { fileItems, fileStates } from '../../../src/acceptance/rules.ts'
import { acceptanceWords as words } from '../../../src/apps/office/acceptance/acceptance-words.ts'
import { common } from '../../../src/apps/shared/i18n/common-words.ts'
import type { Office } from '../../support/desk.ts'
import { lookAllRound } from '../../support/looking.ts'
import { buttonName } from '../../support/button-name.ts'
import { dialogOn } from '../../support/dialog.ts'

export function testAcceptance(office: () => Office): void {
  describe('acceptance and delisting', () => {
    it(
      'goes from the board through self-check and acceptance to the public notice, with an objection answered',
      { timeout: 240_000 },
      async () => {
        const desk = await office().open({ as: 'municipal', path: '/acceptance' })
        const { page } = desk
        const { dialog, closeBy } = dialogOn(page)
        await page.locator('tbody tr.ant-table-row').first().click()
        await page.waitForURL(/\/waters\/[^/]+\/acceptance/)
        // What is missing or fails, and what passes, item by item.
        await page.getByText(fileItems.satisfaction.zh).first().waitFor()
        for (const reason of ['镇街现场自验合格', '区县组织验收合格']) {
          await page.getByRole('button', { name: buttonName(words.accept.zh) }).click()
          await dialog.getByLabel(common.reason.zh).fill(reason)
          await closeBy(common.confirm.zh)
          await page.getByText(reason).first().waitFor()
        }
        await page.getByText(fileStates.accepted.zh, { exact: true }).first().waitFor()

        await page.getByRole('button', { name: words.beginNotice.zh }).click()
        await dialog.getByLabel(words.noticePlace.zh).fill('区县政府网站、村公示栏')
        await lookAllRound(desk, 'acceptance-notice')
        await closeBy(common.save.zh)
        await page.getByRole('button', { name: words.recordObjection.zh }).click()
        await dialog.getByLabel(words.objectionText.zh).fill('雨后仍有污水流入')
        await closeBy(common.save.zh)
        await page.getByText(words.unanswered.zh, { exact: true }).waitFor()
        // Nobody delists while the notice runs or an objection waits; the button says so.
        const accept = page.getByRole('button', { name: buttonName(words.accept.zh) })
        expect(await accept.isDisabled()).toBe(true)
        expect(await accept.getAttribute('title')).toMatch(/公示期还没有结束|还有异议没有答复/)
        await page.getByRole('button', { name: buttonName(words.answer.zh) }).click()
        await dialog.getByText(words.notUpheld.zh, { exact: true }).click()
        await dialog.getByRole('textbox', { name: words.answer.zh }).fill('现场核查，系雨水冲刷，已清理')
        await closeBy(common.save.zh)
        await page.getByText('现场核查，系雨水冲刷，已清理').waitFor()
        await lookAllRound(desk, 'acceptance-on-notice')
        expect(await desk.close()).toEqual([])
      },
    )
  })
}
