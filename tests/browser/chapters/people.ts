import { describe, expect, it } from 'vitest'
import { peopleWords as words } from '../../../src/apps/office/people/people-words.ts'
import type { Office } from '../../support/desk.ts'
import { workbookOf } from '../../support/spreadsheets.ts'
import { lookAllRound } from '../../support/looking.ts'

const header = ['姓名', '用户名', '角色', '单位', '行政区划(代码或名称)', '手机']
const sound = [
  ['方镇（示例）', 'fang', '镇级河长', '沙坪镇人民政府（示例）', '500231102', ''],
  ['石村（示例）', 'shi', '村级河长', '前进村村民委员会（示例）', '500231102201', '13900000000'],
]

export function testPeople(office: () => Office): void {
  describe('the people of an office', () => {
    it('come in from a workbook all or none: each bad cell is named first', async () => {
      const desk = await office().open({ as: 'dianjiang-admin', path: '/people/import' })
      const { page } = desk
      const field = page.locator('input[type=file]')
      const bad = [
        ['方镇（示例）', 'fang', '镇长大人', '沙坪镇人民政府（示例）', '500231102', ''],
        ['石村（示例）', 'shi', '村级河长', '前进村村民委员会（示例）', '500118118', ''],
      ]
      await field.setInputFiles({ ...workbookOf('账号名单.xlsx', [header, ...bad]) })
      await page.getByRole('cell', { name: 'C2', exact: true }).waitFor()
      await page.getByRole('cell', { name: 'E3', exact: true }).waitFor()
      expect(await page.getByRole('button', { name: words.createAll(2).zh }).count()).toBe(0)
      await lookAllRound(desk, 'people-import-problems')

      await field.setInputFiles({ ...workbookOf('账号名单.xlsx', [header, ...sound]) })
      await page.getByText(words.checked(2).zh).waitFor()
      await page.getByRole('button', { name: words.createAll(2).zh }).click()
      await page.getByText(words.createdAll(2).zh).waitFor()
      // Both organisations are there already: found by name, brackets included, not created a second time.
      expect(await page.getByText(/将同时新增单位/).count()).toBe(0)
      await page.getByText(words.passwordOnce.zh).waitFor()
      await lookAllRound(desk, 'people-import-created')
      await page.goto(`${office().platform.address}/office/people?search=fang`)
      await page.getByText('方镇（示例）').waitFor()
      expect(await desk.close()).toEqual([])
    })

    it('are only those of the own jurisdiction', async () => {
      const desk = await office().open({ as: 'dianjiang-admin', path: '/people' })
      await desk.settled()
      const text = await desk.page.locator('.data-table').innerText()
      expect(text).toContain('dianjiang')
      expect(text).not.toContain('yongchuan')
      expect(await desk.close()).toEqual([])
    })
  })
}
