import { describe, expect, it } from 'vitest'
import { waterWords as words } from '../../../src/apps/office/waters/water-words.ts'
import type { Office } from '../../support/desk.ts'

/** Id of a water by its exact name. */
export async function waterNamed({ platform }: Office, username: string, name: string): Promise<string> {
  const cookie = await platform.signIn(username)
  const found = await platform.call(cookie, 'GET', `/api/waters?search=${encodeURIComponent(name)}`)
  const { items } = found as { items: readonly { id: string; name: string }[] } // as the contract says
  const [water] = items.filter(item => item.name === name)
  if (water === undefined) throw new Error(`no water called ${name}`)
  return water.id
}

/** The first water on a list of which no plan was approved: municipal officers may write the plan of any. */
export async function listedWater({ platform }: Office, index = 0): Promise<string> {
  const { items } = (await platform.call(
    await platform.signIn('municipal'),
    'GET',
    '/api/waters?stage=listed&limit=10',
  )) as { items: { id: string }[] } // lists answer so
  const found = items[index]
  if (found === undefined) throw new Error('the example has too few listed waters')
  return found.id
}

export function testWater(office: () => Office): void {
  describe('the page of a water', () => {
    it('shows the verdict with its grounds, and replays it', async () => {
      const id = await waterNamed(office(), 'dianjiang', '水井大田水塘')
      const desk = await office().open({ as: 'dianjiang', path: `/waters/${id}` })
      const { page } = desk
      const verdicts = page.locator('#verdicts')
      await verdicts.getByText(words.blackOdorous.zh, { exact: true }).first().waitFor()
      await verdicts
        .getByText(/农村黑臭水体治理工作指南/)
        .first()
        .waitFor()
      await verdicts.getByRole('button', { name: words.replay.zh }).first().click()
      await verdicts.getByText(words.replaySame.zh).waitFor()
      expect(await desk.close()).toEqual([])
    })

    it('tells its history from the first record on, newest first, each entry with its place in the chain', async () => {
      const id = await waterNamed(office(), 'dianjiang', '水井大田水塘')
      const desk = await office().open({ as: 'dianjiang', path: `/waters/${id}` })
      const entries = desk.page.locator('#history .history > li')
      await entries.first().waitFor()
      await desk.settled()
      const more = desk.page.locator('#history').getByRole('button', { name: words.moreHistory.zh })
      while ((await more.count()) > 0) {
        await more.click()
        await desk.settled()
      }
      const chains = await entries.locator('.chain').allInnerTexts()
      expect(chains.length).toBeGreaterThan(8)
      const numbers = chains.map(text => Number(/第 (\d+) 号/.exec(text)?.[1]))
      expect(numbers).toEqual([...numbers].sort((a, b) => b - a))
      expect(await entries.last().innerText()).toContain('2020')
      expect(await desk.close()).toEqual([])
    })

    it('says that a water outside the jurisdiction does not exist', async () => {
      const path = '/waters/01890000-0000-7000-8000-000000000000'
      const desk = await office().open({ as: 'dianjiang', path, expected: [/^404 \/api\/waters\//] })
      await desk.page.getByRole('alert').waitFor()
      expect(await desk.close()).toEqual([])
    })
  })
}
