import { describe, expect, it } from 'vitest'
import { overviewWords as words } from '../../../src/apps/office/overview/overview-words.ts'
import { watersWords } from '../../../src/apps/office/waters/waters-words.ts'
import type { Office } from '../../support/desk.ts'

export function testOverview(office: () => Office): void {
  describe('the overview', () => {
    it('shows the totals of the programme', async () => {
      const desk = await office().open({ as: 'municipal', path: '/' })
      const { page } = desk
      const figures = page.getByRole('region', { name: words.title.zh })
      await figures.waitFor()
      const figureOf = async (label: string) => {
        const figure = figures.locator('.figure').filter({ has: page.getByText(label, { exact: true }) })
        return (await figure.locator('.figure-value').innerText()).trim()
      }
      expect(await figureOf(words.villages.zh)).toMatch(/^9,177/)
      expect(await figureOf(words.waters.zh)).toMatch(/^160/)
      expect(await figureOf(words.national.zh)).toMatch(/^80/)
      expect(await figureOf(words.municipal.zh)).toMatch(/^80/)
      expect(await figureOf(words.county.zh)).toMatch(/^0/)
      expect(await desk.close()).toEqual([])
    })

    it('opens the waters behind a number', async () => {
      const desk = await office().open({ as: 'municipal', path: '/' })
      const { page } = desk
      await page.locator('a.figure').filter({ hasText: words.national.zh }).click()
      await page.getByText(watersWords.count('80', false).zh).waitFor()
      expect(new URL(page.url()).searchParams.get('list')).toBe('national')
      expect(await desk.close()).toEqual([])
    })

    it('opens a division from the table and comes back by the crumbs', async () => {
      const desk = await office().open({ as: 'municipal', path: '/' })
      const { page } = desk
      await page.getByRole('row').filter({ hasText: '垫江县' }).click()
      await page.getByRole('heading', { level: 1, name: '垫江县' }).waitFor()
      expect(new URL(page.url()).searchParams.get('region')).toBe('500231000000')
      await page.getByRole('navigation').getByRole('link', { name: words.title.zh }).last().click()
      await page.getByRole('heading', { level: 1, name: words.title.zh }).waitFor()
      expect(await desk.close()).toEqual([])
    })
  })
}
