import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { measureWords } from '../../../src/apps/office/planning/measure-words.ts'
import { progressWords } from '../../../src/apps/office/works/progress-words.ts'
import { planStates } from '../../../src/planning/plans/rules.ts'
import type { Office } from '../../support/desk.ts'
import { lookAllRound } from '../../support/looking.ts'

export function testBoardFigures(office: () => Office): void {
  describe('a number on a board', () => {
    it('opens exactly the waters without a schedule', async () => {
      const desk = await office().open({ as: 'municipal', path: '/progress' })
      await opensAsMany(desk.page, progressWords.withoutSchedule.zh)
      await lookAllRound(desk, 'progress-unscheduled')
      expect(await desk.close()).toEqual([])
    })

    it('opens exactly the plans of a state, of which a draft that covers its water says so', async () => {
      const plan = await planThatCovers(office())
      const desk = await office().open({ as: 'municipal', path: '/plans' })
      const { page } = desk
      await opensAsMany(page, planStates.draft.zh)
      await page.goto(`${office().platform.address}/office/plans/${plan}`)
      await page.getByText(measureWords['false-fix'].zh, { exact: true }).waitFor()
      await lookAllRound(desk, 'plan-that-covers')
      expect(await desk.close()).toEqual([])
    })
  })
}

async function opensAsMany(page: Page, name: string): Promise<void> {
  const figure = page.getByRole('button', { name: new RegExp(`^${name} \\d+$`) })
  const [, count = ''] = /(\d+)$/.exec((await figure.getAttribute('aria-label')) ?? '') ?? []
  expect(Number(count)).toBeGreaterThan(0)
  await figure.click()
  await expect.poll(() => page.locator('.data-table .ant-table-row').count()).toBe(Number(count))
}

/** A draft of the city whose only measure hides the water under a cover. */
async function planThatCovers({ platform }: Office): Promise<string> {
  const session = await platform.signIn('municipal')
  const ask = (method: 'GET' | 'PUT', path: string, body?: object) => platform.call(session, method, path, body)
  const { items } = (await ask('GET', '/api/waters?stage=listed&limit=50')) as { items: { id: string }[] } // lists answer so
  const content = {
    presentState: '水色发黑。',
    causes: [],
    measures: [{ measureId: 'box-culvert-cover', quantity: 414, costYuan: 828_000 }],
    funding: [],
    persons: {},
  }
  for (const { id } of items) {
    const path = `/api/planning/waters/${id}/plan`
    const { plan } = (await ask('GET', path)) as { plan?: object } // the contract's answer
    if (plan === undefined) return ((await ask('PUT', path, { seenVersion: 0, content })) as { id: string }).id // likewise
  }
  throw new Error('every listed water of the example has a plan')
}
