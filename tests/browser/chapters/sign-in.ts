import { describe, expect, it } from 'vitest'
import { shellWords } from '../../../src/apps/office/shell/shell-words.ts'
import { signInWords as words } from '../../../src/apps/office/people/sign-in-words.ts'
import type { Office } from '../../support/desk.ts'
import { keepPicture } from '../../support/looking.ts'
import { examplePassword } from '../../support/example-database.ts'

const ownPassword = 'Jiuqing-own-2026'

export function testSignIn(office: () => Office): void {
  describe('signing in', () => {
    it('asks for username and password, says what was wrong, and then shows the page that was asked for', async () => {
      const desk = await office().open({ path: '/waters?list=national', expected: [/^401 \/api\/session$/] })
      const { page } = desk
      await page.getByLabel(words.username.zh).fill('dianjiang')
      await page.getByLabel(words.password.zh, { exact: true }).fill('Wrong-password-1')
      await page.getByRole('button', { name: words.submit.zh }).click()
      await page.getByRole('alert').waitFor()
      await keepPicture(page, 'sign-in-refused-desk-zh')
      await page.getByLabel(words.password.zh, { exact: true }).fill(examplePassword)
      await page.getByRole('button', { name: words.submit.zh }).click()
      await page.getByRole('heading', { level: 1, name: '水体台账' }).waitFor()
      expect(page.url()).toContain('/office/waters?list=national')
      expect(await desk.close()).toEqual([])
    })

    it('lets nobody in with a first password before it is changed', async () => {
      const first = await newAccount(office(), 'xin')
      const desk = await office().open({
        path: '/',
        expected: [/^401 \/api\/session$/, /^4\d\d \/api\/session\/password$/],
      })
      const { page } = desk
      await page.getByLabel(words.username.zh).fill('xin')
      await page.getByLabel(words.password.zh, { exact: true }).fill(first)
      await page.getByRole('button', { name: words.submit.zh }).click()
      await page.getByText(words.changeFirst.zh).waitFor()
      await keepPicture(page, 'first-password-desk-zh')

      const [old, fresh, again] = [words.oldPassword.zh, words.newPassword.zh, words.repeatPassword.zh]
      const typed = async (label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text)
      await typed(old, first)
      await typed(fresh, 'short1')
      await typed(again, 'short2')
      await page.getByText(words.differs.zh).waitFor()
      await typed(again, 'short1')
      await page.getByRole('button', { name: words.changeSubmit.zh }).click()
      await page.getByRole('alert').waitFor()

      await typed(fresh, ownPassword)
      await typed(again, ownPassword)
      await page.getByRole('button', { name: words.changeSubmit.zh }).click()
      await page.getByRole('heading', { level: 1, name: '总览' }).waitFor()
      expect(await desk.close()).toEqual([])
      await expect(office().platform.signIn('xin', ownPassword)).resolves.toContain('=')
    })

    it('ends with signing out: the page asks for the password again', async () => {
      const desk = await office().open({ as: 'yongchuan', alone: true, path: '/', expected: [/^401 /] })
      const { page } = desk
      await page.getByRole('button', { name: new RegExp(shellWords.account.zh) }).click()
      await page.getByText(shellWords.signOut.zh).click()
      await page.getByLabel(words.password.zh, { exact: true }).waitFor()
      // Not a dialog over the page: what was shown is gone.
      await page.getByRole('button', { name: new RegExp(shellWords.account.zh) }).waitFor({ state: 'detached' })
      await page.reload()
      await page.getByLabel(words.password.zh, { exact: true }).waitFor()
      expect(await desk.close()).toEqual([])
    })
  })
}

/** An account of 垫江县 with a one-time password. */
async function newAccount({ platform }: Office, username: string): Promise<string> {
  const cookie = await platform.signIn('dianjiang-admin')
  const regionCode = '500231000000'
  const bureau = (await platform.call(cookie, 'POST', '/api/organisations', {
    name: '垫江县农业农村委员会（示例）',
    kind: 'department',
    regionCode,
  })) as { id: string } // as the contract says
  const created = (await platform.call(cookie, 'POST', '/api/accounts', {
    username,
    displayName: '辛新（示例）',
    role: 'county-officer',
    organisationId: bureau.id,
    regionCode,
  })) as { oneTimePassword: string } // as the contract says
  return created.oneTimePassword
}
