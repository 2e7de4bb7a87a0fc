import { describe, expect, it } from 'vitest'
import { peopleWords as words } from '../../../src/apps/office/people/people-words.ts'
import { importWords } from '../../../src/apps/office/survey/import-words.ts'
import { common } from '../../../src/apps/shared/i18n/common-words.ts'
import { uuidv7 } from '../../../src/domain/ids.ts'
import { systemActor } from '../../../src/platform/actor.ts'
import { atomically } from '../../../src/platform/db/database.ts'
import { changeImport, insertImport } from '../../../src/survey/import-store.ts'
import type { Office } from '../../support/desk.ts'
import { examplePassword } from '../../support/example-database.ts'
import { lookAllRound } from '../../support/looking.ts'

const town = '500231102000'
const village = '500231102201'
const county = '500231000000'
const regions = { 'county-officer': county, 'town-chief': town, 'village-chief': village } as const
const reason = '任期届满离岗，按垫河长办〔2026〕18号移交'

/** Creates an account through the API, as the administrator of 垫江. @returns its id */
async function createAccount(
  office: Office,
  account: { username: string; displayName: string; role: keyof typeof regions },
) {
  const cookie = await office.platform.signIn('dianjiang-admin')
  const found = await office.platform.call(cookie, 'GET', `/api/organisations?region=${town}`)
  const { items } = found as { items: { id: string }[] } // as the contract says
  const regionCode = regions[account.role]
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
      // Who cannot stands below who can, beyond what the list draws at first.
      await page.locator('.ant-select-item-option').first().hover()
      await page.mouse.wheel(0, 5000)
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
      await page.getByText(words.handedOver('周大川（示例）', 0).zh).waitFor()
      await dialog.waitFor({ state: 'detached' })
      await page.getByRole('dialog').getByText(words.disabled.zh).waitFor()
      expect(await desk.close()).toEqual([])
      // Left the post: the account opens nothing any more, whatever its password.
      await expect(office().platform.signIn('yu', examplePassword)).rejects.toThrow('401')
    })

    it('counts the unfinished imports before, and says how many passed on after', async () => {
      const giver = await createAccount(office(), { username: 'ma', displayName: '马秋水', role: 'county-officer' })
      await beginImports(office(), giver, ['垫江县二〇二六年排查.xlsx', '沙坪镇补报.csv'])
      const desk = await office().open({ as: 'dianjiang-admin', path: `/people?search=ma&account=${giver}` })
      const { page } = desk
      await page.getByRole('button', { name: words.handOver.zh }).click()
      const dialog = page.getByRole('dialog').filter({ has: page.locator('.reason-field') })
      await dialog.getByText(words.handOverOwnImports(2).zh, { exact: true }).waitFor()
      const receiver = dialog.getByRole('combobox', { name: words.handOverTo.zh })
      await receiver.fill('dianjiang')
      await page
        .locator('.ant-select-item-option')
        .filter({ hasText: /· dianjiang ·/ })
        .click()
      await dialog.getByText(words.handOverImports(2).zh).waitFor()
      await lookAllRound(desk, 'handover-work')
      await dialog.getByRole('textbox', { name: common.reason.zh }).fill(reason)
      await dialog.getByRole('button', { name: words.handOver.zh }).click()
      await page.getByText(/2 个未完成的导入已转给对方/).waitFor()
      expect(await desk.close()).toEqual([])

      const taken = await office().open({ as: 'dianjiang', path: '/import' })
      const row = taken.page.getByRole('row').filter({ hasText: '沙坪镇补报' })
      expect(await row.textContent()).not.toContain('马秋水')
      await taken.page.getByRole('link', { name: '沙坪镇补报.csv' }).click()
      await taken.page.getByText(importWords.responsible.zh).waitFor()
      await lookAllRound(taken, 'import-taken-over')
      expect(await taken.close()).toEqual([])
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

async function beginImports({ platform }: Office, accountId: string, fileNames: readonly string[]): Promise<void> {
  const giver = { ...systemActor('job'), accountId, username: 'ma', region: county }
  await atomically(platform.database, giver, async tx => {
    for (const fileName of fileNames) {
      const id = uuidv7(tx.at.getTime())
      const held = await insertImport(tx, { id, regionCode: county, fileName, sha256: 'b'.repeat(64) })
      await changeImport(tx, held, { state: 'open', rowsRead: 12, ready: 11, refused: 1 })
    }
  })
}

async function disable({ platform }: Office, id: string): Promise<void> {
  const cookie = await platform.signIn('dianjiang-admin')
  await platform.call(cookie, 'POST', `/api/accounts/${id}/disable`, { reason: '调离本镇' })
}
