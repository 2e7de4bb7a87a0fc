import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { placesWords as words } from '../../../src/apps/office/places/places-words.ts'
import { parseCompactDivisions } from '../../../src/places/compact.ts'
import { levelOf } from '../../../src/domain/regions.ts'
import type { Desk, Office } from '../../support/desk.ts'
import { fixture } from '../../support/inventories.ts'
import { tianshuiOfficer } from '../../support/tianshui.ts'
import { lookAllRound } from '../../support/looking.ts'

type Row = readonly [code: string, name: string]
const digits = { province: 2, city: 4, county: 6, town: 9, village: 12 } as const

/** The shipped cut of Tianshui (or Wuhan), as rows of a file. */
function shippedRows(prefix: string): readonly Row[] {
  const text = readFileSync(new URL('../../fixtures/places/wuhan-tianshui-2023.tsv', import.meta.url), 'utf8')
  return parseCompactDivisions(text)
    .filter(({ code }) => code.startsWith(prefix))
    .map(({ code, name }): Row => [code.slice(0, digits[levelOf(code)]), name])
}

async function choose({ page }: Desk, name: string, rows: readonly Row[] | Uint8Array): Promise<void> {
  const text = rows instanceof Uint8Array ? rows : ['code,name', ...rows.map(row => row.join(','))].join('\n')
  const file = { name, mimeType: 'text/csv', buffer: Buffer.from(text) }
  await page.locator('input[type=file]').setInputFiles(file)
}

async function tally({ page }: Desk, label: string): Promise<string> {
  return page.locator('.tally').getByText(label, { exact: true }).locator('..').locator('.tally-value').innerText()
}

export function testEditions(office: () => Office): void {
  describe('an edition of the divisions', () => {
    it('shows what it changes, asks, is imported, and the divisions follow', async () => {
      const desk = await office().open({ as: tianshuiOfficer, path: '/places?tab=editions' })
      const { page } = desk
      const rows = shippedRows('6205').flatMap(([code, name]): Row[] => {
        if (code === '620502113') return [[code, '大门新镇']]
        return code === '620502112' ? [] : [[code, name]]
      })
      await choose(desk, '天水市区划.csv', [...rows, ['620502198', '藉河新区街道']])
      // The file does not say of which year it is: the page has a field for it, and the file need not be chosen again.
      await page.getByText(/没有写明区划版本年份/).waitFor()
      await page.getByText(words.editionRefused(1).zh).waitFor()
      await lookAllRound(desk, 'edition-without-year')
      await page.getByRole('textbox', { name: words.editionYear.zh }).fill('2024')
      await page.getByRole('button', { name: words.checkAgain('天水市区划.csv').zh }).click()

      await page.getByText(words.dryRun.zh).waitFor()
      expect(await tally(desk, words.created.zh)).toBe('1')
      expect(await tally(desk, words.updated.zh)).toBe('1')
      expect(await tally(desk, words.retiredCount.zh)).toBe('1')
      for (const text of ['大门新镇', '藉河新区街道', '齐寿镇']) {
        await page.getByRole('cell', { name: text }).first().waitFor()
      }
      await lookAllRound(desk, 'edition-difference')
      await page.getByRole('button', { name: words.importNow.zh }).click()
      await page
        .getByRole('dialog')
        .getByText(/新增 1 个、变更 1 个、撤销 1 个/)
        .waitFor()
      await page.getByRole('dialog').getByRole('button', { name: words.importNow.zh }).click()
      await page.getByText(`${words.imported.zh} · ${words.edition.zh} 2024`).waitFor()
      await page.getByRole('cell', { name: '2024', exact: true }).waitFor()

      await page.goto(`${office().platform.address}/office/places?search=${encodeURIComponent('大门新镇')}`)
      await page.getByRole('cell', { name: '大门新镇' }).first().waitFor()
      expect(await desk.close()).toEqual([])
    })

    it('is not asked for again where nothing would change', async () => {
      const desk = await office().open({ as: tianshuiOfficer, path: '/places?tab=editions' })
      const { page } = desk
      await page.getByRole('textbox', { name: words.editionYear.zh }).fill('2024')
      await choose(desk, '麦积区.csv', [['620503', '麦积区']])
      await page.getByText(words.editionSame.zh).waitFor()
      expect(await page.getByRole('button', { name: words.importNow.zh }).count()).toBe(0)
      expect(await desk.close()).toEqual([])
    })

    it('of other places, or in a file that is no table, is refused in words before anything is asked', async () => {
      const expected = [/^4\d\d \/api\/places-imports$/]
      const desk = await office().open({ as: tianshuiOfficer, path: '/places?tab=editions', expected })
      const { page } = desk
      await page.getByRole('textbox', { name: words.editionYear.zh }).fill('2024')
      await choose(desk, '武汉市.csv', [...shippedRows('4201'), ['420199', '新设区']])
      await page.getByRole('alert').getByText('您辖区以外').waitFor()
      expect(await page.getByRole('button', { name: words.importNow.zh }).count()).toBe(0)
      await choose(desk, '网页.xls', fixture('html.xls'))
      await page.getByRole('alert').filter({ hasNotText: '您辖区以外' }).first().waitFor()
      await lookAllRound(desk, 'edition-no-table')
      await choose(desk, '坏表.csv', [
        ['6205021', '缺位镇'],
        ['6.20502E+11', '科学计数村'],
      ])
      await page.getByText(words.editionRefused(2).zh).waitFor()
      await page.getByRole('cell', { name: '坏表.csv A2' }).waitFor()
      await page.getByText(/末位数字已丢失/).waitFor()
      await lookAllRound(desk, 'edition-bad-cells')
      expect(await desk.close()).toEqual([])
    })
  })
}
