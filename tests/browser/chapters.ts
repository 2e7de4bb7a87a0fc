import { afterAll, beforeAll } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { officeOf, type Office } from '../support/desk.ts'
import { examplePassword, startPlatform } from '../support/server.ts'
import { foundTianshui } from '../support/tianshui.ts'

/** Tests of one part of the office, which take the office once it is open. */
export type Chapter = (office: () => Office) => void

/** Runs chapters one after another on a platform and a browser of their own: starting them takes longer than most chapters. */
export function readChapters(chapters: readonly Chapter[]): void {
  let office: Office

  beforeAll(async () => {
    const [platform, browser] = await Promise.all([startPlatform(), launchBrowser()])
    office = officeOf(platform, browser)
    await foundTianshui(platform.database, examplePassword)
  })
  afterAll(async () => {
    await office.browser.close()
    await office.platform.stop()
  })

  for (const test of chapters) test(() => office)
}
