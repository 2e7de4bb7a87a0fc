import { describe, expect, it } from 'vitest'
import { planSteps } from '../../../src/planning/plans/rules.ts'
import { planWords as words } from '../../../src/apps/office/planning/plan-words.ts'
import type { Office } from '../../support/desk.ts'
import { lookAllRound } from '../../support/looking.ts'
import { listedWater } from './water.ts'
import { common } from '../../../src/apps/shared/i18n/common-words.ts'
import { buttonName } from '../../support/button-name.ts'

export function testPlans(office: () => Office): void {
  describe('a one-water-one-plan', () => {
    it('is written, commented on, mended, submitted and approved at the desk', { timeout: 240_000 }, async () => {
      const waterId = await listedWater(office(), 2)
      const desk = await office().open({ as: 'municipal', path: `/waters/${waterId}#plan` })
      const { page } = desk
      await page.getByRole('button', { name: words.write.zh }).click()
      await page.getByLabel('水体现状').fill('水色灰黑，无风时有臭味。')
      await page.getByRole('button', { name: words.save.zh }).click()
      await page.getByText(/提交前还有 \d+ 处需要补充/).waitFor()
      await lookAllRound(desk, 'plan-unfinished')
      await page.getByRole('button', { name: words.comment.zh }).click()
      await page.getByRole('dialog').getByLabel(words.commentText.zh).fill('请补充清淤量的依据。')
      await page
        .getByRole('dialog')
        .getByRole('button', { name: buttonName('保存') })
        .click()
      await page.getByText('请补充清淤量的依据。').waitFor()
      await complete(office(), waterId)
      await page.reload()
      await page.getByText(words.complete.zh).waitFor()
      await page.getByRole('button', { name: words.edit.zh }).click()
      const by = page.getByLabel(words.by.zh, { exact: true })
      const day = await by.inputValue()
      await by.fill('')
      await page.getByRole('button', { name: words.save.zh }).click()
      await page.getByText(words.neededTogether.zh).waitFor()
      await lookAllRound(desk, 'plan-form')
      await by.fill(day)
      await page.getByRole('button', { name: words.save.zh }).click()
      await page.getByRole('button', { name: planSteps.submit.label.zh }).click()
      await page
        .getByRole('dialog')
        .getByRole('button', { name: buttonName(common.confirm.zh) })
        .click()
      await page.getByRole('button', { name: planSteps.return.label.zh }).click()
      await page.getByRole('dialog').getByRole('textbox').fill('清淤量依据不足')
      await page
        .getByRole('dialog')
        .getByRole('button', { name: buttonName(common.confirm.zh) })
        .click()
      await page.getByText(words.returnedFor('清淤量依据不足').zh).waitFor()
      expect(await page.getByText(words.complete.zh).count()).toBe(0)
      await lookAllRound(desk, 'plan-returned')
      await page.getByRole('button', { name: planSteps.submit.label.zh }).click()
      await page
        .getByRole('dialog')
        .getByRole('button', { name: buttonName(common.confirm.zh) })
        .click()
      await page.getByRole('button', { name: planSteps.approve.label.zh }).click()
      await page.getByLabel(words.reference.zh).fill('渝环函〔2026〕18号')
      await page
        .getByRole('dialog')
        .getByRole('button', { name: buttonName(common.confirm.zh) })
        .click()
      await page.getByText('渝环函〔2026〕18号').waitFor()
      await lookAllRound(desk, 'plan-approved')
      expect(await desk.close()).toEqual([])
    })
  })
}

/** Fills in by the platform's door what the form would ask for row by row. */
async function complete({ platform }: Office, waterId: string): Promise<void> {
  const session = await platform.signIn('municipal')
  const { plan } = (await platform.call(session, 'GET', `/api/planning/waters/${waterId}/plan`)) as {
    plan: { version: number; content: object }
  } // the contract's answer
  const person = (name: string) => ({ name, office: '镇人民政府（示例）' })
  const content = {
    ...plan.content,
    causes: [{ causeId: 'domestic-sewage', percent: 100 }],
    target: { goal: 'class-V', by: `${new Date().getUTCFullYear() + 1}-06-30` },
    measures: [{ measureId: 'septic-tank', quantity: 3, costYuan: 9000.5, note: '每户一座' }],
    funding: [{ source: 'county', yuan: 9000.5 }],
    persons: { town: person('王建国'), village: person('李秀英'), site: person('陈大勇') },
    upkeep: { duties: '每周巡查一次，清理漂浮物。', yearlyYuan: 2400 },
  }
  await platform.call(session, 'PUT', `/api/planning/waters/${waterId}/plan`, { seenVersion: plan.version, content })
}
