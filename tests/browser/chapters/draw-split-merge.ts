import { describe, expect, it } from 'vitest'
import { waterWords as words } from '../../../src/apps/office/waters/water-words.ts'
import { common } from '../../../src/apps/shared/i18n/common-words.ts'
import { drawWords } from '../../../src/apps/shared/map/draw-words.ts'
import { stages, transitions } from '../../../src/domain/lifecycle.ts'
import { mergeReasons, splitReasons } from '../../../src/waters/contract.ts'
import type { Desk, Office } from '../../support/desk.ts'
import { keepPicture } from '../../support/looking.ts'

/** A village of 沙坪镇, 垫江. */
const village = '500231102201'
const outline = '107.4201, 30.2101\n107.4211, 30.2101\n107.4211, 30.2111\n107.4201, 30.2111'

/** Puts a water on record through the API, as the officer of 垫江. */
async function recordWater(office: Office, name: string, type: 'ditch' | 'pond', latitude: number): Promise<string> {
  const cookie = await office.platform.signIn('dianjiang')
  const values = {
    name,
    type,
    regionCode: village,
    areaM2: 900,
    position: { longitude: 107.42, latitude },
    coordinateSource: 'cgcs2000',
  }
  const made = await office.platform.call(cookie, 'POST', '/api/waters', { values, acceptDoubts: true })
  return (made as { id: string }).id // as the contract says
}

async function fillAndConfirm({ page }: Desk, reason: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: common.reason.zh }).fill(reason)
  await dialog.getByRole('button', { name: common.confirm.zh, exact: true }).click()
}

async function confirm(desk: Desk, reason: string): Promise<void> {
  await fillAndConfirm(desk, reason)
  await desk.page.getByRole('dialog').waitFor({ state: 'detached' })
}

async function choose({ page }: Desk, label: string, option: string): Promise<void> {
  await page.getByRole('dialog').getByRole('combobox', { name: label }).click()
  await page.locator('.ant-select-item-option').filter({ hasText: option }).first().click()
}

async function openStep({ page }: Desk, label: string): Promise<void> {
  await page.getByRole('button', { name: words.actions.zh }).click()
  await page.getByRole('menuitem', { name: label }).click()
}

export function testDrawSplitMerge(office: () => Office): void {
  describe('the shape and the kin of a water', () => {
    it('is drawn from typed coordinates, with a reason that stands in its history', async () => {
      const id = await recordWater(office(), '前进村勾绘塘', 'pond', 30.2106)
      const desk = await office().open({ as: 'dianjiang', path: `/waters/${id}` })
      const { page } = desk
      await page.getByRole('button', { name: words.draw.zh }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByText(drawWords.typed.zh).click()
      await dialog.getByRole('textbox', { name: drawWords.typed.zh }).fill(outline)
      await dialog.getByRole('button', { name: drawWords.take.zh }).click()
      await dialog
        .getByText(/10,6\d\d/)
        .first()
        .waitFor()
      await dialog.getByRole('checkbox', { name: words.takeArea.zh }).check()
      await keepPicture(page, 'draw-dialog')
      await confirm(desk, '现场复测后勾绘')
      await page.locator('#history').getByText('现场复测后勾绘').waitFor()
      await page
        .locator('#facts')
        .getByText(/10,6\d\d/)
        .first()
        .waitFor()
      expect(await desk.close()).toEqual([])
    })

    it('a ditch is split in two where its black reaches are not continuous, and the old record stays', async () => {
      const id = await recordWater(office(), '前进村长沟', 'ditch', 30.2206)
      const desk = await office().open({ as: 'dianjiang', path: `/waters/${id}`, expected: [/^422 \/api\/waters\//] })
      await openStep(desk, transitions.split.label.zh)
      await choose(desk, words.unitReason.zh, splitReasons['village-border'].zh)
      await fillAndConfirm(desk, '拆分为两段')
      // Both parts lie in one village: the refusal names the ground that fits.
      await desk.page.getByRole('alert').getByText(splitReasons['not-continuous'].zh).waitFor()
      await choose(desk, words.unitReason.zh, splitReasons['not-continuous'].zh)
      await confirm(desk, '中段已清，拆分为两段')
      await desk.page.getByText(stages.split.label.zh, { exact: true }).first().waitFor()
      await desk.page.getByText(words.splitTo.zh).first().waitFor()
      expect(await desk.close()).toEqual([])
    })

    it('a pond entered twice is merged into the other', async () => {
      await recordWater(office(), '前进村重复塘甲', 'pond', 30.2306)
      const id = await recordWater(office(), '前进村重复塘乙', 'pond', 30.2306)
      const desk = await office().open({ as: 'dianjiang', path: `/waters/${id}` })
      await openStep(desk, transitions.merge.label.zh)
      await choose(desk, words.mergeInto.zh, '前进村重复塘甲')
      await choose(desk, words.unitReason.zh, mergeReasons['same-water'].zh)
      await confirm(desk, '同一口塘登记了两次')
      await desk.page.getByText(stages.merged.label.zh, { exact: true }).first().waitFor()
      expect(await desk.close()).toEqual([])
    })
  })
}
