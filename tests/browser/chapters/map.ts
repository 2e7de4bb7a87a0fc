import { describe, expect, it } from 'vitest'
import { watersWords as words } from '../../../src/apps/office/waters/waters-words.ts'
import type { Desk, Office } from '../../support/desk.ts'
import { differingPixels, mapPixels } from '../../support/map-pixels.ts'

export function testMap(office: () => Office): void {
  describe('the map', () => {
    it('draws the waters: where a filter leaves none, their marks are gone and the ground stays', async () => {
      const full = await office().open({ as: 'municipal', path: '/waters' })
      const empty = await office().open({ as: 'municipal', path: '/waters?stage=split' })
      await Promise.all([drawn(full), drawn(empty)])
      const ground = await mapPixels(empty.page)
      expect(differingPixels(ground, Buffer.alloc(ground.length, ground.subarray(0, 3)))).toBeGreaterThan(2000)
      await expect
        .poll(async () => differingPixels(ground, await mapPixels(full.page)), { timeout: 20_000 })
        .toBeGreaterThan(1000)
      expect(await full.close()).toEqual([])
      expect(await empty.close()).toEqual([])
    })

    it('goes to the water chosen in the list', async () => {
      const desk = await office().open({ as: 'dianjiang', path: '/waters?sort=code' })
      await drawn(desk)
      const before = await mapPixels(desk.page)
      await desk.page.locator('.waters-table .ant-table-row').first().click()
      await desk.page.getByRole('complementary', { name: words.chosen.zh }).waitFor()
      await expect
        .poll(async () => differingPixels(before, await mapPixels(desk.page)), { timeout: 20_000 })
        .toBeGreaterThan(2000)
      expect(await desk.close()).toEqual([])
    })
  })
}

async function drawn({ page, settled }: Desk): Promise<void> {
  await page.locator('.map-canvas canvas').first().waitFor()
  await settled()
}
