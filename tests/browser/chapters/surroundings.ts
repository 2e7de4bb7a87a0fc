import { describe, expect, it } from 'vitest'
import { surroundingsWords as words } from '../../../src/apps/office/surroundings/surroundings-words.ts'
import { common } from '../../../src/apps/shared/i18n/common-words.ts'
import { buttonName } from '../../support/button-name.ts'
import type { Office } from '../../support/desk.ts'
import { dialogOn } from '../../support/dialog.ts'
import { lookAllRound } from '../../support/looking.ts'
import { waterNamed } from './water.ts'

/** A settlement near a water is recorded on its page, proposed, linked with one click and reckoned with. */
export function testSurroundings(office: () => Office): void {
  describe('what stands around a water', () => {
    it('is proposed once it is on record, and linked with one click', { timeout: 240_000 }, async () => {
      const id = await waterNamed(office(), 'dianjiang', '水井大田水塘')
      const { platform } = office()
      const session = await platform.signIn('dianjiang')
      const water = (await platform.call(session, 'GET', `/api/waters/${id}`)) as Record<string, unknown> // the contract's answer
      const { longitude, latitude, regionCode } = water
      const position = { longitude, latitude }
      const values = { sort: 'settlement', name: '塘边院子', regionCode, people: 100, handling: 'none', position }
      await platform.call(session, 'POST', '/api/surroundings', { values })
      const desk = await office().open({ as: 'dianjiang', path: `/waters/${id}#surroundings` })
      await desk.settled()
      const card = desk.page.locator('#surroundings')
      await card.getByRole('button', { name: '关联塘边院子' }).click()
      await card.getByRole('button', { name: '解除与 塘边院子 的关联' }).waitFor()
      await desk.settled()
      // 100 people x 80 L x 0.7
      expect(await card.getByRole('region', { name: '生活污水测算' }).innerText()).toContain('5.6')
      expect(await desk.close()).toEqual([])
    })

    it('is put on record with a place chosen on the map', async () => {
      const id = await waterNamed(office(), 'dianjiang', '水井大田水塘')
      const desk = await office().open({ as: 'dianjiang', path: `/waters/${id}#surroundings` })
      await desk.settled()
      await desk.page
        .locator('#surroundings')
        .getByRole('button', { name: buttonName(words.add.zh) })
        .click()
      const { dialog, closeBy } = dialogOn(desk.page)
      await dialog.getByLabel(words.name.zh).fill('选点院子')
      await dialog.getByText(words.onMap.zh).click()
      await dialog.locator('.map-canvas canvas').waitFor()
      await desk.settled()
      await dialog.locator('.map-canvas').scrollIntoViewIfNeeded()
      await dialog.locator('.map-canvas').click()
      const typed = (label: string) => dialog.getByLabel(label).inputValue()
      await expect.poll(() => typed(words.longitude.zh)).toMatch(/^107\.\d+$/)
      expect(await typed(words.latitude.zh)).toMatch(/^30\.\d+$/)
      await lookAllRound(desk, 'surrounding-on-map')
      await closeBy(common.save.zh)
      const session = await office().platform.signIn('dianjiang')
      const found = await office().platform.call(
        session,
        'GET',
        `/api/surroundings?search=${encodeURIComponent('选点院子')}`,
      )
      const [recorded] = (found as { items: Record<string, unknown>[] }).items // the contract's answer
      expect(recorded).toMatchObject({ coordinateSource: 'cgcs2000', sort: 'settlement' })
      expect(recorded?.['longitude']).toBeCloseTo(107.3, 0)
      expect(await desk.close()).toEqual([])
    })
  })
}
