import { describe, expect, it } from 'vitest'
import { placesWords as words } from '../../../src/apps/office/places/places-words.ts'
import { surveyWords } from '../../../src/apps/office/survey/survey-words.ts'
import { common } from '../../../src/apps/shared/i18n/common-words.ts'
import { createAccount, createOrganisation, hashPassword } from '../../../src/people/store.ts'
import { systemActor } from '../../../src/platform/actor.ts'
import { atomically } from '../../../src/platform/db/database.ts'
import type { Office } from '../../support/desk.ts'
import { examplePassword } from '../../support/example-database.ts'
import { keepPicture, lookAllRound } from '../../support/looking.ts'

const zone = '500171000000'

async function foundOfficer(office: Office): Promise<void> {
  const passwordHash = await hashPassword(examplePassword)
  await atomically(office.platform.database, systemActor('command-line'), async tx => {
    const organisation = await createOrganisation(tx, {
      name: '万盛经开区生态环境局（示例）',
      kind: 'bureau',
      regionCode: zone,
    })
    const who = { username: 'wansheng', displayName: '盛晴（示例）', role: 'county-officer' as const, regionCode: zone }
    await createAccount(tx, { ...who, organisationId: organisation.id, passwordHash, mustChangePassword: false })
  })
}

export function testZones(office: () => Office): void {
  describe('a functional zone', () => {
    it('is registered as the product proposes it', async () => {
      const desk = await office().open({ as: 'municipal', path: '/places?tab=zones' })
      const { page } = desk
      await page.getByText(words.zonesEmpty.zh).waitFor()
      await page.getByRole('button', { name: words.registerThis('万盛经开区').zh }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByText('青年镇').waitFor()
      await keepPicture(page, 'zone-dialog')
      await dialog.getByRole('button', { name: common.save.zh }).click()
      await dialog.waitFor({ state: 'detached' })
      await page.getByRole('heading', { name: '万盛经开区' }).waitFor()
      expect(await page.getByRole('button', { name: words.registerThis('万盛经开区').zh }).count()).toBe(0)
      await lookAllRound(desk, 'zones')
      expect(await desk.close()).toEqual([])
    })

    it('gives its officer towns, villages and tasks of its own', async () => {
      await foundOfficer(office())
      const desk = await office().open({ as: 'wansheng', path: '/survey' })
      const { page } = desk
      await page.getByText('青年镇').first().waitFor({ timeout: 60_000 })
      await lookAllRound(desk, 'zone-survey')
      await page.getByRole('button', { name: surveyWords.newTask.zh }).click()
      const drawer = page.getByRole('dialog')
      await drawer.getByText('万盛经开区').first().waitFor()
      await drawer.getByRole('textbox', { name: surveyWords.taskTitle.zh }).fill('万盛冬季复查')
      await drawer.getByRole('button', { name: surveyWords.plan.zh }).click()
      await drawer.getByText(/将下达到 \d+ 个村/).waitFor()
      await keepPicture(page, 'zone-task')
      await drawer.getByRole('button', { name: surveyWords.setTask.zh, exact: true }).click()
      await page.waitForURL(/\/survey\/tasks\//)
      await page.getByRole('heading', { name: '万盛冬季复查' }).waitFor()
      await lookAllRound(desk, 'zone-task-page')
      expect(await desk.close()).toEqual([])
    })

    it('loses a town again, for a reason', async () => {
      const desk = await office().open({ as: 'municipal', path: '/places?tab=zones' })
      const { page } = desk
      await page.getByRole('button', { name: words.changeZone.zh }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('button', { name: common.removeNamed('黑山镇').zh }).click()
      await dialog.getByRole('textbox', { name: common.reason.zh }).fill('黑山镇划回綦江区')
      await dialog.getByRole('button', { name: common.confirm.zh, exact: true }).click()
      await dialog.waitFor({ state: 'detached' })
      await page.getByText(`${words.formerTowns.zh}`).waitFor()
      await desk.settled()
      await keepPicture(page, 'zone-changed')
      expect(await desk.close()).toEqual([])
    })
  })
}
