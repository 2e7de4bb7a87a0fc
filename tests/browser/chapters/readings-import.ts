import { readFileSync } from 'node:fs'
import { read, utils } from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { readingsImportWords as words } from '../../../src/apps/office/monitoring/readings-import-words.ts'
import type { Office } from '../../support/desk.ts'
import { workbookOf } from '../../support/spreadsheets.ts'
import { lookAllRound } from '../../support/looking.ts'
import { waterNamed } from './water.ts'

const header = ['水体名称', '行政村名称', '点位', '采样时间', '溶解氧(mg/L)', '氨氮(mg/L)', 'pH', '浊度计读数']
const sound = ['水井大田水塘', '', '塘中', '2026-11-20 09:40', 4.31, '<0.025', 7.4, 12]
const bad = [
  ['水井大田水塘', '', '塘口', '2026-11-20 09:50', 3.9, '未检出', 72, 9],
  ['没有的塘', '', '塘口', '2026-11-20', 3.9, 'ND', 7.2, ''],
  ['水井大田水塘', '', '塘口', '2096-11-20', 3.9, '较高', 7.2, ''],
]

export function testReadingsImport(office: () => Office): void {
  describe('the import of readings', () => {
    it('names each bad cell, gives back a marked workbook, writes when all is sound, and the water shows it', async () => {
      const desk = await office().open({ as: 'dianjiang', path: '/readings/import' })
      const { page } = desk
      const field = page.locator('input[type=file]')
      await field.setInputFiles({ ...workbookOf('十一月监测.xlsx', [header, sound, ...bad]) })
      await page.getByText(words.hasRefusals(3).zh).waitFor()
      for (const cell of ['G3', 'A4', 'D5', 'F5']) await page.getByText(cell, { exact: true }).waitFor()
      await lookAllRound(desk, 'readings-refused')
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: words.marked.zh }).click(),
      ])
      expect(download.suggestedFilename()).toBe('十一月监测-问题说明.xlsx')
      const marked = read(readFileSync(await download.path()))
      expect(marked.SheetNames).toEqual(['问题清单', '表1'])
      expect(utils.sheet_to_csv(marked.Sheets['表1'] ?? {})).toContain('pH“72”')

      await field.setInputFiles({ ...workbookOf('十一月监测.xlsx', [header, sound]) })
      await page.getByText(words.allSound(1).zh).waitFor()
      await lookAllRound(desk, 'readings-sound')
      await page.getByRole('button', { name: words.write(1).zh }).click()
      await page.getByText(words.done(1).zh).waitFor()
      await lookAllRound(desk, 'readings-done')
      await field.setInputFiles({ ...workbookOf('十一月监测.xlsx', [header, sound]) })
      await page.getByText(words.nothingNew.zh).waitFor()
      expect(await desk.close()).toEqual([])

      const id = await waterNamed(office(), 'dianjiang', '水井大田水塘')
      const water = await office().open({ as: 'dianjiang', path: `/waters/${id}` })
      await water.page.locator('#readings').getByText('4.31').first().waitFor()
      await water.page.locator('#readings').getByText('塘中').first().waitFor()
      expect(await water.close()).toEqual([])
    })
  })
}
