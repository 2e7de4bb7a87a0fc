import { describe, expect, it } from 'vitest'
import { expertsWords as words } from '../../../src/apps/office/experts/experts-words.ts'
import { adoptions, adviceStates } from '../../../src/experts/rules.ts'
import type { Office } from '../../support/desk.ts'
import { lookAllRound } from '../../support/looking.ts'
import { waterNamed } from './water.ts'
import { buttonName } from '../../support/button-name.ts'

const text = '北岸三户先接管，再清淤。'

export function testExperts(office: () => Office): void {
  describe('expert help', () => {
    it('is given on the page of a water and answered there by the county', { timeout: 240_000 }, async () => {
      const address = `/waters/${await waterNamed(office(), 'dianjiang', '水井大田水塘')}`
      const expert = await office().open({ as: 'expert', path: address })
      await expert.page.getByRole('button', { name: words.give.zh }).click()
      await expert.page.getByLabel(words.adviceText.zh, { exact: true }).fill(text)
      await expert.page
        .getByRole('dialog')
        .getByRole('button', { name: buttonName('保存') })
        .click()
      await expert.page.getByRole('dialog').waitFor({ state: 'detached' })
      await expert.page.locator('#experts').getByText(text).waitFor()
      expect(await expert.close()).toEqual([])

      const county = await office().open({ as: 'dianjiang', path: address })
      const card = county.page.locator('#experts .advice').filter({ hasText: text })
      await card.getByRole('button', { name: buttonName('答复') }).click()
      const dialog = county.page.getByRole('dialog')
      await dialog.getByLabel(adoptions.partly.zh).click()
      await dialog.getByLabel(words.deed.zh).fill('已接管两户，余下一户月底完成。')
      await dialog.getByLabel('理由').fill('一户在拆迁范围内')
      await dialog.getByRole('button', { name: buttonName('答复') }).click()
      await dialog.waitFor({ state: 'detached' })
      await card.getByText(adviceStates.answered.zh).waitFor()
      expect(await card.getByText(adoptions.partly.zh).count()).toBe(1)
      await lookAllRound(county, 'water-advice')
      expect(await county.close()).toEqual([])
    })
  })
}
