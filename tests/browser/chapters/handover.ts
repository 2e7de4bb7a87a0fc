import { describe, expect, it } from 'vitest'
import { peopleWords as words } from '../../../src/apps/office/people/people-words.ts'
import { common } from '../../../src/apps/shared/i18n/common-words.ts'
import type { Office } from '../../support/desk.ts'
import { examplePassword } from '../../support/server.ts'
import { lookAllRound } from './every-page.ts'

const town = '500231102000'
const village = '500231102201'
const reason = '任期届满离岗，按垫河长办〔2026〕18号移交'

/** Creates an account through the API, as the administrator of 垫江. @returns its id */
async function createAccount(office: Office, account: { username: string; displayName: string; role: string }) {
  const cookie = await office.platform.signIn('dianjiang-admin')
  const found = await office.platform.call(cookie, 'GET', `/api/organisations?region=${town}`)
  const { items } = found as { items: { id: string }[] } // as the contract says
  const regionCode = account.role === 'town-chief' ? town : village
  const body = { ...account, regionCode, organisationId: items[0]?.id }
  const made = await office.platform.call(cookie, 'POST', '/api/accounts', body)
  return (made as { account: { id: string } }).account.id // as the contract says
}

export function testHandover(office: () => Office): void {
  describe('a handover', () => {
    it('shows who cannot take over and why, keeps what was typed when refused, and then passes the work on', async () => {
      const giver = await createAccount(office(), { username: 'yu', displayName: '余河', role: 'village-chief' })
      const leaving = await createAccount(office(), { username: 'deng', displayName: '邓长河', role: 'town-chief' })
      const path = `/people?search=yu&account=${giver}`
      const desk = await office().open({ as: 'dianjiang-admin', path, expected: [/^409 \/api\/accounts\//] })
      const { page } = desk
      await page.getByRole('button', { name: words.handOver.zh }).click()
      const dialog = page.getByRole('dialog').filter({ has: page.locator('.reason-field') })
      await dialog.getByRole('button', { name: words.handOver.zh }).click()
      await dialog.getByText(words.handOverToNeeded.zh).waitFor()
      await dialog.getByText(common.reasonNeeded.zh).waitFor()
      const receiver = dialog.getByRole('combobox', { name: words.handOverTo.zh })
      await receiver.click()
      const unsuitable = page.locator('.ant-select-item-option-disabled').filter({ hasText: '罗勤' })
      await unsuitable.getByText(/辖区不包含|缺少移交人/).waitFor()
      await lookAllRound(desk, 'handover-unsuitable')

      await receiver.fill('邓长河')
      await page.locator('.ant-select-item-option').filter({ hasText: 'deng' }).click()
      await dialog.getByRole('textbox', { name: common.reason.zh }).fill(reason)
      await disable(office(), leaving)
      await dialog.getByRole('button', { name: words.handOver.zh }).click()
      await dialog.getByRole('alert').getByText('接收人的账号已停用').waitFor()
      expect(await dialog.getByRole('textbox', { name: common.reason.zh }).inputValue()).toBe(reason)
      await lookAllRound(desk, 'handover-refused')

      await receiver.fill('周大川')
      await page.locator('.ant-select-item-option').filter({ hasText: 'shaping' }).click()
      await dialog.getByRole('button', { name: words.handOver.zh }).click()
      await page.getByText(words.handedOver('周大川（示例）').zh).waitFor()
      await dialog.waitFor({ state: 'detached' })
      await page.getByRole('dialog').getByText(words.disabled.zh).waitFor()
      expect(await desk.close()).toEqual([])
      // Left the post: the account opens nothing any more, whatever its password.
      await expect(office().platform.signIn('yu', examplePassword)).rejects.toThrow('401')
    })

    it('of the own account offers no disabling: somebody else does that', async () => {
      const desk = await office().open({ as: 'dianjiang-admin', path: '/people?search=dianjiang-admin' })
      const { page } = desk
      await page.locator('.ant-table-row').filter({ hasText: 'dianjiang-admin' }).click()
      await page.getByText(words.ownAccount.zh).waitFor()
      expect(await page.getByRole('button', { name: words.disable.zh, exact: true }).count()).toBe(0)
      await page.getByRole('button', { name: words.handOver.zh }).click()
      await page.getByText(words.handOverExplain.zh).waitFor()
      expect(await page.getByRole('checkbox', { name: words.handOverDisable.zh }).count()).toBe(0)
      expect(await desk.close()).toEqual([])
    })
  })
}

async function disable({ platform }: Office, id: string): Promise<void> {
  const cookie = await platform.signIn('dianjiang-admin')
  await platform.call(cookie, 'POST', `/api/accounts/${id}/disable`, { reason: '调离本镇' })
}
