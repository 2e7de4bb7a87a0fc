import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { chromiumProgram, launchBrowser } from '../support/browser.ts'
import { buildIfOld } from '../support/built.ts'
import { officeOf, type Office } from '../support/desk.ts'
import { examplePassword } from '../support/example-database.ts'
import { oncePerRun } from '../support/once-per-run.ts'
import { startPlatform } from '../support/server.ts'
import { foundTianshui } from '../support/tianshui.ts'

/** Tests of one part of the office, which take the office once it is open. */
export type Chapter = (office: () => Office) => void

/** Runs chapters one after another on a platform and a browser of their own: starting them takes longer than most chapters. */
export function readChapters(chapters: readonly Chapter[]): void {
  let office: Office

  beforeAll(async () => {
    await oncePerRun('pages and browser', async () => {
      buildIfOld('pages')
      await chromiumProgram()
    })
    const [platform, browser] = await Promise.all([startPlatform(), launchBrowser()])
    office = officeOf(platform, browser)
    await requireChinese(browser)
    await foundTianshui(platform.database, examplePassword)
  })
  afterAll(async () => {
    await office.browser.close()
    await office.platform.stop()
  })

  for (const test of chapters) test(() => office)
}

// Without a font every sign is the same box: pages would be measured with the wrong width, and nobody would notice.
const signsDiffer = `(() => {
  const drawn = [...'水清'].map(sign => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 40, height: 40 })
    const context = canvas.getContext('2d')
    context.font = '30px sans-serif'
    context.fillText(sign, 4, 32)
    return canvas.toDataURL()
  })
  return drawn[0] !== drawn[1]
})()`

async function requireChinese(browser: Browser): Promise<void> {
  const page = await browser.newPage()
  if (!(await page.evaluate<boolean>(signsDiffer))) throw new Error('the browser found no font with Chinese signs')
  await page.close()
}
