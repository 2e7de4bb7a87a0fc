import { describe, expect, it } from 'vitest'
import { peopleWords as words } from '../../../src/apps/office/people/people-words.ts'
import { permissions } from '../../../src/domain/permissions.ts'
import type { Office } from '../../support/desk.ts'
import { lookAllRound } from '../../support/looking.ts'

const label = '县大数据平台每日取数与县生态环境局数据中台同步任务（含水体、监测、清单三类数据）'

/** How the API answers a program that brings the token. */
async function asProgram({ platform }: Office, token: string, path: string) {
  const answer = await fetch(`${platform.address}${path}`, { headers: { authorization: `Bearer ${token}` } })
  return { status: answer.status, body: (await answer.json()) as { code?: string; zh?: string } } // problems answer so
}

export function testTokens(office: () => Office): void {
  describe('an API token', () => {
    it('is shown once and copied, opens what it was given and no more, and opens nothing once revoked', async () => {
      const desk = await office().open({ as: 'dianjiang', alone: true, path: '/my-account' })
      const { page } = desk
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
      await page.getByText(words.tokensEmpty.zh).waitFor()
      await page.getByRole('button', { name: words.newToken.zh }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('button', { name: words.issueIt.zh, exact: true }).click()
      await dialog.getByText(words.needed.zh).waitFor()
      await dialog.getByText(words.rightsNeeded.zh).waitFor()
      await lookAllRound(desk, 'token-new')
      await dialog.getByRole('textbox', { name: words.label.zh }).fill(label)
      await dialog.getByRole('checkbox', { name: permissions['water.read'].zh, exact: true }).check()
      await dialog.getByRole('button', { name: words.issueIt.zh, exact: true }).click()

      await page.getByText(words.secretOnce.zh).waitFor()
      await lookAllRound(desk, 'token-issued')
      await dialog.getByRole('button', { name: words.copy.zh, exact: true }).click()
      await page.getByText(words.copied.zh, { exact: true }).waitFor()
      const token = await page.evaluate<string>('navigator.clipboard.readText()')
      expect(token).toBe(await dialog.locator('.secret code').innerText())
      await dialog.getByRole('button', { name: words.keptIt.zh }).click()
      await dialog.waitFor({ state: 'detached' })

      expect(await asProgram(office(), token, '/api/waters?limit=1')).toMatchObject({ status: 200 })
      expect(await asProgram(office(), token, '/api/accounts')).toMatchObject({ status: 403 })
      await page.reload()
      const row = page.locator('.data-table .ant-table-row').filter({ hasText: label })
      await row.waitFor()
      expect(await row.innerText()).not.toContain(words.unused.zh)
      expect(await page.content()).not.toContain(token)

      await row.getByRole('button', { name: words.revoke.zh }).click()
      await dialog.getByText(words.revokeConfirm(label).zh).waitFor()
      await dialog.getByRole('button', { name: words.revoke.zh, exact: true }).click()
      await page.getByText(words.revoked(label).zh).waitFor()
      await page.getByText(words.tokensEmpty.zh).waitFor()
      const refused = await asProgram(office(), token, '/api/waters?limit=1')
      expect(refused).toMatchObject({ status: 401, body: { code: 'token.invalid' } })
      expect(refused.body.zh).toContain('吊销')
      expect(await desk.close()).toEqual([])
    })

    it('can be revoked on a phone, and is selected for copying by hand where the browser has no clipboard', async () => {
      const desk = await office().open({ as: 'shaping', alone: true, path: '/my-account' })
      const { page } = desk
      await page.setViewportSize({ width: 360, height: 640 })
      // As on plain http inside an office network.
      await page.evaluate(`Reflect.deleteProperty(Navigator.prototype, 'clipboard')`)
      await page.getByRole('button', { name: words.newToken.zh }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('textbox', { name: words.label.zh }).fill('手机取数')
      await dialog.getByRole('checkbox', { name: permissions['water.read'].zh, exact: true }).check()
      await dialog.getByRole('button', { name: words.issueIt.zh, exact: true }).click()
      await dialog.getByRole('button', { name: words.copy.zh, exact: true }).click()
      await page.getByText(words.copyByHand.zh).waitFor()
      const selected = await page.evaluate<string>('String(getSelection())')
      expect(selected).toBe(await dialog.locator('.secret code').innerText())
      await dialog.getByRole('button', { name: words.keptIt.zh }).click()
      await dialog.waitFor({ state: 'detached' })
      await page.locator('.data-cards').getByRole('button', { name: words.revoke.zh }).click()
      await dialog.getByRole('button', { name: words.revoke.zh, exact: true }).click()
      await page.getByText(words.tokensEmpty.zh).waitFor()
      expect(await desk.close()).toEqual([])
    })
  })
}
