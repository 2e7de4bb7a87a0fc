import { describe, expect, it } from 'vitest'
import type { Office } from '../../support/desk.ts'
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
  })
}
