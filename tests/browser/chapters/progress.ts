import { describe, expect, it } from 'vitest'
import { progressWords as words } from '../../../src/apps/office/works/progress-words.ts'
import type { Office } from '../../support/desk.ts'
import { lookAllRound } from '../../support/looking.ts'
import { listedWater } from './water.ts'
import { dialogOn } from '../../support/dialog.ts'

export function testProgress(office: () => Office): void {
  describe('the progress of works', () => {
    it('is scheduled, begun and reported at the desk, and stands on the board', { timeout: 240_000 }, async () => {
      const waterId = await approvedWater(office())
      const desk = await office().open({ as: 'municipal', path: `/waters/${waterId}/progress` })
      const { page } = desk
      const { dialog, closeBy } = dialogOn(page)
      await page.getByRole('button', { name: words.make.zh }).click()
      const year = new Date().getUTCFullYear()
      await dialog.getByLabel(/开始$/).fill(`${year}-01-01`)
      await dialog.getByLabel(/结束$/).fill(`${year + 1}-11-01`)
      await closeBy('保存')
      await page.getByRole('button', { name: words.start.zh }).click()
      await closeBy('保存')
      await page.getByRole('button', { name: words.report.zh }).click()
      await dialog.getByLabel(words.doneOf.zh).fill('1')
      await lookAllRound(desk, 'progress-report')
      await closeBy('保存')
      await page.getByText(words.reports(1).zh).waitFor()
      await lookAllRound(desk, 'progress-water')
      await page.goto(`${office().platform.address}/office/progress`)
      await page.locator(`a[href$="/waters/${waterId}/progress"]`).waitFor()
      await lookAllRound(desk, 'progress-board')
      expect(await desk.close()).toEqual([])
    })
  })
}

/** A water whose plan the city has just approved. */
async function approvedWater(office: Office): Promise<string> {
  const { platform } = office
  const session = await platform.signIn('municipal')
  const call = async (method: 'PUT' | 'POST', path: string, body: object) =>
    (await platform.call(session, method, `/api/planning${path}`, body)) as { id: string } // the contract's answer
  const waterId = await listedWater(office, 3)
  const person = (name: string) => ({ name, office: '镇人民政府（示例）' })
  const content = {
    presentState: '水色发黑。',
    causes: [{ causeId: 'domestic-sewage', percent: 100 }],
    target: { goal: 'class-V', by: `${new Date().getUTCFullYear() + 1}-06-30` },
    measures: [{ measureId: 'septic-tank', quantity: 3, costYuan: 9000 }],
    funding: [{ source: 'county', yuan: 9000 }],
    persons: { town: person('王建国'), village: person('李秀英'), site: person('陈大勇') },
    upkeep: { duties: '每周巡查一次，清理漂浮物。', yearlyYuan: 2400 },
  }
  const { id } = await call('PUT', `/waters/${waterId}/plan`, { seenVersion: 0, content })
  await call('POST', `/plans/${id}/steps`, { step: 'submit', seenVersion: 1 })
  await call('POST', `/plans/${id}/steps`, { step: 'approve', seenVersion: 1, reference: '渝环函〔2026〕19号' })
  return waterId
}
