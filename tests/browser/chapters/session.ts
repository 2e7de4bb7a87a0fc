import { describe, expect, it } from 'vitest'
import { signInWords as words } from '../../../src/apps/office/people/sign-in-words.ts'
import { formWords } from '../../../src/apps/office/waters/new-water-words.ts'
import { common } from '../../../src/apps/shared/i18n/common-words.ts'
import type { Office } from '../../support/desk.ts'
import { keepPicture } from '../../support/looking.ts'
import { examplePassword } from '../../support/example-database.ts'
import { waterNamed } from './water.ts'

const reason = '现场复核，名称以村民委员会来函为准'

export function testSession(office: () => Office): void {
  describe('a session that ends while somebody types', () => {
    it('asks for the password over the page, keeps what was typed, and saves it after signing in', async () => {
      const id = await waterNamed(office(), 'dianjiang', '水井大田水塘')
      const desk = await office().open({ as: 'dianjiang', alone: true, path: `/waters/${id}`, expected: [/^401 /] })
      const { page } = desk
      await page.getByRole('button', { name: '更正', exact: true }).click()
      const form = page.getByRole('dialog').filter({ has: page.locator('.reason-field') })
      await form.getByLabel(formWords.naturalVillages.zh).fill('水井湾、大田坎')
      await form.getByRole('textbox', { name: common.reason.zh }).fill(reason)
      await desk.settled() // what the page still asks for would meet the end of the session before the person does
      await page.context().clearCookies()
      // Not with the mouse: on a slow machine a tile of the map may meet the end first, and its question lies over the form.
      await form.getByRole('button', { name: formWords.correctSubmit.zh }).dispatchEvent('click')

      const again = page.getByRole('dialog').filter({ hasText: words.againHint.zh })
      await again.waitFor()
      await keepPicture(page, 'session-ended-desk-zh')
      expect(await form.getByLabel(formWords.naturalVillages.zh).inputValue()).toBe('水井湾、大田坎')
      await again.getByLabel(words.password.zh, { exact: true }).fill(examplePassword)
      await again.getByRole('button', { name: words.submit.zh }).click()

      await again.waitFor({ state: 'detached' })
      await page.locator('#history').getByText(reason).waitFor()
      // The page asks for the water again after it was saved.
      await page.locator('#facts').getByText('水井湾、大田坎').waitFor()
      expect(await desk.close()).toEqual([])
    })
  })
}
