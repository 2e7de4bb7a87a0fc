import { describe, expect, it } from 'vitest'
import { placesWords as words } from '../../../src/apps/office/places/places-words.ts'
import type { Office } from '../../support/desk.ts'
import { lookAllRound } from '../../support/looking.ts'

const name = '新桥院子村'
const source = '垫江县农村黑臭水体名册（垫环函〔2026〕7号，2026-03-12），第 14 行'

export function testAliases(office: () => Office): void {
  describe('a name that a list has and the edition lacks', () => {
    it('is registered under its town, once, and the name check then knows it', async () => {
      const expected = [/^409 \/api\/place-aliases$/]
      const desk = await office().open({ as: 'dianjiang', path: '/places?tab=aliases', expected })
      const { page } = desk
      const open = page.getByRole('button', { name: words.newAlias.zh })
      await open.click()
      const dialog = page.getByRole('dialog')
      const save = dialog.getByRole('button', { name: words.registerIt.zh, exact: true })
      await save.click()
      await dialog.getByText(words.withinNeeded.zh).waitFor()
      await lookAllRound(desk, 'alias-empty')

      await dialog.getByRole('textbox', { name: words.aliasName.zh }).fill('前进村')
      await dialog.getByRole('combobox', { name: words.within.zh }).fill('沙坪')
      await page.locator('.ant-select-tree-node-content-wrapper').filter({ hasText: '垫江县 · 沙坪镇' }).click()
      await dialog.getByRole('textbox', { name: words.source.zh }).fill(source)
      await save.click()
      // The edition has that village: the refusal names it.
      await dialog.getByRole('alert').getByText('前进村村民委员会').waitFor()
      await lookAllRound(desk, 'alias-refused')

      await dialog.getByRole('textbox', { name: words.aliasName.zh }).fill(name)
      await save.click()
      await page.getByText(`已登记“${name}”`).waitFor()
      await dialog.waitFor({ state: 'detached' })
      await page.getByRole('cell', { name: source }).waitFor()
      // The keyboard goes on where it was.
      expect(await page.locator(':focus').innerText()).toBe(words.newAlias.zh)

      await page.getByRole('tab', { name: words.tabNames.zh }).click()
      await page.getByRole('textbox', { name: words.county.zh }).fill('垫江')
      await page.getByRole('textbox', { name: words.town.zh }).fill('沙坪')
      await page.getByRole('textbox', { name: words.village.zh }).fill(name)
      await page.getByRole('button', { name: words.check.zh, exact: true }).click()
      await page.getByText('500231102000').waitFor()
      expect(await desk.close()).toEqual([])
    })

    it('is chosen a town only: what lies above opens on a click', async () => {
      const desk = await office().open({ as: 'dianjiang', path: '/places?tab=aliases' })
      const { page } = desk
      await page.getByRole('button', { name: words.newAlias.zh }).click()
      const within = page.getByRole('dialog').getByRole('combobox', { name: words.within.zh })
      await within.click()
      const node = (text: string) => page.locator('.ant-select-tree-title').getByText(text, { exact: true })
      await node('沙坪镇').waitFor()
      await node('垫江县').click()
      await node('沙坪镇').waitFor({ state: 'hidden' })
      await node('垫江县').click()
      await node('沙坪镇').click()
      await page.getByRole('dialog').getByTitle('垫江县 · 沙坪镇').waitFor()
      expect(await desk.close()).toEqual([])
    })
  })
}
