import { describe, expect, it } from 'vitest'
import { worksWords as words } from '../../../src/apps/office/works/works-words.ts'
import { severities } from '../../../src/works/rules.ts'
import type { Office } from '../../support/desk.ts'

export function testProblems(office: () => Office): void {
  describe('the list of problems', () => {
    it('is narrowed by severity and division, which stand in the address, and says where none fits', async () => {
      const desk = await office().open({ as: 'municipal', path: '/verification/problems' })
      const { page } = desk
      const cards = page.locator('.problem-list article')
      await cards.first().waitFor()
      const all = await cards.count()
      await page.getByLabel(words.severity.zh).click()
      await page.getByTitle(severities.serious.zh, { exact: true }).click()
      await page.waitForURL(/severity=serious/)
      await desk.settled()
      expect(await cards.count()).toBeLessThan(all)
      for (const card of await cards.all()) expect(await card.innerText()).toContain(severities.serious.zh)
      expect(await desk.close()).toEqual([])

      // A division in which no visit found anything.
      const elsewhere = await office().open({ as: 'municipal', path: '/verification/problems?region=500118000000' })
      await elsewhere.page.getByText(words.problemsNarrowed.zh).waitFor()
      expect(await elsewhere.page.getByLabel(words.region.zh).count()).toBe(1)
      expect(await elsewhere.close()).toEqual([])
    })
  })
}
