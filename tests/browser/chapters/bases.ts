import { describe, expect, it } from 'vitest'
import { identificationWords, outcomeWords } from '../../../src/apps/office/identification/identification-words.ts'
import {
  findingWords,
  odourWords,
  surveyWords as words,
  waterColourWords,
} from '../../../src/apps/office/survey/survey-words.ts'
import { common } from '../../../src/apps/shared/i18n/common-words.ts'
import { stages } from '../../../src/domain/lifecycle-table.ts'
import type { Bilingual } from '../../../src/domain/words.ts'
import type { Desk, Office } from '../../support/desk.ts'
import { lookAllRound } from '../../support/looking.ts'

const longName = '前进村七组王家院子背后至幸福渠渠首之间的老屋湾大堰塘'

/** Records a suspected water through the API, as the officer of 垫江. @returns its id */
async function recordCandidate({ platform }: Office, name: string): Promise<string> {
  const body = { villageCode: '500231102201', name, type: 'pond', source: 'field-team', areaM2: 850 }
  const cookie = await platform.signIn('dianjiang')
  const made = await platform.call(cookie, 'POST', '/api/survey/candidates', body)
  return (made as { candidate: { waterId: string } }).candidate.waterId // as the contract says
}

async function choose({ page }: Desk, label: Bilingual, option: Bilingual): Promise<void> {
  await page.getByRole('dialog').getByRole('combobox', { name: label.zh }).click()
  await page.locator('.ant-select-dropdown:visible').getByText(option.zh, { exact: true }).click()
}

async function count({ page }: Desk, label: Bilingual, value: number): Promise<void> {
  await page.getByRole('dialog').getByRole('spinbutton', { name: label.zh }).fill(String(value))
}

async function save({ page }: Desk): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: common.save.zh, exact: true }).click()
}

async function saved(desk: Desk): Promise<void> {
  await save(desk)
  await desk.page.getByRole('dialog').waitFor({ state: 'detached' })
}

export function testBases(office: () => Office): void {
  describe('the three bases of a suspected water', () => {
    it('are taken where they agree with themselves, and the verdict follows from them in sight', async () => {
      const id = await recordCandidate(office(), longName)
      const expected = [/^422 \/api\/survey\/senses\//]
      const desk = await office().open({ as: 'dianjiang', path: '/survey/candidates', expected })
      const { page } = desk
      await page
        .locator('.ant-table-row')
        .filter({ hasText: longName })
        .getByRole('link', { name: words.basesOf.zh })
        .click()
      await page.getByRole('heading', { level: 1, name: longName }).waitFor()

      await recordSenses(desk)
      await recordQuestionnaire(desk)
      await lookAllRound(desk, 'bases-recorded')

      await page.getByRole('link', { name: words.toJudge.zh }).click()
      const drawer = page.getByRole('dialog')
      await drawer.getByText(identificationWords.preview.zh).waitFor()
      await drawer.getByRole('button', { name: identificationWords.keep.zh }).click()
      await drawer.getByText(identificationWords.kept.zh).waitFor()
      const led = identificationWords.moves(stages.suspected.label.zh, stages.identified.label.zh)
      await drawer.getByText(led.zh).waitFor()
      await drawer.getByText(outcomeWords['black-odorous'].zh, { exact: true }).first().waitFor()
      // 20 of 32 forms.
      await drawer.getByText(/62\.5/).first().waitFor()
      await lookAllRound(desk, 'verdict-given')
      await drawer.getByRole('link', { name: identificationWords.openVerdict.zh }).click()
      await page.getByRole('heading', { level: 1 }).waitFor()
      expect(await page.getByText(longName).count()).toBeGreaterThan(0)
      await page.goto(`${office().platform.address}/office/waters/${id}`)
      await page.getByText(stages.identified.label.zh, { exact: true }).first().waitFor()
      expect(await desk.close()).toEqual([])
    })

    it('leave a water undecided where something is missing, and say what', async () => {
      const id = await recordCandidate(office(), '前进村无依据塘')
      const desk = await office().open({ as: 'dianjiang', path: `/survey/waters/${id}` })
      const { page } = desk
      await page.getByRole('button', { name: words.addSample.zh }).click()
      await save(desk)
      await page.getByRole('dialog').getByText(words.oneValue.zh).waitFor()
      await lookAllRound(desk, 'sample-empty')
      // 20 cm of transparency without the depth decides nothing.
      await page.getByRole('dialog').getByRole('spinbutton', { name: '透明度' }).fill('20')
      await saved(desk)
      await page.getByRole('link', { name: words.toJudge.zh }).click()
      const drawer = page.getByRole('dialog')
      await drawer.getByText(outcomeWords.undecided.zh).first().waitFor()
      await drawer.getByRole('heading', { name: identificationWords.missing.zh }).waitFor()
      await drawer.getByText(/水深/).first().waitFor()
      await drawer.getByRole('button', { name: identificationWords.keep.zh }).click()
      await drawer.getByText(identificationWords.kept.zh).waitFor()
      await drawer.getByText(identificationWords.stays.zh).waitFor()
      expect(await desk.close()).toEqual([])
    })
  })
}

/** Missing, then contradictory, then sound. */
async function recordSenses(desk: Desk): Promise<void> {
  const { page } = desk
  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: words.addSenses.zh }).click()
  await save(desk)
  expect(await dialog.locator('.ant-form-item-explain-error').allInnerTexts()).toEqual([
    words.choose.zh,
    words.choose.zh,
  ])
  await lookAllRound(desk, 'senses-missing')
  await dialog.getByLabel(words.observedAt.zh).fill('2999-01-01T08:00')
  await choose(desk, words.colour, waterColourWords.clear)
  await choose(desk, words.odour, odourWords[0] ?? waterColourWords.clear)
  await dialog.getByRole('radio', { name: findingWords['black-odorous'].zh, exact: true }).check()
  await save(desk)
  await dialog.getByText(words.inFuture.zh).waitFor()
  await dialog.getByLabel(words.observedAt.zh).fill('2026-10-08T08:00')
  await save(desk)
  await dialog
    .getByRole('alert')
    .getByText(/前后矛盾/)
    .waitFor()
  await lookAllRound(desk, 'senses-contradict')
  await choose(desk, words.colour, waterColourWords['slightly-abnormal'])
  await dialog.getByRole('radio', { name: findingWords.undecided.zh, exact: true }).check()
  await saved(desk)
  await page.locator('.basis-record').getByText(findingWords.undecided.zh).waitFor()
}

/** More black than valid, more valid than given out or than people there; then sound. */
async function recordQuestionnaire(desk: Desk): Promise<void> {
  const { page } = desk
  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: words.addQuestionnaire.zh }).click()
  await dialog.getByLabel(words.heldOn.zh).fill('2026-10-09')
  await count(desk, words.valid, 32)
  await count(desk, words.black, 40)
  await count(desk, words.issued, 30)
  await count(desk, words.adults, 12)
  await save(desk)
  for (const fault of [words.tooManyBlack, words.tooManyIssued, words.tooManyForAdults]) {
    await dialog.getByText(fault.zh).waitFor()
  }
  await lookAllRound(desk, 'questionnaire-contradicts')
  await count(desk, words.black, 20)
  await count(desk, words.issued, 35)
  await dialog.getByRole('spinbutton', { name: words.adults.zh }).fill('')
  await saved(desk)
  await page.locator('.basis-record').getByText('62.5%').waitFor()
}
