import { describe, expect, it } from 'vitest'
import { moneyWords as words } from '../../../src/apps/office/funding/money-words.ts'
import type { Office } from '../../support/desk.ts'
import { lookAllRound } from '../../support/looking.ts'
import { dialogOn } from '../../support/dialog.ts'

export function testMoney(office: () => Office): void {
  describe('money', () => {
    it(
      'is recorded, refused beyond what is allotted, reversed, and seen on the board',
      { timeout: 240_000 },
      async () => {
        const { id, name } = await waterWithoutMoney(office())
        const desk = await office().open({
          as: 'dianjiang',
          path: `/waters/${id}/money`,
          expected: [/^422 \/api\/money\/waters\//],
        })
        const { page } = desk
        const { dialog, press, closeBy } = dialogOn(page)
        const record = async (kind: string, yuan: string) => {
          await page.getByRole('button', { name: words.record.zh }).click()
          await dialog.getByText(kind, { exact: true }).click()
          await dialog.getByLabel(words.source.zh).click()
          await page.getByTitle('区县财政').last().click()
          await dialog.getByLabel(words.amount.zh).fill(yuan)
          await dialog.getByLabel(words.documentNumber.zh).fill('垫财农〔2026〕8号')
          await press('保存')
        }
        await record('下达', '500000')
        await dialog.waitFor({ state: 'detached' })
        await record('支出', '500001')
        await dialog.getByText(/将超出 1 元/).waitFor()
        await lookAllRound(desk, 'money-refused')
        await dialog.getByLabel(words.amount.zh).fill('400000')
        await closeBy('保存')
        await page.getByText('80%').first().waitFor()
        await page.getByRole('button', { name: '冲销 支出 400000' }).click()
        await dialog.getByRole('textbox').fill('金额录入有误')
        await closeBy('冲销')
        await page.getByText(words.reversed.zh, { exact: true }).waitFor()
        await page.getByRole('link', { name: words.title.zh, exact: true }).first().click()
        await page.getByRole('link', { name: '50', exact: true }).first().click()
        await page.getByRole('link', { name }).first().waitFor()
        expect(new URL(page.url()).searchParams.get('kind')).toBe('allotted')
        expect(await desk.close()).toEqual([])
      },
    )
  })
}

/** A water of 垫江县 outside 沙坪镇, where the example has money on record. */
async function waterWithoutMoney({ platform }: Office): Promise<{ readonly id: string; readonly name: string }> {
  const path = '/api/waters?region=500231000000&stage=upkeep'
  const { items } = (await platform.call(await platform.signIn('dianjiang'), 'GET', path)) as {
    items: { id: string; name: string; regionCode: string }[]
  } // lists answer so
  const found = items.find(({ regionCode }) => !regionCode.startsWith('500231102'))
  if (found === undefined) throw new Error('the example has no treated water outside the town')
  return found
}
